"""The shape of a section on paper, the same for every output: paragraphs, a table of fields, or a table of rows.

A block whose marker ends in a colon is a labelled cell. A section of nothing else is a table of fields; cells that
follow a numbered block are the columns of its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.models import Block, Draft, Origin, Section

PROVENANCE = "Where the wording comes from"
OPEN_POINTS = "Before this can be used"
EMPTY = "________"
"""What stands for a blank that only others may fill."""


@dataclass(frozen=True, slots=True)
class Row:
    """A numbered block with its subordinate items and its labelled cells."""

    head: Block
    items: tuple[Block, ...] = field(default=())
    cells: tuple[Block, ...] = field(default=())


def is_cell(block: Block) -> bool:
    """Whether a block is a labelled cell of a table."""
    return block.marker.endswith(":")


def label(block: Block) -> str:
    """The label of a cell without its colon."""
    return block.marker.removesuffix(":")


def is_field_table(section: Section) -> bool:
    """Whether a section holds labelled fields only."""
    return bool(section.blocks) and all(map(is_cell, section.blocks))


def rows(section: Section) -> list[Row]:
    """The rows of a section with columns; an empty list for any other section."""
    if is_field_table(section) or not any(map(is_cell, section.blocks)):
        return []
    found: list[list[Block]] = []
    for block in section.blocks:
        starts = not found or (not is_cell(block) and is_cell(found[-1][-1]))
        found.append([block]) if starts else found[-1].append(block)
    return [_row(blocks) for blocks in found]


def _row(blocks: list[Block]) -> Row:
    cells = tuple(block for block in blocks if is_cell(block))
    return Row(blocks[0], tuple(block for block in blocks[1:] if not is_cell(block)), cells)


def shown(block: Block) -> str:
    """The text of a block; an empty blank is shown as a line to fill in."""
    return block.text or (EMPTY if block.origin is Origin.BLANK else "")


def reasons(draft: Draft) -> list[tuple[str, str]]:
    """Heading and reason of every section for which a level was considered."""
    return [(section.heading, section.reason) for section in draft.sections if section.reason]


def quotations(draft: Draft) -> list[tuple[str, str]]:
    """Where each paragraph of the employer's wording stands, with the heading and marker it is used under."""
    found: list[tuple[str, str]] = []
    for section in draft.sections:
        for block in section.blocks:
            if block.citation:
                cited = block.citation
                where = f"{section.heading} {block.marker}".strip()
                edition = f", {cited.edition}" if cited.edition else ""
                address = f", {cited.url}" if cited.url else ""
                place = f"{cited.title}{edition}, {cited.pinpoint}{address}"
                found.append((where, f"{place} ({cited.text_status}; characters {cited.start}–{cited.end})"))
    return found


def origins(draft: Draft) -> list[tuple[str, int]]:
    """How many blocks are of which origin, in the order of :class:`Origin`."""
    blocks = [block for section in draft.sections for block in section.blocks]
    return [(origin.value, sum(block.origin is origin for block in blocks)) for origin in Origin]
