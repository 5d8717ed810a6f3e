"""A site on loopback that answers as it is told to, and remembers what it was asked."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One answer; ``missing`` so many bytes of its body are announced and never sent."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the answer begins."""
    drip: float = 0.0
    """Seconds between two bytes of the body."""
    missing: int = 0


def page(html: str, **more: object) -> Answer:
    """A page in UTF-8."""
    return replace(Answer(html.encode()), **more)  # type: ignore[arg-type]


def zipped(html: str) -> Answer:
    return Answer(gzip.compress(html.encode()), headers={"Content-Encoding": "gzip"})


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def tagged(html: str, etag: str, modified: str = "") -> Callable[[Heard], Answer]:
    """A page that is sent only to who does not have it yet."""
    headers = {"ETag": etag, **({"Last-Modified": modified} if modified else {})}

    def answer(heard: Heard) -> Answer:
        known = heard.headers.get("If-None-Match") == etag
        return Answer(status=304, headers=headers) if known else replace(page(html), headers=headers)

    return answer


@dataclass(frozen=True)
class Heard:
    """One request."""

    path: str
    headers: Mapping[str, str]


Step = Answer | Callable[[Heard], Answer]


@dataclass
class Site:
    """Path -> what is answered there: one step for ever, or a list of them in turn, the last one for ever."""

    url: str
    pages: dict[str, Step | list[Step]] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)

    def asked(self, path: str) -> list[Heard]:
        """The requests for a path, in order."""
        return [heard for heard in self.heard if heard.path == path]

    def answer(self, heard: Heard) -> Answer:
        self.heard.append(heard)
        step = self.pages.get(heard.path, Answer(b"nothing here", status=404, type="text/plain"))
        if isinstance(step, list):
            step = step.pop(0) if len(step) > 1 else step[0]
        return step if isinstance(step, Answer) else step(heard)


@contextmanager
def serving(encryption: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, as long as the block runs."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if encryption:
        server.socket = encryption.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(f"{'https' if encryption else 'http'}://127.0.0.1:{server.server_port}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Says nothing of callers that hang up, as those do who do not trust its certificate."""

    def handle_error(self, *_: object) -> None:
        """Nothing on the test's screen."""


class _Handler(BaseHTTPRequestHandler):
    """Writes one scripted answer, byte by byte where it drips."""

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        with suppress(BrokenPipeError, ConnectionResetError):
            self._write(site.answer(Heard(self.path, dict(self.headers.items()))))

    def _write(self, answer: Answer) -> None:
        time.sleep(answer.delay)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body) + answer.missing))
        self.end_headers()
        for piece in [answer.body[n : n + 1] for n in range(len(answer.body))] if answer.drip else [answer.body]:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(answer.drip)

    def log_message(self, *_: object) -> None:
        """Nothing on the test's screen."""
