"""The answer: read the question, refuse what is not ours, search, compose, verify, and say what is not settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer.compose import Composer
from assistant.answer.deadlines import deadlines_asked, trigger_needed
from assistant.answer.question import Question, read_question
from assistant.answer.scope import refusal, whom_to_ask
from assistant.answer.support import Reader, Support
from assistant.engine.verify import verify
from assistant.models import Answer, Claim, Deadline, Decision, Turn, Withheld
from knowledge.library import Library
from knowledge.models import Citation, ClassSpec, Kind, Passage, Status
from knowledge.plans import Plans
from knowledge.search import Hit, Search
from knowledge.words import all_stems, gap_words, official_terms, sentences, stems

_HITS = 14
_LEAST = (0.3, 0.45)
_LEAST_IN_TRADE = (0.24, 0.37)
"""(score, similarity) below which what was found is about something else."""
_ENGINE = "offline"
_MODEL = "llm"
_ROUNDS = 2
"""How often a model may word an answer: what fails the first time is worded anew once."""
_ACTIVE = re.compile(r"[\\`*_\[\]<>~]")
_NOBODY = "a question about your position, its class or your rights"


class Model(Protocol):
    """Says in its own words what evidence says."""

    def word(
        self, question: str, evidence: Sequence[Claim], faults: Sequence[Withheld]
    ) -> tuple[list[Claim], list[Withheld]]:
        """The evidence worded, not verified yet, and what cannot be; with ``faults``, those statements anew."""


class Respondent:
    """Answers questions over one library."""

    def __init__(
        self, library: Library, plans: Plans, search: Search, reader: Reader, model: Model | None = None
    ) -> None:
        """Without a ``model``, answers are in the provisions' own words."""
        self._library, self._search, self._reader, self._model = library, search, reader, model
        self._composer = Composer(library)
        self._gaps = {
            passage.pinpoint.removeprefix("Known gap: "): passage
            for source in library.sources.values()
            if source.kind is Kind.GAP
            for passage in source.passages
        }
        self._classes: tuple[ClassSpec, ...] = (*plans.plan("minnesota").classes, *plans.plan("duluth").classes)

    def answer(self, text: str, *, role: str = "", history: Sequence[Turn] = (), id: str = "") -> Answer:
        """Answer from verified passages, or refuse with whom to ask."""
        question = read_question(text, role, history, self._classes)
        warnings = tuple(f"Not obeyed, since it is no question: {order!r}." for order in question.dropped)
        if not question.text:
            return _refusal(id, "That is an instruction, not a question about classification.", _NOBODY, warnings)
        refused = refusal(question.text)
        if refused is not None:
            return _refusal(id, refused.reason, refused.whom, warnings)
        found = [(part, self._found(part)) for part in question.parts()]
        supported = [support for _, support in found if isinstance(support, Support)]
        open_ = [(part, gap) for part, gap in found if not isinstance(gap, Support)]
        if not supported:
            part, gap = open_[0]
            return self._unsettled(id, part, gap, warnings)
        silent = tuple(f"Not settled by the sources: {part.text}" for part, _ in open_)
        return self._composed(id, question, supported, (*warnings, *silent))

    def _found(self, question: Question) -> Support | Passage | None:
        """What supports an answer; else the known gap the question is about, or nothing."""
        hits = self._search.find(question.query, _HITS, self._may_answer(question))
        support = self._reader.support(question, hits)
        return self._gap(question, hits, support) or (support if _holds(question, support, hits) else None)

    def _composed(self, id: str, question: Question, supported: Sequence[Support], warnings: tuple[str, ...]) -> Answer:
        role, whose = question.role, question.employers
        dated = tuple(deadlines_asked(question.query, question.dates, self._library, role=role, employers=whose))
        needed = trigger_needed(question.query, question.dates, role=role, employers=whose)
        composed = [claim for support in supported for claim in self._composer.claims(support)]
        composed += [claim for found in dated for see in found.see for claim in self._composer.lead(see)]
        claims, withheld = verify(dict.fromkeys(composed), self._library.source)
        engine = _ENGINE
        if self._model is not None and claims:
            engine = _MODEL
            claims, unsupported = self._worded(self._model, question.query, claims)
            withheld += unsupported
        whom = whom_to_ask(question.employers)
        if not claims and not dated:
            refused = _refusal(id, "Nothing that was found could be verified.", whom, warnings)
            return replace(refused, engine=engine, withheld=tuple(withheld))
        text, citations = _written(dated, claims)
        return Answer(
            id=id,
            engine=engine,
            decision=Decision.ANSWER,
            answer=text,
            citations=citations,
            deadlines=dated,
            whom_to_ask=whom,
            warnings=(*warnings, *filter(None, (needed,)), *_labels(citations)),
            withheld=tuple(withheld),
        )

    def _worded(self, model: Model, question: str, evidence: Sequence[Claim]) -> tuple[list[Claim], list[Withheld]]:
        """The evidence as the model words it, verified; what fails is worded anew once, then withheld."""
        claims: dict[Claim, None] = {}
        faults: list[Withheld] = []
        for _ in range(_ROUNDS):
            said, faults = model.word(question, evidence, faults)
            kept, unsupported = verify(said, self._library.source)
            claims |= dict.fromkeys(kept)
            faults = [*faults, *unsupported]
            if not faults:
                break
        withheld = [fault for fault in faults if not any(fault.text in claim.text for claim in claims)]
        return [replace(claim, text=_literal(claim.text)) for claim in claims], withheld

    def _may_answer(self, question: Question) -> Callable[[Passage], bool]:
        """Only the employers of the question, and of class texts only those it names."""
        named = {spec.source.id for spec in question.named}

        def keep(passage: Passage) -> bool:
            source = self._library.source(passage.source)
            if source.kind is Kind.CLASS_SPEC:
                return source.id in named
            return source.jurisdiction in question.employers or source.kind is Kind.GAP

        return keep

    def _gap(self, question: Question, hits: Sequence[Hit], support: Support) -> Passage | None:
        """A known gap that the question is about: its words stand in the question, or it leads the hits and says more
        of the question than any provision does."""
        asked = all_stems(question.text)
        for name, words in gap_words():
            if words <= asked and name in self._gaps:
                return self._gaps[name]
        first = hits[0].passage if hits else None
        if first is None or question.named or self._library.source(first.source).kind is not Kind.GAP:
            return None
        said = support.share(stems(f"{' '.join(first.heading)} {first.text}"))
        return first if said > support.best_share() else None

    def _unsettled(self, id: str, question: Question, gap: Passage | None, warnings: tuple[str, ...]) -> Answer:
        """A refusal: what is not held and who has it, as far as that is known."""
        whom = whom_to_ask(question.employers)
        if gap is None:
            return _refusal(id, "The sources do not settle this.", whom, warnings)
        said = [" ".join(gap.text[start:end].split()) for start, end in sentences(gap.text)]
        ask = next((sentence for sentence in said if sentence.startswith("Ask ")), "")
        reason = " ".join(sentence for sentence in said if sentence != ask)
        return _refusal(id, reason, ask.removeprefix("Ask ").rstrip(".") or whom, warnings)


