"""A case with what the desk finds for it, and how it is said with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.cases.case import Case
from assistant.cases.change_type import ChangeFacts, change_facts
from assistant.cases.entries import DescriptionAdded, Stage
from assistant.cases.ledger import Ledger
from assistant.cases.like import Likeness, like_case
from assistant.cases.packet_check import PacketCheck
from assistant.cases.verbs import ledger_of, packet_of
from assistant.letters.letter import Line, said
from assistant.models import Claim, PositionDescription
from assistant.opinion.opinion import Opinion
from assistant.position.read import read_position
from assistant.quoting import flat, quoted
from knowledge.errors import UnknownName
from knowledge.models import Citation

if TYPE_CHECKING:
    from assistant.desk import Desk

LONGEST = 240
"""Characters of a quotation that is shown whole."""


@dataclass(frozen=True)
class Brought:
    """A case with what the desk finds for it, each found once."""

    case: Case
    desk: Desk
    today: date

    @cached_property
    def packet(self) -> PacketCheck:
        return packet_of(self.desk, self.case)

    @cached_property
    def change(self) -> ChangeFacts:
        return change_facts(self.case, self.desk)

    @cached_property
    def ledger(self) -> Ledger:
        return ledger_of(self.desk, self.case, self.today)

    @cached_property
    def like(self) -> Likeness:
        return like_case(self.case, self.desk)

    @cached_property
    def current(self) -> DescriptionAdded | None:
        return self.case.descriptions.get(Stage.CURRENT)

    @cached_property
    def position(self) -> PositionDescription | None:
        return read_position(self.current.text) if self.current else None

    def opinion(self, title: str, beside: str = "") -> Opinion | None:
        """The opinion on ``title`` and another class, the current one if none is named.

        Nothing without a description, or for a class not loaded.
        """
        other = beside or self.case.opened.current_class or title
        if (other, title) not in self._opinions:
            self._opinions[other, title] = self._formed(other, title)
        return self._opinions[other, title]

    @cached_property
    def _opinions(self) -> dict[tuple[str, str], Opinion | None]:
        return {}

    def _formed(self, current: str, title: str) -> Opinion | None:
        if self.current is None or not title:
            return None
        with suppress(UnknownName):
            return self.desk.opinion(self.current.text, current=current, proposed=title, plan=self.case.opened.plan)
        return None

    def class_named(self, of: str) -> str:
        """The title of the class that is meant by ``current``, ``requested`` or ``decided``."""
        decision = self.case.decision
        named: Mapping[str, str] = {
            "current": self.case.opened.current_class,
            "requested": self.case.opened.requested_class,
            "decided": decision.class_title if decision else "",
        }
        return named[of]


def claimed(claim: Claim) -> Line:
    cited = claim.citations[0]
    return said(f"{claim.text} ({cited.pinpoint}, {cited.text_status})", basis_of(cited))


def ruled(claim: Claim, why: str) -> Line:
    cited = claim.citations[0]
    return said(f"{claim.text} {why} ({cited.pinpoint}, {cited.text_status})", basis_of(cited))


def cited_line(cited: Citation) -> Line:
    return said(quoted(cited, LONGEST), basis_of(cited))


def basis_of(cited: Citation) -> str:
    return f"{cited.pinpoint} ({cited.text_status}; {cited.edition})"


def cut(words: str) -> str:
    """Words on one line, no longer than a letter bears."""
    return flat(words, LONGEST)
