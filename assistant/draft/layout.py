"""A drafted description laid out for paper: one layout for Word and for PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from assistant.draft.outline import (
    OPEN_POINTS,
    PROVENANCE,
    Row,
    is_field_table,
    label,
    origins,
    quotations,
    reasons,
    rows,
    shown,
)
from assistant.draft.paper import Heading, Item, Items, Paper, Paragraph, Part, Run, Table, bullets, paragraph
from assistant.models import Block, Draft, Origin, Section

FIELD_HEAD = ("Field", "Entry")
ROW_HEAD = ("No.", "Responsibility and tasks")
_FIELD_WIDTHS = (1.0, 2.2)
_NUMBER_WIDTH, _TEXT_WIDTH, _CELL_WIDTH = 0.45, 6.05, 0.85


def lay_out(draft: Draft, *, with_sources: bool = True) -> Paper:
    """The description as a paper; ``with_sources`` adds what is still open and where the wording comes from."""
    parts = [part for section in draft.sections for part in _section(section)]
    if with_sources:
        parts += _end(draft)
    return Paper(draft.title, tuple(parts), foot=draft.foot)


def _section(section: Section) -> Iterator[Part]:
    if section.heading:
        yield Heading(section.heading, section.depth)
    if is_field_table(section):
        yield Table(FIELD_HEAD, tuple(map(_field, section.blocks)), _FIELD_WIDTHS)
    elif found := rows(section):
        yield _responsibilities(found)
    else:
        yield from _blocks(section.blocks)


def _field(block: Block) -> tuple[tuple[Paragraph], tuple[Paragraph]]:
    return (paragraph(label(block), strong=True),), (Paragraph((_run(block),)),)


def _run(block: Block) -> Run:
    return Run(shown(block), blank=block.origin is Origin.BLANK)


def _responsibilities(found: list[Row]) -> Table:
    """Responsibilities with their tasks, and one column for each labelled cell."""
    labels = tuple(map(label, found[0].cells))
    widths = (_NUMBER_WIDTH, _TEXT_WIDTH - _CELL_WIDTH * len(labels), *[_CELL_WIDTH] * len(labels))
    body = [
        (
            (paragraph(row.head.marker),),
            (Paragraph((_run(row.head),)), *_blocks(row.items)),
            *((Paragraph((_run(cell),)),) for cell in row.cells),
        )
        for row in found
    ]
    return Table(ROW_HEAD + labels, tuple(row + ((),) * (len(widths) - len(row)) for row in body), widths)


def _blocks(blocks: Iterable[Block]) -> Iterator[Paragraph | Items]:
    """Blocks in a row that bear a marker are one list."""
    for listed, group in groupby(blocks, lambda block: bool(block.marker)):
        if listed:
            yield Items(tuple(Item((_run(block),), block.marker) for block in group))
        else:
            yield from (Paragraph((_run(block),)) for block in group)


def _end(draft: Draft) -> Iterator[Part]:
    """On pages of their own: what is still open, and where the wording comes from."""
    if draft.notes:
        yield Heading(OPEN_POINTS, new_page=True)
        yield bullets(*draft.notes)
    yield Heading(PROVENANCE, new_page=not draft.notes)
    counted = [Item((Run(f"{what}: {number}"),)) for what, number in origins(draft)]
    placed = [
        Item((Run(f"{heading}: ", strong=True), Run(words))) for heading, words in [*reasons(draft), *quotations(draft)]
    ]
    yield Items((*counted, *placed))
