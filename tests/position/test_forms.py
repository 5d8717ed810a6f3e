"""Whole forms: the state's position description with its controls, and an old description with its signs."""

from __future__ import annotations

import pytest

from assistant.models import PositionDescription
from assistant.position.marks import Fact, marks, of_duty
from assistant.position.read import read_position
from knowledge.parse.document import read_bytes
from tests.knowledge.parse import forms
from tests.knowledge.parse.forms import blank, saved
from tests.position.test_read import assert_nothing_lost

OLD = """Harbor Clerk

SUMMARY/PURPOSE:

To keep the records of the harbor.

FUNCTIONAL AREAS:

1. Keep the berth records.

- * A. Enter arrivals and departures of boats.
- * B. Send fee notices to the owners.
- C. Order forms for the office.

2. Help the public.

* A. Answer questions about berths.
B. Perform related tasks as assigned.

JOB REQUIREMENTS

Education & Experience Requirements

- ❖ A. High school diploma and one year of office work.
- B. Some knowledge of boats.

Physical Requirements

- ❖ A. Ability to lift 25 pounds.

*—Essential functions of the position

❖—Job requirements necessary the first day of employment

HR: AB\tUnion: Basic\tClass No: 99
"""
TABLE = """Principal responsibilities

| No. | Responsibility | % of time | Essential | Priority | Discretion |
|---|---|---|---|---|---|
| 1 | Issues permits to contractors. | 60 | Yes | A | B |
| 2 | Files the papers of the office. | 40 | No |  | ________ |
"""


