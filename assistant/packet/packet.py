"""One action makes the packet: description, redline, memo, organization chart and comparison, as Word and as PDF.

Same input, same bytes: the day it is made on is passed in, and nothing else of the moment or the machine gets in.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.draft.file import write_file
from assistant.draft.layout import lay_out
from assistant.draft.levels import choose_level
from assistant.draft.paper import Heading, Paper, Part, bullets, paragraph
from assistant.draft.pdf import to_pdf
from assistant.draft.word import write_paper
from assistant.models import Draft, PositionDescription, SuggestResult
from assistant.packet.chart import Chart, draw_up
from assistant.packet.comparison import citations, comparison
from assistant.packet.contents import Contents, PacketFile, blanks_in, digest, manifest, page
from assistant.packet.drawing import figure, listed
from assistant.packet.facts import Facts
from assistant.packet.marked import marked
from assistant.packet.memo import Subject, memo, memo_plan
from assistant.packet.revision import Revision, revise
from assistant.redline.word import write_docx
from knowledge.errors import InputError

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_ALONE = "G0"
"""The level of supervision given that means none."""
AUTHOR = "Position Description Assistant"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the texts, the employer's format, and what people know besides."""

    new: str
    old: str = ""
    format: str = "duluth"
    plan: str = ""
    class_title: str = ""
    facts: Facts = field(default_factory=Facts)
    made: date = date(2000, 1, 1)
    """The day the packet is made on; tracked changes bear it."""

    @property
    def author(self) -> str:
        """Whose the tracked changes are: whoever sends the packet."""
        return self.facts.sender or AUTHOR


@dataclass(frozen=True, slots=True)
class Packet:
    """The files in order, the manifest among them, and the manifest as data."""

    files: tuple[PacketFile, ...]
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of the packet: its place and name, what it is, and its paper."""

    name: str
    what: str
    paper: Paper
    tracked: Revision | None = None
    """Of the redline: what its Word file shows as tracked changes."""


def check_order(order: Order) -> None:
    """Raises :class:`InputError` where there is nothing to describe or nothing to revise."""
    if not order.new.strip():
        raise InputError("the new description is empty; give its text, or a file that holds it")
    if order.old.strip() and order.old.split() == order.new.split():
        raise InputError(
            "the old and the new description are the same, so there is no revision to show; "
            "give the description as it was, or leave the old one out"
        )


def make_packet(order: Order, position: PositionDescription, draft: Draft, result: SuggestResult) -> Packet:
    """The packet of a drafted description and the suggestion made for it."""
    check_order(order)
    revision = revise(order.old, draft) if order.old.strip() else None
    chart = draw_up(position, order.facts, draft.title)
    made = _documents(order, position, draft, result, revision, chart)
    documents = tuple(replace(one, paper=replace(one.paper, foot=draft.foot)) for one in made)
    files = [file for document in documents for file in _files(document, order)]
    contents = _contents(order, draft, result, documents, chart)
    first = replace(page(contents, files), foot=draft.foot)
    front = _files(_Document("0-contents", "this page: what the packet holds", first), order)
    files = [*front, *files]
    told = manifest(contents, files)
    data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")
    return Packet((PacketFile("manifest.json", "the contents for programs", data), *files), told)


def to_zip(packet: Packet) -> bytes:
    """The packet as one archive, the same bytes for the same files."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in packet.files:
            entry = zipfile.ZipInfo(one.name, _ZIP_DATE)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, one.data)
    return file.getvalue()


def check_place(out: Path) -> None:
    """Raises :class:`InputError` where no archive can be written, before any work is done."""
    if out.is_dir():
        raise InputError(f"{out}: is a folder; name a file in it that ends in .zip")
    if out.suffix.lower() != ".zip":
        raise InputError(f"{out}: the packet is an archive; let its name end in .zip")
    if not out.parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; create it first")


def write_packet(packet: Packet, out: Path) -> None:
    """Write the archive, whole or not at all. Raises :class:`InputError` for a place that cannot be written to."""
    check_place(out)
    write_file(out, {".zip": lambda path: path.write_bytes(to_zip(packet))})


