"""Deadlines as a calendar file (RFC 5545), for the command line and for a download in the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from assistant.models import Deadline

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_MAKER = "-//Position Description Assistant//Deadlines//EN"
_WEEK_BEFORE = 7
"""The first reminder, in days before the safe day; the second comes on the day before it."""


def ics(deadlines: Sequence[Deadline], stamp: datetime | None = None) -> bytes:
    """The deadlines as all-day events, with reminders where something has to be done by then.

    The same deadlines give the same bytes: an event's name follows from its rule and trigger, and without a ``stamp``
    (when the file was made, in UTC) that of the trigger's day stands in it.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for deadline in deadlines:
        calendar.add_component(_event(deadline, stamp))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, stamp: datetime | None) -> Event:
    from icalendar import Event

    started = deadline.trigger or deadline.date
    event = Event()
    event.add("uid", f"{deadline.id}-{started.isoformat()}@pd-assistant")
    event.add("dtstamp", stamp or datetime.combine(started, time(), UTC))
    event.add("dtstart", deadline.date)
    event.add("dtend", deadline.date + timedelta(days=1))
    event.add("summary", _summary(deadline))
    event.add("description", _description(deadline))
    event.add("transp", "TRANSPARENT")
    if deadline.safe:
        ahead = (deadline.date - deadline.safe).days
        for days in (ahead + _WEEK_BEFORE, ahead + 1):
            event.add_component(_reminder(_summary(deadline), days))
    return event


def _reminder(summary: str, days: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _summary(deadline: Deadline) -> str:
    if deadline.safe and deadline.safe != deadline.date:
        return f"{deadline.what} (safe: {deadline.safe:%A, %B} {deadline.safe.day})"
    return deadline.what


def _description(deadline: Deadline) -> str:
    rule = deadline.rule
    quoted = f"{rule.pinpoint} ({rule.text_status}; {rule.edition}): “{' '.join(rule.quote.split())}”"
    parts = (deadline.count, deadline.caution, quoted, "Not legal advice: check the rule and your notice.")
    return "\n\n".join(filter(None, parts))
