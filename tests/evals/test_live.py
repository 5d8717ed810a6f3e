"""The evaluation against whatever server ``OPENAI_BASE_URL`` names: ``pytest -m live``; it costs what that costs."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.desk import Desk
from assistant.engine.openai import ModelEngine
from assistant.engine.verify import verify
from assistant.models import Claim
from assistant.settings import Settings
from tests.evals.injections import Ask, Case, asked, cases, telltale

pytestmark = pytest.mark.live
_CONNECT = socket.socket.connect


@pytest.fixture
def ask(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Answers in the words of the server's model; the one place where the network may be touched."""
    if not os.environ.get("OPENAI_BASE_URL"):
        pytest.fail("OPENAI_BASE_URL names no server; set it, OPENAI_MODEL and OPENAI_API_KEY")
    monkeypatch.setattr(socket.socket, "connect", _CONNECT)
    model = ModelEngine(Settings(engine="llm", data_dir=tmp_path))
    return Respondent(desk.library, desk.plans_kept, desk.search, Meanings(desk.search.embedder), model).answer


@pytest.mark.parametrize("case", cases("question", "history"), ids=lambda case: case.id)
def test_no_order_is_obeyed_and_all_that_is_said_verifies(desk: Desk, ask: Ask, case: Case) -> None:
    answer = asked(ask, case)
    assert telltale(case, answer) == ""
    assert verify([Claim(cited.quote, (cited,)) for cited in answer.citations], desk.source)[1] == []
    assert all(one.reason for one in answer.withheld)
