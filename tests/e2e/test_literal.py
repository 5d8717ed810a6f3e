"""Text is shown as typed: read back from a true browser, for Streamlit's Markdown is rendered there."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.e2e.conftest import Serve
from tests.e2e.literal_page import LINES

WORD_JOINER = "\u2060"


def test_every_line_reads_as_typed(browser: WebDriver, serve: Serve) -> None:
    browser.get(serve(Path(__file__).with_name("literal_page.py")))
    last = f".st-key-error-{len(LINES) - 1}"
    WebDriverWait(browser, 60).until(lambda page: page.find_elements(By.CSS_SELECTOR, last))
    for kind in ("paragraph", "button", "error"):
        shown = [_text(browser, f".st-key-{kind}-{number}") for number in range(len(LINES))]
        assert shown == list(LINES)


def _text(browser: WebDriver, selector: str) -> str:
    content = browser.find_element(By.CSS_SELECTOR, selector).get_attribute("textContent") or ""
    return content.strip().replace(WORD_JOINER, "")
