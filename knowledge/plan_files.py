"""A class plan as employers have it: JSON lines, a table (CSV, Excel), or a folder or ZIP of class specifications.

Columns and keys are known by the names that employers give them, and what was taken for what is reported. Every fault
is named with its file and line, all of them in one message.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from knowledge.errors import InputError, UnreadableDocument
from knowledge.parse.class_spec import spec_header
from knowledge.parse.clean import clean
from knowledge.parse.document import read_bytes
from knowledge.parse.gather import Found, PassedOver, gather
from knowledge.parse.spec_parts import part_of, usual_name
from knowledge.tables import Row, is_table, table_rows

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

_SHOWN = 5
_ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
_TITLES = ("class_title", "title", "class", "job title", "class name", "classification", "classification title",
           "position title", "title description", "civil service title", "job class title", "name")  # fmt: skip
_CODES = ("class_code", "code", "job code", "title code", "classification code", "class no", "class number",
          "spec code", "job class no", "job class code", "title code no", "class id")  # fmt: skip
_CLASS_NAMES: Mapping[str, tuple[str, ...]] = {
    "class_title": _TITLES,
    "class_code": _CODES,
    "series": ("series", "family", "class series", "job family", "job series", "class family"),
    "level": ("level", "class level"),
    "jurisdiction": ("jurisdiction", "employer"),
    "bargaining_unit": ("bargaining_unit", "unit", "union", "bargaining unit code", "union code"),
    "url": ("url", "link", "address", "web address"),
    "text": ("text", "specification", "class specification", "spec", "description", "class description", "full text"),
    "sections": ("sections",),
}
_PRECEDENT_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "position", "position id", "position number", "position no", "case", "job id"),
    "text": ("text", "description", "position description", "duties", "job description"),
    "class_code": (*_CODES, "allocated to", "class", "allocation"),
}


class ClassLine(BaseModel):
    """One class of a plan's file (the contract's last section)."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    class_title: str = Field(min_length=1)
    class_code: str = Field(min_length=1)
    series: str | None = None
    level: int | None = None
    jurisdiction: str | None = None
    bargaining_unit: str | None = None
    url: str | None = None
    text: str | None = None
    sections: dict[str, str] | None = None

    @field_validator("level", mode="before")
    @classmethod
    def _roman(cls, value: object) -> object:
        """``II`` is 2, as levels are often printed."""
        printed = str(value).strip().upper()
        return _ROMAN.index(printed) if printed in _ROMAN[1:] else value

    @property
    def says_something(self) -> bool:
        return bool("".join([self.text or "", *(self.sections or {}).values()]).strip())


class PrecedentLine(BaseModel):
    """One position that the employer has allocated."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    text: str
    class_code: str


Line = TypeVar("Line", ClassLine, PrecedentLine)


@dataclass(frozen=True, slots=True)
class Lines(Generic[Line]):
    """What a file holds: (place, line) in its order, and what its user should know of the reading."""

    lines: tuple[tuple[str, Line], ...]
    remarks: tuple[str, ...] = ()


def read_classes(path: Path, progress: Progress) -> Lines[ClassLine]:
    """The classes of a plan's file, folder or archive; none twice. Raises :class:`InputError` naming every fault."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        found = _from_documents(path, progress)
    else:
        found = _read(path, ClassLine, _CLASS_NAMES)
    if not found.lines:
        raise InputError(f"{path}: holds no class; give one JSON object a line, a table, or a folder of specifications")
    _refuse(path, _repeated((place, line.class_code, "class_code") for place, line in found.lines))
    silent = [place for place, line in found.lines if not line.says_something]
    if len(silent) == len(found.lines):
        _refuse(path, [f"{place}: the class needs 'text' or 'sections'" for place in silent])
    return Lines(found.lines, (*found.remarks, *_silence(silent)))


def read_precedents(path: Path, codes: set[str]) -> Lines[PrecedentLine]:
    """The allocated positions of a file, each of a class in ``codes``. Raises :class:`InputError` naming all faults."""
    found = _read(path, PrecedentLine, _PRECEDENT_NAMES)
    faults = [
        f"{place}: class_code {line.class_code!r} is not a class of this plan"
        for place, line in found.lines
        if line.class_code not in codes
    ]
    faults += [f"{place}: text: is empty" for place, line in found.lines if not line.text.strip()]
    _refuse(path, faults + _repeated((place, line.id, "id") for place, line in found.lines))
    return found


# --- lines and tables


def _read(path: Path, line_type: type[Line], names: Mapping[str, tuple[str, ...]]) -> Lines[Line]:
    rows = list(table_rows(path) if is_table(path) else _json_rows(path))
    columns = list(dict.fromkeys(key for row in rows for key in row.fields))
    mapped = _mapping(rows, columns, names)
    lines: list[tuple[str, Line]] = []
    faults: list[str] = []
    for row in rows:
        if row.fault:
            faults.append(f"{row.place}: {row.fault}")
            continue
        try:
            lines.append((row.place, line_type.model_validate(_fields(row.fields, mapped, line_type))))
        except ValidationError as error:
            fault = error.errors()[0]
            faults.append(f"{row.place}: {'.'.join(map(str, fault['loc'])) or 'the line'}: {fault['msg']}")
    _refuse(path, faults)
    return Lines(tuple(lines), _reported(mapped, columns, line_type) if lines else ())


