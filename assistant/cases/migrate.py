"""The tables of the cases brought to this version's shape, by the steps under ``migrations``."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

_LOCK = 4307
"""The number under which PostgreSQL lets one process at a time change the tables; SQLite's own lock does so anyway."""


def migrate(connection: Connection) -> None:
    """Carry out the steps that are missing, all in the transaction of ``connection``."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
