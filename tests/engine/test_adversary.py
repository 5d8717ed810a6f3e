"""A lying model over the wire, 500 replies: nothing unverified reaches a reader, and all that is withheld is shown."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.answer.worded import in_words_of
from assistant.classify.modelled import facts_of
from assistant.classify.vote import MARGIN, put_to_vote
from assistant.desk import Desk
from assistant.draft.modelled import with_model
from assistant.draft.profile import load_profile
from assistant.engine.openai import ModelEngine
from assistant.engine.tasks import stated
from assistant.engine.wording import plain
from assistant.models import Block, Claim, Draft, Origin, Withheld
from assistant.settings import Settings
from knowledge.errors import EngineError
from tests.engine.adversary import Lie, lies
from tests.engine.server import Heard, Scripted, Server, Step, chat, serving, streamed

REPLIES = 500
"""So many replies of the first round; each of them is asked for once more, and lies once more."""
QUESTIONS = (
    "How long do I have to appeal a reallocation?",
    "Can my supervisor ask for an audit of my position?",
    "What happens to me if my position is reallocated downward?",
    "Must the commissioner give reasons when a request for review is denied?",
    "When does back pay start after a reallocation?",
    "Who decides which class a position belongs to?",
)
DRAFT = """\
Position title: Payroll Specialist

Purpose: This position exist to process payroll for the department.

Duties:
- Processes payroll transactions for 120 employees under general supervision. 40%
- Assists the supervisor with training of two student workers. 20%
- Answers questions from employees on benefits and leave. 20%
- Prepares reports of overtime, and sends them to the finance office each month. 20%
"""


@pytest.fixture
def engine(tmp_path: Path) -> Callable[[Server], ModelEngine]:
    def at(server: Server) -> ModelEngine:
        given = {"openai_base_url": server.url, "openai_api_key": "k", "openai_model": "liar", "data_dir": tmp_path}
        return ModelEngine(Settings.model_validate(given))

    return at


Engine = Callable[[Server], ModelEngine]


class Listener:
    """A model that only notes what it would be given to word."""

    second_opinion = False

    def __init__(self) -> None:
        self.evidence: list[Claim] = []

    def beside(self, _: str) -> Self:
        return self

    def word(self, _: str, evidence: Sequence[Claim], *__: object) -> tuple[list[Claim], list[Withheld]]:
        self.evidence = list(evidence)
        return self.evidence, []


@pytest.fixture(scope="module")
def evidence(desk: Desk) -> list[list[Claim]]:
    """What real questions give a model to word."""
    noted = Listener()
    meanings = Meanings(desk.search.embedder, desk.settings.data_dir / "index" / "sentences.npz")
    respondent = Respondent(desk.library, desk.plans_kept, desk.search, meanings, noted)  # type: ignore[arg-type]
    found = []
    for question in QUESTIONS:
        respondent.answer(question)
        found.append(noted.evidence)
    assert all(found)
    return found


def given(heard: Heard) -> dict[str, str]:
    """Key -> text, of a task's evidence, facts or paragraphs."""
    name, _, rest = heard.material.partition(" = ")
    assert name in ("evidence", "facts", "paragraphs")
    return {row["key"]: row["text"] for row in json.loads(rest.partition("\n")[0])}


def form(heard: Heard, rows: list[dict[str, object]]) -> Scripted:
    """A reply of the form that was asked for, in pieces where it is to be streamed."""
    if heard.material.startswith("paragraphs"):
        whole = json.dumps({"paragraphs": [{"key": row["keys"][0], "text": row["text"]} for row in rows]})  # type: ignore[index]
    else:
        whole = json.dumps({"statements": rows})
    return streamed(whole, size=2000) if heard.body.get("stream") else chat(whole)


def lying(told: list[Lie], seed: int) -> Step:
    """A reply of two lies and one truth; the same lies once more, where it is asked for better ones."""

    def reply(heard: Heard) -> Scripted:
        facts = given(heard)
        told[:] = lies(random.Random(seed), facts)
        if heard.material.startswith("paragraphs"):
            about = {lie.keys[0]: lie for lie in told if lie.keys and lie.keys[0] in facts}  # one a paragraph
            told[:] = [lie for lie in about.values() if lie.kind != "another's key"]
        key = list(facts)[seed % len(facts)]
        truth = [{"text": facts[key], "keys": [key]}] if key not in [lie.keys[:1] for lie in told] else []
        return form(heard, [*truth, *({"text": lie.text, "keys": list(lie.keys)} for lie in told)])

    return reply


def rounds(engine: Engine, count: int) -> Iterator[tuple[ModelEngine, list[Lie], int]]:
    """The model at one server, the lies it tells in this round, once and once more, and the round's number."""
    with serving() as server:
        model = engine(server)
        for seed in range(count):
            told: list[Lie] = []
            server.script[:] = [lying(told, seed)] * 2
            yield model, told, seed


def lied(told: Sequence[Lie], shown: Sequence[str], withheld: Sequence[Withheld]) -> int:
    """How many lies there were; each is withheld with a reason, and what is shown is none of those about given keys."""
    reasons = {item.text: item.reason for item in withheld}
    for lie in told:
        text = plain(lie.text)
        if lie.kind in TRUE_ELSEWHERE and text in shown:
            continue  # another statement of the reply says the same, and cites it rightly
        assert reasons.get(text), lie
        assert text not in shown, lie
    return len(told)


