"""A drafted description as Markdown and as HTML, and any drafted description as a file.

User text is escaped: nothing a draft says becomes markup. The same draft gives the same bytes every time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path

from assistant.draft.file import write_file
from assistant.draft.layout import lay_out
from assistant.draft.outline import (
    OPEN_POINTS,
    PROVENANCE,
    is_field_table,
    label,
    origins,
    quotations,
    reasons,
    rows,
    shown,
)
from assistant.draft.pdf import to_pdf
from assistant.draft.word import to_docx
from assistant.models import Block, Draft, Origin, Section

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))", re.MULTILINE)
_STYLE = (
    "body{font:11pt/1.45 Calibri,Carlito,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.6rem}h3{font-size:1rem}"
    ".item{margin:.3rem 0 .3rem 2rem;text-indent:-2rem}.marker{display:inline-block;min-width:2rem;text-indent:0}"
    ".task{margin:.1rem 0}mark{background:#fff2a8}table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid #767676;font-size:.85rem}"
)


def to_markdown(draft: Draft) -> str:
    """The description as Markdown, with the reasons and sources of its wording at the end."""
    parts = [f"# {escaped(draft.title)}"]
    for section in draft.sections:
        if section.heading:
            parts.append(f"{'#' * (section.depth + 1)} {escaped(section.heading)}")
        parts += _markdown_body(section)
    parts += _markdown_end(draft)
    if draft.foot:
        parts += ["---", escaped(draft.foot)]
    return "\n\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Words in which no character means anything to Markdown; an ordered-list start keeps its figure."""
    flat = " ".join(_MARKDOWN.sub(r"\\\1", words).split())
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[2] in "-+" else match[0], flat)


def _markdown_body(section: Section) -> Iterator[str]:
    if is_field_table(section):
        yield _markdown_table(
            [[escaped(label(block)), escaped(shown(block))] for block in section.blocks], ["Field", "Entry"]
        )
    elif found := rows(section):
        head = ["No.", "Responsibility and tasks", *(label(cell) for cell in found[0].cells)]
        yield _markdown_table(
            [
                [
                    escaped(row.head.marker),
                    "<br>".join(
                        escaped(f"{block.marker} {shown(block)}".strip()) for block in (_bare(row.head), *row.items)
                    ),
                    *(escaped(shown(cell)) for cell in row.cells),
                ]
                for row in found
            ],
            head,
        )
        yield from (_markdown_block(row.head) for row in found if not row.cells)
    else:
        yield from map(_markdown_block, section.blocks)


def _bare(block: Block) -> Block:
    return Block(block.text, block.origin)


def _markdown_block(block: Block) -> str:
    words = f"**{escaped(shown(block))}**" if block.origin is Origin.BLANK else escaped(shown(block))
    return f"{block.marker} {words}" if block.marker else words


def _markdown_table(body: list[list[str]], head: list[str]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _markdown_end(draft: Draft) -> Iterator[str]:
    if draft.notes:
        yield f"## {OPEN_POINTS}"
        yield "\n".join(f"- {escaped(note)}" for note in draft.notes)
    yield f"## {PROVENANCE}"
    listed = [f"{what}: {number}" for what, number in origins(draft)]
    listed += [f"{heading}: {reason}" for heading, reason in reasons(draft)]
    listed += [f"{where}: {place}" for where, place in quotations(draft)]
    yield "\n".join(f"- {escaped(line)}" for line in listed)


def to_html(draft: Draft) -> str:
    """The description as one self-contained HTML page."""
    body = [f"<h1>{escape(draft.title)}</h1>"]
    for section in draft.sections:
        level = section.depth + 1
        if section.heading:
            body.append(f"<h{level}>{escape(section.heading)}</h{level}>")
        body += _html_body(section)
    body += _html_end(draft)
    if draft.foot:
        body.append(f"<footer>{escape(draft.foot)}</footer>")
    head = f'<meta charset="utf-8"><title>{escape(draft.title)}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n' + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _html_body(section: Section) -> Iterator[str]:
    if is_field_table(section):
        fields = "".join(
            f'<tr><th scope="row">{escape(label(block))}</th><td>{_html_words(block)}</td></tr>'
            for block in section.blocks
        )
        yield f"<table>{fields}</table>"
    elif found := rows(section):
        head = "".join(f'<th scope="col">{escape(label(cell))}</th>' for cell in found[0].cells)
        yield f'<table><tr><th scope="col">No.</th><th scope="col">Responsibility and tasks</th>{head}</tr>'
        for row in found:
            words = "".join(f'<p class="task">{_html_marked(block)}</p>' for block in row.items)
            cells = "".join(f"<td>{_html_words(cell)}</td>" for cell in row.cells)
            yield f"<tr><td>{escape(row.head.marker)}</td><td>{_html_words(row.head)}{words}</td>{cells}</tr>"
        yield "</table>"
    else:
        for block in section.blocks:
            yield f'<p class="item">{_html_marked(block)}</p>' if block.marker else f"<p>{_html_words(block)}</p>"


def _html_marked(block: Block) -> str:
    return f'<span class="marker">{escape(block.marker)}</span> {_html_words(block)}'


def _html_words(block: Block) -> str:
    words = escape(shown(block))
    return f"<mark>{words}</mark>" if block.origin is Origin.BLANK else words


def _html_end(draft: Draft) -> Iterator[str]:
    if draft.notes:
        yield f"<h2>{OPEN_POINTS}</h2>\n<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in draft.notes)
        yield "</ul>"
    yield f"<h2>{PROVENANCE}</h2>\n<ul>"
    yield from (f"<li>{escape(what)}: {number}</li>" for what, number in origins(draft))
    for heading, words in [*reasons(draft), *quotations(draft)]:
        yield f"<li><strong>{escape(heading)}</strong>: {escape(words)}</li>"
    yield "</ul>"


def write_draft(draft: Draft, out: Path) -> None:
    """Write the description to a file, in the format its suffix names; the file is whole or not there.

    Raises :class:`InputError` for a suffix that is not supported and for a place that cannot be written to.
    """
    write_file(out, {suffix: partial(writer, draft) for suffix, writer in _WRITERS.items()})


def _write_docx(draft: Draft, out: Path) -> None:
    to_docx(draft, out)


def _write_markdown(draft: Draft, out: Path) -> None:
    out.write_text(to_markdown(draft), encoding="utf-8", newline="\n")


def _write_html(draft: Draft, out: Path) -> None:
    out.write_text(to_html(draft), encoding="utf-8", newline="\n")


def _write_pdf(draft: Draft, out: Path) -> None:
    out.write_bytes(to_pdf(lay_out(draft)))


_WRITERS: Mapping[str, Callable[[Draft, Path], None]] = {
    ".docx": _write_docx,
    ".md": _write_markdown,
    ".html": _write_html,
    ".pdf": _write_pdf,
}
