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

# --- a transit district: lettered headings, lead-ins with a colon, amounts that make the level, a loose end --

_CUSTOMER = "Handle complaints from riders with patience and record them the same day."
_ASSIGNED = "Perform other duties as assigned by the shift manager."
_RADIO = "Knowledge of radio procedure in emergencies."
_TIRED = "Ability to report fit for duty and free of fatigue."
_CLOSE_UP = "The shift manager gives detailed instructions and inspects every task."
_AGREED = "The employee works under general direction; projects and deadlines are agreed together with the manager."
_LIGHT = "Sits most of the day. Lifts up to 25 pounds now and then."
_LADDERS = "Works on ladders and lifts over 60 pounds with a partner."
_HOME = "Up to two days a week may be worked at home when the manager agrees in writing."
_DRUGS = "Employees take part in the drug and alcohol program that federal transit rules require."


def _transit(  # noqa: PLR0913
    title: str,
    purpose: str,
    received: str,
    duties: list[str],
    knowledge: list[str],
    abilities: list[str],
    body: str,
    home: str = "",
    last: str = "",
) -> str:
    parts = [
        ("PURPOSE OF THE POSITION", purpose),
        ("SUPERVISION RECEIVED", received),
        (
            "DUTIES AND RESPONSIBILITIES",
            "\n".join(f"{n}. {d}" for n, d in enumerate([*duties, _CUSTOMER, _ASSIGNED], 1)),
        ),
        (
            "QUALIFICATIONS",
            "Knowledge of:\n\n"
            + "\n".join(f"* {item}" for item in [*knowledge, _RADIO])
            + "\n\nAbility to:\n\n"
            + "\n".join(f"* {item}" for item in [*abilities, _TIRED]),
        ),
        ("PHYSICAL DEMANDS", body),
        *([("WORK AT HOME", home)] if home else []),
        *([("TOOLS", last)] if last else []),
    ]
    written = "\n\n".join(
        f"{letter}. {head}\n\n{words}" for letter, (head, words) in zip("ABCDEFG", parts, strict=False)
    )
    return f"River Valley Transit District\n{title}\n\n{written}\n\n{_DRUGS}\n"


TRANSIT = Employer(
    "River Valley Transit District",
    {
        "driver.txt": _transit(
            "Bus Driver",
            "Drives a bus on its route.",
            _CLOSE_UP,
            ["Inspect the bus before the trip.", "Complete the daily log.", "Drive the route."],
            ["Streets of the valley"],
            ["Drive in snow"],
            _LIGHT,
        ),
        "cleaner.txt": _transit(
            "Bus Cleaner",
            "Cleans buses at night.",
            _CLOSE_UP.replace("instructions and", "instructions, and"),
            ["Complete the daily log.", "Wash buses.", "Empty bins."],
            ["Cleaning agents"],
            ["Work at night"],
            _LADDERS,
            last="Hoses and vacuum cleaners.",
        ),
        "planner.txt": _transit(
            "Service Planner",
            "Plans the routes.",
            _AGREED,
            ["Study ridership.", "Draft schedules.", "Complete the daily log."],
            ["Planning software"],
            ["Read maps"],
            _LIGHT,
            home=_HOME,
        ),
        "mechanic.txt": _transit(
            "Lead Mechanic",
            "Keeps buses running.",
            _AGREED,
            ["Repair engines.", "Complete the daily log.", "Order parts."],
            ["Diesel engines"],
            ["Weld"],
            _LADDERS,
            home=_HOME,
            last="Lifts, welders and hand tools.",
        ),
    },
    (
        "PURPOSE OF THE POSITION",
        "SUPERVISION RECEIVED",
        "DUTIES AND RESPONSIBILITIES",
        "QUALIFICATIONS",
        "Knowledge of:",
        "Ability to:",
        "PHYSICAL DEMANDS",
        "WORK AT HOME",
        "TOOLS",
    ),
    frozenset({"WORK AT HOME", "TOOLS"}),
    frozenset(
        {
            ("DUTIES AND RESPONSIBILITIES", _CUSTOMER),
            ("DUTIES AND RESPONSIBILITIES", _ASSIGNED),
            ("Knowledge of:", _RADIO),
            ("Ability to:", _TIRED),
            ("WORK AT HOME", _HOME),
            ("", _DRUGS),
        }
    ),
    {
        "SUPERVISION RECEIVED": (("R1", _CLOSE_UP), ("R4", _AGREED)),
        "PHYSICAL DEMANDS": (("P1", _LIGHT), ("P3", _LADDERS)),
    },
    heading_numbering="A.",
)
