"""Tables from outside, CSV and Excel, as rows of named values, each with the place it stands at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import InputError
from knowledge.parse.archive import open_archive
from knowledge.parse.document import read_file
from knowledge.parse.plain import decode

MAX_TABLE = 200 * 1024 * 1024
_EXCEL = (".xlsx", ".xlsm")
_TEXT = (".csv", ".tsv")
_LONGEST_CELL = 10 * 1024 * 1024
_HEADER_REACH = 20
"""In how many rows from the top the names of the columns are looked for: titles and notes may stand above them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands (``line 7``, ``row 7``), and its values by column."""

    place: str
    fields: Mapping[str, Any]
    fault: str = ""


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name."""
    return path.suffix.lower() in (*_EXCEL, *_TEXT)


def table_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file or of an Excel workbook's first sheet that has rows. Raises :class:`InputError`."""
    data = read_file(path, MAX_TABLE)
    if path.suffix.lower() in _EXCEL:
        yield from _named(_excel(data, str(path)), "row")
    else:
        yield from _named(_csv(decode(data, str(path)), path), "line")


def _named(rows: Iterable[tuple[int, Sequence[Any]]], what: str) -> Iterator[Row]:
    """Rows under their columns' names: the first row in which at least two cells are filled."""
    names: list[str] = []
    for number, cells in rows:
        filled = [cell for cell in cells if cell not in (None, "")]
        if not names:
            if len(filled) >= 2 and number <= _HEADER_REACH:
                names = [str(cell if cell is not None else "").strip() for cell in cells]
        elif filled:
            values = dict(zip(names, cells, strict=False))
            extra = len([cell for cell in cells[len(names) :] if cell not in (None, "")])
            yield Row(f"{what} {number}", {k: v for k, v in values.items() if k}, _fault(extra))


def _fault(extra: int) -> str:
    return f"has {extra} more cells than there are columns" if extra else ""


def _csv(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line on which the row begins, its cells); the delimiter is the one that the first lines use."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text, path))
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}, line {line}: is not CSV ({error})") from error


def _delimiter(text: str, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    head = text[:2000].split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _excel(data: bytes, name: str) -> Iterator[tuple[int, list[Any]]]:
    import openpyxl

    with open_archive(data, name):
        pass  # its size is sane
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = [(number, [_cell(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)]
            if len(rows) > 1:
                yield from rows
                return
    except Exception as error:  # a hostile or damaged file can fail anywhere in the library
        raise InputError(
            f"{name}: is not an Excel workbook that can be read ({error}); save it again, or as CSV"
        ) from error


def _cell(cell: Any) -> Any:
    """A cell's value as people see it: codes keep the zeros of their format, whole numbers have no point."""
    value, zeros = cell.value, str(getattr(cell, "number_format", ""))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and zeros and set(zeros) == {"0"}:
        return str(value).zfill(len(zeros))
    return value.strip() if isinstance(value, str) else value
