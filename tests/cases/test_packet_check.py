"""The packet check: each single missing item is seen, and nothing is ever declared complete."""

from __future__ import annotations

import pytest

from assistant.cases.entries import Party, Stage
from assistant.cases.packet_check import UNDECIDED, PacketCheck, State, check_packet
from assistant.desk import Desk
from knowledge.models import DULUTH, STATE
from tests.cases.samples import ANOTHER, described, filed, told

LEADS = "Responsibilities\n1. Assigns work to five clerks every day, checks it, and evaluates their performance. 100%\n"
REQUIRED = {
    "position description": "signed position description",
    "signatures on the position description": "signed position description",
    "organization chart": "organization chart",
    "cover memo": "cover memo",
    "supervisory status questionnaire": "supervisory status questionnaire",
}


def states(check: PacketCheck) -> dict[str, State]:
    return {item.name: item.state for item in check.required}


def test_a_whole_packet_has_nothing_missing(desk: Desk) -> None:
    case = told(described(Stage.CURRENT, LEADS), *map(filed, dict.fromkeys(REQUIRED.values())))
    check = check_packet(case, desk.library, STATE)
    assert set(states(check).values()) == {State.PRESENT}
    assert check.missing == ()
    assert check.note == UNDECIDED


@pytest.mark.parametrize("missing", sorted(set(REQUIRED.values())))
def test_each_single_missing_item_is_seen(desk: Desk, missing: str) -> None:
    given = [item for item in dict.fromkeys(REQUIRED.values()) if item != missing]
    check = check_packet(told(described(Stage.CURRENT, LEADS), *map(filed, given)), desk.library, STATE)
    found = {item.name for item in check.missing}
    expected = {name for name, item in REQUIRED.items() if item == missing} - {"position description"}
    assert found == expected


def test_without_any_description_it_is_missing_and_lead_work_is_not_known(desk: Desk) -> None:
    found = states(check_packet(told(), desk.library, STATE))
    assert found["position description"] is State.MISSING
    assert found["supervisory status questionnaire"] is State.OPEN


def test_what_does_not_apply_is_said_with_its_reason(desk: Desk) -> None:
    case = told(described(Stage.CURRENT, ANOTHER), by=Party.AUTHORITY, new=True)
    check = check_packet(case, desk.library, STATE)
    assert states(check)["cover memo"] is State.NOT_APPLICABLE
    assert states(check)["supervisory status questionnaire"] is State.NOT_APPLICABLE
    assert all(item.why for item in check.required)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Does not supervise anybody. Files papers and answers the telephone. 100%", State.NOT_APPLICABLE),
        ("Is lead worker for four painters: sets their priorities and checks their work. 100%", State.MISSING),
        ("Hires, assigns, evaluates and disciplines six technicians. 100%", State.MISSING),
    ],
)
def test_the_questionnaire_follows_the_description(desk: Desk, words: str, state: State) -> None:
    case = told(described(Stage.CURRENT, f"Responsibilities\n1. {words}\n"))
    assert states(check_packet(case, desk.library, STATE))["supervisory status questionnaire"] is state


def test_every_item_and_the_clock_are_cited(desk: Desk) -> None:
    check = check_packet(told(), desk.library, STATE)
    claims = [*(item.rule for item in (*check.required, *check.helpful)), *check.clock]
    for claim in claims:
        (cited,) = claim.citations
        assert desk.source(cited.source).text[cited.start : cited.end] == cited.quote
    assert [claim.citations[0].pinpoint for claim in check.clock] == [
        "Admin. Procedure 7, Provisions B",
        "Admin. Procedure 7, Provisions B",
        "Admin. Procedure 7, Provisions B",
        "Admin. Procedure 7, Provisions C",
    ]


def test_nothing_is_declared_properly_documented(desk: Desk) -> None:
    case = told(described(Stage.CURRENT, LEADS), *map(filed, dict.fromkeys(REQUIRED.values())))
    check = check_packet(case, desk.library, STATE)
    said = " ".join([check.note, *(item.why for item in check.required)])
    assert "is properly documented, and on which day" in said
    assert "complete" not in said.replace("completed", "")


def test_the_states_list_is_no_citys(desk: Desk) -> None:
    check = check_packet(told(plan="duluth"), desk.library, DULUTH)
    assert check.required == ()
    assert "City of Duluth" in check.note