def state_form() -> bytes:
    """A position description of the state, filled in with content controls, check boxes and old fields."""
    document = blank()
    document.sections[0].header.paragraphs[0].text = "State of Minnesota"
    document.add_paragraph("POSITION DESCRIPTION")
    table = document.add_table(3, 2)
    entries = (
        ("Employee's Name: ", ""), ("Agency/Division: ", "Department of Examples"),
        ("Classification Title: ", "Office Specialist"), ("Working Title: ", "Licensing Lead"),
        ("Position Control Number: ", "00123"), ("Appraisal Period: ", "2026"),
    )  # fmt: skip
    for place, (name, value) in enumerate(entries):
        cell = table.cell(place // 2, place % 2).paragraphs[0]
        cell.add_run(name)
        forms.text_control(cell, value or "Click or tap here to enter text.", prompt=not value)
    for heading, words in (
        ("POSITION PURPOSE", "This position exists so that licences go out on time."),
        ("REPORTABILITY", ""),
        ("Reports to:", "Licensing Supervisor"),
        ("Supervises:", "Nobody"),
        ("DIMENSIONS", ""),
        ("Budget:", "$40,000 of supplies"),
        ("Clientele:", "Applicants for licences"),
    ):
        paragraph = document.add_paragraph(f"{heading} ")
        if words:
            forms.text_control(paragraph if heading.endswith(":") else document.add_paragraph(), words)
    duties = document.add_table(3, 6)
    names = ("Resp. No.", "Principal Responsibilities", "Priority", "% of Time", "Discretion", "Essential")
    for cell, name in zip(duties.rows[0].cells, names, strict=True):
        cell.text = name
    for row, (number, duty, share) in zip(
        duties.rows[1:],
        (("1", "Process applications for licences.", "60"), ("2", "Answer questions at the counter.", "40")),
        strict=True,
    ):
        cells = [cell.paragraphs[0] for cell in row.cells]
        cells[0].add_run(number)
        forms.text_control(cells[1], duty)
        forms.choice_control(cells[2], "A", "B", "C", chosen="A" if number == "1" else "C")
        forms.text_control(cells[3], share)
        forms.old_choice(cells[4], "A", "B", chosen=1)
        forms.check_control(cells[5], checked=number == "1")
    document.add_paragraph("NATURE AND SCOPE")
    for heading, words in (
        ("Relationships:", "Works with inspectors to settle open cases."),
        ("Knowledge, Skills and Abilities:", "Knowledge of licensing rules."),
        ("Problem Solving:", "Settles unclear applications by the manual."),
        ("Freedom to Act:", "Decides routine cases alone."),
    ):
        forms.text_control(document.add_paragraph(f"{heading} "), words)
    return saved(document)


@pytest.fixture(scope="module")
def state() -> PositionDescription:
    return read_position(read_bytes(state_form(), "form.docx"))


def test_the_states_form_falls_into_its_fields(state: PositionDescription) -> None:
    assert state.title == "Office Specialist"
    assert state.employer == "Department of Examples"
    assert state.purpose is not None
    assert state.purpose.quote == "This position exists so that licences go out on time."
    assert {heading: span.quote for heading, span in state.sections.items() if span.quote and "|" not in heading} == {
        "Agency/Division": "Department of Examples",
        "Classification Title": "Office Specialist",
        "Working Title": "Licensing Lead",
        "Position Control Number": "00123",
        "Appraisal Period": "2026",
        "POSITION PURPOSE": "This position exists so that licences go out on time.",
        "Reports to": "Licensing Supervisor",
        "Supervises": "Nobody",
        "Budget": "$40,000 of supplies",
        "Clientele": "Applicants for licences",
        "Relationships": "Works with inspectors to settle open cases.",
        "Knowledge, Skills and Abilities": "Knowledge of licensing rules.",
        "Problem Solving": "Settles unclear applications by the manual.",
        "Freedom to Act": "Decides routine cases alone.",
        "Page head": "State of Minnesota",
    }
    assert state.unplaced == ()


def test_the_states_form_has_its_duties_with_their_codes(state: PositionDescription) -> None:
    assert [(duty.span.quote, duty.share) for duty in state.duties] == [
        ("Process applications for licences.", 60.0),
        ("Answer questions at the counter.", 40.0),
    ]
    found = marks(state)
    assert [{mark.fact: mark.value for mark in of_duty(duty, found)} for duty in state.duties] == [
        {Fact.PRIORITY: "A", Fact.DISCRETION: "B", Fact.ESSENTIAL: "☒"},
        {Fact.PRIORITY: "C", Fact.DISCRETION: "B", Fact.ESSENTIAL: "☐"},
    ]


def test_nothing_of_a_form_is_lost() -> None:
    assert_nothing_lost(read_bytes(state_form(), "form.docx"))


def test_an_old_description_keeps_areas_tasks_and_signs() -> None:
    position = read_position(OLD)
    assert [(duty.span.quote, len(duty.tasks)) for duty in position.duties] == [
        ("Keep the berth records.", 3),
        ("Help the public.", 2),
    ]
    assert [(mark.fact, mark.of.quote, mark.at.quote) for mark in marks(position)] == [
        (Fact.ESSENTIAL, "Enter arrivals and departures of boats.", "*"),
        (Fact.ESSENTIAL, "Send fee notices to the owners.", "*"),
        (Fact.ESSENTIAL, "Answer questions about berths.", "*"),
        (Fact.FIRST_DAY, "High school diploma and one year of office work.", "❖"),
        (Fact.FIRST_DAY, "Ability to lift 25 pounds.", "❖"),
    ]
    assert {mark.value for mark in marks(position)} == {
        "Essential functions of the position",
        "Job requirements necessary the first day of employment",
    }
    assert_nothing_lost(OLD)


def test_the_codes_of_a_table_belong_to_its_duties_and_blanks_say_nothing() -> None:
    position = read_position(TABLE)
    found = marks(position)
    assert [{mark.fact: mark.value for mark in of_duty(duty, found)} for duty in position.duties] == [
        {Fact.ESSENTIAL: "Yes", Fact.PRIORITY: "A", Fact.DISCRETION: "B"},
        {Fact.ESSENTIAL: "No"},
    ]
    assert all(position.text[mark.at.start : mark.at.end] == mark.at.quote for mark in found)
    assert position.unplaced == ()


@pytest.mark.parametrize(
    ("legend", "item", "found"),
    [
        ("* Essential functions of the job", "* Files papers.", 1),
        ("Asterisk (*) denotes essential functions.", "*A. Files papers.", 1),
        ("* = essential", "1. Files papers.*", 1),
        ("(*) Essential duty", "Files papers. *", 1),
        ("† marks what is needed on day one", "† Files papers.", 1),
        ("", "* Files papers.", 0),
        ("* Essential records are kept safe.", "* Files papers.", 0),
        ("* = essential", "- Files papers.", 0),
        ("* = essential", "Files 2 * 3 papers.", 0),
    ],
)
def test_a_sign_means_what_a_legend_says(legend: str, item: str, found: int) -> None:
    stated = marks(read_position(f"Duties:\n{item}\n\n{legend}\n"))
    assert [mark.of.quote.rstrip(".") for mark in stated] == ["Files papers"] * found


def test_a_form_as_word_lists_its_signs() -> None:
    document = blank()
    forms.numbering(document, 20, ("bullet", "❖"))
    document.add_paragraph("Knowledge Requirements", style="Heading 1")
    forms.item(document, "Knowledge of boats.", 20)
    document.add_paragraph("❖—Job requirements necessary the first day of employment")
    (mark,) = marks(read_position(read_bytes(saved(document), "old.docx")))
    assert (mark.fact, mark.of.quote) == (Fact.FIRST_DAY, "Knowledge of boats.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Working Title\nLicensing Lead\n\nDuties:\n- Files papers.\n", "Licensing Lead"),
        ("Class title: ________\nWorking title: Licensing Lead\n\nDuties:\n- Files papers.\n", "Licensing Lead"),
        ("Class title | ________\nWorking title | Licensing Lead\n\nDuties:\n- Files papers.\n", "Licensing Lead"),
    ],
)
def test_titles_of_forms(text: str, title: str) -> None:
    assert read_position(text).title == title
    assert_nothing_lost(text)


def test_a_row_about_work_is_no_field() -> None:
    text = "Duty | % of time\nTraining | 20%\nFiling | 80%\n"
    assert [duty.share for duty in read_position(text).duties] == [20.0, 80.0]
