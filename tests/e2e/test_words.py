"""A word's explanation in a true browser: on hover and on focus, to be hovered, to be closed, to stay (WCAG 1.4.13)."""

from __future__ import annotations

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.e2e.conftest import ROOT, Serve
from tests.e2e.test_browser import _named, _press, _wait

_NARROW = 320
_STICKS_OUT = """
const [word, says] = arguments, main = document.querySelector("[data-testid=stMain]");
word.scrollIntoView({block: "center"});
const box = says.getBoundingClientRect();
return box.left < 0 || box.right > innerWidth || main.scrollWidth > main.clientWidth;
"""
_TABLE_SEEN = "return document.querySelector('.pd-open-if-wide table').checkVisibility()"


def test_explanations_come_by_pointer_and_keyboard_stay_and_go_on_request(browser: WebDriver, serve: Serve) -> None:
    browser.get(serve(ROOT / "app.py"))
    _wait(browser, lambda: _named(browser, "button", "See an example job checked"))
    _press(browser, "See an example job checked")
    _wait(browser, lambda: _named(browser, "h3", "The draft beside"))
    level = browser.find_element(By.CSS_SELECTOR, "[aria-describedby=says-fit-step-fit-level]")
    assert browser.execute_script(_TABLE_SEEN)  # on a wide screen nothing has to be opened
    _by_pointer(browser, level, _says(level))
    _by_keyboard(browser, level, _says(level))
    _in_a_dialog(browser)
    _on_a_narrow_screen(browser)


def _says(word: WebElement) -> WebElement:
    """What explains a word: the element that its description refers to."""
    return word.find_element(By.ID, str(word.get_attribute("aria-describedby")))


def _by_pointer(page: WebDriver, word: WebElement, says: WebElement) -> None:
    assert not says.is_displayed()
    ActionChains(page).move_to_element(word).perform()
    assert says.is_displayed()
    ActionChains(page).move_to_element(says).perform()  # it can be read with the pointer on it
    assert says.is_displayed()
    ActionChains(page).send_keys(Keys.ESCAPE).perform()  # and closed where it covers something
    assert not says.is_displayed()
    ActionChains(page).move_to_element(_named(page, "h2", "Fit a class and draft")[0]).perform()
    ActionChains(page).move_to_element(word).perform()
    assert says.is_displayed()
    ActionChains(page).move_to_element(_named(page, "h2", "Fit a class and draft")[0]).perform()
    assert not says.is_displayed()


def _by_keyboard(page: WebDriver, word: WebElement, says: WebElement) -> None:
    page.execute_script("arguments[0].focus()", word)
    assert says.is_displayed()
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    assert not says.is_displayed()
    assert page.switch_to.active_element == word
    ActionChains(page).send_keys(Keys.TAB).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    assert says.is_displayed()


def _in_a_dialog(page: WebDriver) -> None:
    """Escape closes the explanation first, and only then the dialog."""
    _press(page, "[1]")
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[role=dialog] mark"))
    (word,) = page.find_elements(By.CSS_SELECTOR, "[aria-describedby=says-passage-edition]")
    page.execute_script("arguments[0].focus()", word)
    assert _says(word).is_displayed()
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    assert not _says(word).is_displayed()
    assert page.find_elements(By.CSS_SELECTOR, "[role=dialog] mark")
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    _wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))


def _on_a_narrow_screen(page: WebDriver) -> None:
    """Wherever a word stands in its line, its explanation is on the screen, and nothing scrolls sideways for it."""
    metrics = {"width": _NARROW, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    _wait(page, lambda: page.execute_script("return innerWidth") == _NARROW)
    shown = [word for word in page.find_elements(By.CSS_SELECTOR, ".pd-term") if word.is_displayed()]
    assert len(shown) > 5
    assert not page.execute_script(_TABLE_SEEN)  # the verdicts come first; both sides' words are folded below them
    page.execute_script("document.querySelector('.pd-open-if-wide > summary').focus()")
    ActionChains(page).send_keys(Keys.ENTER).perform()
    assert page.execute_script(_TABLE_SEEN)
    for word in shown:
        page.execute_script("arguments[0].focus()", word)
        assert _says(word).is_displayed()
        assert not page.execute_script(_STICKS_OUT, word, _says(word)), word.text
