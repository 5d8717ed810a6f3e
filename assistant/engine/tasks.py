"""The tasks a model may do beside wording an answer; each is a prompt in ``prompts/`` and a form of its reply.

None of their results reaches a user unchecked: whoever asks holds them against facts (:mod:`assistant.engine.grounds`)
or uses them only where a wrong one does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.engine.grounds import Fact, Grounded, grounded
from assistant.engine.reply import INSTRUCTIONS, Asked, Part, Statements
from assistant.engine.wording import faults_told, plain
from assistant.models import Turn, Withheld

_ROUNDS = 2
"""How often statements are asked for: what fails the first time is worded anew once."""


class Weighed(BaseModel):
    """Which of two classes is nearer, and the keys of the facts that decide it."""

    model_config = ConfigDict(extra="forbid")

    nearer: Literal["A", "B", "neither"]
    keys: list[str]


class StandAlone(BaseModel):
    """A follow-up as a question that needs no conversation."""

    model_config = ConfigDict(extra="forbid")

    question: str


class Paragraph(BaseModel):
    """A paragraph under its key."""

    model_config = ConfigDict(extra="forbid")

    key: str
    text: str


class Polished(BaseModel):
    """Paragraphs in better English."""

    model_config = ConfigDict(extra="forbid")

    paragraphs: list[Paragraph]


class Questions(BaseModel):
    """Open questions to a supervisor."""

    model_config = ConfigDict(extra="forbid")

    questions: list[str]


class Support(BaseModel):
    """Whether a passage supports a sentence."""

    model_config = ConfigDict(extra="forbid")

    supported: Literal["yes", "no", "partly"]


def stated(model: Asked, task: str, facts: Mapping[str, Fact], **more: Any) -> tuple[list[Grounded], list[Withheld]]:
    """Statements on facts, for a task whose prompt takes ``facts``; what fails is worded anew once, then withheld."""
    listed = [{"key": key, "of": str(fact.side), "text": " ".join(fact.text.split())} for key, fact in facts.items()]
    material: Part = ("Material", {"facts": listed, **more})
    kept: dict[Grounded, None] = {}
    faults: list[Withheld] = []
    for _ in range(_ROUNDS):
        reply = model.reply(task, [INSTRUCTIONS, material, *_mend(faults)], Statements)
        good, faults = grounded(reply.statements, facts)
        kept |= dict.fromkeys(good)
        if not faults:
            break
    return list(kept), faults


def weighed(
    model: Asked,
    draft: Mapping[str, Fact],
    a: Mapping[str, Fact],
    b: Mapping[str, Fact],
    faults: Sequence[Withheld] = (),
) -> Weighed:
    """Which of two classes is nearer to a draft, by the facts of all three; with ``faults``, weighed anew."""
    data = {name: _listed(facts) for name, facts in (("draft", draft), ("class_a", a), ("class_b", b))}
    return model.reply("weigh", [INSTRUCTIONS, ("Material", data), *_mend(faults)], Weighed)


def standalone(model: Asked, question: str, history: Sequence[Turn], faults: Sequence[Withheld] = ()) -> str:
    """A follow-up as a question that stands alone; it is only searched with, and shown as read."""
    told = [{"role": turn.role, "text": turn.content} for turn in history]
    parts: list[Part] = [INSTRUCTIONS, ("Material", {"history": told, "question": question}), *_mend(faults)]
    return model.reply("follow_up", parts, StandAlone).question


def polished(model: Asked, texts: Mapping[str, str], faults: Sequence[Withheld] = ()) -> dict[str, str]:
    """Paragraphs by key in better English, not checked yet; with ``faults``, better versions of those that failed."""
    listed = [{"key": key, "text": text} for key, text in texts.items()]
    reply = model.reply("polish", [INSTRUCTIONS, ("Material", {"paragraphs": listed}), *_mend(faults)], Polished)
    return {paragraph.key: plain(paragraph.text) for paragraph in reply.paragraphs if paragraph.key in texts}


def questions(model: Asked, text: str, missing: Sequence[str], faults: Sequence[Withheld] = ()) -> list[str]:
    """Questions to the supervisor about what a draft leaves unsaid, one for each thing that is missing."""
    parts: list[Part] = [INSTRUCTIONS, ("Material", {"draft": text, "missing": list(missing)}), *_mend(faults)]
    return model.reply("interview", parts, Questions).questions


def supports(model: Asked, sentence: str, passage: str) -> str:
    """A second opinion on whether a passage supports a sentence: ``yes``, ``no`` or ``partly``."""
    parts: list[Part] = [INSTRUCTIONS, ("Material", {"sentence": sentence, "passage": passage})]
    return model.reply("support", parts, Support).supported


def _mend(faults: Sequence[Withheld]) -> list[Part]:
    """What was wrong with a reply, as the part of a prompt that asks for a better one."""
    return [("Faults", {"faults": faults_told(faults)})] if faults else []


def _listed(facts: Mapping[str, Fact]) -> list[dict[str, str]]:
    return [{"key": key, "text": " ".join(fact.text.split())} for key, fact in facts.items()]
