"""The memo that goes with a description: the fixed parts of ``memo.yaml``, with what is known and named blanks.

A sentence that states a fact stands only if somebody confirmed the fact; otherwise the whole sentence is a blank, so
that nothing is half said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.draft.paper import Heading, Paper, Paragraph, Part, Run, Table, paragraph
from assistant.models import Draft, Origin
from assistant.packet.facts import Change, Facts
from assistant.packet.revision import Revision
from assistant.redline.align import Change as Became
from assistant.redline.meaning import Note

_NAME = re.compile(r"\{(!?)(\w+)\}")
_CLEAN_AND = " and with the revision marked"
_DETAILS = frozenset(Facts.model_fields) - {"date", "occasion", "statements", "changes", "organization"}
"""Facts that are a few words and no statement."""
_OFFERED = frozenset({Became.ADDED, Became.REMOVED})
"""What a comparison always shows in a memo; other changes only where they touch kind or level."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Built(_Frozen):
    """A part of a memo that is made from the documents."""

    build: str


class MemoSection(_Frozen):
    """A heading and its paragraphs: each a few sentences, or a part that is built."""

    heading: str
    paragraphs: tuple[tuple[str, ...] | Built, ...]


class MemoPlan(_Frozen):
    """The fixed parts of one employer's memo, and what people sign or decide."""

    name: str
    letterhead: tuple[str, ...]
    fields: Mapping[str, str]
    lead: str
    sections: tuple[MemoSection, ...]
    decides: tuple[str, ...]


class _Plans(_Frozen):
    missing: Mapping[str, str]
    memos: Mapping[str, MemoPlan]
    attachments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo is about: the drafted description, what people gave, and the revision, if there is an older one."""

    draft: Draft
    facts: Facts
    employer: str
    purpose: str
    """The sentence on why the position exists; empty if the draft has none."""
    directs: bool | None
    """Whether the position supervises or leads others; ``None`` if the draft does not say."""
    revision: Revision | None = None


def memo_plan(format_: str) -> MemoPlan:
    """The memo of a format, else the plain one."""
    memos = _plans().memos
    return memos.get(format_) or memos["plain"]


def asked(format_: str, *, statements: bool) -> dict[str, str]:
    """What the memo of a format asks people for, by name: statements of fact, or mere details such as a telephone."""
    plan = memo_plan(format_)
    told = [words for part in plan.sections for words in part.paragraphs if not isinstance(words, Built)]
    lines = [*plan.letterhead, *plan.fields.values(), plan.lead, *(line for words in told for line in words)]
    names = dict.fromkeys(found[2] for line in lines for found in _NAME.finditer(line) if bool(found[1]) is statements)
    return {name: _plans().missing[name] for name in names if statements or name in _DETAILS}


def memo(subject: Subject) -> Paper:
    """The memo on a description."""
    plan, values = memo_plan(subject.draft.format), _values(subject)
    parts: list[Part] = [Paragraph(tuple(_filled(line, values, subject.facts))) for line in plan.letterhead]
    for label, words in plan.fields.items():
        parts.append(Paragraph((Run(f"{label}: ", strong=True), *_filled(words, values, subject.facts))))
    if plan.lead:
        lead = tuple(Run(run.text, strong=True, blank=run.blank) for run in _filled(plan.lead, values, subject.facts))
        parts.append(Paragraph(lead))
    for section in plan.sections:
        parts.append(Heading(section.heading))
        for wanted in section.paragraphs:
            parts += _built(wanted.build, subject) if isinstance(wanted, Built) else [_told(wanted, values, subject)]
    return Paper(f"{plan.name}: {subject.draft.title}", tuple(parts))


@cache
def _plans() -> _Plans:
    return _Plans.model_validate(yaml.safe_load(files("assistant.packet").joinpath("memo.yaml").read_text("utf-8")))


def _values(subject: Subject) -> dict[str, str]:
    """What the names in braces stand for; a name without a value is a blank."""
    facts, title = subject.facts, subject.draft.title
    values = facts.model_dump(exclude={"date", "statements", "changes", "organization"})
    values |= {"class": title, "CLASS": title.upper(), "purpose": subject.purpose, "employer": subject.employer}
    values["date"] = f"{facts.date:%B} {facts.date.day}, {facts.date.year}" if facts.date else ""
    values["agency"] = facts.agency or subject.employer
    values["occasion"] = (facts.occasion or ("revised" if subject.revision else "")).capitalize()
    given = {name: value for name, value in values.items() if value}
    return given | {"redlined": _CLEAN_AND if subject.revision else ""}


def _told(sentences: tuple[str, ...], values: Mapping[str, str], subject: Subject) -> Paragraph:
    runs: list[Run] = []
    for sentence in sentences:
        runs += (
            [Run(" "), *_filled(sentence, values, subject.facts)] if runs else _filled(sentence, values, subject.facts)
        )
    return Paragraph(tuple(runs))


def _filled(words: str, values: Mapping[str, str], facts: Facts) -> Iterator[Run]:
    """A sentence with its names filled in; one blank if it states what nobody confirmed."""
    stated = [found[2] for found in _NAME.finditer(words) if found[1]]
    open_ = [_plans().missing[name] for name in stated if not facts.confirmed(name)]
    if open_:
        yield Run(f"[To be confirmed by the employer: {'; '.join(open_)}]", blank=True)
        return
    at = 0
    for found in _NAME.finditer(words):
        if found.start() > at:
            yield Run(words[at : found.start()])
        value = facts.confirmed(found[2]) if found[1] else values.get(found[2])
        at = found.end()
        yield from _named(found[2], value.rstrip(".") if value and words[at : at + 1] == "." else value)
    if at < len(words):
        yield Run(words[at:])


def _named(name: str, value: str | None) -> Iterator[Run]:
    if value is not None:
        yield Run(value)
    else:
        yield Run(f"[To be supplied by the employer: {_plans().missing[name.lower()]}]", blank=True)


def _built(what: str, subject: Subject) -> list[Part]:
    return {"wording": _wording, "changes": _changes, "compared": _compared, "attachments": _attachments}[what](subject)


def _wording(subject: Subject) -> list[Part]:
    """What the documents themselves show: where the employer's standard wording is used, and new headings."""
    used = {
        s.heading: None for s in subject.draft.sections for b in s.blocks if b.origin is Origin.EMPLOYER if s.heading
    }
    parts: list[Part] = []
    if used:
        parts.append(paragraph(f"Standard wording of the employer stands in these sections: {', '.join(used)}."))
    come = [note for note in (subject.revision.frame if subject.revision else ()) if note.change is Became.ADDED]
    new = [p.text for note in come for p in note.about if p.heading]
    if new:
        parts.append(paragraph(f"These headings are new beside the old description: {', '.join(new)}."))
    return parts


