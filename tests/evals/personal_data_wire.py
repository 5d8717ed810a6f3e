"""What of the personal data in a draft leaves the machine when every task of a model is run over it, end to end.

``python -m tests.evals.personal_data_wire DATA_DIR [DRAFTS] [SEED]`` writes drafts with invented people in them, has
each explained, weighed, asked about, polished and answered on by a scripted model on loopback that gives back what it
was given, and prints how many of the planted identifiers were on the wire or in the log of calls, and whether what came
back is restored to the letter.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.classify.modelled import fitted
from assistant.desk import Desk
from assistant.engine.log import CallLog
from assistant.models import Turn
from assistant.settings import Settings
from tests.engine.obliging import Always, given, obliging
from tests.engine.server import Server, serving
from tests.evals.personal_data import Writing, drafts

MISSING = ("What does the position decide without asking anybody?",)
QUESTION = "How long does this person have to appeal a reallocation?"
FOLLOW_UP = "And for her?"
_FEWEST = 4
"""Shorter words are no identifier by themselves; they are masked beside their labels only."""


@dataclass(slots=True)
class Wire:
    """What was planted, and what of it was found where."""

    planted: int = 0
    sent: list[str] = field(default_factory=list)
    """Identifiers that left."""
    logged: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    """Drafts, by what came back otherwise than it was."""
    requests: Counter[str] = field(default_factory=Counter)
    """By task."""

    @property
    def share(self) -> float:
        """The share of the planted identifiers that did not leave."""
        return 1 - len(self.sent) / self.planted


def desk_at(data_dir: Path, url: str) -> Desk:
    """A desk whose model is the scripted server."""
    settings = {"engine": "llm", "openai_base_url": url, "openai_api_key": "sk-test", "openai_model": "scripted"}
    return Desk.open(Settings.model_validate({**settings, "data_dir": data_dir}))


def measured(data_dir: Path, number: int, seed: int) -> Wire:
    """Run every task over so many drafts."""
    found = Wire()
    with serving() as server:
        server.script = Always([obliging])
        desk = desk_at(data_dir, server.url)
        for draft in drafts(number, seed):
            server.heard.clear()
            found.altered += [f"{what} of {draft.text[:40]!r}" for what in run(desk, draft.text)]
            _looked(found, server, draft)
    found.requests.update(call.task for call in CallLog(data_dir).calls())
    log = "\n".join(file.read_text("utf-8") for file in CallLog(data_dir).files())
    found.logged = [words for draft in drafts(number, seed) for words in identifiers(draft) if _stands(words, log)]
    return found


def run(desk: Desk, text: str) -> Iterator[str]:
    """Run every task of a model over a draft; gives the tasks whose result is not restored to the letter."""
    assert desk.model is not None
    result = desk.suggest(text)
    told = desk.tell(text, result)
    quoted = [said for statements in told.explanations.values() for said in statements]
    if any(" ".join(one.text.split()) not in _flat(one.quotes) for one in quoted if one.quotes):
        yield "an explanation"
    if told.result.withheld != result.withheld:
        yield f"a suggestion ({told.result.withheld[-1].reason})"
    if fitted(desk.model.beside(text), text, MISSING) != (MISSING, []):
        yield "a question"
    plain = desk.draft(text, format="minnesota")
    better = desk.polish(plain, text)
    if [note for note in better.notes if note not in plain.notes and not note.startswith("Drafted")]:
        yield "a polished paragraph"
    history = (Turn("user", text[:2000]), Turn("assistant", "The position was read."))
    desk.ask(f"{text[:1500]}\n{QUESTION}")
    desk.ask(FOLLOW_UP, history=(*history, Turn("user", QUESTION)))


def _flat(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())


def identifiers(draft: Writing) -> list[str]:
    """The planted words that identify somebody by themselves."""
    words = {draft.text[one.start : one.end] for one in draft.planted}
    return sorted(word for word in words if len(word) >= _FEWEST)


def _looked(found: Wire, server: Server, draft: Writing) -> None:
    wire = "\n".join(_texts([given(heard) for heard in server.heard]))
    own = identifiers(draft)
    found.planted += len(own)
    found.sent += [words for words in own if _stands(words, wire)]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _stands(words: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def report(found: Wire) -> str:
    """The figures in lines."""
    lines = [
        f"{found.planted} identifiers planted, {len(found.sent)} on the wire: {found.share:.2%} kept back",
        f"{len(found.logged)} in the log of {found.requests.total()} calls: {json.dumps(found.requests)}",
        f"{len(found.altered)} results not restored to the letter",
    ]
    return "\n".join([*lines, *(f"  sent: {words}" for words in found.sent[:20]), *found.altered[:10]])


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where fewer than 99 in 100 are kept back, or anything is logged or altered."""
    number, seed = (*map(int, arguments[1:]), *(300, 2026)[len(arguments) - 1 :])
    found = measured(Path(arguments[0]), number, seed)
    print(report(found))
    return int(found.share < 0.99 or bool(found.logged) or bool(found.altered))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
