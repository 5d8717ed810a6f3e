"""Explanation: scores by part that are the ranking's own, and evidence counted and not, each with its words."""

from __future__ import annotations

from assistant.classify.case import read_case
from assistant.classify.explain import explain, parts
from assistant.classify.rank import Ranker
from assistant.contract import explanation_json
from assistant.models import Factor
from assistant.plain import explained
from assistant.position.read import read_position
from tests.classify.samples import CLERK_DRAFT, PLAN

RANKER = Ranker(PLAN)
DRAFT = (
    f"{CLERK_DRAFT}\nThe manager hires and disciplines staff. Manages all records of the mill.\n\n"
    "Please reclassify this position to Mill Overseer."
)


def test_the_candidates_stand_in_the_order_and_with_the_scores_of_the_ranking() -> None:
    case = read_case(read_position(DRAFT), RANKER)
    found = explain(read_position(DRAFT), RANKER).candidates
    assert [one.class_title for one in found] == [ranked.title for ranked in case.ranked]
    for one, ranked in zip(found, case.ranked, strict=True):
        told = {part.name: part.value for part in one.parts}
        assert told["score"] == round(ranked.score, 3)
        assert told["kind of work"] == round(ranked.kind, 3)


def test_what_counts_and_what_does_not_is_told_with_its_reason() -> None:
    found = explain(read_position(DRAFT), RANKER)
    assert all(not item.unused for item in found.used)
    assert {item.unused.split(":")[0] for item in found.unused} == {"another's", "doubted"}
    assert [aside.text for aside in found.aside] == ["Please reclassify this position to Mill Overseer."]
    assert {one.name: one.held for one in found.functions} == {"hire": False, "discipline": False}
    assert {part.name for part in found.level} == {str(item.factor) for item in found.used}
    for item in (*found.used, *found.unused):
        assert DRAFT[item.span.start : item.span.end] == item.span.quote


def test_every_number_of_a_ranked_class_is_a_part() -> None:
    ranked = read_case(read_position(CLERK_DRAFT), RANKER).ranked[0]
    assert {part.name for part in parts(ranked)} >= {"kind of work", "words shared, 0 to 1", "score"}


def test_it_is_told_as_json_and_as_text() -> None:
    found = explain(read_position(DRAFT), RANKER)
    json = explanation_json(found)
    assert json["candidates"][0]["class_title"] in explained(found)
    assert all(item["reason"] for item in json["unused"])
    assert set(json["level"]) <= set(Factor)
    assert "Evidence not used:" in explained(found)


def test_a_draft_without_evidence_is_explained_too() -> None:
    text = explained(explain(read_position("Weighs grain at the mill."), RANKER))
    assert "nothing said" in text
    assert "  none" in text
