"""Approved descriptions of employers that do not exist, with what is standard in them and what only looks so.

Every text is made up. Each employer has its own headings, numbering and levels, and traps of its own: duties that
happen to recur, paragraphs that stand once, the same words with other punctuation, dates, names and codes that repeat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Employer:
    """``texts`` by file name, and all that learning is to find; nothing else may be claimed."""

    jurisdiction: str
    texts: Mapping[str, str]
    headings: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    standard: frozenset[tuple[str, str]] = frozenset()
    """Heading and wording that stands in the descriptions whatever the level, or with one level only."""
    variants: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Heading -> each alternative's level (empty if nothing tells it) and wording."""
    fields: tuple[str, ...] = ()
    heading_numbering: str = ""


# --- a county: headings in capitals, numbered duties, bulleted requirements, a row of codes at the foot ---------------

_CLOSE = (
    "Work is assigned task by task with detailed and specific instructions. The supervisor checks each piece of work"
    " before it leaves the office."
)
_OBJECTIVES = (
    "The department head sets objectives, priorities and deadlines. The employee plans the steps and brings only"
    " matters without precedent back for advice."
)
_NO_STAFF = "Does not supervise."
_SUPERVISES = "Supervises two or more county employees, including hiring, evaluation and discipline."
_SITTING = "Most work is done sitting. Lifting is limited to files and supplies of up to ten pounds."
_HEAVY = "The work is strenuous. Loads of more than fifty pounds are lifted daily, often on wet ground."
_TEAM = "Treat colleagues and residents with courtesy, share what you know, and keep promises about time."
_OTHER = "Perform other duties that the department head assigns."
_STAFF = "Hire, train, evaluate and discipline staff under county policy."
_KNOW = ("Knowledge of county policies, or the ability to learn them.", "Knowledge of workplace safety rules.")
_ABLE = ("Ability to deal with residents calmly.", "Ability to come to work on time.")
_LEAD_IN = "Reasonable changes will be made so that a person with a disability can do the essential duties."
_NOT_A_CONTRACT = "This description is a guide and not a contract; the county may change it at any time."


def _county(  # noqa: PLR0913
    title: str,
    purpose: str,
    received: str,
    given: str,
    duties: list[str],
    knowledge: list[str],
    abilities: list[str],
    physical: str,
    extra: str = "",
    codes: str = "HR: KT\tUNION: General\tGRADE: 4\tBOARD DATE: 03/12/2019",
) -> str:
    listed = "\n".join(f"{n}. {duty}" for n, duty in enumerate(duties, 1))
    known = "\n".join(f"- {item}" for item in knowledge)
    able = "\n".join(f"- {item}" for item in abilities)
    return f"""TAMARACK COUNTY

{title}

GENERAL SUMMARY

{purpose}

DIRECTION RECEIVED

{received}

SUPERVISION EXERCISED

{given}

ESSENTIAL DUTIES

{listed}

REQUIREMENTS

{_LEAD_IN}

KNOWLEDGE

{known}

ABILITIES

{able}

PHYSICAL DEMANDS

{physical}
{extra}
NOTICE

{_NOT_A_CONTRACT}

{codes}
"""


_COUNTY = {
    "records-clerk.txt": _county(
        "Records Clerk",
        "To keep the county's land records in order.",
        _CLOSE,
        _NO_STAFF,
        ["Index deeds.", "Answer the office telephone.", "Scan old plats.", _TEAM, _OTHER],
        ["Knowledge of filing systems.", *_KNOW],
        ["Ability to type quickly.", *_ABLE],
        _SITTING,
    ),
    "license-clerk.txt": _county(
        "License Clerk",
        "To issue licenses to residents.",
        _CLOSE,
        _NO_STAFF,
        [
            "Answer the office telephone.",
            "Issue dog licenses.",
            "Balance the till.",
            _TEAM.replace(", and", " and"),
            _OTHER,
        ],
        ["Knowledge of license fees.", "Knowledge of filing systems.", *_KNOW],
        ["Ability to count money.", *_ABLE],
        _SITTING,
        codes="HR: KT\tUNION: General\tGRADE: 5\tBOARD DATE: 03/12/2019",
    ),
    "records-supervisor.txt": _county(
        "Records Supervisor",
        "To run the records office.",
        _OBJECTIVES,
        _SUPERVISES,
        ["Plan the work of the records office.", "Index deeds.", "Report to the board.", _STAFF, _TEAM, _OTHER],
        ["Knowledge of records law.", *_KNOW],
        ["Ability to plan a budget.", *_ABLE],
        _SITTING,
        extra="\nTRAVEL\n\nDrives to the storage barn each week.\n",
        codes="HR: BO\tUNION: Supervisory\tGRADE: 11\tBOARD DATE: 03/12/2019",
    ),
    "road-foreman.txt": _county(
        "Road Foreman",
        "To keep county roads open.",
        _OBJECTIVES,
        _SUPERVISES,
        ["Plan plow routes.", "Answer the office telephone.", "Order gravel.", _STAFF, _TEAM, _OTHER],
        ["Knowledge of road building.", *_KNOW],
        ["Ability to read a plan.", *_ABLE],
        _HEAVY,
        codes="HR: BO\tUNION: Supervisory\tGRADE: 12\tBOARD DATE: 03/12/2019",
    ),
    "road-hand.txt": _county(
        "Road Hand",
        "To keep county roads open in winter.",
        "The foreman says each morning what is to be done, and the hand does it.",
        _NO_STAFF,
        ["Shovel snow.", "Patch holes.", _TEAM, _OTHER],
        ["Knowledge of hand tools.", *_KNOW],
        ["Ability to read a plan.", *_ABLE],
        _HEAVY,
        extra="\nTRAVEL\n\nRides in the truck all day.\n",
        codes="HR: BO\tUNION: Roads\tGRADE: 2\tBOARD DATE: 03/12/2019",
    ),
}