def _documents(
    order: Order,
    position: PositionDescription,
    draft: Draft,
    result: SuggestResult,
    revision: Revision | None,
    chart: Chart,
) -> Iterator[_Document]:
    subject = Subject(draft, order.facts, position.employer, _purpose(draft), _directs(position), revision)
    yield _Document("1-description", "the clean description", lay_out(draft, with_sources=False))
    if revision is not None:
        yield _Document("2-redline", "the revision, marked", marked(revision, draft.title), revision)
    name = memo_plan(draft.format).name
    yield _Document("3-memo", f"the {name.lower()}", memo(subject))
    yield _Document("4-organization-chart", "the organization chart", _chart_paper(chart, draft.title))
    named = (order.class_title, order.facts.requested_class, position.requested)
    yield _Document("5-comparison", "the comparison with the suggested class", comparison(result, draft.title, named))


def _chart_paper(chart: Chart, title: str) -> Paper:
    parts: list[Part] = [figure(chart), Heading("The chart in words"), listed(chart)]
    if chart.grounds:
        parts += [Heading("Where it comes from"), bullets(*chart.grounds)]
    parts.append(paragraph("What nobody has said is a blank box. Actual class titles belong in the boxes."))
    return Paper(f"Organization chart: {title}", tuple(parts))


def _purpose(draft: Draft) -> str:
    """The first sentence that is no blank under a heading of purpose or summary; empty if there is none."""
    for section in draft.sections:
        if "PURPOSE" in section.heading.upper() or "SUMMARY" in section.heading.upper():
            return next((block.text for block in section.blocks if block.origin.name != "BLANK"), "")
    return ""


def _directs(position: PositionDescription) -> bool | None:
    """Whether the draft says that the position supervises or leads."""
    choice = choose_level(position, "supervision_given")
    return None if not choice.level else choice.level != _ALONE or bool(choice.others)


def _files(document: _Document, order: Order) -> list[PacketFile]:
    word = BytesIO()
    if document.tracked is None:
        write_paper(document.paper, word)
    else:
        made = datetime(order.made.year, order.made.month, order.made.day, tzinfo=UTC)
        write_docx(
            document.tracked.redline.pieces,
            word,
            title=document.paper.title,
            author=order.author,
            made=made,
            foot=document.paper.foot,
        )
    kinds = {"docx": word.getvalue(), "pdf": to_pdf(document.paper)}
    return [PacketFile(f"{document.name}.{kind}", document.what, data) for kind, data in kinds.items()]


def _contents(
    order: Order, draft: Draft, result: SuggestResult, documents: tuple[_Document, ...], chart: Chart
) -> Contents:
    blanks = {one.name: blanks_in(one.paper) for one in documents}
    blanks["4-organization-chart"] = tuple(chart.blanks)
    facts = order.facts
    given = {
        name: (found.says, found.confirmed_by) for name, found in sorted(facts.statements.items()) if found.confirmed
    }
    given |= {
        f"change: {change.what}": (change.when, change.confirmed_by) for change in facts.changes if change.confirmed
    }
    employers = [b.citation for section in draft.sections for b in section.blocks if b.citation]
    return Contents(
        title=draft.title,
        settings={
            "made on": order.made.isoformat(),
            "format": draft.format,
            "class plan": result.plan,
            "engine": result.engine,
            "class named for the description": order.class_title,
            "author of the tracked changes": order.author,
        },
        inputs={
            "new description": digest(order.new),
            **({"old description": digest(order.old)} if order.old.strip() else {}),
            "facts": digest(facts.model_dump_json()),
        },
        blanks={name: found for name, found in blanks.items() if found},
        decides=memo_plan(draft.format).decides,
        confirmed=given,
        unconfirmed=tuple(facts.unconfirmed()),
        open_points=draft.notes,
        citations=tuple(dict.fromkeys([*employers, *citations(result)])),
    )
