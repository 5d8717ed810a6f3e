"""Ranking: kind first, then level; ties in the open; what would flip the order really does."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.ladder import WEIGHTS, Standing
from assistant.classify.rank import Ranked, Ranker, by_level, flips
from assistant.classify.signals import NEAR
from assistant.models import Evidence, Factor, Span
from knowledge.models import ClassSpec
from knowledge.plans import ClassPlan
from tests.classify.samples import CLASSES, MILL, PLAN, WITH_PRECEDENTS, spec

S, C, I = Factor.SUPERVISION, Factor.COMPLEXITY, Factor.INDEPENDENCE  # noqa: E741
WORDS = "Weighs grain at the mill and enters orders for flour."
RANKER = Ranker(PLAN)


def ranked(title: str, kind: float = 0.0, **level: float) -> Ranked:
    """A candidate that stands at these degrees."""
    evidence = tuple(Evidence(Factor[name.upper()], degree, Span("x", 0, 1), "x") for name, degree in level.items())
    own: ClassSpec = spec(title, "x")
    return Ranked(Standing(own, evidence), kind, 0.5, None, 0.0)


def order(candidates: list[Ranked], level: dict[Factor, float]) -> str:
    return "".join(found.title for found in by_level(candidates, level))


RANKINGS = [
    # (candidates, level of the position, order)
    ([ranked("a", 1.0), ranked("b", 2.0)], {}, "ba"),  # kind alone
    ([ranked("b", 1.0), ranked("a", 1.0)], {}, "ab"),  # ties by title
    ([ranked("b", 1.0, complexity=2), ranked("a", 1.0, complexity=2)], {C: 4}, "ab"),
    ([ranked("a", complexity=1), ranked("b", complexity=4)], {C: 4}, "ba"),  # the nearer level
    ([ranked("a", complexity=1), ranked("b", complexity=4)], {C: 1}, "ab"),
    ([ranked("a", complexity=5), ranked("b", complexity=3)], {C: 2}, "ba"),  # too high counts too
    ([ranked("a", 3.0, complexity=1), ranked("b", complexity=4)], {C: 4}, "ab"),  # far in kind stays behind
    # where nothing can be compared neither speaks of supervising, which costs nothing; one that supervises is compared
    ([ranked("a", complexity=1), ranked("b")], {C: 4}, "ba"),
    ([ranked("a", supervision=4), ranked("b")], {C: 4}, "ba"),
    ([ranked("a", supervision=4), ranked("b")], {}, "ba"),
    ([ranked("a"), ranked("b")], {C: 4}, "ab"),  # all are silent
    # lead work is no supervision: the step is the same, but only one side of the gate
    ([ranked("a", supervision=3), ranked("b", supervision=1)], {S: 2}, "ba"),
    ([ranked("a", supervision=3), ranked("b", supervision=1)], {S: 0}, "ba"),
    ([ranked("a", supervision=2), ranked("b", supervision=4)], {S: 3}, "ba"),
]


@pytest.mark.parametrize(("candidates", "level", "titles"), RANKINGS)
def test_the_order(candidates: list[Ranked], level: dict[Factor, float], titles: str) -> None:
    assert order(candidates, level) == titles
    assert order(candidates[::-1], level) == titles


def test_the_gate_costs_more_than_the_step_alone() -> None:
    one, two = by_level([ranked("a", supervision=2), ranked("b", supervision=4)], {S: 3})
    assert (one.title, two.title) == ("b", "a")
    assert one.steps == two.steps == 1
    assert one.score > two.score


def test_steps_are_told_and_unknown_ones_stay_unknown() -> None:
    found = {item.title: item.steps for item in by_level([ranked("a"), ranked("b", complexity=1)], {C: 4})}
    assert found == {"a": None, "b": 3}


LEVELS = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.sampled_from([0.0, 0.5, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0]))


@given(LEVELS)
def test_scores_fall_and_equal_ones_are_sorted_by_title(level: dict[Factor, float]) -> None:
    found = RANKER.rank(WORDS, level)
    assert sorted(item.title for item in found) == sorted(item.title for item in CLASSES)
    for one, two in pairwise(found):
        assert (-one.score, one.title) < (-two.score, two.title)
    assert found == RANKER.rank(WORDS, level)


@given(LEVELS)
def test_a_fact_that_is_said_to_flip_the_order_flips_it(level: dict[Factor, float]) -> None:
    found = RANKER.rank(WORDS, level)
    for rival in found:
        for factor, degree in flips(found, level, rival):
            assert degree == rival.standing.degrees[factor]
            assert abs(level.get(factor, -9) - degree) >= 1
            assert RANKER.rank(WORDS, {**level, factor: degree})[0].title == rival.title


def test_what_flips_and_what_does_not() -> None:
    near = [ranked("a", complexity=1), ranked("b", complexity=4)]
    assert flips(near, {C: 1}, near[1]) == [(C, 4)]
    far = [ranked("a", 9.0, complexity=1), ranked("b", complexity=4)]
    assert flips(far, {C: 1}, far[1]) == []
    assert flips(near, {C: 3.5}, near[1]) == []  # less than a step is no fact
    # factors on which the class says nothing cannot flip it
    silent = [ranked("a", 1.0, independence=5), ranked("b", 0.9)]
    assert flips(silent, {I: 5}, silent[1]) == []


@pytest.mark.parametrize("plan", [PLAN, WITH_PRECEDENTS], ids=["plain", "precedents"])
def test_a_plan_read_again_ranks_the_same(plan: ClassPlan) -> None:
    assert Ranker(plan).rank(WORDS, {C: 1, S: 0}) == Ranker(plan).rank(WORDS, {C: 1, S: 0})


def test_the_order_of_a_plan_s_classes_does_not_matter() -> None:
    turned = Ranker(replace(PLAN, classes=CLASSES[::-1]))
    mine, theirs = RANKER.rank(WORDS, {C: 1}), turned.rank(WORDS, {C: 1})
    assert [item.title for item in mine] == [item.title for item in theirs]
    assert [item.score for item in mine] == pytest.approx([item.score for item in theirs])


def test_only_the_nearest_in_kind_are_ranked() -> None:
    hands = tuple(spec(f"Hand {n}", f"Carries stones of sort number{n} to the quarry.") for n in range(60))
    found = Ranker(ClassPlan("quarry", MILL, hands)).rank("Carries stones of sort number7.", {})
    assert len(found) == NEAR
    assert found[0].title == "Hand 7"
