"""Who is at the keyboard: nothing is shown before that is known, and a page shows what that person may see."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from assistant.access.session import Session
from assistant.cases.entries import DateSet, Opened
from assistant.desk import Desk
from assistant.ui import cases_open, person
from assistant.ui.modes import CASES, HOME, SOURCES
from assistant.ui.page import ADVICE, TITLE
from tests.access.test_sign_in import WHOLE
from tests.ui.conftest import APP, TIMEOUT
from tests.ui.reading import button, markup, words

SignIn = Callable[..., None]


@pytest.fixture
def at(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A new session, its page not yet drawn."""
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))
    return AppTest.from_file(str(APP), default_timeout=TIMEOUT)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Sets up a sign-in and has the browser hold one, by its claims; none where there are no claims."""
    for name, value in WHOLE.items():
        monkeypatch.setenv(f"PD_{name.upper()}", value)
    monkeypatch.setenv("PD_OIDC_ROLE_CLAIM", "groups")
    monkeypatch.setenv("PD_OIDC_ROLES", json.dumps({"hr": "hr", "admins": "administrator"}))

    def hold(account: str = "", *groups: str, **claims: Any) -> None:
        told = {"iss": "https://id", "sub": account, "iat": time.time(), "email": account, "name": account.title()}
        session = Session({**told, "groups": list(groups), **claims}) if account else None
        monkeypatch.setattr(person, "_session", lambda: session)

    return hold


@pytest.fixture
def address() -> Iterator[Callable[[str], None]]:
    """Sets where the page is served, as the server's flag does."""
    before = config.get_option("server.address")
    yield lambda where: config.set_option("server.address", where)
    config.set_option("server.address", before)


def refused(at: AppTest) -> str:
    """What the error on the page says, as it is read."""
    return str(at.error[0].value).replace("\\", "")


def nothing_of_the_program(at: AppTest) -> bool:
    """Whether the page has its head and nothing that can be chosen, typed or opened."""
    assert at.title[0].value == TITLE
    return not (at.radio or at.text_area or at.text_input or at.selectbox or at.get("expander"))


def test_without_a_sign_in_the_page_says_that_one_person_uses_it(at: AppTest) -> None:
    assert "There is no sign-in" in words(at.run())
    assert at.radio(key="mode").value == HOME


def test_served_to_others_without_a_sign_in_nothing_is_shown(at: AppTest, address: Callable[[str], None]) -> None:
    address("0.0.0.0")
    assert "not opened at 0.0.0.0 without a sign-in" in refused(at.run())
    assert nothing_of_the_program(at)


def test_served_to_others_on_purpose_the_page_says_what_that_means(
    at: AppTest, address: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address("0.0.0.0")
    monkeypatch.setenv("PD_EVERYBODY_SEES_EVERYTHING", "true")
    assert "whoever reaches this page sees every case" in at.run().warning[0].value
    assert at.radio(key="mode").value == HOME


def test_half_a_sign_in_shows_nothing_but_what_is_missing(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PD_OIDC_CLIENT_ID", "desk")
    assert "PD_OIDC_METADATA_URL" in refused(at.run())
    assert nothing_of_the_program(at)


def test_a_page_started_without_its_sign_in_shows_nothing(at: AppTest, signed_in: SignIn) -> None:
    assert "pd-assistant serve" in refused(at.run())
    assert nothing_of_the_program(at)
    del signed_in


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"account": ""}, "Sign in with your work account"),
        ({"account": "ada@example.gov", "iat": 0}, "You are signed out"),
        ({"account": "ada@example.gov", "iat": None}, "You are signed out"),
    ],
)
def test_before_the_sign_in_and_after_its_hours_there_is_only_the_way_in(
    claims: dict[str, Any], says: str, at: AppTest, signed_in: SignIn
) -> None:
    signed_in(**claims)
    assert says in words(at.run())
    assert [one.label for one in at.button] == ["Sign in"]
    assert nothing_of_the_program(at)


def test_whoever_is_struck_from_the_list_is_out_with_the_next_click(
    at: AppTest, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people = tmp_path / "people.yaml"
    monkeypatch.setenv("PD_PEOPLE", str(people))
    people.write_text("ben@example.gov: supervisor\n", "utf-8")
    signed_in("ben@example.gov")
    assert "(supervisor)" in words(at.run())
    at.session_state["draft_text"] = "A draft of Ben's"
    people.write_text("ben@example.gov: none\n# struck\n", "utf-8")
    assert "may not use this program" in refused(at.run())
    assert nothing_of_the_program(at)
    assert "draft_text" not in at.session_state


def test_what_a_session_holds_of_one_person_never_meets_another(at: AppTest, signed_in: SignIn) -> None:
    signed_in("ada@example.gov")
    at.run()
    at.session_state["chat"] = ["What Ada asked"]
    signed_in("ada@example.gov", "hr")
    assert at.run().session_state["chat"] == ["What Ada asked"]
    signed_in("ben@example.gov")
    assert "chat" not in at.run().session_state


def test_a_person_sees_their_own_cases_and_nothing_of_others(at: AppTest, signed_in: SignIn, desk: Desk) -> None:
    now = cases_open.now()
    hidden = desk.cases.open(Opened(title="Hidden study", plan="minnesota"), who="ada@example.gov", at=now)
    desk.cases.add(hidden.id, DateSet(event="employee notified", day=cases_open.today()), who="ada", at=now)
    own = desk.cases.open(Opened(title="Own study", plan="minnesota"), who="ben@example.gov", at=now)
    signed_in("ben@example.gov")
    at.query_params["case"] = hidden.id
    assert f"no case '{hidden.id}' among yours" in refused(at.run())
    for mode in (HOME, CASES):
        at.session_state["case_open"] = ""
        at.radio(key="mode").set_value(mode).run()
        shown = "\n".join([words(at), markup(at), *(one.label for one in at.button)])
        assert "Hidden study" not in shown
        assert "Own study" in shown
    at.button(key=f"open-{own.id}").click().run()
    assert not at.error
    assert not [one for one in at.text_input if "initials" in one.label]
    at.radio(key="case_part").set_value("Add").run()
    at.selectbox(key="case_add").set_value("A note").run()
    at.text_area[0].set_value("Seen by Ben")
    button(at, "Add this note").click().run()
    assert desk.cases.case(own.id).trail[-1].who == "ben@example.gov"

    signed_in("cam@example.gov", "hr")
    other = AppTest.from_file(str(APP), default_timeout=TIMEOUT)
    other.query_params["case"] = hidden.id
    assert other.run().subheader[0].value == "Hidden study"


@pytest.mark.parametrize(("group", "adds"), [("hr", False), ("admins", True)])
def test_documents_are_added_by_an_administrator(group: str, adds: bool, at: AppTest, signed_in: SignIn) -> None:
    signed_in("ada@example.gov", group)
    at.run()
    at.radio(key="mode").set_value(SOURCES).run()
    assert not at.error
    assert any("Add documents" in one.label for one in at.expander) is adds


def test_the_employers_name_and_words_stand_in_the_head(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "NAME": "City of $Elmwood$",
        "CONTACT": "HR, 555-0100.",
        "DISCLAIMER": "Not legal advice.",
    }.items():
        monkeypatch.setenv(f"PD_EMPLOYER_{name}", value)
    shown = words(at.run())
    for told in ("City of $Elmwood$", "Questions? Ask HR, 555-0100.", "Not legal advice.", ADVICE):
        assert told in shown
    monkeypatch.setenv("PD_EMPLOYER_COLOR", "#ffcc33")
    assert "PD_EMPLOYER_COLOR" in refused(at.run())
