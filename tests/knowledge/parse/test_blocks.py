"""Blocks: which lines run on, what a heading is, how items nest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parse.blocks import blocks, descend, headline, is_capitals, is_title_case

LONG = "The incumbent resolves a variety of challenging situations within established"
WRAPPED = """The incumbent resolves a variety of challenging situations within
established procedures and guidelines. Incumbents may provide technical
guidance or lead work to lower level technical classifications. They also
Conduct audits.
EXAMPLES OF WORK
- Serve as the first point of contact to advise, assist and provide much
technical support and guidance to managers and to supervisors and others
- Review rosters.

They keep the records of the office in good order through all of the year
and answer letters."""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One.\nTwo.", 2),
        (f"{LONG}\n\nprocedures and guidelines.", 1),
        (f"{LONG}.\n\nprocedures and guidelines.", 2),
        (f"{LONG}\n\nProcedures and guidelines.", 2),
        (f"{LONG}:\n\nprocedures", 2),
        (f"{LONG}\n\n(a) procedures", 2),
        (f"{LONG}\n\n- procedures", 2),
        ("file docs\n\nanswer phones", 2),
        (WRAPPED, 5),
        ("", 0),
        (" \n\t\n", 0),
    ],
)
def test_lines_run_on_only_within_a_sentence(text: str, count: int) -> None:
    found = blocks(text)
    assert len(found) == count
    assert all(text[block.start : block.end] == block.text for block in found)


@given(st.text(alphabet="aB.\n -:(1)"))
def test_blocks_cover_every_letter_once(text: str) -> None:
    found = blocks(text)
    assert "".join("".join(block.text.split()) for block in found) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("JOB REQUIREMENTS:", "Job Requirements"),
        ("ESSENTIAL DUTIES AND RESPONSIBILITIES", "Essential Duties and Responsibilities"),
        ("II. DISTINGUISHING CHARACTERISTICS", "II. Distinguishing Characteristics"),
        ("IV. KNOWLEDGE, SKILLS, AND ABILITIES", "IV. Knowledge, Skills, and Abilities"),
        ("SUMMARY/PURPOSE", "Summary/Purpose"),
        ("Background Information/Summary of Job", "Background Information/Summary of Job"),
        ("## **Duties**", "Duties"),
    ],
)
def test_headline(printed: str, shown: str) -> None:
    assert headline(printed) == shown


@pytest.mark.parametrize(
    ("line", "capitals", "title_case"),
    [
        ("JOB REQUIREMENTS", True, True),
        ("Work Environment", False, True),
        ("Recommendation for the Board", False, True),
        ("HR", False, True),
        ("Answers phones", False, False),
        ("Types Letters.", False, False),
        ("123", False, False),
        ("A " * 20, False, False),
    ],
)
def test_what_looks_like_a_heading(line: str, capitals: bool, title_case: bool) -> None:
    assert (is_capitals(line.strip()), is_title_case(line.strip())) == (capitals, title_case)


@pytest.mark.parametrize(
    ("path", "label", "below"),
    [
        ((), "A", ("A",)),
        (("A",), "1", ("A", "1")),
        (("A", "1"), "2", ("A", "2")),
        (("A", "2"), "B", ("B",)),
        (("1",), "A", ("1", "A")),
        (("1", "K"), "2", ("2",)),
        (("A", "1"), "a", ("A", "1", "a")),
    ],
)
def test_descend(path: tuple[str, ...], label: str, below: tuple[str, ...]) -> None:
    assert descend(path, label) == below