COUNTY = Employer(
    "Tamarack County",
    _COUNTY,
    (
        "GENERAL SUMMARY",
        "DIRECTION RECEIVED",
        "SUPERVISION EXERCISED",
        "ESSENTIAL DUTIES",
        "REQUIREMENTS",
        "KNOWLEDGE",
        "ABILITIES",
        "PHYSICAL DEMANDS",
        "TRAVEL",
        "NOTICE",
    ),
    frozenset({"TRAVEL"}),
    frozenset(
        {
            ("ESSENTIAL DUTIES", _STAFF),
            ("ESSENTIAL DUTIES", _TEAM),
            ("ESSENTIAL DUTIES", _OTHER),
            ("REQUIREMENTS", _LEAD_IN),
            *(("KNOWLEDGE", item) for item in _KNOW),
            *(("ABILITIES", item) for item in _ABLE),
            ("NOTICE", _NOT_A_CONTRACT),
        }
    ),
    {
        "DIRECTION RECEIVED": (("R1", _CLOSE), ("R3", _OBJECTIVES)),
        "SUPERVISION EXERCISED": (("G0", _NO_STAFF), ("G2", _SUPERVISES)),
        "PHYSICAL DEMANDS": (("P1", _SITTING), ("P3", _HEAVY)),
    },
    ("HR", "UNION", "GRADE", "BOARD DATE"),
)

# --- a school district: headings with a colon, lettered duties, fields on top, terms of no ladder --------------

_TEN = "This position works ten months a year, from the week before school opens to the week after it closes."
_TWELVE = "This position works twelve months a year, with vacation as the agreement provides."
_EQUAL = (
    "Lakeview Schools give equal opportunity to all. Nobody is refused work, pay or training because of race, creed,"
    " sex, age, disability or any other protected class."
)
_CONFIDENCE = "Keep what you learn about pupils and families confidential."
_RELATED = "Do related work as required."
_MISSION = "All staff of the district share the duty to keep children safe."
_INDOORS = "The work is done in an office with everyday risks that ordinary care avoids."


def _school(
    title: str,
    flsa: str,
    purpose: str,
    duties: list[str],
    needed: list[str],
    terms: str,
    where: str = "",
    pupils: str = "",
) -> str:
    listed = "\n".join(f"{letter}) {duty}" for letter, duty in zip("abcdefghij", duties, strict=False))
    asked = "\n".join(f"• {item}" for item in needed)
    return f"""Lakeview School District 88

Position Title: {title}
Department: {"Food Service" if "Cook" in title else "Office"}
FLSA Status: {flsa}

Position Purpose:
{purpose} {_MISSION}

Job Duties:
{listed}

Minimum Qualifications:
{asked}
{pupils}
Working Conditions:
{where or _INDOORS}

Terms of Employment:
{terms}

Equal Opportunity:
{_EQUAL}

Employee Signature: ____________  Date: ________
"""


_SCHOOL = {
    "school-secretary.txt": _school(
        "School Secretary",
        "Non-Exempt",
        "Runs the front office of one school.",
        ["Greet visitors", "Keep attendance records", "Order supplies", _CONFIDENCE, _RELATED],
        ["High school diploma", "Two years of office work", "Pass a background check before the first day."],
        _TEN,
        pupils="\nPupil Contact:\nSees pupils at the counter all day.\n",
    ),
    "payroll-clerk.txt": _school(
        "Payroll Clerk",
        "Non-Exempt",
        "Pays staff on time.",
        ["Enter time sheets", "Order supplies", "Answer questions about pay", _CONFIDENCE, _RELATED],
        ["High school diploma", "One year of payroll work", "Pass a background check before the first day."],
        _TWELVE,
    ),
    "head-cook.txt": _school(
        "Head Cook",
        "Non-Exempt",
        "Feeds a school of four hundred.",
        ["Order supplies", "Plan menus", "Keep the kitchen clean", _CONFIDENCE, _RELATED.rstrip(".")],
        ["Food manager certificate", "Pass a background check before the first day."],
        _TEN.replace(", from", " from"),
        where="The kitchen is hot, loud and wet; burns and cuts happen.",
        pupils="\nPupil Contact:\nServes pupils at lunch.\n",
    ),
    "business-manager.txt": _school(
        "Business Manager",
        "Exempt",
        "Runs the district's finances.",
        ["Prepare the budget", "Answer questions about pay", "Advise the board", _CONFIDENCE, _RELATED],
        [
            "Bachelor's degree in accounting",
            "Five years of public finance",
            "Pass a background check before the first day.",
        ],
        _TWELVE,
    ),
}

