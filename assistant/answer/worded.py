"""An answer in a model's words: worded, verified statement by statement, worded anew once, then withheld.

What is shown while the model still writes is verified already: first the provisions that were found, in their own
words, before the model is even asked; then each statement once it is complete and has passed. A half sentence cannot
be checked, so none is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.engine.grounds import beyond
from assistant.engine.reply import Asked
from assistant.engine.tasks import standalone, supports
from assistant.engine.verify import verify
from assistant.engine.wording import plain
from assistant.models import Claim, Turn, Withheld
from knowledge.models import Source

_ROUNDS = 2
"""How often a model may word an answer: what fails the first time is worded anew once."""
_DOUBTED = "the model, asked whether what it cites supports it, did not say yes"
NOTHING_HELD = "Nothing that the model wrote could be verified; this is the answer in the provisions' own words."


@dataclass(frozen=True, slots=True)
class Told:
    """A verified statement, shown while the answer is still being written."""

    claim: Claim
    worded: bool
    """Whether these are the model's words; otherwise the provision's own."""


Say = Callable[[Told], None]


class Model(Asked, Protocol):
    """Says in its own words what evidence says."""

    def beside(self, text: str) -> Model:
        """The model, told of a text that introduces the names in what is sent."""

    def word(
        self,
        question: str,
        evidence: Sequence[Claim],
        faults: Sequence[Withheld],
        heard: Callable[[Claim | Withheld], None] | None = None,
    ) -> tuple[list[Claim], list[Withheld]]:
        """The evidence worded, not verified yet, and what cannot be; with ``faults``, those statements anew."""


def in_words_of(
    model: Model,
    question: str,
    evidence: Sequence[Claim],
    source: Callable[[str], Source],
    say: Say | None = None,
) -> tuple[list[Claim], list[Withheld]]:
    """The evidence as the model words it, verified, and what is withheld; no claims where nothing held."""
    claims: dict[Claim, None] = {}
    faults: list[Withheld] = []
    if say:
        for claim in evidence:
            say(Told(claim, worded=False))
    heard = _Listener(source, say) if say and not model.second_opinion else None
    for _ in range(_ROUNDS):
        said, faults = model.word(question, evidence, faults, heard)
        kept, unsupported = verify(said, source, worded=True)
        if model.second_opinion:
            kept, doubted = _second_opinion(model, kept)
            unsupported += doubted
        claims |= dict.fromkeys(kept)
        faults = [*faults, *unsupported]
        if not faults:
            break
    return list(claims), [fault for fault in faults if not any(fault.text in claim.text for claim in claims)]


def _second_opinion(model: Model, claims: Sequence[Claim]) -> tuple[list[Claim], list[Withheld]]:
    """Those that the model itself finds supported; it can only withhold what has passed, never let pass."""
    quotes = {claim: " ".join(" ".join(cited.quote for cited in claim.citations).split()) for claim in claims}
    found = {claim: supports(model, claim.text, quote) for claim, quote in quotes.items()}
    doubted = [Withheld(claim.text, _DOUBTED) for claim in claims if found[claim] != "yes"]
    return [claim for claim in claims if found[claim] == "yes"], doubted


def read_by(model: Model, question: str, history: Sequence[Turn]) -> tuple[str, list[Withheld]]:
    """A follow-up as a question that stands alone, and what is withheld: one that says more than the conversation.

    Nothing where it stood alone as it was, or where nothing held.
    """
    given = [question, *(turn.content for turn in history)]
    faults: list[Withheld] = []
    for _ in range(_ROUNDS):
        read = plain(standalone(model, question, history, faults))
        if read.casefold() == question.casefold():
            return "", []
        fault = beyond(read, given)
        if not fault:
            return read, []
        faults = [Withheld(read, f"as a reading of the question: {fault}")]
    return "", faults


class _Listener:
    """Passes on what holds of a reply that is still being written, each statement once."""

    def __init__(self, source: Callable[[str], Source], say: Say) -> None:
        self._source, self._say = source, say
        self._told: set[Claim] = set()

    def __call__(self, one: Claim | Withheld) -> None:
        if isinstance(one, Claim) and one not in self._told and verify([one], self._source, worded=True)[0]:
            self._told.add(one)
            self._say(Told(one, worded=True))
