"""The answer: read the question, refuse what is not ours, search, compose, verify, and say what is not settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import TypedDict

from assistant.answer.compose import Composer
from assistant.answer.deadlines import asks_date, deadlines_asked, trigger_needed
from assistant.answer.employers import place_unheard_of
from assistant.answer.find import Finder, Finding, may_answer
from assistant.answer.issues import Issues
from assistant.answer.known import NOTHING, Known, KnownFact
from assistant.answer.meaning import Meanings
from assistant.answer.meant import in_case
from assistant.answer.premise import opening
from assistant.answer.question import Question, read_question
from assistant.answer.scope import Refusal, Refusals, clarification, refusal, whom_to_ask
from assistant.answer.spelling import Speller
from assistant.answer.support import Reader
from assistant.answer.worded import NOTHING_HELD, Model, Say, in_words_of, read_by
from assistant.answer.written import Writer, labels, literal
from assistant.engine.outgoing import Outgoing
from assistant.engine.preview import Preview
from assistant.engine.verify import verify
from assistant.models import Answer, Claim, Decision, Turn, Withheld
from knowledge.conflicts import Conflict, Side
from knowledge.index import Progress
from knowledge.library import Library
from knowledge.models import DULUTH, FEDERAL, OTHERS, STATE, ClassSpec
from knowledge.plans import Plans
from knowledge.search import Search
from knowledge.words import sentences, vocabulary

_ENGINE = "offline"
_MODEL = "llm"
_REFUSED = 0.6
"""From this nearness on to an example of what is refused, a question is refused,"""
_NEARER = 0.04
"""if it comes so much nearer to it than to anything that is answered."""
_NEIGHBOUR = 0.4
"""The least nearness of an issue whose neighbours are offered as next questions."""
_CONFLICTS = 2
"""How many disagreements of the sources an answer shows."""
_NOBODY = "a question about your position, its class or your rights"


class Respondent:
    """Answers questions over one library."""

    def __init__(
        self,
        library: Library,
        plans: Plans,
        search: Search,
        meanings: Meanings,
        model: Model | None = None,
        progress: Progress = lambda *_: None,
    ) -> None:
        """Without a ``model``, answers are in the provisions' own words."""
        self._library, self._model = library, model
        reader, self._issues = Reader(library, meanings), Issues(library, meanings)
        self._refusals = Refusals(meanings)
        meanings.learn([*self._issues.questions, *self._refusals.questions, *reader.known], progress)
        self._finder = Finder(library, search, reader, self._issues)
        self._composer = Composer(library)
        self._classes: tuple[ClassSpec, ...] = (*plans.plan("minnesota").classes, *plans.plan("duluth").classes)
        texts = [passage.text for passage in library.passages]
        lay = [pattern.pattern for pattern, _ in vocabulary()]
        self._speller = Speller([*texts, *lay, *self._issues.questions], search.embedder.knows)

    def answer(
        self,
        text: str,
        *,
        role: str = "",
        history: Sequence[Turn] = (),
        id: str = "",
        say: Say | None = None,
        worded: bool = True,
        known: Known = NOTHING,
    ) -> Answer:
        """Answer from verified passages, or refuse with whom to ask; ``say`` hears what is verified as it comes.

        Unless it is to be ``worded``, no model is asked, whatever the engine. ``known`` is what the case holds that the
        question is asked in.
        """
        talk = "\n\n".join([*(turn.content for turn in history), text])
        model = self._model.beside(talk) if worded and self._model is not None else None
        mended, read = self._speller.mended(text)
        question = read_question(mended, role, history, self._classes)
        warnings = tuple(f"Not obeyed, since it is no question: {order!r}." for order in question.dropped)
        warnings += tuple(f"Read as {meant!r}: {typed!r}." for typed, meant in read.items())
        misread: list[Withheld] = []
        if model is not None and question.leans_on and refusal(question.text) is None:
            alone, misread = read_by(model, question.text, history)
            question = read_question(alone, role, (), self._classes) if alone else question
            warnings += (f"Read by the model as: {alone!r}.",) if alone else ()
        question, taken = in_case(question, known)
        found = self._answered(id, question, warnings, model, say)
        told = [f"{fact.says} ({fact.where})" for fact in known.facts_asked(question.text)]
        return replace(
            found,
            known=(*taken, *found.known, *told),
            withheld=(*misread, *found.withheld),
            warnings=(*found.warnings, *self._whose(found, question, mended)),
        )

    def _whose(self, found: Answer, question: Question, text: str) -> Iterator[str]:
        """Whom an answer holds for, where the question names a place that may be an employer of its own."""
        place = place_unheard_of(text, self._speller.says) if found.decision is Decision.ANSWER else ""
        if place:
            yield (
                f"No source speaks of {place}. If that is another employer, its own rules apply there; "
                f"what is said here holds for positions of the {question.employers[0]}."
            )

    def _answered(
        self, id: str, question: Question, warnings: tuple[str, ...], model: Model | None, say: Say | None
    ) -> Answer:
        """The answer to a question that was read: a refusal, a question put back, or what the sources say."""
        if not question.text:
            return _refusal(id, "That is an instruction, not a question about classification.", _NOBODY, warnings)
        refused = refusal(question.text, question.employers) or _dateless(question)
        if refused is not None:
            return _refusal(id, refused.reason, refused.whom, warnings)
        open_point = None if question.elsewhere else clarification(f"{question.after} {question.text}")
        settled = question.known.settles.get(open_point.point, "") if open_point else ""
        if open_point is not None and not settled:
            text = f"{open_point.ask} {open_point.why}"
            return Answer(
                id, _ENGINE, Decision.CLARIFY, text, whom_to_ask=whom_to_ask(question.employers), warnings=warnings
            )
        found = self._found(question)
        refused = self._refused(question, found)
        if refused is not None:
            return _refusal(id, refused.reason, refused.whom, warnings)
        supported = [finding for finding in found if finding.support]
        open_ = [finding for finding in found if not finding.support]
        if not supported:
            whom = whom_to_ask(question.employers)
            own = question.known.facts_asked(question.text)
            unsettled = _of_case(id, own, whom, warnings) if own else self._unsettled(id, open_[0], warnings)
            return replace(unsettled, next_questions=self._next(open_))
        silent = tuple(f"Not settled by the sources: {finding.question.text}" for finding in open_)
        composed = self._composed(id, question, supported, (*warnings, *silent), model, say)
        return replace(composed, known=(settled,)) if settled else composed

    def would_send(self, text: str, *, role: str = "", history: Sequence[Turn] = ()) -> list[Outgoing]:
        """What a model would be sent for a question; nothing is sent."""
        preview, silent = Preview(), copy(self)
        silent._model = preview
        silent.answer(text, role=role, history=history)
        return preview.outgoing

    def _refused(self, question: Question, found: Sequence[Finding]) -> Refusal | None:
        """The refusal whose examples a question comes nearer to than to anything that is answered."""
        nearest = self._refusals.nearest(question.text, question.employers)
        best = max((match.nearness for finding in found for match in finding.matches[:1]), default=0.0)
        return nearest[1] if nearest and nearest[0] >= max(_REFUSED, best + _NEARER) else None

    def _found(self, question: Question) -> list[Finding]:
        """What was found for each part of a question; a recorded question that asks both parts is one."""
        parts = [self._finder.find(part) for part in question.parts()]
        if len(parts) < 2:
            return parts
        whole = self._finder.find(question)
        best = max((part.issue.nearness for part in parts if part.issue), default=0.0)
        return [whole] if whole.support and whole.issue and whole.issue.nearness > best else parts

    def _composed(
        self,
        id: str,
        question: Question,
        supported: Sequence[Finding],
        warnings: tuple[str, ...],
        model: Model | None,
        say: Say | None,
    ) -> Answer:
        asks: _Asks = {"role": question.role, "employers": question.employers, "known": question.known}
        dated = tuple(deadlines_asked(question.query, question.dates, self._library, **asks))
        needed = trigger_needed(question.query, question.dates, **asks)
        composed = [claim for found in supported if found.support for claim in self._composer.claims(found.support)]
        composed += [claim for found in dated for see in found.see for claim in self._composer.lead(see)]
        once: dict[tuple[str, int], Claim] = {}
        for claim in composed:
            once.setdefault((claim.citations[-1].source, claim.citations[-1].start), claim)
        claims, withheld = verify(once.values(), self._library.source)
        engine = _ENGINE
        if model is not None and claims:
            engine = _MODEL
            said, unsupported = in_words_of(model, question.query, claims, self._library.source, say)
            warnings += () if said else (NOTHING_HELD,)
            claims = [replace(claim, text=literal(claim.text)) for claim in said] or claims
            withheld += unsupported
        whom = whom_to_ask(question.employers)
        if not claims and not dated:
            refused = _refusal(id, "Nothing that was found could be verified.", whom, warnings)
            return replace(refused, engine=engine, withheld=tuple(withheld))
        writer = Writer(self._library.source)
        writer.deadlines(dated)
        writer.claims(claims, opening(question, supported[0], claims))
        self._show_conflicts(writer, question)
        citations = tuple(writer.citations)
        return Answer(
            id=id,
            engine=engine,
            decision=Decision.ANSWER,
            answer=writer.text,
            citations=citations,
            deadlines=dated,
            whom_to_ask=whom,
            warnings=(*warnings, *filter(None, (needed,)), *labels(citations)),
            withheld=tuple(withheld),
            next_questions=self._next(supported),
        )

    def _show_conflicts(self, writer: Writer, question: Question) -> None:
        """The disagreements of the sources that the answer touches, both sides of each, as far as they verify."""
        touched = self._library.conflicts(tuple(writer.citations), question.query)
        for sides, conflict in [(self._sides(conflict), conflict) for conflict in touched][:_CONFLICTS]:
            if len(sides) > 1:
                writer.conflict(conflict, sides)

    def _sides(self, conflict: Conflict) -> list[tuple[Side, Claim | None]]:
        """The sides that verify, and those of which only an address is known; no other state's rules."""
        told = [(side, Claim(side.says, (side.citation,)) if side.citation else None) for side in conflict.sides]
        return [(side, claim) for side, claim in told if claim is None or self._stands(claim)]

    def _stands(self, claim: Claim) -> bool:
        whose = self._library.source(claim.citations[0].source).jurisdiction
        ours = whose in (STATE, DULUTH, FEDERAL) or whose.startswith("Minnesota")
        return ours and bool(verify([claim], self._library.source)[0])

    def _next(self, found: Sequence[Finding]) -> tuple[str, ...]:
        """Questions to ask next, out of the neighbourhood of what was found."""
        first = found[0]
        near = [match for match in first.matches[:1] if match.nearness >= _NEIGHBOUR]
        said = [passage for match in near for passage in match.issue.passages]
        return self._issues.next_after(near, said, may_answer(first.question, self._library))

    def _unsettled(self, id: str, found: Finding, warnings: tuple[str, ...]) -> Answer:
        """A refusal: what is not held and who has it, as far as that is known."""
        employers, gap = found.question.employers, found.gap
        whom = whom_to_ask(employers)
        if gap is None or self._library.source(gap.source).jurisdiction not in (*employers, OTHERS):
            return _refusal(id, "The sources do not settle this.", whom, warnings)
        said = [" ".join(gap.text[start:end].split()) for start, end in sentences(gap.text)]
        ask = next((sentence for sentence in said if sentence.startswith("Ask ")), "")
        reason = " ".join(sentence for sentence in said if sentence != ask)
        return _refusal(id, reason, ask.removeprefix("Ask ").rstrip(".") or whom, warnings)


