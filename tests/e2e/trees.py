"""What a screen reader is given of every page and state, as text: ``python -m tests.e2e.trees`` renews the kept trees.

One line for each node of Chromium's accessibility tree: its role, its name, its states, and what explains a word.
What differs from run to run or from day to day (numbers of cases, days, hashes, versions) is left out, and so are all
but the first rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from selenium.webdriver.chrome.webdriver import WebDriver

from assistant.desk import Desk
from assistant.settings import Settings
from tests.e2e.conftest import ROOT, chromium, served
from tests.e2e.looking import emulate, sized
from tests.e2e.states import seed, walk

TREES: Final = Path(__file__).with_name("trees")

_WIDTH: Final = 1280
_LONGEST: Final = 90
"""Characters of a name."""
_ROWS: Final = 3
"""So many rows of a table, its head among them, and so many options of a list."""
_PASSED: Final = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker", "LayoutTable", "paragraph"}
"""Roles that say nothing by themselves: what is in them stands in their place."""
_FLEETING: Final = re.compile(r"\d+ options? available\.")
"""What a list says once when it opens, and what goes when it likes."""
_REPEATED: Final = {"row", "option"}
_EXPLAINED: Final = "term"
"""A word of the trade; its description is what explains it."""
_STATES: Final = ("level", "checked", "pressed", "expanded", "disabled", "selected", "required", "invalid", "live")
_PASSING: Final = (
    (re.compile(r"\b(?:[A-Z][a-z]+day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"), "DAY"),
    (re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?: ?UTC|Z|\+00:00)?)?"), "DAY"),
    (re.compile(r"\b-?\d+ days?\b(?= (?:left|ago|over|late|past))"), "N days"),
    (re.compile(r"\bversion \d[\w.]*"), "version N"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "HASH"),
)
"""What differs from day to day and from run to run, and what stands in its place."""


def tree(page: WebDriver) -> str:
    """The page as a screen reader is given it, a line a node, indented."""
    with sized(page, _WIDTH):
        nodes = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    case = re.search(r"case=(\w+)", page.current_url)
    lines = "\n".join(_lines({node["nodeId"]: node for node in nodes}, nodes[0], 0)) + "\n"
    return lines.replace(case[1], "CASE") if case else lines


def _lines(nodes: Mapping[str, Any], node: Mapping[str, Any], depth: int, above: str = "") -> Iterator[str]:
    """The lines of a node and what is in it; text that only repeats the name of the node ``above`` has none."""
    role, name = _role(node), _name(node)
    shown = not node.get("ignored") and role not in _PASSED and (role != "StaticText" or _says(name, above))
    if shown:
        yield "  " * depth + _line(node)
    if role == "StaticText":
        return
    seen = 0
    for id in node.get("childIds", ()):
        child = nodes.get(id)
        if child is None:
            continue
        seen += _role(child) in _REPEATED
        if _role(child) in _REPEATED and seen > _ROWS:
            continue
        yield from _lines(nodes, child, depth + shown, name or above)


def _line(node: Mapping[str, Any]) -> str:
    found = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    states = [name if found[name] is True else f"{name}={found[name]}" for name in _STATES if _tells(found.get(name))]
    words = _name(node)
    for pattern, instead in _PASSING:
        words = pattern.sub(instead, words)
    words = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    about = f": {_text(node, 'description')}" if _role(node) == _EXPLAINED else ""
    parts = [_role(node), *([f'"{words}"'] if words else []), *([f"({', '.join(states)})"] if states else [])]
    return " ".join(parts) + about


def _says(name: str, above: str) -> bool:
    return name not in ("", above) and not _FLEETING.fullmatch(name)


def _tells(value: object) -> bool:
    return value not in (None, False, "", "false", "off")


def _role(node: Mapping[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def _name(node: Mapping[str, Any]) -> str:
    return _text(node, "name")


def _text(node: Mapping[str, Any], which: str) -> str:
    """A node's name or description, on one line."""
    return " ".join(str(node.get(which, {}).get("value", "")).split())


def main() -> None:
    """Writes the tree of every state in place of the one that was kept."""
    for old in TREES.glob("*.txt"):
        old.unlink()
    TREES.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        Desk.open(Settings(data_dir=data)).search.close()
        seed(data)
        with served(ROOT / "app.py", data) as address, chromium(Path(scratch) / "profile", Path(scratch)) as page:
            for state in walk(page, address):
                emulate(page, "light")
                (TREES / f"{state}.txt").write_text(tree(page), "utf-8")
                print(state)


if __name__ == "__main__":
    main()
