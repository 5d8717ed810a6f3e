"""Kind of work: what is near by its words, what a title and allocated positions add, and what is quoted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.kind import KindRanker, Match, concept
from assistant.classify.ladder import Ladder
from knowledge.models import ClassSpec
from knowledge.plans import ClassPlan
from knowledge.words import sentences
from tests.classify.samples import CLASSES, CLERK_1, MILL, NURSE, PLAN, WITH_PRECEDENTS, spec

CART = "Drives the ox cart and feeds the oxen hay."


@pytest.fixture(scope="module")
def kinds() -> KindRanker:
    return KindRanker(PLAN)


def first(ranker: KindRanker, text: str) -> str:
    return ranker.plan.classes[int(ranker.scores(text).argmax())].title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Gives patients medicines and changes dressings.", "Village Nurse"),
        ("Hires and disciplines the staff of the mill floor.", "Mill Overseer"),
        ("Files sacks and enters routine orders.", "Mill Clerk 1"),
        ("Settles unusual orders.", "Mill Clerk 2"),
    ],
)
def test_the_class_that_shares_the_telling_words_is_first(text: str, title: str, kinds: KindRanker) -> None:
    assert first(kinds, text) == title


def test_words_in_a_title_count_extra() -> None:
    same = "Weighs grain at the gate of the works."
    plan = ClassPlan("mill", MILL, (spec("Gate Hand", f"{same} Baker."), spec("Baker", f"{same} Gate hand.")))
    ranker = KindRanker(plan)
    near = ranker.similarity("baker")
    assert near[0] == pytest.approx(near[1], rel=0.2)
    assert first(ranker, "baker") == "Baker"


def test_another_name_of_a_class_is_part_of_its_concept() -> None:
    assert "Sack Keeper" in concept(replace(CLERK_1, also=("Sack Keeper",)))
    assert concept(CLERK_1).startswith("Mill Clerk 1\n")
    assert all(passage.text in concept(CLERK_1) for passage in CLERK_1.source.passages)


def test_allocated_positions_join_in(kinds: KindRanker) -> None:
    taught = KindRanker(WITH_PRECEDENTS)
    assert kinds.similarity(CART).max() == 0.0
    assert first(taught, CART) == "Mill Clerk 1"
    assert int(taught.similarity(CART).argmax()) == int(taught.scores(CART).argmax())
    assert taught.similarity(CART).max() > 0.5
    assert first(taught, "Gives patients medicines at their bedside.") == "Village Nurse"


def test_a_class_without_an_allocated_position_can_still_come_first() -> None:
    assert first(KindRanker(WITH_PRECEDENTS), "Hires and disciplines the staff of the mill floor.") == "Mill Overseer"


@pytest.mark.parametrize("plan", [PLAN, WITH_PRECEDENTS], ids=["plain", "precedents"])
@given(text=st.text(max_size=60) | st.sampled_from([CART, "Weighs grain.", "mill " * 50, ""]))
def test_scores_are_standard_and_the_same_on_every_run(plan: ClassPlan, text: str) -> None:
    ranker = RANKERS[plan]
    scores, near = ranker.scores(text), ranker.similarity(text)
    assert scores.shape == near.shape == (len(CLASSES),)
    assert np.isfinite(scores).all()
    assert abs(scores.mean()) < 1e-6
    assert ((near >= 0) & (near <= 1 + 1e-9)).all()
    assert scores.tobytes() == ranker.scores(text).tobytes()


RANKERS = {plan: KindRanker(plan) for plan in (PLAN, WITH_PRECEDENTS)}


@pytest.mark.parametrize("plan", [PLAN, WITH_PRECEDENTS], ids=["plain", "precedents"])
def test_a_plan_read_again_scores_the_same_to_the_last_bit(plan: ClassPlan) -> None:
    text = "Weighs grain and gives medicines to patients."
    assert KindRanker(plan).scores(text).tobytes() == KindRanker(plan).scores(text).tobytes()


DRAFT = "Greets visitors at the door. Weighs sacks of grain at the gate. Sings."


def nearest(kinds: KindRanker, text: str, spans: list[tuple[int, int]], spec: ClassSpec) -> Match | None:
    return kinds.nearest_sentences(text, spans, spec, Ladder(CLASSES).work_sentences(spec))


def test_the_nearest_sentences_are_exact_slices_of_both(kinds: KindRanker) -> None:
    match = nearest(kinds, DRAFT, list(sentences(DRAFT)), CLERK_1)
    assert match is not None
    assert DRAFT[slice(*match.position)] == "Weighs sacks of grain at the gate."
    assert CLERK_1.source.text[match.start : match.end] == "Weighs sacks of grain at the gate."
    assert match.passage in CLERK_1.source.passages
    assert match.passage.start <= match.start < match.end <= match.passage.end
    assert match.similarity > 0.5


def test_only_the_sentences_given_are_matched(kinds: KindRanker) -> None:
    spans = [(start, end) for start, end in sentences(DRAFT) if "grain" not in DRAFT[start:end]]
    match = nearest(kinds, DRAFT, spans, CLERK_1)
    assert match is not None
    assert match.position in spans
    assert match.similarity < 0.5


@pytest.mark.parametrize("spans", [[], [(0, 0)]])
def test_nothing_said_shares_nothing(spans: list[tuple[int, int]], kinds: KindRanker) -> None:
    match = nearest(kinds, "", spans, CLERK_1)
    assert match is None or match.similarity == 0
    assert kinds.nearest_sentences(DRAFT, list(sentences(DRAFT)), CLERK_1, []) is None


def test_shared_terms_are_written_as_the_first_text_writes_them_and_rare_ones_first(kinds: KindRanker) -> None:
    shared = kinds.shared_terms("Weighing patients' grain at the Mill", "The mill weighs grain for a patient")
    assert sorted(shared) == ["grain", "mill", "patients", "weighing"]
    weight = dict(zip(kinds.signals.pairs.names(), kinds.signals.pairs.idf, strict=True))
    assert weight["patient"] > weight["mill"]
    assert shared.index("patients") < shared.index("mill")
    assert kinds.shared_terms("Feeds oxen", "Bakes bread") == []


def test_only_a_class_s_own_words_are_near(kinds: KindRanker) -> None:
    near = dict(zip((c.title for c in CLASSES), kinds.similarity("diabetes"), strict=True))
    assert [title for title, cosine in near.items() if cosine > 0] == [NURSE.title]
