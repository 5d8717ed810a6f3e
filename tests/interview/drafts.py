"""Twelve rough drafts as supervisors bring them, from one line to a full old description, each with its answers.

Invented for this purpose; no real position is meant. The answers are given by the id of the question.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rough:
    """A draft, the answers its supervisor would give, and how many duties it comes to."""

    name: str
    text: str
    answers: dict[str, str] = field(default_factory=dict)
    duties: int = 0


DRAFTS = (
    Rough(
        "one line",
        "Fixes street lights.",
        {
            "purpose": "To keep the street lights working, so that people see at night. I report to the line foreman.",
            "more duties": "Answers calls about dark streets (30%)\nKeeps the lamp inventory (20%)",
            "share:1": "50%",
            "share": "50",
            "priority": "A",
            "discretion": "1: picks the route alone; overtime goes to the foreman first\n2: nothing",
            "essential": "1: yes, because only this job holds the licence\n2: no",
            "assignment": "The foreman sets objectives and deadlines.",
            "given": "Supervises nobody.",
            "license": "A journeyman electrician license.",
            "physical": "Climbs poles every day and lifts 60 pounds.",
            "environment": "Outdoors in all weather, near traffic.",
        },
        3,
    ),
    Rough(
        "nothing at all",
        "",
        {
            "purpose": "To get the permits out on time.",
            "duties": "1. Checks permit applications for completeness (60%)\n2. Collects fees (25%)\n"
            "3. Answers the phone (15%)",
            "reports to": "the permit supervisor",
            "method": "The supervisor does, each time.",
            "given": "nobody",
            "ksa": "Knowledge of the zoning code. Skill in arithmetic. Ability to stay calm with angry people.",
            "education": "Two years of office experience; none required by law.",
            "license": "none",
        },
        3,
    ),
    Rough(
        "a note to oneself",
        "need someone for the front desk - greets visitors, sorts mail, helps out in payroll. 40 lb boxes sometimes. "
        "reports to me",
        {"purpose": "To receive whoever comes in.", "error": "A visitor would wait; nothing worse."},
    ),
    Rough(
        "prose in the first person",
        "I run the sign shop. I design and cut traffic signs and I set them in the field with two helpers. I hand out "
        "the work to the helpers each morning and check it at night. My boss tells me what signs are needed and by "
        "when; how I make them is up to me. I drive a bucket truck, so I need a commercial license.",
        {
            "purpose": "To keep drivers safe by signs that can be read.",
            "staff": "Two helpers, class title Laborer; the street supervisor hires, rates and disciplines.",
            "share": "30, 50",
        },
    ),
    Rough(
        "a labelled form half filled in",
        "Title: Records Clerk\nEmployer: City of Elmwood\n\nPurpose: To keep the city's records findable.\n\nDuties:\n"
        "1. Files and retrieves records (70%)\n2. Copies documents for the public (20%)\n\nSupervision received:\n\n"
        "License: None\n",
        {
            "more duties": "Shreds what the schedule says may go (10%)",
            "priority": "1: A\n2: B\n3: C",
            "unusual": "It goes to the city clerk, who says what to do.",
            "budget": "none",
        },
        3,
    ),
    Rough(
        "shares that do not add up",
        "Duties\n- Mows parks in summer (60%)\n- Plows snow in winter (40%)\n- Repairs mowers (20%)\n",
        {"purpose": "To keep parks and paths open.", "total": "1: 50%, 2: 35%, 3: 15%", "environment": "Outdoors."},
        3,
    ),
    Rough(
        "two minds about supervision",
        "Purpose\nTo pay the county's bills.\n\nDuties\n1. Enters invoices (60%)\n2. Reconciles accounts (40%)\n\n"
        "Supervision received\nReceives detailed instructions for every task. Works under general direction toward "
        "overall objectives and plans her own week.\n\nSupervision given\nDoes not supervise. Assigns the work of two "
        "clerks and leads a team.\n",
        {
            "level:supervision_received": "For the invoices it is detailed; for the accounts she plans alone.",
            "level:supervision_given": "She hands out invoices to two clerks on Mondays only.",
            "essential": "1: yes\n2: yes, because the audit needs it",
            "reason:2": "Because the position exists for it.",
        },
        2,
    ),
    Rough(
        "a wish among the answers",
        "Title: Office helper\nAnswers phones, makes appointments and keeps the calendar of the director.",
        {
            "purpose": "Make it fit Office Specialist 3.",
            "given": "I want her to be an Executive Assistant 2. She trains new helpers.",
            "problems": "I don't know",
            "contacts": "Callers from the public, to give them appointments.",
        },
    ),
    Rough(
        "a table",
        "PRINCIPAL RESPONSIBILITIES\n\n| Responsibility | % |\n| Inspects restaurants for food safety | 55 |\n"
        "| Writes inspection reports and follows up on violations | 30 |\n| Trains food managers | 15 |\n\n"
        "Requires registration as a sanitarian.\n",
        {"purpose": "To prevent illness from food.", "share": "skip", "reports to": "The environmental health manager"},
        3,
    ),
    Rough(
        "a memo with a description",
        "Working title: Fleet parts person\nUnit: Central garage\n\nWhat you will do\n* Orders parts for 300 vehicles\n"
        "* Receives, checks and shelves deliveries\n* Counts stock twice a year\n\nKnowledge, skills and abilities\n"
        "Knowledge of vehicle parts. Skill in using inventory software. Ability to lift 50 pounds.\n\n"
        "Working conditions\nThe shop is noisy and cold in winter.\n",
        {
            "purpose": "To have the right part when a mechanic needs it.",
            "share": "1: 50%\n2: 40%\n3: 10%",
            "discretion": "All orders under 500 dollars are decided here.",
        },
        3,
    ),
    Rough(
        "duties with tasks",
        "Laboratory Technician\n\nPosition Purpose\nThe position exists so that drinking water is tested every day.\n\n"
        "Principal Responsibilities\n1. Collects and tests samples. (50%)\n   a. Draws samples at twelve sites.\n"
        "   b. Runs chlorine and bacteria tests.\n2. Keeps the laboratory in order. (30%)\n"
        "   a. Calibrates instruments.\n"
        "3. Reports results to the state. (20%)\n\nReports to\nLaboratory Supervisor\n\nGuidelines\nThe state's test "
        "methods are followed to the letter.\n",
        {
            "discretion": "1: none; the method decides\n3: signs the report alone",
            "discretion:2": "orders supplies alone",
        },
        3,
    ),
    Rough(
        "a full old description",
        "CITY OF ELMWOOD\n\nBuilding Maintenance Worker\n\nSUMMARY/PURPOSE\nTo maintain city buildings and their "
        "equipment in safe order.\n\nFUNCTIONAL AREAS:\n1. Maintain buildings.\n* A. Repair doors, locks, windows "
        "and plumbing fixtures.\n* B. Paint walls and patch plaster.\nC. Move furniture.\n2. Maintain heating "
        "equipment.\n* A. Check boilers daily and record pressures.\n* B. Replace filters and belts.\n\n"
        "JOB REQUIREMENTS\nEducation & Experience Requirements\n- High school diploma or GED and two (2) years of "
        "maintenance experience.\nLicense Requirements\n- Possession of a second class boiler license.\n"
        "Knowledge Requirements\n- Knowledge of the tools of the building trades.\nSkill Requirements\n- Skill in "
        "reading drawings.\nAbility Requirements\n- Ability to climb ladders.\n- Ability to lift 75 pounds.\n"
        "Physical Demands\nThe work requires climbing ladders and lifting heavy items.\nWork Environment\nThe work is "
        "done in boiler rooms and on roofs, with risks that need protective equipment.\n\nHR: KL   Union: Basic   "
        "EEOC: Service   CSB: 20090302   Class No: 4711\n",
        {"share": "1: 70%, 2: 30%", "assignment": "A work order that says what is broken and by when it is needed."},
        2,
    ),
)
