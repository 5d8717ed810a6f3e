"""The fixed words of the pages: easy enough to read, and every word of the trade explained where it is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.ui import glossary
from assistant.ui.modes import ASK, CASES, FIT, HOME, SOURCES
from tests.ui.plain import fixed_words, grade, texts

UI = Path(glossary.__file__).parent
_EASY = 8.0
"""The school grade that no page is above."""
_LONG = 25
"""No sentence is longer, in words."""
_MATERIAL = {"examples.py"}
"""What it holds is material to try the program with, as real drafts and questions are."""
_FITTING = "fit picture comparison explanation drafting levels packet redlining interview sections linting wish"
_PAGES = {
    HOME: ("home.py", "modes.py"),
    ASK: ("ask.py", "leaving.py", "words.py"),
    FIT: tuple(f"{name}.py" for name in _FITTING.split()),
    CASES: tuple(sorted(path.name for path in UI.glob("cases*.py"))),
    SOURCES: ("sources.py", "formats.py"),
}
_GRADES = [("The cat sat on the mat.", -1.45), ("People work together in a garden.", 6.42)]
"""By hand: 6 words of 6 syllables; 6 words of 10, in one sentence each."""


@pytest.mark.parametrize(("sentence", "by_hand"), _GRADES)
def test_the_grade_is_that_of_the_formula(sentence: str, by_hand: float) -> None:
    assert grade(sentence) == pytest.approx(by_hand, abs=0.01)


def test_every_page_is_easy_to_read() -> None:
    said = {path.name: fixed_words(path) for path in UI.glob("*.py") if path.name not in _MATERIAL}
    grades = {name: round(grade("\n".join(words)), 1) for name, words in said.items() if words}
    assert len(grades) > 20
    assert {name: found for name, found in grades.items() if found > _EASY} == {}
    sentences = (one for words in said.values() for text in words for one in re.split(r"(?<=[.?!])\s+", text))
    assert [one for one in sentences if len(one.split()) > _LONG] == []


@pytest.mark.parametrize("page", _PAGES)
def test_every_word_of_the_trade_on_a_page_is_explained_there(page: str) -> None:
    said = "\n".join(text for name in _PAGES[page] for text in texts(UI / name)).lower()
    words = glossary.glossary().words
    used = {word for word, about in words.items() if re.search(_any((word, *about.also)), said)}
    assert sorted(used - {*glossary.glossary().pages[page]}) == []


def test_the_glossary_is_whole_and_plain() -> None:
    found = glossary.glossary()
    assert sorted({word for words in found.pages.values() for word in words} - {*found.words}) == []
    assert sorted({*found.words} - {word for words in found.pages.values() for word in words}) == []
    assert grade("\n".join(word.says for word in found.words.values())) < _EASY


def _any(forms: tuple[str, ...]) -> str:
    return rf"\b(?:{'|'.join(forms)})\b"
