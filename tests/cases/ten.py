"""Ten whole cases, written from the procedures: every outcome, the state and the city, a missing day, two accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.cases.case import Case, case_of
from assistant.cases.entries import Act, DecisionFiled, Entry, Opened, Party, PersonNamed, Stage, entry_after
from tests.cases.conftest import later
from tests.cases.samples import ANOTHER, FORMER, GROWN, described, filed, on, says

ONE, TWO, SPECIALIST = "Human Resources Technician 1", "Human Resources Technician 2", "Human Resources Specialist 1"
EMPLOYEE, SUPERVISOR, AUTHORITY = Party.EMPLOYEE, Party.SUPERVISOR, Party.AUTHORITY
LEADS = """\
Position purpose: To run the payroll desk of a college.
Responsibilities
1. Assigns and checks the work of four payroll clerks every day and reports on it. 50%
2. Resolves difficult pay questions independently. 50%
Supervision received: limited supervision.
"""


@dataclass(frozen=True)
class Told:
    """A case and what has to be found of it."""

    case: Case
    outcome: str
    protest_day: str = ""
    missing: int = 0
    """How many items of the packet are not seen."""


def _case(opened: Opened, *acts: Act) -> Case:
    trail: list[Entry] = []
    people = (PersonNamed(party=EMPLOYEE, name="Pat Doe"), PersonNamed(party=SUPERVISOR, name="Sam Lee"))
    for minute, did in enumerate((opened, *people, *acts)):
        trail.append(entry_after(trail[-1] if trail else None, did, who="Ada", at=later(minute)))
    return case_of(opened.title.replace(": ", "-").replace(" ", "-"), trail)


def _opened(title: str, current: str, requested: str, by: Party = EMPLOYEE, **more: object) -> Opened:
    given = {"plan": "minnesota", "current_class": current, "requested_class": requested, "requested_by": by, **more}
    return Opened.model_validate({"title": title, **given})


def _decided(title: str, change: str = "reallocation", day: str = "2026-11-02", grounds: str = "") -> DecisionFiled:
    given = {"class_title": title, "day": date.fromisoformat(day), "by": "Agency Human Resources"}
    return DecisionFiled.model_validate({**given, "change": change, "grounds": grounds})


_GROWN = (described(Stage.FORMER, FORMER), described(Stage.CURRENT, GROWN))
_PACKET = tuple(map(filed, ("signed position description", "organization chart", "cover memo")))
_GROUND = says(EMPLOYEE, "ground 1", "I audit transactions and correct the errors independently.")
_REASON = says(EMPLOYEE, "reason", "I now work on my own and train the new staff.")
_NOTIFIED = on("employee notified", "2026-11-10")


def ten() -> tuple[Told, ...]:
    """All of them."""
    return (
        Told(
            _case(_opened("granted: a technician", ONE, TWO), *_GROWN, *_PACKET, _REASON, _decided(TWO), _NOTIFIED),
            "granted",
            "2026-12-10",
        ),
        Told(
            _case(
                _opened("same: no change", ONE, TWO),
                *_GROWN,
                filed("organization chart"),
                _decided(ONE, ""),
                _GROUND,
                _NOTIFIED,
            ),
            "same class",
            "2026-12-10",
            missing=2,
        ),
        Told(
            _case(
                _opened("lower: than asked", ONE, "Human Resources Specialist 2"),
                *_GROWN,
                *_PACKET,
                _decided(SPECIALIST),
                _GROUND,
                on("employee notified", "2026-01-31"),
            ),
            "lower than asked",
            "2026-03-02",
        ),
        Told(
            _case(
                _opened("level: in the series", ONE, SPECIALIST), *_GROWN, *_PACKET, _decided(TWO), _GROUND, _NOTIFIED
            ),
            "level within the series",
            "2026-12-10",
        ),
        Told(
            _case(
                _opened("other: series", ONE, TWO),
                described(Stage.FORMER, FORMER),
                described(Stage.CURRENT, ANOTHER),
                *_PACKET,
                on("change: moved to the plant", "2026-03-02"),
                _decided("Plumber", "change in allocation"),
                _GROUND,
                _NOTIFIED,
            ),
            "other series",
            "2026-12-10",
        ),
        Told(
            _case(_opened("absent: trigger date", ONE, TWO), *_GROWN, *_PACKET, _decided(ONE, ""), _GROUND),
            "same class",
        ),
        Told(
            _case(
                _opened("accounts: that contradict", ONE, TWO, SUPERVISOR),
                *_GROWN,
                *_PACKET,
                says(EMPLOYEE, "supervision received", "Nobody checks my work."),
                says(SUPERVISOR, "supervision received", "I check all of it every week."),
                says(EMPLOYEE, "cause of the change", "It grew over the last three years."),
                says(SUPERVISOR, "cause of the change", "We reorganized in March."),
                _decided(TWO),
                _NOTIFIED,
            ),
            "granted",
            "2026-12-10",
        ),
        Told(
            _case(
                _opened("new: position", "", TWO, AUTHORITY, incumbent=False, new=True),
                described(Stage.CURRENT, LEADS),
                filed("signed position description"),
                filed("organization chart"),
                _decided(SPECIALIST, "initial allocation"),
                on("authority received notice", "2026-11-10"),
            ),
            "other series",
            "2026-12-10",
            missing=1,
        ),
        Told(
            _case(
                _opened("duluth: granted", "", "Human Resources Technician", plan="duluth"),
                *_GROWN,
                _REASON,
                _decided("Human Resources Technician", ""),
                _NOTIFIED,
            ),
            "granted",
        ),
        Told(
            _case(
                _opened("duluth: same", "Human Resources Technician", "", plan="duluth"),
                *_GROWN,
                _decided("Human Resources Technician", ""),
                _GROUND,
                _NOTIFIED,
            ),
            "same class",
        ),
    )
