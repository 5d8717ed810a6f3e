"""How an answer becomes facts."""

from __future__ import annotations

import pytest

from assistant.interview.facts import Field, Interview, Reply
from assistant.interview.questions import Question, open_questions
from assistant.interview.wishes import is_wish, wished_class
from tests.interview.conftest import started, told

DRAFT = "Duties\n1. Files records\n2. Copies plans\n3. Shreds papers\n"


def question(id: str, interview: Interview) -> Question:
    return next(found for found in open_questions(interview) if found.id == id)


def answer(id: str, words: str, draft: str = DRAFT) -> Interview:
    interview = started(draft)
    return told(interview, question(id, interview), words)


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("1: 50%, 2: 30%, 3: 20%", ["50%", "30%", "20%"]),
        ("50, 30, 20", ["50", "30", "20"]),
        ("1. 50 percent\n2. 30 percent\n3. 20 percent", ["50 percent", "30 percent", "20 percent"]),
        ("duty 3: 20%; duty 1: 80%", ["80%", None, "20%"]),
        ("about half for filing, the rest goes to the others", [None, None, None]),
        ("5: 100%", [None, None, None]),
    ],
)
def test_shares_go_to_their_duties_and_nothing_is_guessed(words: str, shares: list[str | None]) -> None:
    interview = answer("share", words)
    found = [interview.of(Field.SHARE, duty.id) for duty in interview.duties]
    assert [facts[0].words if facts else None for facts in found] == shares


def test_what_fits_no_duty_is_kept_as_a_note() -> None:
    interview = answer("priority", "all of it matters")
    assert [fact.words for fact in interview.of(Field.OTHER)] == ["all of it matters"]


def test_one_answer_may_give_several_facts() -> None:
    interview = answer(
        "purpose", "To keep records findable. I report to the city clerk. Ability to lift 40 pounds.", "x"
    )
    assert [f.words for f in interview.of(Field.PURPOSE)] == ["To keep records findable."]
    assert [f.words for f in interview.of(Field.REPORTS_TO)] == ["I report to the city clerk."]


def test_duties_come_with_their_shares_and_what_is_no_duty_goes_to_its_field() -> None:
    interview = answer("duties", "- Files records (60%)\n- Copies plans, 40%\n- Reports to the city clerk.", "")
    assert [fact.words for fact in interview.duties] == ["Files records", "Copies plans"]
    assert [fact.words for fact in interview.of(Field.SHARE)] == ["60%", "40%"]
    assert [fact.words for fact in interview.of(Field.REPORTS_TO)] == ["Reports to the city clerk."]


def test_requirements_are_told_apart() -> None:
    interview = answer("ksa", "Knowledge of filing. Skill in typing. Able to lift 40 pounds. A valid driver's license.")
    assert len(interview.of(Field.KNOWLEDGE)) == len(interview.of(Field.SKILL)) == len(interview.of(Field.LICENSE)) == 1


@pytest.mark.parametrize(
    "words", ["I don't know", "don’t know.", "No idea", "not sure yet", "?", "I really do not know"]
)
def test_not_knowing_is_no_fact(words: str) -> None:
    interview = answer("purpose", words)
    assert interview.asked[-1].reply is Reply.UNKNOWN
    assert interview.facts == started(DRAFT).facts


@pytest.mark.parametrize("words", ["I don't know of any contacts outside the office", "None", "Nobody", "no"])
def test_saying_that_there_is_none_is_a_fact(words: str) -> None:
    interview = answer("contacts", words)
    assert interview.asked[-1].reply is Reply.ANSWERED
    assert [fact.words for fact in interview.of(Field.CONTACTS)] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Make it fit Office Specialist 3",
        "please rewrite the duties so that they match the higher class",
        "I want HR Technician 2.",
        "My boss wants it to be an Accounting Officer 2",
        "This should be classified as a Planner 3",
        "She deserves a promotion",
        "reclassify me",
        "We would like the next level",
        "It has to come out as Engineer 4.",
    ],
)
def test_a_wish_is_known(words: str) -> None:
    assert is_wish(words)
    assert answer("purpose", words).asked[-1].reply is Reply.WISH


@pytest.mark.parametrize(
    "words",
    [
        "Makes keys that fit city locks.",
        "Rewrites ordinances so that they match state law.",
        "Wants are listed and ordered each month.",
        "Classifies positions and recommends allocation to a class.",
        "Upgrades software on 40 computers.",
        "I want people to find the right form.",
        "Turns raw data into reports for the council.",
        "Works with the Accounting Officer 2 on the budget.",
        "The drawings should fit the site.",
        "Asks applicants for a higher class of license where the truck needs one.",
    ],
)
def test_work_is_no_wish(words: str) -> None:
    assert not is_wish(words)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("make it fit human resources technician 2", "Human Resources Technician 2"),
        ("I want HR Technician 2", "Human Resources Technician 2"),
        ("HR Tech 1, please", "Human Resources Technician 1"),
        ("Astronaut 4", ""),
    ],
)
def test_the_class_that_is_wished_for_is_found_by_its_title(words: str, title: str) -> None:
    titles = ["Human Resources Technician", "Human Resources Technician 1", "Human Resources Technician 2"]
    assert wished_class(words, titles) == title
