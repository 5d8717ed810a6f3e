"""Deadlines as arithmetic: each date follows from a rule, a trigger and a count that is shown.

The day of the trigger is day 0 and the last day counts (the way Minn. Stat. 645.15 counts time fixed by law). Nothing
says that Procedure 7's days are extended over a weekend or holiday, so the safe date before it is named. Without the
day of the trigger there is no date; :func:`trigger_needed` says which day that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, field_validator

from assistant.answer.dates import Dated, long, read_day
from assistant.answer.known import NOTHING, Known, KnownDay
from assistant.answer.triggers import words_beside
from assistant.models import Deadline, Role
from knowledge.errors import InputError, UnknownName
from knowledge.library import Library
from knowledge.models import DULUTH, FEDERAL, STATE

_SATURDAY = 5
_COLLEGES = "Minnesota State Colleges and Universities"
_EMPLOYERS = {"state": STATE, "colleges": _COLLEGES, "duluth": DULUTH}
"""What ``deadline --employer`` takes."""
_BOTH_PARTIES = {"appeal": ("appeal-agency", "appeal-employee"), "protest": ("appeal-agency", "appeal-employee")}
"""A name for the rules of both parties, where the asker's is not said."""
_PARTY = re.compile(
    r"\bmy (?:job|position|boss|agency|supervisor|manager|department|class|title)\b|\b(?:we|us|our)\b"
    r"|\b(?:told|notified|informed|handed|gave|advised) me\b"
    r"|\bi (?:was|got|have been|had been) (?:told|notified|informed)"
    r"|\b(?:employee|incumbent|worker|agency|authority|department|college)\b",
    re.I,
)
"""Words that say which party asks."""
_WHEN = re.compile(
    r"\b(?:when|until|last day|dates?|deadlines?|how (?:long|late|far|soon|many days|much time)|in time|too late)\b",
    re.I,
)
"""Words that ask for a time."""


class Rule(BaseModel):
    """What sets a date: so much time after a trigger. The fields are explained in ``deadlines.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    what: str
    trigger: str
    time: dict[str, int]
    counted: str
    pinpoint: str
    anchor: re.Pattern[str]
    asked: list[re.Pattern[str]]
    beside: list[re.Pattern[str]]
    jurisdiction: str = STATE
    asked_too: re.Pattern[str] | None = None
    not_asked: re.Pattern[str] | None = None
    """Words of the other party, whose date is another rule's."""
    first_beside: re.Pattern[str] | None = None
    """Words of the party's own trigger, preferred where several dates fit."""
    not_beside: re.Pattern[str] | None = None
    """Words of another event, received or told as well."""
    last: bool = False
    """Whether the latest fitting date counts: a request is complete when its last paper is in."""
    act_by: bool = True
    """Whether something has to be done by the date, so that a weekend or holiday on it matters."""
    subject: str = ""
    """What several rules are about, one for each case; the first that fits is taken."""
    counterpart: str = ""
    """The other party's rule: both dates are given where nothing says which party asks."""
    apart: str = ""
    """A rule for a later start of the same thing, shown apart."""
    note: str = ""
    """What has to be known beside every date of the rule."""
    see: tuple[str, ...] = ()
    """Pinpoints of provisions that the trigger depends on."""

    @field_validator("anchor", "asked_too", "not_asked", "first_beside", "not_beside", "asked", "beside", mode="before")
    @classmethod
    def _ignoring_case(cls, value: str | list[str] | None) -> object:
        if value is None:
            return None
        flags = re.IGNORECASE | re.DOTALL
        return re.compile(value, flags) if isinstance(value, str) else [re.compile(item, flags) for item in value]

    @property
    def delta(self) -> relativedelta:
        """The time as calendar arithmetic."""
        return relativedelta(days=self.time.get("days", 0), years=self.time.get("years", 0))

    def asks(self, text: str) -> bool:
        """Whether a question is about this date."""
        too = self.asked_too is None or self.asked_too.search(text)
        other = self.not_asked is not None and self.not_asked.search(text)
        return bool(too and not other and any(pattern.search(text) for pattern in self.asked))

    def starts(self, words: str) -> bool:
        """Whether words beside a date make it the day of the trigger."""
        other = self.not_beside is not None and self.not_beside.search(words)
        return not other and any(pattern.search(words) for pattern in self.beside)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of ``deadlines.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "deadlines.yaml").read_text("utf-8"))
    return tuple(Rule.model_validate(item) for item in raw)


