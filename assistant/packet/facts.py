"""What only people know of a revision: dates, names, who was consulted, who sits where; from a file or from the chat.

A statement of fact is used only if it says who confirmed it (Duluth's board memo; Administrative Procedure 7, A.3);
everything else is simply not known and becomes a visible blank.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from knowledge.errors import InputError

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
"""A few words or lines of text."""
_LARGEST_FILE = 1_000_000
"""Bytes of the largest facts file that is read."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Statement(_Frozen):
    """A statement of fact and who confirmed it; nobody's, it is not printed."""

    says: Words
    confirmed_by: Words = ""

    @property
    def confirmed(self) -> bool:
        return bool(self.says and self.confirmed_by)


class Change(_Frozen):
    """One change of an existing position: what, how, why and when (Administrative Procedure 7, A.3)."""

    what: Words
    how: Words = ""
    why: Words = ""
    when: Words = ""
    confirmed_by: Words = ""

    @property
    def confirmed(self) -> bool:
        return bool(self.what and self.confirmed_by)


class Person(_Frozen):
    """A position on the organization chart, with whoever holds it."""

    title: Words = ""
    """The actual class title."""
    name: Words = ""
    """Whoever holds it, or *vacant*."""
    code: Words = ""
    """The compensation code."""
    working_title: Words = ""


class Organization(_Frozen):
    """Who sits where around the position; ``None`` means that nobody has said, an empty list that there is nobody."""

    above: tuple[Person, ...] = ()
    """From the top down; the last one is the immediate supervisor."""
    same_level: tuple[Person, ...] | None = None
    below: tuple[Person, ...] | None = None


class Facts(_Frozen):
    """Everything people may give; what is left out is a blank in the packet."""

    date: datetime.date | None = None
    """The date of the memo."""
    department: Words = ""
    address: Words = ""
    phone: Words = ""
    mail: Words = ""
    sender: Words = ""
    sender_title: Words = ""
    recipient: Words = ""
    agency: Words = ""
    unit: Words = ""
    position_number: Words = ""
    incumbent: Words = ""
    """Whoever holds the position, or *vacant*."""
    compensation_code: Words = ""
    present_class: Words = ""
    requested_class: Words = ""
    """Stated in the memo as what is asked for; it weighs in no comparison."""
    occasion: Literal["", "revised", "new"] = ""
    statements: Mapping[str, Statement] = {}
    """By the names that the memo of the format asks for."""
    changes: tuple[Change, ...] = ()
    organization: Organization = Organization()

    def confirmed(self, name: str) -> str:
        """What was confirmed under a name; empty if it was not said, or said and not confirmed."""
        found = self.statements.get(name)
        return found.says if found is not None and found.confirmed else ""

    def unconfirmed(self) -> Iterator[str]:
        """What was given and nobody confirmed, in words for people."""
        yield from (f"{name}: {given.says}" for name, given in sorted(self.statements.items()) if not given.confirmed)
        yield from (f"change: {change.what}" for change in self.changes if not change.confirmed)


def people(lines: str) -> tuple[Person, ...]:
    """The positions typed one a line, as *class title; name; compensation code*; name and code may be left out.

    >>> people("Clerk; A. Smith; 14\\nTypist")[0].code
    '14'
    """
    found = ([part.strip() for part in line.split(";", 2)] for line in lines.splitlines() if line.strip())
    return tuple(Person(**dict(zip(("title", "name", "code"), parts, strict=False))) for parts in found)


def read_facts(path: Path) -> Facts:
    """The facts in a JSON or YAML file. Raises :class:`InputError`, naming the place and how to mend it."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(f"{path}: too large for a file of facts; give at most {_LARGEST_FILE:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{path}: cannot be read as a file of facts: {problem}") from problem
    return facts_from(text, str(path))


def facts_from(text: str, where: str) -> Facts:
    """The facts in JSON or YAML text; ``where`` names it in errors. An empty text holds no facts."""
    try:
        return Facts.model_validate(yaml.safe_load(text) or {})
    except yaml.YAMLError as problem:
        raise InputError(f"{where}: neither JSON nor YAML: {' '.join(str(problem).split())}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise InputError(f"{where}: {place}: {first['msg']}; mend that entry or leave it out") from problem
