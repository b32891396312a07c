"""A TCP proxy in front of the server that is a bad network, changed while it runs. In process: it has a thread of its own.

    with FaultProxy(port) as proxy:
        proxy.set("cut", bytes=20_000)   # from now on
        proxy.set("none")
        proxy.met                        # {kind: how many connections it hurt}; a refusal is the kernel's: the caller counts it

Kinds: none, delay(seconds), rate(bytes per second), cut(bytes, then a reset), half_open (all is swallowed, nothing is closed), refuse,
html (a captive portal), fault (5xx), busy (429 with Retry-After).
"""
import asyncio
import collections
import contextlib
import socket
import struct
import threading

KINDS = ("delay", "rate", "cut", "half_open", "refuse", "html", "fault", "busy")
PIECE = 64 << 10
PORTAL = b"<!doctype html><title>Welcome to the hotel</title><p>Sign in to use the network.</p>"
JSON_FAULT = b'{"type":"about:blank","title":"A fault","status":%d}'


def reply(status, kind, body, more=b""):
    return (b"HTTP/1.1 %d Because\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n" % (status, kind, len(body), more)) + body


class Connection:
    """One client's connection, and ours to the server."""

    def __init__(self, proxy, reader, writer):
        self.proxy, self.reader, self.writer = proxy, reader, writer
        self.upstream = None
        self.dead = False  # swallowed once: its bytes are lost, so that it never goes on
        self.hurt = set()  # the settings that it met, counted once each
        self.passed = 0
        self.request = None  # the last request line whose reply has not begun

    def met(self, fault):
        if fault.number not in self.hurt:
            self.hurt.add(fault.number)
            self.proxy.met[fault.kind] += 1

    def reset(self):
        for writer in (self.writer, self.upstream):
            if writer and writer.transport:
                sock = writer.get_extra_info("socket")
                with contextlib.suppress(OSError):
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()

    async def serve(self):
        try:
            fault = self.proxy.fault
            if fault.kind in ("html", "fault", "busy"):
                await self.answer(fault)
                return
            if fault.kind == "half_open":
                await self.swallow(fault)
                return
            reader, self.upstream = await asyncio.open_connection(self.proxy.host, self.proxy.port, limit=PIECE)
            await asyncio.gather(self.pump(self.reader, self.upstream, True), self.pump(reader, self.writer, False))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.reset()

    async def answer(self, fault):
        """Instead of the server, at once: what the client still sends is read and dropped."""
        head = b""
        while b"\r\n\r\n" not in head:
            piece = await self.reader.read(PIECE)
            if not piece:
                return
            head += piece
        self.met(fault)
        if fault.kind == "html":
            text = reply(fault.status, b"text/html", PORTAL, b"Location: http://portal.invalid/\r\n" if fault.status // 100 == 3 else b"")
        elif fault.kind == "fault":
            text = reply(fault.status, b"application/problem+json", JSON_FAULT % fault.status)
        else:
            text = reply(429, b"application/problem+json", JSON_FAULT % 429, b"Retry-After: %d\r\n" % fault.seconds)
        self.writer.write(text)
        await self.writer.drain()
        self.writer.write_eof()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.read_away(), 2)  # so that no reset overtakes the answer

    async def read_away(self):
        while await self.reader.read(PIECE):
            pass

    async def swallow(self, fault):
        self.dead = True
        while piece := await self.reader.read(PIECE):
            if piece:
                self.met(fault)

    async def pump(self, reader, writer, up):
        while True:
            piece = await reader.read(PIECE)
            if not piece:
                with contextlib.suppress(OSError):
                    writer.write_eof()
                if not up:
                    self.reset()
                return
            self.look(piece, up)
            fault = self.proxy.fault
            if fault.kind == "half_open" or self.dead:
                self.dead = True
                self.met(fault) if fault.kind == "half_open" else None
                continue
            if fault.kind == "delay":
                self.met(fault)
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "rate":
                self.met(fault)
                for at in range(0, len(piece), 4096):
                    writer.write(piece[at:at + 4096])
                    await writer.drain()
                    await asyncio.sleep(len(piece[at:at + 4096]) / fault.rate if self.proxy.fault is fault else 0)
                continue
            elif fault.kind == "cut":
                if self.passed + len(piece) > fault.bytes:
                    self.met(fault)
                    writer.write(piece[:max(0, fault.bytes - self.passed)])
                    with contextlib.suppress(OSError):
                        await writer.drain()
                    self.reset()
                    return
            self.passed += len(piece)
            writer.write(piece)
            await writer.drain()

    def look(self, piece, up):
        """Which request is on its way: for those who want to know (kill_nine.py)."""
        if not up:
            self.request = None
        elif piece.split(b" ", 1)[0] in (b"GET", b"POST", b"PUT", b"PATCH", b"DELETE", b"HEAD") and b" HTTP/1.1\r\n" in piece[:4096]:
            line = piece.split(b"\r\n", 1)[0].decode(errors="replace")
            self.request = line.split(" ")[0] + " " + line.split(" ")[1].split("?")[0]
            self.proxy.requests[self.request.rsplit("/", 1)[-1]] += 1


class Fault:
    def __init__(self, number, kind, seconds=0.0, rate=0, bytes=0, status=0):
        self.number, self.kind = number, kind
        self.seconds, self.rate, self.bytes, self.status = seconds, rate, bytes, status

    def __str__(self):
        return " ".join([self.kind] + [f"{name}={value}" for name, value in vars(self).items() if name not in ("number", "kind") and value])


class FaultProxy:
    def __init__(self, port, host="127.0.0.1"):
        self.host, self.port = host, port
        self.met = collections.Counter()
        self.requests = collections.Counter()  # by the last word of the path
        self.fault = Fault(0, "none")
        self.number = 0
        self.connections = set()
        self.listener = None
        self.own_port = 0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="proxy")

    def __enter__(self):
        self.thread.start()
        self.call(self.listen())
        self.url = f"http://127.0.0.1:{self.own_port}"
        return self

    def __exit__(self, *_):
        self.call(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    async def listen(self):
        self.listener = await asyncio.start_server(self.accept, "127.0.0.1", self.own_port, limit=PIECE)
        self.own_port = self.listener.sockets[0].getsockname()[1]

    async def end(self):
        await self.change(Fault(-1, "refuse"))
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def accept(self, reader, writer):
        connection = Connection(self, reader, writer)
        self.connections.add(connection)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await connection.serve()
        finally:
            self.connections.discard(connection)

    def set(self, kind, **how):
        """Another network from now on. Returns it."""
        self.number += 1
        fault = Fault(self.number, kind, **how)
        self.call(self.change(fault))
        return fault

    async def change(self, fault):
        before, self.fault = self.fault, fault
        if fault.kind in ("refuse", "html", "fault", "busy"):
            for connection in list(self.connections):  # kept-alive ones would not meet it
                connection.reset()
        elif fault.kind == "cut":
            for connection in list(self.connections):
                connection.passed = 0
        if fault.kind == "refuse" and self.listener:
            self.listener.close()
            self.listener = None
        elif before.kind == "refuse" and fault.kind != "refuse" and not self.listener:
            await self.listen()

    def open_requests(self):
        """What clients wait for: the requests whose answers have not begun."""
        return [connection.request for connection in list(self.connections) if connection.request]
