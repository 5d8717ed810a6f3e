"""Rows of labelled fields: ``FLSA: Exempt``, ``HR: __  Union: Confidential``, ``| Grade: | 12 |``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOPS = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z0-9.'’/&#() -]{0,40}?)\s*:\s*(?P<value>.*)", re.S)
_EMPTY = re.compile(r"[_.\s…]*")
_LABEL_WORDS = 5
_VALUE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Labelled:
    """One field of a form: its label without the colon, and what was filled in."""

    label: str
    value: str


def labelled(line: str) -> tuple[Labelled, ...]:
    """The fields that a line consists of; empty for any other line, a lone *Heading:* among them.

    >>> labelled("HR: KT\\tUnion: General")
    (Labelled(label='HR', value='KT'), Labelled(label='Union', value='General'))
    """
    found: list[Labelled] = []
    waiting = False
    cells = [cell for cell in _STOPS.split(line.strip().strip("|").strip()) if cell]
    for cell in cells:
        match = _LABEL.fullmatch(cell)
        if match and len(match["label"].split()) <= _LABEL_WORDS:
            value = match["value"]
            found.append(Labelled(match["label"].strip(), "" if _EMPTY.fullmatch(value) else value.strip()))
            waiting = not value
        elif waiting or (found and _EMPTY.fullmatch(cell)):
            found[-1] = Labelled(found[-1].label, "" if _EMPTY.fullmatch(cell) else cell)
            waiting = False
        else:
            return ()
    lone = len(cells) == 1 and waiting
    return () if lone or any(_is_prose(entry.value) for entry in found) else tuple(found)


def _is_prose(value: str) -> bool:
    sentence = value.endswith(".") and (len(value.split()) > 2 or value[0].islower())
    return sentence or len(value.split()) > _VALUE_WORDS
