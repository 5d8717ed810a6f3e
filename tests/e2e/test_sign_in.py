"""Two people at once in two true browsers, signed in by a true OpenID Connect provider on this machine.

One walk: what a server, a provider and two browsers cost is paid once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from assistant.cases.case import Case
from assistant.cases.entries import Opened, Party, PersonNamed
from assistant.cases.store import Cases
from tests.e2e.conftest import ROOT, _free_port, chromium
from tests.e2e.test_browser import _named, _paste, _press, _wait
from tests.e2e.test_cases import _type

ADA, BEN = "ada@example.gov", "ben@example.gov"
PEOPLE = (
    {"sub": "1", "email": ADA, "email_verified": True, "name": "Ada Hall", "groups": ["staff", "pd-hr"]},
    {"sub": "2", "email": BEN, "email_verified": True, "name": "Ben Orr", "groups": ["staff"]},
)
HIDDEN, SHARED, OWN = "The study of the records office", "The study of the water bureau", "The study that Ben began"
DRAFTS = {
    "quartzmill": "Clerk\n\nFiles quartzmill records by number, answers the telephone and sorts the mail every day.",
    "tamarisk": "Lead\n\nLeads four tamarisk surveyors, assigns and reviews their work and plans the season.",
}
"""A word that marks a draft -> the draft."""


@pytest.fixture
def cases(tmp_path: Path) -> Iterator[Cases]:
    """The cases of the server under test, in a file of their own."""
    held = Cases(tmp_path)
    yield held
    held.close()


@pytest.fixture
def desk_address(tmp_path: Path, data_dir: Path) -> Iterator[str]:
    """The chat as ``pd-assistant serve`` opens it, with a provider beside it; its address."""
    provider, port = _free_port(), _free_port()
    people = [f"--user-claims={json.dumps(claims)}" for claims in PEOPLE]
    settings = {
        "PD_DATA_DIR": str(data_dir),
        "PD_DATABASE_URL": f"sqlite:///{tmp_path / 'cases.sqlite3'}",
        "PD_OIDC_METADATA_URL": f"http://localhost:{provider}/.well-known/openid-configuration",
        "PD_OIDC_CLIENT_ID": "desk",
        "PD_OIDC_CLIENT_SECRET": "known to the provider",
        "PD_OIDC_REDIRECT_URI": f"http://localhost:{port}/oauth2callback",
        "PD_OIDC_COOKIE_SECRET": "known to nobody but this program",
        "PD_OIDC_ROLE_CLAIM": "groups",
        "PD_OIDC_ROLES": json.dumps({"pd-hr": "hr"}),
        "PD_EMPLOYER_NAME": "City of Elmwood",
    }
    issuer = [sys.executable, "-m", "oidc_provider_mock", f"--port={provider}", *people]
    desk = [sys.executable, "-m", "assistant", "serve", f"--port={port}"]
    with (
        _running(issuer, {}, settings["PD_OIDC_METADATA_URL"]),
        _running(desk, settings, f"http://localhost:{port}/_stcore/health"),
    ):
        yield f"http://localhost:{port}"


@contextmanager
def _running(command: list[str], settings: dict[str, str], address: str) -> Iterator[None]:
    """A process of ours, from when it answers at ``address``."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=quiet, stderr=quiet) as process:
        try:
            WebDriverWait(address, 90, ignored_exceptions=(OSError,)).until(
                lambda one: urlopen(one, timeout=5).close() or 1
            )
            yield
        finally:
            process.terminate()


def test_two_people_at_once_each_see_only_their_own(desk_address: str, cases: Cases, tmp_path: Path) -> None:
    hidden, shared = _opened(cases, HIDDEN), _opened(cases, SHARED)
    cases.add(shared.id, PersonNamed(party=Party.EMPLOYEE, name="Ben Orr", account=BEN), who=ADA, at=datetime.now(UTC))
    _a_strange_host_is_refused(desk_address)
    with (
        chromium(tmp_path / "one", tmp_path / "files") as ada,
        chromium(tmp_path / "two", tmp_path / "files") as ben,
    ):
        for page, number, told in ((ada, "1", "Ada Hall (human resources)"), (ben, "2", "Ben Orr (employee)")):
            _nothing_before_the_sign_in(page, f"{desk_address}/?case={hidden.id}")
            _sign_in(page, number, told)
        _wait(ada, lambda: HIDDEN in _text(ada) and SHARED in _text(ada))
        _wait(ben, lambda: SHARED in _text(ben))
        assert HIDDEN not in _text(ben)

        _by_address(ada, ben, desk_address, hidden)
        _drafts_at_once(ada, ben)
        _begun_by_ben(ben, cases)
        _signed_out_in_every_window(ben, desk_address)
        assert "Ada Hall" in _text(ada)


