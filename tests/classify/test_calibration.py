"""Confidence: what it is made of, that it grows with the evidence, and how its error is measured."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.calibration import (
    POSITIONS,
    SPECIFICATIONS,
    _curves,
    confidences,
    expected_error,
    prediction_set,
    reach,
    shares,
    signs,
    trust,
)

BASES = (SPECIFICATIONS, POSITIONS)
CURVE = {"intercept": -0.5, "weights": [1.0, 0.5, 0.25]}
SCORES = st.lists(st.floats(-30, 30), min_size=1, max_size=40).map(lambda found: sorted(found, reverse=True))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([3.0], [1.0]),
        ([1.0, 1.0], [0.5, 0.5]),
        ([math.log(3), 0.0], [0.75, 0.25]),
        ([1000.0, 0.0], [1.0, 0.0]),
        ([-1000.0, -1000.0], [0.5, 0.5]),
    ],
)
def test_shares(scores: list[float], expected: list[float]) -> None:
    assert shares(scores) == pytest.approx(expected)


@given(SCORES)
def test_shares_sum_to_one_and_keep_the_order(scores: list[float]) -> None:
    found = shares(scores)
    assert sum(found) == pytest.approx(1)
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((0.0, 0.0, 0.0), 1 / (1 + math.exp(0.5))),
        ((0.5, 0.0, 0.0), 0.5),
        ((0.0, 1.0, 0.0), 0.5),
        ((0.0, 0.0, 2.0), 0.5),
        ((1.5, 0.0, 0.0), 1 / (1 + math.exp(-1))),
    ],
)
def test_trust_is_the_logistic_of_the_weighted_signs(found: tuple[float, float, float], expected: float) -> None:
    assert trust(found, CURVE) == pytest.approx(expected)


@given(st.sampled_from(BASES), st.floats(-7, 7), st.floats(0.001, 7), st.floats(0, 5), st.floats(-7, 0))
def test_trust_grows_with_the_share_and_the_lead(
    basis: str, share: float, more: float, lead: float, cosine: float
) -> None:
    curve = _curves()[basis]
    assert trust((share, lead, cosine), curve) < trust((share + more, lead + more, cosine), curve)


def test_the_signs_are_finite_at_both_ends() -> None:
    assert signs([(5.0, 0.4)]) == pytest.approx((0.0, 0.0, math.log(0.4)))  # without a rival nothing is proved
    assert signs([(0.0, 0.0), (-900.0, 0.0)]) == pytest.approx((math.log(0.999 / 0.001), 900.0, math.log(0.001)))
    assert signs([(1.0, 1.0), (1.0, 0.2)]) == pytest.approx((0.0, 0.0, 0.0))


@given(SCORES, st.floats(0, 1))
def test_confidences_share_one_out_and_never_rise(scores: list[float], cosine: float) -> None:
    found = confidences([(score, cosine) for score in scores])
    assert len(found) == len(scores)
    assert all(0 <= sure < 1 for sure in found)
    assert sum(found) <= 1 + 1e-9
    assert all(one >= two for one, two in pairwise(found))


def test_a_lead_beyond_all_measure_leaves_nothing() -> None:
    assert confidences([(2000.0, 0.5), (0.0, 0.5)])[1] == 0


def test_the_only_class_is_not_certain_for_being_alone() -> None:
    assert confidences([(0.0, 0.05)])[0] < 0.95


@pytest.mark.parametrize(
    ("sure", "right", "bins", "error"),
    [
        ([], [], 10, 0.0),
        ([1.0, 1.0], [True, True], 10, 0.0),
        ([1.0, 1.0], [False, False], 10, 1.0),
        ([0.5, 0.5], [True, False], 1, 0.0),
        ([0.5, 0.5], [True, False], 2, 0.5),
        ([0.9, 0.1, 0.8, 0.2], [True, False, True, True], 2, 0.25),  # (|0.3 - 1| + |1.7 - 2|) / 4
        ([0.8] * 10, [True] * 8 + [False] * 2, 1, 0.0),
        ([0.6] * 10, [True] * 8 + [False] * 2, 1, 0.2),
    ],
)
def test_the_expected_error(sure: list[float], right: list[bool], bins: int, error: float) -> None:
    assert expected_error(sure, right, bins) == pytest.approx(error)


@pytest.mark.parametrize("basis", BASES)
def test_each_curve_is_kept_beside_the_figures_it_was_judged_by(basis: str) -> None:
    curve = _curves()[basis]
    assert len(curve["weights"]) == 3
    assert curve["left_out"]
    assert all({"queries", "top-1", "calibration error"} <= judged.keys() for judged in curve["left_out"].values())


def test_what_scores_rest_on_decides_how_far_they_are_trusted() -> None:
    ranked = [(2.0, 0.3), (1.0, 0.2), (0.5, 0.2)]
    assert confidences(ranked, POSITIONS) != confidences(ranked, SPECIFICATIONS)


@given(SCORES)
def test_a_prediction_set_grows_with_its_coverage_and_is_never_empty(scores: list[float]) -> None:
    sizes = [prediction_set(scores, coverage) for coverage in (0.8, 0.9, 0.95)]
    assert sizes == sorted(sizes)
    assert all(1 <= size <= len(scores) for size in sizes)


def test_a_clear_first_place_needs_no_other_and_a_doubtful_one_does() -> None:
    assert prediction_set([9.0, 0.0, -1.0]) == 1
    assert prediction_set([1.0, 0.9, -9.0]) == 2


def test_a_place_is_reached_after_those_before_it() -> None:
    assert reach([math.log(3), 0.0]) == pytest.approx([0.0, 0.75])
    assert reach([0.0] * 5) == pytest.approx([0.0, 0.2, 0.4, 0.61, 0.82])


def test_a_coverage_that_was_not_fitted_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.5.*0\.9"):
        prediction_set([1.0], 0.5)
