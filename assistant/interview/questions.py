"""The next question: the first in the order of ``questions.yaml`` whose answer neither the draft nor the answers give.

Each question is put at most once, whatever the reply, so an interview ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from assistant.classify.compare import QUESTIONS
from assistant.classify.separate import Separation
from assistant.interview.conflicts import Conflict, conflicts
from assistant.interview.facts import OF_A_DUTY, Fact, Field, Interview, Noun, Reply, numbered_duties
from assistant.interview.known import Known, Signs, know
from assistant.interview.vague import vague
from assistant.models import Factor

_ABOUT_CLASSES = 4
"""So many questions are asked because they separate two classes."""
_WHERE = {
    Factor.KIND: Field.PURPOSE,
    Factor.KNOWLEDGE: Field.KNOWLEDGE,
    Factor.COMPLEXITY: Field.PROBLEMS,
    Factor.INDEPENDENCE: Field.DECISIONS,
    Factor.SUPERVISION: Field.GIVEN,
    Factor.CONSEQUENCE: Field.ERROR,
    Factor.GUIDELINES: Field.GUIDELINES,
}
"""Factor -> the field in which an answer about it belongs."""
_MANUAL = "Job Audit Manual, 2.2.1 and A.2"


class _Only(Noun):
    scale: str
    levels: tuple[str, ...]


class Asks(Noun):
    """A question of ``questions.yaml``."""

    id: str
    field: Field
    ask: str
    why: str
    source: str
    form: str
    each: str = ""
    each_form: str = ""
    known: Signs = Signs()
    only: _Only | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is put."""

    id: str
    field: Field
    text: str
    why: str
    source: str
    form: str
    """The form of an answer, which holds no fact."""
    about: tuple[str, ...] = ()
    """What was said and is asked about: duties with their numbers, or statements that contradict each other."""
    duties: tuple[int, ...] = ()
    """The ids of the duties it asks about."""
    replaces: tuple[int, ...] = ()
    """The ids of the facts that an answer is said in place of."""


@cache
def bank() -> tuple[Asks, ...]:
    """All questions that do not depend on a class, in their order."""
    loaded = yaml.safe_load(files("assistant.interview").joinpath("questions.yaml").read_text(encoding="utf-8"))
    return tuple(Asks.model_validate(asks) for asks in loaded)


def next_question(interview: Interview) -> Question | None:
    """The next question; ``None`` where nothing that matters is left to ask."""
    return next(open_questions(interview), None)


def open_questions(interview: Interview) -> Iterator[Question]:
    """All questions that are open now, in their order; an answer may settle several."""
    known = know(interview)
    clashes = conflicts(known)
    for asks in bank():
        for question in _put(asks, known):
            if not interview.was_asked(question.id):
                yield question
        for clash in clashes:
            if clash.after == asks.id and not interview.was_asked(clash.id):
                yield _about_conflict(clash)


def class_question(interview: Interview, separations: Sequence[Separation]) -> Question | None:
    """The next question that is asked because it separates two classes, if so many are left; no class is held out."""
    asked = sum(done.question.startswith("class:") for done in interview.asked)
    fresh = (found for found in separations if not interview.was_asked(_class_id(found.factor)))
    found = next(fresh, None) if asked < _ABOUT_CLASSES else None
    if found is None:
        return None
    return Question(
        _class_id(found.factor),
        _WHERE[found.factor],
        QUESTIONS[found.factor],
        f"Asked because it separates {found.classes[0]} from {found.classes[1]}; what is true decides, not the class.",
        _MANUAL,
        next((asks.form for asks in bank() if asks.field is _WHERE[found.factor]), "…"),
    )


def _class_id(factor: Factor) -> str:
    return f"class:{factor}"


def _put(asks: Asks, known: Known) -> Iterator[Question]:
    """A question as it is put now: for all duties that lack it, for each of them, or for the position."""
    if asks.field in OF_A_DUTY:
        yield from _of_duties(asks, known.interview)
        return
    allowed = asks.only is None or known.levels[asks.only.scale].level in asks.only.levels
    if allowed and not known.says(asks.known):
        yield Question(asks.id, asks.field, asks.ask, asks.why, asks.source, asks.form)
    if asks.field is Field.DUTY and asks.id != "duties":
        yield from _vague(known.interview)


def _of_duties(asks: Asks, interview: Interview) -> Iterator[Question]:
    lacking = [(n, duty) for n, duty in numbered_duties(interview) if not interview.of(asks.field, duty.id)]
    if lacking and not interview.was_asked(asks.id):
        several = len(interview.duties) > 1
        yield _duty_question(asks, asks.id, asks.ask if several else asks.each, lacking)
        return
    if not _was_answered(asks.id, interview):
        return
    for number, duty in lacking:
        yield _duty_question(asks, f"{asks.id}:{duty.id}", asks.each, [(number, duty)])
    if asks.field is Field.ESSENTIAL:
        yield from _reasons(asks, interview)


def _was_answered(question: str, interview: Interview) -> bool:
    """Whether the question about all duties brought something: who does not know is not asked again for each."""
    return any(done.question == question and done.reply is Reply.ANSWERED for done in interview.asked)


def _duty_question(asks: Asks, id: str, text: str, duties: Sequence[tuple[int, Fact]]) -> Question:
    about = tuple(f"{number}. {duty.flat}" for number, duty in duties)
    ids = tuple(duty.id for _, duty in duties)
    form = asks.form if len(duties) > 1 else asks.each_form
    return Question(id, asks.field, text, asks.why, asks.source, form, about, ids)


def _reasons(asks: Asks, interview: Interview) -> Iterator[Question]:
    """Why a duty is essential or not, where only a word was said."""
    for number, duty in numbered_duties(interview):
        said = interview.of(asks.field, duty.id)
        if said and all(len(fact.words.split()) <= 2 for fact in said):
            about = (f"{number}. {duty.flat}", f"Said so far: “{said[0].flat}”")
            text = "What is the reason: does the position exist for it, can few others do it, or is it something else?"
            yield Question(f"reason:{duty.id}", asks.field, text, asks.why, asks.source, "Because …", about, (duty.id,))


def _vague(interview: Interview) -> Iterator[Question]:
    """What is really done, where a duty only helps, handles or is responsible."""
    for number, duty in numbered_duties(interview):
        word = vague(duty.flat)
        if word and not interview.of(Field.TASK, duty.id):
            yield Question(
                f"vague:{duty.id}",
                Field.TASK,
                f"“{word}” may mean many things. What does the position itself do here, and what comes of it?",
                "Broad words hide the level of the work; what is done shows it.",
                "Job Audit Manual, index p. 98 (action words)",
                "(verb) (what), so that … - one line each",
                (f"{number}. {duty.flat}",),
                (duty.id,),
            )


def _about_conflict(clash: Conflict) -> Question:
    return Question(
        clash.id,
        clash.field,
        clash.text,
        "Two statements do not go together. Both are kept; the one who knows settles it.",
        "Job Audit Manual, 2.2.1",
        clash.form,
        clash.about,
        clash.duties,
        clash.replaces,
    )
