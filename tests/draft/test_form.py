"""The format's form: verbs changed where that is safe, words left alone where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.form import imperative, infinitive, names_area


@pytest.mark.parametrize(
    ("written", "formed"),
    [
        (
            "Enters new hires, transfers and leaves in the HR system and fixes errors",
            "Enter new hires, transfers and leaves in the HR system and fix errors",
        ),
        (
            "Answers questions from employees, runs the orientation, passes hard cases on.",
            "Answer questions from employees, run the orientation, pass hard cases on.",
        ),
        ("Posts jobs, tracks applicants and sets up interviews.", "Post jobs, track applicants and set up interviews."),
        ("cleans restrooms, floors and offices of the branch", "Clean restrooms, floors and offices of the branch"),
        ("Hires, trains and evaluates seven clerks.", "Hire, train and evaluate seven clerks."),
        (
            "Prepares maps and graphics, and answers questions",
            "Prepare maps and graphics, and answer questions",
        ),
        ("Works with vendors and helps with payroll", "Work with vendors and help with payroll"),
        ("Handles payables; finds the difference", "Handle payables; find the difference"),
        ("Carries 110 cases: decides eligibility", "Carry 110 cases: decide eligibility"),
        ("I also answer the phone and sort the mail.", "Answer the phone and sort the mail."),
        ("The employee will keep files.", "Keep files."),
        ("He diagnoses and repairs heavy trucks.", "Diagnose and repair heavy trucks."),
        ("keeping the zoning map up to date", "Keep the zoning map up to date"),
        ("Process applications.", "Process applications."),
    ],
)
def test_safe_changes(written: str, formed: str) -> None:
    assert imperative(written) == formed


@pytest.mark.parametrize(
    "written",
    [
        "Reports and records.",
        "Plans and reports of the unit",
        "Maintains files, records required by law and logs",
        "Lifts 12 boxes and unclogs drains",
        "Keeping the map and answering questions",
        "Planning and zoning",
        "I decide how costs are shared, I prepare statements.",
        "I make policy and am accountable for its budget.",
        "Monthly reconciliations of accounts",
        "Staff supervision",
        "When the schedule changes I call the teams.",
        "",
    ],
)
def test_words_in_doubt_are_left_alone(written: str) -> None:
    assert imperative(written) == written


@pytest.mark.parametrize(
    ("written", "formed"),
    [
        ("keeps records straight and helps employees.", "To keep records straight and help employees."),
        ("Directs the department and advises the mayor.", "To direct the department and advise the mayor."),
        ("This job reviews plans and helps builders.", "To review plans and help builders."),
        ("This position exists to keep boats safe.", "To keep boats safe."),
        ("The purpose of this position is to help.", "To help."),
        ("run tests so the plant meets its permit", "To run tests so the plant meets its permit"),
        ("To load boats.", "To load boats."),
        ("the unit answers questions.", "The unit answers questions."),
        ("Plan review and permits", "Plan review and permits"),
        (
            "This position exists so that licences go out on time.",
            "This position exists so that licences go out on time.",
        ),
    ],
)
def test_purpose(written: str, formed: str) -> None:
    assert infinitive(written) == formed


@pytest.mark.parametrize("form", [imperative, infinitive])
@given(words=st.text(max_size=80))
def test_any_words_keep_their_other_words(form: object, words: str) -> None:
    formed = imperative(words) if form is imperative else infinitive(words)
    assert len(formed.split()) <= len(words.split()) + 1


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("Staff supervision", True),
        ("Budget and contracts", True),
        ("Policy", True),
        ("Program operation", True),
        ("Lead a two-person crew", False),
        ("Process applications.", False),
        ("Hires staff", False),
    ],
)
def test_names_area(words: str, area: bool) -> None:
    assert names_area(words) == area
