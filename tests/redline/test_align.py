"""What became of each paragraph."""

from __future__ import annotations

import pytest

from assistant.redline.align import Change, align, renumbered
from assistant.redline.paragraphs import paragraphs
from tests.redline.samples import NEW, OLD, pair


def _changes(old: str, new: str) -> list[tuple[Change, int, int]]:
    steps = align(paragraphs(old), paragraphs(new))
    return [(s.change, len(s.old), len(s.new)) for s in steps if s.change is not Change.KEPT and not renumbered(s)]


DUTY = "Reviews permits of contractors and answers their questions."
OTHER = "Repairs hydrants and culverts after the thaw each spring."


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (DUTY, DUTY, []),
        (f"1. {DUTY}", f"7. {DUTY}", []),
        (DUTY, DUTY.replace("answers", "settles"), [(Change.REWORDED, 1, 1)]),
        (f"{DUTY}\n\n{OTHER}", DUTY, [(Change.REMOVED, 1, 0)]),
        (DUTY, f"{DUTY}\n\n{OTHER}", [(Change.ADDED, 0, 1)]),
        (DUTY, OTHER, [(Change.REMOVED, 1, 0), (Change.ADDED, 0, 1)]),
        (f"{DUTY}\n\n{OTHER}", f"{DUTY[:-1]}; {OTHER}", [(Change.MERGED, 2, 1)]),
        (f"{DUTY[:-1]}; {OTHER}", f"{DUTY}\n\n{OTHER}", [(Change.SPLIT, 1, 2)]),
        ("DUTIES\n\nFiles papers.", "Files papers.", [(Change.REMOVED, 1, 0)]),
    ],
)
def test_each_change_is_named(old: str, new: str, changes: list[tuple[Change, int, int]]) -> None:
    assert _changes(old, new) == changes


def test_what_stands_elsewhere_was_moved() -> None:
    lines = [DUTY, OTHER, "Files the ledgers of three districts.", "Schedules vaccines for the county."]
    steps = align(paragraphs("\n\n".join(lines)), paragraphs("\n\n".join([*lines[1:], lines[0]])))
    moved = [step for step in steps if step.change is Change.MOVED]
    assert [(step.old[0].text if step.old else "", step.move) for step in moved] == [(DUTY, 1), ("", 1)]
    assert moved[1].new[0].text == DUTY


def test_a_whole_revision() -> None:
    kinds = [change for change, _, _ in _changes(OLD, NEW)]
    assert sorted(kinds) == sorted(
        [Change.REWORDED, Change.MOVED, Change.MOVED, Change.MERGED, Change.SPLIT, Change.REMOVED, Change.ADDED]
    )


@pytest.mark.parametrize("seed", range(40))
def test_every_paragraph_stands_in_one_step(seed: int) -> None:
    old, new = (paragraphs(text) for text in pair(seed))
    steps = align(old, new)
    assert tuple(p for step in steps for p in step.old) == old
    assert tuple(p for step in steps for p in step.new) == new


def test_wrapped_lines_are_one_paragraph_and_scraps_are_not() -> None:
    wrapped = "Reviews the permits of contractors who build roads in the county and\nanswers their questions."
    assert [p.text for p in paragraphs(wrapped)] == [wrapped.replace("\n", " ")]
    assert len(paragraphs("answers phone\nsorts mail\nfiles papers")) == 3
