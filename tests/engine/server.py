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
    headers: tuple[tuple[str, str], ...] = (("retry-after-ms", "1"),)
    pieces: tuple[str, ...] = ()
    """Events of a stream, sent one by one instead of the body."""
    pace: float = 0.0
    """Seconds between two events."""
    drops: bool = False
    """Whether the connection is closed in the middle of the answer."""


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
    sent: list[float] = field(default_factory=list)
    """When each event of a stream was sent, on the monotonic clock."""
    url: str = ""

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://").removesuffix("/v1")


_USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def chat(
    content: str | None, *, finish: str = "stop", refusal: str | None = None, usage: dict[str, int] = _USAGE
) -> Scripted:
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
                "usage": usage,
            }
        )
    )


def said(*statements: tuple[str, Sequence[str]]) -> Scripted:
    """A reply of the form that is asked for."""
    return chat(json.dumps({"statements": [{"text": text, "keys": list(keys)} for text, keys in statements]}))


def streamed(content: str, *, pace: float = 0.0, cut: int = 0, size: int = 4, ended: bool = True) -> Scripted:
    """A chat completion in pieces of ``size`` characters; with ``cut``, only so many of them; else with an end."""
    words = [content[at : at + size] for at in range(0, len(content), size)]
    deltas = [_event({"content": word}, None) for word in (words[:cut] if cut else words)]
    usage = {"prompt_tokens": 10, "completion_tokens": len(words), "total_tokens": 10 + len(words)}
    end = [_event({}, "stop"), _event(None, None, usage), "data: [DONE]\n\n"] if ended and not cut else []
    return Scripted("", type="text/event-stream", pieces=(*deltas, *end), pace=pace)


def _event(delta: dict[str, Any] | None, finish: str | None, usage: dict[str, int] | None = None) -> str:
    choices = [] if delta is None else [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}]
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": choices}
    return f"data: {json.dumps({**chunk, 'usage': usage})}\n\n"


def responded(content: str, *, status: str = "completed", refusal: str = "") -> Scripted:
    """A response of the Responses API with this text in it."""
    part = {"type": "refusal", "refusal": refusal} if refusal else {"type": "output_text", "text": content}
    message = {"type": "message", "id": "m", "role": "assistant", "status": "completed"}
    cut = {"incomplete_details": {"reason": "max_output_tokens"}} if status == "incomplete" else {}
    return Scripted(
        json.dumps(
            {
                "id": "resp_1",
                "object": "response",
                "created_at": 1,
                "model": "scripted",
                "status": status,
                **cut,
                "output": [{**message, "content": [{"annotations": [], **part}]}],
                "parallel_tool_calls": False,
                "tool_choice": "auto",
                "tools": [],
                "usage": {
                    "input_tokens": 7,
                    "output_tokens": 3,
                    "total_tokens": 10,
                    "input_tokens_details": {"cached_tokens": 0},
                    "output_tokens_details": {"reasoning_tokens": 0},
                },
            }
        )
    )


def responded_in_pieces(content: str, *, size: int = 4, pace: float = 0.0, ended: bool = True) -> Scripted:
    """A response of the Responses API as a stream of events, as a real server was seen to send them."""
    whole = json.loads(responded(content).body)
    item = whole["output"][0]
    at = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": "", "annotations": []}
    begun = {**whole, "status": "in_progress", "output": [], "usage": None}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.output_item.added", "output_index": 0, "item": {**item, "content": []}},
        {"type": "response.content_part.added", **at, "part": part},
    ]
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    events += [{"type": "response.output_text.delta", **at, "delta": piece, "logprobs": []} for piece in pieces]
    if ended:
        events.append({"type": "response.output_text.done", **at, "text": content, "logprobs": []})
        events.append({"type": "response.completed", "response": whole})
    numbered = [{**event, "sequence_number": number} for number, event in enumerate(events)]
    sent = tuple(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in numbered)
    return Scripted("", type="text/event-stream", pieces=sent, pace=pace)


def failed(
    status: int, message: str = "no", headers: tuple[tuple[str, str], ...] = (("retry-after-ms", "1"),)
) -> Scripted:
    """A refusal on the level of HTTP."""
    return Scripted(json.dumps({"error": {"message": message, "type": "error", "code": None}}), status, headers=headers)


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
            if not answer.pieces:
                self.send_header("Content-Length", str(len(data) + answer.drops))
            for name, value in answer.headers:
                self.send_header(name, value)
            if answer.location:
                self.send_header("Location", answer.location)
            with suppress(ConnectionError):  # whoever asked may have stopped waiting
                self.end_headers()
                self.wfile.write(data)
                for piece in answer.pieces:
                    state.sent.append(time.monotonic())
                    self.wfile.write(piece.encode())
                    self.wfile.flush()
                    time.sleep(answer.pace)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Handler
