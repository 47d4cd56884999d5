"""Web servers that answer as they should not: each page opens, or is refused with one sentence, before its deadline.

    python tests/benchmarks/hostile_servers.py [--count 40] [--seed 1]

Every server listens at a port of its own on this machine and answers once, in one of the ways below, each of which is
varied at random. Prints what came of them; ends with status 1 if one did something else.
"""

import argparse
import gzip
import random
import re
import socket
import struct
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from web_server import STORY  # noqa: E402

from tui.article import SourceError, open_source  # noqa: E402
from tui.article.options import Limits, Options  # noqa: E402

OPTIONS = Options(private=True, limits=Limits(fetch=2, read=10))
LONGEST = 60.0
PAGE = STORY.encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
SENTENCE = re.compile(r"[^\n\x00-\x1f\x7f-\x9f]+\.")

Answer = Callable[[socket.socket, random.Random], None]


def _sends(make: Callable[[random.Random], bytes]) -> Answer:
    return lambda connection, random_: connection.sendall(make(random_))


def _drips(make: Callable[[random.Random], bytes]) -> Answer:
    def answer(connection: socket.socket, random_: random.Random) -> None:
        for byte in make(random_):
            connection.sendall(bytes([byte]))
            time.sleep(random_.uniform(0.01, 0.3))

    return answer


