"""The chat is run with the same options whoever starts it."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from streamlit import config

from assistant.employer import Employer
from assistant.ui.options import MAX_UPLOAD_MB, OPTIONS, options

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_the_flags_and_the_file_say_the_same() -> None:
    assert set(_flags(tomllib.loads(CONFIG.read_text(encoding="utf-8")))) == set(OPTIONS)


def test_streamlit_knows_every_option() -> None:
    known = config.get_config_options()
    assert [flag for flag in OPTIONS if flag.removeprefix("--").partition("=")[0] not in known] == []


def test_nothing_leaves_the_machine_and_no_traceback_is_shown() -> None:
    assert {
        "--server.address=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
        f"--server.maxUploadSize={MAX_UPLOAD_MB}",
    } <= set(OPTIONS)


def test_an_employers_colour_and_address_come_after_ours() -> None:
    flags = options("0.0.0.0", "desk.example.gov", Employer(color="#00205b"))
    assert flags[: len(OPTIONS)] == OPTIONS
    assert {"--server.address=0.0.0.0", "--server.allowedHosts=desk.example.gov"} <= set(flags)
    assert flags[-2] == "--theme.light.primaryColor=#00205b"
    assert options("127.0.0.1", "localhost", Employer())[-1] == "--server.allowedHosts=localhost"


def _flags(settings: Mapping[str, Any], section: str = "--") -> Iterator[str]:
    """The settings of a file as flags, sections within sections by their dotted names."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flags(value, f"{section}{name}.")
        elif isinstance(value, list):
            yield from (f"{section}{name}={one}" for one in value)
        else:
            yield f"{section}{name}={str(value).lower() if isinstance(value, bool) else value}"