class _Asks(TypedDict):
    """For whom, and in which case, a date is asked for."""

    role: str
    employers: tuple[str, ...]
    known: Known


def _dateless(question: Question) -> Refusal | None:
    """Why a date that the state's rules set is not counted in the case of an employer whom they do not bind."""
    employer = question.known.employer
    if employer in ("", STATE) or question.employers != (employer,) or not asks_date(question.text, role=question.role):
        return None
    reason = f"No source at hand sets such a date for {employer}; the state's rules do not apply there."
    return Refusal(reason, whom_to_ask(question.employers))


def _of_case(id: str, facts: Sequence[KnownFact], whom: str, warnings: tuple[str, ...]) -> Answer:
    """What only the case can tell; its words are shown as they stand there."""
    text = "\n\n".join(literal(f"{fact.says} ({fact.where})") for fact in facts)
    note = "This is what the case holds; the sources say nothing on it."
    return Answer(id, _ENGINE, Decision.ANSWER, text, whom_to_ask=whom, warnings=(*warnings, note))


def _refusal(id: str, reason: str, whom: str, warnings: tuple[str, ...]) -> Answer:
    return Answer(id, _ENGINE, Decision.ABSTAIN, f"{reason} Ask {whom}.", whom_to_ask=whom, warnings=warnings)
