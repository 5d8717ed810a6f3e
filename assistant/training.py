"""Learns how much each signal of kind of work counts (``assistant/classify/rerank.json``) and judges it across plans.

The queries of every plan are ranked without its allocated positions. A conditional logit makes the true class as likely
as can be among the near ones; level counts as ``rank`` has it and is not learned. Each plan is judged three ways: by
weights that the other plans alone teach, by weights fitted without the query's own family of classes, and by those
shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.case import read_draft
from assistant.classify.evidence import degrees
from assistant.classify.rank import Ranker, level_costs
from assistant.classify.rerank import blend, comparable
from assistant.classify.signals import NAMES, NEAR
from assistant.classify.vectors import Numbers
from assistant.evaluation import read_plan, read_queries
from assistant.position.read import read_position

_FOLDS = 5
_TOWARDS_PRIOR = 0.01
_TOGETHER = 0.01
"""How firmly the weights are held near the prior, and the two columns near each other."""
_PRIOR = {"words and pairs": 1.0, "title in meaning": 0.3, "title votes": 0.3, "title in topics": 0.3}
"""Where nothing is learned: shared words lead and titles help."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A plan's queries: signals and level's cost of the near classes, and which of them is the true one."""

    work_stated: float
    signals: Numbers
    """Queries x near classes x signals, comparable."""
    costs: Numbers
    """Queries x near classes."""
    truth: npt.NDArray[np.intp]
    """The place of the true class among the near ones, -1 where it is not among them."""
    families: npt.NDArray[np.intp]
    """A number for each query's family of classes."""

    def part(self, chosen: npt.NDArray[np.bool_]) -> Taught:
        """Some of the queries."""
        return replace(
            self,
            signals=self.signals[chosen],
            costs=self.costs[chosen],
            truth=self.truth[chosen],
            families=self.families[chosen],
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """The two columns of weights, in the order of ``NAMES``."""

    requirements: Numbers
    work: Numbers

    def scores(self, taught: Taught) -> Numbers:
        """The score of each near class of each query."""
        return np.asarray(taught.signals @ blend(self.requirements, self.work, taught.work_stated) - taught.costs)


def train(folders: Sequence[Path], limit: int = 0) -> dict[str, Any]:
    """Fit the weights on all plans; what belongs into ``rerank.json``, with the figures it was judged by."""
    plans = {folder.resolve().name: read_taught(folder, limit) for folder in folders}
    shipped = fit(list(plans.values()))
    judged = {name: _judged(name, plans, shipped) for name in plans}
    columns = zip(NAMES, shipped.requirements, shipped.work, strict=True)
    return {
        "weights": {name: {"requirements": round(a, 4), "work": round(b, 4)} for name, a, b in columns},
        "judged": judged,
    }


def read_taught(folder: Path, limit: int = 0) -> Taught:
    """A plan's queries as they are taught from. Raises :class:`InputError` where the folder is not a plan's."""
    ranker = Ranker(replace(read_plan(folder), precedents=()))
    row = {spec.code: number for number, spec in enumerate(ranker.plan.classes)}
    signals, costs, truth, families = [], [], [], []
    for query in read_queries(folder, limit):
        draft, evidence = read_draft(read_position(query["text"]), ranker.plan)
        rows, found = ranker.kinds.signals.read(draft.content, draft.larger)
        standings = [ranker.ladder.standing(ranker.plan.classes[number]) for number in rows]
        signals.append(comparable(found))
        costs.append(level_costs(standings, degrees(evidence))[1])
        truth.append(next((place for place, number in enumerate(rows) if number == row.get(query["code"])), -1))
        families.append(query.get("family") or query["code"])
    numbers = np.unique(families, return_inverse=True)[1] if families else np.zeros(0, dtype=np.intp)
    shape = (len(truth), min(len(row), NEAR), len(NAMES))
    return Taught(
        ranker.kinds.signals.work_stated,
        np.array(signals).reshape(shape),
        np.array(costs).reshape(shape[:2]),
        np.array(truth, dtype=np.intp),
        numbers,
    )


def fit(plans: Sequence[Taught]) -> Weights:
    """The weights under which the true classes are likeliest, each plan counting alike, held near the prior."""
    from scipy.optimize import minimize

    prior = np.array([_PRIOR.get(name, 0.0) for name in NAMES])
    size = len(NAMES)

    def loss(both: Numbers) -> tuple[float, Numbers]:
        requirements, work = both[:size], both[size:]
        off, apart = both - np.tile(prior, 2), requirements - work
        value = 0.5 * _TOWARDS_PRIOR * (off @ off) + 0.5 * _TOGETHER * (apart @ apart)
        slope = _TOWARDS_PRIOR * off + _TOGETHER * np.concatenate([apart, -apart])
        for plan in plans:
            unlikely, own = _unlikely(plan, Weights(requirements, work))
            value += unlikely
            slope = slope + np.concatenate([(1 - plan.work_stated) * own, plan.work_stated * own])
        return float(value), slope

    found = minimize(loss, np.tile(prior, 2), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return Weights(found[:size], found[size:])


def _unlikely(plan: Taught, weights: Weights) -> tuple[float, Numbers]:
    """The mean log loss of the true classes, and its slope in the plan's blended weights.

    Queries whose class is not near teach nothing, so that a plan whose texts tell little counts less.
    """
    known = plan.truth >= 0
    if not known.any():
        return 0.0, np.zeros(len(NAMES))
    signals, truth = plan.signals[known], plan.truth[known]
    scores = weights.scores(plan.part(known))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    every = np.arange(len(truth))
    expected = (chances[:, None, :] @ signals)[:, 0]
    slope = (expected - signals[every, truth]).sum(axis=0) / len(plan.truth)
    return float(-np.log(chances[every, truth] + 1e-12).sum() / len(plan.truth)), slope


def _judged(name: str, plans: dict[str, Taught], shipped: Weights) -> dict[str, Any]:
    plan = plans[name]
    others = [other for key, other in plans.items() if key != name]
    across = np.zeros(plan.costs.shape)
    for fold in range(_FOLDS):
        held = plan.families % _FOLDS == fold
        if held.any():
            across[held] = fit([*others, plan.part(~held)]).scores(plan.part(held))
    return {
        "queries": len(plan.truth),
        "other plans only": _figures(plan, fit(others).scores(plan)),
        "other families only": _figures(plan, across),
        "shipped": _figures(plan, shipped.scores(plan)),
    }


def _figures(plan: Taught, scores: Numbers) -> dict[str, float]:
    """Shares of the queries whose true class is first, among the first three and five; ties count against."""
    own = np.take_along_axis(scores, np.maximum(plan.truth, 0)[:, None], axis=1)
    rank = np.where(plan.truth >= 0, (scores >= own).sum(axis=1), scores.shape[1] + 1)
    return {f"top-{most}": round(float((rank <= most).mean()), 3) for most in (1, 3, 5)} if len(rank) else {}
