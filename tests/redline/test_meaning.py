"""What a revision means, in plain words and side by side."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from assistant.redline.align import Change
from assistant.redline.meaning import Note
from assistant.redline.page import to_page
from assistant.redline.paragraphs import paragraphs
from assistant.redline.revise import TITLE, redline, write_redline
from knowledge.errors import InputError
from tests.redline.samples import NEW, OLD

MADE = datetime(2026, 3, 2, tzinfo=UTC)


def _note(old: str, new: str) -> Note:
    (note,) = redline(old, new).notes
    return note


def _touched(note: Note) -> list[str]:
    return [touch.partition(":")[0] for touch in note.touches]


@pytest.mark.parametrize(
    ("old", "new", "touches"),
    [
        ("Files the papers of the office.", "Files all papers of the office.", []),
        (
            "Works under close supervision of the clerk.",
            "Works under administrative direction of the clerk.",
            ["independence and supervision received"],
        ),
        (
            "Trains clerks of the office now and then.",
            "Supervises the clerks of the office.",
            ["lead work and supervision given"],
        ),
        ("Files papers and letters (40%)", "Files papers and letters (25%)", ["share of time"]),
    ],
)
def test_only_what_matters_touches_kind_or_level(old: str, new: str, touches: list[str]) -> None:
    assert _touched(_note(old, new)) == touches


def test_a_new_subject_touches_the_kind_of_work() -> None:
    added = next(note for note in redline("Files papers.", "Files papers.\n\nInspects bridges and culverts.").notes)
    assert added.change is Change.ADDED
    assert "kind of work" in _touched(added)


def test_each_change_is_told_once_and_renumbering_not_at_all() -> None:
    changes = [note.change for note in redline(OLD, NEW).notes]
    assert changes.count(Change.MOVED) == 1
    assert len(changes) == 6
    assert redline("1. Files papers.", "2. Files papers.").notes == ()


def test_the_page_holds_both_sides_whole_and_nothing_becomes_markup() -> None:
    new = NEW.replace("Trains new staff.", "Trains <script>alert(1)</script> staff & others.")
    found = redline(OLD, new)
    page = to_page(found.steps, found.notes, TITLE)
    assert "<script>" not in page
    silent = re.sub(r'<span class="said">[^<]+</span>', "", page)
    cells = [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td [^>]+>(.*?)</td>", silent)]
    assert "".join(cells[::2]) == "".join(p.text for p in paragraphs(OLD))
    assert "".join(cells[1::2]) == "".join(p.text for p in paragraphs(new))


def test_marked_words_are_told_to_a_screen_reader_and_every_cell_names_its_column() -> None:
    page = to_page(redline(OLD, NEW).steps, (), TITLE)
    marked = re.findall(r"<(ins|del)>(.{25})", page)
    assert {tag for tag, _ in marked} == {"ins", "del"}
    assert all(words.startswith('<span class="said">') for _, words in marked)
    assert page.count('data-label="Old"') == page.count('data-label="New"') == page.count('role="rowheader"') > 5


def test_a_heading_touches_neither_kind_nor_level() -> None:
    found = redline("DUTIES\n\n1. Files papers.", "SUPERVISION GIVEN OVER CREWS\n\nSupervises three clerks.\n")
    touched = {note.about[0].text: note.touches for note in found.notes if note.change is Change.ADDED}
    assert touched["SUPERVISION GIVEN OVER CREWS"] == ()
    assert any("supervision given" in touch for touch in touched["Supervises three clerks."])


def test_a_packet_is_compared_by_its_clean_description_and_says_so() -> None:
    found = redline(OLD, f"{NEW}\n~~Keeps the storeroom in order for the office.~~\n")
    assert found.warnings
    assert all("storeroom in order" not in p.text for step in found.steps for p in step.new)


def test_only_word_and_html_are_written(tmp_path: Path) -> None:
    found = redline(OLD, NEW)
    for name in ("r.docx", "r.html"):
        write_redline(found, tmp_path / name, author="A. Writer", made=MADE)
        assert (tmp_path / name).stat().st_size > 1000
    with pytest.raises(InputError, match=r"use \.docx, \.html"):
        write_redline(found, tmp_path / "r.odt", author="A. Writer", made=MADE)
    assert not (tmp_path / "r.odt").exists()
