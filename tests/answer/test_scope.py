"""What is refused, with whom to ask; and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.answer.employers import employers_in, place_unheard_of
from assistant.answer.scope import _kinds, refusal, whom_to_ask
from knowledge.models import DULUTH, FEDERAL, STATE

STATE_HR = whom_to_ask((STATE, FEDERAL))
DULUTH_HR = whom_to_ask((DULUTH,))
UNION = f"your union representative or {STATE_HR}"

REFUSED = [
    # (question, words of the reason, whom to ask)
    ("Will MMB approve my reclassification?", "outcome", STATE_HR),
    ("Will my request go through?", "outcome", STATE_HR),
    ("What are my chances?", "outcome", STATE_HR),
    ("How likely is an upgrade?", "outcome", STATE_HR),
    ("If I protest, will I win?", "outcome", STATE_HR),
    ("How much would I get paid as a Management Analyst 3?", "pay", STATE_HR),
    ("What is the salary range of Planner Senior State?", "pay", STATE_HR),
    ("What does a Management Analyst 3 make?", "pay", STATE_HR),
    ("Tell me the top step of my class.", "pay", STATE_HR),
    ("Should I appeal?", "decide", UNION),
    ("Is it worth protesting?", "decide", UNION),
    ("Would you recommend that I fight this?", "decide", UNION),
    ("Is my position exempt?", "determination", STATE_HR),
    ("Am I FLSA non-exempt?", "determination", STATE_HR),
    ("Is this job supervisory?", "determination", STATE_HR),
    ("Tell me whether my position is a Planner.", "determination", STATE_HR),
    ("How many Hay points does it have?", "determination", STATE_HR),
    ("Write my description so it reaches the senior class.", "towards a class", STATE_HR),
    ("Inflate the duties to get a higher class.", "towards a class", STATE_HR),
    # the city's own office for its own questions
    ("What is the salary range of a Technician in Duluth?", "pay", DULUTH_HR),
    ("Should I appeal in Duluth?", "decide", f"your union representative or {DULUTH_HR}"),
]

NOT_REFUSED = [
    "Who fixes the salary range of a new class?",
    "Will I get a written explanation if they deny it?",
    "Will they tell me in writing?",
    "Does pay play a role in classification?",
    "When does back pay begin?",
    "How many days do I have to appeal?",
    "How much time do I have to protest?",
    "How much detail must a description have?",
    "What does the Planner Senior State do?",
    "What would make me eligible?",
    "How do I appeal?",
    "May I appeal?",
    "Is a student worker's position in the unclassified service?",
    "Who decides whether a position is exempt?",
    "Who decides on a protest?",
    "What does exempt mean?",
    "How should I write a position description?",
    "What makes a position supervisory?",
    "Does a title change affect my seniority?",
]


@pytest.mark.parametrize(("question", "reason", "whom"), REFUSED)
def test_what_is_refused(question: str, reason: str, whom: str) -> None:
    found = refusal(question, employers_in(question))
    assert found is not None
    assert reason in found.reason
    assert found.whom == whom


@pytest.mark.parametrize("question", NOT_REFUSED)
def test_what_only_looks_like_it(question: str) -> None:
    assert refusal(question) is None


def test_every_kind_of_refusal_has_a_row() -> None:
    given = {found.reason for question, _, _ in REFUSED if (found := refusal(question))}
    assert given == {kind["reason"] for kind, _ in _kinds()}


@pytest.mark.parametrize(
    ("employers", "office"),
    [
        ((), "Minnesota Management and Budget"),
        ((STATE, FEDERAL), "Minnesota Management and Budget"),
        ((DULUTH,), "City of Duluth's Human Resources"),
        ((DULUTH, STATE, FEDERAL), "City of Duluth's Human Resources"),
        (("Hennepin County",), "the human resources office of Hennepin County"),
        (("City of Minneapolis",), "the human resources office of City of Minneapolis"),
        (("University of Minnesota",), "the human resources office of University of Minnesota"),
        (("Minnesota State Colleges and Universities", STATE), "your agency's human resources office"),
    ],
)
def test_whom_to_ask(employers: tuple[str, ...], office: str) -> None:
    assert office in whom_to_ask(employers)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("In Elmwood, how many days do I have to appeal?", "Elmwood"),
        ("How long do I have at Prairie Forge?", "Prairie Forge"),
        ("In October I was told. How long do I have?", ""),
        ("Who decides at Transportation?", ""),
        ("How long do I have at the office in Elmwood, Minnesota?", ""),
        ("In Duluth, how many days do I have?", ""),
        ("In general, how long do I have?", ""),
    ],
)
def test_a_place_that_no_source_speaks_of(question: str, place: str) -> None:
    assert place_unheard_of(question, {"transportation"}.__contains__) == place
