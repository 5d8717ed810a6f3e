"""The calendar file: read back by the library that wrote it, the same for the same deadlines, with its reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from assistant.answer.calendar import ics
from assistant.answer.deadlines import Rule, deadline, rule, rules
from knowledge.library import Library

LIBRARY = Library(Path(__file__).parent / "no such folder")


def events(written: bytes) -> list[Component]:
    return list(Calendar.from_ical(written).walk("VEVENT"))


def reminders(event: Component) -> list[timedelta]:
    return [alarm.decoded("trigger") for alarm in event.walk("VALARM")]


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.sampled_from(rules()))
def test_an_event_holds_the_date_the_rule_and_the_caution(trigger: date, known: Rule) -> None:
    found = deadline(known, trigger, LIBRARY)
    (event,) = events(ics([found]))
    assert event.decoded("dtstart") == found.date
    assert event.decoded("dtend") == found.date + timedelta(days=1)
    assert str(event["summary"]).startswith(found.what)
    description = str(event["description"])
    for held in (found.count, found.caution, found.rule.pinpoint, " ".join(found.rule.quote.split())):
        assert held in description
    # every reminder comes before the day that is safe
    assert all(found.safe and found.date + ahead < found.safe for ahead in reminders(event))
    assert bool(reminders(event)) == known.act_by


def test_the_same_deadlines_give_the_same_bytes() -> None:
    found = [deadline(rule(id), date(2026, 3, 2), LIBRARY) for id in ("appeal-agency", "appeal-employee")]
    assert ics(found) == ics(list(found))
    uids = [str(event["uid"]) for event in events(ics(found))]
    assert uids == ["appeal-agency-2026-03-02@pd-assistant", "appeal-employee-2026-03-02@pd-assistant"]
    (first, _) = events(ics(found))
    assert first.decoded("dtstamp") == datetime(2026, 3, 2, tzinfo=UTC)
    made = datetime(2026, 3, 9, 12, 30, tzinfo=UTC)
    assert {event.decoded("dtstamp") for event in events(ics(found, made))} == {made}


@pytest.mark.parametrize(
    ("trigger", "summary", "ahead"),
    [
        ("2026-03-02", "Last day for the employee's appeal", [7, 1]),
        ("2026-08-21", "Last day for the employee's appeal (safe: Friday, September 18)", [9, 3]),
    ],
)
def test_the_reminders_count_from_the_safe_day(trigger: str, summary: str, ahead: list[int]) -> None:
    (event,) = events(ics([deadline(rule("appeal-employee"), date.fromisoformat(trigger), LIBRARY)]))
    assert str(event["summary"]) == summary
    assert reminders(event) == [timedelta(days=-days) for days in ahead]


def test_lines_are_as_the_format_asks() -> None:
    written = ics([deadline(known, date(2026, 3, 2), LIBRARY) for known in rules()])
    lines = written.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
