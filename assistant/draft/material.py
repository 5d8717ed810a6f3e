"""What a section is written from, and the blocks it is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from assistant.draft.levels import Choice
from assistant.draft.profile import Approved, Profile, SectionPlan
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
    picks: Mapping[str, str] = field(default_factory=dict)
    """Heading -> the number of the alternative that somebody picked."""


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


def approved_piece(piece: Approved, material: Material) -> Block:
    """The employer's wording out of the format's file, with the place it was taken from."""
    return Block(piece.words, Origin.EMPLOYER, citation=material.wording.pieces[piece])


def standard(citation: Citation | None, neutral: str) -> Block:
    """The employer's wording where it was found, else the assistant's."""
    return approved(citation) if citation else Block(" ".join(neutral.split()), Origin.NEUTRAL)


def marker(place: int, numbering: str) -> str:
    """The marker of the item at a place counted from 0, in the series that begins with ``numbering``."""
    first = numbering.strip("().")
    if first == "1":
        return numbering.replace("1", str(place + 1))
    if first not in {"A", "a"}:
        return numbering
    letters = ascii_uppercase if first == "A" else ascii_uppercase.lower()
    return numbering.replace(first, f"{letters[place // 26 - 1] if place >= 26 else ''}{letters[place % 26]}")


def plain_words(words: str) -> str:
    """Words without regard to case, punctuation and the shape of quotation marks."""
    return " ".join(re.findall(r"[\w']+", words.casefold().replace("’", "'")))


def heading_number(first: str, place: int) -> str:
    """The number of the heading at a place counted from 0; the first bears ``first``: ``I.``, ``1.`` or ``Part A.``."""
    label = first[:-1].split()[-1]
    nth = place + 1
    number = _roman(nth) if label == "I" else str(nth) if label == "1" else ascii_uppercase[place % 26]
    return f"{first[: -1 - len(label)]}{number}{first[-1]}"


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
