"""What a case holds, as an answer to a question asked in it needs it: each day, class and fact with its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.answer.dates import long
from assistant.answer.known import Known, KnownClass, KnownDay, KnownFact, Part
from assistant.cases.case import Case
from assistant.cases.entries import (
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    Party,
    PersonNamed,
)
from assistant.cases.ledger import triggers
from assistant.cases.packet_check import State
from assistant.cases.verbs import jurisdiction, packet_of
from assistant.models import Role
from knowledge.errors import UnknownName
from knowledge.words import words

if TYPE_CHECKING:
    from assistant.desk import Desk

_OPENED = "entry 1"
_ROLES = {
    Party.EMPLOYEE: Role.EMPLOYEE,
    Party.SUPERVISOR: Role.SUPERVISOR,
    Party.AUTHORITY: Role.HR,
    Party.HR: Role.HR,
}
"""Whose rights are asked about: human resources speak for the appointing authority."""
_UNITS = ("bargaining unit", "unit", "union", "agreement", "contract")
"""What an account is about that names the bargaining unit or plan."""
_PARTIES = frozenset(word for party in Party for word in words(party))
_WHO = re.compile(r"\b(?:who|whom|whose|name)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:when|what (?:day|date)|which (?:day|date)|since|on what)\b", re.IGNORECASE)
_LACKING = re.compile(
    r"\b(?:missing|lack\w*|still need\w*|not (?:yet )?(?:filed|there|in the)|incomplete)\b", re.IGNORECASE
)
_DECIDED = re.compile(r"\b(?:decided|determined|outcome of (?:my|the|this) (?:case|request|study))\b", re.IGNORECASE)


def known_of(desk: Desk, case: Case) -> Known:
    """All that a case holds for a question asked in it."""
    return Known(
        role=_ROLES.get(case.opened.requested_by),
        where=_OPENED,
        employer=jurisdiction(desk, case),
        settles=dict(_settled(desk, case)),
        days=tuple(_days(case)),
        classes=tuple(_classes(desk, case)),
        facts=tuple(_facts(desk, case)),
    )


def _settled(desk: Desk, case: Case) -> Iterator[tuple[str, str]]:
    """What need not be asked back."""
    yield "employer", f"The employer is that of the case's class plan: {jurisdiction(desk, case)} ({_OPENED})."
    for n, told in case.numbered(FactStated):
        if told.about in _UNITS:
            yield "unit", f"The {told.party} names the {told.about}: {told.words} ({_entry(n)})."


def _days(case: Case) -> Iterator[KnownDay]:
    """The days that start a time; of two for one event the later entry counts."""
    entered = {dated.event: (n, dated.day) for n, dated in case.numbered(DateSet)}
    for known in triggers():
        if known.event in entered:
            n, day = entered[known.event]
            yield KnownDay(known.event, day, known.rules, _entry(n))


def _classes(desk: Desk, case: Case) -> Iterator[KnownClass]:
    from assistant.opinion.opinion import class_named

    plan, opened = desk.plans_kept.plan(case.opened.plan), case.opened
    decided = [(n, one.class_title) for n, one in case.numbered(DecisionFiled)][-1:]
    held = [(Part.HELD, opened.current_class, 1), (Part.ASKED, opened.requested_class, 1)]
    for part, title, n in [*held, *((Part.DECIDED, title, n) for n, title in decided)]:
        try:
            spec = class_named(plan, title) if title else None
        except UnknownName:  # a class of another plan was decided: its text is not held
            spec = None
        if spec is not None:
            yield KnownClass(spec, part, _entry(n))


def _facts(desk: Desk, case: Case) -> Iterator[KnownFact]:
    """Everything that somebody may ask the case for, in the order of its trail."""
    for n, named in case.numbered(PersonNamed):
        yield KnownFact(named.party, f"The {named.party} is {named.name}.", _entry(n), _WHO)
    for n, dated in case.numbered(DateSet):
        about = " ".join(word for word in words(dated.event) if word not in _PARTIES)
        yield KnownFact(about, f"{dated.event.capitalize()}: {long(dated.day)}.", _entry(n), _WHEN)
    for n, filed in case.numbered(DocumentFiled):
        yield KnownFact(filed.item, f"The {filed.item} is in the file: {filed.name}.", _entry(n))
    for n, added in case.numbered(DescriptionAdded):
        yield KnownFact(f"{added.stage} description", f"The {added.stage} description is {added.name}.", _entry(n))
    for n, told in case.numbered(FactStated):
        yield KnownFact(told.about, f"The {told.party} says of {told.about}: “{told.words}”", _entry(n))
    for n, decided in list(case.numbered(DecisionFiled))[-1:]:
        says = f"{decided.by} decided on {long(decided.day)}: {decided.class_title}."
        yield KnownFact("", says, _entry(n), _DECIDED)
    for item in packet_of(desk, case).required:
        if item.state in (State.MISSING, State.OPEN):
            yield KnownFact("", f"{item.name.capitalize()}: {item.state}. {item.why}", "the packet check", _LACKING)


def _entry(n: int) -> str:
    return f"entry {n}"
