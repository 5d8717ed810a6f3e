"""Any :class:`~assistant.draft.paper.Paper` as a tagged PDF (PDF/UA-1).

Typst sets it with the fonts of its own package: nothing else has to be installed, and the same paper gives the same
bytes on every machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from assistant.draft.paper import UNTITLED, Heading, Paper, Part, Table, printable
from knowledge.errors import AssistantError

if TYPE_CHECKING:
    from typst import Fonts

Standard: TypeAlias = Literal["ua-1", "1.7"]

_SET_DATE = 946_684_800
"""1 January 2000 in Unix seconds: the file bears no other date."""
_TRIES: tuple[tuple[bool, Standard], ...] = ((False, "ua-1"), (True, "ua-1"), (True, "1.7"))
"""Whether the machine's fonts may be used, and what the file claims to be."""
_BULLET = "•"


def to_pdf(paper: Paper) -> bytes:
    """The paper as a PDF with tags, language, title and bookmarks.

    Letters that our fonts lack are set in the machine's own; where it has none either, the file is still tagged but
    does not claim PDF/UA. Raises :class:`AssistantError` where a figure is no SVG.
    """
    from typst import TypstError

    given = json.dumps(_clean(_told(paper)))
    problem: TypstError | None = None
    for machines, standard in _TRIES:
        try:
            return _set(given, standard, _fonts(machines))
        except TypstError as failed:
            problem = failed
    raise AssistantError(f"{paper.title}: cannot be set as PDF: {problem}") from problem


def _set(given: str, standard: Standard, fonts: Fonts) -> bytes:
    from typst import compile as typeset

    template = files("assistant.draft").joinpath("pdf.typ").read_bytes()
    return typeset(
        template, sys_inputs={"paper": given}, pdf_standards=[standard], timestamp=_SET_DATE, font_paths=fonts
    )


@cache
def _fonts(machines: bool) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=machines, include_embedded_fonts=True)


def _told(paper: Paper) -> dict[str, Any]:
    """The paper as the template wants it: headings that skip no level, every part with its kind."""
    parts: list[dict[str, Any]] = []
    depth = 0
    for part in paper.parts:
        told = _part(part)
        if isinstance(part, Heading):
            if not part.text.strip():
                continue
            depth = told["depth"] = min(max(part.depth, 1), depth + 1)
        parts.append(told)
    return {"title": paper.title.strip() or UNTITLED, "language": paper.language, "parts": parts}


def _part(part: Part) -> dict[str, Any]:
    told = {"kind": type(part).__name__.lower()} | asdict(part)
    if isinstance(part, Table):
        told["rows"] = [[[_part(inner) for inner in cell] for cell in row] for row in part.rows]
    for item in told.get("items", ()):
        item["marker"] = item["marker"] or _BULLET
    return told


def _clean(told: Any) -> Any:
    """The same with every text printable."""
    if isinstance(told, str):
        return printable(told)
    if isinstance(told, dict):
        return {key: _clean(value) for key, value in told.items()}
    return [_clean(value) for value in told] if isinstance(told, list | tuple) else told
