"""``serve`` refuses before anything is opened: one line, exit code 2."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant import serve_cli
from assistant.cli import main
from tests.access.test_sign_in import WHOLE


@pytest.mark.parametrize(
    ("settings", "flags", "says"),
    [
        ({}, ["--address", "0.0.0.0"], "PD_EVERYBODY_SEES_EVERYTHING"),
        ({"PD_OIDC_CLIENT_ID": "desk"}, [], "PD_OIDC_COOKIE_SECRET missing"),
        ({f"PD_{name.upper()}": value for name, value in WHOLE.items()} | {"PD_PEOPLE": "none.yaml"}, [], "PD_PEOPLE"),
        ({"PD_EMPLOYER_COLOR": "#ffcc33"}, [], "PD_EMPLOYER_COLOR"),
        ({"PD_SIGN_IN_HOURS": "soon"}, [], "PD_SIGN_IN_HOURS"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(
    settings: dict[str, str],
    flags: list[str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PD_DATA_DIR", str(tmp_path / "data"))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["pd-assistant", "serve", *flags])
    monkeypatch.setattr(serve_cli, "_become", lambda command: pytest.fail(f"served: {command}"))
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert says in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (tmp_path / "data").exists()
