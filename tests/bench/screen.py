"""A screen that nobody sees: Xvfb, openbox and a session bus in this cell, keys and a wheel, and what is shown.

Pixels are read where Xvfb keeps them, from a file that is mapped here too: looking costs the X server and the programs nothing.
"""
import contextlib
import ctypes
import mmap
import os
import random
import shutil
import struct
import subprocess
import tempfile
import zlib

from world import Failure, wait_until

WIDTH, HEIGHT = 1280, 800
WHEEL_DOWN = 5  # the button's number
WINDOWS = """<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application type="normal"><maximized>yes</maximized><decor>no</decor></application></applications></openbox_config>"""


def missing():
    """The programs and libraries that are not installed, in words, or None."""
    lacking = [f"{program} (Debian package {package})" for program, package in
               (("Xvfb", "xvfb"), ("openbox", "openbox"), ("dbus-daemon", "dbus-daemon")) if not shutil.which(program)]
    for library, package in (("libX11.so.6", "libx11-6"), ("libXtst.so.6", "libxtst6")):
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.append(f"{library} (Debian package {package})")
    return ", ".join(lacking) or None


class Screen:
    """`with Screen(folder) as screen:`; programs are started with `screen.environment`.

    Invariant: it can be reached from this cell alone (an abstract socket of its network namespace), and ends with it.
    """

    def __init__(self, folder):
        self.folder = folder
        self.log = os.path.join(folder, "screen.log")
        self.processes = []

    def __enter__(self):
        number = next(number for number in iter(lambda: random.randrange(1000, 50_000), None)
                      if not os.path.exists(f"/tmp/.X{number}-lock"))
        kept = tempfile.mkdtemp(prefix="bench-screen-", dir="/dev/shm")
        runtime = os.path.join(self.folder, "runtime")
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        self.environment = {"DISPLAY": f":{number}", "XDG_RUNTIME_DIR": runtime, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "",
                            "SUDO_USER": "", "KDESU_USER": "", "KDE_FORK_SLAVES": "1"}
        server = self._start("Xvfb", f":{number}", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", kept, "-nolisten", "tcp",
                             "-nolisten", "unix", "-noreset")
        try:
            self._connect(server, number)
            with open(os.path.join(kept, "Xvfb_screen0"), "rb") as file:
                self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        finally:
            shutil.rmtree(kept, ignore_errors=True)  # it stays mapped
        head = struct.unpack(">20I", self.memory[:80])  # an X window dump's
        self.line_bytes, self.first = head[12], head[0] + 12 * head[19]
        self._bus()
        rules = os.path.join(self.folder, "openbox.xml")
        with open(rules, "w", encoding="ascii") as file:
            file.write(WINDOWS)
        self._start("openbox", "--sm-disable", "--config-file", rules)
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)

    def pixels(self, left, top, width, height):
        """What is shown there now, 4 bytes a pixel."""
        begin = self.first + top * self.line_bytes + left * 4
        return b"".join([self.memory[at:at + width * 4] for at in range(begin, begin + height * self.line_bytes, self.line_bytes)])

    def key(self, *names):
        """Presses the keys together, and lets them go: `key("Alt_L", "Left")`."""
        codes = [self.x11.XKeysymToKeycode(self.display, self.x11.XStringToKeysym(name.encode())) for name in names]
        for code, down in [(code, 1) for code in codes] + [(code, 0) for code in reversed(codes)]:
            self.xtest.XTestFakeKeyEvent(self.display, code, down, 0)
        self.x11.XFlush(self.display)

    def type(self, text):
        """Presses the keys that write it, one after the other: letters, digits and signs of a keyboard of the US."""
        for sign in text:
            code = self.x11.XKeysymToKeycode(self.display, ord(sign))
            shift = self.x11.XkbKeycodeToKeysym(self.display, code, 0, 0) != ord(sign)
            self.key(*(["Shift_L"] if shift else []), self.x11.XKeysymToString(ord(sign)).decode())

    def point(self, left, top):
        self.xtest.XTestFakeMotionEvent(self.display, 0, left, top, 0)
        self.x11.XFlush(self.display)

    def button(self, down, number=1):
        self.xtest.XTestFakeButtonEvent(self.display, number, int(down), 0)
        self.x11.XFlush(self.display)

    def wheel(self):
        """One notch down."""
        for down in (True, False):
            self.button(down, WHEEL_DOWN)

    def picture(self, path):
        """All that is shown, as PNG."""
        lines = b"".join(b"\0" + rgb(self.pixels(0, top, WIDTH, 1)) for top in range(HEIGHT))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
                       + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b""))

    def focused(self):
        """The window that has the keys: its title ("" while there is none), and where its inside begins, (left, top)."""
        window, child, number = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_int()
        left, top, title = ctypes.c_int(), ctypes.c_int(), ctypes.c_char_p()
        self.x11.XGetInputFocus(self.display, window, number)
        if window.value < 2 or not self.x11.XFetchName(self.display, window, title):  # None, or wherever the pointer is
            return "", (0, 0)
        self.x11.XTranslateCoordinates(self.display, window, self.x11.XDefaultRootWindow(self.display), 0, 0, left, top, child)
        return title.value.decode(), (left.value, top.value)

    def _start(self, *command, **options):
        with open(self.log, "ab") as log:
            self.processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log, env={**os.environ, **self.environment},
                                                   **{"stdout": log, **options}))
        return self.processes[-1]

    def _connect(self, server, number):
        self.x11, self.xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.x11.XFlush.argtypes = [ctypes.c_void_p]
        self.x11.XKeysymToString.argtypes, self.x11.XKeysymToString.restype = [ctypes.c_ulong], ctypes.c_char_p
        self.x11.XkbKeycodeToKeysym.argtypes = [ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_int, ctypes.c_int]
        self.x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        unsigned, number_of = ctypes.c_uint, ctypes.c_int
        window, words = ctypes.c_ulong, ctypes.POINTER(ctypes.c_char_p)
        self.x11.XGetInputFocus.argtypes = [ctypes.c_void_p, ctypes.POINTER(window), ctypes.POINTER(number_of)]
        self.x11.XFetchName.argtypes = [ctypes.c_void_p, window, words]
        self.x11.XDefaultRootWindow.argtypes, self.x11.XDefaultRootWindow.restype = [ctypes.c_void_p], window
        self.x11.XTranslateCoordinates.argtypes = [ctypes.c_void_p, window, window, number_of, number_of, ctypes.POINTER(number_of),
                                                   ctypes.POINTER(number_of), ctypes.POINTER(window)]
        self._forgive = ctypes.CFUNCTYPE(number_of, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)  # a window may be gone by now
        self.x11.XSetErrorHandler(self._forgive)
        self.xtest.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, unsigned, number_of, ctypes.c_ulong]
        self.xtest.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, unsigned, number_of, ctypes.c_ulong]
        self.xtest.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, number_of, number_of, number_of, ctypes.c_ulong]

        def there():
            if server.poll() is not None:
                raise Failure(f"Xvfb ended with {server.returncode}; see {self.log}")
            self.display = self.x11.XOpenDisplay(f":{number}".encode())
            return self.display

        wait_until(there, "Xvfb", 30)

    def _bus(self):
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()


def rgb(pixels):
    """Blue, green, red, nothing → red, green, blue."""
    out = bytearray(len(pixels) // 4 * 3)
    out[0::3], out[1::3], out[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    return bytes(out)
