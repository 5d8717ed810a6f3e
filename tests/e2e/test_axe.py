"""Every page and state: WCAG 2.1 A and AA by axe-core, in light and in dark; narrow screens, paper, screen readers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import unified_diff
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from selenium.webdriver.chrome.webdriver import WebDriver

from tests.e2e.conftest import ROOT, Serve, chromium
from tests.e2e.looking import SCROLLING, emulate, printed, sized
from tests.e2e.screenshots import WIDTHS as SCREENS
from tests.e2e.states import STATES, seed, walk
from tests.e2e.trees import TREES, tree

AXE = Path(os.environ.get("PD_AXE", str(files("selenium_axe_python") / "axe-core" / "axe.min.js")))
"""The checker itself; ``PD_AXE`` names a newer one to look with."""

WIDTHS = (*SCREENS[1:], 640)
"""Pixels at which nothing may scroll sideways; the last is a screen of 1280 at 200 % (WCAG 1.4.4)."""

RUN = """
const [done] = [arguments[arguments.length - 1]];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations", "incomplete"]})
  .then(found => done({violations: found.violations, incomplete: found.incomplete}), error => done(String(error)));
"""
PLANT = """
const wrong = '<p style="color: #999; background: #fff">pale</p><img src="data:,"><input>';
document.querySelector("[data-testid=stMainBlockContainer]").insertAdjacentHTML("beforeend", wrong);
"""
OVERHANG = f"""
const wide = [...document.querySelectorAll("{SCROLLING}")].map(box => box.scrollWidth - box.clientWidth);
return Math.max(...wide);
"""


LOOKED_AT = yaml.safe_load(Path(__file__).with_name("undecided.yaml").read_text("utf-8"))
"""What axe-core leaves to people: rule, end of the selector, and what a person saw there."""

ON_PAPER = {
    "ask-deadlines": ("By what date must I appeal", "How it was counted", "Whom to ask", "[7] "),
    "fit-draft": ("What a reader would stumble over", "Factor by factor", "JOB REQUIREMENTS", "neutral wording"),
}
"""State -> words from its first to its last sheet."""
CLICKED = ("Start a new conversation", "Put these dates", "Write the draft", "Download Word", "Run the example")
"""What can only be clicked and is left off the paper."""


class Found(NamedTuple):
    """One element that axe-core names: in which state and theme, by which rule, and where."""

    state: str
    theme: str
    rule: str
    selector: str
    why: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What the walk through all states found."""

    violations: list[Found]
    undecided: list[Found]
    overhang: dict[tuple[str, int], int]
    """State and width of the screen -> pixels by which the page is wider than that."""
    paper: dict[str, str]
    """State -> the words of its print."""
    trees: dict[str, str]
    """State -> what a screen reader is given of it."""
    planted: list[Found]
    """What is found where something wrong was put on the page on purpose."""


@pytest.fixture(scope="module")
def looked(serve: Serve, data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """Every state, looked at once."""
    folder = tmp_path_factory.mktemp("axe")
    found = Looked([], [], {}, {}, {}, [])
    seed(data_dir)
    with chromium(folder / "profile", folder) as page:
        page.set_script_timeout(60)
        for state in walk(page, serve(ROOT / "app.py")):
            for theme in ("dark", "light"):
                _look(page, state, theme, found)
            found.overhang.update({(state, width): _overhang(page, width) for width in WIDTHS})
            found.trees[state] = tree(page)
            if state in ON_PAPER:
                found.paper[state] = printed(page)
        page.execute_script(PLANT)
        with sized(page, 1280):
            found.planted.extend(_checked(page, "planted", "light")[0])
    return found


def _look(page: WebDriver, state: str, theme: str, found: Looked) -> None:
    emulate(page, theme)
    with sized(page, 1280):
        violations, undecided = _checked(page, state, theme)
    found.violations.extend(violations)
    found.undecided.extend(undecided)


def _checked(page: WebDriver, state: str, theme: str) -> tuple[list[Found], list[Found]]:
    """What axe-core finds wrong, and what it cannot decide."""
    if page.execute_script("return typeof axe") == "undefined":
        page.execute_script(AXE.read_text("utf-8"))
    result = page.execute_async_script(RUN)
    assert isinstance(result, dict), result
    return _named(result["violations"], state, theme), _named(result["incomplete"], state, theme)


def _named(rules: list[dict[str, Any]], state: str, theme: str) -> list[Found]:
    return [
        Found(state, theme, rule["id"], _selector(node["target"]), f"{node['html'][:300]}: {_why(node)}")
        for rule in rules
        for node in rule["nodes"]
    ]


def _selector(target: list[str | list[str]]) -> str:
    """Where an element stands; what is in a shadow tree is named by its host and its place in it."""
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in target)


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def _overhang(page: WebDriver, width: int) -> int:
    with sized(page, width):
        return int(page.execute_script(OVERHANG))


def test_every_state_was_looked_at(looked: Looked) -> None:
    assert tuple(looked.trees) == STATES


def test_the_checker_sees_what_is_wrong(looked: Looked) -> None:
    assert {one.rule for one in looked.planted} == {"color-contrast", "image-alt", "label"}


def test_no_violations(looked: Looked) -> None:
    assert looked.violations == []


def test_what_axe_could_not_decide_was_looked_at(looked: Looked) -> None:
    known = [(one["rule"], one["ends"]) for one in LOOKED_AT]
    left = [one for one in looked.undecided if not any(one.rule == r and one.selector.endswith(e) for r, e in known)]
    assert left == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(looked: Looked) -> None:
    assert {where: pixels for where, pixels in looked.overhang.items() if pixels > 0} == {}


def test_a_screen_reader_is_given_what_was_kept(looked: Looked) -> None:
    kept = {path.stem: path.read_text("utf-8") for path in TREES.glob("*.txt")}
    changed = [
        "\n".join(unified_diff(kept.get(state, "").splitlines(), found.splitlines(), state, "now", lineterm="", n=1))
        for state, found in looked.trees.items()
        if kept.get(state) != found
    ]
    assert changed == [], "look at what changed, then renew: python -m tests.e2e.trees\n" + "\n".join(changed)
    assert sorted(kept) == sorted(looked.trees)


def test_paper_has_the_whole_page_and_no_buttons(looked: Looked) -> None:
    for state, words in ON_PAPER.items():
        assert [one for one in words if one not in looked.paper[state]] == []
        assert [one for one in CLICKED if one in looked.paper[state]] == []
