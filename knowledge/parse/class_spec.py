"""Class specifications: a title, its facts (code, dates), then the standard parts under headings.

Read are Minnesota's three layouts (capital headings, the transportation department's pages with a function, Roman
numerals), California's pages of one class and of a series, Los Angeles's bulletins, and whatever is headed alike; the
headings are in ``spec_parts.yaml``. A text without headings is cut where its wording changes from part to part.

Cited by short title and heading, ``HR Technician 2, II. Distinguishing Characteristics``, in a series by the level's
name too, ``Park Aide Series, Definition of Levels, Park Aide 2``; each paragraph and each bullet is a passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse import generic
from knowledge.parse.blocks import (
    Block,
    Piece,
    blocks,
    bullet_width,
    cut,
    headline,
    is_bare,
    is_capitals,
    is_title_case,
)
from knowledge.parse.naming import Context, full_title, place, short_title
from knowledge.parse.spec_parts import Part, part_of, stretches

_ROMAN = re.compile(r"[IVX]{1,5}\.\s+(?=[A-Z])")
_CODE_NAME = r"(?:class|job|title|classification|spec)(?:ification)?\s*(?:code|no\.?|number)"
_CODE = re.compile(rf"\b{_CODE_NAME}\s*[:#]?\s*(?P<code>[A-Z]?\d{{3,6}}[A-Z]?)\b", re.I)
_CODE_FIELD = re.compile(rf"^\W*{_CODE_NAME}\s*[:#]\s*(?P<code>(?=[\w.-]*\d)[A-Z0-9][\w.-]{{0,14}})", re.I | re.M)
_TITLE_FIELD = re.compile(
    r"^[ \t#*-]*(?:(?:class|job|position|classification)\s+)?title\s*[:#]\s*(?P<title>[^\n|]+)", re.I | re.M
)
_FUNCTION = re.compile(r"^[ \t#*-]*function\s*:\s*(?P<function>[^\n|]{2,60})$", re.I | re.M)
_FACT = re.compile(
    rf"\W*(?:{_CODE_NAME}|code\b|schematic(?: code)?|established|revised|title changed|open date|bargaining unit|flsa|"
    r"effective|abolished|salary|pay (?:range|grade)|function)\b\s*(?:date)?\s*[:#]",
    re.I,
)
_FORMER = re.compile(r"^[ \t]*former(?:ly)?(?:\s+titles?|\s+title\(s\))?\s*:\s*(?P<titles>[^\n]+)", re.I | re.M)
_NOT_A_TITLE = re.compile(
    r"class(?:ification)? specifications?|job classification|(?:state|city|county) of |department of"
    r"|management and budget|\b(?:class|job)\s*(?:code|no)|bargaining unit|\bhttps?:|personnel board|^\(|\bexam open\b"
    r"|skip to|^home\b|^updated\b",
    re.I,
)
_RUNNING_HEAD = re.compile(
    r"(?P<title>[A-Z][^\n]{2,70}?)[ \t]*(?:[-–—|,][ \t]*)?"
    r"(?:\((?:continued|cont['’]?d?\.?)\)|Page[ \t]+\d+(?:[ \t]*of[ \t]*\d+)?)",
    re.I,
)
_CODE_AFTER_TITLE = re.compile(r"\s*\([A-Z]{0,2}\d{3,6}[A-Z]?\)$")
_INLINE = re.compile(r"(?P<heading>[A-Z][\w ,/&()’'-]{2,60}?)\s*(?::|[–—-](?=\s))\s*(?=\S)")
_CAPITAL_INLINE = re.compile(r"(?P<heading>(?:[IVX]+\.[ \t]*)?[A-Z][A-Z ,/&’'-]{4,60})(?=\s*\(?[A-Z]?[a-z ])")
_SURE_MARK = re.compile(r"^[ \t#*]*(?:[IVX]+\.[ \t]*)?(?:KIND AND LEVEL OF WORK|CLASS SPECIFICATION)\b", re.M)
_SPEC_WORDS = re.compile(
    r"\bclass(?:ification)? (?:specification|concept|definition|history)|\btypical tasks\b"
    r"|\bexamples of work\b|\bdistinguishing (?:characteristics|features)\b|\bkind of work\b|\bboard specification\b",
    re.I,
)
_OF_A_SPEC = {Part.DEFINITION, Part.LEVELS, Part.TASKS, Part.QUALIFICATIONS, Part.ABILITIES}
_MAX_HEADING_WORDS = 9
_MAX_LABEL_WORDS = 12


@dataclass(frozen=True, slots=True)
class SpecHeader:
    """What a class specification says of the class beside its concept."""

    title: str
    short: str
    also: tuple[str, ...]
    """Other names of the same class: former titles, then the short title where it differs."""
    code: str
    """The class's number, empty where the text prints none."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of the body, and under which headings it stands."""

    block: Block
    section: str
    level: str
    """A line of title case that heads some paragraphs of a section, as a level's name does in a series."""
    label: str
    """A short line with a colon, ``Knowledge of:``."""


