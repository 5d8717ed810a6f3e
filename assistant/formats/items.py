"""List items that several descriptions share, by their place; and what a wording goes with.

A list item is standard if it opens or closes the list wherever it stands. A duty must do so in every description, or in
all those that give supervision at one level; any other duty that recurs is a duty of several positions and no standard.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.draft.material import plain_words
from assistant.formats.found import Finding, Role
from assistant.formats.layout import Description, Unit
from assistant.formats.recurring import Recurring, private
from assistant.formats.sheet import MOST, Sheet, is_standard_matter, listed, of_several

_INITIALS = re.compile(r"[A-Z]{2,3}|[\d.]+")
_TYING = "supervision_given"
"""The ladder that list items may go with: who supervises has standard duties that others have not."""


def levels_given(sections: Sequence[Sheet]) -> Mapping[int, str]:
    """Description -> the level of supervision given that its alternative states."""
    return {
        place: finding.level
        for section in sections
        if section.scale == _TYING
        for finding in section.findings
        if finding.level
        for place in finding.descriptions
    }


def _tied(carriers: frozenset[int], among: frozenset[int], levels: Mapping[int, str]) -> tuple[str, ...]:
    """The levels of supervision given that a wording stands with, always and only."""
    with_it = {levels.get(place, "") for place in carriers}
    without = {levels.get(place, "") for place in among - carriers}
    return () if carriers == among or "" in with_it or with_it & without else tuple(sorted(with_it))


def sort_items(section: Sheet, levels: Mapping[int, str]) -> None:
    """Sort list items: standard are those that open or close the list wherever they stand."""
    items = [one for one in section.shared if listed(section, one)]
    least = len(section.carried) if section.duties else MOST * len(section.carried)
    able = [
        one
        for one in items
        if is_standard_matter(section, one)
        and (len(one.descriptions) >= least or _tied(one.descriptions, section.carried, levels))
    ]
    closing = _run(section, able, last=True)
    opening = _run(section, [one for one in able if one not in closing], last=False)
    section.findings += [Finding(Role.OPENING, (one,)) for one in sorted(opening, key=lambda one: one.order)]
    section.findings += [Finding(Role.ENDING, (one,)) for one in sorted(closing, key=_from_end(section))]
    section.remarks += [of_several(section, one) for one in items if one not in closing and one not in opening]


def _from_end(section: Sheet) -> Callable[[Recurring], int]:
    """The place of an item counted from the end of its list."""
    return lambda one: one.order - len(section.units[one.chosen.description])


def _run(section: Sheet, able: Sequence[Recurring], *, last: bool) -> list[Recurring]:
    """The wordings that, in every description they stand in, have nothing but each other up to that end of the list."""
    kept = list(able)
    while True:
        at_end = {place: set(_keys_at_end(found, kept, last=last)) for place, found in section.units.items()}
        staying = [
            one
            for one in kept
            if all(
                plain_words(standing.unit.text) in at_end[standing.description] for standing in (*one.exact, *one.near)
            )
        ]
        if len(staying) == len(kept):
            return kept
        kept = staying


def _keys_at_end(units: Sequence[Unit], kept: Collection[Recurring], *, last: bool) -> Iterator[str]:
    known = {plain_words(standing.unit.text) for one in kept for standing in (*one.exact, *one.near)}
    items = [unit for unit in units if unit.numbering] or list(units)
    for unit in reversed(items) if last else items:
        if plain_words(unit.text) not in known:
            return
        yield plain_words(unit.text)


def tie(section: Sheet, levels: Mapping[int, str], descriptions: Sequence[Description]) -> None:
    """Say with which levels alone a wording stands, what else goes with an alternative, and which side it stands on."""
    variants = [finding for finding in section.findings if finding.role is Role.VARIANT]
    own: dict[int, list[int]] = defaultdict(list)
    for standing in [*section.single, *(standing for variant in variants for standing in variant.wording[0].exact)]:
        own[standing.description].append(standing.order)
    section.findings = [_placed(section, finding, own, levels, descriptions) for finding in section.findings]


def _placed(
    section: Sheet,
    finding: Finding,
    own: Mapping[int, Sequence[int]],
    levels: Mapping[int, str],
    descriptions: Sequence[Description],
) -> Finding:
    if finding.role is Role.VARIANT:
        return replace(finding, goes_with=_goes_with(finding.descriptions, section.carried, descriptions))
    only = _tied(finding.descriptions, section.carried, levels)
    if listed(section, finding.wording[0]):
        return replace(finding, only_with=only)
    sides = Counter(
        standing.order < min(own[standing.description])
        for standing in finding.wording[0].exact
        if own.get(standing.description)
    )
    return replace(finding, only_with=only, role=Role.OPENING if sides[True] >= sides[False] else Role.ENDING)


def _goes_with(carriers: frozenset[int], among: frozenset[int], descriptions: Sequence[Description]) -> str:
    """A field whose value all carriers share and no other description has."""
    values = [
        {entry.label: entry.value for part in description.parts for entry in part.fields}
        for description in descriptions
    ]
    for label in dict.fromkeys(label for place in sorted(carriers) for label in values[place]):
        inside = {values[place].get(label, "") for place in carriers}
        outside = {values[place].get(label, "") for place in among - carriers}
        (value,) = inside if len(inside) == 1 else ("",)
        if value and outside and value not in outside and not private(value) and not _INITIALS.fullmatch(value):
            return f"{label}: {value}"
    return ""
