"""Approved descriptions cut into sections by the headings they share, whatever those look like.

A heading is known by company, not by a list of words: a short line of a shape (capitals, title case, a number, a colon)
most of whose lines stand in other descriptions too, with words under them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.draft.levels import scales
from assistant.draft.material import heading_number, plain_words
from assistant.formats.labels import Labelled, labelled
from assistant.position.headings import HeadingKind, heading_kind
from knowledge.models import Source
from knowledge.parse.blocks import Block, Piece, blocks, cut, headline, is_title_case
from knowledge.parse.naming import slug

_NUMBER = r"(?:(?:section|part|article)\s+)?(?:[IVX]{1,5}|\d{1,2}|[A-Z])[.)]\s+"
_HEADING = re.compile(
    rf"(?P<hashes>#{{1,6}}\s+)?(?:\*\*|__)?(?P<number>{_NUMBER})?(?P<words>[^\W\d].*?)(?P<colon>\s*:)?(?:\*\*|__)?\s*#*"
)
_RUN_IN = re.compile(r"(?P<label>[A-Z][^.:;!?\n|\t]{2,50}?)[ \t]*(?P<mark>:[ \t]*\||\||:)[ \t]+(?P<words>\S(?:.|\n)*)")
"""A heading on the line of its words, behind a colon or, in a table, in the cell beside them."""
_ITEM = re.compile(
    r"(?:(?P<bullet>[-•*●▪◦❖·–—➢])\s*(?=\S))?(?:(?P<open>\()?(?P<label>\d{1,2}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})(?P<close>[.)])\s+)?"
)
_LONGEST_HEADING = 9
_FEWEST_SHARED = 0.6
"""So large a share of the lines of a shape stands in several descriptions, if the shape is that of headings."""
_FEWEST_LEADING = 0.7
"""So large a share of them has words of another shape behind them."""
_SENTENCE_WORDS = 8
_NO_HEADINGS = frozenset({"note", "notes", "example", "examples"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or list item: ``text[start:end]`` of its source, without its marker."""

    text: str
    start: int
    end: int
    numbering: str = ""
    """The marker as the first of its list would bear it, ``1.``, ``a)`` or a bullet; empty for a paragraph."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading, which is printed as ``heading``; both are empty before the first one."""

    key: str
    heading: str
    number: str = ""
    depth: int = 1
    units: tuple[Unit, ...] = ()
    fields: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """One approved description and its parts in order."""

    source: Source
    parts: tuple[Part, ...]

    def part(self, key: str) -> Part | None:
        """The part under a heading, if the description has it."""
        return next((part for part in self.parts if part.key == key), None)


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that may be a heading."""

    shape: tuple[str, ...]
    key: str
    heading: str
    number: str


@dataclass(slots=True)
class _Open:
    """A part while it is filled."""

    head: _Head | None
    blocks: list[Block] = field(default_factory=list)


def read_descriptions(sources: Sequence[Source]) -> list[Description]:
    """The descriptions, cut at the headings that are shared; a heading of such a shape that stands once cuts too."""
    texts = [blocks(source.text) for source in sources]
    shapes = _heading_shapes(texts)
    run_in = _run_in_labels(texts, cells_only=bool(shapes))
    found = [
        Description(source, tuple(_merged(_parts(source.text, lines, shapes, run_in))))
        for source, lines in zip(sources, texts, strict=True)
    ]
    return [Description(source, one.parts) for source, one in zip(named(found), found, strict=True)]


def named(descriptions: Sequence[Description]) -> list[Source]:
    """The sources under the titles of their positions, cut at their own headings, each with an id of its own."""
    seen: Counter[str] = Counter()
    found = []
    for description in descriptions:
        source, title = description.source, _title(description)
        id = f"official-{slug(f'{source.jurisdiction} {title}')}"
        seen[id] += 1
        id = id if seen[id] == 1 else f"{id}-{seen[id]}"
        renamed = replace(source, id=id, title=f"{title}, {source.jurisdiction}", passages=())
        found.append(cut(renamed, (piece for part in description.parts for piece in _pieces(title, part))))
    return found


def _title(description: Description) -> str:
    """What a field of the title says; else the last line above the first section; else the source's own title."""
    head = next((part for part in description.parts if not part.key), Part("", ""))
    field_ = next((entry.value for entry in head.fields if heading_kind(entry.label) is HeadingKind.TITLE), "")
    lines = [unit.text for unit in head.units if len(unit.text.split()) <= _LONGEST_HEADING and unit.text[-1] != "."]
    return field_ or (headline(lines[-1]) if lines else description.source.title)


