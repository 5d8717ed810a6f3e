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
_FEW_WORDS = 12
"""Beside fewer words on the work nothing can be said to be unneeded."""
_FAR, _FAR_THOUGH_SHARED = 0.32, 0.22
"""A requirement no nearer than this to any duty, as a cosine, is about something else; with a word in common, than the
second. Of the clean descriptions' own requirements none is as far, of those of other descriptions' nine in ten are."""
_DRIVES = re.compile(r"\b(?:drive|travel)\b", re.IGNORECASE)
"""Getting about is judged with the license for it."""
_TELLING_LETTERS = 4
"""A license named only by shorter words, as by an abbreviation, is not judged."""
_LEAD = re.compile(
    r"^(?:[A-Z]\. |\d+\. )?(?:(?:thorough|working|basic|good|strong|some|general|considerable) )*"
    r"(?:knowledge|skills?|abilit(?:y|ies)|understanding|familiarity|experience|must know|able)\b"
    r"(?: (?:of|in|to|with|and))*",
    re.IGNORECASE,
)


def ksa_remarks(reading: Reading, embed: Embed) -> Iterator[Remark]:
    """Knowledge, skills and abilities that no duty speaks of."""
    work = _work(reading)
    if _too_little(work):
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


def need_remarks(reading: Reading, embed: Embed) -> Iterator[Remark]:
    """Licenses, heavy lifting and climbing that no duty explains and that give no reason themselves."""
    work = _work(reading)
    if not work:
        return
    for statement in reading.statements:
        words = statement.span.quote
        if pattern("reason_given").search(words) or pattern("not_required").search(words):
            continue
        need = next((need for need in _needs() if need[1].search(words)), None)
        if need is not None:
            name, _, explained = need
            if not explained.search(" ".join([*work, reading.position.title])):
                yield _unneeded(statement.span, name)
        elif _is_license(statement) and not _too_little(work) and _far_license(reading, words, work, embed):
            yield _unneeded(statement.span, "license")


def _too_little(work: Sequence[str]) -> bool:
    return sum(len(words.split()) for words in work) < _FEW_WORDS


def _is_license(statement: Statement) -> bool:
    return Context.LICENSE in statement.contexts and not statement.contexts & (_KSA | {Context.EDUCATION})


def _far_license(reading: Reading, words: str, work: Sequence[str], embed: Embed) -> bool:
    """Whether a license names something, and nothing of that is near the title or any duty."""
    about = set(stems(words)) - _license_words()
    title = reading.position.title
    if not any(len(stem) >= _TELLING_LETTERS for stem in about) or about & (_stems_of(work) | set(stems(title))):
        return False
    return _nearness(words, [*work, title] if title else work, embed) < _FAR


def _unneeded(span: Span, name: str) -> Remark:
    return Remark(
        "unneeded-requirement",
        span,
        f"No duty explains why the position needs “{short(span.quote)}” ({name}).",
        f"Leave it out, or say for what: {short(span.quote).rstrip('.')}, to [duty that needs it].",
    )


def _work(reading: Reading) -> list[str]:
    """The words of the work; where the description has no list of duties, what it says besides requirements."""
    purpose = [reading.position.purpose] if reading.position.purpose else []
    return [span.quote for span in [*purpose, *reading.work]]


def _is_ksa(statement: Statement) -> bool:
    under = _KSA_HEADING.search(statement.heading) is not None
    if Context.PHYSICAL in statement.contexts:
        return False
    return bool(statement.contexts & _KSA) or (under and not statement.contexts - _KSA)


def _is_told(words: str) -> bool:
    """Whether a requirement is mostly about something of its own: nearly any work needs tact or a computer."""
    own = _LEAD.sub("", words)
    general = len(pattern("general_ksa").findall(own))
    special = _telling(pattern("general_ksa").sub(" ", own))
    return bool(special) and len(special) >= general and not _DRIVES.search(own)


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
def _license_words() -> frozenset[str]:
    return frozenset(stems(str(word_list("license_words"))))


@cache
def _needs() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """(name, what names the need, what in a duty explains it) out of ``words.yaml``."""
    listed: dict[str, dict[str, str]] = word_list("needs")
    return tuple((name, _one(need["says"]), _one(need["by"])) for name, need in listed.items())


def _one(written: str) -> re.Pattern[str]:
    return re.compile(written.replace(" ", r"\s+"), re.IGNORECASE)
