"""Which role a person has, and what becomes of a list or a claim that cannot be read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assistant.access.person import Role
from assistant.access.roles import Roles, roles
from assistant.settings import Settings
from knowledge.errors import SettingsError

HELD = Roles(
    claim="groups",
    values={"pd-hr": Role.HR, "pd-leads": Role.SUPERVISOR},
    listed={"root@example.gov": Role.ADMINISTRATOR, "gone@example.gov": None, "kept@example.gov": Role.EMPLOYEE},
)


@pytest.mark.parametrize(
    ("account", "groups", "role"),
    [
        ("new@example.gov", [], Role.EMPLOYEE),
        ("new@example.gov", ["other"], Role.EMPLOYEE),
        ("new@example.gov", "pd-hr", Role.HR),
        ("new@example.gov", ["pd-leads", "pd-hr"], Role.HR),
        ("new@example.gov", {"pd-hr": True}, Role.EMPLOYEE),
        ("new@example.gov", [7, None], Role.EMPLOYEE),
        ("root@example.gov", [], Role.ADMINISTRATOR),
        ("kept@example.gov", ["pd-hr"], Role.EMPLOYEE),
        ("gone@example.gov", ["pd-hr"], None),
    ],
)
def test_the_list_comes_first_then_the_claim(account: str, groups: Any, role: Role | None) -> None:
    assert HELD.of(account, {"groups": groups}) is role


def test_a_claim_may_lie_inside_another_or_have_dots_in_its_name() -> None:
    held = Roles(claim="realm_access.roles", values={"hr": Role.HR})
    assert held.of("a", {"realm_access": {"roles": ["hr"]}}) is Role.HR
    assert held.of("a", {"realm_access.roles": "hr"}) is Role.HR
    assert held.of("a", {"realm_access": "hr"}) is Role.EMPLOYEE


def _settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[call-arg]


def test_settings_are_read(tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text("Ada@Example.gov: administrator\ngone@example.gov: none\n", "utf-8")
    found = roles(_settings(oidc_role_claim="groups", oidc_roles=json.dumps({"x": "hr"}), people=people))
    assert found.listed == {"ada@example.gov": Role.ADMINISTRATOR, "gone@example.gov": None}
    assert found.values == {"x": Role.HR}
    assert roles(_settings()) == Roles()


def test_a_change_of_the_list_holds_from_the_next_click(tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text("ada@example.gov: hr\n", "utf-8")
    assert roles(_settings(people=people)).of("ada@example.gov", {}) is Role.HR
    people.write_text("ada@example.gov: none\n", "utf-8")
    os.utime(people, ns=(1, 1))
    assert roles(_settings(people=people)).of("ada@example.gov", {}) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- ada", "account and its role"),
        ("ada: [", "not YAML"),
        ("ada: boss", "'boss'"),
        ("ada: [hr]", "the roles are employee, supervisor, hr, administrator, or none"),
    ],
)
def test_a_list_that_cannot_be_used_lets_nobody_in(text: str, says: str, tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=says):
        roles(_settings(people=people))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"people": "/nowhere/people.yaml"}, "cannot be read"),
        ({"oidc_role_claim": "groups"}, "set both or neither"),
        ({"oidc_role_claim": "groups", "oidc_roles": "pd-hr=hr"}, "PD_OIDC_ROLES: write it as"),
        ({"oidc_role_claim": "groups", "oidc_roles": '{"pd-hr": "boss"}'}, "boss"),
        ({"oidc_role_claim": "groups", "oidc_roles": '["pd-hr"]'}, "PD_OIDC_ROLES: write it as"),
    ],
)
def test_settings_that_cannot_be_used_are_named(given: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        roles(_settings(**given))
