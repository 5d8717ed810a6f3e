"""Outlines: the path of lettered and numbered paragraphs, as statutes and contracts nest them."""

from __future__ import annotations

_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


def next_label(path: tuple[str, ...], label: str) -> tuple[str, ...]:
    """Beside the deepest clause that ``label`` follows in sequence; below, if it opens a list; else beside its like."""
    for depth in range(len(path) - 1, -1, -1):
        if any(ordinal == previous + 1 for ordinal, previous in _same_sort(label, path[depth])):
            return (*path[:depth], label)
    if 1 in _ordinals(label).values() and label not in path:
        return (*path, label)
    for depth, other in enumerate(path):
        if _same_sort(label, other):
            return (*path[:depth], label)
    return (*path, label)


def _same_sort(label: str, other: str) -> list[tuple[int, int]]:
    ours, theirs = _ordinals(label), _ordinals(other)
    return [(ours[sort], theirs[sort]) for sort in ours if sort in theirs]


def _ordinals(label: str) -> dict[str, int]:
    """The places in a sequence that a label can have: ``(i)`` is the ninth letter and the first Roman numeral."""
    if label.isdecimal():
        return {"number": int(label)}
    found = {}
    if len(label) == 1:
        found["capital" if label.isupper() else "letter"] = ord(label.lower()) - 96
    elif label[0] == label[-1] and len(label) == 2:
        found["capital" if label.isupper() else "letter"] = ord(label[0].lower()) - 96 + 26
    if label in _ROMAN:
        found["roman"] = _ROMAN.index(label)
    return found
