"""The interview in a true browser: asked, suggested, edited, undone."""

from __future__ import annotations

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from tests.e2e.conftest import ROOT, Serve
from tests.e2e.test_browser import _choose, _named, _paste, _press, _wait

ANSWER = "Your answer, in your own words"


@pytest.fixture
def page(browser: WebDriver, serve: Serve) -> WebDriver:
    """The chat in its second mode, the interview and the parts unfolded."""
    browser.get(serve(ROOT / "app.py"))
    _press(browser, "Fit a class and draft", tag="label")
    _press(browser, "Interview", tag="summary")
    _press(browser, "part by part", tag="summary")
    return browser


def _text(page: WebDriver) -> str:
    return str(
        page.find_element(By.CSS_SELECTOR, "textarea[aria-label='Draft position description']").get_property("value")
    )


def _question(page: WebDriver, words: str) -> None:
    _wait(page, lambda: [p for p in page.find_elements(By.TAG_NAME, "p") if words in p.text])


def test_from_the_first_question_to_a_suggestion_and_back(page: WebDriver) -> None:
    _question(page, "Why does the position exist")
    _paste(page, ANSWER, "To see that employees are hired and paid correctly.")
    _press(page, "Answer")
    _question(page, "What does the person in the position do")
    _paste(
        page,
        ANSWER,
        "Enters hires and leaves in the personnel system (60%)\nExplains leave and benefits to employees (40%)",
    )
    _press(page, "Answer")
    _wait(page, lambda: "2. Explains leave and benefits to employees (40%)" in _text(page))

    _press(page, "Find the class")
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, ".pd-ladder"))
    _press(page, "Back to describe")
    before = _text(page)

    _choose(page, "Part of the description", "Duty 1")
    _paste(page, "The duty", "Repairs trucks and replaces engines in the garage")
    _press(page, "Save this duty")
    _wait(page, lambda: "1. Repairs trucks and replaces engines in the garage (60%)" in _text(page))
    _press(page, "Next: fit")
    _wait(page, lambda: _named(page, "h4", "Why the order changed"))

    _press(page, "Back to describe")
    _press(page, "Undo: duty changed")
    _wait(page, lambda: _text(page) == before)
    _press(page, "Redo: duty changed")
    _wait(page, lambda: "Repairs trucks" in _text(page))
