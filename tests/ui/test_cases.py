"""A case in the chat, from its start to its letters: everything is in the database the moment it is added."""

from __future__ import annotations

import io
import json
from datetime import date

import docx
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from assistant.cases.case import Case
from assistant.cases.entries import (
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    NoteAdded,
    Party,
    PersonNamed,
    Stage,
)
from assistant.desk import Desk
from assistant.letters.form import forms
from assistant.letters.letter import to_paper
from assistant.letters.write import write_letter
from assistant.ui import cases, cases_open, cases_paper, examples
from assistant.ui.cases import PARTS
from assistant.ui.modes import CASES, HOME
from tests.ui.conftest import APP, Start
from tests.ui.reading import button, citations, markup, words

ODD = "Study of $5$ :red[pay] <b>bold</b>"


def field(at: AppTest, label: str, kind: str = "text_input") -> object:
    """The first field of a kind whose label holds these words."""
    return next(found for found in getattr(at, kind) if label in found.label)


def set_(at: AppTest, label: str, value: object, kind: str = "text_input") -> AppTest:
    field(at, label, kind).set_value(value)  # type: ignore[attr-defined]
    return at


def press(at: AppTest, label: str) -> AppTest:
    button(at, label).click().run()
    assert not at.exception
    return at


def part(at: AppTest, name: str) -> AppTest:
    at.radio(key="case_part").set_value(name).run()
    assert not at.exception
    assert not at.error, at.error[0].value
    return at


def adding(at: AppTest, kind: str) -> AppTest:
    part(at, "Add")
    return at.selectbox(key="case_add").set_value(kind).run()


@pytest.fixture
def at(start: Start) -> AppTest:
    """A case started by a supervisor and open."""
    at = start(CASES)
    at.text_input(key="case_who").set_value("Ada")
    set_(at, "Who asks", Party.SUPERVISOR, "selectbox")
    set_(at, "What the case is", ODD)
    field(at, "Class asked for", "selectbox").select_index(2)  # type: ignore[attr-defined]
    return press(at, "Start the case")


@pytest.fixture
def full(at: AppTest, desk: Desk) -> AppTest:
    """The same with a description and an account."""
    for act in (
        DescriptionAdded(stage=Stage.CURRENT, name="now.txt", text=examples.DRAFT),
        FactStated(party=Party.EMPLOYEE, about="pace", words="Faster <i>now</i>."),
        FactStated(party=Party.SUPERVISOR, about="pace", words="As before."),
    ):
        desk.cases.add(opened(at, desk).id, act, who="Ada", at=cases_open.now())
    return at.run()


def opened(at: AppTest, desk: Desk) -> Case:
    return desk.cases.case(at.session_state["case_open"])


def test_a_case_is_started_from_a_role_and_what_is_typed_is_literal(at: AppTest, desk: Desk) -> None:
    case = opened(at, desk)
    assert case.trail[0].who == "Ada"
    assert case.opened.title == ODD
    assert case.opened.requested_by is Party.SUPERVISOR
    assert case.opened.requested_class in words(at)
    assert "it never weighs" in words(at)
    assert at.query_params["case"] == case.id
    assert r"\$5\$" in at.subheader[0].value
    assert case.id in at.success[0].value


def test_a_case_without_a_name_is_not_started(start: Start, desk: Desk) -> None:
    before = len(desk.cases.recent())
    at = press(start(CASES), "Start the case")
    assert "name of the case is empty" in at.error[0].value
    assert len(desk.cases.recent()) == before


def broken_off(*_: object) -> None:
    """As Streamlit ends a run, at its next word to it, where a second press has come."""
    raise RuntimeError("broken off")


