"""A case in a true browser: started, given a day, asked, found again after a refresh, and its files taken and read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
from icalendar import Calendar
from pypdf import PdfReader
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from assistant.ui.asking import LOOKING
from tests.e2e.conftest import ROOT, Serve
from tests.e2e.test_browser import LISTEN, _choose, _named, _press, _wait

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


def test_a_case_outlives_a_refresh_and_gives_its_files(browser: WebDriver, serve: Serve, downloads: Path) -> None:
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
    _wait(page, lambda: "employee notified: 2026-03-02" in _body(page))
    _press(page, "Dates", tag="label")
    due = _wait(page, lambda: [row.text for row in _named(page, "table", "Deadlines, the")])[0]
    assert "2026" in due
    events = Calendar.from_ical(_taken(page, downloads, "Put these dates", "ics").read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 4, 1)]

    _press(page, "Question", tag="label")
    page.execute_script(LISTEN)
    _ask(page, "By when must I protest?")
    _wait(page, lambda: "The case holds this day: employee notified (entry 2)" in _body(page))
    said = _wait(page, lambda: (heard := page.execute_script("return heard")) and "Kept:" in heard[-1] and heard)
    assert said[0] == LOOKING

    assert "case=" in page.current_url
    page.refresh()
    _wait(page, lambda: _named(page, "h3", TITLE))
    _press(page, "Dates", tag="label")
    assert _wait(page, lambda: [row.text for row in _named(page, "table", "Deadlines, the")])[0] == due

    _press(page, "Letters", tag="label")
    _choose(page, "Which letter", "Deficiency")
    _wait(page, lambda: _named(page, "h4", "What is missing from the request"))
    word = docx.Document(str(_taken(page, downloads, "Download Word (DOCX)", "docx")))
    printed = PdfReader(_taken(page, downloads, "Download PDF", "pdf"))
    for text in (
        "\n".join(paragraph.text for paragraph in word.paragraphs),
        " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split()),
    ):
        assert TITLE in text
        assert "organization chart" in text.lower()

    _press(page, "History and file", tag="label")
    kept = json.loads(_taken(page, downloads, "Download the case (JSON)", "json").read_text("utf-8"))
    assert [entry["did"]["act"] for entry in kept["trail"]] == ["opened", "date set", "result kept"]
    assert kept["trail"][0]["did"]["title"] == TITLE


def _taken(page: WebDriver, downloads: Path, label: str, suffix: str) -> Path:
    """The file that one click gives; a deferred one is made only then."""
    _press(page, label)
    return _wait(page, lambda: list(downloads.glob(f"*.{suffix}")))[0]


def _ask(page: WebDriver, question: str) -> None:
    box = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "textarea[aria-label='Your question']"))[0]
    box.send_keys(question)
    _press(page, "Ask and keep the answer")


def _body(page: WebDriver) -> str:
    return page.find_element(By.TAG_NAME, "body").text
