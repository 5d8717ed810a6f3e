"""The blocks of each section, by where a profile says its words come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.draft.form import capitalised, imperative, infinitive, names_area
from assistant.draft.levels import level_names
from assistant.draft.marked import entry
from assistant.draft.material import Material, gap, marker, missing, numbered, quoted, standard
from assistant.draft.places import placed
from assistant.draft.profile import SectionPlan, StandardItem
from assistant.models import Block, Duty, Origin, Section, Span
from assistant.position.marks import Fact, facts_of, marks
from assistant.position.shares import without_share
from knowledge.models import Citation


def section(plan: SectionPlan, material: Material) -> Section | None:
    """One section of the description; nothing for an optional one the draft does not speak of."""
    blocks = _WRITERS[plan.source](plan, material)
    if not blocks and plan.optional:
        return None
    choice = material.levels.get(plan.scale)
    level, reason = (choice.level, choice.reason) if choice else ("", "")
    return Section(plan.heading, tuple(blocks), level, reason, plan.depth)


def _purpose(plan: SectionPlan, material: Material) -> list[Block]:
    purpose = material.position.purpose
    if purpose is None:
        return missing(plan)
    words = infinitive(purpose.quote) if material.profile.infinitive_purpose else capitalised(purpose.quote)
    return [Block(words, Origin.DRAFT)]


def _quoted(plan: SectionPlan, material: Material) -> list[Block]:
    blocks = [_item(span, plan) for span in placed(plan, material)]
    return list(numbered(blocks or missing(plan), plan.numbering))


def _item(span: Span, plan: SectionPlan) -> Block:
    return Block(capitalised(span.quote), Origin.DRAFT) if plan.numbering else quoted(span.quote)


def _level(plan: SectionPlan, material: Material) -> list[Block]:
    level = material.levels[plan.scale].level
    if not level:
        return missing(plan)
    citation = material.wording.levels.get(level)
    if citation is None and level in material.profile.employer_only:
        facts = dict.fromkeys(
            f"“{' '.join(sign.span.quote.split())}”"
            for sign in material.levels[plan.scale].signs
            if sign.level == level
        )
        behind = ", ".join(list(facts)[:3])
        return [
            gap(f"the approved paragraph for {level} ({level_names()[level]}), which the draft points to by {behind}")
        ]
    return [standard(citation, material.profile.levels[level])]


def _lead_in(_plan: SectionPlan, material: Material) -> list[Block]:
    return [standard(material.wording.lead_in, material.profile.lead_in)]


def _fields(plan: SectionPlan, material: Material) -> list[Block]:
    """Labelled fields; codes, dates and signatures stay blank for those who may set them."""
    position = material.position
    known = {"Agency": position.employer, "Working title": position.title, "Class title": material.title}
    return [
        Block(known.get(label, ""), Origin.DRAFT if known.get(label) else Origin.BLANK, f"{label}:")
        for label in plan.fields
    ]


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
        blocks += [_column(label, duty, facts_of(duty, found)) for label in plan.columns]
    return blocks


def is_area(duty: Duty) -> bool:
    """Whether a duty is only the name of its tasks: a flat list has no place for it."""
    return bool(duty.tasks) and names_area(without_share(duty.span.quote))


def duty_words(span: Span, material: Material) -> str:
    """A duty or task as the format writes it."""
    words = without_share(span.quote)
    return imperative(words) if material.profile.imperative_duties else capitalised(words)


def _column(label: str, duty: Duty, facts: Mapping[Fact, str]) -> Block:
    share = f"{duty.share:g}" if label == "Percent of time" and duty.share is not None else ""
    said = share or entry(label, facts)
    return Block(said, Origin.DRAFT if said else Origin.BLANK, f"{label}:")


def _numbered_duties(plan: SectionPlan, material: Material) -> list[Block]:
    """One flat list without shares of time; tasks become items, and the standard pair closes the list once."""
    duties = material.position.duties
    spans = [span for duty in duties for span in ((duty.span, *duty.tasks) if not is_area(duty) else duty.tasks)]
    words = list(dict.fromkeys(duty_words(span, material) for span in spans))
    closing = material.profile.closing if plan.closing else ()
    own = [text for text in words if not any(_is_standard(item, text) for item in closing)]
    body = [Block(text, Origin.DRAFT) for text in own] or missing(plan)
    ends = [_closing_duty(item, words, material.wording.closing) for item in closing]
    return list(numbered([*body, *ends], plan.numbering))


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
    return list(numbered(blocks or missing(plan), plan.numbering))


_WRITERS: Mapping[str, Callable[[SectionPlan, Material], list[Block]]] = {
    "purpose": _purpose,
    "quoted": _quoted,
    "level": _level,
    "duties": _duties,
    "lead_in": _lead_in,
    "ksa": _ksa,
    "fields": _fields,
    "text": _text,
}
