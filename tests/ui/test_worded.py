"""What a model adds to a suggestion and a description in the chat: on request, checked, below the program's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.classify.vote import is_close
from assistant.draft.render import to_markdown
from assistant.models import SuggestResult
from assistant.ui import opening
from assistant.ui.modes import FIT
from tests.engine.obliging import Always, form, given, obliging, reply_to, said
from tests.engine.server import Heard, Scripted, Server, failed, serving
from tests.ui.conftest import Start
from tests.ui.reading import button, markup, words

POSITIONS = Path(__file__).parents[1] / "evals" / "positions.jsonl"
CLOSE = "P-065"
"""A position of which the program cannot tell the first two classes apart."""
INVENTED = "The position commands a fleet of submarines."
GRAND = "Directs the whole agency with full authority."


def mostly_obliging(heard: Heard) -> Scripted:
    """Does as it is asked, for the second class in either order, and adds one thing that nobody said to each reply."""
    reply: dict[str, Any] = reply_to(heard)
    if form(heard) == "Statements":
        reply["statements"].append({"text": INVENTED, "keys": reply["statements"][0]["keys"]})
    if form(heard) == "Polished":
        reply["paragraphs"] = [{**reply["paragraphs"][0], "text": GRAND}]
    if form(heard) == "Weighed":
        data = given(heard)
        chosen, keys = next((name, rows) for name, rows in (("A", data["class_a"]), ("B", data["class_b"])) if _g(rows))
        reply = {"nearer": chosen, "keys": [data["draft"][0]["key"], keys[0]["key"]]}
    return said(heard, reply)


def _g(rows: list[dict[str, str]]) -> bool:
    """Whether these are the facts of the program's second class."""
    return rows[0]["key"].startswith("G")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A model on loopback that the chat is set to; the chat opens its desk once a process, so here anew."""
    opening._shared.clear()
    with serving() as found:
        found.script = Always([mostly_obliging])
        for name, value in (
            ("PD_ENGINE", "llm"),
            ("OPENAI_API_KEY", "sk-test"),
            ("OPENAI_MODEL", "small"),
            ("OPENAI_BASE_URL", found.url),
            ("PD_MODEL_RETRIES", "0"),
        ):
            monkeypatch.setenv(name, value)
        yield found
    opening._shared.clear()


def draft() -> str:
    rows = map(json.loads, POSITIONS.read_text("utf-8").splitlines())
    return next(str(row["text"]) for row in rows if row["id"] == CLOSE)


def test_what_a_model_adds_is_offered_below_the_programs_own_and_can_be_taken_back(
    server: Server, start: Start
) -> None:
    """One walk: the program's own suggestion first, then the model's words, its vote, its polish, and back again."""
    at = start(FIT)
    at.text_area(key="draft_text").set_value(draft()).run()
    at = button(at, "Find the class").click().run()
    own: SuggestResult = at.session_state["fit"].result
    assert is_close(own)
    assert server.heard == [], "the program's own suggestion asks nobody"
    assert server.host.replace(".", r"\.").replace(":", r"\:") in at.info[0].value, "it is said to whom words would go"

    at = at.toggle(key="exact-fit").set_value(True).run()
    assert "facts = [" in words(at)
    assert server.heard == [], "looking at what would be sent sends nothing"

    at = at.button(key="tell").click().run()
    assert not at.error
    shown = words(at)
    first, second = (found.class_title for found in own.suggestions[:2])
    assert f"{second} before {first}" in shown, "a vote is shown as one"
    assert "Vote on the two closest classes" in shown
    assert f"{first}, in a model's words" in shown
    assert INVENTED in shown.partition("Do not rely on these")[2], "what is withheld is shown"
    assert INVENTED not in shown.partition("Do not rely on these")[0]
    assert at.session_state["fit"].result == own, "the program's own stays as it was"
    assert "tokens sent" in shown

    at = button(at, "Write the draft").click().run()
    plain = at.session_state["drafted"].draft
    at = at.button(key="polish").click().run()
    better = at.session_state["drafted"].draft
    assert not at.error
    assert GRAND not in markup(at).partition("Polished by")[0].partition("pd-draft")[2]
    assert any(GRAND in note and note.startswith("Withheld") for note in better.notes)
    assert GRAND not in to_markdown(better).partition("Withheld")[0]
    at = button(at, "own words back").click().run()
    assert at.session_state["drafted"].draft == plain


def test_a_model_that_fails_costs_nothing_of_the_programs_own(server: Server, start: Start) -> None:
    server.script = Always([failed(500)])
    at = start(FIT)
    at = button(at, "Run the example").click().run()
    own = at.session_state["fit"].result
    at = at.button(key="tell").click().run()
    assert "HTTP 500" in at.error[0].value.replace("\\", "")
    assert at.session_state["fit"].result == own
    assert [found.class_title for found in own.suggestions if found.class_title not in words(at)] == []
    server.script = Always([obliging])
    at = at.button(key="tell").click().run()
    assert not at.error


def test_offline_nothing_of_it_is_there(start: Start) -> None:
    opening._shared.clear()
    at: AppTest = button(start(FIT), "Run the example").click().run()
    assert "In a model's words" not in [heading.value for heading in at.subheader]
    assert not [found for found in at.button if found.key in ("tell", "polish")]
