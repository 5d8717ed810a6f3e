"""Our own knowledge files: YAML front matter, then Markdown whose headings carry the pinpoints.

The format is described in ``knowledge/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge.errors import InputError
from knowledge.models import Kind, Passage, Source, Status

_HEADING = re.compile(r"^(?P<marks>#{1,4}) +(?P<name>.*?)(?: +\{(?P<pinpoint>[^{}]+)\})? *$", re.M)
_NEVER_EVIDENCE = "Not Seen"


@dataclass(frozen=True, slots=True)
class Restated:
    """A knowledge file: its source, and the front matter's further fields (series, level, …)."""

    source: Source
    fields: dict[str, Any]


def parse_restated(text: str, name: str) -> Restated:
    """Read one knowledge file.

    Raises :class:`InputError` naming the file where the front matter is missing or wrong.
    """
    fields, body = _front_matter(text, name)
    try:
        source = Source(
            id=fields["id"],
            title=fields["title"],
            kind=Kind(fields["kind"]),
            jurisdiction=fields["jurisdiction"],
            edition=str(fields["edition"]),
            status=Status(fields["status"]),
            url=fields.get("url") or "",
            text=body,
            passages=tuple(_passages(body, fields)),
            note=fields.get("note") or "",
        )
    except (KeyError, ValueError) as error:
        raise InputError(f"{name}: the front matter lacks or misspells {error}; see knowledge/README.md") from error
    return Restated(source, fields)


def _front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    match = re.match(r"\A---\n(.*?)\n---\n+", text, re.S)
    if not match:
        raise InputError(f"{name}: does not begin with YAML front matter between '---' lines; see knowledge/README.md")
    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        fault = " ".join(str(error).split())
        raise InputError(f"{name}: its front matter is not YAML ({fault}); see knowledge/README.md") from error
    if not isinstance(fields, dict):
        raise InputError(f"{name}: its front matter is not a list of fields; see knowledge/README.md")
    return fields, text[match.end() :]


def _passages(body: str, fields: dict[str, Any]) -> Iterator[Passage]:
    """The words under each heading that has a pinpoint of its own or, in a class profile, gets one from its name."""
    headings = list(_HEADING.finditer(body))
    ends = [*(heading.start() for heading in headings[1:]), len(body)][: len(headings)]
    trail: list[tuple[int, str]] = []
    for heading, end in zip(headings, ends, strict=True):
        depth = len(heading["marks"])
        trail = [*(step for step in trail if step[0] < depth), (depth, heading["name"])]
        pinpoint = heading["pinpoint"] or _class_pinpoint(heading["name"], fields)
        if pinpoint and heading["name"] != _NEVER_EVIDENCE:
            yield from _slices(fields["id"], pinpoint, tuple(name for _, name in trail), body, heading.end(), end)


def _class_pinpoint(heading: str, fields: dict[str, Any]) -> str:
    return f"{fields.get('short') or fields['title']}, {heading}" if fields.get("kind") == Kind.CLASS_SPEC else ""


def _slices(source: str, pinpoint: str, heading: tuple[str, ...], body: str, start: int, end: int) -> Iterator[Passage]:
    """A class profile's section is one passage, and so is a provision: what stands under one heading."""
    words = body[start:end]
    text = words.strip()
    if text:
        begin = start + words.index(text)
        yield Passage(source, pinpoint, heading, begin, begin + len(text), text)
