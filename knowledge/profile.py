"""The front matter of a class profile, validated: a profile that says something in a way of its own is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import InputError

_UNVERIFIED = r"(?: \(unverified\))?"
Flsa = Annotated[
    str,
    Field(pattern=rf"^(?:non-exempt|exempt(?:-(?:executive|administrative|professional))?){_UNVERIFIED}$|^not seen$"),
]
"""As the audit's cover sheet spells it; *(unverified)* where it is general knowledge."""
Unit = Annotated[
    str, Field(pattern=rf"^\d{{3}}{_UNVERIFIED}(?:; \d{{3}} [a-z ]+{_UNVERIFIED})?$|^Confidential$|^not seen$")
]
"""The state's unit number, and where else the class was seen; or a city's own name of its unit."""
Address = Annotated[str, Field(pattern=r"^https?://\S+$")]


class Profile(BaseModel):
    """What a class profile says before its text. ``level`` 1 is the lowest of the series."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    short: str
    also: tuple[str, ...] = ()
    kind: Literal["class-spec"]
    jurisdiction: str
    series: str
    level: Annotated[int, Field(ge=1)] | None = None
    code: Annotated[str, Field(pattern=r"^(?:\d{4}|\d{6})?$")]
    bargaining_unit: Unit
    flsa: Flsa
    edition: str
    status: Literal["restated"]
    url: Address
    """Where the official specification would be, or the page of the class itself."""
    seen_at: tuple[Address, ...] = ()
    """Every address where facts of the profile were seen."""
    note: str


def read_profile(fields: dict[str, Any]) -> Profile:
    """The validated front matter. Raises :class:`InputError` naming the profile and the fault."""
    try:
        return Profile.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise InputError(f"class profile {fields.get('id', '')}: {where}: {fault['msg']}") from error
