"""An answer as facts, in the words it was given in.

One answer may give several facts: its lines and sentences are set in the fields they tell of. Whoever says that they do
not know, or wishes for a class, has said no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.interview.facts import Asked, Fact, Field, Interview, Reference, Reply, Speaker
from assistant.interview.form import told_in
from assistant.interview.questions import Question
from assistant.interview.shares import percent
from assistant.interview.wishes import is_wish
from assistant.models import Span
from assistant.position.contexts import contexts, parts, tells_context
from assistant.position.duties import items_in
from assistant.position.shares import split_share
from assistant.position.statements import sentences

_UNKNOWN = re.compile(
    r"(?:sorry,? )?(?:(?:I|we) )?(?:really )?(?:do ?n['’]?t|do not|cannot|can['’]t) (?:really )?(?:know|say)(?: yet)?"
    r"|(?:I have )?no idea|(?:I(?:['’]m| am) )?(?:not sure|unsure)(?: yet)?|unknown|\?+",
    re.IGNORECASE,
)
_SKIP = re.compile(r"skip|pass|next", re.IGNORECASE)
_PIECE = re.compile(r"[^\n;]+")
_COMMAS = re.compile(r"[^\n;,]+")
_NUMBERED = re.compile(
    r"\s*(?:[-*•]\s*)?\(?(?:duty\s+)?#?(\d{1,2})\s*(?:[:)=]\s*|\.\s+|\s[-–—]\s*|\s+(?=is\b|yes\b|no\b))", re.I
)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,2})?(?:\s*(?:%|per\s?cent))?")
_SAYS = re.compile(r"[^\W\d_]{2,}")
_REQUIRED = frozenset({Field.EDUCATION, Field.LICENSE, Field.KNOWLEDGE, Field.SKILL, Field.ABILITY})
_SUPERVISION = frozenset({Field.REPORTS_TO, Field.RECEIVED, Field.GIVEN})
_BODY = frozenset({Field.PHYSICAL, Field.ENVIRONMENT})
_ALL = frozenset(Field)
_MAY_GO = {
    Field.PURPOSE: _ALL,
    Field.DUTY: _ALL,
    **dict.fromkeys(_REQUIRED, _REQUIRED | _BODY),
    **dict.fromkeys(_SUPERVISION, _SUPERVISION),
    **dict.fromkeys(_BODY, _BODY),
}
"""Field asked about -> the fields that a part of the answer may belong to instead."""
_ELSEWHERE = frozenset({Field.REPORTS_TO, Field.GIVEN})
"""Where a part of any other answer may belong."""


@dataclass(frozen=True, slots=True)
class _Said:
    """``answer[start:end]`` and where it belongs; ``duty`` is a duty's id, or the place of a new one."""

    field: Field
    start: int
    end: int
    duty: int | None = None


def answered(interview: Interview, question: Question, words: str, by: Speaker, when: datetime) -> Interview:
    """The interview after an answer; its words are kept to the letter, whatever they give."""
    kept = words.strip()
    reply = _reply(kept)
    said = list(_said(question, kept, interview)) if reply is Reply.ANSWERED else []
    if reply is Reply.ANSWERED:
        said = [one for one in said if not is_wish(kept[one.start : one.end])]
        reply = Reply.ANSWERED if said else Reply.WISH
    done = Asked(question=question.id, text=question.text, reply=reply, words=kept, by=by, when=when)
    made = _facts(interview, said, done)
    return Interview(
        draft=interview.draft,
        facts=(*(_replaced(fact, question, made) for fact in interview.facts), *made),
        asked=(*interview.asked, done),
    )


def _reply(words: str) -> Reply:
    plain = words.strip(" .!")
    if not plain or _SKIP.fullmatch(plain):
        return Reply.SKIPPED
    if _UNKNOWN.fullmatch(plain):
        return Reply.UNKNOWN
    return Reply.WISH if is_wish(words) and len(list(sentences(words, 0, len(words)))) == 1 else Reply.ANSWERED


def _facts(interview: Interview, said: Sequence[_Said], done: Asked) -> tuple[Fact, ...]:
    first = interview.next_id
    ids = {one.duty: first + place for place, one in enumerate(said) if one.field is Field.DUTY}
    return tuple(
        Fact(
            id=first + place,
            field=one.field,
            words=done.words[one.start : one.end],
            by=done.by,
            when=done.when,
            source=Reference(answer=len(interview.asked), start=one.start, end=one.end),
            duty=None if one.field is Field.DUTY or one.duty is None else ids.get(one.duty, one.duty),
        )
        for place, one in enumerate(said)
    )


