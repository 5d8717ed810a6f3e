"""Every door's whole path by keyboard alone: Tab, Enter, Space and the arrow keys, the focus always to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from assistant.ui.modes import ASK
from tests.e2e.conftest import ROOT, Serve, chromium
from tests.e2e.looking import emulate
from tests.e2e.test_browser import _named, _wait

_MOST = 250
"""So many presses of Tab lead round any page; more are a trap."""

_FOCUSED = """
const one = document.activeElement;
if (one === document.body) return null;
const box = one.getBoundingClientRect(), label = one.closest("label");
const ringed = [one, one.parentElement, label, label && label.querySelector("div")].some(part => {
  const style = part && getComputedStyle(part);
  return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
});
return {
  name: [one.innerText, one.getAttribute("aria-label"), label && label.innerText].filter(Boolean).join(" ").trim(),
  tag: one.tagName.toLowerCase(), type: one.type || "",
  seen: box.bottom > 0 && box.top < innerHeight, ringed,
};
"""

_OVERHEARD = """
window.overheard = [];
new MutationObserver(changes => changes.flatMap(change => [...change.addedNodes]).forEach(node => {
  const said = node.querySelectorAll ? [node, ...node.querySelectorAll("*")] : [];
  window.overheard.push(...said.filter(one => one.matches("[role=alert]")).map(one => one.textContent));
})).observe(document.body, {childList: true, subtree: true});
"""
"""Keeps what is said aloud while the page works and is gone when it is done."""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """One browser for all paths."""
    folder = tmp_path_factory.mktemp("keyboard")
    with chromium(folder / "profile", folder) as driver:
        yield driver


@pytest.fixture
def page(window: WebDriver, serve: Serve) -> WebDriver:
    """The first page of a new session, ready, with nothing in motion."""
    window.get(serve(ROOT / "app.py"))
    _wait(window, lambda: _named(window, "button", "See everything that is loaded"))
    emulate(window, "light")
    return window


def test_ask_about_my_rights(page: WebDriver) -> None:
    _reach(page, "Ask a question")
    _key(page, Keys.ENTER)
    _wait(page, lambda: _named(page, "h2", ASK))
    _reach(page, "Your question")
    _key(page, "From which date is back pay counted?", Keys.ENTER)
    _wait(page, lambda: _named(page, "button", "[1]"))
    _reach(page, "[1]")
    _key(page, Keys.ENTER)
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[role=dialog] mark"))
    _key(page, Keys.TAB)
    assert page.execute_script("return !!document.activeElement.closest('[role=dialog]')")
    _key(page, Keys.ESCAPE)
    _wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))


def test_from_a_description_to_its_packet(page: WebDriver) -> None:
    _reach(page, "Start a draft")
    _key(page, Keys.SPACE)
    _wait(page, lambda: _named(page, "h3", "Describe the work"))
    _reach(page, "Draft position description", "textarea")
    _key(page, "Answers the telephone and files letters under close supervision. Does not lead anybody.")
    _reach(page, "Run the example")
    _key(page, Keys.ENTER)
    _arrives(page, "What the draft fits")
    _reach(page, "Next: draft")
    _key(page, Keys.ENTER)
    _arrives(page, "Draft in the employer's format")
    _reach(page, "Write the draft")
    _key(page, Keys.ENTER)
    _wait(page, lambda: _named(page, "button", "Download Word"))
    _reach(page, "Download Word")
    _reach(page, "Next: packet")
    _key(page, Keys.ENTER)
    _arrives(page, "The packet")
    page.execute_script(_OVERHEARD)
    _reach(page, "Make the packet")
    _key(page, Keys.ENTER)
    _wait(page, lambda: _named(page, "button", "Download the packet"))
    assert "Making the documents…" in page.execute_script("return window.overheard")
    _reach(page, "4. Packet", "input")
    _key(page, Keys.ARROW_LEFT)
    _wait(page, lambda: _named(page, "button", "Write the draft"))


def test_check_an_allocation_and_every_word_is_explained(page: WebDriver) -> None:
    _reach(page, "See an example job checked")
    _key(page, Keys.ENTER)
    _arrives(page, "What the draft fits")
    _reach(page, "series", "dfn")
    says = page.find_element(By.ID, "says-fit-step-fit-series")
    assert says.is_displayed()
    _key(page, Keys.ESCAPE)
    assert not says.is_displayed()


def test_tab_goes_round_the_page_and_back(page: WebDriver) -> None:
    first = _round(page, Keys.TAB)
    assert _round(page, Keys.TAB) == first
    assert {"Start a draft", "Ask a question", "Check a job", "See everything that is loaded"} <= {*first}


def test_the_first_stop_skips_to_what_the_page_is_about(page: WebDriver) -> None:
    _key(page, Keys.TAB)
    assert "skip" in str(page.execute_script("return document.activeElement.innerText")).lower()
    _key(page, Keys.ENTER)
    assert page.execute_script("return !!document.activeElement.closest('main, [data-testid=stMain]')")


def _key(page: WebDriver, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def _reach(page: WebDriver, name: str, tag: str = "") -> None:
    """Presses Tab until the focus is on what bears this name; all that is passed must show that it has the focus."""
    _wait(page, lambda: True)
    for _ in range(_MOST):
        _key(page, Keys.TAB)
        focused = page.execute_script(_FOCUSED)
        if focused is None:
            continue
        assert focused["ringed"], focused
        if focused["name"].startswith(name) and tag in ("", focused["tag"]):
            assert focused["seen"], focused
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


def _arrives(page: WebDriver, heading: str) -> None:
    """Waits until the focus was led to a heading."""
    _wait(page, lambda: page.switch_to.active_element.text == heading)


def _round(page: WebDriver, key: str) -> list[str]:
    """The names of all that has the focus on one way round the page."""
    _wait(page, lambda: True)
    names: list[str] = []
    for _ in range(_MOST):
        _key(page, key)
        focused = page.execute_script(_FOCUSED)
        if focused is None:
            if names:
                return names
            continue
        names.append(focused["name"])
    raise AssertionError(f"the keyboard is trapped near {names[-1]}")
