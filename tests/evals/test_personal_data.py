"""The bar for personal data: of what is planted in 300 drafts nearly all is masked, and hardly anything else."""

from __future__ import annotations

import pytest

from assistant.engine.log import Call, fingerprint
from tests.evals.personal_data import Score, covered, drafts, evaluate, mask, report

DRAFTS = 300
LEAST_RECALL = 0.99
MOST_NEEDLESS = 0.002


@pytest.fixture(scope="module")
def score() -> Score:
    return evaluate(DRAFTS, 2026)


def test_at_least_99_in_100_identifiers_are_masked_and_every_draft_comes_back(score: Score) -> None:
    print(report(score))
    assert score.planted.total() > 2000
    assert score.recall >= LEAST_RECALL, report(score)
    assert score.altered == 0


def test_each_kind_of_identifier_reaches_the_bar(score: Score) -> None:
    kinds = {kind for kind, _ in score.planted}
    assert kinds == {"person", "employee number", "ssn", "email", "phone", "address", "birth date"}
    for kind in kinds:
        planted = sum(count for (name, _), count in score.planted.items() if name == kind)
        masked = sum(count for (name, _), count in score.masked.items() if name == kind)
        assert masked / planted >= LEAST_RECALL, f"{kind}: {masked} of {planted}"


def test_hardly_anything_else_is_masked(score: Score) -> None:
    assert score.overmasked <= MOST_NEEDLESS, score.needless.most_common(20)


def test_the_measure_sees_what_is_missed() -> None:
    draft = next(drafts(1, 2026))
    nothing = mask(["no personal data"])
    assert nothing.marks == {}
    assert covered("no personal data", nothing) == set()
    assert len(covered(draft.text, mask([draft.text]))) > 20


def test_a_line_of_the_log_holds_no_identifier() -> None:
    from datetime import UTC, datetime

    for draft in drafts(DRAFTS, 2026):
        sent = mask([draft.text]).texts
        call = Call(
            datetime(2026, 1, 2, tzinfo=UTC), "suggest", "m", "127.0.0.1:1", 1, 1, fingerprint(sent), "answered"
        )
        line = repr(call)
        for planted in draft.planted:
            words = draft.text[planted.start : planted.end]
            assert len(words) < 4 or words not in line
