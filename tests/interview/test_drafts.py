"""Twelve rough drafts from the first question to the written description."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from assistant.desk import Desk
from assistant.interview.facts import Fact, Field, Interview, Reply
from assistant.interview.form import forms
from assistant.interview.questions import bank
from assistant.interview.write import provenance, written
from assistant.models import Outcome
from assistant.position.read import read_position
from tests.interview.conftest import held, started
from tests.interview.drafts import DRAFTS, Rough

_WORD = re.compile(r"\w[\w'’]*")
_OURS = re.compile(r"(?:\d+\.|-)\s+")
_MARK = re.compile(r"(?:Priority|Discretion|Essential) \(duty \d+\): ")
_BY_NAME = {rough.name: rough for rough in DRAFTS}
every_draft = pytest.mark.parametrize("rough", DRAFTS, ids=list(_BY_NAME))


def statements(interview: Interview) -> list[str]:
    """What is written, line by line, without what is ours: labels, numbers, list marks and brackets around a share."""
    labels = [form.label for form in forms().values()] + ["Notes"]
    labels += [fact.label for fact in interview.standing if fact.label]
    label = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))}):\s*")
    found = []
    for line in written(interview).splitlines():
        plain = _MARK.sub("", line.strip(), count=1)
        if plain == line.strip():
            plain = _OURS.sub("", plain, count=1) if _OURS.match(plain) else label.sub("", plain, count=1)
        duty, bracket, share = plain.partition(" (")
        found += [duty, share.rstrip(")%")] if bracket and re.fullmatch(r"[\d.]+%?\)", share) else [plain]
    return [statement for statement in found if statement]


@cache
def finished(name: str) -> Interview:
    """The interview on the draft of this name, held to its end."""
    rough = _BY_NAME[name]
    return held(started(rough.text), rough.answers)


def flat(words: str) -> str:
    return " ".join(words.split())


@every_draft
def test_nothing_is_written_that_nobody_said(rough: Rough) -> None:
    interview = finished(rough.name)
    said = [flat(interview.draft), *(flat(asked.words) for asked in interview.asked)]
    assert [line for line in statements(interview) if not any(line in words for words in said)] == []


@every_draft
def test_every_word_that_was_said_is_written(rough: Rough) -> None:
    interview = finished(rough.name)
    out = {word.lower() for word in _WORD.findall(written(interview))}
    given = [asked for asked in interview.asked if asked.reply is Reply.ANSWERED and ":" not in asked.question]
    for asked in given:
        words = [word for word in _WORD.findall(asked.words) if not word.isdigit() and "want" not in asked.words]
        assert [word for word in words if word.lower() not in out and word.lower() != "all"] == [], asked.question
    labels = {word.lower() for line in rough.text.splitlines() for word in _WORD.findall(_label(line))}
    missing = {w.lower() for w in _WORD.findall(rough.text)} - out - labels
    assert {word for word in missing if not word.isdigit() and len(word) > 1} == set()


def _label(line: str) -> str:
    """What of a draft's line is a heading, which the description's own labels stand for."""
    stripped = line.strip("|* ")
    position = read_position(f"{line}\n- x")
    headed = stripped.rstrip(":") in position.sections or stripped.isupper() or "%" in stripped
    return stripped if headed else stripped.partition(":")[0] if ":" in stripped else ""


@every_draft
def test_the_facts_point_at_the_words_they_are(rough: Rough) -> None:
    interview = finished(rough.name)
    assert interview.facts or not rough.text
    record = flat(provenance(interview))
    for fact in interview.facts:
        source = fact.source
        text = interview.draft if source.answer is None else interview.asked[source.answer].words
        assert text[source.start : source.end] == fact.words
        assert fact.flat in record


@every_draft
def test_the_description_reads_back_as_the_same_facts(rough: Rough) -> None:
    interview = finished(rough.name)
    text = written(interview)
    again = started(text)
    assert written(again) == text
    assert len(again.duties) == len(interview.duties)
    assert len(read_position(text).duties) == len(interview.duties)
    assert not rough.duties or len(interview.duties) == rough.duties


@every_draft
def test_the_questions_follow_the_order_of_the_reference(rough: Rough) -> None:
    interview = finished(rough.name)
    order = {asks.id: place for place, asks in enumerate(bank())}
    put = [order[asked.question] for asked in interview.asked if asked.question in order]
    assert all(before < after for before, after in pairwise(put))


@every_draft
def test_an_interview_that_is_left_and_resumed_is_the_same(rough: Rough) -> None:
    interview = started(rough.text)
    once = held(interview, rough.answers)
    assert Interview.model_validate_json(once.model_dump_json()) == once
    half = Interview(draft=once.draft, facts=_before(once, 5), asked=once.asked[:5])
    resumed = held(Interview.model_validate_json(half.model_dump_json()), rough.answers)
    assert resumed == once


def _before(interview: Interview, answers: int) -> tuple[Fact, ...]:
    """The facts as they stood after so many answers."""
    kept = [f for f in interview.facts if f.source.answer is None or f.source.answer < answers]
    ids = {fact.id for fact in kept}
    return tuple(f if f.replaced_by in ids else f.model_copy(update={"replaced_by": None}) for f in kept)


@every_draft
def test_whoever_never_answers_is_not_asked_twice_and_adds_nothing(rough: Rough) -> None:
    before = started(rough.text)
    for words in ("skip", "I don't know"):
        after = held(before, {}, words)
        put = [asked.question for asked in after.asked]
        assert len(put) == len(set(put))
        assert written(after) == written(before)


@pytest.mark.parametrize("rough", [r for r in DRAFTS if r.text], ids=[r.name for r in DRAFTS if r.text])
def test_setting_a_draft_out_anew_changes_no_outcome_and_no_first_class(rough: Rough, desk: Desk) -> None:
    as_given, anew = desk.suggest(rough.text), desk.suggest(written(started(rough.text)))
    assert anew.outcome is as_given.outcome
    if as_given.outcome is not Outcome.THIN:
        assert [s.class_title for s in anew.suggestions[:1]] == [s.class_title for s in as_given.suggestions[:1]]


def test_a_wish_among_the_answers_is_no_fact() -> None:
    rough = _BY_NAME["a wish among the answers"]
    interview = finished(rough.name)
    replies = {asked.question: asked.reply for asked in interview.asked}
    assert replies["purpose"] is Reply.WISH
    assert replies["problems"] is Reply.UNKNOWN
    text = written(interview)
    assert "Specialist" not in text
    assert "Executive" not in text
    assert "She trains new helpers." in text


def test_contradictions_are_shown_with_their_speakers_and_both_are_kept() -> None:
    rough = _BY_NAME["two minds about supervision"]
    interview = finished(rough.name)
    asked = {done.question: done for done in interview.asked}
    assert {"level:supervision_received", "level:supervision_given"} <= set(asked)
    text = written(interview)
    assert "Receives detailed instructions for every task." in text
    assert "overall objectives" in text
    assert "For the invoices it is detailed" in text


def test_shares_said_anew_replace_the_old_ones_and_the_record_keeps_both() -> None:
    rough = _BY_NAME["shares that do not add up"]
    interview = finished(rough.name)
    shares = [fact for fact in interview.facts if fact.field is Field.SHARE]
    assert [fact.words for fact in shares if fact.replaced_by is None] == ["50%", "35%", "15%"]
    assert [fact.words for fact in shares if fact.replaced_by is not None] == ["60%", "40%", "20%"]
    assert "(60%)" not in written(interview)
