"""What leaves the machine is told before it does, to the letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.ui import opening
from assistant.ui.modes import ASK
from tests.engine.server import serving
from tests.ui.conftest import Start
from tests.ui.reading import words

QUESTION = "Employee: Jane Doe\nHow long does Doe have to appeal a reallocation?"


@pytest.fixture(autouse=True)
def _desk_of_its_own() -> Iterator[None]:
    """The chat opens its desk once a process, by the settings of that moment: these tests need one of their own."""
    opening._shared.clear()
    yield
    opening._shared.clear()


def test_offline_nothing_is_told_since_nothing_leaves(start: Start) -> None:
    at = start(ASK)
    assert not at.info
    assert not at.text_area


def test_with_a_model_the_chat_says_to_whom_and_shows_the_exact_text(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as server:
        for name, value in (
            ("PD_ENGINE", "llm"),
            ("OPENAI_API_KEY", "sk-test"),
            ("OPENAI_MODEL", "small"),
            ("OPENAI_BASE_URL", server.url),
        ):
            monkeypatch.setenv(name, value)
        at = start(ASK)
        assert server.host.replace(".", r"\.").replace(":", r"\:") in at.info[0].value
        at = at.text_area(key="preview").set_value(QUESTION).run()
        shown = words(at)
        assert "1 person" in shown
        assert "Employee: [PERSON_1]\\nHow long does [PERSON_1B] have to appeal" in shown
        assert "Jane" not in shown.replace(QUESTION, "")
        assert server.heard == [], "looking at it sends nothing"
