"""The page as somebody with another screen or other settings of the system sees it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

SCROLLING = ":is(html, [data-testid=stMain], [data-testid=stAppScrollToBottomContainer], [role=dialog])"
"""What scrolls, as a selector: the page itself never does."""

_THEME = "return getComputedStyle(document.querySelector('.stApp')).colorScheme"
_HEIGHT = f"return Math.max(...[...document.querySelectorAll('{SCROLLING}')].map(box => box.scrollHeight))"
_AT_REST = "return document.getAnimations().every(one => one.playState !== 'running')"
"""Sections open and close by script, whatever the system says of motion."""
_SPARE = 250
"""Pixels for the bar with the question, which stands below what scrolls."""


def emulate(page: WebDriver, theme: str) -> None:
    """Has the system ask for light or dark, and for less motion, so that no colour is still on its way."""
    features = [
        {"name": "prefers-color-scheme", "value": theme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    WebDriverWait(page, 20).until(lambda _: page.execute_script(_THEME) == theme)


@contextmanager
def sized(page: WebDriver, width: int) -> Iterator[None]:
    """A window so wide, in pixels, and so tall that nothing of the page is out of sight.

    axe-core leaves the colours of what is scrolled out of sight unchecked, and a screenshot leaves it out.
    """
    try:
        _resize(page, width, 1000)
        _resize(page, width, int(page.execute_script(_HEIGHT)) + _SPARE)
        WebDriverWait(page, 20).until(lambda _: page.execute_script(_AT_REST))
        yield
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _resize(page: WebDriver, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    WebDriverWait(page, 20).until(lambda _: page.execute_script("return innerWidth") == width)


def printed(page: WebDriver) -> str:
    """The words on the sheets that a printer would give."""
    sheets = PdfReader(BytesIO(b64decode(page.print_page())))
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets.pages).split())
