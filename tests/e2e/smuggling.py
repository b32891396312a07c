"""Requests that two servers could read in two ways: where the first ends, what the second is."""


def corpus(head, behind):
    """{what is odd about it: bytes}; `head(method, path, *lines)` makes a request's head, `behind` is what would be smuggled in."""
    def post(*lines):
        return head("POST", "/api/v1/projects", *lines)

    def get(*lines):
        return head("GET", "/api/v1/me", *lines)

    chunked = "Transfer-Encoding: chunked"
    return {name: text + behind for name, text in {
        "both lengths": post("Content-Length: 4", chunked) + b"0\r\n\r\n",
        "both lengths, the coding first": post(chunked, "Content-Length: 4") + b"0\r\n\r\n",
        "both lengths, the coding behind a tab": post("Content-Length: 4", "Transfer-Encoding:\tchunked") + b"0\r\n\r\n",
        "two lengths": post("Content-Length: 2", "Content-Length: 40") + b"{}",
        "two lengths in one line": post("Content-Length: 2, 40") + b"{}",
        "one length twice in one line": post("Content-Length: 2, 2") + b"{}",
        "a length with a sign": post("Content-Length: +2") + b"{}",
        "a length in hex": post("Content-Length: 0x2") + b"{}",
        "a length that is empty": post("Content-Length:") + b"{}",
        "a length that overflows": post("Content-Length: 18446744073709551618") + b"{}",
        "a folded header": get("X: a", " b"),
        "a folded coding": post("Transfer-Encoding:", " chunked") + b"0\r\n\r\n",
        "a blank before the colon": get("Content-Length : 4") + b"abcd",
        "a coding with a blank before the colon": post("Content-Length: 5", "Transfer-Encoding : chunked") + b"0\r\n\r\n",
        "a header without a colon": get("Content-Length 4") + b"abcd",
        "a bare line feed": get().replace(b"\r\n", b"\n"),
        "a bare carriage return": get("X: a\rContent-Length: 4") + b"abcd",
        "two hosts": get("Host: u"),
        "a chunk size that overflows": post(chunked) + b"10000000000000002\r\n{}\r\n0\r\n\r\n",
        "a chunk size with a sign": post(chunked) + b"+2\r\n{}\r\n0\r\n\r\n",
        "a chunk size in 0x": post(chunked) + b"0x2\r\n{}\r\n0\r\n\r\n",
        "a chunk whose end is missing": post(chunked) + b"2\r\n{}0\r\n\r\n",
        "chunked twice": post("Transfer-Encoding: chunked, chunked") + b"0\r\n\r\n",
        "chunked in two lines": post(chunked, chunked) + b"0\r\n\r\n",
        "an unknown coding": post("Transfer-Encoding: xchunked") + b"0\r\n\r\n",
        "a coding behind a vertical tab": post("Transfer-Encoding: \x0bchunked") + b"0\r\n\r\n",
        "a coding in quotes": post('Transfer-Encoding: "chunked"') + b"0\r\n\r\n",
        "a coding in HTTP/1.0": post(chunked).replace(b"HTTP/1.1", b"HTTP/1.0") + b"0\r\n\r\n",
        "a null in the target": head("GET", "/api/v1/me\0x"),
        "an escape in the target": head("GET", "/api/v1/\x1b[31mred"),
        "two versions": head("GET", "/api/v1/me HTTP/1.1"),
    }.items()}


def bodies(head, inside):
    """Requests that are another one's body, as everybody reads them: a server that takes a length for less would do what is inside."""
    chunk = b"%x\r\n%b\r\n0\r\n\r\n" % (len(inside), inside)
    length = f"Content-Length: {len(inside)}"
    return {
        "a request in a body": head("POST", "/api/v1/projects", "Connection: close", length) + inside,
        "a request in a chunk": head("POST", "/api/v1/projects", "Connection: close", "Transfer-Encoding: chunked") + chunk,
        "a request in the body of a GET": head("GET", "/api/v1/me", "Connection: close", length) + inside,
        "a request in the body of a HEAD": head("HEAD", "/api/v1/projects", "Connection: close", length) + inside,
        "a request in a body that is refused by its head": head("POST", "/api/v1/nothing", "Connection: close", length) + inside,
        "a request in a body without a token": head("POST", "/api/v1/login", "Connection: close", length) + inside,
    }


def upgrades(head, behind):
    """The same of what asks to leave HTTP, which a proxy may take for done. The server answers these: they are no riddle in themselves."""
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    return {name: text + behind for name, text in {
        "an upgrade to HTTP/2": head("GET", "/api/v1/me", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABkAAQAAP__"),
        "a WebSocket of another version": head("GET", "/api/v1/events", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 777", key),
        "a WebSocket elsewhere": head("GET", "/api/v1/me", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", key),
        "a WebSocket with a body": head("GET", "/api/v1/events", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", key,
                                        "Content-Length: 4") + b"abcd",
        "a WebSocket of a page of others": head("GET", "/api/v1/events", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", key,
                                                "Origin: https://evil.example"),
    }.items()}
