"""The desk as one person sees it: their cases only, and only what they may do.

Whoever is handed such a desk cannot reach past it, whatever a page forgets to hide.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, cast

from assistant.access.person import Person
from assistant.access.rights import may_administer, may_see, may_see_all
from assistant.cases.case import Case
from assistant.cases.entries import Act, Opened
from knowledge.errors import InputError, UnknownName

if TYPE_CHECKING:
    from assistant.cases.store import Cases
    from assistant.desk import Desk

ADMINISTRATORS_ALONE = frozenset(
    ("add_plan", "forget", "ingest", "keep", "official", "save_format"),
)
"""The desk's verbs that change what is loaded for all."""


def seen_by(desk: Desk, person: Person) -> Desk:
    """The desk as ``person`` sees it; the desk itself for whoever uses the program alone."""
    return cast("Desk", SeenDesk(desk, person)) if person.signed_in else desk


class SeenDesk:
    """All of a desk but what one person may not reach."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self._desk, self._person = desk, person

    def __getattr__(self, name: str) -> Any:
        if name in ADMINISTRATORS_ALONE and not may_administer(self._person):
            raise InputError("what is loaded is changed by an administrator only; ask one of yours")
        return getattr(self._desk, name)

    @property
    def cases(self) -> SeenCases:
        """The cases that the person may see."""
        return SeenCases(self._desk.cases, self._person)


class SeenCases:
    """Of all cases those that one person may see; what they write bears their account, whatever a page says of it."""

    def __init__(self, cases: Cases, person: Person) -> None:
        self._cases, self._person = cases, person

    def open(self, opened: Opened, *, who: str = "", at: datetime) -> Case:  # noqa: ARG002
        """Begin a case, as the person."""
        return self._cases.open(opened, who=self._person.account, at=at)

    def add(self, id: str, did: Act, *, who: str = "", at: datetime) -> Case:  # noqa: ARG002
        """Write the next entry of a case that the person may see, as the person."""
        return self._cases.add(self.case(id).id, did, who=self._person.account, at=at)

    def case(self, id: str) -> Case:
        """One case; one that is not theirs to see is told like one that does not exist."""
        try:
            found = self._cases.case(id)
        except UnknownName:
            self._refuse(id)
        return found if may_see(found, self._person) else self._refuse(id)

    def ids(self) -> list[str]:
        """The numbers of the cases they may see, the one last written to first."""
        return [case.id for case in self.recent()]

    def recent(self) -> list[Case]:
        """The cases they may see, the one last written to first."""
        return [case for case in self._cases.recent() if may_see(case, self._person)]

    def holding(self, act: str) -> list[Case]:
        """All cases with something of that kind: for precedents, which tell nothing that leads back to a case."""
        return self._cases.holding(act)

    def exported(self, id: str) -> str:
        """A case that the person may see, as one file's text."""
        return self._cases.exported(self.case(id).id)

    def imported(self, text: str, where: str) -> Case:
        """Take in a case from a file: it may speak for others, so that only who sees all cases may do so."""
        if not may_see_all(self._person):
            raise InputError(f"{where}: a case is taken in from a file by human resources; send it to them")
        return self._cases.imported(text, where)

    def _refuse(self, id: str) -> NoReturn:
        raise InputError(f"there is no case {id!r} among yours; open one from the list, or ask human resources")
