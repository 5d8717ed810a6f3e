"""Who the claims of a sign-in are, and when it is over."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.access.person import Role
from assistant.access.roles import Roles
from assistant.access.session import Ended, Session
from knowledge.errors import InputError

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CLAIMS = {
    "iss": "https://id.example.gov",
    "sub": "17",
    "iat": (NOW - timedelta(hours=1)).timestamp(),
    "email": "Ada@Example.gov",
    "name": "Ada Hall",
}


def session(**changed: Any) -> Session:
    """A sign-in an hour ago, with changes; nothing takes a claim away."""
    return Session({name: value for name, value in {**CLAIMS, **changed}.items() if value is not None})


def test_a_person_has_an_account_a_name_and_a_key_that_stays() -> None:
    ada = session().person("email", Roles(listed={"ada@example.gov": Role.HR}))
    assert ada is not None
    assert (ada.account, ada.name, ada.role) == ("ada@example.gov", "Ada Hall", Role.HR)
    moved = session(email="hall@example.gov", iat=1).person("email", Roles())
    other = session(sub="18").person("email", Roles())
    assert moved is not None
    assert other is not None
    assert moved.key == ada.key != other.key
    assert session(iss="https://other.example.gov").person("email", Roles()) != ada


@pytest.mark.parametrize("claim", ["iss", "sub", "email"])
@pytest.mark.parametrize("value", [None, "", " ", 7, ["x"]])
def test_claims_that_do_not_say_who_it_is_let_nobody_in(claim: str, value: Any) -> None:
    with pytest.raises(InputError, match=f"no '{claim}'"):
        session(**{claim: value}).person("email", Roles())


def test_an_address_that_the_provider_does_not_vouch_for_is_nobodys() -> None:
    with pytest.raises(InputError, match="vouch"):
        session(email_verified=False).person("email", Roles())
    assert session(email_verified=False, upn="ada").person("upn", Roles()) is not None


def test_whoever_may_not_come_in_is_nobody() -> None:
    assert session().person("email", Roles(listed={"ada@example.gov": None})) is None


@pytest.mark.parametrize(
    ("iat", "over"),
    [
        (CLAIMS["iat"], False),
        ((NOW - timedelta(hours=8, seconds=1)).timestamp(), True),
        (None, True),
        ("yesterday", True),
        (True, True),
    ],
)
def test_a_sign_in_lasts_its_hours_and_one_without_a_beginning_is_over(iat: Any, over: bool) -> None:
    assert session(iat=iat).over(8, NOW) is over


def test_what_was_ended_holds_nowhere_and_the_next_sign_in_does(tmp_path: Path) -> None:
    ended = Ended(tmp_path / "sign-outs")
    assert not ended.holds(session())
    ended.end(session(), 8, NOW)
    assert Ended(tmp_path / "sign-outs").holds(session())
    assert not ended.holds(session(iat=CLAIMS["iat"] + 1))


def test_marks_are_dropped_once_the_hours_of_their_sign_in_are_over(tmp_path: Path) -> None:
    ended = Ended(tmp_path)
    ended.end(session(sub="1"), 8, NOW)
    old = tmp_path / session(sub="1").id
    os.utime(old, (0, 0))
    ended.end(session(sub="2"), 8, NOW)
    assert [file.name for file in tmp_path.iterdir()] == [session(sub="2").id]
