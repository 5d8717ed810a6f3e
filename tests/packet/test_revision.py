"""What changed of the work is told apart from what the format brings, and the marked text loses nothing."""

from __future__ import annotations

import re

import pytest

from assistant.draft.paper import Paragraph
from assistant.packet.marked import marked
from assistant.packet.revision import Revision, description, revise
from assistant.redline.paragraphs import paragraphs
from tests.draft.samples import LOOSE, ROUGH, drafted
from tests.packet.samples import OLD
from tests.packet.test_memo import text

MANNERED = f"{OLD}\n4. Supervises three clerks and evaluates their work.\n"


def revision(old: str = OLD, draft: str = ROUGH, format_: str = "duluth") -> Revision:
    return revise(old, drafted(draft, format_))


def said(found: Revision, sort: str) -> str:
    return "\n".join(note.says for note in getattr(found, sort))


def test_every_note_is_of_one_sort() -> None:
    found = revision()
    assert len(found.work) + len(found.standard) + len(found.frame) == len(found.redline.notes)


def test_headings_fields_titles_and_blanks_say_nothing_of_the_work() -> None:
    for format_ in ("duluth", "minnesota"):
        found = revision(format_=format_)
        for heading in [section.heading for section in drafted(ROUGH, format_).sections if section.heading]:
            assert heading not in said(found, "work").split("“")
        assert "To be supplied" not in said(found, "work")
        assert "________" not in said(found, "work")
        assert "Records Assistant" not in said(found, "work")
        assert all(note.touches == () for note in found.frame if any(p.heading for p in note.about))


def test_duties_are_of_the_work_and_standard_wording_is_not() -> None:
    found = revision(MANNERED)
    assert "Dig trenches" in said(found, "work")
    assert "Supervises three clerks" in said(found, "work")
    assert "safety rules" in said(found, "standard")
    assert not any(touch.startswith("kind of work") for note in found.standard for touch in note.touches)
    removed = next(note for note in found.work if "three clerks" in note.says)
    assert any("supervision given" in touch for touch in removed.touches)


def test_a_share_of_time_that_is_another_now_is_of_the_work() -> None:
    before = description(drafted(LOOSE, "minnesota"))
    found = revise(before, drafted(LOOSE.replace("60%", "70%").replace("40%", "30%"), "minnesota"))
    assert "Percent of time: 70" in said(found, "work")
    assert len(found.redline.notes) == 2


@pytest.mark.parametrize(
    ("now", "format_", "told"),
    [
        ("40%", "minnesota", []),
        ("40%", "duluth", []),
        ("25%", "minnesota", ["share of time: 40 percent before, 25 percent now"]),
    ],
)
def test_a_share_that_only_moved_into_its_own_cell_is_no_change(now: str, format_: str, told: list[str]) -> None:
    found = revise(LOOSE, drafted(LOOSE.replace("40%", now), format_))
    assert [touch for note in found.work for touch in note.touches if touch.startswith("share of time")] == told


def test_the_share_of_a_duty_that_is_gone_is_told() -> None:
    found = revision(OLD.replace("office every morning.", "office every morning. (30%)"))
    (gone,) = [note for note in found.work if "sorts the mail" in note.says]
    assert "share of time: 30 percent before, none given now" in gone.touches


def test_the_description_as_text_keeps_every_block_apart() -> None:
    draft = drafted(ROUGH, "duluth")
    blocks = [block for section in draft.sections for block in section.blocks]
    headings = [section.heading for section in draft.sections if section.heading]
    assert len(paragraphs(description(draft))) == 1 + len(headings) + len(blocks)


def test_the_marked_text_holds_both_descriptions_whole() -> None:
    found = revision(MANNERED)
    paper = marked(found, "Gas Line Leader")
    start = next(n for n, part in enumerate(paper.parts) if getattr(part, "text", "") == "The marked text") + 2
    runs = [run for part in paper.parts[start:] if isinstance(part, Paragraph) for run in part.words]
    words = [run for run in runs if not re.fullmatch(r"\[[a-z0-9() ]+\] ", run.text)]
    for kept, side in (("added", "new"), ("removed", "old")):
        told = "".join(run.text for run in words if run.change in ("", kept))
        assert told == "".join(p.text for step in found.redline.steps for p in getattr(step, side))


def test_nothing_the_old_description_says_becomes_markup() -> None:
    told = text(marked(revision(OLD.replace("mail", "<b>mail</b> & *post*")), "x"))
    assert "<b>mail</b> & *post*" in told
