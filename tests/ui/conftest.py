"""The page run without a browser, over the real desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.ui import opening

APP = Path(__file__).parents[2] / "app.py"

Start = Callable[[str], AppTest]
TIMEOUT = 600
"""Seconds for one run of the page: nothing waits for it, and a busy machine is no fault of the page."""


@pytest.fixture
def start(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens a new session in the mode of this name."""
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))

    def started(mode: str) -> AppTest:
        at = AppTest.from_file(str(APP), default_timeout=TIMEOUT).run()
        return at.radio(key="mode").set_value(mode).run()

    return started


@pytest.fixture
def own_folder(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The page's data folder, of this test alone, since the test writes to it."""
    monkeypatch.setenv("PD_DATA_DIR", str(own_data))
    opening._shared.clear()
    yield own_data
    opening._shared.clear()
