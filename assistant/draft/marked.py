"""What a draft marks its items as, in the columns of a format that has them, and as a remark where it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assistant.draft.material import Material
from assistant.position.marks import Fact, marks

_CHECKED, _UNCHECKED = "☒", "☐"


def entry(label: str, facts: Mapping[Fact, str]) -> str:
    """What a draft's marks say for a column, as ``Yes`` or ``A``; empty where they say nothing."""
    fact = next((fact for fact in facts if fact.value == label.casefold()), None)
    if fact is None:
        return ""
    said = facts[fact]
    if said in (_CHECKED, _UNCHECKED):
        return "Yes" if said == _CHECKED else "No"
    return "Yes" if fact is Fact.ESSENTIAL and len(said.split()) > 1 else said


def remarks(material: Material) -> Iterator[str]:
    """The marks for which the format has no place: how many items bear them, and the words of the first."""
    columns = {label.casefold() for plan in material.profile.sections for label in plan.columns}
    found = [mark for mark in marks(material.position) if mark.fact.value not in columns and mark.value != _UNCHECKED]
    for fact, number in Counter(mark.fact for mark in found).items():
        first = next(mark.of.quote for mark in found if mark.fact is fact)
        yield (
            f"The draft marks {number} item{'s' if number > 1 else ''} as {fact.value} (the first: “{_short(first)}”);"
            " this format has no place for that mark."
        )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rstrip()}…"
