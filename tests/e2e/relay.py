"""A proxy in front of the server that understands HTTP, so that a test can change what is asked and what is replied. In process.

    with Relay(server.url) as relay:
        relay.asked = lambda ask: …      # ask.method, ask.path, ask.body, ask.headers: changed in place before the server sees them
        relay.replied = lambda ask, reply: …  # reply.status, reply.body, reply.kind: the same for the client

Replies come uncoded. A connection that leaves HTTP (the push) is not relayed: the server takes its request for a plain one.
"""
import contextlib
import http.client
import http.server
import threading
import types

HOP = ("host", "accept-encoding", "connection", "content-length", "transfer-encoding", "upgrade")


class Relay:
    def __init__(self, url):
        self.asked = self.replied = lambda *_: None
        relay, upstream = self, url.split("//")[1]

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def relay(self):
                ask = types.SimpleNamespace(method=self.command, path=self.path, body=self.rfile.read(int(self.headers.get("Content-Length", 0))),
                                            headers={key: value for key, value in self.headers.items() if key.lower() not in HOP})
                relay.asked(ask)
                with contextlib.closing(http.client.HTTPConnection(upstream, timeout=60)) as link:
                    link.request(ask.method, ask.path, ask.body, ask.headers)
                    there = link.getresponse()
                    reply = types.SimpleNamespace(status=there.status, kind=there.headers.get_content_type(), body=there.read())
                relay.replied(ask, reply)
                self.send_response(reply.status)
                for key, value in there.getheaders():
                    if key.lower() not in HOP:
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = relay

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
