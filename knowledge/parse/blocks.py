"""Blocks: a text as headings, paragraphs and list items, each an exact slice of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.models import Passage, Source

_ITEM = re.compile(
    r"[-•*●▪◦❖·–—\uf0b7\uf0a7](?:\s|$)"
    r"|\(?\w{1,4}\)\s|\d{1,3}(?:\.\d{1,3})*\.\s|[A-Z]\.\s|[IVX]{1,5}\.\s|[a-z]\.\s"
    r"|subd(?:ivision|\.)\s*\d|subp(?:art|\.)\s*\d|article\s+\w+|section\s+\d|#{1,6}\s|\|"
    r"|[A-Z]{2,20}:\s",
    re.I,
)
_BULLET = re.compile(r"(?:[-•*●▪◦❖·–—\uf0b7\uf0a7]\s*)+")
_ENDED = re.compile(r"[.:;!?]['\"’”)\]*]*$")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)

_MIN_BROKEN = 40
"""A sentence broken by a page ends a line at least this long; shorter scraps are items of their own."""
_MIN_WIDTH, _MAX_WIDTH = 50, 130
"""Bounds, in letters, of the longest line of a text that was wrapped to a page's width."""
_MAX_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: ``text`` is the slice ``start:end`` of its document, without outer space."""

    text: str
    start: int
    end: int
    spaced: bool
    """Whether an empty line stands before it."""

    @property
    def words(self) -> list[str]:
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage to be: where it stands, and what it is called."""

    pinpoint: str
    heading: tuple[str, ...]
    start: int
    end: int


def cut(source: Source, pieces: Iterable[Piece]) -> Source:
    """The source with its passages: exact slices in reading order, disjoint, each holding at least one letter."""
    passages: list[Passage] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        raw = source.text[piece.start : piece.end]
        text = raw.strip()
        start = piece.start + raw.find(text)
        after = not passages or start >= passages[-1].end
        if after and any(char.isalpha() for char in text):
            passages.append(Passage(source.id, piece.pinpoint, piece.heading, start, start + len(text), text))
    return replace(source, passages=tuple(passages))


def blocks(text: str) -> list[Block]:
    """Every line a block, but lines that one sentence or wrapped paragraph runs across are joined.

    A sentence goes on where a long line ends without a full stop and the next begins in lower case,
    even across the empty line that a page break leaves.
    """
    found: list[Block] = []
    wrapped = _width_if_wrapped(text)
    for line in _lines(text):
        if found and _continues(found[-1], line, wrapped):
            start = found[-1].start
            found[-1] = Block(text[start : line.end], start, line.end, found[-1].spaced)
        else:
            found.append(line)
    return found


def _lines(text: str) -> Iterator[Block]:
    end = 0
    for match in re.finditer(r"[^\n]+", text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            spaced = end == 0 or text.count("\n", end, start) > 1
            end = start + len(stripped)
            yield Block(stripped, start, end, spaced)


def _width_if_wrapped(text: str) -> int:
    """The page width, in letters, of a hard-wrapped text; 0 where every line is a paragraph."""
    lengths = [len(line.strip()) for line in text.split("\n") if line.strip()]
    width = max(lengths, default=0)
    full = sum(1 for length in lengths if length > 0.75 * width)
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and full >= 5 and 3 * full >= len(lengths) else 0


def _continues(block: Block, line: Block, wrapped: int) -> bool:
    if _ITEM.match(line.text) or is_capitals(line.text):
        return False
    last = block.text.rpartition("\n")[2].strip()
    if line.text[0].islower() and not _ENDED.search(last):
        return len(last) >= _MIN_BROKEN or bool(wrapped and not line.spaced)
    return not line.spaced and len(last) > 0.6 * wrapped > 0 and not is_capitals(last)


def is_capitals(text: str) -> bool:
    """Whether a line is a heading in capitals: at least one word of three letters, no sentence."""
    return text.isupper() and bool(re.search(r"[A-Z]{3}", text)) and _is_short(text)


def is_title_case(text: str) -> bool:
    """Whether a line is a heading whose words begin with capitals, small words aside."""
    words = re.findall(r"[^\W\d_][\w’']*", text)
    return (
        bool(words)
        and text[0].isupper()
        and _is_short(text)
        and all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
    )


def _is_short(text: str) -> bool:
    return "\n" not in text and text[-1] not in ".;,!" and len(text.split()) <= _MAX_HEADING_WORDS


def headline(text: str) -> str:
    """A heading as pinpoints print it: ``"JOB REQUIREMENTS:"`` becomes ``"Job Requirements"``; mixed case stays."""
    text = text.strip(" #*_:\t")
    if not text.isupper():
        return text
    words = re.sub(r"[A-Z][A-Z’']+", lambda match: match[0].capitalize(), text)
    words = re.sub(r"^[IVXivx]+(?=\.)", lambda match: match[0].upper(), words)
    return re.sub(
        r"(?<=\s)[A-Za-z]+\b", lambda match: match[0].lower() if match[0].lower() in _SMALL_WORDS else match[0], words
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as it is printed (empty before the first one) and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]


def sections(found: list[Block], is_heading: Callable[[Block], bool]) -> list[Section]:
    """Group blocks under their headings."""
    groups: list[tuple[str, list[Block]]] = [("", [])]
    for block in found:
        if is_heading(block):
            groups.append((block.text, []))
        else:
            groups[-1][1].append(block)
    return [Section(heading, tuple(members)) for heading, members in groups]


def bullet_width(text: str) -> int:
    """How many letters the bullets before an item's words take."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def is_bare(text: str) -> bool:
    """Whether a block only says that there is nothing: ``N/A``, ``None``."""
    return re.sub(r"\W", "", text).lower() in {"", "na", "none", "nil", "notapplicable"}


def descend(path: tuple[str, ...], label: str) -> tuple[str, ...]:
    """The path of the item ``label`` that follows the item at ``path``: beside one of the same sort, else below it."""
    for depth, other in enumerate(path):
        if _sort(other) == _sort(label):
            return (*path[:depth], label)
    return (*path, label)


def _sort(label: str) -> str:
    return "number" if label.isdecimal() else "capital" if label.isupper() else "letter"
