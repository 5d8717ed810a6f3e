"""Whether there is a sign-in: all of it or nothing, over encrypted addresses, and only this machine without one."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.access.sign_in import check_reach, sign_in
from assistant.settings import Settings
from knowledge.errors import SettingsError

WHOLE = {
    "oidc_metadata_url": "https://id.example.gov/.well-known/openid-configuration",
    "oidc_client_id": "desk",
    "oidc_client_secret": "known to the provider",
    "oidc_redirect_uri": "https://desk.example.gov/oauth2callback",
    "oidc_cookie_secret": "known to nobody but this program",
}


def settings(**changed: Any) -> Settings:
    """A whole sign-in, with changes; nothing is read from the environment's file."""
    return Settings(_env_file=None, **{**WHOLE, **changed})  # type: ignore[call-arg]


def test_nothing_set_is_no_sign_in() -> None:
    assert sign_in(Settings(_env_file=None)) is None  # type: ignore[call-arg]


def test_a_whole_one_is_told_in_the_words_of_the_page() -> None:
    found = sign_in(settings())
    assert found is not None
    told = found.secrets()["auth"]
    assert told["server_metadata_url"] == WHOLE["oidc_metadata_url"]
    assert told["client_secret"] == WHOLE["oidc_client_secret"]
    assert found.home == "https://desk.example.gov"
    assert "known to" not in repr(found)


@pytest.mark.parametrize("name", WHOLE)
def test_a_part_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=f"PD_{name.upper()} missing"):
        sign_in(settings(**{name: ""}))


@pytest.mark.parametrize("only", [{"people": "people.yaml"}, {"oidc_role_claim": "groups"}])
def test_roles_without_a_sign_in_are_half_of_one(only: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="PD_OIDC_METADATA_URL"):
        sign_in(settings(**dict.fromkeys(WHOLE, ""), **only))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("oidc_metadata_url", "http://id.example.gov/x", "not encrypted"),
        ("oidc_metadata_url", "id.example.gov", "no address"),
        ("oidc_redirect_uri", "http://desk.example.gov/oauth2callback", "not encrypted"),
        ("oidc_redirect_uri", "https://desk.example.gov/", "must end in /oauth2callback"),
        ("oidc_cookie_secret", "short", "could be guessed"),
    ],
)
def test_what_cannot_be_right_is_refused(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        sign_in(settings(**{name: value}))


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::", "192.0.2.7", "desk.example.gov"])
def test_without_a_sign_in_only_this_machine_is_served(address: str) -> None:
    alone = settings(**dict.fromkeys(WHOLE, ""))
    with pytest.raises(SettingsError, match="PD_EVERYBODY_SEES_EVERYTHING"):
        check_reach(alone, address)
    check_reach(alone.model_copy(update={"open_without_sign_in": True}), address)
    check_reach(settings(), address)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_this_machine_needs_no_sign_in(address: str) -> None:
    check_reach(settings(**dict.fromkeys(WHOLE, "")), address)
