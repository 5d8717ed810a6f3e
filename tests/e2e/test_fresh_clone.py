"""The README's two commands, run in a fresh clone as a newcomer runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.newcomer import ROOT, commands, opens_twice, own_environment, port_is_free

pytestmark = [
    pytest.mark.skipif("PD_SKIP_FRESH_CLONE" in os.environ, reason="a fresh clone is being tested by another run"),
    pytest.mark.skipif(shutil.which("git") is None or shutil.which("make") is None, reason="git or make is absent"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no git checkout"),
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed project, cloned, beside a link to the shared folder if there is one."""
    home = tmp_path_factory.mktemp("newcomer")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(home / "project")], check=True)
    if (ROOT.parent / "shared").is_dir():
        (home / "shared").symlink_to(ROOT.parent / "shared")
    return home / "project"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        **own_environment(tmp_path_factory.mktemp("data")),
        "PD_SKIP_FRESH_CLONE": "1",
        "PYTEST_ADDOPTS": "--ignore=tests/e2e -n 2 --dist worksteal",  # the browser's tests run beside this one already
    }


def test_the_readme_names_two_commands() -> None:
    assert commands() == ["make run", "make test"]


def test_make_run_opens_the_chat_twice(clone: Path, environment: dict[str, str]) -> None:
    if not port_is_free():
        pytest.skip("port 8501 is in use on this machine")
    opens_twice(clone, environment)


def test_make_test_passes(clone: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(commands()[1], shell=True, cwd=clone, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert re.search(r"\d+ passed", done.stdout)
