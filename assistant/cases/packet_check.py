"""The packet check: what a documented request needs, what the case holds of it, and the clock that hangs on it.

Items and clock are those of Administrative Procedure 7, Provisions A to C. Whether a request is *properly documented*,
and since when, is for the personnel office to say; the program only lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.cases.case import Case
from assistant.cases.entries import Party, Stage
from assistant.cases.provisions import Provided, claims
from assistant.classify.case import evidence_of
from assistant.classify.evidence import degrees
from assistant.classify.functions import functions
from assistant.classify.material import material
from assistant.models import Claim, Factor
from assistant.position.read import read_position
from knowledge.library import Library
from knowledge.models import STATE

_DESCRIPTION = "position description"
_LEADS = 1.5
"""From this rung of the ladder of supervision on a description speaks of lead work or more."""
UNDECIDED = (
    "Whether the request is properly documented, and on which day it was received, is for the personnel office to say."
)


class State(StrEnum):
    """What the case holds of an item."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    OPEN = "not known"


class _Item(Provided):
    item: str
    filed_as: tuple[str, ...]
    applies: Literal["always", "existing", "leads"]


class _Lists(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    required: tuple[_Item, ...]
    helpful: tuple[_Item, ...]
    employee: Provided
    clock: tuple[Provided, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the packet."""

    name: str
    state: State
    why: str
    rule: Claim
    """Why it is asked for."""


@dataclass(frozen=True, slots=True)
class PacketCheck:
    """What is there, what is not, and what follows for the time."""

    required: tuple[Item, ...]
    helpful: tuple[Item, ...]
    clock: tuple[Claim, ...]
    note: str

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is asked for and not seen in the case."""
        return tuple(item for item in self.required if item.state in (State.MISSING, State.OPEN))


def check_packet(case: Case, library: Library, jurisdiction: str) -> PacketCheck:
    """Hold what is filed in a case against the state's list; of another employer no list is known."""
    if jurisdiction != STATE:
        return PacketCheck(
            (), (), (), f"No source at hand lists what a request to {jurisdiction} must hold; ask there."
        )
    lists = _lists()
    leads = _leads(case)
    by_employee = case.opened.requested_by is Party.EMPLOYEE
    return PacketCheck(
        required=tuple(_items(lists.required, case, leads, library)),
        helpful=tuple(_items(lists.helpful, case, leads, library)),
        clock=claims([*([lists.employee] if by_employee else []), *lists.clock], library),
        note=UNDECIDED,
    )


def filed_names() -> tuple[str, ...]:
    """The names under which a document counts as an item of the packet, required ones first."""
    lists = _lists()
    return tuple(name for item in (*lists.required, *lists.helpful) for name in item.filed_as)


@cache
def _lists() -> _Lists:
    return _Lists.model_validate(
        yaml.safe_load(files("assistant.cases").joinpath("packet_check.yaml").read_text("utf-8"))
    )


def _items(items: tuple[_Item, ...], case: Case, leads: str | None, library: Library) -> Iterator[Item]:
    for item in items:
        state, why = _state(item, case, leads)
        yield Item(item.item, state, why, item.claim(library))


def _state(item: _Item, case: Case, leads: str | None) -> tuple[State, str]:
    filed = [one.name for name in item.filed_as for one in case.documents.get(name, ())]
    if item.item == _DESCRIPTION and Stage.CURRENT in case.descriptions:
        filed.append(case.descriptions[Stage.CURRENT].name)
    if filed:
        return State.PRESENT, f"Filed: {', '.join(dict.fromkeys(filed))}."
    if item.applies == "existing" and case.opened.new:
        return State.NOT_APPLICABLE, "The position is new."
    if item.applies == "leads":
        return _questionnaire(leads)
    if item.item.startswith("signatures"):
        return State.OPEN, "Nothing says who signed; file the signed copy as 'signed position description'."
    return State.MISSING, f"Nothing is filed as '{item.filed_as[0]}'."


def _questionnaire(leads: str | None) -> tuple[State, str]:
    if leads is None:
        return State.OPEN, "Without a current description it is not known whether the position supervises or leads."
    if not leads:
        return State.NOT_APPLICABLE, "The current description speaks of no supervision or lead work."
    return (
        State.MISSING,
        f'The description speaks of supervision or lead work ("{leads}"), and no questionnaire is filed; a managerial '
        "position needs none.",
    )


def _leads(case: Case) -> str | None:
    """The words by which the current description gives supervision or lead work; empty for none, ``None`` unknown."""
    added = case.descriptions.get(Stage.CURRENT)
    if added is None:
        return None
    position = read_position(added.text)
    draft = material(position, [])
    held = next((one.span.quote for one in functions(draft.text, draft.spans) if one.held), "")
    if held:
        return " ".join(held.split())
    evidence = [one for one in evidence_of(position, draft) if one.factor is Factor.SUPERVISION and not one.unused]
    if degrees(evidence).get(Factor.SUPERVISION, 0.0) < _LEADS:
        return ""
    return " ".join(max(evidence, key=lambda one: (one.degree, -one.span.start)).span.quote.split())
