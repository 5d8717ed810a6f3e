"""Deadlines: each date follows from a rule, the right trigger and a count; without a trigger there is no date."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dates import dates_in, long
from assistant.answer.deadlines import (
    Rule,
    deadline,
    deadlines_asked,
    rule,
    rules,
    rules_named,
    safe_day,
    trigger_day,
    trigger_needed,
)
from assistant.models import Deadline
from knowledge.errors import InputError, UnknownName
from knowledge.library import Library
from knowledge.models import DULUTH, STATE

AGENCY, EMPLOYEE, BACK_PAY, CLAUSE = "appeal-agency", "appeal-employee", "back-pay", "contract-pay-start"
LEAVE, DECLASSIFIED, REMOVAL = "return-from-leave", "declassification", "declassified-request"
DELEGATED, CENTRAL, COLLEGE = "back-pay-delegated", "back-pay-central", "appeal-college"
INELIGIBLE, ACKNOWLEDGED, TARGET = "ineligible-removal", "audit-acknowledgement", "audit-target"
COLLEGES = ("Minnesota State Colleges and Universities", STATE)


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
    # by these dates nobody has to act
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
    assert found.trigger == date.fromisoformat(trigger)
    warned, note = f"have it received by {long(found.safe or found.date)}.", rule(id).note
    if safe:
        assert found.safe == date.fromisoformat(safe)
        assert found.caution.startswith(f"{long(found.date)} falls on a ")
        assert found.caution.removesuffix(note).strip().endswith(warned)
    else:
        assert found.caution == note


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("2026-12-02", "a legal holiday (New Year's Day)"),
        ("2026-08-07", "a weekend"),
        ("2026-06-04", "a weekend"),
    ],
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


def test_an_unknown_rule_is_refused_by_naming_the_nearest_first() -> None:
    with pytest.raises(UnknownName) as refused:
        rule("backpay")
    assert refused.value.known[:1] == ["back-pay"]
    assert set(refused.value.known) >= {known.id for known in rules()}


def test_appeal_means_both_parties_and_at_a_college_its_own_rule() -> None:
    assert [known.id for known in rules_named("Appeal")] == [AGENCY, EMPLOYEE]
    assert [known.id for known in rules_named("protest", "Colleges")] == [COLLEGE]
    assert [known.id for known in rules_named("back_pay")] == [BACK_PAY]


def test_the_state_s_days_are_not_duluth_s() -> None:
    with pytest.raises(InputError, match="Duluth's Human Resources office"):
        rules_named(EMPLOYEE, "duluth")
    with pytest.raises(UnknownName, match="employer named 'hennepin'; known: state, colleges, duluth"):
        rules_named(EMPLOYEE, "hennepin")


def test_a_missing_day_is_asked_for_by_its_event() -> None:
    with pytest.raises(InputError, match="appeal-employee needs a date: the day the appointing authority notified the"):
        trigger_day(rules_named(EMPLOYEE), " ")
    assert trigger_day(rules_named(EMPLOYEE), "last Friday", "2026-03-06").day == date(2026, 2, 27)


BOTH_TOLD = [(AGENCY, "03-29"), (EMPLOYEE, "04-01")]
COMPLETE = [(BACK_PAY, "04-20")]
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
    # both parties' where nothing says which of them asks
    (
        "I got the letter on 3/12/2026. how many days do I have to challenge it",
        [(AGENCY, "04-11"), (EMPLOYEE, "04-11")],
    ),
    ("I got the letter on March 2 2026, how long do I have?", [(AGENCY, "04-01"), (EMPLOYEE, "04-01")]),
    ("Employee told on 3/2/2026; agency received notice 2/27/2026. Last day for each?", BOTH_TOLD),
    # the event may stand behind its date, and a letter's date before it
    ("On March 2, 2026 my agency told me that my job was reclassified. Last day to appeal?", [(EMPLOYEE, "04-01")]),
    (
        "The letter, dated February 20, 2026, reached me March 2, 2026. My job's deadline to appeal?",
        [(EMPLOYEE, "04-01")],
    ),
    ("told of a letter dated Feb 20, 2026 on March 2, 2026. my last day to appeal", [(EMPLOYEE, "04-01")]),
    ("I was told on March 2, 2026 that it is effective July 1, 2026. Until when may I protest?", [(EMPLOYEE, "04-01")]),
    # what another party was told starts that party's time
    (
        "MMB notified my agency on March 2, 2026. My agency told me on March 12, 2026. Until when may I protest?",
        [(EMPLOYEE, "04-11")],
    ),
    (
        "My boss got the notice March 2, 2026, I was told March 9, 2026. How long does my boss have?",
        [(AGENCY, "04-01")],
    ),
    ("we told the employee on 3/5/2026, when does her time run out?", [(EMPLOYEE, "04-04")]),
    ("The notice of allocation reached us on March 5, 2026. How long do we have to protest?", [(AGENCY, "04-04")]),
    ("It came on March 10, 2026 but my boss told me on March 2, 2026. Last day to appeal?", [(EMPLOYEE, "04-01")]),
    ("Our agency received the notice on March 5, 2026. By when must we appeal?", [(AGENCY, "04-04")]),
    ("The appointing authority was notified on March 5, 2026. Its deadline to appeal?", [(AGENCY, "04-04")]),
    ("Agency got notice March 5, 2026 and told me March 9, 2026. When must I appeal?", [(EMPLOYEE, "04-08")]),
    (
        "Our agency received notice on 2026-03-05 and told the employee on 2026-03-09. Last day for both to appeal?",
        [(AGENCY, "04-04"), (EMPLOYEE, "04-08")],
    ),
    ("The request came in on April 1, 2026. Back pay eligibility date?", [(BACK_PAY, "04-01")]),
    # where the start of pay is asked for, the clause's later start stands apart
    ("The request came in on April 1, 2026. From when is back pay owed?", [(BACK_PAY, "04-01"), (CLAUSE, "04-16")]),
    (
        "The request came in on April 1, 2026; the chart arrived on April 20, 2026. Date of back pay eligibility?",
        [(BACK_PAY, "04-20")],
    ),
    ("The complete request was received April 20, 2026; the decision came July 1, 2026. Back pay date?", COMPLETE),
    # by whose desk it is depends on delegation
    (
        "MMB got my request May 4, 2026, our HR received it May 8, 2026. We are delegated. Back pay date?",
        [(DELEGATED, "05-08")],
    ),
    ("MMB received my request May 4, 2026, HR got it May 8, 2026; not delegated. Back pay date?", [(CENTRAL, "05-04")]),
    (
        "I was told March 2, 2026; the full request was received February 2, 2026. Appeal deadline, back pay date?",
        [(EMPLOYEE, "04-01"), (BACK_PAY, "02-02")],
    ),
    (
        "Our contract has a back pay clause. The complete request was received on April 20, 2026. When does it begin?",
        [(BACK_PAY, "04-20"), (CLAUSE, "05-05")],
    ),
    ("My unclassified appointment ends on May 29, 2026. Until when may I return?", [(LEAVE, "07-28")]),
    (
        "I got 30 days' notice on March 2, 2026 of removal from my declassified position. Last day to ask for another?",
        [(REMOVAL, "04-01")],
    ),
    (
        "We received the notice of ineligibility on March 2, 2026. By when must the incumbent be out of the position?",
        [(INELIGIBLE, "04-01")],
    ),
    ("I filed my audit request March 2, 2026. By when should it be acknowledged?", [(ACKNOWLEDGED, "04-01")]),
    ("I filed my audit request on March 2, 2026. How long may the job audit take?", [(TARGET, "06-30")]),
    ("I was told March 2, 2026; how long does the commissioner have to answer?", []),
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


def dates_for(question: str, library: Library, **who: object) -> list[tuple[str, date]]:
    found = deadlines_asked(question, tuple(dates_in(question)), library, **who)  # type: ignore[arg-type]
    return [(one.id, one.date) for one in found]


def test_a_role_says_which_party_asks(library: Library) -> None:
    question = "I got the letter on March 2, 2026, how long do I have?"
    april_1 = date(2026, 4, 1)
    assert dates_for(question, library, role="employee") == [(EMPLOYEE, april_1)]
    assert dates_for(question, library, role="hr") == [(AGENCY, april_1), (EMPLOYEE, april_1)]


def test_each_employer_s_own_rule(library: Library) -> None:
    question = "HR told me February 27, 2026, the final notice came March 2, 2026. Last day to appeal?"
    assert dates_for(question, library) == [(EMPLOYEE, date(2026, 3, 29))]
    assert dates_for(question, library, employers=COLLEGES) == [(COLLEGE, date(2026, 4, 1))]
    assert dates_for(question, library, employers=(DULUTH,)) == []


NEEDED = [
    ("When is my last day to appeal?", "employee", "the day the appointing authority notified the employee"),
    ("When is the agency's deadline to appeal?", "hr", "the day the appointing authority received the notice"),
    (
        "How long do I have to protest?",
        "",
        "received the notice of allocation or the day the appointing authority notified",
    ),
    ("From when is back pay owed?", "employee", "the day the properly documented request was received"),
    ("I was told on March 2, 2026. When is my last day to appeal?", "employee", ""),
    ("Who may appeal?", "employee", ""),
]


@pytest.mark.parametrize(("question", "role", "event"), NEEDED)
def test_the_event_whose_day_is_missing_is_named(question: str, role: str, event: str) -> None:
    needed = trigger_needed(question, tuple(dates_in(question)), role=role)
    assert event in needed
    assert bool(needed) == bool(event)


def test_how_a_date_was_read_is_said(library: Library) -> None:
    question = "I was told on 03/04/2026. When is my last day to appeal?"
    (found,) = deadlines_asked(question, tuple(dates_in(question)), library)
    assert found.caution.startswith("“03/04/2026” is read the US way, month first: Wednesday, March 4, 2026.")
    question = "I got the letter on 03/04/2026, how long do I have?"
    first, second = deadlines_asked(question, tuple(dates_in(question)), library)
    assert ("US way" in first.caution, "US way" in second.caution) == (True, False)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.sampled_from(rules()))
def test_the_day_of_the_trigger_is_day_0(trigger: date, known: Rule) -> None:
    found: Deadline = deadline(known, trigger, LIBRARY)
    counted = {"days": (found.date - trigger).days, "years": found.date.year - trigger.year}
    (unit, number), *_ = known.time.items()
    assert counted[unit] == number
    assert (found.safe is not None) == known.act_by
    assert found.safe is None or (found.safe == found.date) == ("falls on" not in found.caution)


LIBRARY = Library(Path(__file__).parent / "no such folder")
