"""Deadlines as arithmetic: each date follows from a rule, a trigger and a count that is shown.

The day of the trigger is day 0 and the last day counts (the way Minn. Stat. 645.15 counts time fixed by law). Nothing
says that Procedure 7's days are extended over a weekend or holiday, so the safe date before it is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateutil.relativedelta import relativedelta

from assistant.answer.dates import Dated, long
from assistant.models import Deadline
from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import Citation
from knowledge.words import sentences


@dataclass(frozen=True, slots=True)
class Rule:
    """What sets a date: so much time after a trigger."""

    id: str
    what: str
    trigger: str
    time: relativedelta
    counted: str
    pinpoint: str
    anchor: re.Pattern[str]
    """Found in the sentence of the provision that says so."""
    asked: re.Pattern[str]
    """Found in questions about it."""
    triggered: re.Pattern[str]
    """Found beside the date of the trigger."""
    see: tuple[str, ...] = ()
    """Provisions that the trigger depends on."""


def _rule(
    id: str,
    what: str,
    trigger: str,
    time: relativedelta,
    counted: str,
    pinpoint: str,
    *patterns: str,
    see: tuple[str, ...] = (),
) -> Rule:
    anchor, asked, triggered = (re.compile(pattern, re.I) for pattern in patterns)
    return Rule(id, what, trigger, time, counted, pinpoint, anchor, asked, triggered, see)


_APPEAL = r"\b(?:appeal\w*|protest\w*|challeng\w+|contest\w*|dispute|fight|object)\b"
_TOLD = r"\b(?:told|tell|notif\w+|inform\w*|heard|learn\w+|found out|let me know|gave me|handed|advised)\b"
_GOT = r"\b(?:receiv\w+|receipt|got|came in|arriv\w+|reached|landed|complete\w*|in hand)\b"

RULES: tuple[Rule, ...] = (
    _rule(
        "appeal-agency",
        "Last day for the appointing authority's appeal",
        "the day the appointing authority received the notice of allocation",
        relativedelta(days=30),
        "30 calendar days",
        "Admin. Procedure 7, Appeals",
        r"appointing authority.*30 calendar days.*(?:receipt|received)",
        rf"(?=.*{_APPEAL}).*\b(?:agency(?:'s)?|appointing authority|our own|we (?:received|got)|department's)\b",
        _GOT,
    ),
    _rule(
        "appeal-employee",
        "Last day for the employee's appeal",
        "the day the appointing authority notified the employee of the decision",
        relativedelta(days=30),
        "30 calendar days",
        "Admin. Procedure 7, Appeals",
        r"employee (?:may|has|must).*30 calendar days|30 calendar days.*employee is notified",
        _APPEAL,
        rf"{_TOLD}|{_GOT}",
    ),
    _rule(
        "back-pay",
        "Back pay eligibility date",
        "the day the properly documented request was received",
        relativedelta(),
        "the same day",
        "Admin. Procedure 7, Provisions C",
        r"properly documented request",
        r"\b(?:back[ -]?pay|retro\w*)\b|\bdate of the request\b",
        _GOT,
        see=("Admin. Procedure 7, Provisions A",),
    ),
    _rule(
        "return-from-leave",
        "Last day to ask for reappointment to the classified service",
        "the end of the unclassified appointment",
        relativedelta(days=60),
        "60 days",
        "Minn. Stat. 43A.07, subd. 5",
        r"60 days",
        r"\bunclassified\b.*\b(?:return\w*|go(?:ing)? back|get back|come back|reappoint\w*|leave|end\w*)\b",
        r"\b(?:end\w*|over|expire\w*|last day|until|finish\w*)\b",
    ),
    _rule(
        "declassification",
        "First day on which removal with 30 days' notice is allowed",
        "the declassification of the position",
        relativedelta(years=1),
        "one year",
        "Minn. Stat. 43A.07, subd. 6",
        r"one year",
        r"\bdeclassif\w+",
        r"\bdeclassif\w+|\bmoved to the unclassified\b",
    ),
)


def rule(id: str) -> Rule:
    """The rule of that name. Raises :class:`InputError` naming those there are."""
    for known in RULES:
        if known.id == id:
            return known
    raise InputError(f"there is no deadline rule named {id!r}; known: {', '.join(known.id for known in RULES)}")


def deadline(rule: Rule, trigger: date, library: Library) -> Deadline:
    """The date that ``rule`` sets for a trigger, with the sentence that sets it and the count in words."""
    due = trigger + rule.time
    if rule.time:
        count = f"{rule.counted} from {long(trigger)} ({rule.trigger}, day 0) is {long(due)}."
    else:
        count = f"{long(due)}, {rule.trigger}."
    return Deadline(rule.what, due, _sets_it(rule, library), count, _caution(rule, due), rule.see)


def deadlines_asked(text: str, dates: Sequence[Dated], library: Library) -> Iterator[Deadline]:
    """The deadlines that a question asks for and gives the trigger of; the first rule that fits the question."""
    for known in RULES:
        if known.asked.search(text):
            trigger = _trigger(known, text, dates)
            if trigger is not None:
                yield deadline(known, trigger, library)
                return


def safe_day(due: date) -> date:
    """The last working day on or before ``due``: not a weekend, not a Minnesota legal holiday."""
    while due.weekday() >= 5 or due in _holidays(due.year):
        due -= timedelta(days=1)
    return due


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("US", subdiv="MN", years=year)


def _caution(rule: Rule, due: date) -> str:
    safe = safe_day(due)
    if not rule.time or safe == due:
        return ""
    kind = "a weekend" if due.weekday() >= 5 else "a legal holiday"
    return (
        f"{long(due)} falls on {kind}. The sources do not say that {kind} extends this time, nor whether sending or "
        f"receipt counts: have it received by {long(safe)}."
    )


def _sets_it(rule: Rule, library: Library) -> Citation:
    """The sentence of the provision that sets the date; the official one where it is held."""
    own = [passage for passage in library.passages if passage.pinpoint == rule.pinpoint]
    for passage in dict.fromkeys(official for passage in own for official in library.evidence(passage)):
        for start, end in sentences(passage.text):
            if rule.anchor.search(" ".join(passage.text[start:end].split())):
                return library.cite(passage, passage.start + start, passage.start + end)
    return library.cite(own[0])


def _trigger(rule: Rule, text: str, dates: Sequence[Dated]) -> date | None:
    """The date beside words of the trigger; the last one, since a request is complete when its last paper is in."""
    fitting: list[date] = []
    before = 0
    for dated in dates:
        if rule.triggered.search(text[before : dated.end]) and not re.search(
            r"\bdated\b|\bletter date\b", text[before : dated.start]
        ):
            fitting.append(dated.day)
        before = dated.end
    if fitting:
        return fitting[-1] if rule.id == "back-pay" else _nearest(rule, text, dates, fitting)
    return None


def _nearest(rule: Rule, text: str, dates: Sequence[Dated], fitting: list[date]) -> date:
    """Of several, the one whose trigger is the party's own: for an employee, being told comes before anybody's receipt."""
    if rule.id == "appeal-employee":
        before = 0
        for dated in dates:
            if re.search(_TOLD, text[before : dated.end], re.I) and dated.day in fitting:
                return dated.day
            before = dated.end
    return fitting[0]