def _pieces(title: str, part: Part) -> Iterator[Piece]:
    """A passage for every unit, pinned by its heading and, where there are several, its number."""
    under = headline(part.heading) or "head"
    for number, unit in enumerate(part.units, 1):
        place = f" {number}" if unit.numbering else f" ¶{number}" if len(part.units) > 1 else ""
        yield Piece(f"{title}, {under}{place}", (under,), unit.start, unit.end)


def _candidate(block: Block) -> _Head | None:
    line = block.text
    if "\n" in line or len(line.split()) > _LONGEST_HEADING + 1 or line[-1] in ".;,!?" or labelled(line):
        return None
    match = _HEADING.fullmatch(line)
    if match is None or sum(map(str.isalpha, match["words"])) < 3 or "|" in line or "\t" in line:
        return None
    words = match["words"].strip()
    case = "capitals" if words.isupper() else "title" if is_title_case(words) else "sentence"
    number = (match["number"] or "").strip()
    shape = (match["hashes"] or "", _series(number), case, "colon" if match["colon"] else "")
    return _Head(shape, plain_words(words), words + (":" if match["colon"] else ""), number)


def _series(number: str) -> str:
    """``IV.`` as ``I.``: the first of its series, which tells its kind."""
    if not number:
        return ""
    label = number.rstrip(".)").split()[-1]
    first = "1" if label.isdigit() else "I" if re.fullmatch(r"[IVX]+", label) else "A"
    return number.removesuffix(label + number[-1]) + first + number[-1]


def _heading_shapes(texts: Sequence[Sequence[Block]]) -> frozenset[tuple[str, ...]]:
    """The shapes of lines that head sections: most of their lines are shared, and lead words of another shape."""
    heads = [[_candidate(block) for block in found] for found in texts]
    known_in: dict[str, set[int]] = defaultdict(set)
    for place, found in enumerate(heads):
        for head in found[1:]:
            if head:
                known_in[head.key].add(place)
    total: Counter[tuple[str, ...]] = Counter()
    shared: Counter[tuple[str, ...]] = Counter()
    leading: Counter[tuple[str, ...]] = Counter()
    for found in heads:
        for place, head in enumerate(found[1:-1], 1):
            if head:
                following = found[place + 1]
                total[head.shape] += 1
                shared[head.shape] += len(known_in[head.key]) > 1
                leading[head.shape] += following is None or following.shape != head.shape
    return frozenset(
        shape
        for shape, count in total.items()
        if shared[shape] >= _FEWEST_SHARED * count and leading[shape] >= _FEWEST_LEADING * count and shared[shape] > 1
    )


def _run_in_labels(texts: Sequence[Sequence[Block]], *, cells_only: bool) -> frozenset[str]:
    """Labels with whole sentences behind them on their line, if there are two or more of them: run-in headings.

    With ``cells_only`` those in a table's cells; a colon inside a sentence is then no sign, since lines are headings.
    """
    known_in: dict[str, set[int]] = defaultdict(set)
    for place, found in enumerate(texts):
        for block in found:
            match = _RUN_IN.fullmatch(block.text)
            if match and _runs_in(match) and not (cells_only and match["mark"] == ":"):
                known_in[plain_words(match["label"])].add(place)
    labels = frozenset(key for key, places in known_in.items() if len(places) > 1 and key not in _NO_HEADINGS)
    return labels if len(labels) > 1 or cells_only else frozenset()


def _runs_in(match: re.Match[str]) -> bool:
    """Whether a label may head the words behind it: sentences, and not the value of a field."""
    words = match["words"]
    return (
        not labelled(match.string)
        and len(match["label"].split()) <= _LONGEST_HEADING
        and (words.endswith(".") or len(words.split()) >= _SENTENCE_WORDS)
    )


