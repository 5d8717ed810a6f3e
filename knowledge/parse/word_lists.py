"""The numbers and letters of Word's lists, which stand nowhere in the text, counted as Word counts them.

Each is put in front of its paragraph between two marks, for :func:`shown` to find again in the text that was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.parse.word_xml import Part

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Two of the characters that Unicode keeps out of all texts."""
_LABEL = re.compile(rf"(?:(?:-|\d+\.) )?{_OPEN}([^{_CLOSE}]*){_CLOSE}[ ]?")
_PLACE = re.compile(r"%([1-9])")
_TELLING_BULLETS = frozenset("*❖◆♦✱†‡+✓☐☒")
"""Bullets that a legend may give a meaning to, as an old Duluth description does; any other is only a bullet."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 32_767


def shown(text: str) -> str:
    """The text with each label in place of the bullet or number that stood for it."""
    return _LABEL.sub(lambda match: f"{match[1]} ", text)


def label(document: Part, numbering: Part | None, styles: Part | None) -> None:
    """Put its number or letter in front of every numbered paragraph, in place."""
    lists = _Lists(numbering, styles)
    for paragraph in document.all("p"):
        properties = paragraph.find(document.tag("pPr"))
        if properties is None or _is_deleted(document, properties):
            continue
        words = lists.next_label(document, properties)
        if words:
            properties.addnext(document.run(f"{_OPEN}{words}{_CLOSE}"))


def _is_deleted(part: Part, properties: Any) -> bool:
    return properties.find(f"{part.tag('rPr')}/{part.tag('del')}") is not None


@dataclass(slots=True)
class _Count:
    """How far each level of a list has been counted."""

    numbers: dict[int, int] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)


@dataclass
class _Lists:
    numbering: Part | None
    styles: Part | None
    counts: dict[str, _Count] = field(default_factory=dict)

    def next_label(self, part: Part, properties: Any) -> str:
        """The label of the next paragraph of these properties; empty for one outside all lists, or with a bullet."""
        own = properties.find(part.tag("numPr"))
        style = part.value(properties.find(part.tag("pStyle")))
        number, level = _numbered(part, own)
        if not number:
            number, inherited = self._of_style.get(style, ("", ""))
            level = level or inherited
        if number in ("", "0") or number not in self._lists or not (level or "0").isdecimal():
            return ""
        return self._count(number, int(level or "0"))

    def _count(self, number: str, level: int) -> str:
        kind, starts = self._lists[number]
        levels = self._levels.get(kind, {})
        if level not in levels:
            return ""
        count = self.counts.setdefault(kind, _Count())
        if starts and number not in count.restarted:
            count.restarted.add(number)
            for restarted in starts:
                count.numbers.pop(restarted, None)
        start = starts.get(level, levels[level].start)
        count.numbers[level] = count.numbers.get(level, start - 1) + 1
        for deeper in [other for other in count.numbers if other > level]:
            del count.numbers[deeper]
        return levels[level].written(levels, count.numbers)

    @cached_property
    def _lists(self) -> dict[str, tuple[str, dict[int, int]]]:
        """The number of a list -> its kind, and where its levels start anew."""
        found = {}
        for item in self.numbering.all("num") if self.numbering else ():
            part = self.numbering
            assert part is not None
            starts = {}
            for change in part.all("lvlOverride", item):
                start = part.value(change.find(part.tag("startOverride")))
                level = str(change.get(part.tag("ilvl"), ""))
                if start.isdecimal() and level.isdecimal():
                    starts[int(level)] = int(start)
            found[str(item.get(part.tag("numId")))] = (part.value(item.find(part.tag("abstractNumId"))), starts)
        return found

    @cached_property
    def _levels(self) -> dict[str, dict[int, _Level]]:
        """The kind of a list -> its levels."""
        part = self.numbering
        if part is None:
            return {}
        return {
            str(kind.get(part.tag("abstractNumId"))): dict(_levels_of(part, kind)) for kind in part.all("abstractNum")
        }

    @cached_property
    def _of_style(self) -> dict[str, tuple[str, str]]:
        """The styles that number their paragraphs -> list and level, their own or that of a style they build on."""
        part = self.styles
        if part is None:
            return {}
        own: dict[str, tuple[str, str]] = {}
        based: dict[str, str] = {}
        for style in part.all("style"):
            name = str(style.get(part.tag("styleId")))
            own[name] = _numbered(part, style.find(f"{part.tag('pPr')}/{part.tag('numPr')}"))
            based[name] = part.value(style.find(part.tag("basedOn")))
        return {name: _inherited(name, own, based) for name in own}


def _inherited(name: str, own: dict[str, tuple[str, str]], based: dict[str, str]) -> tuple[str, str]:
    seen: set[str] = set()
    while name in own and name not in seen:
        if own[name][0]:
            return own[name]
        seen.add(name)
        name = based[name]
    return "", ""


def _numbered(part: Part, properties: Any) -> tuple[str, str]:
    """List and level as the properties give them; empty where they give none."""
    if properties is None:
        return "", ""
    return part.value(properties.find(part.tag("numId"))), part.value(properties.find(part.tag("ilvl")))


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str
    start: int

    def written(self, levels: dict[int, _Level], numbers: dict[int, int]) -> str:
        """The label at these counts."""
        if self.format == "bullet":
            return self.pattern if self.pattern in _TELLING_BULLETS else ""

        def figure(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = levels.get(place, self)
            return _figure(level.format, numbers.get(place, level.start))

        return _PLACE.sub(figure, self.pattern)


def _levels_of(part: Part, kind: Any) -> Iterator[tuple[int, _Level]]:
    for level in kind.findall(part.tag("lvl")):
        start = part.value(level.find(part.tag("start")), default="1")
        pattern = part.value(level.find(part.tag("lvlText")))
        fonts = level.find(f"{part.tag('rPr')}/{part.tag('rFonts')}")
        font = "" if fonts is None else str(fonts.get(part.tag("ascii"), ""))
        place = str(level.get(part.tag("ilvl"), "0"))
        if place.isdecimal():
            format_ = part.value(level.find(part.tag("numFmt")), default="decimal")
            yield int(place), _Level(format_, _drawn(pattern, font), int(start) if start.isdecimal() else 1)


def _drawn(bullet: str, font: str) -> str:
    """A bullet out of a font of signs, as the sign it draws."""
    from mammoth.docx.dingbats import dingbats  # type: ignore[import-untyped]

    if len(bullet) != 1:
        return bullet
    sign = dingbats.get((font, ord(bullet))) or dingbats.get((font, ord(bullet) & 0xFF))
    return chr(sign) if sign else bullet


def _figure(format_: str, number: int) -> str:
    if format_ == "none" or number > _MOST:
        return "" if format_ == "none" else str(number)
    if format_.endswith("Letter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format_.startswith("upper") else letter
    if format_.endswith("Roman") and number > 0:
        roman = _roman(number)
        return roman.upper() if format_.startswith("upper") else roman
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
