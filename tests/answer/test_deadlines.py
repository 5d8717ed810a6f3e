"""Deadlines: each date follows from a rule, the right trigger and a count; without a trigger there is no date."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.dates import dates_in, long
from assistant.answer.deadlines import Rule, deadline, deadlines_asked, rule, rules, safe_day
from assistant.models import Deadline
from knowledge.errors import UnknownName
from knowledge.library import Library

AGENCY, EMPLOYEE, BACK_PAY, CLAUSE = "appeal-agency", "appeal-employee", "back-pay", "contract-pay-start"
LEAVE, DECLASSIFIED = "return-from-leave", "declassification"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("library"))


DUE = [
    # (rule, trigger, due, the safe day before it where a caution is due)
    (EMPLOYEE, "2026-03-02", "2026-04-01", ""),
    (AGENCY, "2026-03-02", "2026-04-01", ""),
    (EMPLOYEE, "2028-01-30", "2028-02-29", ""),  # a leap year
    (EMPLOYEE, "2027-01-30", "2027-03-01", ""),
    (EMPLOYEE, "2026-12-17", "2027-01-16", "2027-01-15"),  # over the end of a year, to a Saturday
    (EMPLOYEE, "2026-06-04", "2026-07-04", "2026-07-02"),  # Saturday the 4th, observed on Friday
    (EMPLOYEE, "2026-12-02", "2027-01-01", "2026-12-31"),  # New Year's Day
    (EMPLOYEE, "2026-10-27", "2026-11-26", "2026-11-25"),  # Thanksgiving
    (EMPLOYEE, "2026-08-07", "2026-09-06", "2026-09-04"),  # the Sunday before Labor Day
    (EMPLOYEE, "2026-08-08", "2026-09-07", "2026-09-04"),  # Labor Day
    (LEAVE, "2026-05-29", "2026-07-28", ""),
    (LEAVE, "2026-05-05", "2026-07-04", "2026-07-02"),
    (LEAVE, "2027-12-31", "2028-02-29", ""),
    # dates by which nobody has to act need no caution
    (BACK_PAY, "2026-07-04", "2026-07-04", ""),
    (CLAUSE, "2026-06-19", "2026-07-04", ""),
    (CLAUSE, "2026-04-20", "2026-05-05", ""),
    (DECLASSIFIED, "2027-01-01", "2028-01-01", ""),
    (DECLASSIFIED, "2028-02-29", "2029-02-28", ""),
]


@pytest.mark.parametrize(("id", "trigger", "due", "safe"), DUE)
def test_the_date_a_rule_sets(id: str, trigger: str, due: str, safe: str, library: Library) -> None:
    found = deadline(rule(id), date.fromisoformat(trigger), library)
    assert found.date == date.fromisoformat(due)
    assert long(found.date) in found.count
    assert rule(id).trigger in found.count
    if safe:
        assert found.caution.startswith(f"{long(found.date)} falls on a ")
        assert found.caution.endswith(f"have it received by {long(date.fromisoformat(safe))}.")
    else:
        assert found.caution == ""


@pytest.mark.parametrize(
    ("trigger", "kind"), [("2026-12-02", "a legal holiday"), ("2026-08-07", "a weekend"), ("2026-06-04", "a weekend")]
)
def test_a_caution_says_what_the_day_is(trigger: str, kind: str, library: Library) -> None:
    assert f"falls on {kind}." in deadline(rule(EMPLOYEE), date.fromisoformat(trigger), library).caution


def test_only_a_period_fixed_by_law_is_extended_by_law(library: Library) -> None:
    saturday = date(2026, 7, 4)
    by_law = deadline(rule(LEAVE), saturday - timedelta(days=60), library)
    by_procedure = deadline(rule(EMPLOYEE), saturday - timedelta(days=30), library)
    assert by_law.date == by_procedure.date == saturday
    assert "645.15" in by_law.caution
    assert "Minn. Stat. 645.15" in by_law.see
    assert "The sources do not say" in by_procedure.caution


@pytest.mark.parametrize(
    ("due", "safe"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-20"),
        ("2026-07-04", "2026-07-02"),
        ("2027-01-01", "2026-12-31"),
        ("2027-01-03", "2026-12-31"),  # Sunday, Saturday, New Year's Day
        ("2026-06-19", "2026-06-18"),
        ("2026-01-19", "2026-01-16"),
    ],
)
def test_the_safe_day(due: str, safe: str) -> None:
    assert safe_day(date.fromisoformat(due)) == date.fromisoformat(safe)


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_the_safe_day_is_a_working_day_not_long_before(due: date) -> None:
    safe = safe_day(due)
    assert safe.weekday() < 5
    assert timedelta(0) <= due - safe <= timedelta(days=5)
    assert safe_day(safe) == safe


@pytest.mark.parametrize("known", rules(), ids=lambda known: known.id)
def test_each_rule_quotes_the_sentence_that_sets_it_from_its_source(known: Rule, library: Library) -> None:
    found = deadline(known, date(2026, 3, 2), library)
    text = library.source(found.rule.source).text
    assert text[found.rule.start : found.rule.end] == found.rule.quote
    assert found.rule.pinpoint == known.pinpoint
    assert known.anchor.search(" ".join(found.rule.quote.split()))
    held = {passage.pinpoint for passage in library.passages}
    assert set(found.see) <= held


def test_an_unknown_rule_is_refused_by_naming_the_known_ones() -> None:
    with pytest.raises(UnknownName) as refused:
        rule("appeal")
    assert all(known.id in str(refused.value) for known in rules())


ASKED = [
    # (question, [(rule, date)]); a letter's date starts nothing
    ("I was told on March 2, 2026 that my job was reclassified. When is my last day to appeal?", [(EMPLOYEE, "04-01")]),
    ("I was told March 2, 2026; the letter is dated February 20, 2026. Deadline to protest?", [(EMPLOYEE, "04-01")]),
    (
        "The letter is dated Feb. 20, 2026 and they notified me March 2, 2026. By when do I appeal?",
        [(EMPLOYEE, "04-01")],
    ),
    ("The decision is dated January 5, 2026. How long do I have to appeal?", []),
    ("I received the letter dated January 5, 2026. When is my last day to appeal?", []),
    ("The letter was printed on January 5, 2026. What is the deadline to challenge it?", []),
    ("I got the letter on 3/12/2026. how many days do I have to challenge it", [(EMPLOYEE, "04-11")]),
    ("It came on March 10, 2026 but my boss told me on March 2, 2026. Last day to appeal?", [(EMPLOYEE, "04-01")]),
    ("Our agency received the notice on March 5, 2026. By when must we appeal?", [(AGENCY, "04-04")]),
    ("The appointing authority was notified on March 5, 2026. Its deadline to appeal?", [(AGENCY, "04-04")]),
    ("Agency got notice March 5, 2026 and told me March 9, 2026. When must I appeal?", [(EMPLOYEE, "04-08")]),
    (
        "Our agency received notice on 2026-03-05 and told the employee on 2026-03-09. Last day for both to appeal?",
        [(AGENCY, "04-04"), (EMPLOYEE, "04-08")],
    ),
    ("The request came in on April 1, 2026. From when is back pay owed?", [(BACK_PAY, "04-01")]),
    (
        "The request came in on April 1, 2026; the chart arrived on April 20, 2026. From when is it retroactive?",
        [(BACK_PAY, "04-20")],
    ),
    (
        "Our contract has a back pay clause. The complete request was received on April 20, 2026. When does it begin?",
        [(BACK_PAY, "04-20"), (CLAUSE, "05-05")],
    ),
    ("My unclassified appointment ends on May 29, 2026. Until when may I return?", [(LEAVE, "07-28")]),
    ("My leave ends on May 29, 2026. Until when may I return?", []),
    ("How long do I have to appeal?", []),
    ("From when is back pay owed?", []),
    ("I was told on March 2, 2026 that my job was reclassified. Who may review it?", []),
    ("My review meeting is on March 2, 2026. When is the deadline to appeal?", []),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_a_question_gets_the_dates_it_asks_for(
    question: str, expected: list[tuple[str, str]], library: Library
) -> None:
    found = list(deadlines_asked(question, tuple(dates_in(question)), library))
    assert [(one.what, one.date) for one in found] == [
        (rule(id).what, date.fromisoformat(f"2026-{day}")) for id, day in expected
    ]


def test_a_declassified_position_is_safe_for_a_year(library: Library) -> None:
    question = "My position was declassified on July 1, 2026. How soon may they remove me?"
    (found,) = deadlines_asked(question, tuple(dates_in(question)), library)
    assert found.date == date(2027, 7, 1)


@pytest.mark.parametrize("question", [question for question, expected in ASKED if expected])
def test_without_a_date_no_date_is_given(question: str, library: Library) -> None:
    assert list(deadlines_asked(question, (), library)) == []


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.sampled_from(rules()))
def test_the_day_of_the_trigger_is_day_0(trigger: date, known: Rule) -> None:
    found: Deadline = deadline(known, trigger, LIBRARY)
    counted = {"days": (found.date - trigger).days, "years": found.date.year - trigger.year}
    (unit, number), *_ = known.time.items()
    assert counted[unit] == number
    assert not found.caution or safe_day(found.date) < found.date


LIBRARY = Library(Path(__file__).parent / "no such folder")
