"""Who the claims of a sign-in are, and whether it still holds.

A sign-in ends with its hours, with the sign-out in any window, and when the list of people says so. An identity token's
own expiry is no such end: it says until when a token may be taken at the door, minutes at some providers, and not how
long a person may stay.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.access.person import Person
from assistant.access.roles import Roles
from knowledge.errors import InputError


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in, by the claims that the provider signed."""

    claims: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The same for each window of one sign-in, another for the next one; says nothing of the person."""
        told = {name: str(value) for name, value in self.claims.items()}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def over(self, hours: float, now: datetime) -> bool:
        """Whether its hours have passed; one that does not say when it began is over."""
        began = self.claims.get("iat")
        if isinstance(began, bool) or not isinstance(began, int | float):
            return True
        return bool(now.timestamp() - began > hours * 3600)

    def person(self, account_claim: str, roles: Roles) -> Person | None:
        """Who signed in; nothing for somebody who may not come in.

        Raises :class:`InputError` where the claims do not say who it is.
        """
        account = self._word(account_claim).lower()
        if account_claim == "email" and self.claims.get("email_verified") is False:
            raise InputError(
                f"the sign-in does not vouch for the address {account}; have it confirmed with whoever runs the sign-in"
            )
        role = roles.of(account, self.claims)
        if role is None:
            return None
        name = self.claims.get("name")
        key = hashlib.sha256(f"{self._word('iss')}\n{self._word('sub')}".encode()).hexdigest()[:32]
        return Person(account, name if isinstance(name, str) and name.strip() else account, role, key)

    def _word(self, claim: str) -> str:
        value = self.claims.get(claim)
        if not isinstance(value, str) or not value.strip():
            raise InputError(
                f"the sign-in says no {claim!r}, so it is not known who you are; whoever runs this program can have "
                "the provider say it, or name another claim in PD_OIDC_ACCOUNT"
            )
        return value.strip()


class Ended:
    """The sign-ins that were ended by hand, for all processes of one data folder: an empty file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def end(self, session: Session, hours: float, now: datetime) -> None:
        """From now on the sign-in holds in no window, nor for whoever copied its cookie."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        oldest = (now - timedelta(hours=hours)).timestamp()
        for file in self._folder.iterdir():
            if file.stat().st_mtime < oldest:  # its hours are over: it needs no mark any more
                file.unlink(missing_ok=True)
        (self._folder / session.id).touch()

    def holds(self, session: Session) -> bool:
        """Whether the sign-in was ended."""
        return (self._folder / session.id).exists()
