"""The project's own evaluation: how good the class suggestions are on a plan, and how far to trust their confidence.

A plan is a folder in the form of the benchmarks: ``classes.jsonl.gz``, ``queries.jsonl.gz`` and, where positions are
already allocated, ``spec_postings.jsonl.gz``. What is fitted on some plans is judged on another.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.classify.calibration import Signs, expected_error, signs, trust
from assistant.classify.evidence import degrees, read_evidence
from assistant.classify.material import material
from assistant.classify.rank import Ranker
from assistant.position.read import read_position
from knowledge.errors import InputError
from knowledge.models import ClassSpec, Kind, Passage, Source, Status
from knowledge.plans import ClassPlan, Precedent


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query: the signs of the first place, and the rank of the true class (0 where it is not among the near)."""

    signs: Signs
    rank: int


def outcomes(folder: Path, limit: int = 0) -> list[Outcome]:
    """Suggest for each query of a plan's folder. Raises :class:`InputError` where the folder is not one."""
    ranker = Ranker(read_plan(folder))
    found = []
    for query in read_queries(folder, limit):
        draft = material(read_position(query["text"]))
        ranked = ranker.rank(draft.words, degrees(read_evidence(draft.text, draft.spans)))
        codes = [candidate.standing.spec.code for candidate in ranked]
        rank = codes.index(query["code"]) + 1 if query["code"] in codes else 0
        found.append(Outcome(signs([(c.score, c.similarity) for c in ranked]), rank))
    return found


def calibrate(folders: Sequence[Path], limit: int = 0) -> dict[str, Any]:
    """Fit the confidence on all plans; each plan is also judged by what the others alone teach.

    Returns what belongs into ``assistant/classify/calibration.json``: the coefficients, and for each plan its size,
    top-1 and the expected calibration error when it was left out.
    """
    plans = {folder.resolve().name: outcomes(folder, limit) for folder in folders}
    judged = {name: _left_out(name, plans) for name in plans}
    everything = [outcome for found in plans.values() for outcome in found]
    return {**fit([o.signs for o in everything], [o.rank == 1 for o in everything]), "left_out": judged}


def fit(found: Sequence[Signs], right: Sequence[bool]) -> dict[str, Any]:
    """The curve that fits the outcomes best: ``{"intercept": …, "weights": […]}``."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0).fit(np.asarray(found), np.asarray(right))
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": [round(float(weight), 4) for weight in model.coef_[0]],
    }


def _left_out(name: str, plans: dict[str, list[Outcome]]) -> dict[str, float]:
    rest = [outcome for other, found in plans.items() if other != name for outcome in found] or plans[name]
    taught = fit([outcome.signs for outcome in rest], [outcome.rank == 1 for outcome in rest])
    sure = [trust(outcome.signs, taught) for outcome in plans[name]]
    right = [outcome.rank == 1 for outcome in plans[name]]
    return {
        "queries": len(right),
        "top-1": round(sum(right) / len(right), 3),
        "calibration error": round(expected_error(sure, right), 3),
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
    text = row.get("text") or row.get("min_qual") or row["title"]
    id = f"{plan}:{row['code']}"
    passage = Passage(id, row["title"], (), 0, len(text), text)
    source = Source(id, row["title"], Kind.CLASS_SPEC, plan, "", Status.OFFICIAL, "", text, (passage,))
    return ClassSpec(row["title"], row["code"], row.get("family") or row["title"], None, plan, plan, source)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError(
            f"{path}: there is no such file; give a folder that holds classes.jsonl.gz and queries.jsonl.gz"
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
