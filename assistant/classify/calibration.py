"""Confidence: how often a first place with these signs is right.

A logistic curve over three signs of a ranking: the share of a softmax that the first place takes, its lead over the
second, and how much it shares with the draft at all. The curve is fitted by ``pd-assistant eval calibrate`` on other
employers' allocated positions and kept in ``calibration.json`` beside the figures it was judged by. So is how far down
a ranking one has to go for the true class to be among the places with a stated chance (a conformal prediction set).
Scores that rest on allocated positions mean something else than those that rest on specifications: each basis has a
curve and sets of its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

SPECIFICATIONS, POSITIONS = "specifications", "allocated positions"
"""What scores rest on."""

Signs = tuple[float, float, float]
"""Log-odds of the first place's softmax share, its lead, and the log of its cosine with the draft."""

_UNPUNISHED, _PUNISHED = 2, 0.01
"""Places after the first that cost a prediction set nothing, and what each further one costs: sets stay short."""
_FLOOR = 1e-3
"""No share and no cosine counts as smaller than this, so that every logarithm is finite."""


def signs(ranked: Sequence[tuple[float, float]]) -> Signs:
    """The signs of a ranking given as (score, cosine) of its classes, best first."""
    scores = [score for score, _ in ranked]
    share = min(max(shares(scores)[0], _FLOOR), 1 - _FLOOR) if len(scores) > 1 else 0.5
    lead = scores[0] - scores[1] if len(scores) > 1 else 0.0
    return math.log(share / (1 - share)), lead, math.log(max(ranked[0][1], _FLOOR))


def shares(scores: Sequence[float]) -> list[float]:
    """The softmax of the scores, in the same order."""
    values = np.asarray(scores, dtype=np.float64)
    powers = np.exp(values - values.max())
    return [float(power) for power in powers / powers.sum()]


def trust(found: Signs, curve: Mapping[str, Any]) -> float:
    """How often a first place with these signs is right, 0 to 1."""
    odds = curve["intercept"] + sum(weight * sign for weight, sign in zip(curve["weights"], found, strict=True))
    return float(1 / (1 + math.exp(-odds)))


def confidences(ranked: Sequence[tuple[float, float]], basis: str = SPECIFICATIONS) -> list[float]:
    """The confidence of each place: the first by the curve; the rest share what it leaves, none above it."""
    first = trust(signs(ranked), _curves()[basis])
    rest = shares([score for score, _ in ranked])[1:]
    total = sum(rest) or 1.0
    return [first, *(min(first, (1 - first) * share / total) for share in rest)]


def prediction_set(scores: Sequence[float], coverage: float = 0.9, basis: str = SPECIFICATIONS) -> int:
    """How many first places hold the true class with this chance; ``scores`` best first, at least one place.

    Raises :class:`ValueError` for a coverage that was not fitted.
    """
    fitted: Mapping[str, float] = _curves()[basis]["sets"]
    if str(coverage) not in fitted:
        raise ValueError(f"no prediction set of coverage {coverage} was fitted; there are {', '.join(fitted)}")
    return max(1, sum(reached <= fitted[str(coverage)] for reached in reach(scores)))


def reach(scores: Sequence[float]) -> list[float]:
    """How far one has to go for each place: the share of the places before it, and a little for being far down."""
    before = np.concatenate([[0.0], np.cumsum(shares(scores))[:-1]])
    return [float(share) + _PUNISHED * max(place - _UNPUNISHED, 0) for place, share in enumerate(before)]


def expected_error(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over equally filled bins: the mean gap between confidence and share right."""
    order = np.argsort(np.asarray(sure), kind="stable")
    gap = sum(
        abs(sum(sure[i] for i in part) - sum(right[i] for i in part))
        for part in np.array_split(order, bins)
        if len(part)
    )
    return float(gap / max(len(sure), 1))


@cache
def _curves() -> Mapping[str, Any]:
    curves: dict[str, Any] = json.loads((Path(__file__).parent / "calibration.json").read_text("utf-8"))
    return curves
