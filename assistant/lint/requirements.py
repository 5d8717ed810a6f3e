"""Requirements that no duty needs: knowledge, skills and abilities, licenses, heavy lifting.

A requirement is held against duties and purpose by meaning, since people name the same thing in many words; telling
words in common make it likelier that they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.lint.finding import Remark, short
from assistant.lint.reading import Reading, pattern, word_list
from assistant.models import Span
from assistant.position.contexts import Context
from assistant.position.loose import Statement
from knowledge.words import stems

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Texts to vectors of length one, a row a text."""

_KSA = frozenset({Context.KNOWLEDGE, Context.SKILL, Context.ABILITY})
_KSA_HEADING = re.compile(r"knowledge|skill|abilit|ksa", re.IGNORECASE)
_FEW_DUTIES = 3
"""Beside fewer statements of work nothing can be said to be unneeded."""
_FAR, _FAR_THOUGH_SHARED = 0.32, 0.22
"""A requirement no nearer than this to any duty, as a cosine, is about something else; with a word in common, than the
second. Of the clean descriptions' own requirements none is as far, of those of other descriptions' nine in ten are."""
_LEAD = re.compile(
    r"^(?:[A-Z]\. |\d+\. )?(?:(?:thorough|working|basic|good|strong|some|general|considerable) )*"
    r"(?:knowledge|skills?|abilit(?:y|ies)|understanding|familiarity|experience|must know|able)\b"
    r"(?: (?:of|in|to|with|and))*",
    re.IGNORECASE,
)


def ksa_remarks(reading: Reading, embed: Embed) -> Iterator[Remark]:
    """Knowledge, skills and abilities that no duty speaks of."""
    work = _work(reading)
    if len(work) < _FEW_DUTIES:
        return
    known = _stems_of(work) | set(stems(reading.position.title))
    for statement in reading.statements:
        if not _is_ksa(statement) or not _is_told(statement.span.quote):
            continue
        limit = _FAR_THOUGH_SHARED if _shared(statement, known) else _FAR
        if _nearness(statement.span.quote, work, embed) < limit:
            yield _unsupported(statement.span)


def _unsupported(span: Span) -> Remark:
    words = short(span.quote).rstrip(".")
    return Remark(
        "unsupported-ksa",
        span,
        f"No duty speaks of “{short(span.quote)}”.",
        f"Leave it out, or name the duty that needs it: {words}, to [duty].",
    )


def need_remarks(reading: Reading) -> Iterator[Remark]:
    """Licenses, heavy lifting and climbing that no duty explains and that give no reason themselves."""
    work = " ".join([*_work(reading), reading.position.title])
    if not work.strip():
        return
    for statement in _others(reading):
        words = statement.quote
        if pattern("reason_given").search(words) or pattern("not_required").search(words):
            continue
        for name, need in _needs():
            says, by = need
            if says.search(words):
                if not by.search(work):
                    yield _unneeded(statement, name)
                break


def _unneeded(span: Span, name: str) -> Remark:
    return Remark(
        "unneeded-requirement",
        span,
        f"No duty explains why the position needs “{short(span.quote)}” ({name}).",
        f"Leave it out, or say for what: {short(span.quote).rstrip('.')}, to [duty that needs it].",
    )


def _others(reading: Reading) -> Iterator[Span]:
    """Statements besides the work itself; those that no reading placed among duties though they state a need."""
    yield from (statement.span for statement in reading.statements)


def _work(reading: Reading) -> list[str]:
    """The words of the work; where the description has no list of duties, what it says besides requirements."""
    purpose = [reading.position.purpose] if reading.position.purpose else []
    return [span.quote for span in [*purpose, *reading.work]]


def _is_ksa(statement: Statement) -> bool:
    under = _KSA_HEADING.search(statement.heading) is not None
    return bool(statement.contexts & _KSA) or (under and not statement.contexts - _KSA)


def _is_told(words: str) -> bool:
    """Whether a requirement is mostly about something of its own: nearly any work needs tact or a computer."""
    own = _LEAD.sub("", words)
    general = len(pattern("general_ksa").findall(own))
    special = _telling(pattern("general_ksa").sub(" ", own))
    return len(special) > general or (bool(special) and general <= 1)


def _shared(statement: Statement, known: set[str]) -> bool:
    return bool(_telling(statement.span.quote) & known)


def _telling(words: str) -> set[str]:
    return set(stems(words)) - _ksa_words()


@cache
def _ksa_words() -> frozenset[str]:
    return frozenset(stems(str(word_list("ksa_words"))))


def _stems_of(texts: Sequence[str]) -> set[str]:
    return {stem for text in texts for stem in stems(text)}


def _nearness(words: str, work: Sequence[str], embed: Embed) -> float:
    """The cosine to the nearest statement of work."""
    vectors = embed([_LEAD.sub("", words).strip() or words, *work])
    return float((vectors[1:] @ vectors[0]).max())


@cache
def _needs() -> tuple[tuple[str, tuple[re.Pattern[str], re.Pattern[str]]], ...]:
    listed: dict[str, dict[str, str]] = word_list("needs")
    return tuple((name, (_one(need["says"]), _one(need["by"]))) for name, need in listed.items())


def _one(written: str) -> re.Pattern[str]:
    return re.compile(written.replace(" ", r"\s+"), re.IGNORECASE)
