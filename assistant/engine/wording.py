"""The task of wording an answer: sentences of rules under opaque keys, and statements that rest on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from assistant.engine.prompt import load_prompt
from assistant.engine.reply import Result, Statement, Statements, statements_so_far
from assistant.models import Claim, Withheld
from knowledge.models import Citation
from knowledge.words import stems

_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\]\(|<\s*/?\s*(?:a|img|script|iframe)\b", re.I)

Messages = list[tuple[str, str]]
"""(role, text) pairs; the texts are sent as they are."""
Heard = Callable[[str], None]
"""Called with the whole text of a reply so far, each time more of it comes; from its beginning if it is asked anew."""
Keyed = Mapping[str, Sequence[Citation]]
"""Opaque key -> what may be cited by it."""


class Asked(Protocol):
    """What tasks need of a model."""

    def reply(self, task: str, messages: Messages, result: type[Result], heard: Heard | None = None) -> Result:
        """A reply of the form of ``result``. Raises :class:`knowledge.errors.EngineError`."""


Judged = Claim | Withheld
"""A statement with the citations that its keys stand for, or one that cannot even be verified, with the reason."""


def word(
    model: Asked,
    question: str,
    evidence: Sequence[Claim],
    faults: Sequence[Withheld],
    heard: Callable[[Judged], None] | None = None,
) -> tuple[list[Claim], list[Withheld]]:
    """The evidence in the model's words, not verified yet, and what cannot be; with ``faults``, those anew alone.

    ``heard`` gets each statement as soon as it is complete; one that came again in a second try comes again.
    """
    keyed = {f"K{number}": claim.citations for number, claim in enumerate(evidence, 1)}
    pieces = None if heard is None else _Pieces(keyed, heard)
    reply = model.reply("answer", _messages(question, keyed, faults), Statements, pieces)
    return sorted_out(judged(statement, keyed) for statement in reply.statements)


def sorted_out(judged: Iterable[Judged]) -> tuple[list[Claim], list[Withheld]]:
    """What is to be verified, and what cannot be."""
    found = list(judged)
    return [one for one in found if isinstance(one, Claim)], [one for one in found if isinstance(one, Withheld)]


def judged(statement: Statement, keyed: Keyed) -> Judged:
    """A statement under its keys; withheld where it cannot be verified at all."""
    text = plain(statement.text)
    fault = _fault(text, [key for key in statement.keys if key not in keyed])
    if fault:
        return Withheld(text, fault)
    return Claim(text, tuple(dict.fromkeys(cited for key in statement.keys for cited in keyed[key])))


class _Pieces:
    """Hands on each statement of a streamed reply when it is complete."""

    def __init__(self, keyed: Keyed, heard: Callable[[Judged], None]) -> None:
        self._keyed, self._heard = keyed, heard
        self._told: list[Statement] = []

    def __call__(self, text: str) -> None:
        for statement in statements_so_far(text):
            if statement not in self._told:
                self._told.append(statement)
                self._heard(judged(statement, self._keyed))


def _messages(question: str, keyed: Keyed, faults: Sequence[Withheld]) -> Messages:
    """Instructions, then the material as JSON: what stays the same first, the question last."""
    prompt = load_prompt("answer")
    evidence = [
        {"key": key, "source": cited[0].title, "text": " ".join(" ".join(c.quote for c in cited).split())}
        for key, cited in keyed.items()
    ]
    material = prompt.filled("Material", evidence=as_json(evidence), question=as_json(question))
    messages = [("system", prompt.filled("Instructions")), ("user", material)]
    if faults:
        messages.append(("user", prompt.filled("Faults", faults=faults_json(faults))))
    return messages


def _fault(text: str, unknown: Sequence[str]) -> str:
    """Why a statement cannot be verified at all; empty where it can."""
    if unknown:
        return f"it cites {', '.join(map(plain, unknown))}, which was not given"
    if not stems(text):
        return "it says nothing that could be checked"
    if _ADDRESS.search(text):
        return "it holds an address or a link"
    return ""


def faults_json(faults: Sequence[Withheld]) -> str:
    """What was not accepted, and why, as a model is told."""
    return as_json([{"statement": fault.text, "fault": fault.reason} for fault in faults])


def plain(text: str) -> str:
    """One line, without characters that do not print."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def as_json(value: Any) -> str:
    """A value as JSON, in which no text can leave its place."""
    return json.dumps(value, ensure_ascii=False)
