"""Saved cases: SQLite in the data folder, or any PostgreSQL by its address.

Only one thing is ever written: the next entry of a trail, in a transaction of its own. Whenever the process is stopped,
an entry is there whole or not at all; and two who write at once get two entries, one after the other.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Column, Integer, MetaData, String, Table, Text, insert, select
from sqlalchemy.exc import IntegrityError

from assistant.cases.case import Case, case_of
from assistant.cases.entries import Act, Entry, Opened, canonical, entry_after
from assistant.database import Database, Room
from knowledge.errors import InputError, UnknownName

ROOM = Room("cases", Path(__file__).parent / "migrations", "alembic_version")
_FORMAT = "pd-assistant case 1"
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""Those of a case's number: none that is taken for another."""
_NUMBER_LENGTH = 6
_TRIES = 20
"""How often the next entry is tried where somebody else's came first."""

metadata = MetaData()
entries = Table(
    "entries",
    metadata,
    Column("case_id", String(40), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One row an entry; ``did`` is the entry's noun as JSON."""


class CaseFile(BaseModel):
    """A case as one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    id: str
    trail: tuple[Entry, ...]


class Cases:
    """The saved cases of one data folder or database."""

    def __init__(self, data_dir: Path, url: str = "") -> None:
        """Raises :class:`SettingsError` where ``url`` is no address of a database that can be used."""
        self._database = Database(data_dir, url, ROOM)

    def open(self, opened: Opened, *, who: str, at: datetime) -> Case:
        """Begin a case."""
        for _ in range(_TRIES):
            id = "".join(secrets.choice(_LETTERS) for _ in range(_NUMBER_LENGTH))
            first = entry_after(None, opened, who=who, at=at)
            try:
                self._write(id, [first])
            except IntegrityError:
                continue
            return Case(id, (first,))
        raise AssertionError("no number is free")  # pragma: no cover

    def add(self, id: str, did: Act, *, who: str, at: datetime) -> Case:
        """Write the next entry of a case. Raises :class:`UnknownName`."""
        for _ in range(_TRIES):
            trail = self.case(id).trail
            following = entry_after(trail[-1], did, who=who, at=at)
            try:
                self._write(id, [following])
            except IntegrityError:  # somebody else's entry came first
                continue
            return Case(id, (*trail, following))
        raise InputError(f"case {id}: others keep writing to it; try again")

    def case(self, id: str) -> Case:
        """One case. Raises :class:`UnknownName`, and :class:`InputError` where its trail was altered."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(entries).where(entries.c.case_id == id).order_by(entries.c.n))
            trail = [_entry(row) for row in rows.mappings()]
        if not trail:
            raise UnknownName("case", id, self.ids())
        return case_of(id, trail)

    def ids(self) -> list[str]:
        """The numbers of all cases, the one last written to first."""
        return [last.id for last in self.recent()]

    def recent(self) -> list[Case]:
        """All cases, the one last written to first; whether a trail was altered is looked at when a case is opened."""
        with self._database.transaction() as connection:
            rows = connection.execute(select(entries).order_by(entries.c.case_id, entries.c.n)).mappings().all()
        trails: dict[str, list[Entry]] = {}
        for row in rows:
            trails.setdefault(row["case_id"], []).append(_entry(row))
        cases = [Case(id, tuple(trail)) for id, trail in trails.items()]
        return sorted(cases, key=lambda case: (case.trail[-1].at, case.id), reverse=True)

    def holding(self, act: str) -> list[Case]:
        """The cases in which something of that kind was ever written, by their numbers; no other case is read."""
        written = entries.c.did.contains(f'"act":"{act}"', autoescape=True)
        with self._database.transaction() as connection:
            found = connection.execute(select(entries.c.case_id).where(written).distinct()).scalars().all()
        return [self.case(id) for id in sorted(found)]

    def exported(self, id: str) -> str:
        """A case as one file's text."""
        case = self.case(id)
        return CaseFile(format=_FORMAT, id=id, trail=case.trail).model_dump_json(indent=1) + "\n"

    def imported(self, text: str, where: str) -> Case:
        """Take in a case from such a file; one that is here already is only carried on.

        Raises :class:`InputError` where the file is none, was altered, or has another trail than the case here.
        """
        try:
            file = CaseFile.model_validate_json(text)
        except ValidationError as error:
            fault = error.errors()[0]
            place = ".".join(map(str, fault["loc"])) or "the file"
            raise InputError(
                f"{where}: not a case file ({place}: {fault['msg']}); use one made by 'case export'"
            ) from None
        if file.format != _FORMAT:
            raise InputError(f"{where}: made in the format {file.format!r}; this version reads {_FORMAT!r}")
        new = case_of(file.id, file.trail).trail
        held = self.case(file.id).trail if file.id in self.ids() else ()
        shared = min(len(held), len(new))
        if held[:shared] != new[:shared]:
            raise InputError(f"{where}: case {file.id} is here with another trail; both are kept as they are")
        self._write(file.id, new[len(held) :])
        return self.case(file.id)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _write(self, id: str, trail: Any) -> None:
        rows = [
            {
                "case_id": id,
                "n": entry.n,
                "at": entry.at.isoformat(),
                "who": entry.who,
                "did": canonical(entry.did.model_dump(mode="json")),
                "before": entry.before,
                "hash": entry.hash,
            }
            for entry in trail
        ]
        if rows:
            with self._database.transaction() as connection:
                connection.execute(insert(entries), rows)


def _entry(row: Mapping[Any, Any]) -> Entry:
    kept = {name: row[name] for name in ("n", "at", "who", "before", "hash")}
    return Entry.model_validate({**kept, "did": json.loads(row["did"])})