def _json_rows(path: Path) -> Iterator[Row]:
    """Each line as an object; one that is none as a fault."""
    for number, line in enumerate(_text_lines(path), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            fault = "" if isinstance(value, dict) else "is not a JSON object"
        except ValueError as error:
            value, fault = {}, f"is not JSON ({error})"
        yield Row(f"line {number}", {} if fault else value, fault)


def _text_lines(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from lines
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: is not JSON lines in UTF-8 ({error})") from error


def _mapping(rows: list[Row], columns: list[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Column -> field, by the first of the field's names that a column of the right sort bears."""
    plain = {_plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for field, known in names.items():
        for name in known:
            column = plain.get(_plain(name))
            if (
                column is not None
                and column not in found
                and _holds(rows, column, dict if field == "sections" else str)
            ):
                found[column] = field
                break
    return found


def _holds(rows: list[Row], column: str, sort: type) -> bool:
    """Whether a column's first filled cell is of the sort: words or a number, or an object; nothing filled will do."""
    first = next((value for row in rows if (value := row.fields.get(column)) is not None), None)
    if first is None or sort is dict:
        return first is None or isinstance(first, dict)
    return isinstance(first, str | int | float) and not isinstance(first, bool)


def _fields(row: Mapping[str, Any], mapped: Mapping[str, str], line_type: type[BaseModel]) -> dict[str, Any]:
    """A row's values by field; a class's further columns headed like a part of a specification are sections."""
    fields = {field: value for column, field in mapped.items() if (value := row.get(column)) not in (None, "")}
    if line_type is not ClassLine:
        return fields
    own: dict[str, str] = {}
    for column in row:
        if column not in mapped and _is_section(column, row[column]):
            heading = _heading(column)
            own[column if heading in own else heading] = str(row[column])
    if own and not ({"text", "sections"} & fields.keys()):
        fields["sections"] = own
    return fields


def _heading(column: str) -> str:
    """A column's name as a heading: as it is printed, or the part's usual name for a key such as ``min_qual``."""
    part = part_of(column.replace("_", " "))
    return usual_name(part) if part and ("_" in column or column.islower()) else column


def _is_section(column: str, value: object) -> bool:
    return part_of(column.replace("_", " ")) is not None and isinstance(value, str) and bool(value.strip())


def _reported(mapped: Mapping[str, str], columns: list[str], line_type: type[BaseModel]) -> tuple[str, ...]:
    """What was taken for what, where a name is not the contract's own, and what was left."""
    taken = [f"{column!r} as {field}" for column, field in mapped.items() if column != field]
    rest = [column for column in columns if column not in mapped]
    whole = line_type is not ClassLine or {"text", "sections"} & set(mapped.values())
    sections = [] if whole else [column for column in rest if part_of(column.replace("_", " "))]
    left = [column for column in rest if column not in sections]
    said = [f"read {', '.join(taken)}"] if taken else []
    said += [f"read as sections: {', '.join(map(repr, sections))}"] if sections else []
    return (*said, *([f"not used: {', '.join(map(repr, left))}"] if left else []))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", str(name).lower()))


# --- documents


def _from_documents(path: Path, progress: Progress) -> Lines[ClassLine]:
    """A class a document: its title and code as it prints them, else by the file's name."""
    gathered = list(gather([path]))
    lines: list[tuple[str, ClassLine]] = []
    faults: list[str] = []
    for done, item in enumerate(gathered, 1):
        try:
            if isinstance(item, UnreadableDocument):
                raise item
            if isinstance(item, Found):
                lines.append((item.name, _class_of(item)))
        except UnreadableDocument as error:
            faults.append(f"{error.name}: {error.problem}")
        progress("reading specifications", done, len(gathered))
    _refuse(path, faults)
    passed = Counter(item.why for item in gathered if isinstance(item, PassedOver))
    return Lines(tuple(lines), tuple(f"passed over: {count} × {why}" for why, count in sorted(passed.items())))


def _class_of(found: Found) -> ClassLine:
    text = clean(read_bytes(found.read(), found.name))
    stem = PurePath(found.name).stem
    header = spec_header(text, stem)
    return ClassLine(class_title=header.title, class_code=header.code or stem, text=text)


# --- faults


def _repeated(keys: Iterable[tuple[str, str, str]]) -> list[str]:
    """A fault for each key that stands already at an earlier place: (place, key, name of the field)."""
    first: dict[str, str] = {}
    faults = []
    for place, key, field in keys:
        if key in first:
            faults.append(f"{place}: {field} {key!r} stands already in {first[key]}")
        first.setdefault(key, place)
    return faults


def _silence(places: list[str]) -> list[str]:
    if not places:
        return []
    return [f"{len(places)} classes have no text and are known by their title only: {_some(places, ', ')}"]


def _refuse(path: Path, faults: list[str]) -> None:
    """One message for all faults; none, no message."""
    if faults:
        raise InputError(f"{path}, {_some(faults, '; ')}")


def _some(items: list[str], between: str) -> str:
    rest = len(items) - _SHOWN
    return between.join(items[:_SHOWN]) + (f"{between}and {rest} more" if rest > 0 else "")
