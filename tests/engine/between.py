"""A way to a real model server on which its replies can be refused, delayed, cut, altered, or given again.

The server behind it is real: what comes back is its own reply, to the byte, but for the fault that was ordered. What
was once answered can be kept, so that the same request gets the same reply without the model being asked again.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_SECONDS = 600


@dataclass(frozen=True)
class Passed:
    """A reply of the server."""

    status: int
    type: str
    body: str


@dataclass(frozen=True)
class Fault:
    """What happens to one reply on its way."""

    status: int = 0
    """Sent instead of what the server was asked for, which it then never hears of."""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    """Seconds before the reply begins."""
    cut: int = 0
    """Bytes of the reply after which the connection is closed."""
    altered: Callable[[str], str] | None = None
    """What becomes of the text that the model wrote."""
    refusal: bool = False
    """Whether what the model wrote comes as a refusal."""


@dataclass
class Between:
    """What will happen to the next replies, in turn, and what has passed."""

    url: str = ""
    faults: list[Fault] = field(default_factory=list)
    kept: Path | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    """The server's own replies, before any fault."""


@contextmanager
def between(url: str, *faults: Fault, kept: Path | None = None) -> Iterator[Between]:
    """A way to the server at ``url``; when the faults have run out, all passes as it is."""
    state = Between("", list(faults), kept)
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(state, url)) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def written(reply: Passed) -> str:
    """The text that the model wrote in a reply, streamed or whole."""
    if reply.type.startswith("text/event-stream"):
        deltas = [choice["delta"] for chunk in _chunks(reply.body) for choice in chunk.get("choices", ())]
        return "".join(delta.get("content") or "" for delta in deltas)
    return str(json.loads(reply.body)["choices"][0]["message"].get("content") or "")


def _altered(reply: Passed, fault: Fault) -> Passed:
    """The same reply with another text in it, or as a refusal."""
    if reply.status != 200 or not (fault.altered or fault.refusal):
        return reply
    text = written(reply)
    said = {"content": fault.altered(text)} if fault.altered else {"content": None, "refusal": text}
    if reply.type.startswith("text/event-stream"):
        chunks = list(_chunks(reply.body))
        head = {name: chunks[0][name] for name in ("id", "object", "created", "model")}
        first = {**head, "choices": [{"index": 0, "delta": {"role": "assistant", **said}, "finish_reason": None}]}
        last = {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        events = [f"data: {json.dumps(chunk)}\n\n" for chunk in (first, last)]
        return Passed(reply.status, reply.type, "".join([*events, "data: [DONE]\n\n"]))
    whole = json.loads(reply.body)
    whole["choices"][0]["message"] |= said
    whole["choices"][0]["finish_reason"] = "stop"
    return Passed(reply.status, reply.type, json.dumps(whole))


def _chunks(body: str) -> Iterator[dict[str, Any]]:
    for line in body.splitlines():
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


def _forwarded(state: Between, url: str, path: str, body: bytes) -> Passed:
    """The server's reply, or the one it gave to the same request before."""
    name = hashlib.sha256(path.encode() + body).hexdigest()
    file = state.kept / f"{name}.json" if state.kept else None
    if file and file.exists():
        return Passed(**json.loads(file.read_text("utf-8")))
    server = http.client.HTTPConnection(urlsplit(url).netloc, timeout=_SECONDS)
    try:
        server.request("POST", path, body, {"Content-Type": "application/json"})
        answer = server.getresponse()
        reply = Passed(answer.status, answer.headers.get("Content-Type", ""), answer.read().decode("utf-8", "replace"))
    finally:
        server.close()
    if file and reply.status == 200:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(reply)), "utf-8")
        part.replace(file)
    return reply


def _handler(state: Between, url: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append(json.loads(body))
            fault = state.faults.pop(0) if state.faults else Fault()
            time.sleep(fault.delay)
            if fault.status:
                self._send(Passed(fault.status, "application/json", '{"error": {"message": "no"}}'), fault)
                return
            reply = _forwarded(state, url, self.path, body)
            state.passed.append(reply)
            self._send(_altered(reply, fault), fault)

        def _send(self, reply: Passed, fault: Fault) -> None:
            data = reply.body.encode()
            with suppress(ConnectionError):  # whoever asked may have stopped waiting
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.type)
                self.send_header("Content-Length", str(len(data)))
                for name, value in fault.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data[: fault.cut or len(data)])

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Handler
