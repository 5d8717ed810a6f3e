"""Three employers' real class plans, whole: each is added in one call, and its classes' parts are told apart."""

from __future__ import annotations

import pytest

from tests.evals.parse_plans import SHARED, Figures, measure

CLASSES = {"calhr": 1754, "la": 671, "nyc": 354}
"""What is at hand: of Los Angeles's 683 bulletins the benchmark keeps one a class."""


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    if not all((SHARED / name).is_dir() for name in CLASSES):
        pytest.skip(f"the plans are not at {SHARED}")
    return {found.name: found for found in measure(SHARED)}


@pytest.mark.parametrize("form", ["JSON lines", "folder"])
@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_read_and_nearly_all_of_its_text_is_in_passages(
    name: str, form: str, figures: dict[str, Figures]
) -> None:
    found = figures[f"{name}, {form}"]
    assert found.classes == CLASSES[name]
    assert len(found.told_apart) > 0.95 * found.classes
    assert sum(found.told_apart) >= 0.97 * len(found.told_apart)
    assert sum(share >= 0.98 for share in found.coverage) >= 0.99 * found.classes


def test_single_classes_and_series_alike(figures: dict[str, Figures]) -> None:
    for form in ("JSON lines", "folder"):
        found = figures[f"calhr, {form}"]
        assert len(found.single) > 1000
        assert len(found.series) > 400
        assert sum(found.single) >= 0.96 * len(found.single)
        assert sum(found.series) >= 0.97 * len(found.series)


def test_without_headings_definitions_are_seen_to_end_where_they_do(figures: dict[str, Figures]) -> None:
    ends = figures["calhr, JSON lines"].boundary
    assert len(ends) > 800
    assert sum(ends) >= 0.95 * len(ends)


def test_a_plan_of_thousands_is_read_in_well_under_a_minute(figures: dict[str, Figures]) -> None:
    assert figures["calhr, JSON lines"].seconds < 60
