"""How long a reader waits beyond the model: ``python -m tests.engine.delay`` prints the figures, in milliseconds.

Over a server on loopback that writes a real answer in pieces of four characters, one every ``PACE`` seconds:
what the seam adds to the first piece, what is shown when the first piece arrives, how long after the piece that
completes a statement the statement is shown, verified, and what verifying a whole answer takes.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.answer.worded import Told, in_words_of
from assistant.desk import Desk
from assistant.engine.fingerprint import fingerprints
from assistant.engine.openai import ModelEngine
from assistant.engine.reply import Pieces
from assistant.engine.verify import verify
from assistant.models import Claim, Withheld
from assistant.settings import Settings
from tests.engine.server import Heard, Scripted, Step, serving, streamed
from tests.engine.test_adversary import QUESTIONS

PACE = 0.02
"""Seconds between two pieces: fifty a second, a quick hosted model."""
ROUNDS = 3
_SIZE = 4


class _Noted:
    """A model that notes what it is given."""

    second_opinion = False
    evidence: Sequence[Claim] = ()

    def beside(self, _: str) -> Self:
        """Itself."""
        return self

    def word(self, _: str, evidence: Sequence[Claim], *__: object) -> tuple[list[Claim], list[Withheld]]:
        self.evidence = evidence
        return list(evidence), []


def reply(texts: list[str]) -> Step:
    """An answer of every sentence of the evidence, turned a little, so that it is no quotation to the letter."""

    def said(heard: Heard) -> Scripted:
        rows = [{"keys": [key], "text": f"So, {text[:1].lower()}{text[1:]}"} for key, text in heard.evidence.items()]
        texts.append(json.dumps({"statements": rows}))
        return streamed(texts[-1], pace=PACE, size=_SIZE)

    return said


def measured() -> dict[str, list[float]]:
    """Milliseconds by what they are."""
    desk = Desk(Settings())
    noted = _Noted()
    meanings = Meanings(desk.search.embedder, desk.settings.data_dir / "index" / "sentences.npz")
    respondent = Respondent(desk.library, desk.plans_kept, desk.search, meanings, noted)  # type: ignore[arg-type]
    found: dict[str, list[float]] = {"first piece": [], "words on screen": [], "statement": [], "verification": []}
    with tempfile.TemporaryDirectory() as folder:
        for question in QUESTIONS * ROUNDS:
            respondent.answer(question)
            _one(desk, list(noted.evidence), Path(folder), found)
    return found


def _one(desk: Desk, evidence: list[Claim], folder: Path, found: dict[str, list[float]]) -> None:
    shown: list[tuple[float, Told]] = []
    pieces: list[float] = []
    texts: list[str] = []
    handed_on = Pieces.__call__

    def noted(self: Pieces, text: str) -> None:
        pieces.append(time.monotonic())
        handed_on(self, text)

    with serving(reply(texts), reply([])) as server:
        given = {"openai_base_url": server.url, "openai_api_key": "k", "openai_model": "m", "data_dir": folder}
        Pieces.__call__ = noted  # type: ignore[method-assign]
        try:
            in_words_of(
                ModelEngine(Settings.model_validate(given)),
                "?",
                evidence,
                desk.library.source,
                lambda told: shown.append((time.monotonic(), told)),
            )
        finally:
            Pieces.__call__ = handed_on  # type: ignore[method-assign]
    found["first piece"].append(1000 * (pieces[0] - server.sent[0]))
    found["words on screen"].append(1000 * (shown[0][0] - server.sent[0]))
    ends = {json.loads(row)["text"]: at for row, at in _statements(texts[0])}
    for at, told in shown:
        if told.worded:
            found["statement"].append(1000 * (at - server.sent[ends[told.claim.text] // _SIZE]))
    claims = [told.claim for _, told in shown if told.worded]
    fingerprints.cache_clear()
    start = time.perf_counter()
    verify(claims, desk.library.source, worded=True)
    found["verification"].append(1000 * (time.perf_counter() - start))


def _statements(text: str) -> list[tuple[str, int]]:
    """(each statement, the place of its last character)"""
    found, at = [], text.index("[") + 1
    while text[at] != "]":
        _, end = json.JSONDecoder().raw_decode(text, at)
        found.append((text[at:end], end - 1))
        at = end + 2 if text[end] == "," else end
    return found


if __name__ == "__main__":
    for name, values in measured().items():
        high = sorted(values)[int(0.95 * (len(values) - 1))]
        print(f"{name:<16} n {len(values):>4}  median {statistics.median(values):8.1f}  p95 {high:8.1f} ms")