def is_class_spec(text: str) -> bool:
    """Whether a text has the headings of a class specification, and speaks of itself as one does."""
    if _SURE_MARK.search(text):
        return True
    parts = {part_of(block.text) for block in _blocks(text) if _can_head(block)} & _OF_A_SPEC
    return len(parts) >= 2 and bool(_SPEC_WORDS.search(text) or _CODE.search(text[: _start_of_body(text)]))


def split(text: str, context: Context) -> list[Source]:
    """The one source that a cleaned class specification is."""
    header = spec_header(text, context.stem)
    where = place(context.jurisdiction)
    source = context.source(f"class {where} {header.title}", header.title, Kind.CLASS_SPEC, text)
    source = cut(source, pieces(text, f"{where} {header.short}".strip()))
    if source.passages and not any(passage.heading for passage in source.passages):
        return generic.split(text, context, Kind.CLASS_SPEC)
    if source.passages and not _body(text):
        source = replace(source, note=f"{source.note} It prints no headings; its parts are named by their wording.")
    return [source] if source.passages else []


def pieces(text: str, prefix: str) -> list[Piece]:
    """A passage for each paragraph under its heading, or for each part where no heading is printed."""
    body = _body(text)
    return list(_headed(text, body, prefix) if body else _unheaded(text, prefix))


def parse_spec_header(source: Source) -> SpecHeader:
    """Title, short title, other names and code of a class specification, read from its text."""
    return spec_header(source.text, source.title)


def spec_header(text: str, stem: str) -> SpecHeader:
    """The header of a cleaned specification; ``stem`` is its title where it prints none."""
    printed = _printed_title(text) or stem
    function = _FUNCTION.search(text[: _start_of_body(text)])
    if function:
        printed = f"{printed} ({function['function'].strip()})"
    title, short = full_title(printed), short_title(printed)
    former = [name.strip() for match in _FORMER.finditer(text) for name in re.split(r"[;,]", match["titles"])]
    names = [name for name in (*former, short) if name and name != title and not is_bare(name)]
    code = _CODE_FIELD.search(text) or _CODE.search(text)
    return SpecHeader(title, short, tuple(dict.fromkeys(names)), code["code"] if code else "")


# --- title


def _printed_title(text: str) -> str:
    """What a title field says; else the line nearest before the class's facts, or after them, that can be a title.

    Where the head has none, as copies of old specifications do, the running head of a further page has it.
    """
    head = [line.strip() for line in text[: _start_of_body(text)].split("\n") if line.strip()]
    field = _TITLE_FIELD.search("\n".join(head))
    if field:
        return field["title"].strip()
    facts = next((row for row, line in enumerate(head) if _FACT.match(line) or _CODE.search(line)), None)
    before = head[:1] if facts is None else head[:facts][::-1]
    after = head if facts is None else [line for line in head[facts:] if not _FACT.match(line)]
    for line in (*before, *after):
        title = _CODE_AFTER_TITLE.sub("", re.split(r"\s{3,}|\t", line.strip("#* "))[0]).strip()
        if _can_be_title(title):
            return headline(title)
    running = next(
        (match["title"] for line in text.split("\n") if (match := _RUNNING_HEAD.fullmatch(line.strip()))), ""
    )
    return headline(running)


def _can_be_title(line: str) -> bool:
    return (
        bool(re.search(r"[A-Za-z]{3}", line))
        and len(line.split()) <= 14
        and not line.endswith((".", ";", ":"))
        and not _NOT_A_TITLE.search(line)
    )


