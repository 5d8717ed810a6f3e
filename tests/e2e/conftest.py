"""A true browser and a true server, both on this machine only."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from assistant.ui.options import OPTIONS

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")

SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1600",
)

_PORTS = range(20000, 30000)

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve(data_dir: Path) -> Iterator[Serve]:
    """Starts a script, once, on a free loopback port and gives its address."""
    with ExitStack() as stack:
        yield cache(lambda script: stack.enter_context(served(script, data_dir)))


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where the browser puts what it downloads."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def browser(tmp_path: Path, downloads: Path) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with a fresh profile."""
    with chromium(tmp_path / "profile", downloads) as driver:
        yield driver


@contextmanager
def chromium(profile: Path, downloads: Path) -> Iterator[webdriver.Chrome]:
    """A headless Chromium; where it is not installed the test is skipped, saying so."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("Chromium and its driver are not installed: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def served(
    script: Path, data_dir: Path, port: int = 0, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """A script, run by Streamlit as ``pd-assistant serve`` runs it, on a loopback port, a free one if none is named.

    Gives its address; ``settings`` are added to its environment.
    """
    port = port or _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), *OPTIONS, f"--server.port={port}"]
    environment = os.environ | {"PD_DATA_DIR": str(data_dir), **settings}
    with subprocess.Popen(
        [*command, "--server.headless=true"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            WebDriverWait(address, 60, ignored_exceptions=(OSError,)).until(_healthy)
            assert server.poll() is None, f"{address} is another's: the server that was started has ended"
            yield address
        finally:
            server.terminate()


def _healthy(address: str) -> bool:
    with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
        return bool(answer.status == 200)


def _free_port() -> int:
    """A port that nobody takes until the server does: none of those that the system hands out by itself (32768 on)."""
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")
