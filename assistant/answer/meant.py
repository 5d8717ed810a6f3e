"""A question as it is meant in a case: for whom, under which employer's rules, about which of the case's classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer.employers import employers_in
from assistant.answer.known import NOTHING, Known, KnownClass, Part
from assistant.answer.question import Question
from assistant.models import Role
from knowledge.models import FEDERAL, STATE

_CLASS = r"(?:class|classification|class spec(?:ification)?|title)\b"
_NEAR = rf"\b{_CLASS} (?:\w+ ){{0,3}}"
_MEANT = {
    Part.ASKED: re.compile(rf"\b(?:requested|proposed|higher) {_CLASS}|{_NEAR}(?:asked for|requested|wants?)\b", re.I),
    Part.DECIDED: re.compile(rf"\b(?:decided|new|determined) {_CLASS}|{_NEAR}decided\b", re.I),
    Part.HELD: re.compile(
        rf"\b(?:my|our|current|present|own|old|his|her|their) {_CLASS}|{_NEAR}(?:is|am|are) in\b", re.I
    ),
}
"""How a question speaks of each class of a case."""
_SPOKEN = {Role.EMPLOYEE: "employee", Role.SUPERVISOR: "supervisor", Role.HR: "appointing authority"}


def in_case(question: Question, known: Known) -> tuple[Question, tuple[str, ...]]:
    """A question as it is meant in a case, and what was taken from the case for that, in sentences."""
    if known is NOTHING:
        return question, ()
    meant = () if question.named else tuple(one for one in known.classes if _MEANT[one.part].search(question.text))
    read = replace(
        question,
        role=question.role or known.role or "",
        party=question.party or ("employee" if not question.role and known.role is Role.EMPLOYEE else ""),
        employers=question.employers if _employer_said(question) else _governing(known.employer),
        named=(*question.named, *(one.spec for one in meant)),
        meant=tuple(one.spec for one in meant),
        known=known,
    )
    return read, tuple(_taken(question, known, meant))


def _governing(employer: str) -> tuple[str, ...]:
    """The jurisdictions whose sources hold for an employee of ``employer``; the federal principles bind the state."""
    return (STATE, FEDERAL) if employer == STATE else (employer,)


def _employer_said(question: Question) -> bool:
    return bool(employers_in(question.text) or employers_in(question.leans_on))


def _taken(question: Question, known: Known, meant: Sequence[KnownClass]) -> Iterator[str]:
    if known.role and not question.role:
        yield f"Answered for the party that asked for the study, the {_SPOKEN[known.role]} ({known.where})."
    if _employer_said(question) and known.employer not in question.employers:
        yield f"The question names another employer than the case ({known.employer}, {known.where}); it was followed."
    yield from (f"{one.part.capitalize()} is {one.spec.title} ({one.where})." for one in meant)
