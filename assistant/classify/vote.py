"""The vote: a model may exchange the first two classes where the program cannot tell them apart, and nothing else.

It is asked twice, with the classes in either order, since models favour the first. Its vote counts only where both
replies name the same class, each with facts of the draft and of that class. What was voted, and why, is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.engine.grounds import Fact, Side
from assistant.engine.reply import Asked
from assistant.engine.tasks import Weighed, weighed
from assistant.engine.wording import plain
from assistant.models import Comparison, Decision, Suggestion, SuggestResult, Withheld

MARGIN = 0.1
"""Two classes whose calibrated confidences lie nearer than this are put to the vote."""
_ROUNDS = 2
"""How often a reply is asked for: one that does not count is asked for once more."""
_NO_VOTE = "no vote: the facts it names are not those of its choice"


@dataclass(frozen=True, slots=True)
class Vote:
    """What a model said of the two closest classes."""

    classes: tuple[str, str]
    """In the program's order."""
    confidences: tuple[float, float]
    """The program's, before the vote."""
    replies: tuple[str, str]
    """The class each reply found nearer, or why it does not count; the second was asked in the other order."""
    agreed: bool
    moved: bool
    """Whether the first two places were exchanged."""
    because: tuple[str, ...] = ()
    """The draft's and the class's words that both replies named."""

    @property
    def told(self) -> str:
        """The vote in words."""
        first, second = self.classes
        if not self.agreed:
            return f"A model, asked in both orders, did not agree on {first} or {second}; the order is the program's."
        if self.moved:
            return (
                f"The order of the first two is a model's vote, the same in both orders: {second} before {first}, "
                "which the program puts first by a margin too small to tell."
            )
        return f"A model, asked in both orders, also puts {first} before {second}."

    def json(self) -> dict[str, Any]:
        """The vote as other programs read it."""
        return {**asdict(self), "margin": MARGIN, "told": self.told}


def put_to_vote(model: Asked, result: SuggestResult) -> tuple[SuggestResult, Vote | None]:
    """The suggestion after the vote, and the vote; nothing is asked where the program's order is plain."""
    if not is_close(result):
        return result, None
    first, second = result.suggestions[:2]
    draft = {**_facts(first, Side.DRAFT, "D"), **_facts(second, Side.DRAFT, "E")}
    ours, theirs = _facts(first, Side.CLASS, "F"), _facts(second, Side.CLASS, "G")
    cast = (_cast(model, draft, ours, theirs), _cast(model, draft, theirs, ours))
    replies, votes = [reply for reply, _ in cast], [vote for _, vote in cast]
    titles = ({"A": first, "B": second}, {"A": second, "B": first})
    chosen = [title[vote].class_title if vote in title else vote for title, vote in zip(titles, votes, strict=True)]
    agreed = chosen[0] == chosen[1] and votes[0] in titles[0]
    moved = agreed and votes[0] == "B"
    both = [key for key in replies[0].keys if key in replies[1].keys] if agreed else []
    facts = {**draft, **ours, **theirs}
    vote = Vote(
        (first.class_title, second.class_title),
        (first.confidence, second.confidence),
        (chosen[0], chosen[1]),
        agreed,
        moved,
        tuple(" ".join(facts[key].text.split()) for key in dict.fromkeys(both)),
    )
    return (_exchanged(result) if moved else result), vote


def _cast(model: Asked, draft: Mapping[str, Fact], a: Mapping[str, Fact], b: Mapping[str, Fact]) -> tuple[Weighed, str]:
    """A reply and its vote; one that names other facts than it was given is asked for once more, with why."""
    faults: list[Withheld] = []
    for _ in range(_ROUNDS):
        reply = weighed(model, draft, a, b, faults)
        vote = _vote(reply, draft, a, b)
        if vote != _NO_VOTE:
            break
        faults = [Withheld(f"{reply.nearer}: {', '.join(map(plain, reply.keys))}", _NO_VOTE)]
    return reply, vote


def is_close(result: SuggestResult) -> bool:
    """Whether the program's confidence cannot tell the first two classes apart."""
    if result.decision is not Decision.SUGGEST or len(result.suggestions) < 2:
        return False
    first, second = result.suggestions[:2]
    return first.confidence - second.confidence < MARGIN


def _facts(suggestion: Suggestion, side: Side, letter: str) -> dict[str, Fact]:
    """One side's words in a comparison, each once, under keys that say nothing."""
    words = dict.fromkeys(filter(None, (_words(comparison, side) for comparison in suggestion.factors)))
    return {f"{letter}{number}": fact for number, fact in enumerate(words, 1)}


def _words(comparison: Comparison, side: Side) -> Fact | None:
    if side is Side.CLASS:
        cited = comparison.class_
        return Fact(cited.quote, side, cited) if cited else None
    span = comparison.position
    return Fact(span.quote, side, None, span.start, span.end) if span else None


def _vote(reply: Weighed, draft: Mapping[str, Fact], a: Mapping[str, Fact], b: Mapping[str, Fact]) -> str:
    """``A`` or ``B`` where a reply names facts of the draft and of the class it chose, and only given ones."""
    chosen = {"A": a, "B": b}.get(reply.nearer, {})
    named = set(reply.keys)
    if reply.nearer == "neither":
        return "neither"
    holds = named <= {*draft, *a, *b} and named & {*draft} and named & {*chosen}
    return reply.nearer if holds else _NO_VOTE


def _exchanged(result: SuggestResult) -> SuggestResult:
    """The first two places exchanged; the two share the confidence that could not tell them apart."""
    first, second, *rest = result.suggestions
    shared = round((first.confidence + second.confidence) / 2, 3)
    moved = (replace(second, rank=1, confidence=shared), replace(first, rank=2, confidence=shared))
    return replace(result, suggestions=(*moved, *rest))