def test_a_second_press_starts_no_second_case(start: Start, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, at = len(desk.cases.recent()), start(CASES)
    set_(at, "What the case is", "Pressed twice")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(cases, "_enter", broken_off)
        press(at, "Start the case")
    press(at, "Start the case")
    assert len(desk.cases.recent()) == before + 1
    assert opened(at, desk).opened.title == "Pressed twice"


def test_a_second_press_adds_nothing_twice(at: AppTest, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    adding(at, "A person")
    set_(at, "Name", "Ada Example")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(cases_open, "told", broken_off)
        press(at, "Add this person")
    press(at, "Add this person")
    assert [entry.did.act for entry in opened(at, desk).trail] == ["opened", "person named"]


EMPTY_AND_FULL = {
    "Overview": ("No papers yet.", "now.txt"),
    "Add": ("What do you want to add?", "What do you want to add?"),
    "Dates": ("No day that starts a deadline is set yet.", "No day that starts a deadline is set yet."),
    "What is missing": ("Nothing is filed as 'position description'.", "Filed: now.txt."),
    "Class": ("This case has no description", "Find the class and keep the result"),
    "Question": ("Days, classes and facts are taken from the case", "Ask and keep the answer"),
    "Second opinion": ("This case has no description", "Compare the two classes and keep the result"),
    "Letters": ("Request for a job audit", "Request for a job audit"),
    "History and file": ("There is nothing to withdraw yet.", "current description: now.txt"),
}
"""Part -> what it says in a case that is new, and once a description is added."""


def test_every_part_opens_for_an_empty_case_and_a_full_one(at: AppTest, desk: Desk) -> None:
    assert EMPTY_AND_FULL.keys() == PARTS.keys()
    for name, (empty, _) in EMPTY_AND_FULL.items():
        assert empty in said(part(at, name)), name
    act = DescriptionAdded(stage=Stage.CURRENT, name="now.txt", text=examples.DRAFT)
    desk.cases.add(opened(at, desk).id, act, who="Ada", at=cases_open.now())
    for name, (_, full) in EMPTY_AND_FULL.items():
        assert full in said(part(at, name)), name


def said(at: AppTest) -> str:
    """Everything on the page: texts, notes, and the labels of what can be chosen or pressed."""
    labels = [one.label for kind in ("button", "selectbox", "text_input", "text_area") for one in at.get(kind)]
    return " ".join([words(at), *(one.value for one in at.info), *labels])


def test_what_is_added_is_kept_at_once_and_its_form_is_empty_again(at: AppTest, desk: Desk) -> None:
    adding(at, "A person")
    set_(at, "Name", "", "text_input")
    set_(at, "Part in", Party.EMPLOYEE, "selectbox")
    next(one for one in at.text_input if one.label == "Name").set_value("B. Clerk")
    press(at, "Add this person")
    assert opened(at, desk).people == {Party.EMPLOYEE: "B. Clerk"}
    assert next(one for one in at.text_input if one.label == "Name").value == ""
    assert "B\\. Clerk" in at.success[0].value

    adding(at, "A note")
    set_(at, "worth remembering", "Call back", "text_area")
    press(at, "Add this note")
    adding(at, "What somebody says")
    set_(at, "about", "Supervision")
    set_(at, "was said", "Nobody checks my work.", "text_area")
    press(at, "Add this account")
    adding(at, "A description of the position")
    set_(at, "pasted", examples.DRAFT, "text_area")
    press(at, "Add this description")
    adding(at, "A document")
    at.file_uploader[0].upload("chart.txt", b"The director leads the bureau and its two units.", "text/plain")
    set_(at, "What it is", "organization chart", "selectbox")
    press(at, "Add this document")
    adding(at, "The decision")
    set_(at, "decided", opened(at, desk).opened.requested_class, "selectbox")
    at.date_input[0].set_value(date(2026, 3, 2))
    set_(at, "Who decided", "The personnel office")
    press(at, "Add this decision")
    case = opened(at, desk)
    assert [note.words for note in case.all(NoteAdded)] == ["Call back"]
    assert case.accounts["supervision"][0].words == "Nobody checks my work."
    assert case.descriptions[Stage.CURRENT].name == "pasted text"
    assert case.documents["organization chart"][0].name == "chart.txt"
    assert case.decision is not None
    assert case.decision.by == "The personnel office"
    assert {entry.who for entry in case.trail} == {"Ada"}


def test_what_is_refused_is_explained_and_stays_typed(at: AppTest, desk: Desk) -> None:
    adding(at, "A date")
    set_(at, "How the day", "by letter")
    press(at, "Add this date")
    assert "the day is missing" in at.error[0].value
    assert field(at, "How the day").value == "by letter"  # type: ignore[attr-defined]
    assert not list(opened(at, desk).all(DateSet))


def test_a_day_leads_to_its_deadlines_with_the_days_left(at: AppTest, desk: Desk) -> None:
    adding(at, "A date")
    set_(at, "What happened", "employee notified", "selectbox")
    at.date_input[0].set_value(cases_open.today())
    press(at, "Add this date")
    part(at, "Dates")
    assert "days left" in words(at)
    assert "Deadlines, the earliest first" in markup(at)
    assert [one.label for one in at.get("download_button")] == ["Put these dates into your calendar (ICS)"]
    assert citations(at, f"dates-{opened(at, desk).id}")


def test_a_new_session_at_the_address_of_a_case_opens_it(at: AppTest, desk: Desk) -> None:
    other = AppTest.from_file(str(APP), default_timeout=120)
    other.query_params["case"] = opened(at, desk).id
    other.run()
    assert other.radio(key="mode").value == CASES
    assert other.subheader[0].value == at.subheader[0].value
    other.radio(key="mode").set_value(HOME).run()
    assert "case" not in other.query_params


def test_an_address_that_names_no_case_is_explained(start: Start) -> None:
    start(HOME)
    other = AppTest.from_file(str(APP), default_timeout=120)
    other.query_params["case"] = "nosuch"
    other.run()
    assert "nosuch" in other.error[0].value
    press(other, "Back to all cases")
    assert "case" not in other.query_params


def test_the_overview_sets_accounts_side_by_side(full: AppTest) -> None:
    part(full, "Overview")
    shown = markup(full)
    assert "Accounts side by side" in shown
    assert "<q>Faster &lt;i&gt;now&lt;/i&gt;.</q>" in shown
    assert "<q>As before.</q>" in shown
    assert "No decision is filed" in words(full)


def test_what_is_missing_is_listed_and_nothing_is_called_complete(full: AppTest) -> None:
    part(full, "What is missing")
    shown = words(full)
    assert "Nothing is filed as 'organization chart'." in shown
    assert "for the personnel office to say" in shown
    assert "Days that are not known yet" in shown


def test_a_suggestion_and_an_answer_are_kept_with_the_case(full: AppTest, desk: Desk) -> None:
    part(full, "Class")
    press(full, "Find the class")
    (kept,) = opened(full, desk).results("suggest")
    assert kept.result["suggestions"][0]["class_title"] in words(full)
    part(full, "Question")
    set_(full, "Your question", examples.QUESTIONS[0], "text_area")
    press(full, "Ask and keep")
    (asked,) = opened(full, desk).results("ask")
    entries = len(opened(full, desk).trail) - 1
    case = {"case": opened(full, desk).id, "entries": entries}
    assert asked.given == {"question": examples.QUESTIONS[0], "role": "", **case}
    assert "From the case" in markup(full)
    assert "the supervisor (entry 1)" in words(full)
    assert asked.result["deadlines"][0]["what"] in words(full)
    citations(full, f"answer-{opened(full, desk).id}-1")[0].click().run()
    (dialog,) = full.get("dialog")
    assert "<mark>" in markup(dialog)


def test_a_second_opinion_comes_with_its_record(full: AppTest, desk: Desk) -> None:
    part(full, "Second opinion")
    titles = cases_open.classes(desk, "minnesota")
    set_(full, "is in", titles[1], "selectbox")
    set_(full, "compare it", titles[3], "selectbox").run()
    press(full, "Compare the two")
    shown = words(full)
    assert f"For {titles[1]}" in shown
    assert "7. Analysis and determination" in shown
    assert "Determination: " in shown
    assert "pd-blank" in markup(full)
    (kept,) = opened(full, desk).results("opinion")
    assert (kept.given["current"], kept.given["proposed"]) == (titles[1], titles[3])
    assert kept.result["reading"] in shown
    assert "The employee on pace: “Faster" in shown


def test_a_case_is_closed_and_opened_again_and_reminds_nobody_meanwhile(at: AppTest, desk: Desk) -> None:
    id = opened(at, desk).id
    day = DateSet(event="employee notified", day=cases_open.today())
    desk.cases.add(id, day, who="Ada", at=cases_open.now())
    part(at, "History and file")
    press(at, "Close the case")
    assert "the reason is empty" in at.error[0].value
    set_(at, "How it ended", "reallocated")
    set_(at, "Why nothing", "the time is over")
    press(at, "Close the case")
    ended = opened(at, desk).closed
    assert ended is not None
    assert ended.who == "Ada"
    assert "reallocated" in at.info[0].value
    part(at, "Dates")
    assert "remind nobody any more" in words(at)
    press(at, "Back to all cases")
    assert f"open-{id}" not in {one.key for one in at.button}
    at.radio(key="case_list").set_value("Closed").run()
    assert f"open-{id}" in {one.key for one in at.button}
    due = "Last day for the employee's appeal"
    reminded = words(at.radio(key="mode").set_value(HOME).run()).count(due)
    at.button(key=f"open-{id}").click().run()
    part(at, "History and file")
    set_(at, "Why it is opened", "a protest came in")
    press(at, "Open the case again")
    assert opened(at, desk).closed is None
    assert words(at.radio(key="mode").set_value(HOME).run()).count(due) == reminded + 1


@pytest.mark.parametrize("kind", forms())
def test_any_letter_is_shown_with_its_blanks_or_what_it_lacks_is_said(kind: str, full: AppTest) -> None:
    part(full, "Letters")
    full.selectbox(key="letter_kind").set_value(kind).run()
    assert not full.exception
    assert not full.error
    if set(forms()[kind].needs) - {"requested class"}:
        assert "cannot be drafted without" in full.info[0].value
    else:
        assert "pd-blank" in markup(full)
        assert [one.label for one in full.get("download_button")] == ["Download Word (DOCX)", "Download PDF"]


def test_a_notice_asks_for_the_outcome_where_the_plan_does_not_tell_it(full: AppTest, desk: Desk) -> None:
    act = DecisionFiled(class_title="A Class of Another Plan", day=date(2026, 3, 2), by="The personnel office")
    desk.cases.add(opened(full, desk).id, act, who="Ada", at=cases_open.now())
    part(full, "Letters")
    full.selectbox(key="letter_kind").set_value("notice").run()
    assert "choose it above" in full.info[0].value
    set_(full, "What the decision comes to", "other series", "selectbox").run()
    assert "A Class of Another Plan" in words(full)


def test_a_letter_is_the_same_as_file_and_on_the_page(full: AppTest, desk: Desk) -> None:
    paper = to_paper(write_letter(opened(full, desk), "deficiency letter", desk, date(2026, 3, 2)))
    word = docx.Document(io.BytesIO(cases_paper.to_docx(paper)))
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(cases_paper.to_pdf_bytes(paper))).pages)
    part(full, "Letters")
    full.selectbox(key="letter_kind").set_value("deficiency letter").run()
    assert paper.title in words(full)
    assert any(paper.title in paragraph.text for paragraph in word.paragraphs)
    assert paper.title in " ".join(printed.split())


