"""Conversations: edited, gone back to, started anew, and put together from two windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.models import Answer, Decision
from assistant.talks.conversation import (
    Conversation,
    Exchange,
    Feedback,
    added,
    edited,
    gone_back,
    merged,
    renewed,
    started_anew,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def exchange(id: str, minute: int = 0, answer: str = "", *, stopped: bool = False) -> Exchange:
    found = Answer("", "offline", Decision.ANSWER, answer) if answer else None
    return Exchange(id, f"{id}?", NOON + timedelta(minutes=minute), answer=found, stopped=stopped)


A, B, C, D = (exchange(id, minute, id) for minute, id in enumerate("abcd"))
BASE = Conversation((A, B))
AGAIN = exchange("b", 1, "another answer")


def ids(conversation: Conversation) -> tuple[str, ...]:
    return (
        "".join(one.id for one in conversation.thread),
        *("".join(one.id for one in t) for t in conversation.before),
    )


def test_a_question_edited_replaces_what_followed_and_it_can_be_gone_back_to() -> None:
    found = edited(Conversation((A, B, C)), "b", D)
    assert ids(found) == ("ad", "abc")
    back = gone_back(found, 0)
    assert ids(back) == ("abc", "ad")
    assert gone_back(back, 0) == found


def test_a_new_conversation_leaves_the_one_before_within_reach() -> None:
    assert ids(started_anew(BASE)) == ("", "ab")
    assert ids(gone_back(started_anew(BASE), 0)) == ("ab",)
    assert started_anew(Conversation()) == Conversation()


def test_only_answered_questions_are_history() -> None:
    found = added(BASE, exchange("x", 9))
    assert [turn.content for turn in found.turns] == ["a?", "a", "b?", "b"]


@pytest.mark.parametrize(
    ("ours", "theirs", "together"),
    [
        pytest.param(BASE, BASE, ("ab",), id="nobody did anything"),
        pytest.param(added(BASE, C), BASE, ("abc",), id="only we asked"),
        pytest.param(BASE, added(BASE, C), ("abc",), id="only they asked"),
        pytest.param(added(BASE, D), added(BASE, C), ("abcd",), id="both asked"),
        pytest.param(added(BASE, C), edited(BASE, "b", D), ("abc", "ad", "ab"), id="they edited, we asked"),
        pytest.param(BASE, edited(BASE, "b", D), ("ad", "ab"), id="they edited"),
        pytest.param(renewed(BASE, AGAIN), edited(BASE, "b", D), ("ad", "ab"), id="they edited, we got an answer"),
        pytest.param(edited(BASE, "b", D), renewed(BASE, AGAIN), ("ad", "ab"), id="we edited, they got an answer"),
        pytest.param(gone_back(edited(BASE, "b", D), 0), BASE, ("ab", "ad"), id="we edited and went back"),
        pytest.param(renewed(BASE, AGAIN), Conversation(), ("",), id="they forgot, we got an answer"),
        pytest.param(edited(BASE, "a", C), edited(BASE, "b", D), ("c", "ad", "ab"), id="both edited"),
        pytest.param(added(BASE, C), Conversation(), ("abc",), id="they forgot, we asked"),
        pytest.param(BASE, Conversation(), ("",), id="they forgot"),
    ],
)
def test_two_windows_are_put_together_turn_by_turn(
    ours: Conversation, theirs: Conversation, together: tuple[str, ...]
) -> None:
    assert ids(merged(BASE, ours, theirs)) == together


def test_an_answer_goes_before_none_and_a_whole_one_before_a_part() -> None:
    asked, part, whole = exchange("x"), exchange("x", answer="half", stopped=True), exchange("x", answer="whole")
    for first, second in ((asked, whole), (part, whole), (whole, asked), (whole, part)):
        found = merged(Conversation((asked,)), Conversation((first,)), Conversation((second,)))
        assert found.thread[0].answer == whole.answer


def test_an_answer_reaches_its_question_wherever_that_stands_and_comes_back_to_nothing_forgotten() -> None:
    asked = added(BASE, exchange("x", 9))
    answered, moved = renewed(asked, exchange("x", 9, "x")), edited(asked, "b", D)
    for ours, theirs in ((answered, moved), (moved, answered)):
        found = merged(asked, ours, theirs)
        assert ids(found) == ("ad", "abx")
        assert found.before[0][2].answer is not None
    assert renewed(moved, exchange("x", 9, "x")).before[0][2].answer is not None
    assert renewed(Conversation(), C) == Conversation()


def test_what_one_window_thought_of_an_answer_is_kept_beside_the_others_question() -> None:
    thought = Conversation((replace(A, feedback=Feedback(True, "clear")), B))
    found = merged(BASE, added(BASE, C), thought)
    assert ids(found) == ("abc",)
    assert found.thread[0].feedback == Feedback(True, "clear")
