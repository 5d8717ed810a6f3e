"""A scripted model that does every task as it is asked to, in the words it was given: what a well-behaved one does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.engine.server import Heard, Scripted, chat, streamed

_GIVEN = re.compile(r"^([a-z_]+) = (.+)$", re.M)
_MOST = 3


def given(heard: Heard) -> dict[str, Any]:
    """The data of a request by name, as it came over the wire."""
    texts = [message["content"] for message in heard.body["messages"][1:]]
    return {name: json.loads(data) for text in texts for name, data in _GIVEN.findall(text)}


def form(heard: Heard) -> str:
    """The name of the result that is asked for."""
    return str(heard.body["response_format"]["json_schema"]["name"])


def obliging(heard: Heard) -> Scripted:
    """The reply to a request of any task."""
    return said(heard, reply_to(heard))


def said(heard: Heard, reply: Mapping[str, Any]) -> Scripted:
    """A reply, streamed if it was asked for so."""
    text = json.dumps(reply)
    return streamed(text, size=40) if heard.body.get("stream") else chat(text)


def reply_to(heard: Heard) -> dict[str, Any]:
    """What a request asks for, out of what it gives: statements word for word, questions and paragraphs as they are."""
    data = given(heard)
    if form(heard) == "Statements":
        rows = data.get("evidence") or data.get("facts") or []
        return {"statements": [{"text": row["text"], "keys": [row["key"]]} for row in rows[:_MOST]]}
    replies = {
        "Weighed": lambda: {"nearer": "A", "keys": [data["draft"][0]["key"], data["class_a"][0]["key"]]},
        "StandAlone": lambda: {"question": data["question"]},
        "Polished": lambda: {"paragraphs": data["paragraphs"]},
        "Questions": lambda: {"questions": data["missing"]},
        "Support": lambda: {"supported": "yes"},
    }
    return replies[form(heard)]()


class Always(list[Any]):
    """A script of one step that never runs out."""

    def __bool__(self) -> bool:
        return True

    def pop(self, place: Any = -1) -> Any:
        """The step; it stays."""
        del place
        return self[0]