def _parts(
    text: str, found: Sequence[Block], shapes: frozenset[tuple[str, ...]], run_in: frozenset[str]
) -> Iterator[Part]:
    opened = [_Open(None)]
    begun = False
    for block, following in zip(found, [*found[1:], None], strict=True):
        head, words = _head_of(block, shapes, run_in)
        begun = begun or (head is not None and _names_a_section(head))
        if head and (begun or not _anything_known(found, shapes, run_in)) and (words or following):
            opened.append(_Open(head))
        if words or head is None or not begun:
            opened[-1].blocks.append(words or block)
    depths = _depths([part.head for part in opened if part.head])
    for part in opened:
        yield _part(text, part, depths)


def _head_of(
    block: Block, shapes: frozenset[tuple[str, ...]], run_in: frozenset[str]
) -> tuple[_Head | None, Block | None]:
    """The heading a block is, or the run-in heading it begins with and the words behind that."""
    match = _RUN_IN.fullmatch(block.text)
    if match and plain_words(match["label"]) in run_in and _runs_in(match):
        start = block.start + match.start("words")
        colon = ":" if match["mark"].startswith(":") else ""
        head = _Head(("run in",), plain_words(match["label"]), match["label"] + colon, "")
        return head, Block(match["words"], start, block.end, block.spaced)
    head_ = _candidate(block)
    return (head_, None) if head_ and head_.shape in shapes else (None, None)


def _names_a_section(head: _Head) -> bool:
    """Whether a heading is one descriptions are known to have: what stands above the first such is letterhead."""
    words = head.heading.rstrip(":")
    named = heading_kind(words) not in (HeadingKind.UNKNOWN, HeadingKind.TITLE, HeadingKind.EMPLOYER)
    return named or any(re.fullmatch(scale.headings, words, re.IGNORECASE) for scale in scales().values())


def _anything_known(found: Sequence[Block], shapes: frozenset[tuple[str, ...]], run_in: frozenset[str]) -> bool:
    heads = (_head_of(block, shapes, run_in)[0] for block in found)
    return any(head is not None and _names_a_section(head) for head in heads)


def _depths(heads: Sequence[_Head]) -> Mapping[tuple[str, ...], int]:
    """A numbered shape below one without numbers, or a colon below none, heads parts of sections."""
    if not heads:
        return {}
    first = heads[0].shape
    return {head.shape: 1 if len(first) != len(head.shape) or not _below(first, head.shape) else 2 for head in heads}


def _below(first: tuple[str, ...], shape: tuple[str, ...]) -> bool:
    if len(first) == 1:
        return False
    return len(shape[0]) > len(first[0]) or bool(shape[1] and not first[1]) or bool(shape[3] and not first[3])


def _part(text: str, opened: _Open, depths: Mapping[tuple[str, ...], int]) -> Part:
    fields = tuple(entry for block in opened.blocks for entry in labelled(block.text))
    units = tuple(_unit(text, block) for block in opened.blocks if not labelled(block.text))
    head = opened.head
    if head is None:
        return Part("", "", units=units, fields=fields)
    return Part(head.key, head.heading, head.number, depths[head.shape], units, fields)


def _unit(text: str, block: Block) -> Unit:
    match = _ITEM.match(block.text)
    width = match.end() if match and match.end() < len(block.text) else 0
    numbering = _first_marker(match) if match and width else ""
    start = block.start + width
    return Unit(text[start : block.end], start, block.end, numbering)


def _first_marker(match: re.Match[str]) -> str:
    label = match["label"]
    if not label:
        return "•" if match["bullet"] in "•●" else "-"
    return (match["open"] or "") + ("1" if label.isdigit() else "A" if label.isupper() else "a") + match["close"]


def _merged(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, those of one heading as one."""
    by_key: dict[str, Part] = {}
    for part in parts:
        known = by_key.get(part.key)
        by_key[part.key] = (
            Part(
                known.key,
                known.heading,
                known.number,
                known.depth,
                known.units + part.units,
                known.fields + part.fields,
            )
            if known
            else part
        )
    yield from by_key.values()


def numbers_in_order(descriptions: Sequence[Description]) -> str:
    """The first number of the series that the main headings bear in every description, in step; empty if none do."""
    series: set[str] = set()
    for description in descriptions:
        numbers = [part.number for part in description.parts if part.heading and part.depth == 1]
        wanted = _series(numbers[0]) if numbers and numbers[0] else ""
        if not wanted or numbers != [heading_number(wanted, place) for place in range(len(numbers))]:
            return ""
        series.add(wanted)
    return series.pop() if len(series) == 1 else ""
