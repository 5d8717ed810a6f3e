"""The blocks of each section, by where a profile says its words come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.draft.alternatives import alternative, unheld
from assistant.draft.form import capitalised, imperative, infinitive, names_area
from assistant.draft.marked import entry
from assistant.draft.material import Material, approved_piece, gap, marker, missing, plain_words, quoted, standard
from assistant.draft.places import placed
from assistant.draft.profile import SectionPlan, StandardItem
from assistant.models import Block, Duty, Origin, Section, Span
from assistant.position.headings import HeadingKind, heading_kind
from assistant.position.marks import Mark, marks, of_duty
from assistant.position.shares import without_share
from knowledge.models import Citation

_LISTS = frozenset({"quoted", "duties", "ksa"})
_IN_THE_ORGANIZATION = re.compile(r"department|division|unit|section|(?:work )?location|reports to", re.IGNORECASE)
_FIELD_WORDS = 12


def section(plan: SectionPlan, material: Material) -> Section | None:
    """One section of the description; nothing for an optional one the draft does not speak of."""
    own = _WRITERS[plan.source](plan, material)
    if plan.optional and not own and not headed(plan, material):
        return None
    choice = material.levels.get(plan.scale)
    level, reason = (choice.level, choice.reason) if choice else ("", "")
    return Section(plan.heading, tuple(_framed(plan, material, own)), level, reason, plan.depth)


def headed(plan: SectionPlan, material: Material) -> bool:
    """Whether the draft has the section under one of its headings."""
    return bool(plan.headings) and any(
        re.fullmatch(plan.headings, heading, re.IGNORECASE) for heading in material.position.sections
    )


def _framed(plan: SectionPlan, material: Material, own: list[Block]) -> Iterator[Block]:
    """The section's own blocks between the employer's fixed wording, without what that says already; then numbered."""
    picked = {choice.level for choice in material.levels.values()}
    opening, ending = (
        [
            (piece, approved_piece(piece, material))
            for piece in fixed
            if not piece.only_with or picked & {*piece.only_with}
        ]
        for fixed in (plan.opening, plan.ending)
    )
    said = {plain_words(piece.words) for piece, _ in (*opening, *ending)}
    listed = [(plan.source in _LISTS, block) for block in own if plain_words(block.text) not in said]
    place = 0
    for is_item, block in [*((p.item, b) for p, b in opening), *listed, *((p.item, b) for p, b in ending)]:
        counts = is_item and not block.marker and bool(plan.numbering)
        yield replace(block, marker=marker(place, plan.numbering)) if counts else block
        place += counts


def _purpose(plan: SectionPlan, material: Material) -> list[Block]:
    purpose = material.position.purpose
    if purpose is None:
        return missing(plan)
    words = infinitive(purpose.quote) if material.profile.infinitive_purpose else capitalised(purpose.quote)
    return [Block(words, Origin.DRAFT)]


def _quoted(plan: SectionPlan, material: Material) -> list[Block]:
    return [_item(span, plan) for span in placed(plan, material)] or missing(plan)


def _item(span: Span, plan: SectionPlan) -> Block:
    return Block(capitalised(span.quote), Origin.DRAFT) if plan.numbering else quoted(span.quote)


def _level(plan: SectionPlan, material: Material) -> list[Block]:
    if plan.variants:
        return alternative(plan, material)
    level = material.levels[plan.scale].level
    if not level:
        return missing(plan)
    citation = material.wording.levels.get(level)
    if citation is None and level in material.profile.employer_only:
        return [gap(unheld(material.levels[plan.scale]))]
    return [standard(citation, material.profile.levels[level])]


def _lead_in(_plan: SectionPlan, material: Material) -> list[Block]:
    return [standard(material.wording.lead_in, material.profile.lead_in)]


def _fields(plan: SectionPlan, material: Material) -> list[Block]:
    """Labelled fields: codes, dates and signatures stay blank for those who may set them."""
    values = {label: field_value(label, material) for label in plan.fields}
    return [Block(value, Origin.DRAFT if value else Origin.BLANK, f"{label}:") for label, value in values.items()]


def field_value(label: str, material: Material) -> str:
    """The title, the employer or the place in the organization, as the draft says it; codes and all else stay blank."""
    position = material.position
    if label == "Class title":
        return material.title
    kind = heading_kind(label)
    if kind is HeadingKind.TITLE:
        return position.title
    if kind is HeadingKind.EMPLOYER:
        return position.employer
    own = next(
        (span.quote for heading, span in position.sections.items() if heading.casefold() == label.casefold()), ""
    )
    return " ".join(own.split()) if _IN_THE_ORGANIZATION.fullmatch(label) and len(own.split()) <= _FIELD_WORDS else ""


def _standard(_plan: SectionPlan, _material: Material) -> list[Block]:
    """A section of fixed wording alone."""
    return []


def _text(plan: SectionPlan, _material: Material) -> list[Block]:
    fixed = [Block(words, Origin.NEUTRAL) for words in plan.text]
    return [*fixed, gap(plan.missing)] if plan.missing else fixed


def _duties(plan: SectionPlan, material: Material) -> list[Block]:
    if plan.columns:
        return _responsibilities(plan, material) or missing(plan)
    return _numbered_duties(plan, material)


def _responsibilities(plan: SectionPlan, material: Material) -> list[Block]:
    """Each responsibility, its tasks and its columns; a column the draft does not fill stays blank."""
    blocks: list[Block] = []
    found = marks(material.position)
    for place, duty in enumerate(material.position.duties):
        blocks.append(Block(duty_words(duty.span, material), Origin.DRAFT, marker(place, plan.numbering)))
        blocks += [
            Block(duty_words(task, material), Origin.DRAFT, marker(nth, "a.")) for nth, task in enumerate(duty.tasks)
        ]
        blocks += [_column(label, duty, of_duty(duty, found)) for label in plan.columns]
    return blocks


def is_area(duty: Duty) -> bool:
    """Whether a duty is only the name of its tasks: a flat list has no place for it."""
    return bool(duty.tasks) and names_area(without_share(duty.span.quote))


def duty_words(span: Span, material: Material) -> str:
    """A duty or task as the format writes it."""
    words = without_share(span.quote)
    return imperative(words) if material.profile.imperative_duties else capitalised(words)


def _column(label: str, duty: Duty, found: Sequence[Mark]) -> Block:
    share = f"{duty.share:g}" if label == "Percent of time" and duty.share is not None else ""
    said = share or entry(label, found)
    return Block(said, Origin.DRAFT if said else Origin.BLANK, f"{label}:")


def _numbered_duties(plan: SectionPlan, material: Material) -> list[Block]:
    """One flat list without shares of time; tasks become items, and the standard pair closes the list once."""
    duties = material.position.duties
    spans = [span for duty in duties for span in ((duty.span, *duty.tasks) if not is_area(duty) else duty.tasks)]
    words = list(dict.fromkeys(duty_words(span, material) for span in spans))
    closing = material.profile.closing if plan.closing else ()
    own = [text for text in words if not any(_is_standard(item, text) for item in closing)]
    body = [Block(text, Origin.DRAFT) for text in own] or missing(plan)
    return body + [_closing_duty(item, words, material.wording.closing) for item in closing]


def _closing_duty(item: StandardItem, words: list[str], approved_pair: tuple[Citation, ...]) -> Block:
    """The employer's wording, else the draft's own, else the neutral one."""
    citation = next((found for found in approved_pair if _is_standard(item, found.quote)), None)
    written = next((text for text in words if _is_standard(item, text)), None)
    if citation is None and written is not None:
        return quoted(written)
    return standard(citation, item.wording)


def _is_standard(item: StandardItem, words: str) -> bool:
    return re.search(item.key, words, re.IGNORECASE) is not None


def _ksa(plan: SectionPlan, material: Material) -> list[Block]:
    """The draft's own items first, then the standard ones it does not have already."""
    assert plan.ksa is not None
    own = list(dict.fromkeys(capitalised(span.quote) for span in placed(plan, material)))
    picked = {choice.level for choice in material.levels.values()}
    items = [item for item in material.profile.standard.get(plan.ksa, ()) if picked.isdisjoint(item.not_for)]
    wanted = [(item, material.wording.item(plan.ksa, item)) for item in items]
    replaced = [item for item, citation in wanted if citation]
    kept = [text for text in own if not any(_is_standard(item, text) for item in replaced)]
    blocks = [Block(text, Origin.DRAFT) for text in kept]
    blocks += [
        standard(citation, item.wording)
        for item, citation in wanted
        if citation or not any(_is_standard(item, text) for text in kept)
    ]
    return blocks or missing(plan)


_WRITERS: Mapping[str, Callable[[SectionPlan, Material], list[Block]]] = {
    "purpose": _purpose,
    "quoted": _quoted,
    "level": _level,
    "choice": alternative,
    "standard": _standard,
    "duties": _duties,
    "lead_in": _lead_in,
    "ksa": _ksa,
    "fields": _fields,
    "text": _text,
}
