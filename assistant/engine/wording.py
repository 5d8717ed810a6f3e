"""The task of wording an answer: sentences of rules under opaque keys, and statements that rest on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.engine.reply import INSTRUCTIONS, Asked, Part, Statement, Statements
from assistant.models import Claim, Withheld
from knowledge.models import Citation
from knowledge.words import stems

ADDRESS = re.compile(r"https?:|www\.|\S@\S|\]\(|<\s*/?\s*(?:a|img|script|iframe)\b", re.I)

Keyed = Mapping[str, Sequence[Citation]]
"""Opaque key -> what may be cited by it."""
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
    hear = None if heard is None else (lambda statement: heard(judged(statement, keyed)))
    reply = model.reply("answer", _parts(question, keyed, faults), Statements, hear)
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


def _parts(question: str, keyed: Keyed, faults: Sequence[Withheld]) -> list[Part]:
    """Instructions, then the material: what stays the same first, the question last."""
    evidence = [
        {"key": key, "source": cited[0].title, "text": " ".join(" ".join(c.quote for c in cited).split())}
        for key, cited in keyed.items()
    ]
    parts: list[Part] = [INSTRUCTIONS, ("Material", {"evidence": evidence, "question": question})]
    return [*parts, ("Faults", {"faults": faults_told(faults)})] if faults else parts


def _fault(text: str, unknown: Sequence[str]) -> str:
    """Why a statement cannot be verified at all; empty where it can."""
    if unknown:
        return f"it cites {', '.join(map(plain, unknown))}, which was not given"
    if not stems(text):
        return "it says nothing that could be checked"
    if ADDRESS.search(text):
        return "it holds an address or a link"
    return ""


def faults_told(faults: Sequence[Withheld]) -> list[dict[str, str]]:
    """What was not accepted, and why, as a model is told."""
    return [{"statement": fault.text, "fault": fault.reason} for fault in faults]


def plain(text: str) -> str:
    """One line, without characters that do not print."""
    return "".join(filter(str.isprintable, " ".join(text.split())))
