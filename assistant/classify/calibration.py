"""Confidence: how often a suggestion with these scores is right.

A softmax over the scores of the nearest classes; its temperature is fitted by ``pd-assistant eval calibrate`` on allocated
positions of other employers' plans and kept in ``calibration.json`` beside the figures it was judged by.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

PATH = Path(__file__).parent / "calibration.json"


@cache
def _temperature() -> float:
    return float(json.loads(PATH.read_text("utf-8"))["temperature"])


def confidences(scores: Sequence[float], temperature: float | None = None) -> list[float]:
    """The share of certainty of each score, 0 to 1, in the same order."""
    heat = temperature or _temperature()
    values = np.asarray(scores, dtype=np.float64) / heat
    powers = np.exp(values - values.max())
    return [float(power) for power in powers / powers.sum()]


def expected_error(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over equally filled bins: the mean gap between confidence and share right."""
    order = np.argsort(np.asarray(sure), kind="stable")
    gap = sum(
        abs(sum(sure[i] for i in part) - sum(right[i] for i in part))
        for part in np.array_split(order, bins)
        if len(part)
    )
    return float(gap / max(len(sure), 1))
