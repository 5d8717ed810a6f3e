"""The page learns a format: descriptions go up, findings are ticked, the format drafts to the letter."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui.modes import FIT, SOURCES
from tests.formats.employers import COUNTY, SCHOOL, Employer
from tests.ui.conftest import APP, TIMEOUT, Start
from tests.ui.reading import button, words


def uploaded(at: AppTest, employer: Employer, few: int = 99) -> AppTest:
    files = [(name, text.encode(), "text/plain") for name, text in list(employer.texts.items())[:few]]
    at.text_input(key="format_owner").set_value(employer.jurisdiction)
    return at.file_uploader[1].set_value(files).run()


def test_what_was_found_is_shown_ticked_and_saved(own_folder: Path) -> None:
    at = AppTest.from_file(str(APP), default_timeout=TIMEOUT).run()
    at.radio(key="mode").set_value(SOURCES).run()
    uploaded(at, COUNTY)
    assert not at.error
    shown = words(at)
    assert all(text in shown for _, text in COUNTY.standard)
    assert "Answer the office telephone." in shown.partition("Not claimed")[2]
    assert not (own_folder / "formats").exists()
    box = next(box for box in at.checkbox if "only with G2" in box.label)
    box.uncheck()
    at.text_input(key="format_name").set_value("tamarack").run()
    button(at, "Save the format").click().run()
    assert "tamarack is saved" in at.success[0].value
    desk = Desk(Settings(data_dir=own_folder))
    assert desk.formats() == ["duluth", "minnesota", "tamarack"]
    assert "Hire, train" not in " ".join(piece.words for piece in desk.formats_kept.profile("tamarack").approved())


def test_one_description_alone_is_explained(start: Start) -> None:
    at = uploaded(start(SOURCES), SCHOOL, 1)
    assert "two or more" in at.error[0].value


def test_a_level_is_picked_in_the_chat(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value("Title: Clerk\n\nDuties\n- Files letters.\n")
    at.selectbox(key="format").set_value("duluth").run()
    at.selectbox(key="pick-duluth-SUPERVISION RECEIVED").set_value("R1").run()
    button(at, "Write the draft").click().run()
    section = next(s for s in at.session_state["drafted"].draft.sections if s.heading == "SUPERVISION RECEIVED")
    assert section.level == "R1"
    assert section.reason in words(at)
    assert "R2 instead, if" in section.reason
