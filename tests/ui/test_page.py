"""The page as a whole: its entry points, its order of headings, and that sessions do not mix."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk
from assistant.ui import opening, page
from assistant.ui.modes import ASK, CASES, FIT, HOME
from assistant.ui.page import TITLE
from knowledge.errors import SettingsError
from tests.ui.conftest import APP, TIMEOUT, Start
from tests.ui.reading import button, markup, words


@pytest.mark.parametrize("script", [APP, Path(page.__file__)])
def test_both_entry_points_open_the_same_page(script: Path, start: Start) -> None:
    assert start(ASK).title[0].value == TITLE
    assert AppTest.from_file(str(script), default_timeout=TIMEOUT).run().title[0].value == TITLE


def test_headings_follow_each_other_without_a_gap(start: Start) -> None:
    at = button(start(FIT), "Run the example").click().run()
    button(at, "Write the draft").click().run()
    levels = [int(level) for level in re.findall(r"<h(\d)>", markup(at))]
    assert levels[0] == 4
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert (len(at.title), len(at.header), len(at.subheader)) == (1, 1, 6)


def test_one_session_sees_nothing_of_another(start: Start) -> None:
    button(start(FIT), "Run the example").click().run()
    other = start(FIT)
    assert other.text_area(key="draft_text").value == ""
    assert 'class="pd-ladder"' not in markup(other)


def test_the_announcement_stands_first_so_that_its_place_never_changes(start: Start) -> None:
    assert start(ASK).get("bidi_component")[0].key == "announcer"


def test_a_desk_that_cannot_be_opened_is_explained_and_tried_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise SettingsError("PD_DATA_DIR: cannot be written; name another folder")

    at = start(ASK)
    opening._shared.clear()
    with monkeypatch.context() as broken:
        broken.setattr(Desk, "prepare", failing)
        at.run()
        assert "cannot be written" in at.error[0].value
    assert not at.run().error
    opening._shared.clear()


def test_the_first_page_and_the_cases_wait_for_no_index(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    open_at_last = Event()
    start(ASK)
    opening._shared.clear()
    monkeypatch.setattr(Desk, "prepare", lambda _: open_at_last.wait(TIMEOUT))
    try:
        at = AppTest.from_file(str(APP), default_timeout=TIMEOUT).run()
        assert at.radio(key="mode").value == HOME
        assert "Class plans" in words(at)
        at.radio(key="mode").set_value(CASES).run()
        assert button(at, "Start the case")
        assert not at.error
    finally:
        open_at_last.set()
        opening._shared.clear()
