"""A paper on the page, with its blanks marked, and as files to download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO

import streamlit as st

from assistant.desk import Desk
from assistant.draft.paper import Figure, Heading, Items, Paper, Paragraph, Part, Run, Table, in_steps
from assistant.employer import Employer
from assistant.ui.markup import Html, esc, heading, show, table
from assistant.ui.text import file_name

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = 4
"""The level of the title's heading on the page; those of the paper follow it."""


def panel(desk: Desk, paper: Paper, key: str) -> None:
    """The files first, then the paper as it will look."""
    files(desk, lambda: paper, file_name(paper.title), key)
    show(preview(desk.employer.signs(paper)))


def files(desk: Desk, made: Callable[[], Paper], name: str, key: str) -> None:
    """A paper with the employer's words as Word and PDF; paper and file are made when the file is asked for."""
    with st.container(horizontal=True):
        for label, write, suffix, kind in (
            ("Download Word (DOCX)", to_docx, "docx", _WORD),
            ("Download PDF", to_pdf_bytes, "pdf", "application/pdf"),
        ):
            data = partial(_written, write, desk.employer, made)
            st.download_button(label, data, f"{name}.{suffix}", kind, key=f"{key}-{suffix}", on_click="ignore")


def _written(write: Callable[[Paper], bytes], employer: Employer, made: Callable[[], Paper]) -> bytes:
    return write(employer.signs(made()))


def to_docx(paper: Paper) -> bytes:
    """The paper as a Word file."""
    from assistant.draft.word import write_paper

    file = BytesIO()
    write_paper(paper, file)
    return file.getvalue()


def to_pdf_bytes(paper: Paper) -> bytes:
    """The paper as a PDF."""
    from assistant.draft.pdf import to_pdf

    return to_pdf(paper)


def preview(paper: Paper) -> Html:
    """The paper as markup; what a person has still to write is marked."""
    body = "".join(_parts(paper))
    return Html(f'<div class="pd-draft">{heading(paper.title, _TITLE)}{body}</div>')


def _parts(paper: Paper) -> Iterator[str]:
    under = paper.title
    for part in in_steps(paper.parts):
        if isinstance(part, Heading):
            under = part.text
            yield heading(part.text, min(_TITLE + part.depth, 6))
        else:
            yield _part(part, under)
    if paper.foot:
        yield f"<p>{esc(paper.foot)}</p>"


def _part(part: Part, under: str) -> str:
    if isinstance(part, Paragraph):
        return f"<p>{_words(part.words)}</p>"
    if isinstance(part, Items):
        return _items(part)
    if isinstance(part, Table):
        return table(under, part.head, (tuple(map(_cell, row)) for row in part.rows))
    assert isinstance(part, Figure)
    return f"<p>{esc(part.alt)}</p>"


def _items(items: Items) -> str:
    lines = (f"<li>{esc(f'{item.marker} ' if item.marker else '')}{_words(item.words)}</li>" for item in items.items)
    return f"<ul>{''.join(lines)}</ul>"


def _cell(cell: tuple[Paragraph | Items, ...]) -> Html:
    return Html("".join(_part(part, "") for part in cell))


def _words(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = esc(run.text).replace("\n", "<br>")
    if run.blank:
        return f'<span class="pd-blank">{words}</span>'
    return f"<strong>{words}</strong>" if run.strong else words
