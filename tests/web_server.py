"""A web server on this machine that answers as bad servers do."""

import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DATA = Path(__file__).with_name("data")
STORY = (
    "<html><head><title>Mill closes</title></head><body><article><h1>Mill closes after a century</h1>"
    "<p>The mill at Harrow Falls closed on Monday after a hundred years, Mayor Ada Quill said in the town hall.</p>"
    "<p>“It was old,” she said, “and nobody wanted it any more, but we shall miss the sound of its wheels.”</p>"
    "<p>What becomes of the building is to be decided in the spring, when the council meets for the next time.</p>"
    "</article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.0"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        path = self.path.split("?")[0].strip("/")
        if path.startswith("http"):  # a proxy is asked for the whole address
            return self.page(STORY)
        return getattr(self, f"do_{path.replace('-', '_')}", self.do_missing)()

    def page(self, text, status=200, **headers):
        body = text if isinstance(text, bytes) else text.encode()
        self.send_response(status)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_story(self):
        self.page(STORY)

    def do_missing(self):
        self.page("gone", 404)

    def do_status(self):
        self.page("no", int(self.path.rpartition("?")[2]))

    def do_redirect(self):
        self.page("", 302, Location=self.path.partition("?")[2])

    def do_loop(self):
        self.page("", 302, Location="/loop")

    def do_picture(self):
        self.page(b"\x89PNG", Content_Type="image/png")

    def do_empty(self):
        self.page("")

    def do_bomb(self):
        self.page(gzip.compress(bytes(100 << 20), 9), Content_Encoding="gzip")

    def do_packed(self):
        self.page(gzip.compress(STORY.encode()), Content_Encoding="gzip")

    def do_broken_gzip(self):
        self.page(b"\x1f\x8b\x08not gzip at all", Content_Encoding="gzip")

    def do_cut_gzip(self):
        self.page(gzip.compress(STORY.encode(), 0)[:-60], Content_Encoding="gzip")

    def do_cut_deflate(self):
        self.page(zlib.compress(STORY.encode(), 0)[:-60], Content_Encoding="deflate")

    def do_deflate(self):
        self.page(zlib.compress(STORY.encode()), Content_Encoding="deflate")

    def do_raw_deflate(self):
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self.page(packer.compress(STORY.encode()) + packer.flush(), Content_Encoding="deflate")

    def do_short(self):
        self.page(STORY.encode()[:-60], Content_Length=str(len(STORY)))

    def do_broken_chunk(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        body = STORY.encode()[:-60]
        self.wfile.write(b"%x\r\n%b\r\nzz\r\n" % (len(body), body))

    def do_reset(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
        self.wfile.write(STORY.encode()[:-60])
        self.wfile.flush()
        time.sleep(0.2)  # what was sent is there before the reset
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def do_latin(self):
        self.page(STORY.replace("Monday", "Montréal").encode("cp1252"), Content_Type="text/html; charset=iso-8859-1")

    def do_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.drip(STORY.encode())

    def do_drip_head(self):
        self.drip(b"HTTP/1.0 200 OK\r\nX-Slow: " + b"a" * 10_000)

    def do_silence(self):
        self.server.over.wait(10)

    def drip(self, data):
        for at in range(len(data)):
            if self.server.over.wait(0.05):
                return
            try:
                self.wfile.write(data[at : at + 1])
                self.wfile.flush()
            except OSError:
                return

    def do_CONNECT(self):
        self.server.asked.append((self.path, dict(self.headers)))
        self.page("no tunnels", 403)


@contextmanager
def serving(certificate=None):
    """The server; `.url` is where it is, `.asked` what was asked of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked, server.over = [], threading.Event()
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(DATA / certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None
        scheme = "https"
    server.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def unused_port():
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
