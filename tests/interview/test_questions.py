"""What is asked, when, and what is never asked."""

from __future__ import annotations

import re

import pytest

from assistant.classify.separate import Separation
from assistant.interview.facts import Field, Interview, Reply
from assistant.interview.questions import bank, class_question, next_question, open_questions
from assistant.interview.write import written
from assistant.models import Factor
from tests.interview.conftest import held, started, told

WORK = "Duties\n1. Files records (50%)\n2. Copies plans (30%)\n3. Shreds papers (20%)\n"

SAID = (
    ("purpose", "Purpose: To keep records findable."),
    ("duties", WORK),
    ("more duties", WORK),
    ("share", WORK),
    ("reports to", "Reports to: City Clerk"),
    ("reports to", "Works under general supervision of the city clerk."),
    ("assignment", "Supervision received\nThe supervisor sets objectives, priorities and deadlines."),
    ("method", "The foreman tells me each morning exactly what to do."),
    ("unusual", "Works under administrative direction."),
    ("given", "Does not supervise."),
    ("given", "Supervises three clerks and evaluates their performance."),
    ("staff", "Supervises three clerks and evaluates their performance."),
    ("staff", "Does not supervise."),
    ("problems", "Problem solving\nLost plans are looked for in three archives."),
    ("guidelines", "Guidelines\nThe records act."),
    ("error", "Consequence of error\nA plan could be lost for good."),
    ("contacts", "Contacts: architects, to give them plans."),
    ("contacts", "Works with architects to find plans."),
    ("clientele", "Clientele: architects and owners"),
    ("budget", "Controls a budget of 4,000 dollars."),
    ("ksa", "Knowledge of filing."),
    ("ksa", "Ability to lift 50 pounds."),
    ("education", "Education and experience: two years of office work"),
    ("license", "License: none"),
    ("license", "A valid driver's license is required."),
    ("physical", "Physical demands\nThe work is sedentary."),
    ("physical", "Climbs ladders and lifts over 50 pounds."),
    ("environment", "Works outdoors in all weather."),
    ("environment", "The work is done in an office."),
)


@pytest.mark.parametrize(("question", "draft"), SAID)
def test_what_the_draft_says_is_not_asked(question: str, draft: str) -> None:
    silent = {asks.id for asks in open_questions(started("Records Clerk\n\nFiles records."))}
    assert question in silent | {"share", "duties", "staff", "more duties"}
    assert question not in {asks.id for asks in open_questions(started(draft))}


def test_nothing_said_is_asked_from_the_purpose_on() -> None:
    asked = held(Interview(), {}, "I don't know").asked
    assert [done.question for done in asked[:2]] == ["purpose", "duties"]
    assert {done.reply for done in asked} == {Reply.UNKNOWN}


def test_each_duty_is_followed_up_only_where_the_answer_left_it_out() -> None:
    interview = held(started(WORK), {"priority": "1: A\n3: C", "discretion": "skip"})
    put = [done.question for done in interview.asked]
    duties = [fact.id for fact in interview.duties]
    assert f"priority:{duties[1]}" in put
    assert not {f"priority:{duties[0]}", f"priority:{duties[2]}"} & set(put)
    assert not any(question.startswith("discretion:") for question in put)


def test_a_bare_yes_is_asked_for_its_reason() -> None:
    interview = held(started("Duties\n1. Files records\n2. Copies plans\n"), {"essential": "1: yes\n2: no, others can"})
    first = interview.duties[0].id
    assert [done.question for done in interview.asked if done.question.startswith("reason:")] == [f"reason:{first}"]


@pytest.mark.parametrize(
    ("duty", "word"),
    [
        ("Helps with payroll", "Helps"),
        ("Responsible for the records", "Responsible for"),
        ("Handles complaints", "Handles"),
    ],
)
def test_a_vague_duty_is_asked_about_and_the_answer_becomes_its_tasks(duty: str, word: str) -> None:
    interview = started(f"Duties\n1. {duty}\n2. Copies plans\n3. Shreds papers\n")
    question = next(q for q in open_questions(interview) if q.id.startswith("vague:"))
    assert f"“{word}”" in question.text
    after = told(interview, question, "Types the hours in.\nPrints the checks.")
    assert [fact.words for fact in after.of(Field.TASK, after.duties[0].id)] == [
        "Types the hours in.",
        "Prints the checks.",
    ]
    assert f"1. {duty}\n   - Types the hours in.\n   - Prints the checks.\n2. Copies plans" in written(after)


def test_a_clear_duty_is_not_called_vague() -> None:
    draft = (
        "Duties\n1. Files records\n2. Assists residents who apply for a permit by checking each form against the code\n"
    )
    assert not [q for q in open_questions(started(draft)) if q.id.startswith("vague:")]


def test_an_answer_that_contradicts_the_draft_is_asked_about_next_with_both_speakers() -> None:
    interview = started(f"{WORK}\nSupervision given: Does not supervise.\n")
    question = next(q for q in open_questions(interview) if q.id == "contacts")
    clash = next_question(told(interview, question, "I supervise three clerks and evaluate their performance."))
    while clash is not None and not clash.id.startswith("level:"):
        interview = told(
            told(interview, question, "I supervise three clerks and evaluate their performance."), clash, "skip"
        )
        clash = next_question(interview)
    assert clash is not None
    assert clash.id == "level:supervision_given"
    assert any("the draft" in about for about in clash.about)
    assert any("Pat (supervisor), answer 1" in about for about in clash.about)


def test_every_question_says_why_and_shows_a_form_without_a_fact() -> None:
    """A form holds only words of form: no noun or verb of any trade."""
    for asks in bank():
        assert asks.why
        assert asks.source
        assert "…" in asks.form or "(" in asks.form or asks.field is Field.PRIORITY
        left = set(re.findall(r"[a-z]{5,}", re.sub(r"\([^)]*\)", "", asks.form.lower())))
        assert left <= FORM_WORDS, asks.id


_FORM = """
abilities ability because knowledge skill reports supervisor gives usual looked first settled decided alone taken hiring
rating discipline supervises nobody guides nothing would notice letter required years there which duty each line goes
here case hard about
"""
FORM_WORDS = frozenset(_FORM.split())


def test_what_separates_two_classes_is_asked_without_holding_out_either() -> None:
    found = (
        Separation(Factor.SUPERVISION, ("Clerk 1", "Clerk 2"), said=False),
        Separation(Factor.COMPLEXITY, ("Clerk 1", "Clerk 3"), said=True),
    )
    interview = held(started(WORK), {})
    first = class_question(interview, found)
    assert first is not None
    assert "separates Clerk 1 from Clerk 2" in first.why
    assert "Clerk" not in first.text + first.form
    second = class_question(told(interview, first, "I don't know"), found)
    assert second is not None
    assert second.field is Field.PROBLEMS
    assert class_question(told(told(interview, first, "none"), second, "skip"), found) is None


def test_no_more_than_four_questions_are_asked_about_classes() -> None:
    interview = held(started(WORK), {})
    found = tuple(Separation(factor, ("Clerk 1", "Clerk 2"), said=False) for factor in Factor)
    put = []
    while question := class_question(interview, found):
        put.append(question.id)
        interview = told(interview, question, "skip")
    assert len(put) == 4