def _holds(question: Question, support: Support, hits: Sequence[Hit]) -> bool:
    """Whether the sources speak of what the question is about: it names a provision, or is near enough to one.

    A question in the trade's own terms may be farther off in wording.
    """
    if any(hit.named for hit in hits):
        return True
    score, similarity = _LEAST_IN_TRADE if official_terms(question.text) else _LEAST
    return support.score >= score and support.similarity >= similarity


def _written(dated: Sequence[Deadline], claims: Sequence[Claim]) -> tuple[str, tuple[Citation, ...]]:
    """The answer as Markdown, its citations numbered by first use."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []

    def mark(citation: Citation) -> str:
        key = (citation.source, citation.start, citation.end)
        if key not in numbers:
            citations.append(citation)
            numbers[key] = len(citations)
        return f"[{numbers[key]}]"

    paragraphs = [
        f"{deadline.what}: {deadline.count} {deadline.caution}".strip() + f" {mark(deadline.rule)}"
        for deadline in dated
    ]
    by_provision: dict[str, list[str]] = {}
    for claim in claims:
        marks = "".join(mark(citation) for citation in claim.citations)
        by_provision.setdefault(claim.citations[0].pinpoint, []).append(f"{claim.text} {marks}")
    paragraphs += [f"**{pinpoint}** {' '.join(said)}" for pinpoint, said in by_provision.items()]
    return "\n\n".join(paragraphs), tuple(citations)


def _literal(text: str) -> str:
    """``text`` as Markdown that shows it as typed: no marks, links, emphasis or tags of its own."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", text)


def _labels(citations: Sequence[Citation]) -> tuple[str, ...]:
    """What a reader must know of the texts the answer rests on."""
    restated = any(citation.text_status is not Status.OFFICIAL for citation in citations)
    unverified = any("(unverified)" in citation.quote for citation in citations)
    return tuple(
        label
        for wanted, label in (
            (
                restated,
                "Restated in our own words from the edition named; check the official text before relying on it.",
            ),
            (unverified, "Statements marked (unverified) are general knowledge that no source at hand confirms."),
        )
        if wanted
    )


def _refusal(id: str, reason: str, whom: str, warnings: tuple[str, ...]) -> Answer:
    return Answer(id, _ENGINE, Decision.ABSTAIN, f"{reason} Ask {whom}.", whom_to_ask=whom, warnings=warnings)
