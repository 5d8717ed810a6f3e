"""How a position changed: the same duties with different histories give different facts; nothing is promised."""

from __future__ import annotations

import pytest

from assistant.cases.change_type import ENTERED, ChangeFacts, change_facts
from assistant.cases.entries import Act, Party, Stage
from assistant.desk import Desk
from tests.cases.samples import ANOTHER, FORMER, GROWN, described, on, says, told

SUPERVISOR, EMPLOYEE = Party.SUPERVISOR, Party.EMPLOYEE


def facts(desk: Desk, *acts: Act) -> ChangeFacts:
    return change_facts(told(*acts), desk)


def sides(found: ChangeFacts) -> tuple[int, int]:
    return len(found.for_reallocation), len(found.for_change_in_allocation)


def test_duties_that_grew_speak_for_a_reallocation(desk: Desk) -> None:
    found = facts(desk, described(Stage.FORMER, FORMER), described(Stage.CURRENT, GROWN))
    assert "stand in the former description too" in found.for_reallocation[0].says
    assert any("same kind of work at another level" in fact.says for fact in found.for_reallocation)
    assert found.for_change_in_allocation == ()


def test_duties_of_another_kind_speak_for_a_change_in_allocation(desk: Desk) -> None:
    found = facts(desk, described(Stage.FORMER, FORMER), described(Stage.CURRENT, ANOTHER))
    assert found.for_reallocation == ()
    assert any("another kind of work" in fact.says for fact in found.for_change_in_allocation)


def test_the_same_duties_with_another_history_give_other_facts(desk: Desk) -> None:
    duties = (described(Stage.FORMER, FORMER), described(Stage.CURRENT, GROWN))
    at_once = facts(desk, *duties, on("change: took over audits", "2026-03-02"))
    grown = facts(desk, *duties, on("change: first audits", "2024-03-02"), on("change: training", "2025-06-01"))
    assert any("dated to one day" in fact.says for fact in at_once.for_change_in_allocation)
    assert grown.for_change_in_allocation == ()
    assert any("2024" in fact.says and "2025" in fact.says for fact in grown.for_reallocation)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("The office was reorganized in March.", (0, 1)),
        ("I was given all of payroll at once.", (0, 1)),
        ("It began after the coordinator retired.", (0, 1)),
        ("The work grew over the last three years.", (1, 0)),
        ("Bit by bit I took on the audits.", (1, 0)),
        ("There was no reorganization.", (0, 0)),
        ("It did not come gradually. It was a merger of two units.", (0, 1)),
        ("I like the work.", (0, 0)),
    ],
)
def test_what_is_said_stands_on_the_side_it_speaks_for(desk: Desk, words: str, side: tuple[int, int]) -> None:
    assert sides(facts(desk, says(EMPLOYEE, "cause of the change", words))) == side


def test_accounts_that_contradict_each_other_both_stand_with_their_names(desk: Desk) -> None:
    found = facts(
        desk,
        says(EMPLOYEE, "cause of the change", "It came little by little."),
        says(SUPERVISOR, "cause of the change", "We restructured the division."),
    )
    assert [fact.rests_on for fact in found.for_reallocation] == ["the employee's account"]
    assert [fact.rests_on for fact in found.for_change_in_allocation] == ["the supervisor's account"]
    assert found.note.endswith("the likeness of duties.")


def test_what_is_missing_is_asked_for(desk: Desk) -> None:
    assert len(facts(desk).questions) == 5
    answered = facts(
        desk,
        described(Stage.FORMER, FORMER),
        described(Stage.CURRENT, GROWN),
        on(ENTERED, "2019-01-07"),
        on("change: audits", "2026-03-02"),
        says(EMPLOYEE, "cause of the change", "More work came."),
    )
    assert answered.questions == ()


def test_nobody_is_promised_the_position(desk: Desk) -> None:
    found = facts(desk, described(Stage.FORMER, FORMER), described(Stage.CURRENT, GROWN))
    said = " ".join(claim.text for claim in found.follows)
    assert "only if eligible" in said
    assert "will stay" not in said
    assert "automatically" not in said
    for claim in (*found.signs, *found.follows):
        (cited,) = claim.citations
        assert desk.source(cited.source).text[cited.start : cited.end] == cited.quote


def test_a_citys_words_may_be_others(desk: Desk) -> None:
    found = change_facts(told(plan="duluth"), desk)
    assert found.follows == ()
    assert "City of Duluth" in found.note
