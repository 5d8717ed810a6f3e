"""The command that opens the chat: ``serve``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer

from assistant.access.roles import roles
from assistant.access.sign_in import check_reach, is_loopback, sign_in
from assistant.employer import employer
from assistant.settings import read_settings
from assistant.terminal import open_desk
from knowledge.errors import SettingsError

HOME = "127.0.0.1"
"""The address that only this machine reaches."""


def serve(
    port: Annotated[int, typer.Option(help="The port of the chat.")] = 8501,
    address: Annotated[
        str, typer.Option(help="The address to listen at; another than this machine's own needs a sign-in.")
    ] = HOME,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = False,
) -> None:
    """Open the chat; the index is built first, if it is not there."""
    from assistant.ui.options import options

    settings = read_settings()
    check_reach(settings, address)
    whose = employer(settings)
    provider = sign_in(settings)
    if provider:
        _ = roles(settings)
        _check_authlib()
    open_desk().prepare()
    where = provider.home if provider else f"http://{'localhost' if is_loopback(address) else address}:{port}"
    typer.echo(f"The assistant is at {where} (Ctrl+C ends it)", err=True)
    host = urlsplit(where).hostname if provider or not settings.open_without_sign_in else "*"
    flags = (
        *options(address, host or HOME, whose),
        f"--server.port={port}",
        f"--server.headless={str(not browser).lower()}",
    )
    served = Path(__file__).parent / "ui" / "served.py"
    _become([sys.executable, "-m", "streamlit", "run", str(served), *flags])


def _become(command: list[str]) -> NoReturn:
    """Runs a command in the place of this process: what ends this one ends it, and nothing of ours stays in memory."""
    if sys.platform == "win32":  # where a process cannot become another
        sys.exit(subprocess.call(command))
    sys.stderr.flush()
    os.execv(command[0], command)


def _check_authlib() -> None:
    """Whether what signs people in is installed. Raises :class:`SettingsError`."""
    from importlib.util import find_spec

    if find_spec("authlib") is None:
        raise SettingsError("the sign-in needs Authlib; install it with: pip install 'pd-assistant[signin]'")
