"""Text is shown as typed: read back from a true browser, for Streamlit's Markdown is rendered there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from assistant.cases.entries import DescriptionAdded, Opened, Stage
from assistant.cases.store import Cases
from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui import cases
from tests.e2e.conftest import ROOT, Serve, served
from tests.e2e.literal_page import LINES
from tests.e2e.states import _ask, turn_to
from tests.e2e.test_browser import _choose, _named, _paste, _press, _unfold, _wait

WORD_JOINER = "\u2060"

TRAPS = {
    "alpha": "$21.50 to $29.00 and $x$",
    "bravo": "~20 days~ or ~30 -- a week >= 5",
    "charlie": ":red[urgent] :smile: :material/home:",
    "delta": "<b>bold</b> &amp; <img src=x onerror=alert(1)>",
    "echo": "*not* _slanted_ `code` [link](https://example.org)",
}
"""A mark -> what follows it in the draft, the document, the question and the case's title."""
_LINES = [f"{mark}mark {trap} {mark}end" for mark, trap in TRAPS.items()]
DRAFT = "Position: Clerk, State of Minnesota\n\nDuties\n" + "\n".join(
    f"{number}. Enters hires and leaves in the personnel system, {line}. (20%)" for number, line in enumerate(_LINES, 1)
)
OLD = DRAFT.replace("Enters hires", "Files hires")
DOCUMENT = "Sec. 1. Filing\n\n" + "\n\n".join(f"Employees file this form by hand, {line}." for line in _LINES)


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


@pytest.fixture
def address(data_dir: Path, tmp_path: Path) -> Iterator[str]:
    """A chat with a document and a case full of traps; the shared data folder stays as it is."""
    data = tmp_path / "data"
    shutil.copytree(data_dir, data)
    (file := tmp_path / "traps.txt").write_text(DOCUMENT, "utf-8")
    desk = Desk.open(Settings(data_dir=data))
    desk.ingest([file])
    desk.search.close()
    with closing(Cases(data)) as kept:
        now = datetime(2026, 3, 2, tzinfo=UTC)
        case = kept.open(Opened(title=_LINES[0], plan="minnesota"), who=_LINES[1], at=now)
        kept.add(case.id, DescriptionAdded(stage=Stage.CURRENT, name=_LINES[2], text=DRAFT), who="Ada", at=now)
    with served(ROOT / "app.py", data) as started:
        yield started


def test_every_page_shows_a_draft_and_a_document_as_typed(browser: WebDriver, address: str) -> None:
    page, met = browser, {}
    page.get(address)
    _wait(page, lambda: _named(page, "button", "alphamark"))
    met["home"] = _literal(page)
    _press(page, "Ask about rights", tag="label")
    _wait(page, lambda: _named(page, "button", "From which date"))
    _ask(page, f"By what date must I file this form by hand, {_LINES[0]} {_LINES[1]} {_LINES[2]}?")
    met["ask"] = _literal(page)
    _press(page, "Fit a class and draft", tag="label")
    _paste(page, "Draft position description", DRAFT)
    _unfold(page, "The description part by part")
    _choose(page, "Part of the description", "Duty 1")
    met["parts"] = _literal(page)
    _press(page, "Find the class")
    _wait(page, lambda: _named(page, "h3", "The draft beside"))
    met["fit"] = _literal(page)
    _press(page, "3. Draft", tag="label")
    _press(page, "Write the draft")
    _wait(page, lambda: _named(page, "button", "Download Word"))
    met["draft"] = _literal(page)
    _press(page, "4. Packet", tag="label")
    _unfold(page, "The old description")
    _paste(page, "The description as it was", OLD)
    _press(page, "Show what changed")
    _wait(page, lambda: _named(page, "table", "Old and new description"))
    met["packet"] = _literal(page)
    _press(page, "What is loaded", tag="label")
    _choose(page, "Read one", "Sec. 1. Filing")
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, ".pd-passage"))
    met["loaded"] = _literal(page)
    _press(page, "Cases", tag="label")
    _press(page, "alphamark")
    for part in cases.PARTS:
        turn_to(page, part)
        met[part] = _literal(page)
    assert [where for where, marks in met.items() if not marks] == []
    assert {*TRAPS} <= met["fit"] & met["draft"] & met["loaded"]


def _literal(page: WebDriver) -> set[str]:
    """The marks of all traps on the page, each followed by its trap as typed, or by its beginning and an ellipsis."""
    _wait(page, lambda: True)
    body = page.execute_script("return document.querySelector('[data-testid=stMain]').textContent")
    text = " ".join(str(body).replace(WORD_JOINER, "").split())
    found = set()
    for mark, trap in TRAPS.items():
        for after in (text[one.end() :] for one in re.finditer(f"{mark}mark ", text)):
            whole = f"{trap} {mark}end"
            shown = after if after.startswith(whole) else after.partition("…")[0].rstrip()
            assert shown.startswith(whole) or whole.startswith(shown), f"{mark}: {after[:120]!r}"
            found.add(mark)
    return found
