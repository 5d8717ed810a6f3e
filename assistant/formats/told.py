"""What was found in approved descriptions, as text and as JSON: how many carry each wording, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.draft.levels import level_names
from assistant.formats.found import Finding, Findings, FoundSection
from assistant.formats.recurring import Recurring, Standing


def findings_text(found: Findings) -> str:
    """The findings for confirmation, numbered, under their headings in order; then what was not claimed, and why."""
    lines = [f"{len(found.descriptions)} descriptions:"]
    lines += [f"  {one.source.id}: {one.source.title}" for one in found.descriptions]
    numbers = {id(finding): number for number, _, finding in found.numbered()}
    for section in found.sections:
        lines += ["", section_line(section, found)]
        for finding in section.findings:
            lines += [f"  [{numbers[id(finding)]}] {about(finding, section)}"]
            lines += [f"      “{one.text}”" for one in finding.wording]
            lines += [f"      {where}" for where in places(finding, found)]
    if found.remarks:
        lines += ["", "Not claimed:", *(f"  {remark}" for remark in found.remarks)]
    return "\n".join(lines)


def about(finding: Finding, section: FoundSection) -> str:
    """What a finding is, how many descriptions carry it, and what goes with it."""
    parts = [f"{finding.role}, in {len(finding.descriptions)} of {len(section.carried)}"]
    if finding.level:
        parts.append(f"level {finding.level} ({level_names()[finding.level]})")
    elif section.scale and finding.role.name == "VARIANT":
        parts.append("its words tell no level: the choice stays open")
    if finding.only_with:
        parts.append(f"only with {', '.join(finding.only_with)}")
    if finding.goes_with:
        parts.append(f"stands with {finding.goes_with}")
    return "; ".join(parts)


def places(finding: Finding, found: Findings) -> Iterator[str]:
    """Where the form used stands, and where it stands otherwise."""
    for one in finding.wording:
        yield f"from {_place(one.chosen, found)}"
        for standing, what in one.differing:
            yield f"differs in {_place(standing, found)}: {what}"


def findings_json(found: Findings) -> dict[str, Any]:
    """The findings with their numbers, places and offsets."""
    numbers = {id(finding): number for number, _, finding in found.numbered()}
    return {
        "descriptions": [{"source": one.source.id, "title": one.source.title} for one in found.descriptions],
        "jurisdiction": found.descriptions[0].source.jurisdiction,
        "heading_numbering": found.heading_numbering,
        "sections": [
            {
                "heading": section.heading,
                "carried_by": len(section.carried),
                "optional": len(section.carried) < len(found.descriptions),
                "numbering": section.numbering,
                "scale": section.scale,
                "fields": list(section.fields),
                "findings": [
                    {
                        "n": numbers[id(finding)],
                        "role": finding.role.name.lower(),
                        "level": finding.level,
                        "only_with": list(finding.only_with),
                        "goes_with": finding.goes_with,
                        "carried_by": len(finding.descriptions),
                        "wording": [_wording_json(one, found) for one in finding.wording],
                    }
                    for finding in section.findings
                ],
            }
            for section in found.sections
        ],
        "not_claimed": list(found.remarks),
    }


def _wording_json(one: Recurring, found: Findings) -> dict[str, Any]:
    differing = dict(one.differing)
    return {
        "text": one.text,
        "places": [
            {
                "source": found.descriptions[standing.description].source.id,
                "start": standing.unit.start,
                "end": standing.unit.end,
                "differs": differing.get(standing, ""),
            }
            for standing in (*one.exact, *one.near)
        ],
    }


def section_line(section: FoundSection, found: Findings) -> str:
    """A section's heading, how many descriptions have it, and how its list is numbered."""
    heading = section.heading or ("row of fields" if section.fields else "at the end, without a heading")
    parts = [f"in {len(section.carried)} of {len(found.descriptions)}"]
    parts += ["optional"] if section.heading and len(section.carried) < len(found.descriptions) else []
    parts += [f"list numbered {section.numbering}"] if section.numbering else []
    parts += [f"fields: {', '.join(section.fields)}"] if section.fields else []
    return f"{heading} ({'; '.join(parts)})"


def _place(standing: Standing, found: Findings) -> str:
    source = found.descriptions[standing.description].source
    return f"{source.id}, characters {standing.unit.start}–{standing.unit.end}"
