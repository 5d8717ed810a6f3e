"""The small judgements learning rests on: fields, what is private, what differs, numbers of headings."""

from __future__ import annotations

import pytest

from assistant.draft.material import heading_number, marker
from assistant.formats.labels import Labelled, labelled
from assistant.formats.recurring import difference, private


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("FLSA Status: Exempt", [("FLSA Status", "Exempt")]),
        ("HR: HD\tUnion: Basic\tCSB:\tPay: 9", [("HR", "HD"), ("Union", "Basic"), ("CSB", ""), ("Pay", "9")]),
        ("FLSA: | Exempt | Grade: | 12", [("FLSA", "Exempt"), ("Grade", "12")]),
        ("Employee Signature: ________  Date: ____", [("Employee Signature", ""), ("Date", "")]),
        ("Position Purpose:", []),
        ("Working Conditions: The work is done in an office with everyday risks.", []),
        ("The supervisor says: go.", []),
        ("1. Answer the telephone.", []),
        ("Grade | 12", []),
        ("", []),
    ],
)
def test_rows_of_fields(line: str, fields: list[tuple[str, str]]) -> None:
    assert labelled(line) == tuple(Labelled(label, value) for label, value in fields)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Revised September 2023.", "a date"),
        ("Approved by the board on 3/4/21.", "a date"),
        ("Effective 2024-01-05 this applies.", "a date"),
        ("Questions go to hr@county.gov.", "a code"),
        ("See resolution 10-0608R for the grade.", "a code"),
        ("Call 218-730-5210 to report.", "a code"),
        ("Reports to the Director, Heather Dunn.", "a name"),
        ("Prepared by Ann B. Sorensen.", "a name"),
        ("Lifts up to 25 pounds under Title VII and Minn. Stat. 43A.07.", ""),
        ("The Americans with Disabilities Act of 1990 applies.", ""),
        ("Works 40 hours a week, 7:30 to 4:00.", ""),
        ("Decided by Human Resources Department staff.", ""),
        ("Work is assigned by the manager.", ""),
    ],
)
def test_what_is_private_to_one_document(words: str, what: str) -> None:
    assert private(words) == what


def test_differences_are_told_in_words() -> None:
    assert difference("Keep the log, daily.", "Keep a log daily.") == "“a log” instead of “the log,”"
    assert difference("Keep logs.", "Always keep logs.") == "“Always keep” instead of “Keep”"
    assert difference("Keep the log.", "Keep the log.") == ""


@pytest.mark.parametrize(
    ("first", "place", "written"),
    [("I.", 3, "IV."), ("I.", 18, "XIX."), ("1.", 9, "10."), ("A.", 2, "C."), ("Part A.", 1, "Part B.")],
)
def test_numbers_of_headings(first: str, place: int, written: str) -> None:
    assert heading_number(first, place) == written


@pytest.mark.parametrize(
    ("first", "place", "written"),
    [
        ("1.", 11, "12."),
        ("(1)", 1, "(2)"),
        ("a)", 2, "c)"),
        ("A.", 27, "AB."),
        ("•", 5, "•"),
        ("-", 1, "-"),
        ("", 3, ""),
    ],
)
def test_markers_of_items(first: str, place: int, written: str) -> None:
    assert marker(place, first) == written