def _resets(connection: socket.socket, random_: random.Random) -> None:
    whole = OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    connection.sendall(whole[: random_.randrange(len(whole))])
    time.sleep(0.1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _silent(_connection: socket.socket, _random: random.Random) -> None:
    time.sleep(OPTIONS.limits.fetch + 1)


def _floods(head: bytes, piece: bytes) -> Answer:
    """Send `piece` over and over until the other end has enough, or for some seconds."""

    def answer(connection: socket.socket, _random: random.Random) -> None:
        connection.sendall(head)
        stop = time.monotonic() + OPTIONS.limits.fetch + 2
        while time.monotonic() < stop:
            connection.sendall(piece)

    return answer


def _header(line: bytes) -> Answer:
    return _sends(lambda _: OK + line + b"\r\n\r\n" + PAGE)


def _redirect(target: bytes) -> Answer:
    return _sends(lambda _: b"HTTP/1.1 302 Found\r\nLocation: " + target + b"\r\nContent-Length: 0\r\n\r\n")


def _chunked(random_: random.Random) -> bytes:
    sizes = [b"-1", b"zz", b"0x10", b"ffffffffffffffff", b"10;" + b"x" * 100_000, b"", b"1e3", "１".encode()]
    at = random_.randrange(1, len(PAGE))
    body = b"%x\r\n%b\r\n" % (at, PAGE[:at]) + random_.choice(sizes) + b"\r\n" + PAGE[at:]
    return OK + b"Transfer-Encoding: chunked\r\n\r\n" + body


def _packed(random_: random.Random) -> bytes:
    coding = random_.choice([b"gzip", b"deflate"])
    body = bytearray(gzip.compress(PAGE) if coding == b"gzip" else zlib.compress(PAGE))
    body[random_.randrange(len(body))] ^= 0xFF
    return OK + b"Content-Encoding: " + coding + b"\r\n\r\n" + bytes(body[: random_.randrange(1, len(body) + 1)])


def _noise(random_: random.Random) -> bytes:
    head = random_.choice([b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", OK + b"\r\n"])
    return head + random_.randbytes(random_.randint(0, 4_000))


_BOMB = gzip.compress(bytes(100 << 20), 9)

ANSWERS: dict[str, Answer] = {
    "nothing": _sends(lambda _: b""),
    "silence": _silent,
    "reset": _resets,
    "noise": _sends(_noise),
    "HTTP/0.9": _sends(lambda _: PAGE),
    "another protocol": _sends(lambda _: b"220 mail.example ESMTP\r\n"),
    "TLS": _sends(lambda _: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    "drip": _drips(lambda _: OK + b"\r\n" + PAGE),
    "drip of a head": _drips(lambda _: b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10_000),
    "endless page": _floods(OK + b"\r\n", b"<p>word " * 8_000),
    "endless header": _floods(b"HTTP/1.1 200 OK\r\nX: ", b"a" * 60_000),
    "endless headers": _floods(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n" * 10_000),
    "endless interim answers": _floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "endless chunk size": _floods(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 60_000),
    "endless tiny chunks": _floods(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * 10_000),
    "endless trailer": _floods(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n" * 10_000),
    "short length": _sends(lambda r: OK + b"Content-Length: %d\r\n\r\n" % (len(PAGE) + r.randint(1, 9_999)) + PAGE),
    "long length": _sends(lambda r: OK + b"Content-Length: %d\r\n\r\n" % r.randrange(len(PAGE)) + PAGE),
    "no number as length": _header(b"Content-Length: -5"),
    "two lengths": _header(b"Content-Length: 5\r\nContent-Length: 5000"),
    "huge length": _header(b"Content-Length: 99999999999999999999999"),
    "broken chunk": _sends(_chunked),
    "damaged coding": _sends(_packed),
    "bomb": _sends(lambda _: OK + b"Content-Encoding: gzip\r\n\r\n" + _BOMB),
    "bomb in a bomb": _sends(lambda _: OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(_BOMB)),
    "codings": _header(b"Content-Encoding: " + b", ".join([b"gzip"] * 1_000)),
    "unknown coding": _header(b"Content-Encoding: br, \x1b]0;owned\x07"),
    "controls in the reason": _sends(lambda _: b"HTTP/1.1 404 \x1b]0;owned\x07\r\n\r\n"),
    "controls in the type": _header(b"Content-Type: image/\x1b[31m\x9b31m"),
    "made-up charset": _header(b"Content-Type: text/html; charset=" + b"x" * 10_000),
    "dangerous charset": _header(b"Content-Type: text/html; charset=unicode_escape"),
    "status 999": _sends(lambda _: b"HTTP/1.1 999 Odd\r\n\r\n"),
    "no number as status": _sends(lambda _: b"HTTP/1.1 two-hundred OK\r\n\r\n" + PAGE),
    "no content": _sends(lambda _: b"HTTP/1.1 204 No Content\r\n\r\n"),
    "redirect to a file": _redirect(b"file:///etc/passwd"),
    "redirect to a script": _redirect(b"javascript:alert(1)"),
    "redirect to controls": _redirect(b"http://a\x1b]0;owned\x07.example/\xff"),
    "redirect to no address": _redirect(b"http://[::1/"),
    "redirect to a long address": _redirect(b"http://127.0.0.1/" + b"a" * 60_000),
    "redirect to itself": _redirect(b"?again"),
    "cookies": _header(b"\r\n".join(b"Set-Cookie: a%d=%s" % (n, b"x" * 100) for n in range(90))),
}


@contextmanager
def serving(answer: Answer, random_: random.Random):
    """Serve on a port of this machine; yields the address."""
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            with connection, suppress(OSError):
                connection.settimeout(OPTIONS.limits.fetch + 3)
                connection.recv(1 << 16)
                answer(connection, random_)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/story"
        over.set()
        thread.join(OPTIONS.limits.fetch + 5)


def trouble(url: str, outcomes: Counter[str]) -> str:
    """Open a page; return what is wrong with what came of it, or ""."""
    begun = time.monotonic()
    try:
        article = open_source(url, options=OPTIONS)
    except SourceError as error:
        outcomes["refused"] += 1
        if not SENTENCE.fullmatch(str(error)):
            return f"it is refused with {str(error)!r}"
    except Exception as error:  # noqa: BLE001  (that is what we look for)
        return f"it raises {error!r}"
    else:
        outcomes["opened with a notice" if article.notices else "opened"] += 1
    seconds = time.monotonic() - begun
    return f"it takes {seconds:.0f} seconds" if seconds > LONGEST else ""


def main() -> int:
    """Ask as many servers as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=len(ANSWERS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcomes, failures = Counter[str](), 0
    for number in range(options.count):
        name = list(ANSWERS)[number % len(ANSWERS)]
        with serving(ANSWERS[name], random.Random(f"{options.seed}:{number}")) as url:
            if said := trouble(url, outcomes):
                failures += 1
                print(f"{number}, {name} (seed {options.seed}): {said}", flush=True)
    print(f"{options.count} servers: {dict(outcomes)}, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
