"""Typing errors: mended towards the words of the trade, never away from words that are right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.spelling import Speller

TRADE = ["reclassification allocation appeal appeal decision position different commissioner classified whether"]
ENGLISH = {"weather", "landlord", "word", "sushi", "beg"}
SPELLER = Speller(TRADE, ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("my posistion", "my position"),
        ("apeal", "appeal"),
        ("is it diffrent", "is it different"),
        ("the decison", "the decision"),
        ("reclasification", "reclassification"),
        ("comissioner", "commissioner"),
        ("decisoin", "decision"),
    ],
)
def test_a_slip_is_mended_and_told(typed: str, read: str) -> None:
    text, mended = SPELLER.mended(typed)
    assert text == read
    assert len(mended) == 1


@pytest.mark.parametrize(
    "text",
    [
        "the weather",  # a word of English that no source uses
        "my landlord",
        "reword it",  # made of a known word
        "I begged for it",
        "ask for Decisson",  # a name
        "43A.07 decisons-x",  # no plain word
        "dont",
        "an apl",  # too short to guess
        "zzzzzzzz",  # near nothing
    ],
)
def test_what_is_right_or_unknowable_is_left_alone(text: str) -> None:
    assert SPELLER.mended(text) == (text, {})


@given(st.text(alphabet="abcdefghij XYZ.?'é", max_size=60))
def test_mending_keeps_everything_but_the_mended_words(text: str) -> None:
    read, mended = SPELLER.mended(text)
    assert (read == text) == (not mended)
    assert SPELLER.mended(read)[0] == read