def _replaced(fact: Fact, question: Question, made: Sequence[Fact]) -> Fact:
    """An earlier fact, with what was said in its place if the question asked for that."""
    if fact.id not in question.replaces:
        return fact
    instead = next((new for new in made if new.field is fact.field and new.duty == fact.duty), None)
    return fact.model_copy(update={"replaced_by": instead.id}) if instead else fact


def _said(question: Question, words: str, interview: Interview) -> Iterator[_Said]:
    if question.field is Field.DUTY:
        yield from _duties(words)
    elif question.field is Field.TASK:
        yield from (_Said(Field.TASK, item.start, item.end, question.duties[0]) for item in _items(words))
    elif question.duties:
        yield from _of_duties(question, words, interview)
    else:
        yield from _statements(question.field, words)


def _items(words: str) -> list[Span]:
    return items_in(words, 0, len(words))


def _duties(words: str) -> Iterator[_Said]:
    """Each line or sentence as a duty with its share, unless it tells of something else. New duties count downwards."""
    for place, item in enumerate(_items(words), 1):
        text = words[item.start : item.end]
        told = told_in(contexts(text)) if tells_context(text) else None
        if told:
            yield _Said(told, item.start, item.end)
            continue
        share, start, end = split_share(text)
        yield _Said(Field.DUTY, item.start + start, item.start + end, -place)
        around = [(item.start, item.start + start), (item.start + end, item.end)]
        where = next(((a, b) for a, b in around if share is not None and percent(words[a:b]) == share), None)
        if where:
            yield _Said(Field.SHARE, *_number(words, *where), -place)


def _number(words: str, start: int, end: int) -> tuple[int, int]:
    match = _PERCENT.search(words, start, end)
    assert match is not None  # percent() found a number there
    return match.start(), match.end()


def _of_duties(question: Question, words: str, interview: Interview) -> Iterator[_Said]:
    """One piece of the answer for each duty: by its number, else in their order; what cannot be told stays a note."""
    duties = {number: duty.id for number, duty in enumerate(interview.duties, 1)}
    pieces = _pieces(words, commas=question.field is Field.SHARE)
    if any(number for number, _, _ in pieces):
        for number, start, end in pieces:
            if number in duties:
                yield from _marked(question.field, words, start, end, duties[number])
            else:
                yield _Said(Field.OTHER, words.rfind("\n", 0, start) + 1, end)
    elif len(question.duties) == 1:
        yield from _marked(question.field, words, 0, len(words), question.duties[0])
    elif len(pieces) == len(question.duties):
        for (_, start, end), duty in zip(pieces, question.duties, strict=True):
            yield from _marked(question.field, words, start, end, duty)
    else:
        yield _Said(Field.OTHER, 0, len(words))


def _pieces(words: str, *, commas: bool) -> list[tuple[int, int, int]]:
    """The lines, and parts between semicolons, as (number in front or 0, start, end); a part without a number that
    follows one with a number belongs to it."""
    found: list[tuple[int, int, int]] = []
    for piece in (_COMMAS if commas else _PIECE).finditer(words):
        if not piece[0].strip():
            continue
        match = _NUMBERED.match(words, piece.start(), piece.end())
        start, end = _trimmed(words, match.end() if match else piece.start(), piece.end())
        if match is None and found and found[-1][0]:
            found[-1] = (found[-1][0], found[-1][1], end)
        elif start < end:
            found.append((int(match[1]) if match else 0, start, end))
    return found


def _marked(field: Field, words: str, start: int, end: int, duty: int) -> Iterator[_Said]:
    """A piece for a duty; of a share only the number, and what is said around it is a note."""
    if field is not Field.SHARE:
        yield _Said(field, start, end, duty)
        return
    if percent(words[start:end]) is None:
        yield _Said(Field.OTHER, start, end)
        return
    first, last = _number(words, start, end)
    yield _Said(field, first, last, duty)
    if _SAYS.search(words, start, first) or _SAYS.search(words, last, end):
        yield _Said(Field.OTHER, start, end)


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    piece = words[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _statements(field: Field, words: str) -> Iterator[_Said]:
    """The sentences, and parts that turn to another matter, each in its field."""
    for item in _items(words):
        for begin, stop in sentences(words, item.start, item.end):
            for start, end in parts(words, begin, stop):
                yield _Said(_belongs(field, words[start:end]), start, end)


def _belongs(field: Field, text: str) -> Field:
    told = told_in(contexts(text)) if tells_context(text) else None
    return told if told and told in _MAY_GO.get(field, _ELSEWHERE) else field
