"""Re-ranking: how much each signal counts, learned from queries whose class is known.

A linear score over the near classes, each signal in standard deviations among them; the softmax of the score is the
chance of each class (a conditional logit), so a score is in log-odds. Specifications that define the work ask for other
weights than those that only list requirements: there are two columns of weights, and a plan stands between them by how
far its texts state the work. ``pd-assistant eval train`` fits them and writes what belongs into ``rerank.json``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from assistant.classify.signals import NAMES
from assistant.classify.vectors import Numbers

_FARTHEST = 6.0
"""No signal counts for more standard deviations than this."""
_PLAIN = frozenset({"supervising"})
"""Signals with a zero and a unit of their own; only their mean is taken off."""


def comparable(signals: Numbers) -> Numbers:
    """The signals of the near classes (one row each) in standard deviations among these classes."""
    spread = signals.std(axis=0) + 1e-6
    spread[[name in _PLAIN for name in NAMES]] = 1.0
    return np.asarray(np.clip((signals - signals.mean(axis=0)) / spread, -_FARTHEST, _FARTHEST))


def blend(requirements: Numbers, work: Numbers, work_stated: float) -> Numbers:
    """The weights for a plan whose texts state the work to this degree, 0 to 1."""
    return np.asarray((1 - work_stated) * requirements + work_stated * work)


def log_odds(signals: Numbers, work_stated: float) -> Numbers:
    """The score of each near class by the learned weights, in log-odds against a class that is like the average."""
    return np.asarray(comparable(signals) @ blend(*_weights(), work_stated))


@cache
def _weights() -> tuple[Numbers, Numbers]:
    kept = json.loads((Path(__file__).parent / "rerank.json").read_text("utf-8"))["weights"]
    columns = np.array([[kept[name]["requirements"], kept[name]["work"]] for name in NAMES], dtype=np.float64)
    return columns[:, 0], columns[:, 1]
