"""The contract: the JSON that other programs read, key by key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.contract import answer_json, citation_json, source_json, suggest_json
from assistant.desk import Desk
from assistant.models import Answer, Factor, SuggestResult, Withheld
from tests.classify.samples import CLERK_1, ELECTRICIAN_DRAFT, HR_DRAFT

CITATION = {"source", "title", "pinpoint", "quote", "start", "end", "text_status", "edition", "url"}
SUGGEST = {"id", "plan", "engine", "decision", "outcome", "reason", "suggestions", "warnings"}
SUGGESTION = {"rank", "class_title", "class_code", "confidence", "factors", "citations", "would_change", "against"}
ADDED = {"unknown", "case_for"}
FACTOR = {"factor", "verdict", "position", "class", "why"}
ASK = {"id", "engine", "decision", "answer", "citations", "deadlines", "whom_to_ask", "warnings", "next_questions"}
DEADLINE = {"id", "what", "date", "rule", "count", "caution", "trigger", "safe"}
WITHHELD = (Withheld("A claim.", "it cites nothing"),)
DATED = "I was told on March 2, 2026 that my job was reclassified. When is my last day to appeal?"


@pytest.fixture(scope="module")
def suggested(desk: Desk) -> SuggestResult:
    return desk.suggest(HR_DRAFT, top=3, id="d-1")


@pytest.fixture(scope="module")
def asked(desk: Desk) -> Answer:
    return desk.ask(DATED, id="q-1")


def again(found: dict[str, Any]) -> Any:
    """What a program on the other side reads."""
    return json.loads(json.dumps(found, ensure_ascii=False, allow_nan=False))


def test_a_suggestion_has_the_contract_s_keys_and_types(suggested: SuggestResult) -> None:
    found = again(suggest_json(suggested))
    assert found.keys() == SUGGEST | {"likely"}
    assert found["likely"]["titles"][0] == found["suggestions"][0]["class_title"]
    assert found["likely"]["coverage"] == 0.9
    assert (found["id"], found["plan"], found["engine"]) == ("d-1", "minnesota", "offline")
    assert (found["decision"], found["outcome"]) == ("suggest", "fits")
    assert all(isinstance(warning, str) for warning in found["warnings"])
    assert [one["rank"] for one in found["suggestions"]] == [1, 2, 3]
    for one in found["suggestions"]:
        assert one.keys() - ADDED == SUGGESTION
        assert ("case_for" in one) == (one["rank"] == 2)
        assert isinstance(one["confidence"], float)
        assert 0 <= one["confidence"] < 1
        assert isinstance(one["class_code"], str)
        assert [factor["factor"] for factor in one["factors"]] == [factor.value for factor in Factor]
        assert one["would_change"]
        assert all(isinstance(said, str) for said in [*one["would_change"], *one["against"]])


def test_both_sides_of_a_factor_are_verbatim(suggested: SuggestResult, desk: Desk) -> None:
    for one in again(suggest_json(suggested))["suggestions"]:
        for factor in one["factors"]:
            assert factor.keys() - {"beside"} == FACTOR
            assert factor["verdict"] in {"matches", "above", "below", "unclear"}
            assert factor["position"].keys() == {"quote", "start", "end"}
            assert HR_DRAFT[factor["position"]["start"] : factor["position"]["end"]] == factor["position"]["quote"]
        for citation in [*one["citations"], *(factor["class"] for factor in one["factors"])]:
            assert citation.keys() == CITATION
            text = source_json(desk.source(citation["source"]))["text"]
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_factor_on_which_the_draft_is_silent_has_an_empty_quote(desk: Desk) -> None:
    found = again(suggest_json(desk.suggest(ELECTRICIAN_DRAFT)))
    silent = [factor for factor in found["suggestions"][0]["factors"] if not factor["position"]["quote"]]
    assert silent
    assert all(factor["position"] == {"quote": "", "start": 0, "end": 0} for factor in silent)
    assert all(factor["verdict"] == "unclear" for factor in silent)


def test_questions_are_there_only_where_something_is_asked(suggested: SuggestResult, desk: Desk) -> None:
    thin = again(suggest_json(desk.suggest("Does office things.")))
    assert thin.keys() == SUGGEST | {"questions"}
    assert (thin["decision"], thin["outcome"]) == ("clarify", "not enough said")
    assert thin["questions"]
    assert "questions" not in suggest_json(suggested)


def test_an_abstention_ranks_nothing(desk: Desk) -> None:
    found = again(suggest_json(desk.suggest(f"Agency: City of Duluth\n\n{HR_DRAFT}")))
    assert (found["decision"], found["outcome"], found["suggestions"]) == ("abstain", "no class fits", [])


def test_an_answer_has_the_contract_s_keys_and_types(asked: Answer, desk: Desk) -> None:
    found = again(answer_json(asked))
    assert found.keys() == ASK
    assert (found["id"], found["engine"], found["decision"]) == ("q-1", "offline", "answer")
    assert [citation["n"] for citation in found["citations"]] == list(range(1, len(asked.citations) + 1))
    for citation in found["citations"]:
        assert citation.keys() == CITATION | {"n"}
        assert f"[{citation['n']}]" in found["answer"]
        assert citation["text_status"] in {"official", "restated"}
        text = source_json(desk.source(citation["source"]))["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    (deadline,) = found["deadlines"]
    assert deadline.keys() == DEADLINE
    assert deadline["date"] == "2026-04-01"
    assert deadline["rule"].keys() == CITATION
    assert date.fromisoformat(deadline["date"]) == asked.deadlines[0].date


def test_a_refusal_says_whom_to_ask_and_cites_nothing(desk: Desk) -> None:
    found = again(answer_json(desk.ask("Should I appeal?")))
    assert found.keys() == ASK
    assert found["decision"] == "abstain"
    assert found["whom_to_ask"] in found["answer"]
    assert (found["citations"], found["deadlines"]) == ([], [])


def test_withheld_is_there_only_where_something_is_withheld(suggested: SuggestResult, asked: Answer) -> None:
    told = [{"text": "A claim.", "reason": "it cites nothing"}]
    assert again(answer_json(replace(asked, withheld=WITHHELD)))["withheld"] == told
    assert again(suggest_json(replace(suggested, withheld=WITHHELD)))["withheld"] == told
    assert "withheld" not in answer_json(replace(asked, withheld=()))
    assert "withheld" not in suggest_json(replace(suggested, withheld=()))


def test_a_source_gives_its_whole_text_and_the_pinpoints_of_its_passages() -> None:
    source = CLERK_1.source
    found = again(source_json(source))
    assert {"id", "title", "text"} <= found.keys()
    assert found["text"] == source.text
    assert (found["kind"], found["status"]) == ("class-spec", "official")
    for told, passage in zip(found["passages"], source.passages, strict=True):
        assert told["pinpoint"] == passage.pinpoint
        assert found["text"][told["start"] : told["end"]] == passage.text


def test_a_citation_s_status_is_a_plain_word(asked: Answer) -> None:
    assert type(citation_json(asked.citations[0])["text_status"]) is str
