"""The bars: at least 95 in 100 planted faults found, at most 0.3 findings on a clean description."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.desk import Desk
from assistant.lint.lint import rules
from tests.evals.lint import Case, cases, false_alarms, recall


@pytest.fixture(scope="module")
def planted(desk: Desk) -> list[Case]:
    return list(cases(desk, "planted"))


@pytest.fixture(scope="module")
def clean(desk: Desk) -> list[Case]:
    return list(cases(desk, "clean"))


def test_what_is_planted_is_found(planted: list[Case]) -> None:
    assert len(planted) == 60
    assert recall(planted) >= 0.95


def test_clean_descriptions_are_left_in_peace(clean: list[Case]) -> None:
    assert len(clean) == 60
    assert false_alarms(clean) <= 0.3


def test_every_rule_is_planted_at_least_twice(planted: list[Case]) -> None:
    times = Counter(rule for case in planted for rule, _ in case.planted)
    assert {rule: times[rule] for rule in rules() if times[rule] < 2} == {}


def test_an_empty_lint_would_fail() -> None:
    case = Case("P-001", "Handles mail.", (("vague-verb", "Handles mail."),), ())
    assert recall([case]) == 0
    assert case.missed == (("vague-verb", "Handles mail."),)
