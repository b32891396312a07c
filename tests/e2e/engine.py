"""A client of an engine at its control socket, as a window is one: verbs out; replies and events in."""
import itertools
import json
import os
import socket
import threading
import time

from world import DEADLINE_S, Failure


class Engine:
    """`with Engine(profile) as engine:` A thread of its own reads; replies and events wait until they are wanted."""

    def __init__(self, profile):
        self.link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.link.connect(os.path.join(profile, "engine.sock"))
        self.numbers = itertools.count(1)
        self.heard = threading.Condition()
        self.replies = {}
        self.events = []
        self.ended = False
        self.reader = threading.Thread(target=self.read, name="engine")

    def __enter__(self):
        self.reader.start()
        self.must("events")
        return self

    def __exit__(self, *_):
        self.link.shutdown(socket.SHUT_RDWR)
        self.reader.join()
        self.link.close()

    def read(self):
        with self.link.makefile("rb") as lines:
            try:
                for line in lines:
                    message = json.loads(line)
                    with self.heard:
                        if "event" in message:
                            self.events.append(message)
                        elif "reply" in message or "error" in message:
                            self.replies[message["id"]] = (message, time.monotonic())
                        self.heard.notify_all()
            except OSError:
                pass
        with self.heard:
            self.ended = True
            self.heard.notify_all()

    def ask(self, verb, **args):
        """(the reply, None or the error, the seconds it took)"""
        number = next(self.numbers)
        begin = time.monotonic()
        self.link.sendall(json.dumps({"id": number, "verb": verb, "args": args}).encode() + b"\n")
        with self.heard:
            if not self.heard.wait_for(lambda: number in self.replies or self.ended, DEADLINE_S) or number not in self.replies:
                raise Failure(f"the engine does not answer {verb} {args}")
            message, end = self.replies.pop(number)
        return message.get("reply"), message.get("error"), end - begin

    def must(self, verb, **args):
        """(the reply, the seconds it took)"""
        reply, error, seconds = self.ask(verb, **args)
        if error:
            raise Failure(f"{verb} {args}: {error}")
        return reply, seconds

    def mark(self):
        with self.heard:
            return len(self.events)

    def wait_for_event(self, what, since, **fields):
        """The first event of this name and with these fields after mark() gave `since`."""
        def found():
            return next((event for event in self.events[since:] if event["event"] == what
                         and all(event.get(name) == value for name, value in fields.items())), None)
        with self.heard:
            if not self.heard.wait_for(lambda: found() or self.ended, DEADLINE_S) or not found():
                raise Failure(f"waited {DEADLINE_S} s for the event {what} {fields}; there were {self.events[since:]}")
            return found()
