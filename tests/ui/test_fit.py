"""From a drafted position description to the class it fits, and to the standardized description."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pypdf import PdfWriter
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk
from assistant.models import Decision, Origin, SuggestResult
from assistant.ui import examples
from assistant.ui.modes import ASK, FIT
from assistant.ui.page import ADVICE
from assistant.ui.text import literal
from assistant.ui.trouble import UNEXPECTED
from tests.ui.conftest import Start
from tests.ui.reading import button, citations, markup, words

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def fitted(start: Start) -> AppTest:
    """The example, run with one click."""
    return button(start(FIT), "Run the example").click().run()


def test_the_example_runs_with_one_click(fitted: AppTest) -> None:
    result: SuggestResult = fitted.session_state["fit"].result
    shown = words(fitted)
    assert not fitted.error
    assert ADVICE in shown
    assert result.reason in shown
    assert [found.class_title for found in result.suggestions if found.class_title not in shown] == []
    assert fitted.text_area(key="draft_text").value == examples.DRAFT


def test_every_factor_stands_beside_the_class_and_names_its_passage(fitted: AppTest) -> None:
    best = fitted.session_state["fit"].result.suggestions[0]
    table = markup(fitted).partition("Factor by factor")[2]
    shown = words(fitted)
    for compared in best.factors:
        assert compared.factor.capitalize() in table
        assert compared.why in shown
        assert not compared.class_ or compared.class_.quote in shown
    assert len(citations(fitted, "fit")) >= 1


def test_another_class_can_be_compared(fitted: AppTest) -> None:
    second = fitted.session_state["fit"].result.suggestions[1]
    fitted.selectbox(key="chosen").set_value(1).run()
    assert f"The draft beside {literal(second.class_title)}" in [heading.value for heading in fitted.subheader]


def test_a_citation_opens_its_passage_with_the_quote_marked(fitted: AppTest) -> None:
    citations(fitted, "fit")[0].click().run()
    (dialog,) = fitted.get("dialog")
    assert "<mark>" in markup(dialog)


def test_the_suggestion_keeps_up_with_the_draft_and_says_why_the_order_changed(fitted: AppTest) -> None:
    first = fitted.session_state["fit"].result.suggestions[0].class_title
    plain = (
        "Duties\n1. Enters hires, transfers and leaves in the personnel system. (80%)\n2. Files papers. (20%)\n\n"
        "Supervision\nWorks under close supervision of the human resources supervisor, who gives detailed instructions "
        "for every task. Does not supervise or lead anybody.\n"
    )
    fitted.text_area(key="draft_text").set_value(plain).run()
    found = fitted.session_state["fit"]
    assert found.text == fitted.text_area(key="draft_text").value
    assert found.moved
    assert found.result.suggestions[0].class_title != first
    shown = words(fitted)
    assert "Why the order changed" in shown
    assert [
        told for told in (*found.moved.ranks, *found.moved.because, found.moved.decisive) if told not in shown
    ] == []


def test_an_old_suggestion_is_not_passed_off_for_an_emptied_draft(fitted: AppTest) -> None:
    assert not fitted.info
    fitted.text_area(key="draft_text").set_value("").run()
    assert "has changed since" in fitted.info[0].value


def test_nothing_is_lost_by_a_switch_of_mode(fitted: AppTest) -> None:
    fitted.selectbox(key="chosen").set_value(1).run()
    fitted.radio(key="mode").set_value(ASK).run()
    fitted.radio(key="mode").set_value(FIT).run()
    assert fitted.text_area(key="draft_text").value == examples.DRAFT
    assert fitted.selectbox(key="chosen").value == 1
    assert fitted.session_state["fit"].result.reason in words(fitted)


def test_a_draft_is_previewed_with_its_blanks_and_offered_in_both_kinds_of_file(fitted: AppTest) -> None:
    fitted.selectbox(key="format").set_value("duluth").run()
    button(fitted, "Write the draft").click().run()
    written = fitted.session_state["drafted"]
    shown = words(fitted)
    assert [section.heading for section in written.draft.sections if section.heading not in shown] == []
    assert [note for note in written.draft.notes if note not in shown] == []
    assert [section.reason for section in written.draft.sections if section.reason not in shown] == []
    blanks = [block for section in written.draft.sections for block in section.blocks if block.origin is Origin.BLANK]
    assert markup(fitted).count('class="pd-blank"') == len(blanks)
    assert [offered.label for offered in fitted.get("download_button")] == [
        "Download Word (DOCX)",
        "Download Markdown",
    ]
    assert docx.Document(BytesIO(written.docx)).paragraphs
    assert written.draft.title in written.markdown


@pytest.mark.parametrize("label", ["Find the class", "Write the draft"])
def test_without_a_draft_there_is_a_hint(start: Start, label: str) -> None:
    at = button(start(FIT), label).click().run()
    assert [hint.value for hint in at.info] == ["Paste or upload a draft first, or run the example."]


def test_a_comment_in_an_upload_is_shown_and_is_no_part_of_the_text(start: Start) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Answers the telephone.")
    document.add_comment(paragraph.runs, text="Is this every day?", author="J. Doe")
    document.save(file := BytesIO())
    at = start(FIT)
    at.file_uploader[0].upload("draft.docx", file.getvalue(), _WORD).run()
    assert "every day" not in at.text_area(key="draft_text").value
    assert "Is this every day?" in words(at)


def test_an_upload_is_read_into_the_text_area_once_and_can_be_corrected(start: Start) -> None:
    at = start(FIT)
    at.file_uploader[0].upload("draft.txt", b"Answers the telephone.", "text/plain").run()
    assert at.text_area(key="draft_text").value.strip() == "Answers the telephone."
    at.text_area(key="draft_text").set_value("Answers letters.").run()
    assert at.text_area(key="draft_text").value == "Answers letters."


def test_a_file_that_cannot_be_read_gets_one_clear_message(start: Start) -> None:
    at = start(FIT)
    at.file_uploader[0].upload("draft.pdf", b"%PDF-1.7 and nothing more", "application/pdf").run()
    (message,) = at.error
    assert literal("draft.pdf") in message.value
    assert message.value != literal(UNEXPECTED)
    assert at.text_area(key="draft_text").value == ""


def test_a_locked_file_is_said_to_be_locked(start: Start) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    at = start(FIT)
    at.file_uploader[0].upload("draft.pdf", file.getvalue(), "application/pdf").run()
    (message,) = at.error
    assert "password" in message.value


def test_too_little_said_is_answered_with_questions_or_a_reason(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value("Answers the telephone and helps where needed.").run()
    button(at, "Find the class").click().run()
    result: SuggestResult = at.session_state["fit"].result
    assert result.decision in (Decision.CLARIFY, Decision.ABSTAIN)
    shown = words(at)
    assert result.reason in shown
    assert [question for question in result.questions if question not in shown] == []


def test_the_format_follows_the_plan_until_another_is_chosen(start: Start) -> None:
    at = start(FIT)
    assert at.selectbox(key="format").value == at.selectbox(key="plan").value == "minnesota"
    at.selectbox(key="plan").set_value("duluth").run()
    assert at.selectbox(key="format").value == "duluth"
    at.selectbox(key="format").set_value("minnesota").run()
    assert at.selectbox(key="format").value == "minnesota"


def test_an_unexpected_error_is_a_plain_sentence(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> SuggestResult:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(Desk, "suggest", failing)
    at = button(start(FIT), "Run the example").click().run()
    assert [message.value for message in at.error] == [literal(UNEXPECTED)]
    assert at.text_area(key="draft_text").value == examples.DRAFT
