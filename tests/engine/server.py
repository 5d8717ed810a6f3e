"""A server on loopback that speaks as much of the OpenAI API as the model engine uses, and says what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Scripted:
    """One answer of the server."""

    body: str
    status: int = 200
    type: str = "application/json"
    delay: float = 0.0
    location: str = ""


@dataclass(frozen=True)
class Heard:
    """One request as it came over the wire."""

    path: str
    authorization: str
    body: dict[str, Any]

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def material(self) -> str:
        """The message with the evidence and the question."""
        return str(self.body["messages"][1]["content"])

    @property
    def question(self) -> str:
        return str(json.loads(self.material.partition("question = ")[2]))

    @property
    def evidence(self) -> dict[str, str]:
        """Key -> sentence."""
        given = json.loads(self.material.partition("evidence = ")[2].partition("\n")[0])
        return {row["key"]: row["text"] for row in given}


Step = Scripted | Callable[[Heard], Scripted]
"""An answer, or one that depends on what was asked."""


@dataclass
class Server:
    """What the server will say, in turn, and what it was asked."""

    script: list[Step] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    url: str = ""

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://").removesuffix("/v1")


def chat(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> Scripted:
    """A chat completion with this text in it."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return Scripted(
        json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": "scripted",
                "choices": [{"index": 0, "message": message, "finish_reason": finish}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        )
    )


def said(*statements: tuple[str, Sequence[str]]) -> Scripted:
    """A reply of the form that is asked for."""
    return chat(json.dumps({"statements": [{"text": text, "keys": list(keys)} for text, keys in statements]}))


def failed(status: int, message: str = "no") -> Scripted:
    """A refusal on the level of HTTP."""
    return Scripted(json.dumps({"error": {"message": message, "type": "error", "code": None}}), status)


@contextmanager
def serving(*script: Step) -> Iterator[Server]:
    """Runs the server; when its script has run out, it fails with 418."""
    state = Server(list(script))
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(state)) as http:
        state.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            http.shutdown()
            thread.join()


def _handler(state: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard = Heard(self.path, self.headers["Authorization"] or "", body)
            state.heard.append(heard)
            step = state.script.pop(0) if state.script else failed(418, "the script has run out")
            answer = step if isinstance(step, Scripted) else step(heard)
            time.sleep(answer.delay)
            self._send(answer)

        def _send(self, answer: Scripted) -> None:
            data = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("retry-after-ms", "1")
            if answer.location:
                self.send_header("Location", answer.location)
            with suppress(ConnectionError):  # whoever asked may have stopped waiting
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Handler
