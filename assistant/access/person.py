"""Who is at the keyboard, and what that person is to the employer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may see and do, from the least to the most."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
    HR = "hr"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Its place from the least to the most, from 0."""
        return list(Role).index(self)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the program."""

    account: str
    """What the sign-in calls them, as an e-mail address, in lower case; the trail of a case says it."""
    name: str
    """As people call them; only ever shown."""
    role: Role
    key: str
    """What stays the same when an address changes hands or a person a name: of the provider and its subject."""

    @property
    def signed_in(self) -> bool:
        """Whether a provider vouches for them; otherwise they are whoever sits at this computer."""
        return bool(self.key)


SOLE = Person(account="", name="", role=Role.ADMINISTRATOR, key="")
"""Who uses the program where there is no sign-in: one person, at this computer, who may do everything."""
