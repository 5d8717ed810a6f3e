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

from assistant.draft.paper import UNTITLED, Paper, Part, Table, in_steps, printable
from knowledge.errors import AssistantError

if TYPE_CHECKING:
    from typst import Fonts

Standard: TypeAlias = Literal["ua-1", "1.7"]

_SET_DATE = 946_684_800
"""1 January 2000 in Unix seconds: the file bears no other date."""
_TRIES: tuple[tuple[bool, Standard], ...] = ((False, "ua-1"), (True, "ua-1"), (True, "1.7"))
"""Whether the machine's fonts may be used, and what the file claims to be."""
_DOTS = 200
"""Dots to the inch of a picture."""
_DRAWING = b"""#set document(title: "drawing")
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: "drawing")"""
_BULLET = "•"


def to_pdf(paper: Paper) -> bytes:
    """The paper as a PDF with tags, language, title and bookmarks.

    Letters that our fonts lack are set in the machine's own; where it has none either, the file is still tagged but
    does not claim PDF/UA. Raises :class:`AssistantError` where a figure is no SVG.
    """
    template = files("assistant.draft").joinpath("pdf.typ").read_bytes()
    made, _ = _set(template, {"paper": json.dumps(_clean(_told(paper)))}, paper.title)
    return made


def to_png(svg: str) -> tuple[bytes, float]:
    """A drawing as a picture, with its width in points, for files that hold no SVG; letters as in :func:`to_pdf`."""
    from typst import compile as typeset

    given = {"svg": svg}
    _, fonts = _set(_DRAWING, given, "drawing")
    made = typeset(_DRAWING, sys_inputs=given, format="png", ppi=_DOTS, font_paths=fonts)
    return made, int.from_bytes(made[16:20]) * 72 / _DOTS  # the width stands at the head of a PNG


def _set(template: bytes, given: dict[str, str], name: str) -> tuple[bytes, Fonts]:
    """The template as PDF, and the fonts it needed."""
    from typst import TypstError
    from typst import compile as typeset

    problem: TypstError | None = None
    for machines, standard in _TRIES:
        fonts = _fonts(machines)
        try:
            made = typeset(template, sys_inputs=given, pdf_standards=[standard], timestamp=_SET_DATE, font_paths=fonts)
        except TypstError as failed:
            problem = failed
        else:
            return made, fonts
    raise AssistantError(f"{name}: cannot be set as PDF: {problem}") from problem


@cache
def _fonts(machines: bool) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=machines, include_embedded_fonts=True)


def _told(paper: Paper) -> dict[str, Any]:
    """The paper as the template wants it, every part with its kind."""
    parts = [_part(part) for part in in_steps(paper.parts)]
    head = {"title": paper.title.strip() or UNTITLED, "language": paper.language, "foot": paper.foot}
    return head | {"parts": parts}


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
