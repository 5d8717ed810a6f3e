"""A suggestion with a model: the program's own, told in prose, its questions fitted to the draft, and a bounded vote.

The classes, factors, verdicts, confidences and the outcome are the program's. A model adds statements that hold against
the quoted words, and may exchange two classes by :mod:`assistant.classify.vote`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.classify.vote import Vote, put_to_vote
from assistant.engine.grounds import Fact, Grounded, Side, beyond
from assistant.engine.outgoing import Outgoing
from assistant.engine.preview import Preview
from assistant.engine.reply import Asked, Model
from assistant.engine.tasks import questions, stated
from assistant.engine.verify import verify
from assistant.engine.wording import plain
from assistant.models import Claim, Comparison, Suggestion, SuggestResult, Withheld
from knowledge.models import Citation, Source

_EXPLAINED = 2
"""So many of the first classes are explained: the first choice and its rival."""
_ROUNDS = 2
"""How often questions are asked for: what fails the first time is worded anew once."""
ENGINE = "llm"


@dataclass(frozen=True, slots=True)
class Said:
    """A verified statement about one side, with where its words stand."""

    text: str
    side: Side
    citations: tuple[Citation, ...]
    """Of the class's words; empty for the draft's."""
    quotes: tuple[str, ...]
    """The draft's words it rests on; empty for the class's."""


@dataclass(frozen=True, slots=True)
class Modelled:
    """A suggestion, what a model adds to it, and the vote, if there was one."""

    result: SuggestResult
    explanations: Mapping[str, tuple[Said, ...]]
    """Class title -> statements, the most telling first."""
    vote: Vote | None


def modelled(model: Model, draft: str, result: SuggestResult, source: Callable[[str], Source]) -> Modelled:
    """What a model adds to a suggestion for a draft; all of it verified, the rest withheld and shown."""
    asked = model.beside(draft)
    voted, vote = put_to_vote(asked, result)
    told: dict[str, tuple[Said, ...]] = {}
    withheld: list[Withheld] = []
    for suggestion in voted.suggestions[:_EXPLAINED]:
        told[suggestion.class_title], faults = _explained(asked, draft, suggestion, source)
        withheld += faults
    open_, faults = fitted(asked, draft, result.questions)
    warnings = (*result.warnings, vote.told) if vote else result.warnings
    whole = replace(
        voted,
        engine=ENGINE,
        questions=open_,
        warnings=warnings,
        withheld=(*result.withheld, *withheld, *faults),
    )
    return Modelled(whole, told, vote)


def would_send(draft: str, result: SuggestResult, source: Callable[[str], Source]) -> list[Outgoing]:
    """What a model would be sent for a suggestion, but for what is asked anew; nothing is sent."""
    preview = Preview()
    modelled(preview, draft, result, source)
    return preview.outgoing


def modelled_json(found: Modelled, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer of ``suggest`` with the explanation under each class, and the vote."""
    for suggestion in answer["suggestions"]:
        said = found.explanations.get(suggestion["class_title"], ())
        if said:
            suggestion["explanation"] = [{"text": one.text, "of": str(one.side)} for one in said]
    return {**answer, "vote": found.vote.json()} if found.vote else answer


def modelled_plain(found: Modelled) -> str:
    """The explanation in words, side by side with whose words they are."""
    lines: list[str] = []
    for title, said in found.explanations.items():
        lines += ["", f"{title}, in a model's words (each checked against the words it rests on):"] if said else []
        lines += [f"   {one.side}: {one.text}{_where(one)}" for one in said]
    return "\n".join(lines)


def _where(said: Said) -> str:
    return f" ({'; '.join(dict.fromkeys(cited.pinpoint for cited in said.citations))})" if said.citations else ""


def _explained(
    model: Asked, draft: str, suggestion: Suggestion, source: Callable[[str], Source]
) -> tuple[tuple[Said, ...], list[Withheld]]:
    facts = facts_of(suggestion)
    good, withheld = stated(model, "explain", facts, class_title=suggestion.class_title)
    kept: list[Said] = []
    for one in good:
        misquoted = _misquoted(one, draft, source)
        if misquoted:
            withheld.append(Withheld(one.text, misquoted))
        else:
            kept.append(_said(one))
    return tuple(kept), withheld


def _misquoted(one: Grounded, draft: str, source: Callable[[str], Source]) -> str:
    """Why the words under a statement do not stand where they are said to; empty where all of them do."""
    if any(fact.start >= 0 and draft[fact.start : fact.end] != fact.text for fact in one.facts):
        return "the words it rests on do not stand in the draft"
    quoted = [Claim(fact.text, (fact.citation,)) for fact in one.facts if fact.citation]
    _, faults = verify(quoted, source)
    return faults[0].reason if faults else ""


def _said(one: Grounded) -> Said:
    cited = tuple(fact.citation for fact in one.facts if fact.citation)
    return Said(one.text, one.side, cited, tuple(fact.text for fact in one.facts if fact.start >= 0))


def facts_of(suggestion: Suggestion) -> dict[str, Fact]:
    """The quoted words of both sides, each once, under keys that say nothing."""
    found = dict.fromkeys(fact for comparison in suggestion.factors for fact in _of(comparison))
    return {f"K{number}": fact for number, fact in enumerate(found, 1)}


def _of(comparison: Comparison) -> list[Fact]:
    """The words of one comparison."""
    span, cited = comparison.position, comparison.class_
    facts = [Fact(span.quote, Side.DRAFT, None, span.start, span.end)] if span else []
    return [*facts, Fact(cited.quote, Side.CLASS, cited)] if cited else facts


def fitted(model: Asked, draft: str, asked: tuple[str, ...]) -> tuple[tuple[str, ...], list[Withheld]]:
    """The program's questions in words that fit the draft; one that says more than both stays the program's own."""
    kept, faults = asked, list[Withheld]()
    for _ in range(_ROUNDS if asked else 0):
        said = questions(model, draft, asked, faults)
        kept, faults = _sorted(said, asked, draft)
        if not faults:
            break
    return kept, faults


def _sorted(said: Sequence[str], asked: tuple[str, ...], draft: str) -> tuple[tuple[str, ...], list[Withheld]]:
    """The questions that hold, each in the place of the program's own, and what is withheld."""
    new = [plain(question) for question in said]
    if len(new) != len(asked):
        return asked, [Withheld("; ".join(new), "it does not ask for what is missing, one question for each")]
    faults = [_fault(one, own, draft) for one, own in zip(new, asked, strict=True)]
    kept = tuple(own if fault else one for one, own, fault in zip(new, asked, faults, strict=True))
    return kept, [Withheld(one, fault) for one, fault in zip(new, faults, strict=True) if fault]


def _fault(new: str, own: str, draft: str) -> str:
    if new == plain(own):
        return ""
    if not new.endswith("?"):
        return "it is no question"
    return beyond(new, [own, draft])
