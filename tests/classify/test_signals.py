"""Signals and their blend: what moves them, what must not, and how a specification is sorted."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from assistant.classify.kind import KindRanker
from assistant.classify.meaning import Meaning
from assistant.classify.rerank import blend, comparable, log_odds
from assistant.classify.signals import NAMES, NEAR, Signals
from assistant.classify.specification import read_specification, work_stated
from assistant.classify.vectors import pairs, pieces
from knowledge.plans import ClassPlan
from tests.classify.samples import CLASSES, MILL, NURSE, PLAN, spec

SIGNALS = Signals(CLASSES, Meaning())
DUTIES = (
    "Weighs grain at the gate of the mill.",
    "Settles unusual orders; leads a crew of clerks.",
    "Gives patients medicines.",
    "Hires and disciplines staff.",
)


def named(text: str, title: str) -> dict[str, float]:
    """The signals of one class for a draft."""
    rows, found = SIGNALS.read(text)
    place = [CLASSES[row].title for row in rows].index(title)
    return dict(zip(NAMES, found[place], strict=True))


def test_every_class_of_a_small_plan_is_near_and_has_every_signal() -> None:
    rows, found = SIGNALS.read(DUTIES[0])
    assert sorted(rows) == list(range(len(CLASSES)))
    assert found.shape == (len(CLASSES), len(NAMES))
    assert np.isfinite(found).all()


@pytest.mark.parametrize("order", list(itertools.permutations(DUTIES))[1::5])
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_neither_the_order_of_duties_nor_letter_case_moves_a_signal(order: tuple[str, ...], change: type[str]) -> None:
    rows, found = SIGNALS.read("\n".join(DUTIES))
    turned, again = SIGNALS.read(change(" ".join(order)))
    assert list(rows) == list(turned)
    assert found == pytest.approx(again)


@pytest.mark.parametrize("text", ["", "zzz qqq", "the of and", "!!! ... ;;;", "a\n\nb"])
def test_a_draft_that_shares_nothing_has_finite_scores(text: str) -> None:
    _, found = SIGNALS.read(text)
    assert np.isfinite(log_odds(found, SIGNALS.work_stated)).all()


def test_what_each_signal_sees() -> None:
    nurse = named("Gives patients medicines and changes dressings. Village nurse.", NURSE.title)
    clerk = named("Gives patients medicines and changes dressings. Village nurse.", "Mill Clerk 1")
    for name in (
        "words and pairs",
        "title in meaning",
        "title covered",
        "opening",
        "class covered",
        "rare words",
        "pieces met",
    ):
        assert nurse[name] > clerk[name], name
    assert nurse["title covered"] == pytest.approx(1.0)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_plan_of_few_classes_can_be_read(count: int) -> None:
    _, found = Signals(CLASSES[:count], Meaning()).read(DUTIES[0])
    assert found.shape == (count, len(NAMES))
    assert np.isfinite(found).all()


def test_no_more_than_the_near_classes_are_read() -> None:
    hands = tuple(spec(f"Hand {n}", f"Carries stones of sort number{n}.") for n in range(NEAR + 9))
    rows, _ = Signals(hands, Meaning()).read("Carries stones of sort number7.")
    assert len(rows) == NEAR
    assert hands[rows[0]].title == "Hand 7"


def test_a_blend_stands_between_its_columns() -> None:
    one, two = np.array([0.0, 1.0]), np.array([1.0, 3.0])
    assert list(blend(one, two, 0.0)) == [0, 1]
    assert list(blend(one, two, 1.0)) == [1, 3]
    assert list(blend(one, two, 0.5)) == [0.5, 2]


def test_signals_are_compared_among_the_near_classes_only() -> None:
    found = np.zeros((3, len(NAMES)))
    found[:, 0] = [1, 2, 3]
    assert comparable(found) == pytest.approx(comparable(found * 10 + 5), abs=1e-4)


def test_undivided_text_is_sorted_by_its_language() -> None:
    text = (
        "Plans and directs the work of the mill. Two years of experience in milling. Knowledge of: Grain and its "
        "care; safety of millstones. Weights and measures."
    )
    read = read_specification(spec("Miller", text))
    assert ["plan", "direct", "work", "mill"] in read.body
    assert any("millston" in piece for piece in read.knowledge)
    assert not any("plan" in piece for piece in read.knowledge)
    assert read.work == 4


def test_headings_decide_what_a_section_speaks_of() -> None:
    read = read_specification(spec("Miller", {"DUTIES": "Knows grain by experience.", "SKILLS": "Lifts sacks."}))
    assert read.knowledge == [["lift", "sack"]]
    assert read.work == 0  # experience is a requirement, whatever it is said of


def test_a_plan_of_requirements_states_no_work() -> None:
    needs = [read_specification(spec("Miller", "Two years of experience."))]
    assert work_stated(needs) == 0.0
    assert work_stated([read_specification(spec("Miller", "Grinds grain and fills sacks."))]) == 1.0


def test_pairs_do_not_cross_a_piece() -> None:
    assert "grain order" not in pairs(pieces("Weighs grain. Orders flour."))
    assert "weigh grain" in pairs(pieces("Weighs grain. Orders flour."))


def test_restated_profiles_are_ordered_without_the_learned_blend() -> None:
    from dataclasses import replace

    from knowledge.models import Status

    restated = tuple(replace(c, source=replace(c.source, status=Status.RESTATED)) for c in CLASSES)
    kinds = KindRanker(ClassPlan("mill", MILL, restated))
    rows, found = kinds.nearest(DUTIES[0])
    assert list(rows) == list(np.argsort(-kinds.scores(DUTIES[0]), kind="stable"))
    assert list(found) != pytest.approx(list(KindRanker(PLAN).nearest(DUTIES[0])[1]))
