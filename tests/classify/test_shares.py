"""Shares of time: of two kinds of work in one draft the one that takes most of the time comes first."""

from __future__ import annotations

import pytest

from assistant.classify.case import read_case
from assistant.classify.change import Changes
from assistant.classify.material import material
from assistant.classify.rank import Ranker
from assistant.position.read import read_position
from knowledge.library import Library
from knowledge.plans import Plans

COOKING = "Plans menus, cooks meals for 300 residents, and keeps the kitchen and its stores clean and safe."
BUYING = "Writes bid specifications, solicits quotes from vendors, awards purchase orders and administers contracts."


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    """The state's own plan; no index is needed to rank."""
    folder = tmp_path_factory.mktemp("ranker")
    return Ranker(Plans(folder, Library(folder)).plan("minnesota"))


def draft(cooking: float, buying: float) -> str:
    return f"Duties\n{cooking:g}% {COOKING}\n{buying:g}% {BUYING}\n"


def first(ranker: Ranker, text: str) -> str:
    return read_case(read_position(text), ranker).ranked[0].title


def test_what_takes_most_of_the_time_decides(state: Ranker) -> None:
    assert first(state, draft(85, 15)) == first(state, f"Duties\n100% {COOKING}\n")
    assert first(state, draft(15, 85)) == first(state, f"Duties\n100% {BUYING}\n")
    assert first(state, draft(85, 15)) != first(state, draft(15, 85))


def test_duties_that_take_alike_count_as_without_shares() -> None:
    assert material(read_position(draft(50, 50))).larger is None
    assert material(read_position(draft(55, 45))).larger is None
    assert material(read_position(f"Duties\n- {COOKING}\n- {BUYING}\n")).larger is None


def test_the_larger_part_is_the_duties_without_the_minor_ones() -> None:
    larger = material(read_position(f"Duties\n60% {COOKING}\n30% {BUYING}\n10% Drives the van to the store.\n")).larger
    assert larger is not None
    assert larger.part == pytest.approx(0.9)
    assert "Plans menus" in larger.content
    assert "bid specifications" in larger.content
    assert "van" not in larger.content


def test_what_is_no_duty_stays_beside_the_larger_ones() -> None:
    text = f"Purpose: To feed the residents.\n\n{draft(80, 20)}\nSupervision received: Works alone.\n"
    larger = material(read_position(text)).larger
    assert larger is not None
    assert "feed the residents" in larger.content
    assert "Works alone" in larger.content


def test_what_is_set_aside_is_no_part_of_the_larger_duties() -> None:
    larger = material(read_position(f"Duties\n80% {COOKING} She deserves a raise.\n20% {BUYING}\n")).larger
    assert larger is not None
    assert "raise" not in larger.content


def test_the_share_of_the_largest_duty_that_would_turn_the_order_is_told(state: Ranker) -> None:
    case = read_case(read_position(draft(80, 20)), state)
    told = Changes(case, state).told(1, case.ranked[0])
    other = first(state, draft(40, 60))
    assert f"{other} would come first if the position's largest duty took not 80 but 40 % of the time." in told
