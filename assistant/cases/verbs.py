"""What can be done with a case at the desk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.cases.case import Case
from assistant.cases.entries import Party
from assistant.cases.ledger import Ledger, ledger
from assistant.cases.packet_check import PacketCheck, check_packet
from assistant.opinion.opinion import class_named
from assistant.opinion.record import Known

if TYPE_CHECKING:
    from assistant.desk import Desk


def jurisdiction(desk: Desk, case: Case) -> str:
    """Whose class plan the position is in."""
    return desk.plans_kept.plan(case.opened.plan).jurisdiction


def ledger_of(desk: Desk, case: Case, today: date) -> Ledger:
    """The dates that a case's days lead to, under the rules of its plan's jurisdiction."""
    return ledger(case, desk.library, jurisdiction(desk, case), today)


def packet_of(desk: Desk, case: Case) -> PacketCheck:
    """What a documented request needs, and what a case holds of it."""
    return check_packet(case, desk.library, jurisdiction(desk, case))


def title_of(desk: Desk, name: str, plan: str) -> str:
    """The title of the class of that name, former name or code. Raises :class:`UnknownName`."""
    return class_named(desk.plans_kept.plan(plan), name).title


def stated(case: Case) -> Known:
    """What people stated in a case for the decision record; the determination stays a blank for who decides."""
    people = case.people
    header = (("Department", people.get(Party.AUTHORITY, "")), ("Incumbent", people.get(Party.EMPLOYEE, "")))
    told = (one for said in case.accounts.values() for one in said)
    return Known(header, tuple(f"The {one.party} on {one.about}: “{one.words}”" for one in told))
