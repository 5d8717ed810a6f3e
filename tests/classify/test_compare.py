"""Comparison: all factors in order, both sides quoted to the letter, and a verdict that follows from the degrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.compare import QUESTIONS, clip, compare, counter_evidence
from assistant.classify.evidence import degrees, read_evidence
from assistant.classify.material import material
from assistant.classify.rank import Ranker
from assistant.models import Comparison, Factor, Verdict
from assistant.position.read import read_position
from knowledge.models import ClassSpec
from tests.classify.samples import CLASSES, CLERK_1, CLERK_2, CLERK_DRAFT, NURSE, OVERSEER, PLAN

RANKER = Ranker(PLAN)
S, C, I = Factor.SUPERVISION, Factor.COMPLEXITY, Factor.INDEPENDENCE  # noqa: E741
MATCHES, ABOVE, BELOW, UNCLEAR = Verdict.MATCHES, Verdict.ABOVE, Verdict.BELOW, Verdict.UNCLEAR


def compared(text: str, spec: ClassSpec) -> dict[Factor, Comparison]:
    draft = material(read_position(text))
    evidence = read_evidence(draft.text, draft.spans)
    level = degrees(evidence)
    candidate = next(c for c in RANKER.rank(draft.words, level) if c.standing.spec is spec)
    return {found.factor: found for found in compare(candidate, RANKER, draft, evidence, level)}


DRAFTS = [
    CLERK_DRAFT,
    "Sings.",
    "Title: Clerk\n\nHires, evaluates and disciplines staff. " * 40,
    "She deserves a raise.",
]


@pytest.mark.parametrize("spec", CLASSES, ids=lambda spec: spec.title)
@pytest.mark.parametrize("draft", DRAFTS)
def test_every_factor_is_compared_in_order_and_quoted_to_the_letter(draft: str, spec: ClassSpec) -> None:
    found = compared(draft, spec)
    assert list(found) == list(Factor)
    for comparison in found.values():
        assert comparison.why.endswith(".")
        if comparison.position is not None:
            assert draft[comparison.position.start : comparison.position.end] == comparison.position.quote
            assert comparison.position.quote.strip()
        assert comparison.class_ is not None
        by = next(one for one in CLASSES if one.source.id == comparison.class_.source)
        assert by is spec or f"So {by.title} says of it." in comparison.why
        assert by.source.text[comparison.class_.start : comparison.class_.end] == comparison.class_.quote
        held = [p for p in by.source.passages if p.start <= comparison.class_.start < p.end]
        assert [passage.pinpoint for passage in held] == [comparison.class_.pinpoint]
        if comparison.verdict is not UNCLEAR:
            assert comparison.position is not None


VERDICTS = [
    # (draft, class, factor, verdict)
    ("Does not supervise.", CLERK_1, S, MATCHES),
    ("Trains new staff.", CLERK_1, S, ABOVE),
    ("May train new staff.", CLERK_1, S, MATCHES),  # half a step
    ("Leads a crew.", CLERK_1, S, ABOVE),
    ("Leads a crew.", CLERK_2, S, MATCHES),
    ("Leads a crew.", OVERSEER, S, BELOW),
    ("Supervises three clerks.", OVERSEER, S, MATCHES),
    ("Supervises three clerks.", CLERK_2, S, ABOVE),
    ("Weighs grain.", CLERK_2, S, UNCLEAR),  # the draft is silent
    ("Supervises three clerks.", NURSE, S, UNCLEAR),  # the class is silent
    ("Handles routine cases.", CLERK_1, C, MATCHES),
    ("Handles complex cases.", CLERK_1, C, ABOVE),
    ("Works under close supervision.", CLERK_2, I, BELOW),
    ("Weighs sacks of grain at the gate.", CLERK_1, Factor.KIND, MATCHES),
    ("Sings in the choir at the opera.", CLERK_1, Factor.KIND, UNCLEAR),
]


@pytest.mark.parametrize(("draft", "spec", "factor", "verdict"), VERDICTS)
def test_the_verdict(draft: str, spec: ClassSpec, factor: Factor, verdict: Verdict) -> None:
    assert compared(draft, spec)[factor].verdict is verdict


def test_the_words_that_decide_are_the_ones_quoted() -> None:
    found = compared(f"{CLERK_DRAFT}\nLeads a crew of two.", OVERSEER)[S]
    assert found.position is not None
    assert found.class_ is not None
    assert found.position.quote == "Leads a crew of two."
    assert "disciplines staff" in found.class_.quote
    assert "does lead work" in found.why
    assert "supervises staff" in found.why


def test_kind_of_work_names_what_is_shared() -> None:
    assert "grain" in compared(CLERK_DRAFT, CLERK_1)[Factor.KIND].why


def test_what_speaks_against_a_class_is_only_what_stands_above_or_below() -> None:
    found = compared(f"{CLERK_DRAFT}\nLeads a crew of two.", OVERSEER)
    told = counter_evidence(list(found.values()))
    apart = [one for one in found.values() if one.verdict in (ABOVE, BELOW)]
    assert S in {one.factor for one in apart}
    assert len(told) == len(apart)
    for sentence, one in zip(told, apart, strict=True):
        assert one.factor in sentence
        assert f" {one.verdict} " in sentence
        assert one.why in sentence
    assert counter_evidence([one for one in found.values() if one not in apart]) == ()


@given(st.text(alphabet="ab ", max_size=900).map(str.strip))
def test_a_long_quotation_is_cut_at_a_space(words: str) -> None:
    text = f"  {words}  "
    span = clip(text, 2, 2 + len(words))
    assert text[span.start : span.end] == span.quote
    assert len(span.quote) <= 400
    assert words.startswith(span.quote)
    assert len(words) > 400 or span.quote == words


def test_there_is_an_open_question_for_every_factor() -> None:
    assert QUESTIONS.keys() == set(Factor)
    for question in QUESTIONS.values():
        assert question.endswith("?")
        assert question.split()[0] in {"What", "Which", "Describe", "Whose", "Who", "How"}
