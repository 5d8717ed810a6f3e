"""What the writer must settle before a description can be used: contradictions, gaps, and words left over.

The checks are those of the Duluth format (fact base, section 12) and of the guide to the Minnesota form (12.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft import marked
from assistant.draft.form import capitalised, infinitive
from assistant.draft.levels import signs_in
from assistant.draft.material import Material
from assistant.draft.profile import StandardItem
from assistant.draft.sections import duty_words, is_area
from assistant.draft.wording import EmployerWording
from assistant.models import Origin, Section, Span
from assistant.position.headings import HeadingKind, heading_kind, lead_in_kind
from assistant.position.shares import without_share
from assistant.position.verbs import is_imperative

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


def notes(material: Material, sections: Sequence[Section], offered: EmployerWording) -> Iterator[str]:
    """Every remark, in the order a writer would take them up."""
    yield from _employers(material, offered)
    yield from _form(material)
    contradictions = dict(_contradictions(material))
    yield from contradictions.values()
    yield from _levels(material, set(contradictions))
    yield from _shares(material) if material.profile.shows_shares else _imperatives(material)
    yield from _left_out(material, sections)
    yield from _cautions(material, sections)
    yield from _blanks(sections)
    yield from marked.remarks(material)
    yield from _left_over(material, sections)


def _employers(material: Material, offered: EmployerWording) -> Iterator[str]:
    named, own = material.position.employer, material.profile.jurisdiction
    local = _LOCAL.search(named) is not None
    if named and named.casefold() != own.casefold() and (local or _LOCAL.search(own)):
        yield f"The draft names {named}, but this is the format of the {own}."
    if material.profile.levels and offered.jurisdiction != own:
        yield f"The wording of {offered.jurisdiction} was not used: this is the format of the {own}."


def _form(material: Material) -> Iterator[str]:
    """Where verbs of the draft were changed for the format's sake, and nothing else."""
    purpose = material.position.purpose
    if purpose and material.profile.infinitive_purpose:
        made = infinitive(purpose.quote)
        if made != capitalised(purpose.quote):
            yield f"The summary was put into the format's form: “{_short(purpose.quote)}” became “{_short(made)}”."
    changes = [change for span in _duty_spans(material) for change in _changed_words(span, material)]
    if changes:
        listed = ", ".join(f"“{change}”" for change in dict.fromkeys(changes))
        yield f"Duties were put into the format's form, with plain verbs and no other change: {listed}."


def _changed_words(span: Span, material: Material) -> list[str]:
    """The words a duty lost or gained in the format's form, as *Enters → Enter*."""
    before, after = capitalised(without_share(span.quote)).split(), duty_words(span, material).split()
    if len(before) != len(after):
        return [f"{' '.join(before[: len(before) - len(after) + 1])} → {after[0]}"]
    pairs = zip(before, after, strict=True)
    return [f"{old.strip(',;.')} → {new.strip(',;.')}" for old, new in pairs if old != new]


def _levels(material: Material, settled: set[str]) -> Iterator[str]:
    """Where a level needs settling: the draft points to two, to another than was picked, or to none."""
    by_hand = {plan.scale for plan in material.profile.sections if plan.heading in material.picks}
    for choice in material.levels.values():
        name, others = _name(choice.scale), ", ".join(choice.others)
        if choice.others and choice.level not in {sign.level for sign in choice.signs}:
            yield f"{name}: {choice.level} was picked by hand, but the draft points to {others}."
        elif choice.others and choice.scale not in settled:
            yield (
                f"{name}: the draft points to {choice.level} and to {others}; "
                f"{choice.level} was picked. The supervisor should settle it."
            )
        elif choice.level and not choice.signs and choice.scale not in by_hand:
            yield f"{name}: {choice.level} was taken, since no duty shows more. The supervisor should confirm it."


def _name(scale: str) -> str:
    return scale.replace("_", " ").capitalize()


def _contradictions(material: Material) -> Iterator[tuple[str, str]]:
    """Each scale of which the draft's own words deny the level, with one remark on it."""
    for scale, found in (
        ("supervision_received", [*_received(material)]),
        ("supervision_given", [*_given(material)]),
        ("physical_demands", [*_surroundings(material, "physical_demands", "P1")]),
        ("work_environment", [*_surroundings(material, "work_environment", "E1")]),
    ):
        if found:
            more = f" And {len(found) - 1} more." if len(found) > 1 else ""
            yield scale, found[0] + more


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


def _surroundings(material: Material, scale: str, lowest: str) -> Iterator[str]:
    """A ladder, a trench or a truck does not go with sitting in an office."""
    choice = material.levels.get(scale)
    if choice is None or choice.level != lowest:
        return
    for words in _duty_words(material):
        higher = signs_in(words, scale) - {lowest}
        if higher:
            levels = ", ".join(sorted(higher))
            yield f"{_name(scale)} is {lowest}, but a duty points to {levels}: “{_short(words)}”."


