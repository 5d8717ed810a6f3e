"""Decisions as precedents: nobody's data in them, and no longer there than what they rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.cases.entries import (
    Act,
    DecisionFiled,
    DescriptionAdded,
    NoteAdded,
    Opened,
    Party,
    PersonNamed,
    PrecedentKept,
    Stage,
    Withdrawn,
)
from assistant.cases.precedents import ACT, precedent_of, precedents, standing
from assistant.cases.private import GONE, without_pay, without_people
from assistant.cases.store import Cases
from knowledge.errors import InputError
from tests.cases.conftest import NOON
from tests.cases.samples import FORMER, GROWN, described, filed, told
from tests.cases.test_case_cli import run  # noqa: F401

PLANTED = """\
Incumbent: Siobhán O'Rourke
Employee ID: 01234567
Position control number: 00987654
SSN: 555-12-9876
Home address: 1412 Birchwood Lane, Duluth, MN 55804
Supervisor: Lakshmi Venkataraman, Director

1. Siobhán enters and audits personnel transactions. 60%
2. O'Rourke's calls go to 218-555-0142; write to siobhan.orourke@example.gov. 30%
3. Trains new staff with Tadeusz; reports to Ms. Venkataraman. 10%
Manages a budget of $250,000 for human resources.
"""
PRIVATE = (
    *("Siobh", "siobhan", "Rourke", "rourke", "01234567", "00987654", "555-12", "9876", "1412", "Birchwood", "55804"),
    *("Lakshmi", "Venkataraman", "218-555", "0142", "example.gov", "Tadeusz", "Kowalczyk"),
)
PEOPLE = (
    PersonNamed(party=Party.EMPLOYEE, name="O'Rourke, Siobhán"),
    PersonNamed(party=Party.SUPERVISOR, name="Lakshmi Venkataraman"),
    PersonNamed(party=Party.HR, name="Agency Human Resources"),
)


def decided(title: str = "Clerk 2", day: str = "2026-11-02", change: str = "reallocation") -> DecisionFiled:
    return DecisionFiled.model_validate(
        {"class_title": title, "day": date.fromisoformat(day), "by": "HR", "change": change}
    )


def written(cases: Cases, *acts: Act, plan: str = "minnesota") -> str:
    id = cases.open(Opened(title="A study", plan=plan), who="Ada", at=NOON).id
    for did in acts:
        cases.add(id, did, who="Ada", at=NOON)
    return id


def keep(cases: Cases, id: str) -> PrecedentKept:
    kept, _ = precedent_of(cases.case(id))
    cases.add(id, kept, who="Ada", at=NOON)
    return kept


def listed(cases: Cases, plan: str = "") -> list[str]:
    return [one.key for one in precedents(cases.holding(ACT), plan)]


def test_nothing_private_remains_and_the_work_does() -> None:
    interviewed = NoteAdded(words="Interviewed Tadeusz Kowalczyk on the training.")
    case = told(*PEOPLE, described(Stage.CURRENT, PLANTED), interviewed, decided())
    kept, removed = precedent_of(case)
    whole = kept.model_dump_json()
    assert [word for word in PRIVATE if word in whole] == []
    for words in ("enters and audits personnel transactions. 60%", "a budget of $250,000 for human resources", GONE):
        assert words in kept.text
    assert removed.counts["email"] == removed.counts["ssn"] == removed.counts["position number"] == 1
    assert "PERSON" not in whole
    assert case.id not in kept.key


def test_people_of_another_document_are_known_here() -> None:
    former = DescriptionAdded(stage=Stage.FORMER, name="x", text="Incumbent: Ngozi Adichie-Blum\nFiles papers.")
    current = described(Stage.CURRENT, "Ngozi files papers and Adichie-Blum trains new staff.")
    assert precedent_of(told(former, current, decided()))[0].text == f"{GONE} files papers and {GONE} trains new staff."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Salary: $52,000 - $61,000\nFiles papers.", f"Salary: {GONE}\nFiles papers."),
        ("Is paid $24.50 per hour for it.", f"Is paid {GONE} for it."),
        ("Pay grade: 12; files papers", f"Pay grade: {GONE}; files papers"),
        ("Manages a budget of $2,000,000 and pays invoices.", "Manages a budget of $2,000,000 and pays invoices."),
        ("Explains pay, salary and wage rules to staff.", "Explains pay, salary and wage rules to staff."),
    ],
)
def test_pay_goes_and_budgets_and_the_work_of_pay_stay(text: str, left: str) -> None:
    assert without_pay(text)[0] == left


def test_an_office_named_as_a_party_takes_no_words_of_the_work_with_it() -> None:
    text = "Writes to Agency Human Resources on human resources policy."
    assert without_people(text, ["Agency Human Resources"]).text == f"Writes to {GONE} on human resources policy."


def test_it_needs_a_decision_and_a_current_description() -> None:
    with pytest.raises(InputError, match="no decision is filed"):
        precedent_of(told(described(Stage.CURRENT, GROWN)))
    with pytest.raises(InputError, match="no current description"):
        precedent_of(told(described(Stage.FORMER, GROWN), decided()))


def test_the_description_is_the_one_that_lay_before_the_decision() -> None:
    before, after = described(Stage.CURRENT, GROWN), described(Stage.CURRENT, FORMER)
    assert precedent_of(told(before, decided(), after))[0].text == GROWN.strip()
    assert precedent_of(told(decided(), after))[0].text == FORMER.strip()


@pytest.mark.parametrize("entry", [2, 3, 4])
def test_what_is_withdrawn_takes_the_precedent_with_it(cases: Cases, entry: int) -> None:
    id = written(cases, described(Stage.CURRENT, GROWN), decided())
    kept = keep(cases, id)
    assert listed(cases) == [kept.key]
    cases.add(id, Withdrawn(entry=entry, why="in error"), who="Ada", at=NOON)
    assert listed(cases) == []


def test_another_decision_takes_its_place(cases: Cases) -> None:
    id = written(cases, described(Stage.CURRENT, GROWN), decided())
    first = keep(cases, id)
    cases.add(id, decided("Clerk 3", "2026-12-20"), who="Ada", at=NOON)
    assert standing(cases.case(id)) is None
    second = keep(cases, id)
    assert listed(cases) == [second.key] != [first.key]


def test_they_are_listed_by_plan_the_newest_first_and_travel_with_their_case(cases: Cases, tmp_path: Path) -> None:
    early = keep(cases, written(cases, described(Stage.CURRENT, GROWN), decided(day="2025-01-02")))
    id = written(cases, described(Stage.CURRENT, FORMER), decided(day="2026-01-02"))
    late = keep(cases, id)
    city = keep(cases, written(cases, described(Stage.CURRENT, FORMER), decided(), plan="duluth"))
    written(cases, described(Stage.CURRENT, GROWN), decided(), NoteAdded(words='of "act":"precedent kept" only spoken'))
    assert listed(cases) == [city.key, late.key, early.key]
    assert listed(cases, "minnesota") == [late.key, early.key]
    elsewhere = Cases(tmp_path / "elsewhere")
    elsewhere.imported(cases.exported(id), "case.json")
    assert listed(elsewhere) == [late.key]
    elsewhere.close()


def test_the_same_case_gives_the_same_bytes() -> None:
    case = told(*PEOPLE, described(Stage.CURRENT, PLANTED), filed("organization chart"), decided())
    assert precedent_of(case)[0].model_dump_json() == precedent_of(case)[0].model_dump_json()


def test_on_the_command_line(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    draft = tmp_path / "draft.txt"
    draft.write_text(PLANTED, "utf-8")
    assert run("precedents") == ""
    id = run("open", "A study")
    run("person", id, "employee", "Siobhán O'Rourke")
    run("describe", id, str(draft))
    run("precedent", id, code=1)
    run("decision", id, "Clerk 2", "2026-11-02", "--by", "HR")
    shown = run("precedent", id, "--look")
    assert run("precedents") == ""
    assert run("precedent", id) == shown == run("precedent", id)
    assert "Rourke" not in shown
    assert [line.split()[0] for line in run("precedents", "--plan", "minnesota").splitlines()] == [shown[:12]]
    assert "Rourke" not in run("precedents", "--json")
