"""Letters, memos and worksheets drafted from a case."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.entries import Party
from assistant.cases.verbs import jurisdiction
from assistant.letters.bring import insert
from assistant.letters.brought import Brought
from assistant.letters.form import OUTCOMES, Fields, filled, form
from assistant.letters.letter import Letter
from knowledge.errors import InputError, UnknownName
from knowledge.models import STATE, ClassSpec

if TYPE_CHECKING:
    from assistant.desk import Desk

NOTICE = "notice"


def write_letter(case: Case, kind: str, desk: Desk, today: date, *, outcome: str = "") -> Letter:
    """Draft a letter; ``outcome`` is that of the decision, found out from the case where it is not given.

    Raises :class:`InputError` where the case lacks what the letter cannot be drafted without.
    """
    if outcome and outcome not in OUTCOMES:
        raise UnknownName("outcome", outcome, list(OUTCOMES))
    chosen = form(kind)
    fields = _fields(case)
    lacking = [name for name in chosen.needs if not fields[name]]
    if lacking:
        raise InputError(f"case {case.id}: a {kind} needs {' and '.join(lacking)}; {_HOW[lacking[0]]}")
    outcome = outcome or outcome_of(case, desk)
    if kind == NOTICE and not outcome:
        raise InputError(
            f"case {case.id}: the plan does not hold the classes; say with --outcome: {', '.join(OUTCOMES)}"
        )
    brought = Brought(case, desk, today)
    apply = {"state": jurisdiction(desk, case) == STATE, "new": case.opened.new}
    flags = {outcome, *(flag for flag, applies in apply.items() if applies)}
    return filled(chosen, fields, flags, desk.library, partial(insert, brought))


def outcome_of(case: Case, desk: Desk) -> str:
    """What the decision that people filed comes to for the requester; empty where that cannot be told."""
    decision = case.decision
    if decision is None:
        return ""
    opened = case.opened
    if decision.class_title == opened.requested_class:
        return "granted"
    if decision.class_title == opened.current_class:
        return "same class"
    specs = {spec.title: spec for spec in desk.plans_kept.plan(opened.plan).classes}
    decided, asked, now = (specs.get(t) for t in (decision.class_title, opened.requested_class, opened.current_class))
    if decided is None or (asked is None and now is None):
        return ""
    if _same_series(decided, asked):
        return "lower than asked" if _level(decided) < _level(asked) else "level within the series"
    return "level within the series" if _same_series(decided, now) else "other series"


def _same_series(one: ClassSpec | None, other: ClassSpec | None) -> bool:
    return one is not None and other is not None and bool(one.series) and one.series == other.series


def _level(spec: ClassSpec | None) -> int:
    return (spec.level if spec else 0) or 0


def _fields(case: Case) -> Fields:
    """Everything a form can ask for; empty where the case does not hold it."""
    opened, decision, people = case.opened, case.decision, case.people
    days = {event: long(day) for event, day in case.dates.items()}
    return {
        "title": opened.title,
        "employee": people.get(Party.EMPLOYEE, ""),
        "supervisor": people.get(Party.SUPERVISOR, ""),
        "appointing authority": people.get(Party.AUTHORITY, ""),
        "human resources": people.get(Party.HR, ""),
        "reviewer": people.get(Party.REVIEWER, ""),
        "requester": people.get(opened.requested_by, "") or f"the {opened.requested_by}",
        "current class": opened.current_class,
        "requested class": opened.requested_class,
        "decided class": decision.class_title if decision else "",
        "decided by": decision.by if decision else "",
        "decision day": long(decision.day) if decision else "",
        "kind of change": decision.change if decision else "",
        "grounds of the decision": decision.grounds if decision else "",
        "request day": days.get("request made", ""),
        "receipt day": next((days[event] for event in days if event.startswith("request received")), ""),
        "notice day": days.get("employee notified", ""),
        "entry day": days.get("incumbent entered the position", ""),
        "effective day": days.get("decision takes effect", ""),
        "date": "",
        "signature": "",
        "contact": "",
    }


_HOW = {
    "decided class": "file the decision with 'case decision'",
    "requested class": "give it with 'case open --requested'",
    "current class": "give it with 'case open --current'",
}
