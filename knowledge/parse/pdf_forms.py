"""The fields of a PDF form: what is filled in, beside its label, and what is typed onto a page.

The values of a form stand in no page's text. Each is put where a reader sees it: behind the label on its left, before
the words that a box stands in front of, or under the nearest line above; what stands in one row makes one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

CHECKED, UNCHECKED = "☒", "☐"

_SAME_LINE = 7.0
"""Points between the base lines of words and of a field beside them."""
_ONE_LINE = 26.0
"""A field lower than this holds one line, and sits on its label's line; a higher one begins at its top."""
_BESIDE_BOX = 30.0
"""Points between a check box and the words it belongs to."""
_LETTER = 0.5
"""The width of a letter, as a share of its size: enough to tell which end of a text is near."""
_PARENTS = 10
_STOP = "\ufdd0"
"""Ends a filled label that more of its line may follow: the next label is then set apart from it by a tab."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a page as it was drawn: where it begins, and how large its letters are, in points."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + len(self.text.rstrip()) * self.size * _LETTER


@dataclass(frozen=True, slots=True)
class Field:
    """A filled field, or a check box: its place on the page in points, and what it shows."""

    value: str
    left: float
    bottom: float
    right: float
    top: float
    name: str = ""
    """What the form calls it, for readers who cannot see it."""
    is_box: bool = False

    @property
    def base(self) -> float:
        """Where its first line of text stands."""
        height = self.top - self.bottom
        return self.bottom + height / 4 if height < _ONE_LINE else self.top - 11


def fields(page: Any) -> list[Field]:
    """The fields of a page that show something, and what is typed on it, from top to bottom and left to right."""
    found = [field for note in _notes(page) if (field := _field(note)) is not None]
    return sorted(found, key=lambda field: (-round(field.base), field.left))


def with_fields(pieces: list[Piece], filled: list[Field]) -> str:
    """The text of a page with each field's value in its place."""
    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    last: list[str] = []
    for row in _rows(filled):
        for place, side, values in _placed(pieces, row):
            if side == "end":
                last += values
            else:
                (before if side == "before" else after).setdefault(place, []).extend(values)
    text = ""
    for place, piece in enumerate(pieces):
        values = after.get(place, [])
        written = _followed(_led(piece.text, before.get(place, [])), values)
        text += written
        if values and piece.text.rstrip().endswith(":") and not written.endswith("\n"):
            text += _STOP
    return "\n".join([text.replace(f"{_STOP} ", "\t").replace(_STOP, "").rstrip(), *last])


def _led(text: str, values: Iterable[str]) -> str:
    """The text with values in front of its first word."""
    words = text.lstrip()
    return text[: len(text) - len(words)] + "".join(f"{value} " for value in values) + words


def _followed(text: str, values: Iterable[str]) -> str:
    """The text with values behind its last word."""
    words = text.rstrip()
    end = text[len(words) :]
    for value in values:
        words += value if value.startswith("\n") or not words else f" {value}"
    return words + end


def _rows(filled: list[Field]) -> Iterator[list[Field]]:
    row: list[Field] = []
    for field in filled:
        if row and abs(row[0].base - field.base) > _SAME_LINE:
            yield row
            row = []
        row.append(field)
    if row:
        yield row


def _placed(pieces: list[Piece], row: list[Field]) -> Iterator[tuple[int, str, list[str]]]:
    """The fields of a row, each group with the piece it belongs to and the side it stands on."""
    groups: list[tuple[int, str, list[str]]] = []
    for field in row:
        place, side = _place(pieces, field)
        if groups and groups[-1][:2] == (place, side) and not field.is_box:
            groups[-1][2].append(field.value)
        else:
            groups.append((place, side, [field.value]))
    for place, side, values in groups:
        joined = " | ".join(values)
        if side == "under":
            yield place, "after", [f"\n{joined}"]
        elif side == "after" and len(values) > 1:
            yield place, "after", [f"| {joined}"]
        else:
            yield place, side, [_named(row, joined) if side == "end" else joined]


def _named(row: list[Field], words: str) -> str:
    name = row[0].name if len(row) == 1 else ""
    return f"{name}: {words}" if name else words


def _place(pieces: list[Piece], field: Field) -> tuple[int, str]:
    """The piece that a field belongs to, and whether it comes before, after or under it."""
    worded = [(place, piece) for place, piece in enumerate(pieces) if piece.text.strip()]
    beside = [(place, piece) for place, piece in worded if abs(piece.y - field.base) <= _SAME_LINE]
    left = max((pair for pair in beside if pair[1].x < field.left), key=lambda pair: pair[1].x, default=None)
    right = min((pair for pair in beside if pair[1].x >= field.left), key=lambda pair: pair[1].x, default=None)
    if field.is_box and right and _nearer_right(left, right[1], field):
        return right[0], "before"
    if left:
        return left[0], "after"
    above = [(place, piece) for place, piece in worded if piece.y > field.base + _SAME_LINE]
    nearest = min(above, key=lambda pair: (round(pair[1].y), abs(pair[1].x - field.left)), default=None)
    return (nearest[0], "under") if nearest else (0, "end")


def _nearer_right(left: tuple[int, Piece] | None, right: Piece, field: Field) -> bool:
    to_right = right.x - field.right
    to_left = field.left - left[1].end if left else _BESIDE_BOX
    return to_right <= _BESIDE_BOX and to_right <= max(to_left, 0) + 2


def _notes(page: Any) -> Iterator[Any]:
    for note in page.get("/Annots") or ():
        yield note.get_object()


def _field(note: Any) -> Field | None:
    kind, place = note.get("/Subtype"), note.get("/Rect")
    if place is None or _hidden(note):
        return None
    if kind == "/FreeText":
        return _sized(str(note.get("/Contents") or ""), place)
    if kind != "/Widget":
        return None
    is_box = _inherited(note, "/FT") == "/Btn"
    shown = _box_state(note) if is_box else _words(_inherited(note, "/V"), _inherited(note, "/FT"))
    name = str(_inherited(note, "/TU") or note.get("/T") or "")
    return _sized(shown, place, name, is_box)


def _sized(value: str, place: Any, name: str = "", is_box: bool = False) -> Field | None:
    left, bottom, right, top = (float(side) for side in place)
    words = "\n".join(line.strip() for line in value.splitlines() if line.strip())
    return Field(words, left, bottom, right, top, name, is_box) if words else None


def _hidden(note: Any) -> bool:
    """Neither seen on the screen nor printed."""
    return bool(int(note.get("/F") or 0) & 0b10)


def _inherited(note: Any, key: str) -> Any:
    """An entry of the field, or of one it belongs to."""
    for _ in range(_PARENTS):
        if key in note:
            return note[key].get_object() if hasattr(note[key], "get_object") else note[key]
        if "/Parent" not in note:
            return None
        note = note["/Parent"].get_object()
    return None


def _box_state(note: Any) -> str:
    """The state of a check box or of one of several; a button to press shows nothing."""
    pressed = int(_inherited(note, "/Ff") or 0) & (1 << 16)
    state = note.get("/AS") or _inherited(note, "/V")
    return "" if pressed or state is None else UNCHECKED if state == "/Off" else CHECKED


def _words(value: Any, kind: Any) -> str:
    if value is None or kind not in ("/Tx", "/Ch"):
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.get_data().decode("utf-8", "replace") if hasattr(value, "get_data") else str(value)
