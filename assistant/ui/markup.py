"""Our own HTML. All text passes through :func:`esc`; only the functions of this module write tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Final, NewType

import streamlit as st

Html = NewType("Html", str)
"""Markup that is safe to show: tags are ours, text is escaped."""
Words = Callable[[str], Html]
"""How words of a text are shown."""

STYLE: Final = Html(f"<style>{files('assistant.ui').joinpath('style.css').read_text('utf-8')}</style>")

_ITEM: Final = re.compile(r"\s*(?:(?P<bullet>[-*•])|(?P<number>\d+)[.)])\s+(?P<words>.+)")
_WRAPPED: Final = re.compile(r"(?<=[^\n]{80})(?<![.:;])\n(?=[^\s*•#|-])(?!\(?\w{1,3}[.)]\s)")
_STRONG: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def show(*parts: Html) -> None:
    """Puts markup on the page."""
    st.html("".join(parts))


def esc(text: str) -> Html:
    """Any text, to be read as typed."""
    return Html(escape(text))


def heading(text: str, level: int) -> Html:
    """A heading; levels follow each other without a gap on the page."""
    return Html(f"<h{level}>{escape(text)}</h{level}>")


def paragraph(text: str, *, label: str = "") -> Html:
    """One paragraph of text, after a label in bold if there is one."""
    return labelled(esc(text), label)


def labelled(inside: Html, label: str = "") -> Html:
    """One paragraph of markup, after a label in bold if there is one."""
    lead = f"<strong>{escape(label)}:</strong> " if label else ""
    return Html(f"<p>{lead}{inside}</p>")


def bullets(items: Iterable[str]) -> Html:
    """A plain list."""
    return item_list(map(esc, items))


def item_list(items: Iterable[Html]) -> Html:
    """A plain list of markup."""
    return Html("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")


def fold(title: str, inside: Html, style: str) -> Html:
    """What is folded until it is opened; paper has it unfolded, and so has a wide screen where the style says so."""
    return Html(f'<details class="pd-fold {style}"><summary>{escape(title)}</summary>{inside}</details>')


def quoted(text: str) -> Html:
    """Somebody's words, in quotation marks."""
    return Html(f"<q>{escape(text.strip())}</q>")


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[Html]]) -> Html:
    """A table whose first column names the row; on a narrow screen each row becomes a card."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(header)}</th>' for header in headers)
    body = "".join(_row(headers, row) for row in rows)
    return Html(
        f'<table class="pd-table" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def facts(pairs: Iterable[tuple[str, str]], names: Words = esc) -> Html:
    """A list of names, shown as ``names`` has them, and values; those without a value are left out."""
    rows = "".join(f"<dt>{names(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    return Html(f'<dl class="pd-facts">{rows}</dl>')


def marked(text: str, start: int, end: int) -> Html:
    """``text`` with ``text[start:end]`` highlighted; what lies outside of the text is not.

    Lines that were only wrapped run on, so that the text fits any screen; a blank takes the place of the line end.
    """
    text = _WRAPPED.sub(" ", text)
    start, end = max(start, 0), min(end, len(text))
    inside = f"<mark>{escape(text[start:end])}</mark>" if start < end else ""
    return Html(f'<div class="pd-text">{escape(text[:start])}{inside}{escape(text[max(start, end) :])}</div>')


def passages(text: str, cuts: Iterable[tuple[str, int, int]]) -> Html:
    """A whole source: each passage, given as (name, start, end), under its name; the words between are plain."""
    parts: list[str] = []
    at = 0
    for name, start, end in cuts:
        parts.append(_between(text[at:start]))
        parts.append(f'<section class="pd-passage"><h4>{escape(name)}</h4>{marked(text[start:end], 0, 0)}</section>')
        at = max(at, end)
    return Html("".join([*parts, _between(text[at:])]))


def prose(text: str, words: Words = esc) -> Html:
    """An answer's Markdown: paragraphs, lists and ``**bold**`` are ours; all else is shown as ``words`` has it."""
    blocks = groupby(text.splitlines(), key=_block)
    return Html("".join(_PROSE[tag](list(lines), words) for tag, lines in blocks if tag))


def _between(text: str) -> str:
    """What no passage holds; headings are left out, since the passages bear them as their names."""
    left = "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()
    return f'<div class="pd-between">{escape(left)}</div>' if left else ""


def _row(headers: Sequence[str], cells: Sequence[Html]) -> str:
    first, *rest = cells
    others = "".join(
        f'<td role="cell" data-label="{escape(header)}">{cell}</td>'
        for header, cell in zip(headers[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{others}</tr>'


def _block(line: str) -> str:
    if not line.strip():
        return ""
    item = _ITEM.match(line)
    if item is None:
        return "p"
    return "ul" if item["bullet"] else "ol"


def _inline(text: str, words: Words) -> str:
    """Plain pieces and bold ones by turns; what is bold is a name or a label, and stays as it is."""
    pieces = _STRONG.split(text)
    return "".join(f"<strong>{escape(piece)}</strong>" if at % 2 else words(piece) for at, piece in enumerate(pieces))


def _paragraph(lines: list[str], words: Words) -> str:
    return "<p>" + "<br>".join(_inline(line, words) for line in lines) + "</p>"


def _items(tag: str, lines: list[str], words: Words) -> str:
    found = (item for line in lines if (item := _ITEM.match(line)))
    return f"<{tag}>" + "".join(_item(item, words) for item in found) + f"</{tag}>"


def _item(found: re.Match[str], words: Words) -> str:
    number = f' value="{found["number"]}"' if found["number"] else ""
    return f"<li{number}>{_inline(found['words'], words)}</li>"


_PROSE: Final[Mapping[str, Callable[[list[str], Words], str]]] = {
    "p": _paragraph,
    "ul": partial(_items, "ul"),
    "ol": partial(_items, "ol"),
}
