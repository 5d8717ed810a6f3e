"""How an interview is held in a test: by script, at one moment."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.interview.answer import answered
from assistant.interview.edit import begun
from assistant.interview.facts import Interview, Speaker
from assistant.interview.questions import Question, next_question
from assistant.interview.read import THE_DRAFT

WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PAT = Speaker(role="supervisor", name="Pat")


def started(draft: str) -> Interview:
    """An interview that has put no question yet."""
    return begun(draft, THE_DRAFT, WHEN)


def told(interview: Interview, question: Question | None, words: str) -> Interview:
    """The interview after the supervisor's answer."""
    assert question is not None
    return answered(interview, question, words, PAT, WHEN)


def held(interview: Interview, answers: dict[str, str], otherwise: str = "skip") -> Interview:
    """The interview to its end; questions without a scripted answer get ``otherwise``."""
    while question := next_question(interview):
        assert len(interview.asked) < 200, "an interview must end"
        interview = told(interview, question, answers.get(question.id, otherwise))
    return interview
