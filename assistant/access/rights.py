"""What a person may see and do. Pure rules; :mod:`assistant.access.view` applies them to a desk."""

from __future__ import annotations

from assistant.access.person import Person, Role
from assistant.cases.case import Case
from assistant.cases.entries import PersonNamed


def may_see_all(person: Person) -> bool:
    """Whether every case is theirs to see: human resources and administrators."""
    return person.role in (Role.HR, Role.ADMINISTRATOR)


def may_see(case: Case, person: Person) -> bool:
    """Whether a case is theirs to see: all, or those they opened or take part in by their account."""
    if may_see_all(person):
        return True
    account = person.account
    return bool(account) and (
        case.trail[0].who == account or any(named.account == account for named in case.all(PersonNamed))
    )


def may_administer(person: Person) -> bool:
    """Whether they load and remove documents and plans, and read the log of model calls."""
    return person.role is Role.ADMINISTRATOR