def rule(id: str) -> Rule:
    """The rule of that name. Raises :class:`UnknownName`."""
    for known in rules():
        if known.id == id:
            return known
    names = [*_BOTH_PARTIES, *(known.id for known in rules())]
    near = get_close_matches(id, names, len(names), 0)
    raise UnknownName("deadline rule", id, near)


def rules_named(name: str, employer: str = "state") -> tuple[Rule, ...]:
    """The rules that a user names; ``appeal`` means those of both parties. Raises :class:`InputError`."""
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    if employer.strip().lower() not in _EMPLOYERS:
        raise UnknownName("employer", employer, list(_EMPLOYERS))
    whose = _EMPLOYERS[employer.strip().lower()]
    named = tuple(rule(id) for id in _BOTH_PARTIES.get(plain, (plain,)))
    if whose == DULUTH:
        raise InputError(
            f"no source at hand sets {plain!r} for the City of Duluth, and the state's rules do not apply to its "
            "employees; ask the City of Duluth's Human Resources office"
        )
    if whose == _COLLEGES and plain.startswith(tuple(_BOTH_PARTIES)):
        return (rule("appeal-college"),)
    return named


def trigger_day(named: Sequence[Rule], text: str, today: str = "") -> Dated:
    """The day of the trigger as a user typed it. Raises :class:`InputError`, saying which day is needed."""
    if not text.strip():
        needed = " or ".join(dict.fromkeys(one.trigger for one in named))
        raise InputError(f"{named[0].id} needs a date: {needed}; write it as 2026-08-21")
    return read_day(text, read_day(today).day if today else None)


def deadline(rule: Rule, trigger: date, library: Library, note: str = "") -> Deadline:
    """The date that ``rule`` sets for a trigger, with the sentence that sets it and the count in words.

    ``note`` says how the trigger was read, where that is not plain.
    """
    due = trigger + rule.delta
    if due == trigger:
        count = f"{long(due)}, {rule.trigger}."
    else:
        count = f"{rule.counted} from {long(trigger)} ({rule.trigger}, day 0) is {long(due)}."
    return Deadline(
        what=rule.what,
        date=due,
        rule=library.sentence(rule.pinpoint, rule.anchor),
        count=count,
        caution=" ".join(filter(None, (note, _caution(rule, due), rule.note))),
        see=rule.see,
        id=rule.id,
        trigger=trigger,
        safe=safe_day(due) if rule.act_by else None,
    )


def deadlines_asked(
    text: str,
    dates: Sequence[Dated],
    library: Library,
    *,
    role: str = "",
    employers: Sequence[str] = (STATE, FEDERAL),
    known: Known = NOTHING,
) -> Iterator[Deadline]:
    """The deadlines that a question asks for and gives the trigger of, or that its case holds the trigger of.

    Of each subject the first rule that fits; both parties' where it asks for both or nothing says which party asks.
    ``employers`` are those whose rules may answer: the state's days are no city's.
    """
    beside = list(words_beside(text, dates))
    said: set[str] = set()
    for one in _wanted(text, role, employers, beside):
        start = _start(one, beside, known)
        if start is not None:
            yield deadline(start.rule, start.day, library, "" if start.note in said else start.note)
            said.add(start.note)


def trigger_needed(
    text: str,
    dates: Sequence[Dated],
    *,
    role: str = "",
    employers: Sequence[str] = (STATE, FEDERAL),
    known: Known = NOTHING,
) -> str:
    """Which day must be known to compute what the question asks for; empty where it asks for no date or gives it."""
    beside = list(words_beside(text, dates))
    wanted = _wanted(text, role, employers, beside)
    lacking = [one for one in wanted if _start(one, beside, known) is None]
    told = known is NOTHING and len(lacking) < len(wanted)
    if not lacking or told or not _WHEN.search(text):
        return ""
    days = " or ".join(dict.fromkeys(one.trigger for one in lacking))
    return f"To compute the date, say {days}." if known is NOTHING else f"Not in the case, so there is no date: {days}."


def asks_date(text: str, *, role: str = "") -> bool:
    """Whether a question asks for a date that the state's rules set."""
    return bool(_WHEN.search(text) and _asked(text, role, (STATE, FEDERAL), ()))