def _duty_spans(material: Material) -> Iterator[Span]:
    for duty in material.position.duties:
        yield duty.span
        yield from duty.tasks


def _duty_words(material: Material) -> Iterator[str]:
    yield from (span.quote for span in _duty_spans(material))


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
    if areas := _areas(material):
        yield f"Left out as headings over duties: {', '.join(f'“{area}”' for area in areas)}."
    written = [duty_words(span, material) for span in _duty_spans(material)]
    others = [words for words in written if not is_imperative(words)]
    if others and material.profile.imperative_duties:
        first = _short(others[0])
        yield f"Duties that do not begin with a plain verb, as the format asks: {len(others)}; the first is “{first}”."


def _areas(material: Material) -> list[str]:
    """The names over tasks that a flat list of duties leaves out."""
    if material.profile.shows_shares:
        return []
    return [duty_words(duty.span, material) for duty in material.position.duties if is_area(duty)]


def _left_out(material: Material, sections: Sequence[Section]) -> Iterator[str]:
    """Sections of a learned format that some descriptions have and this one has not."""
    written = "\n".join(section.heading for section in sections)
    missing_ = [plan.heading for plan in material.profile.sections if plan.optional and plan.heading not in written]
    if missing_ and material.profile.learned_from:
        yield f"Left out, since not every description has it and the draft says nothing on it: {'; '.join(missing_)}."


def _cautions(material: Material, sections: Sequence[Section]) -> Iterator[str]:
    used = [block for section in sections for block in section.blocks if block.origin is not Origin.DRAFT]
    for items in material.profile.standard.values():
        for item in items:
            block = next((block for block in used if re.search(item.key, block.text, re.IGNORECASE)), None)
            if item.caution and block:
                yield f"“{_short(block.text)}”: {item.caution}."


def _blanks(sections: Sequence[Section]) -> Iterator[str]:
    """One remark for all sections with a blank that says what belongs in it."""
    open_ones = [
        section.heading
        for section in sections
        if section.heading and any(block.origin is Origin.BLANK and block.text for block in section.blocks)
    ]
    if len(open_ones) == 1:
        yield f"{open_ones[0]} has a part that the employer must supply."
    elif open_ones:
        yield f"These have a part that the employer must supply: {'; '.join(open_ones)}."


def _left_over(material: Material, sections: Sequence[Section]) -> Iterator[str]:
    """Words of the draft that found no place: nothing is dropped in silence."""
    used = "\n".join(_flat(block.text) for section in sections for block in section.blocks).casefold()
    shown = [_flat(sign.span.quote) for choice in material.levels.values() for sign in choice.signs]
    told: list[str] = []
    named = set(_areas(material))
    labels = {_flat(said.span.quote): said.heading for said in material.statements if _is_label(said.heading)}
    for words in dict.fromkeys(map(_flat, _other_words(material))):
        if words in named or words.casefold() in used or words in shown or not _LETTERS.search(words):
            continue
        replaced = any(re.search(item.key, words, re.IGNORECASE) for item in _standard_items(material))
        replaced = replaced or any(quote in words for quote in shown)
        said = f"{labels[words]}: {words}" if words in labels else words
        told.append(said)
        yield f"{'Replaced by standard wording' if replaced else 'Not placed'}: “{said}”."
    headings = "\n".join(section.heading for section in sections).casefold()
    beside = [label for label, span in material.position.sections.items() if _stands_beside(material, label, span)]
    for label in dict.fromkeys([*labels.values(), *beside]):  # their words found a place, they themselves did not
        if not any(label.casefold() in said for said in (used, headings, "\n".join(told).casefold())):
            yield f"Not placed: “{label}”."


def _stands_beside(material: Material, label: str, span: Span) -> bool:
    """Whether a label that is no known heading stands in front of its words, on their line."""
    line = material.position.text[: span.start].rpartition("\n")[2]
    return bool(span.quote) and _is_label(label) and label in line


def _is_label(heading: str) -> bool:
    """Whether a heading is none that is known, so that its own words say something."""
    return heading != "" and lead_in_kind(heading) is HeadingKind.UNKNOWN


def _standard_items(material: Material) -> list[StandardItem]:
    profile = material.profile
    return [*profile.closing, *(item for items in profile.standard.values() for item in items)]


def _other_words(material: Material) -> Iterator[str]:
    """The draft statement by statement, without purpose, names and codes; the duties in the format's form."""
    owned = {label for plan in material.profile.sections for label in plan.fields}
    for statement in material.statements:
        label = statement.span.quote.strip(" :")
        if statement.heading not in owned and heading_kind(label) is HeadingKind.UNKNOWN:
            yield statement.span.quote
    yield from (duty_words(span, material) for span in _duty_spans(material))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _short(words: str) -> str:
    flat = _flat(words)
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