SCHOOL = Employer(
    "Lakeview School District 88",
    _SCHOOL,
    (
        "Position Purpose:",
        "Job Duties:",
        "Minimum Qualifications:",
        "Pupil Contact:",
        "Working Conditions:",
        "Terms of Employment:",
        "Equal Opportunity:",
    ),
    frozenset({"Pupil Contact:"}),
    frozenset(
        {
            ("Position Purpose:", _MISSION),
            ("Job Duties:", _CONFIDENCE),
            ("Job Duties:", _RELATED),
            ("Minimum Qualifications:", "Pass a background check before the first day."),
            ("Equal Opportunity:", _EQUAL),
        }
    ),
    {
        "Terms of Employment:": (("", _TEN), ("", _TWELVE)),
        "Working Conditions:": (("E1", _INDOORS),),
    },
    ("Position Title", "Department", "FLSA Status", "Employee Signature", "Date"),
)

# --- a port: Roman numerals, bullets, its own scheme of responsibility, a safety duty that opens the list -------------

_GRADE_A = "Responsibility A: works from general instructions; new or unusual jobs come with further guidance."
_GRADE_B = "Responsibility B: works toward overall objectives and settles deadlines and projects with the manager."
_SAFETY = "Stop any work that is unsafe and report it at once."
_STORM = "Report for storm duty when the harbor master calls."
_YARD = "Work is outdoors in all weather, near moving cranes; protective gear is worn."
_DESK = "Work is in an office setting with ordinary precautions."
_CARD = "A federal transportation worker card is needed before entering the terminal."


def _port(title: str, purpose: str, grade: str, duties: list[str], place: str, education: str, more: str = "") -> str:
    listed = "\n".join(f"• {duty}" for duty in [_SAFETY, *duties, _STORM])
    numerals = iter(["I", "II", "III", "IV", "V", "VI", "VII"])
    parts = [
        ("Purpose of Position", purpose),
        ("Level of Responsibility", grade),
        ("Principal Tasks", listed),
        *([("Vessels and Equipment", more)] if more else []),
        ("Education and Experience", education),
        ("Licenses and Credentials", _CARD),
        ("Work Environment", place),
    ]
    written = "\n\n".join(f"{next(numerals)}. {heading}\n\n{words}" for heading, words in parts)
    return f"Gitchi Harbor Port Authority\n\n{title}\n\n{written}\n\nRevised September 2021 by Ann Sorensen\n"


_PORT = {
    "deckhand.txt": _port(
        "Deckhand",
        "Handles lines and cargo.",
        _GRADE_A,
        ["Tie up vessels.", "Keep a log of arrivals.", "Paint bollards."],
        _YARD,
        "One year of work on the water.",
        more="Mooring winches and a small launch.",
    ),
    "crane-operator.txt": _port(
        "Crane Operator",
        "Moves cargo by crane.",
        _GRADE_A,
        ["Run the gantry crane.", "Keep a log of arrivals.", "Grease cables."],
        _YARD,
        "Three years of crane work.",
        more="Gantry and mobile cranes.",
    ),
    "traffic-planner.txt": _port(
        "Traffic Planner",
        "Plans the berths.",
        _GRADE_B,
        ["Set the berth plan.", "Meet agents.", "Keep a log of arrivals."],
        _DESK,
        "A degree in logistics.",
    ),
    "property-agent.txt": _port(
        "Property Agent",
        "Leases the port's land.",
        _GRADE_B,
        ["Show sites.", "Draft leases.", "Meet agents."],
        _DESK.replace("office setting with", "office setting, with"),
        "A degree in business, and three years of leasing.",
    ),
}

PORT = Employer(
    "Gitchi Harbor Port Authority",
    _PORT,
    (
        "Purpose of Position",
        "Level of Responsibility",
        "Principal Tasks",
        "Vessels and Equipment",
        "Education and Experience",
        "Licenses and Credentials",
        "Work Environment",
    ),
    frozenset({"Vessels and Equipment"}),
    frozenset(
        {
            ("Principal Tasks", _SAFETY),
            ("Principal Tasks", _STORM),
            ("Licenses and Credentials", _CARD),
        }
    ),
    {
        "Level of Responsibility": (("R2", _GRADE_A), ("R4", _GRADE_B)),
        "Work Environment": (("E2", _YARD), ("E1", _DESK)),
    },
    heading_numbering="I.",
)

EMPLOYERS = {"county": COUNTY, "school": SCHOOL, "port": PORT}