TRUE_ELSEWHERE = {"an invented key", "no key", "another's key"}
"""Lies about the evidence alone: their words may be shown where another statement cites them rightly."""


def test_answers(evidence: list[list[Claim]], desk: Desk, engine: Engine) -> None:
    count = 0
    for model, told, seed in rounds(engine, REPLIES * 3 // 5):
        claims = evidence[seed % len(evidence)]
        shown: list[str] = []
        kept, withheld = in_words_of(
            model, "?", claims, desk.library.source, lambda one, into=shown: into.append(one.claim.text)
        )
        assert kept
        count += lied(told, [*shown[len(claims) :], *(claim.text for claim in kept)], withheld)
    assert count >= REPLIES


def test_explanations(desk: Desk, engine: Engine) -> None:
    result = desk.suggest(DRAFT)
    count = 0
    for model, told, seed in rounds(engine, REPLIES // 5):
        facts = facts_of(result.suggestions[seed % 2])
        kept, withheld = stated(model, "explain", facts, class_title="A class")
        count += lied(told, [one.text for one in kept], withheld)
        assert all(len({fact.side for fact in one.facts}) == 1 for one in kept)
    assert count >= REPLIES // 5


def test_descriptions(desk: Desk, engine: Engine) -> None:
    draft = desk.draft(DRAFT, format="duluth")
    profile = load_profile("duluth")
    standard = [block.text for block in blocks(draft) if block.origin is not Origin.DRAFT]
    count = 0
    for model, told, _ in rounds(engine, REPLIES // 5):
        made = with_model(model, draft, profile, DRAFT)
        notes = [note for note in made.notes if note.startswith("Withheld")]
        for lie in told:
            assert any(plain(lie.text) in note for note in notes), lie
            assert plain(lie.text) not in [block.text for block in blocks(made)]
        assert [block.text for block in blocks(made) if block.origin is not Origin.DRAFT] == standard
        count += len(told)
    assert count >= REPLIES // 5


def blocks(draft: Draft) -> list[Block]:
    return [block for section in draft.sections for block in section.blocks]


@pytest.mark.parametrize("prose", ["You have 45 days.", "Sure! {not json}", '{"answer": "You win."}', "# Yes\n\n- win"])
def test_prose_is_an_error_and_is_not_shown(
    prose: str, evidence: list[list[Claim]], desk: Desk, engine: Engine
) -> None:
    with serving(chat(prose), chat(prose)) as server, pytest.raises(EngineError, match="no usable reply") as raised:
        in_words_of(engine(server), "?", evidence[0], desk.library.source)
    assert prose not in str(raised.value)


def weighing(*nearer: str, keys: str = "DF") -> list[Step]:
    """Replies to the vote, in turn, each with the first fact of the draft and of what is called A (F) or B (G)."""
    return [chat(json.dumps({"nearer": one, "keys": [f"{letter}1" for letter in keys]})) for one in nearer]


VOTES = {
    "second, in both orders": (weighing("B", "A", keys="DG"), True, 1),
    "first, in both orders": (weighing("A", "B", keys="DF"), False, 1),
    "always A": (weighing("A", "A", keys="DFG"), False, 1),
    "neither": (weighing("neither", "neither"), False, 1),
    "second, on invented facts": (weighing("B", "A", keys="DZ"), False, 2),
    "second, on nothing of the draft": (weighing("B", "A", keys="G"), False, 2),
    "second, on facts of the first": (weighing("B", "A", keys="DF"), False, 2),
}


@pytest.mark.parametrize(("replies", "moved", "asked"), VOTES.values(), ids=VOTES)
def test_a_vote_moves_two_close_classes_only_where_it_is_the_same_in_both_orders(
    replies: list[Step], moved: bool, asked: int, desk: Desk, engine: Engine
) -> None:
    found = desk.suggest(DRAFT)
    first, second, *rest = found.suggestions
    close = replace(found, suggestions=(first, replace(second, confidence=first.confidence - 0.05), *rest))
    with serving(*[reply for reply in replies for _ in range(asked)]) as server:
        result, vote = put_to_vote(engine(server), close)
    assert vote
    assert not server.script
    assert all(
        ("Faults" in json.dumps(heard.body) or "not accepted" in json.dumps(heard.body)) is (place % asked > 0)
        for place, heard in enumerate(server.heard)
    ), "what does not count is asked for once more, with why"
    assert vote.moved is moved
    titles = [one.class_title for one in result.suggestions]
    expected = [second.class_title, first.class_title] if moved else [first.class_title, second.class_title]
    assert titles == [*expected, *(one.class_title for one in rest)]
    assert [one.rank for one in result.suggestions] == list(range(1, len(titles) + 1))
    assert (result.decision, result.outcome, result.reason) == (found.decision, found.outcome, found.reason)
    assert bool(vote.because) is vote.agreed


@pytest.mark.parametrize("lead", [MARGIN, 0.5])
def test_no_vote_is_taken_where_the_order_is_plain(lead: float, desk: Desk, engine: Engine) -> None:
    found = desk.suggest(DRAFT)
    first, second, *rest = found.suggestions
    plainly = replace(
        found, suggestions=(replace(first, confidence=0.9), replace(second, confidence=0.9 - lead - 1e-9), *rest)
    )
    with serving() as server:
        assert put_to_vote(engine(server), plainly) == (plainly, None)
    assert server.heard == []
