"""What a section is written from, and the blocks it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from assistant.draft.levels import Choice
from assistant.draft.profile import Profile, SectionPlan
from assistant.draft.wording import EmployerWording
from assistant.models import Block, Origin, PositionDescription
from assistant.position.loose import Statement
from knowledge.models import Citation


@dataclass(frozen=True, slots=True)
class Material:
    """The draft, the format, the employer's wording (if it is the format's employer) and the levels picked."""

    position: PositionDescription
    profile: Profile
    wording: EmployerWording
    title: str
    levels: Mapping[str, Choice]
    statements: Sequence[Statement]
    """What the draft says besides duties and purpose."""


def gap(what: str) -> Block:
    """A visible blank that says what belongs in it."""
    return Block(f"[To be supplied by the employer: {what}]", Origin.BLANK)


def missing(plan: SectionPlan) -> list[Block]:
    """The blank of a section nothing was found for; nothing at all if the section may be left out."""
    return [] if plan.optional else [gap(plan.missing)]


def quoted(words: str) -> Block:
    """The draft's own words, set on one line."""
    return Block(" ".join(words.split()), Origin.DRAFT)


def approved(citation: Citation) -> Block:
    """The employer's own wording, to the letter."""
    return Block(citation.quote, Origin.EMPLOYER, citation=citation)


def standard(citation: Citation | None, neutral: str) -> Block:
    """The employer's wording where it was found, else the assistant's."""
    return approved(citation) if citation else Block(" ".join(neutral.split()), Origin.NEUTRAL)


def numbered(blocks: Sequence[Block], numbering: str) -> Iterator[Block]:
    """The blocks with their markers: ``1.``, ``2.`` … or ``A.``, ``B.`` … ``Z.``, ``AA.``; paragraphs stay without."""
    for place, block in enumerate(blocks):
        yield Block(block.text, block.origin, marker(place, numbering), block.citation)


def marker(place: int, numbering: str) -> str:
    """The marker of the item at a place counted from 0."""
    if numbering == "1.":
        return f"{place + 1}."
    if not numbering:
        return ""
    letters = ascii_uppercase if numbering == "A." else ascii_uppercase.lower()
    return f"{letters[place // 26 - 1] if place >= 26 else ''}{letters[place % 26]}."
