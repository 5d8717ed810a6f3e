"""Drafts and an employer's document made up for the tests: nobody's real wording."""

from __future__ import annotations

from assistant.draft.describe import draft_description
from assistant.draft.profile import load_profile
from assistant.draft.wording import EmployerWording
from assistant.models import Draft, Section
from assistant.position.read import read_position
from knowledge.models import DULUTH, Kind, Passage, Source, Status

ROUGH = """Title: Gas Line Leader
Agency: City of Duluth
Reports to: Utility Supervisor
Supervises: nobody, but leads a crew of two

Purpose
To keep gas lines safe.

Duties (percent)
1. Lead a two-person crew (50%)
  a. Assign the day's locates.
  b. Check the work of helpers.
2. Dig trenches and climb ladders (30%)
3. Prepare reports <b>bold</b> *and* $5$ (20%)
4. Other duties as assigned.

Freedom to act
Plans own day; new situations go to the foreman.

Qualifications
- CDL class B required.
- High school diploma and two years of work with gas.
- Ability to lift 80 pounds
- Ability to follow spoken instructions
"""

LOOSE = """Title: HR support

Purpose: keeps the records straight and helps employees with benefits questions.

Duties:
- 60% Enters new hires, transfers and leaves in the system and fixes errors.
- 40% Monitors the $20,000 training budget; meets with vendors.

The supervisor says what is wanted and when, and gives extra instruction on anything new. No staff.
Needs an associate degree and two years of office work; valid driver's license. Knowledge of benefits terms. Skill in
spreadsheets. Able to explain rules. Has contact with carriers. On call in June.
"""

APPROVED = """Dock Worker

SUMMARY/PURPOSE

To load boats.

SUPERVISION RECEIVED

Here the supervisor gives continuing or individual assignments, and that is our approved text.

SUPERVISION GIVEN

Does not supervise.

ESSENTIAL DUTIES AND RESPONSIBILITIES

1. Load boats.
2. Be a good team member at all hours.
3. Other duties may be assigned.

JOB REQUIREMENTS

The person must perform each essential duty; so we say.

3. Knowledge Requirements
 - A. Knowledge of boats.
 - B. Knowledge of safety requirements at the dock.
4. Skill Requirements
 - A. Skill with office equipment of the dock.
5. Ability Requirements
 - A. Ability to attend work when the tide does.

Physical Demands

Our dock clerks are sedentary.

Work Environment

Our dock has everyday risks.
"""


def approved_source(text: str = APPROVED, jurisdiction: str = DULUTH, status: Status = Status.OFFICIAL) -> Source:
    at = text.find("Does not supervise.")
    passages = (
        Passage("dock", "Dock Worker, Supervision Given", ("Supervision Given",), at, at + 19, text[at : at + 19]),
    )
    return Source("dock", "Dock Worker", Kind.JOB_DESCRIPTION, jurisdiction, "May 2024", status, "", text, passages)


def drafted(
    text: str, name: str = "duluth", wording: EmployerWording | None = None, class_title: str | None = None
) -> Draft:
    return draft_description(read_position(text), load_profile(name), wording=wording, class_title=class_title)


def under(draft: Draft, heading: str) -> Section:
    return next(section for section in draft.sections if section.heading == heading)


def texts(draft: Draft, heading: str) -> list[str]:
    return [block.text for block in under(draft, heading).blocks]