def safe_day(due: date) -> date:
    """The last working day on or before ``due``: not a weekend, not a Minnesota legal holiday."""
    while due.weekday() >= _SATURDAY or _holiday(due):
        due -= timedelta(days=1)
    return due


def _holiday(day: date) -> str:
    """The legal holiday of that day in Minnesota, or nothing."""
    return str(_holidays(day.year).get(day, ""))


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("US", subdiv="MN", years=year)


def _caution(rule: Rule, due: date) -> str:
    safe = safe_day(due)
    if not rule.act_by or safe == due:
        return ""
    kind = "a weekend" if due.weekday() >= _SATURDAY else "a legal holiday"
    named = "" if due.weekday() >= _SATURDAY else f" ({_holiday(due)})"
    if rule.pinpoint.startswith("Minn. Stat."):
        extends = "Minn. Stat. 645.15 leaves such a last day out of a period that a law fixes; to be safe,"
    else:
        extends = f"The sources do not say that {kind} extends this time, nor whether sending or receipt counts:"
    return f"{long(due)} falls on {kind}{named}. {extends} have it received by {long(safe)}."


def _asked(text: str, role: str, employers: Sequence[str], beside: Sequence[tuple[list[str], Dated]]) -> list[Rule]:
    """The rules whose date is asked for: of each subject the first, or both parties'.

    Where dates are given, a rule whose trigger is not among them gives way to the next.
    """
    both = re.search(r"\bboth\b|\beach\b", text, re.I) is not None
    open_ = role != Role.EMPLOYEE and not _PARTY.search(text)
    found: list[Rule] = []
    for known in (known for known in rules() if known.jurisdiction in employers):
        other = rule(known.counterpart) if known.counterpart else None
        asks = known.asks(text) or (open_ and other is not None and other.asks(text))
        first = next((one for one in found if known.subject and one.subject == known.subject), None)
        wanted = first is None or ((both or open_) and first.counterpart == known.id)
        if asks and wanted and (not beside or _trigger(known, beside)):
            found.append(known)
    return found


def _wanted(text: str, role: str, employers: Sequence[str], beside: Sequence[tuple[list[str], Dated]]) -> list[Rule]:
    """The rules whose date is asked for: those that a day in the question starts, and what else it asks about."""
    given = _asked(text, role, employers, beside) if beside else []
    subjects = {one.subject for one in given} - {""}
    asked = _asked(text, role, employers, ())
    return [*given, *(one for one in asked if one not in given and one.subject not in subjects)]


@dataclass(frozen=True, slots=True)
class _Start:
    """The day that a time is counted from, under which rule, and how it was read."""

    rule: Rule
    day: date
    note: str


def _start(rule: Rule, beside: Sequence[tuple[list[str], Dated]], known: Known) -> _Start | None:
    """The day in the question, or else the one that its case holds."""
    said = _trigger(rule, beside)
    held = known.day((rule.id,)) or known.day(_kin(rule))
    if said is None:
        return _held(rule, held) if held else None
    if held is None or held.day == said.day:
        return _Start(rule, said.day, said.note)
    differs = f"Counted from the day in the question; the case holds {long(held.day)} ({held.event}, {held.where})."
    return _Start(rule, said.day, " ".join(filter(None, (said.note, differs))))


def _held(rule_: Rule, held: KnownDay) -> _Start:
    own = rule_.id if rule_.id in held.rules else next(id for id in _kin(rule_) if id in held.rules)
    return _Start(rule(own), held.day, f"The case holds this day: {held.event} ({held.where}).")


def _kin(one: Rule) -> tuple[str, ...]:
    """The rules that set the same date in other circumstances; never the other party's."""
    parties = {id for other in rules() if other.counterpart for id in (other.id, other.counterpart)}
    if not one.subject or one.id in parties:
        return ()
    return tuple(other.id for other in rules() if other.subject == one.subject and other.id != one.id)


def _trigger(rule: Rule, beside: Sequence[tuple[list[str], Dated]]) -> Dated | None:
    """The date that stands beside words of the trigger."""
    fitting = [
        (words, dated) for places, dated in beside if (words := next(filter(rule.starts, places), None)) is not None
    ]
    own = [dated for words, dated in fitting if rule.first_beside is not None and rule.first_beside.search(words)]
    days = own or [dated for _, dated in fitting]
    if rule.last:
        return max(days, key=lambda dated: dated.day, default=None)
    return days[0] if days else None
