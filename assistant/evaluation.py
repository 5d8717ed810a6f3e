"""The project's own evaluation: how good the class suggestions are on a plan, and how far to trust their confidence.

A plan is a folder in the form of the benchmarks: ``classes.jsonl.gz``, ``queries.jsonl.gz`` and, where positions are
already allocated, ``spec_postings.jsonl.gz``. What is fitted on some plans is judged on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.classify.calibration import SPECIFICATIONS, Signs, expected_error, reach, signs, trust
from assistant.classify.case import read_case
from assistant.classify.rank import Ranker
from assistant.position.read import read_position
from knowledge.errors import InputError
from knowledge.lines import read_lines
from knowledge.models import ClassSpec
from knowledge.plan_files import ClassLine
from knowledge.plan_store import class_of
from knowledge.plans import ClassPlan, Precedent

_COVERAGES = (0.8, 0.9, 0.95)
_FARTHEST = 9.0
"""A reach beyond every place of a ranking."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query: the signs of the first place, the rank of the true class (0 if not near), and each place's reach."""

    signs: Signs
    rank: int
    reach: tuple[float, ...]
    basis: str = SPECIFICATIONS


def outcomes(folder: Path, limit: int = 0) -> list[Outcome]:
    """Suggest for each query of a plan's folder. Raises :class:`InputError` where the folder is not one."""
    ranker = Ranker(read_plan(folder))
    found = []
    for query in read_queries(folder, limit):
        ranked = read_case(read_position(query["text"]), ranker).ranked
        codes = [candidate.standing.spec.code for candidate in ranked]
        rank = codes.index(query["code"]) + 1 if query["code"] in codes else 0
        scores = [candidate.score for candidate in ranked]
        found.append(
            Outcome(signs([(c.score, c.similarity) for c in ranked]), rank, tuple(reach(scores)), ranker.kinds.basis)
        )
    return found


def calibrate(folders: Sequence[Path], limit: int = 0) -> dict[str, Any]:
    """Fit confidence and prediction sets on all plans whose scores rest on the same; each plan is also judged by what
    the others of these alone teach, or where there are none, each half of its queries by the other half.

    Returns what belongs into ``assistant/classify/calibration.json``: by what scores rest on, the coefficients, the
    reach of the sets by their coverage, and for each plan its size, top-1, and the expected calibration error, coverage
    and size of the sets, both as shipped and when it was left out.
    """
    return calibration_of({folder.resolve().name: outcomes(folder, limit) for folder in folders})


def calibration_of(plans: dict[str, list[Outcome]]) -> dict[str, Any]:
    """:func:`calibrate`, of outcomes."""
    bases = sorted({found[0].basis for found in plans.values()})
    return {basis: _calibrated({name: o for name, o in plans.items() if o[0].basis == basis}) for basis in bases}


def _calibrated(plans: dict[str, list[Outcome]]) -> dict[str, Any]:
    every = list(plans.values())
    shipped = _taught(every)
    judged = {name: _judged(found, shipped) for name, found in plans.items()}
    return {**shipped, "shipped": judged, "left_out": {name: _left_out(name, plans) for name in plans}}


def fit(plans: Sequence[Sequence[Outcome]]) -> dict[str, Any]:
    """The curve that fits the outcomes best, each plan counting alike: ``{"intercept": …, "weights": […]}``."""
    from sklearn.linear_model import LogisticRegression

    found = [outcome for plan in plans for outcome in plan]
    model = LogisticRegression(C=10.0).fit(
        np.asarray([outcome.signs for outcome in found]),
        np.asarray([outcome.rank == 1 for outcome in found]),
        sample_weight=_alike(plans) * len(found),
    )
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": [round(float(weight), 4) for weight in model.coef_[0]],
    }


def fit_sets(plans: Sequence[Sequence[Outcome]]) -> dict[str, float]:
    """For each coverage how far a prediction set has to reach, each plan counting alike."""
    needed = np.array([_needed(outcome) for plan in plans for outcome in plan])
    order = np.argsort(needed, kind="stable")
    share = np.cumsum(_alike(plans)[order])
    last = len(needed) - 1
    reached = {wanted: needed[order][min(int(np.searchsorted(share, wanted - 1e-9)), last)] for wanted in _COVERAGES}
    return {str(wanted): round(float(min(far, _FARTHEST)), 4) for wanted, far in reached.items()}


def _needed(outcome: Outcome) -> float:
    return outcome.reach[outcome.rank - 1] if outcome.rank else float("inf")


def _alike(plans: Sequence[Sequence[Outcome]]) -> Any:
    """A weight for every outcome, so that each plan weighs the same and all together one."""
    return np.concatenate([np.full(len(plan), 1 / len(plan) / len(plans)) for plan in plans])


def _left_out(name: str, plans: dict[str, list[Outcome]]) -> dict[str, float]:
    found = plans[name]
    rest = [other for key, other in plans.items() if key != name]
    if rest:
        return _judged(found, _taught(rest))
    halves = [_judged(found[start::2], _taught([found[1 - start :: 2]])) for start in (0, 1)]
    mean = {figure: round((value + halves[1][figure]) / 2, 3) for figure, value in halves[0].items()}
    return {**mean, "queries": len(found)}


def _taught(plans: Sequence[Sequence[Outcome]]) -> dict[str, Any]:
    return {**fit(plans), "sets": fit_sets(plans)}


def _judged(found: Sequence[Outcome], taught: dict[str, Any]) -> dict[str, float]:
    right = [outcome.rank == 1 for outcome in found]
    limit = taught["sets"]["0.9"]
    sizes = [max(1, sum(place <= limit for place in outcome.reach)) for outcome in found]
    return {
        "queries": len(right),
        "top-1": round(sum(right) / len(right), 3),
        "calibration error": round(expected_error([trust(outcome.signs, taught) for outcome in found], right), 3),
        "set of 90 % covers": round(float(np.mean([_needed(outcome) <= limit for outcome in found])), 3),
        "set of 90 %, median": float(np.median(sizes)),
        "set of 90 %, mean": round(float(np.mean(sizes)), 1),
    }


def read_plan(folder: Path) -> ClassPlan:
    """The plan in a folder. Raises :class:`InputError` where the folder is not one."""
    name = folder.resolve().name
    classes = tuple(_spec(row, name) for row in _rows(folder / "classes.jsonl.gz"))
    allocated = folder / "spec_postings.jsonl.gz"
    precedents = _rows(allocated) if allocated.exists() else iter(())
    return ClassPlan(name, name, classes, tuple(Precedent(row["id"], row["text"], row["code"]) for row in precedents))


def read_queries(folder: Path, limit: int = 0) -> list[dict[str, Any]]:
    """The first ``limit`` queries of a plan's folder, or all. Raises :class:`InputError` where there are none."""
    return list(_rows(folder / "queries.jsonl.gz"))[: limit or None]


def _spec(row: dict[str, Any], plan: str) -> ClassSpec:
    """A class as ``plan add`` reads it, so that what is learned and judged is what users get."""
    text = row.get("text") or row.get("min_qual") or row["title"]
    line = ClassLine(class_title=row["title"], class_code=row["code"], series=row.get("family"), text=text)
    return class_of(line, plan)


class _Row(BaseModel):
    """One line of a benchmark: whatever it holds."""

    model_config = ConfigDict(extra="allow")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError(
            f"{path}: there is no such file; give a folder that holds classes.jsonl.gz and queries.jsonl.gz"
        )
    yield from (row.model_dump() for _, row in read_lines(path, _Row))
