"""A revision made up for the tests, and what people know of it."""

from __future__ import annotations

from datetime import date

from assistant.packet.facts import Facts, facts_from
from assistant.packet.packet import Order

NEW = """Title: Records Assistant
Agency: City of Duluth
Reports to: Office Manager

Purpose
To perform a variety of technical work in support of the office.

Duties
1. Answers questions of employees and supervisors about leave and benefits.
2. Enters hires and transfers in the personnel system; checks the entries of two colleagues.
3. Trains new staff <b>bold</b> and $5$.
"""

OLD = """Records Assistant

SUMMARY
To perform clerical work in support of the office.

DUTIES
1. Opens and sorts the mail of the office every morning.
2. Enters hires and transfers in the personnel system.
3. Answers questions of employees about leave and benefits.
"""

FACTS = """
date: 2026-03-02
sender: A. Writer
sender_title: Analyst
statements:
  last_revised: {says: 2010, confirmed_by: A. Writer}
  main_changes: {says: Benefit questions of supervisors came in., confirmed_by: A. Writer}
  unions: {says: the Harbor Guild}
changes:
  - {what: Entries of colleagues are checked, how: a new system, why: audits, when: May 2025, confirmed_by: A. Writer}
  - {what: Secret plans}
organization:
  above: [{title: Director, name: Q. R., code: 12}, {title: Office Manager, name: vacant}]
  same_level: []
"""


def facts() -> Facts:
    return facts_from(FACTS, "facts")


def order(**changed: object) -> Order:
    given = {"new": NEW, "old": OLD, "format": "duluth", "facts": facts(), "made": date(2026, 3, 2)}
    return Order(**{**given, **changed})  # type: ignore[arg-type]
