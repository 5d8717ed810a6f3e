"""A case in a true browser: started, given a day, found again after a refresh, and a letter taken from it."""

from __future__ import annotations

from pathlib import Path

import docx
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.e2e.conftest import ROOT, Serve
from tests.e2e.test_browser import _choose, _named, _press, _wait

TITLE = "Clerk in the records office"


def _type(page: WebDriver, label: str, words: str) -> None:
    box = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, f"input[aria-label*='{label}']"))[0]
    box.send_keys(words, Keys.TAB)
    _wait(page, lambda: True)


def _type_day(page: WebDriver, digits: str) -> None:
    """Types a day, MMDDYYYY, into the parts of the date field, and closes the calendar that opens below it."""
    parts = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[data-testid=stDateInput] [role=spinbutton]"))
    for part, typed in zip(parts, (digits[:2], digits[2:4], digits[4:]), strict=True):
        part.send_keys(typed)
    parts[-1].send_keys(Keys.ESCAPE)


def test_a_case_outlives_a_refresh_and_gives_a_letter(browser: WebDriver, serve: Serve, downloads: Path) -> None:
    page = browser
    page.get(serve(ROOT / "app.py"))
    _press(page, "Cases", tag="label")
    _type(page, "What the case is", TITLE)
    _press(page, "Start the case")
    _wait(page, lambda: _named(page, "h3", TITLE))

    _press(page, "Add", tag="label")
    _choose(page, "What do you want to add", "A date")
    _choose(page, "What happened", "The day the appointing authority notified")
    _type_day(page, "03022026")
    _press(page, "Add this date")
    _wait(page, lambda: "employee notified: 2026-03-02" in page.find_element(By.TAG_NAME, "body").text)
    _press(page, "Dates", tag="label")
    due = _wait(page, lambda: [row.text for row in _named(page, "table", "Deadlines")])[0]
    assert "2026" in due

    assert "case=" in page.current_url
    page.refresh()
    _wait(page, lambda: _named(page, "h3", TITLE))
    _press(page, "Dates", tag="label")
    assert _wait(page, lambda: [row.text for row in _named(page, "table", "Deadlines")])[0] == due

    _press(page, "Letters", tag="label")
    _choose(page, "Which letter", "Deficiency")
    _wait(page, lambda: _named(page, "h4", "What is missing from the request"))
    _press(page, "Download Word (DOCX)")
    file = _wait(page, lambda: list(downloads.glob("*.docx")))[0]
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert TITLE in text
    assert "organization chart" in text.lower()
