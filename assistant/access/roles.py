"""Which role a person has: by the list that an administrator keeps, else by a claim of the sign-in, else employee."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.access.person import Role
from assistant.settings import Settings
from knowledge.errors import SettingsError

_NOBODY: Final = "none"
"""What the list says of an account that may not come in."""
_KNOWN: Final = ", ".join(Role)


@dataclass(frozen=True, slots=True)
class Roles:
    """Where roles come from."""

    claim: str = ""
    values: Mapping[str, Role] = field(default_factory=dict)
    """Value of the claim -> the role it means."""
    listed: Mapping[str, Role | None] = field(default_factory=dict)
    """Account -> its role; nothing for one that may not come in."""

    def of(self, account: str, claims: Mapping[str, Any]) -> Role | None:
        """The role of an account; of several that its claim means, the greatest. Nothing if it may not come in."""
        if account in self.listed:
            return self.listed[account]
        meant = [self.values[value] for value in _values(claims, self.claim) if value in self.values]
        return max(meant, key=lambda role: role.rank, default=Role.EMPLOYEE)


def roles(settings: Settings) -> Roles:
    """The roles of the settings. Raises :class:`SettingsError`."""
    if bool(settings.oidc_role_claim) != bool(settings.oidc_roles):
        raise SettingsError(
            "PD_OIDC_ROLE_CLAIM names the claim and PD_OIDC_ROLES what its values mean; set both or neither"
        )
    return Roles(
        claim=settings.oidc_role_claim,
        values=_meanings(settings.oidc_roles) if settings.oidc_roles else {},
        listed=_people(settings.people) if settings.people else {},
    )


def _values(claims: Mapping[str, Any], claim: str) -> Iterator[str]:
    """The values of a claim, one or a list of them; dots lead into a claim inside another."""
    found: Any = claims
    if claim not in claims:
        for name in claim.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
    else:
        found = claims[claim]
    yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str))


def _meanings(text: str) -> dict[str, Role]:
    """What ``PD_OIDC_ROLES`` says."""
    try:
        told = json.loads(text)
        return {str(value): Role(role) for value, role in told.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f'PD_OIDC_ROLES: write it as {{"pd-hr": "hr", "pd-admins": "administrator"}}; the roles are {_KNOWN} '
            f"({error})"
        ) from None


def _people(file: Path) -> Mapping[str, Role | None]:
    """The list as it is now: whoever is struck from it is out with their next click."""
    try:
        state = file.stat()
        return _read(file, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise SettingsError(f"PD_PEOPLE: {file} cannot be read ({error.strerror}); name a file that can") from error


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int) -> Mapping[str, Role | None]:
    """The list, read once as long as it does not change."""
    try:
        told = yaml.safe_load(file.read_text("utf-8")) or {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"PD_PEOPLE: {file} is not YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(told, dict):
        raise SettingsError(f"PD_PEOPLE: {file} must say an account and its role on each line, as ada@example.gov: hr")
    return {str(account).strip().lower(): _listed(file, account, role) for account, role in told.items()}


def _listed(file: Path, account: Any, role: Any) -> Role | None:
    if role == _NOBODY:
        return None
    if role not in list(Role):
        raise SettingsError(
            f"PD_PEOPLE: {file} gives {account} the role {role!r}; the roles are {_KNOWN}, or {_NOBODY}"
        )
    return Role(role)
