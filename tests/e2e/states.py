"""Every page of the chat in every state that looks different, one after the other, in one browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from assistant.cases.entries import DateSet, DescriptionAdded, Opened, Stage
from assistant.cases.store import Cases
from assistant.ui import cases, examples
from tests.e2e.test_browser import _choose, _named, _paste, _press, _unfold, _wait

TITLE = "A clerk's study, $21 to $29"
_PARTS = {f"case-{part.lower().replace(' ', '-')}": part for part in cases.PARTS}
"""State -> the part of a case it shows."""
_PRESSED = {
    "Class": ("Find the class and keep the result", "table", "Classes"),
    "Second opinion": ("Compare the two classes", "h3", "The decision record"),
}
"""Part of a case -> what has to be pressed before there is anything to see, and what is there then: tag and words."""

STATES = (
    "home",
    "ask",
    "ask-answered",
    "ask-source-opened",
    "ask-refused",
    "ask-deadlines",
    "fit",
    "fit-upload-error",
    "fit-interview",
    "fit-parts",
    "fit-suggestion",
    "fit-explanation",
    "fit-findings",
    "fit-levels",
    "fit-draft",
    "fit-packet",
    "fit-redline",
    "fit-packet-made",
    "loaded",
    "loaded-adding",
    "loaded-source",
    "cases",
    *_PARTS,
)
"""The states by name, in the order of the walk."""

_NOW, _ASKED_FOR = "Human Resources Technician 1", "Human Resources Technician 2"
_MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_NO_PDF = Path(__file__).with_name("no.pdf")
"""A file that says it is a PDF and is none."""
_OLD = examples.DRAFT.replace("under general supervision", "under close supervision").replace("(25%)", "(20%)")


def seed(data_dir: Path) -> None:
    """Keeps a case, as an office has it in the middle of a study; the walk opens it."""
    with closing(Cases(data_dir)) as kept:
        opened = Opened(title=TITLE, plan="minnesota", current_class=_NOW, requested_class=_ASKED_FOR)
        case = kept.open(opened, who="Ada", at=_MOMENT)
        for act in (
            DescriptionAdded(stage=Stage.CURRENT, name="As filed", text=examples.DRAFT),
            DateSet(event="employee notified", day=_MOMENT.date()),
        ):
            kept.add(case.id, act, who="Ada", at=_MOMENT)


_SETTLES = 0.5
"""Seconds: what a click began may be under way before the page says that it runs."""


def walk(page: WebDriver, address: str) -> Iterator[str]:
    """Brings the page into each of :data:`STATES` and names it; whoever looks leaves it as found."""
    page.get(address)
    _wait(page, lambda: _named(page, "label", "Ask about rights"))
    yield "home"
    for states in (_asking, _fitting, _loaded, _cases):
        for state in states(page):
            _put_pointer_aside(page)
            time.sleep(_SETTLES)
            _wait(page, lambda: True)
            yield state


def _put_pointer_aside(page: WebDriver) -> None:
    """Where the last press left it a word may have come that explains itself under the pointer."""
    aside = ActionBuilder(page)
    aside.pointer_action.move_to_location(0, 0)
    aside.perform()


def _asking(page: WebDriver) -> Iterator[str]:
    _press(page, "Ask about rights", tag="label")
    _wait(page, lambda: _named(page, "button", "From which date"))
    yield "ask"
    _press(page, "From which date")
    _wait(page, lambda: _named(page, "button", "Start a new conversation"))
    yield "ask-answered"
    _press(page, "[1]")
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[role=dialog] mark"))
    yield "ask-source-opened"
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    _wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, "[role=dialog]"))
    _afresh(page)
    _ask(page, "Which stocks should I buy this week?")
    yield "ask-refused"
    _afresh(page)
    _press(page, "I was told on March 2, 2026")
    _wait(page, lambda: _named(page, "table", "Deadlines"))
    yield "ask-deadlines"


def _fitting(page: WebDriver) -> Iterator[str]:
    _press(page, "Fit a class and draft", tag="label")
    _wait(page, lambda: _named(page, "button", "Next: fit"))
    yield "fit"
    page.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(_NO_PDF))
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "[data-testid=stAlert]"))
    yield "fit-upload-error"
    with_open = {"fit-interview": "Interview: be asked", "fit-parts": "The description part by part"}
    for name, words in with_open.items():
        _unfold(page, words)
        yield name
        _press(page, words, tag="summary")
    _press(page, "Run the example")
    _wait(page, lambda: _named(page, "h3", "The draft beside"))
    yield "fit-suggestion"
    _press(page, "Show how this came about", tag="label")
    _wait(page, lambda: _named(page, "table", "Scores by part"))
    yield "fit-explanation"
    _press(page, "Show how this came about", tag="label")
    _press(page, "1. Describe", tag="label")
    _wait(page, lambda: _named(page, "button", "Next: fit"))
    yield "fit-findings"
    yield from _drafting(page)


def _drafting(page: WebDriver) -> Iterator[str]:
    _press(page, "3. Draft", tag="label")
    _choose(page, "Format", "Duluth")
    _unfold(page, "Levels and alternatives")
    yield "fit-levels"
    _press(page, "Write the draft")
    _wait(page, lambda: _named(page, "button", "Download Word"))
    yield "fit-draft"
    _press(page, "4. Packet", tag="label")
    _unfold(page, "What only people know")
    yield "fit-packet"
    _press(page, "What only people know", tag="summary")
    _unfold(page, "The old description, and what changed")
    _wait(page, lambda: [box for box in page.find_elements(By.TAG_NAME, "textarea") if box.is_displayed()])
    _paste(page, "The description as it was", _OLD)
    _press(page, "Show what changed")
    _wait(page, lambda: _named(page, "table", "Old and new description"))
    yield "fit-redline"
    _press(page, "The old description, and what changed", tag="summary")
    _press(page, "Make the packet")
    _wait(page, lambda: _named(page, "button", "Download the packet"))
    yield "fit-packet-made"


def _loaded(page: WebDriver) -> Iterator[str]:
    _press(page, "What is loaded", tag="label")
    _wait(page, lambda: _named(page, "h2", "What is loaded"))
    yield "loaded"
    for words in ("Add documents", "Learn a format"):
        _unfold(page, words)
    yield "loaded-adding"
    for words in ("Add documents", "Learn a format"):
        _press(page, words, tag="summary")
    _choose(page, "Read one", "43A.07")
    _wait(page, lambda: page.find_elements(By.CSS_SELECTOR, ".pd-passage"))
    yield "loaded-source"


def _cases(page: WebDriver) -> Iterator[str]:
    """The page of cases, and every part of one that has a description, people and days."""
    _press(page, "Cases", tag="label")
    _wait(page, lambda: _named(page, "h2", "Cases"))
    yield "cases"
    _press(page, TITLE)
    _wait(page, lambda: "case=" in page.current_url)
    for state, part in _PARTS.items():
        turn_to(page, part)
        if part in _PRESSED:
            press, tag, words = _PRESSED[part]
            _press(page, press)
            _wait(page, partial(_named, page, tag, words))
        yield state


def turn_to(page: WebDriver, part: str) -> None:
    """Chooses a part of the open case; until the page says something else, nothing of it has come."""
    before = _said(page)
    _press(page, part, tag="label")
    if part != next(iter(cases.PARTS)):  # which is the one that a case opens with
        _wait(page, lambda: _said(page) != before)


def _said(page: WebDriver) -> str:
    return str(page.execute_script("return document.querySelector('[data-testid=stMain]').textContent"))


def _ask(page: WebDriver, question: str) -> None:
    page.find_element(By.CSS_SELECTOR, "[data-testid=stChatInputTextArea]").send_keys(question, Keys.ENTER)
    _wait(page, lambda: _named(page, "button", "Start a new conversation"))


def _afresh(page: WebDriver) -> None:
    _press(page, "Start a new conversation")
    _wait(page, lambda: _named(page, "button", "From which date"))
