"""What stands beside the text of a Word document: page heads and feet, and what reviewers remark on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.parse.word_xml import Part

_HEADS = re.compile(r"word/header\d*\.xml")
_FEET = re.compile(r"word/footer\d*\.xml")
_COMMENTS = re.compile(r"word/comments\d*\.xml")
_PAGE_NUMBER = re.compile(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_NOT_SAID = ("del", "instrText")


def margin_lines(parts: Mapping[str, Part], body: str) -> list[str]:
    """The lines of page heads and feet, labelled, that the text itself does not have; page numbers are none."""
    said = {_folded(line) for line in body.split("\n")}
    lines: list[str] = []
    for label, pattern in (("Page head", _HEADS), ("Page foot", _FEET)):
        for name in sorted(parts):
            if pattern.fullmatch(name):
                lines += [f"{label}: {words}" for words in _paragraphs(parts[name]) if _is_new(words, said)]
    return lines


def _is_new(words: str, said: set[str]) -> bool:
    folded = _folded(words)
    if folded in said or not any(map(str.isalnum, words)):
        return False
    said.add(folded)
    return True


def comments(parts: Mapping[str, Part]) -> Iterator[str]:
    """Each comment with its author; what it says is a reviewer's, and no part of the text."""
    for name in sorted(parts):
        if _COMMENTS.fullmatch(name):
            part = parts[name]
            for comment in part.all("comment"):
                words = " ".join(_words(part, part.all("p", comment)))
                if words:
                    author = str(comment.get(part.tag("author"), "")).strip() or "somebody"
                    yield f"a comment of {author} is no part of the text: “{words}”"


def _paragraphs(part: Part) -> Iterator[str]:
    counted = (paragraph for paragraph in part.all("p") if not _has_page_number(part, paragraph))
    yield from _words(part, counted)


def _has_page_number(part: Part, paragraph: Any) -> bool:
    fields = [word.text or "" for word in part.all("instrText", paragraph)]
    simple = [str(field.get(part.tag("instr"), "")) for field in part.all("smartTag", paragraph)]
    return any(map(_PAGE_NUMBER.search, fields + simple))


def _words(part: Part, paragraphs: Iterable[Any]) -> Iterator[str]:
    """The text of each paragraph, on one line; what was deleted is left out."""
    for paragraph in paragraphs:
        pieces = [
            " " if element.tag in (part.tag("tab"), part.tag("br")) else element.text or ""
            for element in paragraph.iter(part.tag("t"), part.tag("tab"), part.tag("br"))
            if not part.is_in(element, *_NOT_SAID)
        ]
        if words := " ".join("".join(pieces).split()):
            yield words


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
