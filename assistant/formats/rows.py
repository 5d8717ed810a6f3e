"""What closes descriptions under no heading of its own, and the rows of labelled fields that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.draft.material import plain_words
from assistant.formats.found import FoundSection
from assistant.formats.layout import Description, Part

_END, _FOOT = "the end", "the foot"


def with_end(descriptions: Sequence[Description]) -> list[Description]:
    """Units that close descriptions under different headings get a part of their own: they belong to none of these."""
    last = [description.parts[-1] for description in descriptions]
    keys = [plain_words(part.units[-1].text) if len(part.units) > 1 else "" for part in last]
    under = defaultdict(set)
    for key, part in zip(keys, last, strict=True):
        under[key].add(part.key)
    found = []
    for description, part, key in zip(descriptions, last, keys, strict=True):
        if key and len(under[key]) > 1:
            parts = (
                *description.parts[:-1],
                replace(part, units=part.units[:-1]),
                Part(_END, "", units=part.units[-1:]),
            )
            description = replace(description, parts=parts)
        found.append(description)
    return found


def with_fields(sections: Sequence[FoundSection], descriptions: Sequence[Description]) -> Iterator[FoundSection]:
    """The sections with the rows of fields of two or more descriptions, each at its place."""
    rows = _rows(descriptions)
    yield from rows.get("", ())
    for section in sections:
        own = rows.get(section.key, ())
        empty = not section.findings and not section.has_own
        yield replace(section, fields=own[0].fields) if own and empty else section
        yield from () if empty else own
    yield from rows.get(_FOOT, ())


def _rows(descriptions: Sequence[Description]) -> Mapping[str, Sequence[FoundSection]]:
    """The labels that two or more descriptions have at one place, by the heading there, or at their foot."""
    labels: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for place, description in enumerate(descriptions):
        for part in description.parts:
            at = _FOOT if part.key and part is description.parts[-1] else part.key
            for entry in part.fields:
                labels[at][entry.label].add(place)
    shared = {at: {label: on for label, on in found.items() if len(on) > 1} for at, found in labels.items()}
    return {
        at: [
            FoundSection(f"fields of {at}", "", frozenset().union(*found.values()), has_own=False, fields=tuple(found))
        ]
        for at, found in shared.items()
        if found
    }
