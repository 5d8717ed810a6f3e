"""Training: the weights follow what was taught, and each plan is judged three ways."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.classify.signals import NAMES
from assistant.training import Taught, fit, read_taught, train
from knowledge.errors import InputError
from tests.test_evaluation import plan


def taught(signal: int, queries: int = 40, work: float = 1.0) -> Taught:
    """Queries whose true class, of five, is the one in which one signal is highest."""
    random = np.random.default_rng(signal)
    signals = random.normal(size=(queries, 5, len(NAMES)))
    return Taught(work, signals, np.zeros((queries, 5)), signals[:, :, signal].argmax(axis=1), np.arange(queries))


def test_what_tells_the_true_class_weighs_most() -> None:
    for signal in (2, 7):
        weights = fit([taught(signal)])
        assert int(weights.work.argmax()) == signal


def test_each_column_learns_from_the_plans_that_are_its_own() -> None:
    weights = fit([taught(2, work=0.0), taught(7, work=1.0)])
    assert int(weights.requirements.argmax()) == 2
    assert int(weights.work.argmax()) == 7


def test_queries_whose_class_is_not_near_teach_nothing() -> None:
    lost = taught(2)
    none = Taught(1.0, lost.signals, lost.costs, np.full(len(lost.truth), -1), lost.families)
    assert fit([none]).work == pytest.approx(fit([]).work)


def test_a_training_gives_the_weights_and_how_they_were_judged(tmp_path: Path) -> None:
    folders = [plan(tmp_path / name) for name in ("one", "two")]
    found = train(folders)
    assert found["weights"].keys() == set(NAMES)
    assert json.loads(json.dumps(found)) == found
    for judged in found["judged"].values():
        assert judged["queries"] == 6
        assert {"other plans only", "other families only", "shipped"} <= judged.keys()
        assert 0 < judged["shipped"]["top-1"] <= judged["shipped"]["top-3"] < 1  # one query has no class of the plan
    assert train(folders) == found


def test_what_is_read_of_a_plan(tmp_path: Path) -> None:
    read = read_taught(plan(tmp_path / "mill"), 3)
    assert read.signals.shape == (3, 3, len(NAMES))
    assert read.costs.shape == (3, 3)
    assert (read.truth >= 0).all()


def test_a_folder_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="classes"):
        train([tmp_path])
