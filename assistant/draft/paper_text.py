"""A paper as Markdown that reads well as plain text, and any paper as a file of the kind its name asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.draft.file import write_file
from assistant.draft.paper import Figure, Heading, Items, Paper, Paragraph, Part, Run, Table, in_steps, printable
from assistant.draft.render import escaped

_BLANK = "________"


def to_text(paper: Paper, *, plain: bool = False) -> str:
    """The paper as Markdown; ``plain`` leaves out what only Markdown needs, for a terminal."""
    parts = [f"# {_words((Run(paper.title),), plain)}"]
    parts += [line for part in in_steps(paper.parts) for line in _part(part, plain)]
    if paper.foot:
        parts += ["---", _words((Run(paper.foot),), plain)]
    return "\n\n".join(parts) + "\n"


def write_any(paper: Paper, out: Path) -> None:
    """Write a paper as DOCX, PDF or Markdown, by the file's suffix. Raises :class:`InputError`."""
    from assistant.draft.pdf import to_pdf
    from assistant.draft.word import write_paper

    write_file(
        out,
        {
            ".docx": lambda path: write_paper(paper, path),
            ".pdf": lambda path: path.write_bytes(to_pdf(paper)),
            ".md": lambda path: path.write_text(to_text(paper), "utf-8"),
        },
    )


def _part(part: Part, plain: bool) -> Iterator[str]:
    if isinstance(part, Heading):
        yield f"{'#' * (part.depth + 1)} {_words((Run(part.text),), plain)}"
    elif isinstance(part, Paragraph):
        yield _words(part.words, plain)
    elif isinstance(part, Items):
        yield _items(part, plain)
    elif isinstance(part, Table):
        yield _table(part, plain)
    elif isinstance(part, Figure):
        yield _words((Run(part.alt),), plain)


def _items(items: Items, plain: bool) -> str:
    return "\n".join(f"{item.marker or '-'} {_words(item.words, plain)}" for item in items.items)


def _table(table: Table, plain: bool) -> str:
    """A table of Markdown; on a terminal each row as lines of its own, since cells are long."""
    if plain:
        return "\n\n".join(_row_in_lines(table.head, row) for row in table.rows)
    lines = [table.head, ["---"] * len(table.head), *([_cell(cell, plain) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row_in_lines(head: Iterable[str], row: Iterable[tuple[Paragraph | Items, ...]]) -> str:
    first, *rest = [(name, _cell(cell, plain=True)) for name, cell in zip(head, row, strict=True)]
    return "\n".join([first[1], *(f"  {name}: {words}" for name, words in rest)])


def _cell(cell: tuple[Paragraph | Items, ...], plain: bool) -> str:
    between = " " if plain else "<br>"
    return between.join(
        _words(one.words, plain) if isinstance(one, Paragraph) else _items(one, plain).replace("\n", between)
        for one in cell
    )


def _words(runs: Iterable[Run], plain: bool) -> str:
    return "".join(_run(run, plain) for run in runs)


def _run(run: Run, plain: bool) -> str:
    """The words of a run; white space at its edges is kept as one space, since other runs follow."""
    text = printable(" ".join(run.text.split()))
    if run.blank:
        text = f"{_BLANK} ({text})" if text else _BLANK
    shown = text if plain else escaped(text)
    before, after = (" " if edge.isspace() else "" for edge in (run.text[:1], run.text[-1:]))
    return before + (f"**{shown}**" if run.strong and not plain else shown) + (after if text else "")
