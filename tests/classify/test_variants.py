"""Integrity, metamorphic: what says nothing new about the work moves no ranking, in hundreds of generated variants."""

from __future__ import annotations

import pytest

from assistant.classify.rank import Ranker
from assistant.classify.suggest import suggest
from assistant.models import SuggestResult
from assistant.position.read import read_position
from knowledge.library import Library
from knowledge.plans import Plans
from tests.classify.samples import STATE_DRAFTS
from tests.classify.variants import MAKERS, variant

_EACH = 8
"""Variants of one kind of one draft: four drafts, eleven kinds, 352 in all."""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    """The state's own plan; no index is needed to rank."""
    folder = tmp_path_factory.mktemp("ranker")
    return Ranker(Plans(folder, Library(folder)).plan("minnesota"))


def ranking(text: str, ranker: Ranker) -> tuple[str, str, list[tuple[str, float]]]:
    result: SuggestResult = suggest(read_position(text), ranker)
    return result.decision, result.outcome, [(one.class_title, one.confidence) for one in result.suggestions]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("draft", STATE_DRAFTS.values(), ids=STATE_DRAFTS)
def test_no_variant_moves_the_ranking(draft: str, kind: str, state: Ranker) -> None:
    plain = ranking(draft, state)
    moved = [text for seed in range(_EACH) if ranking(text := variant(kind, draft, seed), state) != plain]
    assert moved == []


@pytest.mark.parametrize("kind", MAKERS)
def test_the_variants_differ_from_the_draft_and_among_themselves(kind: str) -> None:
    draft = STATE_DRAFTS["hr"]
    made = {variant(kind, draft, seed) for seed in range(12)}
    assert len(made) >= 2
    assert draft not in made or kind == "order of duties"


def test_a_fact_about_the_work_does_move_the_ranking(state: Ranker) -> None:
    draft = STATE_DRAFTS["nurse supervisor"]
    assert ranking(
        draft.replace("Supervises", "Works beside").replace("evaluates and disciplines them", "and helps"), state
    ) != ranking(draft, state)
