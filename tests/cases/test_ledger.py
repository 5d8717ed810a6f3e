"""The ledger of a case: dates from the right days, and the days that are missing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.deadlines import rule
from assistant.cases.entries import Closed, DecisionFiled, Party, Reopened, Withdrawn
from assistant.cases.ledger import ledger, triggers
from assistant.desk import Desk
from knowledge.models import DULUTH, STATE
from tests.cases.samples import on, told

TODAY = date(2026, 11, 22)
DECIDED = DecisionFiled(class_title="Clerk 2", day=date(2026, 11, 2), by="Human Resources")


def test_every_event_starts_rules_that_exist() -> None:
    assert len(triggers()) == len({known.event for known in triggers()})
    for known in triggers():
        assert [rule(name).id for name in known.rules] == list(known.rules)


@pytest.mark.parametrize(
    ("event", "day", "dates"),
    [
        ("employee notified", "2026-11-10", {"appeal-employee": "2026-12-10"}),
        ("authority received notice", "2027-01-31", {"appeal-agency": "2027-03-02"}),
        ("request made", "2026-02-01", {"audit-acknowledgement": "2026-03-03", "audit-target": "2026-06-01"}),
        ("request received", "2026-10-01", {"back-pay": "2026-10-01", "contract-pay-start": "2026-10-16"}),
        ("position declassified", "2024-02-29", {"declassification": "2025-02-28"}),
    ],
)
def test_a_day_starts_its_own_dates_only(desk: Desk, event: str, day: str, dates: dict[str, str]) -> None:
    found = ledger(told(on(event, day)), desk.library, STATE, TODAY)
    assert {one.deadline.id: one.deadline.date.isoformat() for one in found.due} == dates
    assert all(one.event == event for one in found.due)
    assert all(one.days_left == (one.deadline.date - TODAY).days for one in found.due)


def test_the_earliest_date_comes_first(desk: Desk) -> None:
    case = told(on("employee notified", "2026-11-10"), on("request received", "2026-10-01"))
    dates = [one.deadline.date for one in ledger(case, desk.library, STATE, TODAY).due]
    assert dates == sorted(dates)
    assert len(dates) == 3


def test_without_its_day_a_date_is_asked_for_and_not_guessed(desk: Desk) -> None:
    open_ = ledger(told(), desk.library, STATE, TODAY)
    assert open_.due == ()
    assert [says for says in open_.missing if "received" in says]
    assert not [says for says in open_.missing if "notified" in says]
    decided = ledger(told(DECIDED), desk.library, STATE, TODAY)
    assert [says for says in decided.missing if "notified the employee" in says]


def test_one_day_of_receipt_is_enough(desk: Desk) -> None:
    known = ledger(told(on("request received by the agency", "2026-10-01")), desk.library, STATE, TODAY)
    assert not [says for says in known.missing if "received" in says]
    assert [one.deadline.id for one in known.due] == ["back-pay-delegated", "contract-pay-start"]


def test_the_employees_own_request_is_no_concern_of_an_agencys(desk: Desk) -> None:
    found = ledger(told(by=Party.AUTHORITY), desk.library, STATE, TODAY)
    assert not [says for says in found.missing if "audit request was made" in says]


def test_the_states_dates_are_no_citys(desk: Desk) -> None:
    found = ledger(told(on("employee notified", "2026-11-10")), desk.library, DULUTH, TODAY)
    assert found.due == ()
    assert "City of Duluth" in found.note


def test_a_closed_case_keeps_its_dates_and_reminds_nobody(desk: Desk) -> None:
    ended = Closed(outcome="reallocated", why="the time for a protest is over")
    closed = told(on("employee notified", "2026-11-10"), ended)
    assert closed.closed is not None
    assert closed.closed.who == "Ada"
    found = ledger(closed, desk.library, STATE, TODAY)
    assert [one.deadline.id for one in found.due] == ["appeal-employee"]
    assert found.missing == ()
    assert "closed (entry 3)" in found.note
    again = told(on("employee notified", "2026-11-10"), ended, Reopened(why="a protest came in"))
    assert again.closed is None
    assert ledger(again, desk.library, STATE, TODAY).missing
    assert ledger(again, desk.library, STATE, TODAY).note == ""
    withdrawn = told(on("employee notified", "2026-11-10"), ended, Withdrawn(entry=3, why="the wrong case"))
    assert withdrawn.closed is None
