"""What a person may see and do, at the desk as they see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.access.person import SOLE, Person, Role
from assistant.access.rights import may_administer, may_see
from assistant.access.view import ADMINISTRATORS_ALONE, seen_by
from assistant.cases.case import Case
from assistant.cases.entries import (
    DecisionFiled,
    DescriptionAdded,
    NoteAdded,
    Opened,
    Party,
    PersonNamed,
    Stage,
    Withdrawn,
)
from assistant.cases.precedents import kept_at, precedent_of
from assistant.desk import Desk
from assistant.settings import Settings
from knowledge.errors import InputError

AT = datetime(2026, 3, 2, tzinfo=UTC)
NOTE = NoteAdded(words="Called back.")


def somebody(role: Role = Role.EMPLOYEE, account: str = "ben@example.gov") -> Person:
    """A person who signed in."""
    return Person(account=account, name="Somebody", role=role, key=f"key of {account}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with no cases, and no index."""
    made = Desk(Settings(data_dir=tmp_path))
    yield made
    made.cases.close()


def opened(desk: Desk, title: str, who: str = "ada@example.gov") -> Case:
    return desk.cases.open(Opened(title=title, plan="minnesota"), who=who, at=AT)


def named(desk: Desk, case: Case, account: str) -> Case:
    act = PersonNamed(party=Party.EMPLOYEE, name="Ben Orr", account=account)
    return desk.cases.add(case.id, act, who="ada@example.gov", at=AT)


@pytest.mark.parametrize(
    ("role", "all_of_them", "administers"),
    [
        (Role.EMPLOYEE, False, False),
        (Role.SUPERVISOR, False, False),
        (Role.HR, True, False),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_a_role_says_which_cases_and_what_else(role: Role, all_of_them: bool, administers: bool, desk: Desk) -> None:
    assert may_see(opened(desk, "Another's"), somebody(role)) is all_of_them
    assert may_administer(somebody(role)) is administers


def test_ones_own_are_those_one_opened_or_takes_part_in_by_account(desk: Desk) -> None:
    own, of_name, of_account = opened(desk, "Own", "ben@example.gov"), opened(desk, "Name"), opened(desk, "Account")
    desk.cases.add(of_name.id, PersonNamed(party=Party.EMPLOYEE, name="ben@example.gov"), who="ada", at=AT)
    named(desk, of_account, " Ben@Example.gov ")
    seen = seen_by(desk, somebody()).cases
    assert {case.id for case in seen.recent()} == {own.id, of_account.id} == set(seen.ids())
    assert seen_by(desk, somebody(account="")).cases.recent() == []


def test_a_name_withdrawn_takes_the_case_away_again(desk: Desk) -> None:
    case = named(desk, opened(desk, "Study"), "ben@example.gov")
    seen = seen_by(desk, somebody()).cases
    assert seen.case(case.id) == case
    desk.cases.add(case.id, Withdrawn(entry=2, why="another person"), who="ada", at=AT)
    with pytest.raises(InputError, match="among yours"):
        seen.case(case.id)


def test_anothers_case_is_told_like_one_that_does_not_exist(desk: Desk) -> None:
    case, seen = opened(desk, "Secret study"), seen_by(desk, somebody()).cases
    told = []
    for id in (case.id, "nosuch"):
        for refused in (seen.case, seen.exported, lambda id: seen.add(id, NOTE, who="", at=AT)):
            with pytest.raises(InputError) as error:
                refused(id)
            told.append(str(error.value).replace(id, "…"))
    assert len(set(told)) == 1
    assert case.id not in told[0]
    assert len(desk.cases.case(case.id).trail) == 1


def test_what_is_written_bears_the_account_whatever_a_page_says(desk: Desk) -> None:
    seen = seen_by(desk, somebody()).cases
    case = seen.open(Opened(title="Mine", plan="minnesota"), who="ada@example.gov", at=AT)
    assert [entry.who for entry in seen.add(case.id, NOTE, who="ada", at=AT).trail] == ["ben@example.gov"] * 2


def test_a_file_may_speak_for_others_so_only_human_resources_take_it_in(desk: Desk) -> None:
    text = desk.cases.exported(opened(desk, "Study").id)
    with pytest.raises(InputError, match="by human resources"):
        seen_by(desk, somebody()).cases.imported(text, "case.json")
    assert seen_by(desk, somebody(Role.HR)).cases.imported(text, "case.json").opened.title == "Study"


@pytest.mark.parametrize("verb", sorted(ADMINISTRATORS_ALONE))
def test_what_is_loaded_is_an_administrators(verb: str, desk: Desk) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(InputError, match="administrator"):
            getattr(seen_by(desk, somebody(role)), verb)
    assert getattr(seen_by(desk, somebody(Role.ADMINISTRATOR)), verb)


def test_whoever_is_alone_has_the_whole_desk(desk: Desk) -> None:
    assert seen_by(desk, SOLE) is desk


def test_an_entry_without_an_account_is_what_it_always_was() -> None:
    act = PersonNamed(party=Party.EMPLOYEE, name="Ben Orr")
    assert act.model_dump(mode="json") == {"act": "person named", "party": "employee", "name": "Ben Orr"}


def test_precedents_are_everybodys_since_nothing_in_them_leads_back(desk: Desk) -> None:
    case = opened(desk, "Study of Ada's position")
    for act in (
        DescriptionAdded(stage=Stage.CURRENT, name="now.txt", text="Ada Hall audits invoices. 60%\nTrains staff. 40%"),
        PersonNamed(party=Party.EMPLOYEE, name="Ada Hall"),
        DecisionFiled(class_title="Accounting Officer", day=AT.date(), by="The personnel office"),
    ):
        case = desk.cases.add(case.id, act, who="ada@example.gov", at=AT)
    desk.cases.add(case.id, precedent_of(case)[0], who="ada@example.gov", at=AT)
    (kept,) = kept_at(seen_by(desk, somebody()), "minnesota")
    told = kept.model_dump_json() + kept.key
    assert "audits invoices" in told
    assert [word for word in ("Ada", "Hall", case.id, "ada@", "Study") if word in told] == []