def _changes(subject: Subject) -> list[Part]:
    """The changes that people confirmed: what, how, why and when."""
    confirmed = [change for change in subject.facts.changes if change.confirmed]
    if not confirmed:
        return [paragraph("[To be confirmed by the employer: what changed, how, why and when]", blank=True)]
    rows = tuple(tuple(_cell(value) for value in _columns(change)) for change in confirmed)
    return [Table(("What changed", "How", "Why", "When"), rows, (3, 2, 2, 1.3))]


def _columns(change: Change) -> tuple[str, ...]:
    return change.what, change.how, change.why, change.when


def _cell(words: str) -> tuple[Paragraph, ...]:
    return (paragraph(words) if words else paragraph("[To be supplied]", blank=True),)


def _compared(subject: Subject) -> list[Part]:
    """What the comparison of the two documents shows; when and why it came about, no comparison can show."""
    if subject.revision is None:
        return [paragraph("No former description was given, so the documents show no change.")]
    told = [note for note in subject.revision.work if note.touches or note.change in _OFFERED]
    told += [note for note in subject.revision.standard if note.touches]
    if not told:
        return [paragraph("Beside the former description nothing changed that touches kind or level of the work.")]
    rows = tuple(_compared_row(note) for note in told)
    lead = "The two descriptions differ as follows, by comparison of their words. How, why and when, people say."
    return [paragraph(lead), Table(("Change", "May touch", "How, why and when"), rows, (3.4, 3, 1.6))]


def _compared_row(note: Note) -> tuple[tuple[Paragraph, ...], ...]:
    touched = tuple(paragraph(f"{touch[:1].upper()}{touch[1:]}.") for touch in note.touches)
    return (paragraph(note.says),), touched or (paragraph("Nothing found."),), _cell("")


def _attachments(subject: Subject) -> list[Part]:
    """The items of a documented request, and how each of them stands."""
    asked = {
        True: "missing: the description says that the position directs others",
        False: "not applicable, as the description reads",
    }
    stands = {
        "description": "in this packet, not signed",
        "chart": "in this packet; its blanks have to be filled in",
        "changes": "this memo; its blanks have to be filled in",
        "questionnaire": asked.get(bool(subject.directs))
        if subject.directs is not None
        else "not known: say whether the position supervises or leads",
        "former": "compared in the redline of this packet; attach the signed document"
        if subject.revision
        else "missing",
    }
    rows = tuple((_cell(words), _cell(stands[name] or "")) for name, words in _plans().attachments.items())
    return [
        Table(("Item", "How it stands"), rows, (3, 2)),
        paragraph("Whether the request is properly documented is for human resources to say."),
    ]
