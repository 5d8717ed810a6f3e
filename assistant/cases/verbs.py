"""What can be done with a case at the desk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.cases.case import Case
from assistant.cases.ledger import Ledger, ledger
from assistant.cases.packet_check import PacketCheck, check_packet
from assistant.opinion.opinion import class_named

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
