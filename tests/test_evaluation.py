"""The project's own evaluation, on a tiny plan made up for it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.classify.calibration import POSITIONS, SPECIFICATIONS, expected_error, trust
from assistant.evaluation import Outcome, calibrate, fit, fit_sets, outcomes
from knowledge.errors import InputError

CLASSES = [
    {"code": "1", "title": "Mill Clerk", "text": "Weighs grain and enters orders for flour at the mill."},
    {"code": "2", "title": "Village Nurse", "text": "Gives patients medicines and changes dressings."},
    {"code": "3", "title": "Stable Hand", "min_qual": "Feeds oxen, brings hay and mends harness."},
]
QUERIES = [
    {"text": "Enters orders for flour.", "code": "1"},
    {"text": "Weighs the grain that comes to the mill.", "code": "1"},
    {"text": "Changes dressings of patients.", "code": "2"},
    {"text": "Brings hay to the oxen.", "code": "3"},
    {"text": "Gives patients medicines, and mends harness.", "code": "3"},  # the nurse comes first
    {"text": "Feeds oxen.", "code": "9"},  # no class of the plan
]
PROJECT = Path(__file__).resolve().parents[1]


def packed(path: Path, rows: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def plan(folder: Path, postings: list[dict[str, str]] | None = None) -> Path:
    folder.mkdir()
    packed(folder / "classes.jsonl.gz", CLASSES)
    packed(folder / "queries.jsonl.gz", QUERIES)
    if postings is not None:
        packed(folder / "spec_postings.jsonl.gz", postings)
    return folder


def test_each_query_gets_the_rank_of_its_class(tmp_path: Path) -> None:
    found = outcomes(plan(tmp_path / "mill"))
    ranks = [outcome.rank for outcome in found]
    assert ranks[:4] == [1, 1, 1, 1]
    assert ranks[4] in (2, 3)
    assert ranks[5] == 0
    assert all(len(outcome.signs) == 3 for outcome in found)


def test_only_so_many_queries_are_run_as_asked_for(tmp_path: Path) -> None:
    folder = plan(tmp_path / "mill")
    assert outcomes(folder, 2) == outcomes(folder)[:2]


def test_positions_already_allocated_join_in(tmp_path: Path) -> None:
    postings = [
        {"id": "a", "text": "Gives patients medicines and mends harness.", "code": "3"},
        {"id": "b", "text": "Mends harness, gives oxen and patients medicines.", "code": "3"},
        {"id": "c", "text": "Changes dressings of patients.", "code": "2"},
    ]
    assert outcomes(plan(tmp_path / "mill", postings))[4].rank == 1


def test_a_calibration_gives_the_curve_and_what_each_plan_left_out_shows(tmp_path: Path) -> None:
    folders = [plan(tmp_path / name) for name in ("one", "two")]
    every = calibrate(folders)
    found = every[SPECIFICATIONS]
    assert every.keys() == {SPECIFICATIONS}
    assert found.keys() == {"intercept", "weights", "sets", "shipped", "left_out"}
    assert json.loads(json.dumps(found)) == found
    assert len(found["weights"]) == 3
    assert list(found["left_out"]) == ["one", "two"]
    for judged in found["left_out"].values():
        assert (judged["queries"], judged["top-1"]) == (6, 0.667)
    taught = fit([outcomes(folders[1])])
    sure = [trust(outcome.signs, taught) for outcome in outcomes(folders[0])]
    error = expected_error(sure, [outcome.rank == 1 for outcome in outcomes(folders[0])])
    assert found["left_out"]["one"]["calibration error"] == pytest.approx(error, abs=0.001)
    assert calibrate(folders) == every


def test_a_single_plan_can_be_calibrated_on_itself(tmp_path: Path) -> None:
    judged = calibrate([plan(tmp_path / "mill")])[SPECIFICATIONS]["left_out"]
    assert list(judged) == ["mill"]
    assert judged["mill"]["queries"] == 6


def test_plans_with_allocated_positions_are_calibrated_apart(tmp_path: Path) -> None:
    allocated = [{"id": "a", "text": "Mends harness and brings hay.", "code": "3"}]
    found = calibrate([plan(tmp_path / "one"), plan(tmp_path / "two", allocated)])
    assert {basis: list(taught["shipped"]) for basis, taught in found.items()} == {
        SPECIFICATIONS: ["one"],
        POSITIONS: ["two"],
    }


def test_a_fitted_curve_trusts_what_was_right_more() -> None:
    found = [
        Outcome((sign, 0.0, 0.0), rank, (0.0, 0.5))
        for sign, rank in ((-2, 4), (-1, 2), (-1, 0), (1, 1), (2, 1), (2, 1))
    ]
    curve = fit([found])
    assert trust((2.0, 0.0, 0.0), curve) > 0.5 > trust((-2.0, 0.0, 0.0), curve)


def ranked_at(rank: int, sure: float = 0.5) -> Outcome:
    """An outcome of four places whose first takes ``sure`` of the chance, the rest sharing what is left."""
    left = (1 - sure) / 3
    return Outcome((0.0, 0.0, 0.0), rank, (0.0, sure, sure + left, sure + 2 * left))


def test_a_set_reaches_as_far_as_its_coverage_asks() -> None:
    found = [ranked_at(1)] * 8 + [ranked_at(2)] + [ranked_at(4)]
    sets = fit_sets([found])
    assert sets["0.8"] == 0.0
    assert sets["0.9"] == 0.5
    assert sets["0.95"] == pytest.approx(0.8333)


def test_each_plan_counts_alike_in_a_set_whatever_its_size() -> None:
    many, few = [ranked_at(1)] * 90, [ranked_at(3)] * 2
    assert fit_sets([many, few])["0.8"] > 0.5
    assert fit_sets([many + few])["0.8"] == 0.0


def test_a_class_that_is_never_near_leaves_a_set_without_end() -> None:
    assert fit_sets([[ranked_at(0)] * 5])["0.9"] > 2


def test_nothing_is_written_into_the_project(tmp_path: Path) -> None:
    def written() -> dict[Path, int]:
        kept = PROJECT / "assistant" / "classify"
        return {path: path.stat().st_mtime_ns for path in kept.iterdir() if path.is_file()}

    before = written()
    calibrate([plan(tmp_path / "mill")])
    assert written() == before
    assert sorted(path.name for path in (tmp_path / "mill").iterdir()) == ["classes.jsonl.gz", "queries.jsonl.gz"]


@pytest.mark.parametrize("missing", ["classes.jsonl.gz", "queries.jsonl.gz"])
def test_a_folder_that_is_no_plan_is_refused_by_name(missing: str, tmp_path: Path) -> None:
    folder = plan(tmp_path / "mill")
    (folder / missing).unlink()
    with pytest.raises(InputError, match=missing):
        outcomes(folder)


@pytest.mark.parametrize("damaged", [b"no archive at all", b"\x1f\x8b\x08 cut"])
def test_a_damaged_file_is_refused_by_name(damaged: bytes, tmp_path: Path) -> None:
    folder = plan(tmp_path / "mill")
    (folder / "queries.jsonl.gz").write_bytes(damaged)
    with pytest.raises(InputError, match=r"queries\.jsonl\.gz"):
        outcomes(folder)
