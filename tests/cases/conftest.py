"""No cases yet, in a real database of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.cases.store import Cases

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def cases(address: str, tmp_path: Path) -> Iterator[Cases]:
    """No cases yet."""
    opened = Cases(tmp_path, address)
    yield opened
    opened.close()
