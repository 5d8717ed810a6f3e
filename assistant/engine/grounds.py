"""Facts under opaque keys, and whether a model's statement rests on those it names and on nothing else.

For prose about a position (an explanation, a purpose, a polished duty) there is no rule to cite: the facts are the
draft's own words and the class's. A statement speaks of one side only, so that what the class says is never told of the
position; each of its telling words stands in its facts; and who directs whom stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.engine.additions import added
from assistant.engine.comparisons import fault as differs
from assistant.engine.reply import Statement
from assistant.engine.wording import ADDRESS, plain
from assistant.models import Withheld
from knowledge.models import Citation
from knowledge.words import stems

_AUTHORITY = (
    "supervise direct manage lead assign review approve evaluate train discipline hire authorize decide control "
    "oversee report assist support help recommend advise administer delegate coordinate"
)
_WORD = re.compile(r"[A-Za-z]+")
_BE = {"is", "are", "was", "were", "be", "been", "being", "gets", "get"}
_LINKS = {"by", "to", "from", "under"}
_NOUN = re.compile(r"(?:ion|or|er|ment|al|ee|ance)s?$", re.I)


class Side(StrEnum):
    """Whose words a fact is made of."""

    DRAFT = "the draft"
    CLASS = "the class"


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be said, and where it stands; ``start`` and ``end`` are offsets in the draft where it is the draft's."""

    text: str
    side: Side
    citation: Citation | None = None
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Grounded:
    """A statement that rests on facts, all of one side."""

    text: str
    side: Side
    facts: tuple[Fact, ...]


def grounded(statements: Iterable[Statement], facts: Mapping[str, Fact]) -> tuple[list[Grounded], list[Withheld]]:
    """Sort statements into those that hold and those kept back, each with the reason."""
    kept: list[Grounded] = []
    withheld: list[Withheld] = []
    for statement in statements:
        text = plain(statement.text)
        fault = _unkeyed(text, statement.keys, facts)
        named = tuple(facts[key] for key in dict.fromkeys(statement.keys) if key in facts)
        fault = fault or _mixed(named) or beyond(text, [fact.text for fact in named], named[0].side)
        if fault:
            withheld.append(Withheld(text, fault))
        else:
            kept.append(Grounded(text, named[0].side, named))
    return kept, withheld


def beyond(text: str, facts: Sequence[str], side: Side = Side.DRAFT) -> str:
    """What a text says that its facts do not, in plain words; empty where they carry all of it, as one of them does."""
    if " ".join(text.split()) in {" ".join(fact.split()) for fact in facts}:
        return ""
    if ADDRESS.search(text) and not any(ADDRESS.search(fact) for fact in facts):
        return "it holds an address or a link"
    return differs(text, facts, []) or added(text, [*facts, _NEUTRAL[side]]) or _turned(text, facts)


_NEUTRAL = {
    Side.DRAFT: "The draft describes the work and duties of the position.",
    Side.CLASS: "The class covers this work; its specification describes it.",
}
"""What may be said of either side beside its facts: what it is."""


def _unkeyed(text: str, keys: Sequence[str], facts: Mapping[str, Fact]) -> str:
    unknown = [key for key in keys if key not in facts]
    if unknown:
        return f"it cites {', '.join(map(plain, unknown))}, which was not given"
    if not keys:
        return "it cites nothing"
    return "" if stems(text) else "it says nothing that could be checked"


def _mixed(facts: Sequence[Fact]) -> str:
    sides = {fact.side for fact in facts}
    return "" if len(sides) == 1 else "it mixes what the draft says with what the class says"


def _turned(text: str, facts: Sequence[str]) -> str:
    """A word of authority in another direction than the facts have it, or over something else.

    *supervised by* is not *supervises*; nor do *approves orders* and *reviews leave* make an *approves leave*.
    """
    known = [({act for act, _, _ in _acts(fact)}, set(stems(fact))) for fact in facts]
    for act, over, word in _acts(text):
        if not any(act in acts and (not over or over in words) for acts, words in known):
            return f"it says “{word}” in another sense than what it cites"
    return ""


def _acts(text: str) -> Iterator[tuple[tuple[str, str, str], str, str]]:
    """((stem, form, direction), the stem of what it is over, the word) of each word of authority."""
    words = _WORD.findall(text)
    for place, word in enumerate(words):
        if not _of_authority(word):
            continue
        before = words[place - 1].lower() if place else ""
        after = words[place + 1].lower() if place + 1 < len(words) else ""
        form = "noun" if _NOUN.search(word) else "passive" if before in _BE and not word.endswith("ing") else "verb"
        rest = (stems(later)[0] for later in words[place + 1 :] if stems(later) and not _of_authority(later))
        yield (stems(word)[0], form, after if after in _LINKS else ""), next(rest, "") if form != "noun" else "", word


def _of_authority(word: str) -> bool:
    return bool(set(stems(word)) & _authority())


@cache
def _authority() -> frozenset[str]:
    return frozenset(stems(_AUTHORITY))