def _opened(cases: Cases, title: str) -> Case:
    return cases.open(Opened(title=title, plan="minnesota"), who=ADA, at=datetime.now(UTC))


def _a_strange_host_is_refused(address: str) -> None:
    """As when a page elsewhere has its own name lead to this machine."""
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    for host, answer in ((urlsplit(address).netloc, 101), ("elsewhere.example", 403)):
        line = HTTPConnection(urlsplit(address).netloc, timeout=60)
        line.request("GET", "/_stcore/stream", headers={**asked, "Host": host, "Sec-WebSocket-Key": "A" * 22 + "=="})
        assert line.getresponse().status == answer
        line.close()


def _text(page: WebDriver) -> str:
    return page.find_element(By.TAG_NAME, "body").text


def _nothing_before_the_sign_in(page: WebDriver, address: str) -> None:
    page.get(address)
    _wait(page, lambda: _named(page, "button", "Sign in"))
    assert "City of Elmwood" in _text(page)
    assert not page.find_elements(By.CSS_SELECTOR, "[role=radio], [role=radiogroup], input, textarea")
    assert not any(title in page.page_source for title in (HIDDEN, SHARED))


def _sign_in(page: WebDriver, number: str, told: str) -> None:
    _press(page, "Sign in")
    choice = f"button[name=sub][value='{number}']"
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, choice))[0].click()
    _wait(page, lambda: told in _text(page))


def _by_address(ada: WebDriver, ben: WebDriver, address: str, case: Case) -> None:
    """The same address opens a case for one and not for the other, who is not told that it exists."""
    for page in (ada, ben):
        page.get(f"{address}/?case={case.id}")
    _wait(ada, lambda: _named(ada, "h3", HIDDEN))
    _wait(ben, lambda: f"no case '{case.id}' among yours" in _text(ben))
    assert HIDDEN not in ben.page_source
    ben.get(f"{address}/?case=zzzzzz")
    _wait(ben, lambda: "no case 'zzzzzz' among yours" in _text(ben))


def _drafts_at_once(ada: WebDriver, ben: WebDriver) -> None:
    pages = dict(zip(DRAFTS, (ada, ben), strict=True))
    for mark, page in pages.items():
        _press(page, "Fit a class and draft", tag="label")
        _paste(page, "Draft position description", DRAFTS[mark])
    for page in pages.values():
        _press(page, "Find the class")
    for mark, page in pages.items():
        _wait(page, lambda page=page: _named(page, "h3", "What the draft fits"))
        other = next(word for word in DRAFTS if word != mark)
        assert mark in page.page_source
        assert other not in page.page_source


def _begun_by_ben(ben: WebDriver, cases: Cases) -> None:
    """The trail says the account, and no field asks for a name."""
    _press(ben, "Cases", tag="label")
    _press(ben, "Back to all cases")
    _type(ben, "What the case is", OWN)
    assert "Your name or initials" not in _text(ben)
    _press(ben, "Start the case")
    _wait(ben, lambda: _named(ben, "h3", OWN))
    assert [case.trail[0].who for case in cases.recent() if case.opened.title == OWN] == [BEN]
    _press(ben, "What is loaded", tag="label")
    _wait(ben, lambda: _named(ben, "h2", "What is loaded"))
    assert "Add documents" not in _text(ben)


def _signed_out_in_every_window(page: WebDriver, address: str) -> None:
    first = page.current_window_handle
    page.switch_to.new_window("tab")
    page.get(address)
    _wait(page, lambda: "Ben Orr" in _text(page))
    page.switch_to.window(first)
    _press(page, "Sign out")
    _press(page, "End session")
    _wait(page, lambda: _named(page, "button", "Sign in"))
    page.switch_to.window(page.window_handles[-1])
    _press(page, "Cases", tag="label")
    _wait(page, lambda: "You are signed out" in _text(page))
    assert OWN not in page.page_source
