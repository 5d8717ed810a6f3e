"""One walk through a conversation in a true browser: kept, edited, taken along, stopped, and there after a restart."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from assistant.ui import examples
from assistant.ui.taking import ADVICE
from tests.e2e.conftest import ROOT, _free_port, served
from tests.e2e.test_browser import MOVING, _named, _press, _wait
from tests.engine.server import Heard, Scripted, Server, serving, streamed

FIRST, SECOND, THIRD = examples.QUESTIONS[1], "Who decides on a request for reallocation?", "What is a class?"
EDITED = "What has to be in the packet when an existing position is sent in for review?"
LAST = "Who may ask for a review of a position?"
PACE = 0.4


def slowly(heard: Heard) -> Scripted:
    """The evidence in its own words, statement by statement; one of them long after the other."""
    said = [{"text": text, "keys": [key]} for key, text in heard.evidence.items()]
    return streamed(json.dumps({"statements": said}), size=80, pace=PACE)


class House:
    """The chat on one address, whose process can be ended and started again."""

    def __init__(self, data_dir: Path, model: Server) -> None:
        self._data_dir, self._port, self._stack = data_dir, _free_port(), ExitStack()
        self._settings = {
            "PD_ENGINE": "llm",
            "OPENAI_BASE_URL": model.url,
            "OPENAI_API_KEY": "sk-test",
            "OPENAI_MODEL": "scripted",
            "PD_EMPLOYER_NAME": "City of Elmwood",
        }

    def start(self) -> str:
        return self._stack.enter_context(served(ROOT / "app.py", self._data_dir, self._port, self._settings))

    def end(self) -> None:
        self._stack.close()


@pytest.fixture
def model() -> Iterator[Server]:
    with serving(slowly, slowly, slowly) as server:
        yield server


@pytest.fixture
def house(data_dir: Path, tmp_path: Path, model: Server) -> Iterator[House]:
    shutil.copytree(data_dir, tmp_path / "data")
    opened = House(tmp_path / "data", model)
    yield opened
    opened.end()


def test_a_conversation_from_its_first_question_to_a_restart(
    browser: WebDriver, house: House, model: Server, downloads: Path
) -> None:
    page = browser
    page.get(house.start())
    _press(page, "Ask about rights", tag="label")
    _press(page, "Let the model at", tag="label")
    _ask(page, FIRST)
    _refreshed(page, [FIRST])
    _second_window(page)
    _read_source(page)
    _edit(page, 2, EDITED)
    _wait(page, lambda: _asked(page) == [FIRST, EDITED])
    assert _named(page, "summary", "Earlier versions of this conversation (1)")
    _take_along(page, downloads)
    _press(page, "Let the model at", tag="label")
    _stop(page, model)
    _refresh_meanwhile(page, model)
    _edit_and_leave(page, model)
    _restarted(page, house)
    _edited_at_once(page)
    _press(page, "Fit a class", tag="label")
    _paste(page, examples.DRAFT)
    _restarted(page, house)
    _found_at_once(page)


def _ask(page: WebDriver, question: str) -> None:
    def typed() -> bool:
        for entry in page.find_elements(By.CSS_SELECTOR, "[data-testid=stChatInputTextArea]"):
            entry.send_keys(question, Keys.ENTER)
            return True
        return False

    _wait(page, lambda: True)
    _wait(page, typed)


def _asked(page: WebDriver) -> list[str]:
    """The questions on the page, in order."""
    found = page.find_elements(By.CSS_SELECTOR, "[data-testid=stChatMessage]:has([class*='st-key-edit-'])")
    return [message.find_element(By.CSS_SELECTOR, "[data-testid=stText]").text for message in found]


def _refreshed(page: WebDriver, questions: list[str]) -> None:
    _wait(page, lambda: _asked(page) == questions and "work=" in page.current_url)
    page.refresh()
    _wait(page, lambda: _asked(page) == questions and _named(page, "button", "[1]"))


def _second_window(page: WebDriver) -> None:
    """Another window at the same address asks; the first one shows it at its next step, and both their questions."""
    first, address = page.current_window_handle, page.current_url
    page.switch_to.new_window("tab")
    page.get(address)
    _wait(page, lambda: _asked(page) == [FIRST])
    _ask(page, SECOND)
    _wait(page, lambda: _asked(page) == [FIRST, SECOND])
    page.close()
    page.switch_to.window(first)
    _ask(page, THIRD)
    _wait(page, lambda: _asked(page) == [FIRST, SECOND, THIRD])


def _read_source(page: WebDriver) -> None:
    """By the keyboard alone: to the provision before, which keeps the place, back, copied, and out again."""
    _press(page, "[1]")
    dialog = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))[0]
    _wait(page, lambda: dialog.find_elements(By.TAG_NAME, "mark"))
    one, back = (dialog.find_element(By.CSS_SELECTOR, f".st-key-passage-{key} button") for key in ("previous", "cited"))
    one = one if one.is_enabled() else dialog.find_element(By.CSS_SELECTOR, ".st-key-passage-next button")
    _wait(page, lambda: one.send_keys(Keys.ENTER) is None)
    _wait(page, lambda: not dialog.find_elements(By.TAG_NAME, "mark"))
    at = page.switch_to.active_element
    assert at == one
    _wait(page, lambda: back.send_keys(Keys.ENTER) is None)
    _wait(page, lambda: dialog.find_elements(By.TAG_NAME, "mark"))
    copier = dialog.find_element(
        By.CSS_SELECTOR, ".st-key-copy-citation [data-testid=stBidiComponentIsolated]"
    ).shadow_root
    copier.find_element(By.CSS_SELECTOR, "button").send_keys(Keys.ENTER)
    WebDriverWait(page, 10).until(lambda _: copier.find_element(By.CSS_SELECTOR, "[role=status]").text)
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    _wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))
    assert _asked(page) == [FIRST, SECOND, THIRD]


def _edit(page: WebDriver, number: int, words: str) -> None:
    _press(page, f"Edit question {number}")
    area = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "textarea[aria-label^='The question']"))[0]
    area.send_keys(Keys.CONTROL, "a")
    area.send_keys(words)
    _press(page, "Ask this instead")


def _take_along(page: WebDriver, downloads: Path) -> None:
    """Each file on the first press, opened and read."""
    for label, ending in (("Download Word (DOCX)", "docx"), ("Download PDF", "pdf")):
        _press(page, label)
        file = _wait(page, lambda ending=ending: list(downloads.glob(f"*.{ending}")))[0]
        told = _text(file)
        for words in (FIRST, EDITED, ADVICE, "[1]", "Edition:", "Status:"):
            assert " ".join(words.split()) in told, (ending, words)
        assert SECOND not in told
        assert "City of Elmwood" in told


def _text(file: Path) -> str:
    if file.suffix == ".pdf":
        words = " ".join(page.extract_text() for page in PdfReader(file).pages)
    else:
        document = docx.Document(str(file))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        feet = [line.text for line in document.sections[0].footer.paragraphs]
        words = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *feet])
    return " ".join(words.split())


def _stop(page: WebDriver, model: Server) -> None:
    """Stopping hangs up on the server, keeps what was verified, says so, and stores it."""
    _ask(page, SECOND)
    _running(page, "Stop this answer", lambda: len(model.sent) > 2).click()
    _wait(page, lambda: _named(page, "button", "Ask again for the whole answer"))
    assert "Stopped before it was whole" in _body(page)
    sent = len(model.sent)
    time.sleep(4 * PACE)
    assert len(model.sent) <= sent + 1
    _refreshed(page, [FIRST, EDITED, SECOND])
    assert _named(page, "button", "Ask again for the whole answer")


def _refresh_meanwhile(page: WebDriver, model: Server) -> None:
    """The question whose answer was being made is there at once, and the answer comes by itself."""
    sent = len(model.sent)
    _ask(page, THIRD)
    _running(page, "Stop this answer", lambda: len(model.sent) > sent)
    page.refresh()
    _wait(page, lambda: _asked(page)[-1:] == [THIRD])
    assert _named(page, "button", "Ask again")
    _wait(page, lambda: not [one for one in _named(page, "button", "Ask again") if one.text == "Ask again"])


def _edit_and_leave(page: WebDriver, model: Server) -> None:
    """What is said of another answer meanwhile stops nothing; an edit outlives a refresh, and its answer comes."""
    sent, requests = len(model.sent), len(model.heard)
    _edit(page, 4, LAST)
    helped = _running(page, "This helped", lambda: len(model.sent) > sent)
    page.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", helped)
    WebDriverWait(page, 60).until(lambda _: "You said: this helped" in _body(page))
    assert _running(page, "Stop this answer", lambda: True)
    page.refresh()
    _wait(page, lambda: _asked(page) == [FIRST, EDITED, SECOND, LAST])
    assert "You said: this helped" in _body(page)
    assert _named(page, "button", "Ask again")
    _wait(page, lambda: not [one for one in _named(page, "button", "Ask again") if one.text == "Ask again"])
    assert len(model.heard) == requests + 1
    assert _named(page, "summary", "Earlier versions of this conversation (2)")


def _running(page: WebDriver, label: str, when: object):  # type: ignore[no-untyped-def]
    """A button of a page that is still being drawn, once something is so."""
    assert callable(when)
    found = WebDriverWait(page, 60, ignored_exceptions=MOVING).until(
        lambda _: when() and [one for one in _named(page, "button", label) if one.text.endswith(label)]
    )
    return found[0]


def _restarted(page: WebDriver, house: House) -> None:
    """Another process stands behind the page, which was open all the time and has not been touched since."""
    house.end()
    house.start()
    WebDriverWait(page, 60).until(lambda _: not page.find_elements(By.CSS_SELECTOR, "[data-testid=stConnectionStatus]"))


def _edited_at_once(page: WebDriver) -> None:
    """The first press counts, and so does what is said of an answer then; both are kept."""
    before = _asked(page)
    _press(page, "Edit question 1")
    _wait(page, lambda: _named(page, "button", "Leave it as it is"))
    assert _asked(page) == before[1:]  # the first one is in the field
    _wait(page, lambda: page.switch_to.active_element.tag_name == "textarea")
    _press(page, "Leave it as it is")
    _wait(page, lambda: page.switch_to.active_element.text == "Edit question 1")
    _press(page, "This is wrong")
    _wait(page, lambda: "You said: this is wrong" in _body(page))
    _refreshed(page, before)
    assert "You said: this is wrong" in _body(page)


def _paste(page: WebDriver, draft: str) -> None:
    box = _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "textarea[aria-label*='Draft position']"))[0]
    box.send_keys(draft)


def _found_at_once(page: WebDriver) -> None:
    """The first press counts for what was pasted and no server has seen yet."""
    _press(page, "Find the class")
    _wait(page, lambda: _named(page, "summary", "The same as a table"))
    assert page.find_element(By.CSS_SELECTOR, "textarea[aria-label*='Draft position']").get_attribute("value")


def _body(page: WebDriver) -> str:
    return page.find_element(By.TAG_NAME, "body").text
