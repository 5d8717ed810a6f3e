"""Findings beside the draft: shown with reason, source and suggestion, and gone when the words they are about are."""

from __future__ import annotations

from assistant.ui.modes import FIT
from tests.ui.conftest import Start
from tests.ui.reading import button, citations, markup, words

DRAFT = """Duties
1. Type letters from dictation. 60%
2. File papers by case number. 20%
3. Handles <b>mail</b> matters. 10%
"""


def test_findings_stand_beside_the_draft_with_reason_source_and_suggestion(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value(DRAFT).run()
    shown = words(at)
    assert "The percentages of time come to 90, not to 100." in shown
    assert "Handles <b>mail</b> matters." in shown, "the draft's words are shown as typed"
    assert "[What is done]" in shown
    assert "Washington position description guide" in shown
    assert '<th scope="row"' in markup(at)
    assert "<caption>Findings, in the order of the draft</caption>" in markup(at)


def test_findings_follow_the_words(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value(DRAFT).run()
    assert "come to 90" in words(at)
    at.text_area(key="draft_text").set_value(DRAFT.replace("20%", "30%")).run()
    assert "come to 90" not in words(at)
    assert "Handles" in words(at)
    at.text_area(key="draft_text").set_value("Types letters from dictation and files them by case number.").run()
    assert "Nothing found." in words(at)


def test_a_citation_of_a_finding_opens_its_passage(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value(DRAFT).run()
    citations(at, "lint")[0].click().run()
    (dialog,) = at.get("dialog")
    assert "<mark>" in markup(dialog)


def test_nothing_is_listed_for_an_empty_draft(start: Start) -> None:
    at = start(FIT)
    assert "stumble" not in " ".join(heading.value for heading in at.subheader)
    button(at, "Find the class").click().run()
    assert "Nothing found." not in words(at)
