"""What a draft marks its items as, in the columns of a format that has them, and as a remark where it has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.draft.material import Material
from assistant.position.marks import Fact, Mark, marks

_CHECKED, _UNCHECKED = "☒", "☐"


def entry(label: str, of_duty: Sequence[Mark]) -> str:
    """What a duty's marks say for a column, as ``Yes``, ``A`` or in the draft's words; empty where they say nothing."""
    said = [_said(mark) for mark in of_duty if mark.fact.value == label.casefold()]
    return "; ".join(dict.fromkeys(said))


def _said(mark: Mark) -> str:
    if mark.value in (_CHECKED, _UNCHECKED):
        return "Yes" if mark.value == _CHECKED else "No"
    return "Yes" if mark.by_sign and mark.fact is Fact.ESSENTIAL else " ".join(mark.value.split())


def remarks(material: Material) -> Iterator[str]:
    """The marks for which the format has no place: what was said of each item, or how many bear a sign."""
    columns = {label.casefold() for plan in material.profile.sections for label in plan.columns}
    found = [mark for mark in marks(material.position) if mark.fact.value not in columns and mark.value != _UNCHECKED]
    order = list(Fact)
    for fact, group in groupby(sorted(found, key=lambda mark: order.index(mark.fact)), key=lambda mark: mark.fact):
        of_fact = list(group)
        if signed := [mark for mark in of_fact if mark.by_sign]:
            number = len(signed)
            yield (
                f"The draft marks {number} item{'s' if number > 1 else ''} as {fact.value} (the first: "
                f"“{_short(signed[0].of.quote)}”); this format has no place for that mark."
            )
        if told := [f"{_said(mark)} (“{_short(mark.of.quote)}”)" for mark in of_fact if not mark.by_sign]:
            yield f"This format has no place for what the draft says under {fact.capitalize()}: {'; '.join(told)}."


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rstrip()}…"
