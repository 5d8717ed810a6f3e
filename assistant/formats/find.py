"""What is standard in an employer's descriptions; only what stands in two or more of them is claimed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.draft.levels import scales
from assistant.formats.found import Findings, FoundSection
from assistant.formats.items import levels_given, sort_items, tie
from assistant.formats.layout import Description, numbers_in_order, read_descriptions
from assistant.formats.paragraphs import sort_paragraphs
from assistant.formats.recurring import flat, private, recurring
from assistant.formats.rows import with_end, with_fields
from assistant.formats.sheet import Sheet
from assistant.position.headings import HeadingKind, lead_in_kind
from knowledge.models import Source


def find(sources: Sequence[Source]) -> Findings:
    """What two or more approved descriptions of one employer have in common."""
    descriptions = with_end(read_descriptions(sources))
    ordered = _order(descriptions)
    texts = [description.source.text for description in descriptions]
    sections = [read_sheet(key, descriptions, texts) for key in ordered]
    for section in sections:
        sort_paragraphs(section)
    levels = levels_given(sections)
    for section in sections:
        sort_items(section, levels)
        tie(section, levels, descriptions)
    made = [_section(section, descriptions) for section in sections]
    remarks = [*_once_headed(descriptions, ordered), *(remark for section in sections for remark in section.remarks)]
    return Findings(
        descriptions, tuple(with_fields(made, descriptions)), numbers_in_order(descriptions), tuple(remarks)
    )


def _order(descriptions: Sequence[Description]) -> list[str]:
    """The headings of two or more descriptions, in the order of the fullest one, others behind what precedes them."""
    count = Counter(part.key for description in descriptions for part in description.parts if part.key)
    fullest = max(descriptions, key=lambda description: (len(description.parts), -descriptions.index(description)))
    ordered: list[str] = []
    for description in [fullest, *descriptions]:
        before = -1
        for part in description.parts:
            if part.key and count[part.key] > 1:
                if part.key not in ordered:
                    ordered.insert(before + 1, part.key)
                before = ordered.index(part.key)
    return ordered


def read_sheet(key: str, descriptions: Sequence[Description], texts: Sequence[str]) -> Sheet:
    parts = {place: part for place, description in enumerate(descriptions) if (part := description.part(key))}
    heading = Counter(part.heading for part in parts.values()).most_common(1)[0][0]
    units = {place: part.units for place, part in parts.items()}
    shared, single = recurring(units, texts)
    name = heading.rstrip(":")
    scale = next((n for n, one in scales().items() if re.fullmatch(one.headings, name, re.IGNORECASE)), "")
    duties = lead_in_kind(name) is HeadingKind.DUTIES
    remarks = [
        f"{name}: “{flat(standing.unit.text)}” holds {what} and is never standard."
        for standing in single
        if (what := private(standing.unit.text))
    ]
    titles = [description.source.title for description in descriptions]
    return Sheet(key, heading, units, titles, scale, duties, shared, single, remarks=list(dict.fromkeys(remarks)))


def _section(section: Sheet, descriptions: Sequence[Description]) -> FoundSection:
    part = next(part for description in descriptions if (part := description.part(section.key)))
    numbering = Counter(unit.numbering for units in section.units.values() for unit in units if unit.numbering)
    claimed = {one for finding in section.findings for one in finding.wording}
    own = bool(section.single) or any(one not in claimed for one in section.shared)
    return FoundSection(
        section.key,
        section.heading,
        section.carried,
        tuple(section.findings),
        part.depth,
        numbering.most_common(1)[0][0] if numbering and not section.scale else "",
        section.scale,
        own,
    )


def _once_headed(descriptions: Sequence[Description], ordered: Sequence[str]) -> Iterator[str]:
    for description in descriptions:
        for part in description.parts:
            if part.key and part.key not in ordered:
                yield f"The section {part.heading} stands in one description only, {description.source.title}."