# --- body


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of a text; one that opens with the heading of another part is taken apart."""
    part: Part | None = None
    for block in blocks(text):
        for piece in _with_own_heading(block, part):
            part = (part_of(piece.text) if _can_head(piece) else None) or part
            yield piece


def _with_own_heading(block: Block, inside: Part | None) -> list[Block]:
    """A usual heading and the words after it on its line, apart: ``EXAMPLES OF WORK (A position may …)``."""
    match = _CAPITAL_INLINE.match(block.text) or _INLINE.match(block.text)
    heading = match["heading"].rstrip(" (/,-") if match else ""
    rest = block.text[len(heading) :].lstrip(" /,:–—-\t")
    if (
        _FACT.match(block.text)
        or part_of(heading) in (None, inside)
        or not re.match(r"\(?[A-Za-z]?[a-z ]|[A-Z][a-z]", rest)
    ):
        return [block]
    start = block.end - len(rest)
    return [
        Block(heading, block.start, block.start + len(heading), block.spaced),
        Block(rest, start, block.end, False),
    ]


def _start_of_body(text: str) -> int:
    """Where the first heading stands; the text's end where there is none."""
    body = _body_blocks(text)
    return body[0].start if body else len(text)


def _body_blocks(text: str) -> list[Block]:
    found = list(_blocks(text))
    first = next((row for row, block in enumerate(found) if _opens_body(block)), len(found))
    return found[first:] if len(found) - first > 1 else []


def _opens_body(block: Block) -> bool:
    return bool(_ROMAN.match(block.text)) or (_can_head(block) and part_of(block.text) is not None)


def _can_head(block: Block) -> bool:
    return "\n" not in block.text and len(block.words) <= _MAX_HEADING_WORDS and block.text[-1] not in ".;,!?"


def _body(text: str) -> list[_Line]:
    """The lines of the body under their headings; none where the text has no heading that is known."""
    lines: list[_Line] = []
    section = level = label = ""
    for block, following in pairwise([*_body_blocks(text), None]):
        if block is None:
            break
        if _RUNNING_HEAD.fullmatch(block.text):
            continue
        if _heads_section(block):
            section, level, label = _name(block.text), "", ""
        elif block.text.endswith(":") and len(block.words) <= 5:
            label = block.text.rstrip(":")
        elif _heads_level(block, following):
            level, label = headline(block.text), ""
        elif not is_bare(block.text):
            lines.append(_Line(block, section, level, label))
    return lines


def _heads_section(block: Block) -> bool:
    """Capitals, Roman numbers and the usual headings."""
    if not _can_head(block):
        return False
    bare = _ROMAN.sub("", block.text.strip("#* "), count=1)
    return part_of(block.text) is not None or (is_capitals(bare) and not is_bare(bare))


def _heads_level(block: Block, following: Block | None) -> bool:
    """A line in title case of its own, with words under it."""
    if following is None or not block.spaced or not following.spaced:
        return False
    text = block.text.strip("#* ").rstrip(":")
    return (
        ":" not in text and is_title_case(text) and len(text.split()) <= _MAX_LABEL_WORDS and len(following.words) > 3
    )


def _headed(text: str, body: Iterable[_Line], prefix: str) -> Iterator[Piece]:
    yield from _opening(text, prefix)
    for line in body:
        block = line.block
        headings = tuple(name for name in (line.section, line.level, line.label) if name)
        pinpoint = ", ".join(name for name in (prefix, line.section, line.level) if name)
        yield Piece(pinpoint, headings, block.start + bullet_width(block.text), block.end)


def _opening(text: str, prefix: str) -> Iterator[Piece]:
    """Whole sentences before the first heading; what else stands there is the title and the class's facts."""
    said = [
        block
        for block in blocks(text[: _start_of_body(text)])
        if len(block.words) > _MAX_HEADING_WORDS and not _FACT.match(block.text)
    ]
    for number, block in enumerate(said, start=1):
        yield Piece(f"{prefix}, ¶{number}", (), block.start, block.end)


def _unheaded(text: str, prefix: str) -> Iterator[Piece]:
    found = stretches(text)
    for stretch in found:
        for block in blocks(text[stretch.start : stretch.end]):
            start, end = stretch.start + block.start, stretch.start + block.end
            yield Piece(f"{prefix}, {stretch.name}", (stretch.name,), start, end)


def _name(heading: str) -> str:
    """``III. EXAMPLES OF WORK/DUTIES`` is cited as ``III. Examples of Work``: the first of two names will do."""
    return headline(heading).partition("/")[0].strip()
