"""The revision side by side, and the packet with one button."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from assistant.ui.modes import FIT
from assistant.ui.text import literal
from knowledge.parse.document import read_bytes
from tests.packet.samples import NEW, OLD
from tests.ui.conftest import Start
from tests.ui.reading import button, markup, words


@pytest.fixture
def typed(start: Start) -> AppTest:
    """A draft and an old description, typed."""
    at = start(FIT)
    at.text_area(key="draft_text").set_value(NEW)
    return at.text_area(key="old_text").set_value(OLD).run()


@pytest.fixture
def written(typed: AppTest) -> AppTest:
    """The same, with the draft written."""
    typed.selectbox(key="format").set_value("duluth").run()
    return button(typed, "Write the draft").click().run()


def files(at: AppTest) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(at.session_state["packet"][1])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def memo(at: AppTest) -> str:
    return " ".join(read_bytes(files(at)["3-memo.docx"], "memo.docx").split())


def test_the_revision_stands_side_by_side_and_says_what_it_touches(typed: AppTest) -> None:
    button(typed, "Show what changed").click().run()
    assert not typed.exception
    shown, said = markup(typed), words(typed)
    assert '<table class="pd-redline"' in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert '<span class="said">removed: </span>' in shown
    assert "<b>bold</b>" not in shown
    assert "Trains new staff <b>bold</b> and $5$." in said
    assert "Touches neither the kind nor the level" in said or "Lead work" in said
    assert [offered.label for offered in typed.get("download_button")] == [
        "Download the redline (DOCX)",
        "Download the redline (HTML)",
    ]


def test_what_stayed_the_same_is_shown_when_asked(typed: AppTest) -> None:
    typed.text_area(key="old_text").set_value(NEW.replace("Trains new staff", "Trains nobody")).run()
    button(typed, "Show what changed").click().run()
    rows = markup(typed).count('role="rowheader"')
    typed.toggle(key="redline_whole").set_value(True).run()
    assert markup(typed).count('role="rowheader"') > rows >= 1


def test_a_comparison_is_not_passed_off_for_changed_texts(typed: AppTest) -> None:
    button(typed, "Show what changed").click().run()
    assert not typed.info
    typed.text_area(key="old_text").set_value("Something else.").run()
    assert "has changed since" in typed.info[0].value


def test_without_an_old_description_the_fault_is_told(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value(NEW).run()
    button(at, "Show what changed").click().run()
    assert "old description is empty" in at.error[0].value


def test_the_written_description_can_be_compared_too(written: AppTest) -> None:
    assert written.radio(key="redline_side").value == "The description written above"
    button(written, "Show what changed").click().run()
    assert "SUPERVISION RECEIVED" in markup(written)


def test_an_old_description_can_be_uploaded_and_a_broken_one_is_told(start: Start) -> None:
    at = start(FIT)
    at.file_uploader(key="old_file").upload("old.txt", OLD.encode(), "text/plain").run()
    assert at.text_area(key="old_text").value.strip() == OLD.strip()
    at.file_uploader(key="old_file").upload("old.pdf", b"%PDF-1.7 and nothing more", "application/pdf").run()
    assert literal("old.pdf") in at.error[0].value


def test_one_button_makes_the_packet_and_nothing_unconfirmed_is_in_the_memo(written: AppTest) -> None:
    written.text_input(key="fact-sender").set_value("A. Writer")
    written.text_area(key="fact-unions").set_value("the Harbor Guild")
    button(written, "Make the packet").click().run()
    assert not written.exception
    assert not written.error
    manifest = json.loads(files(written)["manifest.json"])
    assert manifest["given_but_not_confirmed"] == ["unions: the Harbor Guild"]
    assert "A. Writer" in memo(written)
    assert "Harbor Guild" not in memo(written)
    assert manifest["to_sign_or_decide"][0] in words(written)
    assert "Download the packet (ZIP)" in [offered.label for offered in written.get("download_button")]


def test_a_ticked_statement_stands_in_the_name_of_who_ticked_it(written: AppTest) -> None:
    written.text_area(key="fact-unions").set_value("the Harbor Guild")
    written.checkbox(key="tick-unions").set_value(True)
    button(written, "Make the packet").click().run()
    assert "nobody" in written.error[0].value
    written.text_input(key="fact-by").set_value("A. Writer")
    button(written, "Make the packet").click().run()
    assert not written.error
    assert "discussed with the Harbor Guild." in memo(written)
    assert json.loads(files(written)["manifest.json"])["confirmed"]["unions"]["confirmed_by"] == "A. Writer"


def test_who_sits_where_is_typed_and_drawn(written: AppTest) -> None:
    written.text_area(key="chart-above").set_value("Director; Q. R.; 12\nOffice Manager")
    written.checkbox(key="none-below").set_value(True)
    button(written, "Make the packet").click().run()
    chart = read_bytes(files(written)["4-organization-chart.docx"], "chart.docx")
    assert re.search(r"2 levels above: Director, held by Q\. R\., compensation code 12", chart)
    assert "Reporting to this position: nobody" in chart


def test_the_packet_needs_a_written_description(typed: AppTest) -> None:
    button(typed, "Make the packet").click().run()
    assert "Write the draft first" in typed.info[0].value
    assert "packet" not in typed.session_state
