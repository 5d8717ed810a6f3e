"""What the writer must settle before a description can be used: contradictions, gaps, and words left over.

The checks are those of the Duluth format (fact base, section 12) and of the guide to the Minnesota form (12.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft import marked
from assistant.draft.form import capitalised, infinitive
from assistant.draft.material import Material
from assistant.draft.profile import StandardItem
from assistant.draft.sections import duty_words, is_area
from assistant.draft.wording import EmployerWording
from assistant.lint.contradictions import contradictions
from assistant.lint.finding import short
from assistant.lint.reading import work_of
from assistant.lint.shares import share_remarks
from assistant.models import Origin, Section, Span
from assistant.position.headings import HeadingKind, heading_kind, lead_in_kind
from assistant.position.marks import labelled
from assistant.position.shares import without_share
from assistant.position.verbs import is_imperative

_LOCAL = re.compile(r"\b(?:City|County|Town|Village)\b")
_LETTERS = re.compile(r"\b(?!percent\b)[^\W\d_]{2,}")


def notes(material: Material, sections: Sequence[Section], offered: EmployerWording) -> Iterator[str]:
    """Every remark, in the order a writer would take them up."""
    yield from _employers(material, offered)
    yield from _form(material)
    denied = dict(_contradictions(material))
    yield from denied.values()
    yield from _levels(material, set(denied))
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
            yield f"The summary was put into the format's form: “{short(purpose.quote)}” became “{short(made)}”."
    changes = [change for span in work_of(material.position) for change in _changed_words(span, material)]
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
    found: dict[str, list[str]] = {}
    for remark in contradictions(material.position, material.levels, material.statements):
        found.setdefault(remark.rule.replace("-", "_"), []).append(remark.what)
    for scale, said in found.items():
        more = f" And {len(said) - 1} more." if len(said) > 1 else ""
        yield scale, said[0] + more


def _shares(material: Material) -> Iterator[str]:
    found = share_remarks(material.position, needed=True)
    yield from dict.fromkeys(remark.what for remark in found)


def _imperatives(material: Material) -> Iterator[str]:
    if areas := _areas(material):
        yield f"Left out as headings over duties: {', '.join(f'“{area}”' for area in areas)}."
    written = [duty_words(span, material) for span in work_of(material.position)]
    others = [words for words in written if not is_imperative(words)]
    if others and material.profile.imperative_duties:
        first = short(others[0])
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
                yield f"“{short(block.text)}”: {item.caution}."


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
    return bool(span.quote) and _is_label(label) and label in line and not labelled(label)


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
    yield from (duty_words(span, material) for span in work_of(material.position))


def _flat(words: str) -> str:
    return " ".join(words.split())
