"""Where rows are kept: SQLite in the data folder, or any PostgreSQL by its address; one home for every room.

Every write is a transaction of its own: whenever the process is stopped, it is there whole or not at all, and two who
write at once write one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from knowledge.errors import SettingsError

_PATIENCE = 30
"""Seconds that a writer waits for another to be done."""
_LOCK = 4307
"""The number under which PostgreSQL lets one process at a time change the tables; SQLite's own lock does so anyway."""


@dataclass(frozen=True, slots=True)
class Room:
    """Whose tables these are."""

    what: str
    """What they hold, in a word for people, as in *cases*."""
    steps: Path
    """The folder of the steps that bring the tables to this version's shape."""
    done: str
    """The table that says which of the steps were carried out; each room has its own."""


class Database:
    """One room's tables, brought to this version's shape on opening."""

    def __init__(self, data_dir: Path, url: str, room: Room) -> None:
        """Raises :class:`SettingsError` where ``url`` is no address of a database that can be used."""
        self._room = room
        self.engine = _engine(data_dir / f"{room.what}.sqlite3", url)
        with self.transaction() as connection:
            migrate(connection, room)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction; a database that cannot be reached is told in our words."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise SettingsError(self._unreachable(error)) from error

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _unreachable(self, error: DBAPIError) -> str:
        where = self.engine.url.render_as_string(hide_password=True)
        first = str(error.orig).strip().splitlines()[0]
        return (
            f"the {self._room.what} at {where} cannot be opened ({first}); "
            "check PD_DATABASE_URL, or the rights on the data folder"
        )


def migrate(connection: Connection, room: Room) -> None:
    """Carry out the steps that are missing, all in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(room.steps).replace("%", "%%"))
    config.attributes |= {"connection": connection, "done": room.done}
    command.upgrade(config, "head")


def _engine(file: Path, url: str) -> Engine:
    if not url:
        file.parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{file}"
    try:
        address = make_url(url)
        if address.drivername in ("postgres", "postgresql"):
            address = address.set(drivername="postgresql+psycopg")
        # a file is let go of after each use: whoever copies or checks it meanwhile breaks no lock of ours
        engine = create_engine(address, poolclass=NullPool if address.get_backend_name() == "sqlite" else None)
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise SettingsError(
            "PD_DATABASE_URL is no address of a database that can be used; write it as "
            "postgresql://name:password@host/database, or leave it out for a file in the data folder"
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begun)
    return engine


def _sqlite_connected(connection: Any, _record: Any) -> None:
    """Durable at every write, and readable while somebody writes."""
    connection.isolation_level = None  # so that the driver leaves BEGIN to us
    for setting in (f"busy_timeout = {_PATIENCE * 1000}", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")


def _sqlite_begun(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
