"""Cleaning: what scraping, page breaks and editing left in a text goes; its own words stay, in their order."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.parse.plain import normalise

_STRUCK = re.compile(r"~~(?:(?!\n\s*\n).)+?~~", re.S)
_STRUCK_TAG = re.compile(r"<(?P<close>/?)(?:del|s|strike)\b[^<>\n]*>", re.I)
_INSERTED = re.compile(r"</?(?:u|ins)>", re.I)
_SCAFFOLD = re.compile(r"[\W_]*(?:(?:\d+\.)+|[A-Z](?:-[A-Z])?\.)?[\W_]*")
"""What is left of a list item when all its words were struck: bullet, number or letter."""

_PAGE = re.compile(r"(?:-\s*)?page\s*(?:no\.?\s*)?\d+(?:\s*(?:of|/)\s*\d+)?(?:\s*-)?", re.I)
_FURNITURE = re.compile(
    r"download\s+[\d.,]+\s*[kmg]b\.?"
    r"|date\d{1,2}\.\d{1,2}\.\d{4}"
    r"|size[\d.,]+\s*[kmg]b\.?"
    r"|#\d{3,}"
    r"|\d+\s*(?:\.\.\.|…)\s*\d+(?:\s+\d+)+(?:\s*(?:\.\.\.|…)\s*\d+)?"
    r"|share with your friends:?|send message|main page"
    r"|[^©]*©[^©]*\d{4}[^©]*|copyright\b.*\d{4}.*|all rights reserved\.?",
    re.I,
)
_MAX_FURNITURE = 200
_MAX_RUNNING_HEAD = 80


def clean(text: str) -> str:
    """The text without struck-out words, scraping noise, page numbers and running heads.

    Line endings and spaces are normalised, empty lines reduced to one at a time. Idempotent.
    """
    lines = [line.rstrip() for line in without_struck(normalise(text)).split("\n")]
    heads = _running_heads(lines)
    kept = (line for number, line in enumerate(lines) if number not in heads and not _is_furniture(line.strip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def without_struck(text: str) -> str:
    """The text in force: words between ``~~`` marks or in ``<del>`` go, with list marks left empty by that."""
    return "\n".join(_in_force(text))


def _in_force(text: str) -> list[str]:
    marked = _INSERTED.sub("", _STRUCK.sub("\0", _without_struck_tags(text)))
    lines = marked.split("\n")
    return [line.replace("\0", "") for line in lines if "\0" not in line or not _SCAFFOLD.fullmatch(line)]


def _without_struck_tags(text: str) -> str:
    """The text with a zero byte where each opening tag and the closing tag next after it enclosed words."""
    kept = []
    end = 0
    for opening, closing in pairwise(_STRUCK_TAG.finditer(text)):
        if closing["close"] and not opening["close"]:
            kept += [text[end : opening.start()], "\0"]
            end = closing.end()
    return "".join([*kept, text[end:]])


def _is_furniture(line: str) -> bool:
    return len(line) <= _MAX_FURNITURE and bool(_PAGE.fullmatch(line) or _FURNITURE.fullmatch(line))


def _running_heads(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines of capitals that stand before a page's number and repeat an earlier line's words."""
    folded = [" ".join(line.split()) for line in lines]
    filled = [number for number, line in enumerate(folded) if line]
    found = set()
    first: dict[str, int] = {}
    for number, following in pairwise(filled):
        head = folded[number]
        if head.isupper() and len(head) <= _MAX_RUNNING_HEAD and _PAGE.fullmatch(folded[following]):
            if head not in first:
                first[head] = next(earlier for earlier in filled if head in folded[earlier])
            if first[head] < number:
                found.add(number)
    return frozenset(found)
