"""Paragraphs that several descriptions share: fixed wording, and alternatives that stand in each other's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.levels import scales, short_answer, signs_in, standard_level
from assistant.formats.found import Finding, Role
from assistant.formats.recurring import Recurring, flat, private
from assistant.formats.sheet import MOST, Sheet, is_standard_matter, listed, of_several


def sort_paragraphs(section: Sheet) -> None:
    """Sort what is no list item: fixed wording, alternatives, and what is the position's own."""
    found = [one for one in section.shared if not listed(section, one)]
    alternatives: list[Recurring] = []
    for one in found:
        if not is_standard_matter(section, one):
            section.remarks.append(of_several(section, one))
        elif _replaces_something(section, one, found):
            alternatives.append(one)
        elif one.descriptions == section.carried or len(one.descriptions) >= MOST * len(section.carried):
            section.findings.append(Finding(Role.OPENING, (one,)))
        else:
            alternatives.append(one)
    _alternatives(section, alternatives)


def _replaces_something(section: Sheet, one: Recurring, others: Sequence[Recurring]) -> bool:
    """Whether the descriptions without a wording have another in its place."""
    lacking = section.carried - one.descriptions
    own = {standing.description for standing in section.single}
    return bool(lacking) and any(
        place in own
        or any(place in other.descriptions and not other.descriptions & one.descriptions for other in others)
        for place in lacking
    )


def _alternatives(section: Sheet, found: Sequence[Recurring]) -> None:
    """Make alternatives of what replaces each other; wordings of the same descriptions stand together."""
    together: dict[frozenset[int], list[Recurring]] = defaultdict(list)
    for one in found:
        together[one.descriptions].append(one)
    variants = [Finding(Role.VARIANT, tuple(ones)) for ones in together.values()]
    fixed = [finding for finding in section.findings if finding.descriptions == section.carried]
    scale = section.scale or _scale_by_words(variants)
    if section.scale and not variants and len(fixed) == 1 and _level(fixed[0].text, scale):
        variants = [replace(fixed[0], role=Role.VARIANT)]
        section.findings.remove(fixed[0])
    section.scale = scale
    variants = [replace(variant, level=_level(variant.text, scale)) for variant in variants]
    section.findings += variants
    if variants:
        section.remarks += [
            f"{section.name}: “{flat(standing.unit.text)}” stands in one description only,"
            f" {section.titles[standing.description]}."
            for standing in section.single
            if not private(standing.unit.text)
        ]


def _scale_by_words(variants: Sequence[Finding]) -> str:
    """The one ladder on which the alternatives state different levels; empty if there is none, or more than one."""
    if len(variants) < 2:
        return ""
    fits = [
        name
        for name in scales()
        if (levels := [_level(variant.text, name) for variant in variants])
        and all(levels)
        and len(set(levels)) == len(levels)
    ]
    return fits[0] if len(fits) == 1 else ""


def _level(text: str, scale: str) -> str:
    """The level that a paragraph states by its identifying words, or by all its cues alike; empty if neither does."""
    if not scale:
        return ""
    known = standard_level(text, scale)
    signs = signs_in(text, scale) | short_answer(text, scale)
    return known or (signs.pop() if len(signs) == 1 else "")
