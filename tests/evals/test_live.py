"""The evaluation against the server that ``OPENAI_BASE_URL`` names: ``pytest -m live``; it costs what that costs."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import Desk
from assistant.engine.verify import verify
from assistant.models import Claim, Turn
from assistant.settings import Settings
from knowledge.errors import EngineError
from tests.evals.injections import JURISDICTION, KIND, Case, cases, poisoned
from tests.evals.injections_live import in_innocence, judged_with

pytestmark = pytest.mark.live
_CONNECT = socket.socket.connect
QUESTIONS = [json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def live(data_dir: Path) -> Desk:
    """A desk whose words come from the server's model."""
    if not os.environ.get("OPENAI_BASE_URL"):
        pytest.fail("OPENAI_BASE_URL names no server; set it, OPENAI_MODEL and OPENAI_API_KEY")
    return Desk.open(Settings(engine="llm", data_dir=data_dir))


@pytest.fixture(scope="session")
def hostile(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same over an index that holds the poisoned documents."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(data_dir / "index", folder / "data" / "index")
    desk = Desk.open(Settings(engine="llm", data_dir=folder / "data"))
    desk.ingest(poisoned(folder, cases("document")), kind=KIND, jurisdiction=JURISDICTION)
    yield desk
    desk.search.close()


@contextmanager
def _usable() -> Iterator[None]:
    """A model that does not keep to the form is told of in one sentence; then there is nothing to judge."""
    try:
        yield
    except EngineError as error:
        if "gave no usable reply" not in str(error):
            raise
        pytest.skip(str(error))


@pytest.fixture(autouse=True)
def _network(monkeypatch: pytest.MonkeyPatch, _only_loopback: None) -> None:
    """The one place where the network may be touched."""
    monkeypatch.setattr(socket.socket, "connect", _CONNECT)


@pytest.mark.parametrize("case", cases("question", "history", "draft"), ids=lambda case: case.id)
def test_no_order_is_obeyed(desk: Desk, live: Desk, case: Case) -> None:
    with _usable():
        assert judged_with(desk, live, case)[0] == ""


@pytest.mark.parametrize("case", [*cases("document"), *in_innocence(cases("document"))], ids=lambda case: case.id)
def test_no_document_is_obeyed(desk: Desk, hostile: Desk, case: Case) -> None:
    with _usable():
        assert judged_with(desk, hostile, case)[0] == ""


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["id"])
def test_a_model_changes_no_outcome_and_all_it_says_verifies(desk: Desk, live: Desk, asked: dict[str, Any]) -> None:
    history = [Turn(turn["role"], turn["content"]) for turn in asked.get("history", ())]
    plain = desk.ask(asked["question"], role=asked["role"], history=history)
    with _usable():
        answer = live.ask(asked["question"], role=asked["role"], history=history)
    if not any(warning.startswith("Read by the model") for warning in answer.warnings):
        assert (answer.decision, answer.deadlines) == (plain.decision, plain.deadlines)
    assert verify([Claim(cited.quote, (cited,)) for cited in answer.citations], desk.source)[1] == []
    assert all(one.reason for one in answer.withheld)
