"""One more made-up employer, written before learning was tuned and not looked at while it was."""

from __future__ import annotations

from tests.formats.employers import Employer

_DUTY_END = ("Keeps the control room log complete and legible.", "Takes on other assignments within the trade.")
_LEVEL_ONE = "The crew chief gives step-by-step instructions and stays on site until the job is done."
_LEVEL_TWO = "Under general supervision, plans own route and handles problems within policy."
_ALONE = "No one reports to this position."
_LEADS = "Acts as lead worker: assigns the work of the crew and checks it, without hiring or discipline."
_CLIMB = "Climbs poles and ladders, and lifts transformers of up to 75 pounds with help."
_ON_CALL = "Takes part in the on-call rotation and lives within thirty minutes of the plant."
_BADGE = "Employees wear the badge and the flame-resistant clothing that the utility issues."


def _utility(
    title: str, summary: str, received: str, given: str, duties: list[str], skills: list[str], body: str
) -> str:
    listed = "\n\n".join(f"({n}) {duty}" for n, duty in enumerate([*duties, *_DUTY_END], 1))
    able = "\n\n".join(f"- {item}" for item in [*skills, "Skill in talking with customers."])
    return f"""Elk Prairie Municipal Utilities

Job title: {title}

Reports to: {"Operations Manager" if "Chief" in title else "Crew Chief"}

## Job summary

{summary}

## Supervision received

{received}

## Supervision given

{given}

## What the job does

{listed}

## Skills needed

{able}

## Physical demands

{body}

{_BADGE}

## Availability

{_ON_CALL}

Approved by: Dana Whitfield    Date: 5/14/2020
"""


HELD = Employer(
    "Elk Prairie Municipal Utilities",
    {
        "apprentice.txt": _utility(
            "Apprentice Lineworker",
            "Learns the trade on the line crew.",
            _LEVEL_ONE,
            _ALONE,
            ["Hands up tools.", "Trims trees near lines.", "Reads meters in bad weather."],
            ["Skill in using hand tools."],
            _CLIMB,
        ),
        "groundworker.txt": _utility(
            "Groundworker",
            "Supports the line crew from the ground.",
            _LEVEL_ONE.replace("step-by-step", "step by step"),
            _ALONE,
            ["Digs holes.", "Trims trees near lines.", "Flags traffic."],
            ["Skill in driving a truck with a trailer."],
            "Digs by hand and stands on uneven ground most of the day.",
        ),
        "lineworker.txt": _utility(
            "Lineworker",
            "Builds and repairs lines.",
            _LEVEL_TWO,
            _ALONE,
            ["Sets poles.", "Reads meters in bad weather.", "Repairs storm damage."],
            ["Skill in splicing cable.", "Skill in using hand tools."],
            _CLIMB,
        ),
        "crew-chief.txt": _utility(
            "Crew Chief",
            "Leads the line crew.",
            _LEVEL_TWO,
            _LEADS,
            ["Lays out the day's jobs.", "Trims trees near lines.", "Orders material."],
            ["Skill in reading staking sheets."],
            _CLIMB,
        ),
    },
    (
        "Job summary",
        "Supervision received",
        "Supervision given",
        "What the job does",
        "Skills needed",
        "Physical demands",
        "Availability",
    ),
    frozenset(),
    frozenset(
        {
            *(("What the job does", duty) for duty in _DUTY_END),
            ("Skills needed", "Skill in talking with customers."),
            ("Physical demands", _BADGE),
            ("Availability", _ON_CALL),
        }
    ),
    {
        "Supervision received": (("R1", _LEVEL_ONE), ("R3", _LEVEL_TWO)),
        "Supervision given": (("G0", _ALONE),),
        "Physical demands": (("P3", _CLIMB),),
    },
    ("Job title", "Reports to", "Approved by", "Date"),
)
