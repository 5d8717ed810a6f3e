"""What the writer must settle before a description can be used: contradictions, gaps, and words left over.

The checks are those of the Duluth format (fact base, section 12) and of the guide to the Minnesota form (12.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft.levels import signs_in
from assistant.draft.material import Material
from assistant.draft.profile import StandardItem
from assistant.draft.wording import EmployerWording
from assistant.models import Origin, Section
from assistant.position.duties import items_in
from assistant.position.headings import HeadingKind, heading_kind
from assistant.position.shares import without_share
from assistant.position.statements import is_imperative

_INDEPENDENT = re.compile(
    r"\bindependent(?:ly)?\b|\bwide latitude\b|\bown (?:judg\w+|discretion)\b|\bself-directed\b", re.IGNORECASE
)
_CLOSE = re.compile(
    r"\b(?:detailed|exact|specific) instructions\b|\bclose(?:ly)? supervis\w+|\bas (?:told|instructed)\b", re.I
)
_LOCAL = re.compile(r"\b(?:City|County|Town|Village)\b")
_LETTERS = re.compile(r"\b(?!percent\b)[^\W\d_]{2,}")
_WHOLE_TIME = 100.0
_MANY, _SMALL = 8, 5.0
_SHOWN = 90
_READ_ELSEWHERE = frozenset({HeadingKind.TITLE, HeadingKind.EMPLOYER, HeadingKind.REQUESTED, HeadingKind.DUTIES})


def notes(material: Material, sections: Sequence[Section], offered: EmployerWording) -> Iterator[str]:
    """Every remark, in the order a writer would take them up."""
    yield from _employers(material, offered)
    yield from _levels(material)
    yield from _received(material)
    yield from _given(material)
    yield from _surroundings(material)
    yield from _shares(material) if material.profile.shows_shares else _imperatives(material)
    yield from _cautions(material, sections)
    yield from _blanks(sections)
    yield from _left_over(material, sections)


def _employers(material: Material, offered: EmployerWording) -> Iterator[str]:
    named, own = material.position.employer, material.profile.jurisdiction
    local = _LOCAL.search(named) is not None
    if named and named.casefold() != own.casefold() and (local or _LOCAL.search(own)):
        yield f"The draft names {named}, but this is the format of the {own}."
    if material.profile.levels and offered.jurisdiction != own:
        yield f"The wording of {offered.jurisdiction} was not used: this is the format of the {own}."


def _levels(material: Material) -> Iterator[str]:
    for choice in material.levels.values():
        if choice.others:
            yield (
                f"{_name(choice.scale)}: the draft points to {choice.level} and to {', '.join(choice.others)}; "
                f"{choice.level} was picked. The supervisor should settle it."
            )


def _name(scale: str) -> str:
    return scale.replace("_", " ").capitalize()


def _received(material: Material) -> Iterator[str]:
    """Independence claimed beside close supervision, or close instruction beside a free hand."""
    choice = material.levels.get("supervision_received")
    if choice is None:
        return
    claims = _INDEPENDENT if choice.level in {"R1", "R2"} else _CLOSE if choice.level in {"R4", "R5"} else None
    for where, words in _claims(material):
        match = claims.search(words) if claims else None
        if match:
            yield f"Supervision received is {choice.level}, but the {where} says “{_short(words)}”."


def _claims(material: Material) -> Iterator[tuple[str, str]]:
    position = material.position
    if position.purpose:
        yield "summary", position.purpose.quote
    for heading, span in position.sections.items():
        if heading.lower().startswith("distinguishing"):
            yield "statement of distinguishing features", span.quote
    for duty in position.duties:
        yield "list of duties", duty.span.quote


def _given(material: Material) -> Iterator[str]:
    choice = material.levels.get("supervision_given")
    if choice is None or choice.level not in {"G0", ""}:
        return
    for words in _duty_words(material):
        if signs_in(words, "supervision_given") - {"G0"}:
            stated = "Supervision given is G0" if choice.level else "No supervision given is stated"
            yield f"{stated}, but a duty directs people: “{_short(words)}”."


def _surroundings(material: Material) -> Iterator[str]:
    """A ladder, a trench or a truck does not go with sitting in an office."""
    for scale, lowest in (("physical_demands", "P1"), ("work_environment", "E1")):
        choice = material.levels.get(scale)
        if choice is None or choice.level != lowest:
            continue
        for words in _duty_words(material):
            higher = signs_in(words, scale) - {lowest}
            if higher:
                levels = ", ".join(sorted(higher))
                yield f"{_name(scale)} is {lowest}, but a duty points to {levels}: “{_short(words)}”."


def _duty_words(material: Material) -> Iterator[str]:
    for duty in material.position.duties:
        yield duty.span.quote
        yield from (task.quote for task in duty.tasks)


def _shares(material: Material) -> Iterator[str]:
    duties = material.position.duties
    shares = [duty.share for duty in duties if duty.share is not None]
    total = sum(shares)
    if shares and len(shares) == len(duties) and abs(total - _WHOLE_TIME) > 0.5:
        yield f"The percentages of time come to {total:g}, not to 100."
    if shares and len(shares) < len(duties):
        yield f"{len(duties) - len(shares)} of {len(duties)} responsibilities have no percentage of time."
    if len(duties) > _MANY:
        yield f"There are {len(duties)} responsibilities; more than eight suggests combining some."
    for duty in duties:
        if duty.share is not None and duty.share <= _SMALL:
            yield f"“{_short(duty.span.quote)}” takes {duty.share:g} percent of the time; consider combining it."


def _imperatives(material: Material) -> Iterator[str]:
    others = [words for words in _duty_words(material) if not is_imperative(words)]
    if others and material.profile.imperative_duties:
        first = _short(others[0])
        yield f"Duties that do not begin with a plain verb, as the format asks: {len(others)}; the first is “{first}”."


def _cautions(material: Material, sections: Sequence[Section]) -> Iterator[str]:
    used = [block for section in sections for block in section.blocks if block.origin is not Origin.DRAFT]
    for items in material.profile.standard.values():
        for item in items:
            block = next((block for block in used if re.search(item.key, block.text, re.IGNORECASE)), None)
            if item.caution and block:
                yield f"“{_short(block.text)}”: {item.caution}."


def _blanks(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.heading and any(block.origin is Origin.BLANK and block.text for block in section.blocks):
            yield f"{section.heading} has a part that the employer must supply."


def _left_over(material: Material, sections: Sequence[Section]) -> Iterator[str]:
    """Words of the draft that found no place: nothing is dropped in silence."""
    used = "\n".join(_flat(block.text) for section in sections for block in section.blocks)
    shown = [_flat(sign.span.quote) for choice in material.levels.values() for sign in choice.signs]
    for words in dict.fromkeys(map(_flat, _other_words(material))):
        if words in used or any(quote in words for quote in shown) or not _LETTERS.search(words):
            continue
        replaced = any(re.search(item.key, words, re.IGNORECASE) for item in _standard_items(material))
        yield f"{'Replaced by standard wording' if replaced else 'Not placed'}: “{words}”."


def _standard_items(material: Material) -> list[StandardItem]:
    profile = material.profile
    return [*profile.closing, *(item for items in profile.standard.values() for item in items)]


def _other_words(material: Material) -> Iterator[str]:
    """The draft item by item, without purpose, names and codes."""
    position, owned = material.position, {label for plan in material.profile.sections for label in plan.fields}
    placed = [duty.span for duty in position.duties] + ([position.purpose] if position.purpose else [])
    stretches = [*position.unplaced]
    for heading, span in position.sections.items():
        if heading not in owned and heading_kind(heading) not in _READ_ELSEWHERE:
            stretches.append(span)
    for stretch in sorted(stretches, key=lambda span: span.start):
        for item in items_in(position.text, stretch.start, stretch.end):
            if not any(span.start <= item.start < span.end or item.start <= span.start < item.end for span in placed):
                yield item.quote
    yield from map(without_share, _duty_words(material))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    flat = _flat(words)
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
