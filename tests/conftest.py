"""Shared by all tests: one data folder with its index built, and no network but loopback."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import Desk
from assistant.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index is built from the built-in sources; tests must not ingest into it."""
    folder = tmp_path_factory.mktemp("data")
    Desk.open(Settings(data_dir=folder)).search.close()
    return folder


@pytest.fixture(scope="session")
def desk(data_dir: Path) -> Desk:
    """The desk over :func:`data_dir`."""
    return Desk.open(Settings(data_dir=data_dir))


@pytest.fixture
def corpus() -> Path:
    """The three real documents; skips, saying so, only where the folder is absent."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus folder {CORPUS} is absent")
    return CORPUS


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
