"""What people have in hand at the chat, kept outside of their sessions: conversations, drafts, choices.

A piece of work has an unguessable id and an owner; who has not both is told the same as if there were no such work.
It is a set of named items, each a text. Every write gives the work the next version and the items it wrote that
version, so that whoever knows a version can ask cheaply what came since. What nobody changed for so many days is gone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, String, Table, Text, delete, insert, select
from sqlalchemy import update as change

from assistant.database import Database, Room

_ROOM = Room("talks", Path(__file__).parent / "migrations", "talks_version")
_ID_BYTES = 18
"""So many random bytes are an id: nobody finds one by trying."""

metadata = MetaData()
talks = Table(
    "talks",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed", String(40), nullable=False, index=True),
)
"""One row a piece of work; ``changed`` is the moment of its last write (UTC, ISO 8601)."""
items = Table(
    "talk_items",
    metadata,
    Column("talk_id", String(40), ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("value", Text, nullable=False),
)
"""One row an item; an empty ``value`` says that it was taken away."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What came to a piece of work since a version of it."""

    version: int
    items: Mapping[str, str]
    """Name -> value; an empty one where the item was taken away."""


class Talks:
    """The work in hand of one data folder or database; what was not changed for ``days`` is forgotten."""

    def __init__(self, data_dir: Path, url: str = "", *, days: int = 30) -> None:
        """Raises :class:`SettingsError` where ``url`` is no address of a database that can be used."""
        self.days = days
        self._database = Database(data_dir, url, _ROOM)

    def begin(self, owner: str, now: datetime) -> str:
        """A new piece of work without items; its id. What is past its days is forgotten at the same time."""
        id = secrets.token_urlsafe(_ID_BYTES)
        with self._database.transaction() as connection:
            old = select(talks.c.id).where(talks.c.changed < self._oldest(now))
            connection.execute(delete(items).where(items.c.talk_id.in_(old)))
            connection.execute(delete(talks).where(talks.c.changed < self._oldest(now)))
            connection.execute(insert(talks).values(id=id, owner=owner, version=0, changed=_moment(now)))
        return id

    def since(self, id: str, owner: str, version: int, now: datetime) -> Changes | None:
        """What came since a version, 0 for all there is; ``None`` where this owner has no such work (any more)."""
        with self._database.transaction() as connection:
            held = connection.execute(
                select(talks.c.version).where(
                    talks.c.id == id, talks.c.owner == owner, talks.c.changed >= self._oldest(now)
                )
            ).scalar_one_or_none()
            if held is None or held == version:
                return None if held is None else Changes(held, {})
            came = select(items.c.name, items.c.value).where(items.c.talk_id == id, items.c.version > version)
            return Changes(held, {row.name: row.value for row in connection.execute(came.order_by(items.c.name))})

    def keep(self, id: str, owner: str, values: Mapping[str, str], seen: int, now: datetime) -> int | None:
        """Put items in place, all of them or none; an empty value takes one away. Gives the work's new version.

        ``None`` where the work is not at the version that was ``seen`` any more, or was forgotten: then nothing is
        kept, and :meth:`since` tells what came.
        """
        with self._database.transaction() as connection:
            mine = (talks.c.id == id, talks.c.owner == owner, talks.c.version == seen)
            counted = change(talks).where(*mine).values(version=seen + 1, changed=_moment(now))
            if not connection.execute(counted).rowcount:
                return None
            _put(connection, id, values, seen + 1)
        return seen + 1

    def forget(self, id: str, owner: str) -> None:
        """Take away a piece of work with all its items."""
        with self._database.transaction() as connection:
            mine = select(talks.c.id).where(talks.c.id == id, talks.c.owner == owner)
            connection.execute(delete(items).where(items.c.talk_id.in_(mine)))
            connection.execute(delete(talks).where(talks.c.id == id, talks.c.owner == owner))

    def named(self, beginning: str) -> Iterator[str]:
        """The values of all items, of any owner, whose names begin so; for whoever runs the program."""
        with self._database.transaction() as connection:
            found = select(items.c.value).where(
                items.c.name.startswith(beginning, autoescape=True), items.c.value != ""
            )
            yield from connection.execute(found.order_by(items.c.talk_id, items.c.name)).scalars()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _oldest(self, now: datetime) -> str:
        return _moment(now - timedelta(days=self.days))


def _put(connection: Connection, id: str, values: Mapping[str, str], version: int) -> None:
    """Items in place of those of the same names."""
    connection.execute(delete(items).where(items.c.talk_id == id, items.c.name.in_(list(values))))
    rows = [{"talk_id": id, "name": name, "version": version, "value": value} for name, value in values.items()]
    if rows:
        connection.execute(insert(items), rows)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
