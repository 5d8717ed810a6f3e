"""Cleaning: which lines are furniture, which only look like it, and what a strike leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parse.clean import clean

FURNITURE = [
    "Download 1.19 Mb.",
    "Page20/20",
    "Page 2 of 3",
    "PAGE NO 1 OF 3",
    "- Page 4 -",
    "Date23.04.2018",
    "Size1.19 Mb.",
    "#46302",
    "1 ... 12 13 14 15",
    "1 … 3 4 5 … 20",
    "Share with your friends:",
    "send message",
    " Main page",
    "The database is protected by copyright ©example.org 2024",
    "Copyright 2023 by the Revisor",
    "All rights reserved.",
]

WORDS = [
    "Page 4 of the form is signed by the supervisor",
    "(c) the report is due in 2011",
    "12",
    "30 40",
    "Date: September 27, 2023",
    "Download the form",
    "HEADING",
    "1. Types letters.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    assert clean(f"Before.\n\n{line}\n\nAfter.") == "Before.\n\nAfter."


@pytest.mark.parametrize("line", WORDS)
def test_words_stay(line: str) -> None:
    assert clean(f"Before.\n\n{line}\n\nAfter.") == f"Before.\n\n{line}\n\nAfter."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("PROCEDURE  7\n\nOne.\n\nPROCEDURE  7\n\nPage 2 of 2\n\nTwo.", "One.\n\nTwo.", ),
        ("One.\n\nAPPEALS\n\nPage 2 of 2\n\nTwo.", "One.\n\nAPPEALS\n\nTwo."),
        ("Provisions\n\nPage 2 of 2\n\nProvisions", "Provisions\n\nProvisions"),
    ],
    ids=["a running head", "a heading that stands once", "a line not in capitals"],
)  # fmt: skip
def test_running_heads_go_only_if_no_word_is_lost(text: str, cleaned: str) -> None:
    assert clean(text).endswith(cleaned)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Keep ~~this~~that.", "Keep that."),
        ("Keep <del>this </del><ins>that</ins>.", "Keep that."),
        ("- ❖ ~~A. Gone.~~\n - A. ~~B. Gone.~~\n- B. Kept.", "- B. Kept."),
        ("~~1.2. Gone over\ntwo lines~~\nKept.", "Kept."),
        ("~~not closed\n\nin its paragraph~~", "~~not closed\n\nin its paragraph~~"),
        ("about ~~ 5 ~~ 6", "about  6"),
        ("One.\n\n\n\nTwo.  \r\n", "One.\n\nTwo."),
    ],
)
def test_struck_words_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet="aA1. \n~#©-é"))
def test_cleaning_adds_no_words(text: str) -> None:
    rest = iter(text)
    assert all(char in rest for char in "".join(clean(text).split()))
