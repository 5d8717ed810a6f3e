"""The ladders of a suggestion: in the order of the plan, with the draft and its uncertainty on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.classify.rank import Ranker
from assistant.classify.series import Place, Series, series_of
from assistant.models import Outcome, SuggestResult
from knowledge.library import Library
from knowledge.plans import Plans
from tests.classify.samples import CLERK_DRAFT, STATE_DRAFTS
from tests.classify.test_suggest import LEVEL_UNSAID, MILL_RANKER, suggested


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    """The state's own plan; no index is needed to rank."""
    folder = tmp_path_factory.mktemp("ranker")
    return Ranker(Plans(folder, Library(folder)).plan("minnesota"))


@pytest.fixture(scope="module")
def result(ranker: Ranker) -> SuggestResult:
    """A suggestion from several series."""
    return suggested(STATE_DRAFTS["hr"], ranker)


def _placed(found: tuple[Series, ...], *places: Place) -> set[str]:
    return {step.title for series in found for step in series.steps if step.place in places}


def test_the_series_of_the_best_fit_stands_first_and_each_class_once(result: SuggestResult, ranker: Ranker) -> None:
    found = series_of(result, ranker)
    best = result.suggestions[0].class_title
    titles = [step.title for series in found for step in series.steps]
    assert _placed(found, Place.BEST) == {best}
    assert best in [step.title for step in found[0].steps]
    assert len({*titles}) == len(titles)
    assert {one.class_title: one.confidence for one in result.suggestions} == {
        step.title: step.confidence for series in found for step in series.steps if step.confidence is not None
    }


def test_the_highest_level_stands_first_and_neighbors_are_shown_though_not_compared(ranker: Ranker) -> None:
    one = suggested(STATE_DRAFTS["planner"], ranker)
    kept = tuple(found for found in one.suggestions if found.class_title == "Planner Senior State")
    (series,) = series_of(replace(one, suggestions=kept, likely=()), ranker)
    assert [(step.title, step.place) for step in series.steps] == [
        ("Planner Principal State", Place.NEIGHBOUR),
        ("Planner Senior State", Place.BEST),
        ("Planner Intermediate", Place.NEIGHBOUR),
    ]
    assert (series.numbered, series.above, series.below) == (True, 1, 0)


def test_the_likely_classes_are_those_of_the_prediction_set(result: SuggestResult, ranker: Ranker) -> None:
    two = replace(result, likely=tuple(one.class_title for one in result.suggestions[:2]))
    assert _placed(series_of(two, ranker), Place.BEST, Place.LIKELY) == {*two.likely}
    alone = series_of(replace(result, likely=two.likely[:1]), ranker)
    assert _placed(alone, Place.BEST, Place.LIKELY) == {*two.likely[:1]}
    assert _placed(alone, Place.COMPARED) == {one.class_title for one in result.suggestions[1:]}


def test_between_two_levels_both_fit_best(ranker: Ranker) -> None:
    between = suggested(LEVEL_UNSAID, ranker)
    assert between.outcome is Outcome.BETWEEN
    best = _placed(series_of(between, ranker), Place.BEST)
    assert best == {one.class_title for one in between.suggestions[:2]}


def test_levels_that_the_plan_does_not_number_stand_by_what_they_say_of_themselves() -> None:
    clerks = series_of(suggested(CLERK_DRAFT), MILL_RANKER)[0]
    assert [step.title for step in clerks.steps] == ["Mill Clerk 2", "Mill Clerk 1"]
    assert not clerks.numbered


def test_without_a_suggestion_there_is_no_ladder(result: SuggestResult, ranker: Ranker) -> None:
    assert series_of(replace(result, suggestions=(), likely=()), ranker) == ()