def test_an_entry_is_withdrawn_with_a_reason_and_stays_in_the_history(at: AppTest, desk: Desk) -> None:
    id = opened(at, desk).id
    desk.cases.add(id, PersonNamed(party=Party.EMPLOYEE, name="Wrong Name"), who="Ada", at=cases_open.now())
    part(at, "History and file")
    assert at.selectbox[0].options == ["2. employee: Wrong Name"]
    press(at, "Withdraw this entry")
    assert "the reason is empty" in at.error[0].value
    set_(at, "Why it is", "another person")
    press(at, "Withdraw this entry")
    assert opened(at, desk).people == {}
    assert "withdrawn by entry 3" in words(at)
    assert "Wrong Name" in words(at)


def test_a_case_comes_back_from_its_file_and_a_broken_one_is_explained(at: AppTest, desk: Desk, start: Start) -> None:
    case = opened(at, desk)
    text = desk.cases.exported(case.id)
    other = start(CASES)
    other.file_uploader[0].upload("case.json", text.encode(), "application/json").run()
    press(other, "Take in this case")
    assert other.session_state["case_open"] == case.id
    broken = json.loads(text)
    broken["trail"][0]["who"] = "Somebody Else"
    third = start(CASES)
    third.file_uploader[0].upload("bad.json", json.dumps(broken).encode(), "application/json").run()
    press(third, "Take in this case")
    assert "altered" in third.error[0].value
    assert {type(entry.did) for entry in desk.cases.case(case.id).trail} != {DocumentFiled}
