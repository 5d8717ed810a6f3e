"""A question asked in a case is answered with the case's own days, party, employer, classes and facts."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.known import NOTHING
from assistant.cases.case import Case, case_of
from assistant.cases.entries import DateSet, Party, Withdrawn, entry_after
from assistant.cases.known import known_of
from assistant.desk import Desk
from assistant.models import Answer, Decision
from tests.cases.conftest import later
from tests.cases.samples import on, says, told
from tests.cases.ten import ONE, ten

CASES = {one.case.id: one.case for one in ten()}
PROTEST = "By when must I protest?"


def ask(desk: Desk, case: Case | str, question: str, role: str = "") -> Answer:
    case = CASES[case] if isinstance(case, str) else case
    return desk.ask(question, role=role, known=known_of(desk, case))


def days(found: Answer) -> dict[str, str]:
    return {one.id: one.date.isoformat() for one in found.deadlines}


def test_the_date_is_counted_from_the_day_in_the_trail_and_names_its_entry(desk: Desk) -> None:
    found = ask(desk, "granted-a-technician", PROTEST)
    (due,) = found.deadlines
    assert (due.id, due.trigger, due.date) == ("appeal-employee", date(2026, 11, 10), date(2026, 12, 10))
    assert "The case holds this day: employee notified (entry 11)." in due.caution
    assert "entry 11" in found.answer
    assert not desk.ask(PROTEST).deadlines  # outside the case there is no day


def test_a_day_that_is_withdrawn_or_absent_is_named_as_missing(desk: Desk) -> None:
    whole = CASES["granted-a-technician"]
    gone = entry_after(whole.trail[-1], Withdrawn(entry=11, why="another letter"), who="Ada", at=later(90))
    for case in (CASES["absent-trigger-date"], case_of(whole.id, (*whole.trail, gone))):
        found = ask(desk, case, PROTEST)
        assert not found.deadlines
        assert any("Not in the case, so there is no date: the day the appointing" in one for one in found.warnings)


def test_the_day_in_the_question_wins_and_the_difference_is_told(desk: Desk) -> None:
    found = ask(desk, "granted-a-technician", f"They told me on December 1, 2026. {PROTEST}")
    (due,) = found.deadlines
    assert due.date == date(2026, 12, 31)
    assert "Counted from the day in the question; the case holds Tuesday, November 10, 2026" in due.caution
    same = ask(desk, "granted-a-technician", f"They told me on November 10, 2026. {PROTEST}")
    assert "the case holds" not in same.deadlines[0].caution


@pytest.mark.parametrize(
    ("case", "question", "role", "expected"),
    [
        ("granted-a-technician", "When is the last day to protest?", "", {"appeal-employee": "2026-12-10"}),
        ("new-position", "By when do we have to appeal?", "", {"appeal-agency": "2026-12-10"}),
        ("new-position", PROTEST, "employee", {}),  # the authority's day starts no time of the employee's
        ("accounts-that-contradict", "When is the last day to protest?", "", {"appeal-employee": "2026-12-10"}),
        ("lower-than-asked", "Until when can I challenge it?", "hr", {"appeal-employee": "2026-03-02"}),
    ],
)
def test_each_party_gets_its_own_date(
    desk: Desk, case: str, question: str, role: str, expected: dict[str, str]
) -> None:
    assert days(ask(desk, case, question, role)) == expected


def test_of_several_rules_the_one_that_the_cases_day_starts_is_taken(desk: Desk) -> None:
    question = "From which day does back pay count?"
    plain, delegated = (
        ask(desk, told(on(event, "2026-03-02")), question)
        for event in ("request received", "request received by the agency")
    )
    assert days(plain) == {"back-pay": "2026-03-02"}
    assert days(delegated) == {"back-pay-delegated": "2026-03-02"}


def test_the_party_that_asked_for_the_study_is_the_asker_unless_another_is_said(desk: Desk) -> None:
    assert "the employee (entry 1)" in ask(desk, "granted-a-technician", PROTEST).known[0]
    assert not any("Answered for" in one for one in ask(desk, "granted-a-technician", PROTEST, "supervisor").known)


def test_a_city_case_gets_no_date_by_the_states_rules_and_the_city_is_named(desk: Desk) -> None:
    found = ask(desk, "duluth-same", PROTEST)
    assert found.decision is Decision.ABSTAIN
    assert not found.deadlines
    assert "No source at hand sets such a date for City of Duluth" in found.answer
    assert "Duluth" in found.whom_to_ask
    asked = ask(desk, "granted-a-technician", "By when must a City of Duluth employee protest?")
    assert not asked.deadlines
    assert any("another employer than the case" in one for one in asked.known)


def test_my_class_is_the_cases_class_and_a_class_that_is_named_wins(desk: Desk) -> None:
    own = ask(desk, "same-no-change", "What kind of work does my class do?")
    assert f"The class the position is in is {ONE} (entry 1)." in own.known
    other = ask(desk, "same-no-change", "What kind of work does the Human Resources Specialist 1 class do?")
    assert not any("The class the position is in" in one for one in other.known)


@pytest.mark.parametrize(
    ("case", "question", "holds"),
    [
        (
            "accounts-that-contradict",
            "What is said about supervision received?",
            "all of it every week.” (entry 10)",
        ),
        (
            "same-no-change",
            "When was the employee notified?",
            "Tuesday, November 10, 2026. (entry 9)",
        ),
        ("same-no-change", "Who is the supervisor?", "The supervisor is Sam Lee. (entry 3)"),
        ("same-no-change", "What is missing from the request?", "Cover memo: missing."),
        ("same-no-change", "Is the organization chart there?", "organization chart.pdf. (entry 6)"),
        ("granted-a-technician", "What was decided in my case?", "Human Resources Technician 2. (entry 10)"),
    ],
)
def test_what_the_case_holds_is_told_with_its_entry(desk: Desk, case: str, question: str, holds: str) -> None:
    assert any(holds in one for one in ask(desk, case, question).known)
    assert desk.ask(question, known=NOTHING).known == ()


def test_what_the_case_settles_is_not_asked_back(desk: Desk) -> None:
    question = "What does my contract say about an ineligible incumbent?"
    assert ask(desk, told(), question).decision is Decision.CLARIFY
    found = ask(desk, told(says(Party.EMPLOYEE, "bargaining unit", "AFSCME")), question)
    assert found.decision is not Decision.CLARIFY
    assert "The employee names the bargaining unit: AFSCME (entry 2)." in found.known


def test_of_two_days_for_one_event_the_later_entry_counts(desk: Desk) -> None:
    first, second = (DateSet(event="employee notified", day=date(2026, 3, day)) for day in (2, 5))
    found = ask(desk, told(first, second), PROTEST)
    assert found.deadlines[0].trigger == date(2026, 3, 5)
    assert "entry 3" in found.deadlines[0].caution
