"""Level: a class is read where it speaks of itself, and distance counts the steps both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.ladder import UNSAID, WEIGHTS, Ladder, concept_sentences, distance, rank_words
from assistant.models import Factor
from knowledge.models import ClassSpec
from tests.classify.samples import CLASSES, CLERK_1, CLERK_2, OVERSEER, spec

S, C, G = Factor.SUPERVISION, Factor.COMPLEXITY, Factor.GUIDELINES
I = Factor.INDEPENDENCE  # noqa: E741
LADDER = Ladder(CLASSES)


def opening(spec: ClassSpec) -> list[str]:
    return [spec.source.text[start:end] for _, start, end in concept_sentences(spec)]


def test_a_class_is_not_read_where_it_speaks_of_another() -> None:
    standing = LADDER.standing(CLERK_1)
    assert standing.degrees[S] == 0
    assert standing.degrees[C] == 1
    assert not [item for item in standing.evidence if "Mill Clerk 2" in item.span.quote]
    told = LADDER.standing(CLERK_2).told
    assert [each.by for each in told] == [CLERK_1]
    assert told[0].evidence.span.quote == "who handles the most complex orders and leads a crew"


def test_its_own_name_or_a_short_one_does_not_hide_a_sentence() -> None:
    assert LADDER.standing(CLERK_2).degrees[S] == 2
    lead = spec("Lead", "Leads a crew.")
    hand = spec("Hand", "Unlike the Lead, a Hand does not supervise.")
    assert Ladder([lead, hand]).standing(hand).degrees[S] == 0


def test_the_concept_decides_and_the_examples_speak_only_of_what_it_leaves_open() -> None:
    mixed = spec(
        "Stoker",
        {
            "KIND AND LEVEL OF WORK": "A Stoker does routine work at the furnace.",
            "EXAMPLES OF WORK": "Handles the most complex furnaces. Leads a crew of two.",
        },
    )
    assert Ladder([mixed]).standing(mixed).degrees == {C: 1, S: 2}


def test_a_class_that_speaks_only_of_another_shows_no_level() -> None:
    hand = spec("Mill Hand", "A Mill Hand stands below the Mill Boss, who supervises staff.")
    boss = spec("Mill Boss", "Supervises staff.")
    assert Ladder([hand, boss]).standing(hand).degrees == {}


def test_every_word_of_a_standing_is_in_the_specification() -> None:
    for spec_ in CLASSES:
        for item in LADDER.standing(spec_).evidence:
            assert spec_.source.text[item.span.start : item.span.end] == item.span.quote


def test_a_standing_is_read_once() -> None:
    assert LADDER.standing(OVERSEER) is LADDER.standing(OVERSEER)


@pytest.mark.parametrize(
    ("sections", "concept"),
    [
        ({"KIND OF WORK": "Mills flour.", "EXAMPLES": "Lifts sacks."}, ["Mills flour."]),
        ({"EXAMPLES": "Lifts sacks.", "Definition": "Mills flour. Sifts it."}, ["Mills flour.", "Sifts it."]),
        ({"Tasks": "Lifts sacks. Mills flour.", "Notes": "Old."}, ["Lifts sacks.", "Mills flour."]),
        ("Mills flour. " * 14, ["Mills flour."] * 12),
    ],
)
def test_where_a_class_says_what_it_is(sections: dict[str, str] | str, concept: list[str]) -> None:
    assert opening(spec("Miller", sections)) == concept


def test_the_sentences_of_work_leave_out_requirements_and_other_classes() -> None:
    miller = spec(
        "Grain Miller",
        {
            "KIND OF WORK": "A Grain Miller mills the grain of the town. Unlike the Mill Boss, mills only what comes.",
            "KNOWLEDGE": "Knows the grades of flour by touch and taste.",
            "LICENSURE": "A commercial licence to drive the ox cart.",
        },
    )
    boss = spec("Mill Boss", "Supervises staff.")
    ladder = Ladder([miller, boss])
    work = [miller.source.text[start:end] for _, start, end in ladder.work_sentences(miller)]
    assert work == ["A Grain Miller mills the grain of the town."]
    assert [boss.source.text[start:end] for _, start, end in ladder.work_sentences(boss)] == ["Supervises staff."]


DISTANCES = [
    ({}, {}, None),
    ({S: 3}, {C: 3}, 2),  # who says nothing of supervising does none
    ({S: 1}, {C: 3}, None),
    ({}, {S: 3}, 2),
    ({S: 3}, {S: 3}, 0),
    ({S: 3}, {S: 1}, 2),
    ({S: 1}, {S: 3}, 2),
    ({S: 3, C: 2}, {S: 3, C: 5}, 1),  # (2 × 0 + 1 × 3) / 3
    ({S: 3, C: 2, G: 1}, {S: 2, C: 2}, 2 / 3),  # what only one speaks of does not count
    ({C: 4, G: 0.5}, {C: 3, G: 3.5}, 2.5 / 1.5),  # (1 × 1 + 0.5 × 3) / 1.5
]


@pytest.mark.parametrize(("position", "class_", "steps"), DISTANCES)
def test_the_distance_in_level(position: dict[Factor, float], class_: dict[Factor, float], steps: float | None) -> None:
    assert distance(position, class_) == pytest.approx(steps)


LEVELS = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.floats(0, 5))


@given(LEVELS, LEVELS)
def test_distance_is_symmetric_and_bounded(one: dict[Factor, float], two: dict[Factor, float]) -> None:
    steps = distance(one, two)
    leads = max(one.get(S, 0), two.get(S, 0)) > UNSAID
    assert (steps is None) == (not one.keys() & two.keys() and not leads)
    if steps is not None:
        assert steps == pytest.approx(distance(two, one))
        assert 0 <= steps <= 5 + 1e-9
        assert not one or distance(one, one) == 0


def test_every_factor_but_kind_has_a_weight_and_supervision_weighs_most() -> None:
    assert WEIGHTS.keys() == set(Factor) - {Factor.KIND}
    assert max(WEIGHTS, key=lambda factor: WEIGHTS[factor]) is S


TITLES = [
    ("Trainee-Graduate Surveyor", {I: 0.5, C: 0.5, S: 0}),
    ("Mill Supervisor", {S: 3, I: 3, C: 3}),
    ("Assistant Chief of Mills", {S: 3.5, I: 4, C: 4}),
    ("Mill Clerk II", {I: 2.5, C: 2.5}),
    ("Miller", {}),
]


@pytest.mark.parametrize(("title", "degrees"), TITLES)
def test_a_word_of_rank_in_a_title_says_something_and_a_plain_title_nothing(
    title: str, degrees: dict[Factor, float]
) -> None:
    found = list(rank_words(title))
    assert {item.factor: item.degree for item in found} == degrees
    assert all(title[item.span.start : item.span.end] == item.span.quote for item in found)


def test_a_title_speaks_only_of_what_the_text_leaves_open() -> None:
    boss = spec("Mill Supervisor", "A Mill Supervisor leads a crew of two.")
    assert Ladder([boss]).standing(boss).degrees[S] == 2
