"""The whole path in a true browser: a draft, its class, the evidence, the standardized description, the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from assistant.ui.asking import LOOKING
from tests.e2e.conftest import ROOT, Serve

HEADINGS = (
    "SUMMARY/PURPOSE",
    "SUPERVISION RECEIVED",
    "SUPERVISION GIVEN",
    "ESSENTIAL DUTIES AND RESPONSIBILITIES",
    "JOB REQUIREMENTS",
)

RUNNING = "[data-test-script-state=running], [data-stale=true]"
"""While the script runs, and while what it replaces is still there, grayed."""
REGION = "[role=status][aria-live=polite]"
LISTEN = """
window.heard = [];
new MutationObserver(changes => {
  for (const {target, addedNodes} of changes) {
    const came = [...addedNodes].filter(one => one.nodeType === 1);
    const said = came.flatMap(one => [one, ...one.querySelectorAll("*")]).filter(one => one.matches("[role=alert]"));
    if (target.nodeType === 1 && target.matches(".pd-said[role=status]")) said.push(target);
    heard.push(...said.map(one => one.textContent.trim()).filter(Boolean));
  }
}).observe(document.body, {subtree: true, childList: true});
window.runs = 0;
new MutationObserver(changes => {
  runs += changes.filter(one => one.oldValue === "notRunning").length;
}).observe(document.body, {subtree: true, attributeOldValue: true, attributeFilter: ["data-test-script-state"]});
"""
"""Has the page write down, in order, what a screen reader says by itself (alerts that come, words of the region), and
count how often the script runs."""
MOVING = (StaleElementReferenceException, ElementClickInterceptedException, ElementNotInteractableException)
"""What an element that the page is just redrawing or unfolding answers."""

Found = TypeVar("Found")


@pytest.fixture
def page(browser: WebDriver, serve: Serve) -> WebDriver:
    """The chat, opened and ready."""
    browser.get(serve(ROOT / "app.py"))
    _wait(browser, lambda: _named(browser, "label", "Fit a class and draft"))
    return browser


@pytest.fixture
def description(corpus: Path) -> str:
    """The clean description of the Duluth memo: what follows the recommendation, up to the redline."""
    text = (corpus / "duluth_hr_technician_revision_2023.txt").read_text(encoding="utf-8")
    start = text.index("SUMMARY/PURPOSE")
    end = text.find("SUMMARY/PURPOSE", start + 1)
    return "Human Resources Technician\n\n" + text[start : end if end > 0 else None]


def test_from_a_draft_to_the_file(page: WebDriver, description: str, downloads: Path) -> None:
    _press(page, "Fit a class and draft", tag="label")
    _choose(page, "Class plan", "Duluth")
    _paste(page, "Draft position description", description)
    _press(page, "Find the class")
    _wait(page, lambda: _named(page, "h3", "What the draft fits"))
    ladder = _wait(page, lambda: [found.text for found in page.find_elements(By.CSS_SELECTOR, ".pd-ladder")])[0]
    assert "Human Resources Technician" in ladder
    assert _wait(page, lambda: page.switch_to.active_element.text) == "What the draft fits"

    _press(page, "[1]")
    marks = _wait(page, lambda: [mark.text for mark in page.find_elements(By.CSS_SELECTOR, "[role=dialog] mark")])
    assert marks[0].strip()
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    _wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))

    _press(page, "Next: draft")
    _choose(page, "Format", "Duluth")
    _press(page, "Write the draft")
    _press(page, "Download Word (DOCX)")
    file = _wait(page, lambda: list(downloads.glob("*.docx")))[0]
    paragraphs = [paragraph.text.strip().upper() for paragraph in docx.Document(str(file)).paragraphs]
    assert [heading for heading in HEADINGS if not any(heading in paragraph for paragraph in paragraphs)] == []


def test_a_new_answer_is_announced_in_a_region_that_stays(page: WebDriver) -> None:
    region = page.find_element(By.CSS_SELECTOR, REGION)
    assert region.text == ""
    _press(page, "Ask about rights", tag="label")
    _wait(page, lambda: _named(page, "button", "From which date"))
    page.execute_script(LISTEN)
    _press(page, "From which date")
    _wait(page, lambda: "The answer is ready" in (region.get_attribute("textContent") or ""))
    begun, *_, ended = heard = page.execute_script("return heard")
    assert begun == LOOKING
    assert ended.startswith("The answer is ready, with ")
    assert len(set(heard)) == len(heard)
    assert page.execute_script("return runs") == 1
    assert region == page.find_element(By.CSS_SELECTOR, REGION)
    assert page.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"


def test_nothing_scrolls_sideways_on_a_narrow_screen(page: WebDriver) -> None:
    narrow = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
    _press(page, "Fit a class and draft", tag="label")
    _press(page, "Run the example")
    _wait(page, lambda: _named(page, "h3", "The draft beside"))
    assert page.execute_script("return innerWidth") == 320
    fits = "const main = document.querySelector('[data-testid=stMain]'); return main.scrollWidth <= main.clientWidth"
    assert _wait(page, lambda: page.execute_script(fits))


def _wait(page: WebDriver, condition: Callable[[], Found]) -> Found:
    """What the condition gives, once the page is at rest and it gives something."""

    def met(_: WebDriver) -> Found | None:
        return None if page.find_elements(By.CSS_SELECTOR, RUNNING) else condition()

    found = WebDriverWait(page, 60, ignored_exceptions=MOVING).until(met)
    assert found
    return found


def _named(page: WebDriver, tag: str, words: str) -> list[WebElement]:
    return [found for found in page.find_elements(By.TAG_NAME, tag) if words in found.text]


def _press(page: WebDriver, words: str, tag: str = "button") -> None:
    """Clicks what is so labelled, once it is there and nothing moves across it."""

    def pressed() -> bool:
        for button in _named(page, tag, words):
            page.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
            button.click()
            return True
        return False

    _wait(page, pressed)


def _unfold(page: WebDriver, words: str) -> None:
    """Opens the folded part of this name; a click that is lost while the page is redrawn is made once more."""

    def unfolded() -> bool:
        for summary in _named(page, "summary", words):
            if summary.find_element(By.XPATH, "..").get_attribute("open"):
                return True
            page.execute_script("arguments[0].scrollIntoView({block: 'center'})", summary)
            summary.click()
        return False

    _wait(page, unfolded)


def _choose(page: WebDriver, label: str, option: str) -> None:
    """Types the option into the select box of this label and takes it."""

    def chosen() -> bool:
        for box in page.find_elements(By.CSS_SELECTOR, f"input[aria-label*='{label}']"):
            page.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
            box.click()
            box.send_keys(option, Keys.ENTER)
            return True
        return False

    _wait(page, chosen)
    _wait(page, lambda: True)


def _paste(page: WebDriver, label: str, text: str) -> None:
    """Puts text into the text area of this label at one go, as a paste does, and leaves the field."""

    def pasted() -> bool:
        area = page.find_element(By.CSS_SELECTOR, f"textarea[aria-label='{label}']")
        if area.get_attribute("value") != text:
            area.click()
            area.send_keys(Keys.CONTROL, "a")
            page.execute_cdp_cmd("Input.insertText", {"text": text})
            area.send_keys(Keys.TAB)
        return area.get_attribute("value") == text

    _wait(page, pasted)
    _wait(page, lambda: True)
