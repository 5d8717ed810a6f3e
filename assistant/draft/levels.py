"""Choosing a level of responsibility from a draft's words, and saying why.

Received (R1 to R5), given (G0 to G3), physical demands (P1 to P3) and work environment (E1 to E3) are picked
separately. Nothing said means no level: a gap is shown, never a guess. Where the draft's words point to two levels, the
one its own section states comes first, then the lower one, and the reason names both; the supervisor decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.draft.profile import Pattern
from assistant.models import PositionDescription, Span
from assistant.position.contexts import REQUIREMENTS, Context, contexts
from assistant.position.loose import Statement, statements

_ELSEWHERE = re.compile(
    r"knowledge|skill|abilit|education|experience|licen[cs]|qual|req(?:s|uirements)?\b|ksa|minimum|distinguishing"
    r"|^(?:to|from|re|subject|date|org\w* chart)$",
    re.IGNORECASE,
)
"""Headings under which nothing shows a level, unless it tells of it expressly."""
_NEGATION = re.compile(r"\b(?:not|no|never|without|neither|nor|nobody|cannot|rarely)\b|n['’]t\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;,:\n]")
_NEGATION_REACH = 40
_EDGE = re.compile(r"[.;\n]")
_QUOTE_LIMIT = 160
_STATED, _MENTIONED = 2, 1
_WHOLE_LIST = 8
"""So many duties and tasks are a description's whole list, not a few notes."""


class Level(BaseModel):
    """One step of a ladder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    recognised_by: Pattern
    fact: str
    cues: tuple[Pattern, ...]
    answer: Pattern = ""
    """The short answer that means this level, where it is all that is said."""


class Scale(BaseModel):
    """A ladder of levels, lowest first, and the headings of a draft under which the level is stated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headings: Pattern
    told_by: tuple[Context, ...]
    """What a statement tells of if it speaks of this ladder."""
    not_told_by: tuple[Context, ...] = ()
    """What a statement tells of if it speaks of others: who hires is not said where a superior is spoken of."""
    answers_under: Pattern = ""
    """Headings under which a short answer speaks of this ladder; *none* under any other tells nothing of it."""
    unless: Pattern = ""
    """Sentences that never show a level, whatever cue they hold."""
    included: tuple[str, ...] = ()
    """Levels that a higher one of them takes in: who hires also assigns work."""
    levels: dict[str, Level]


@dataclass(frozen=True, slots=True)
class Sign:
    """Words of the draft that point to a level; the weight is higher where they stand under the level's own heading."""

    level: str
    span: Span
    weight: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The level picked on one scale, with the signs for it and for others; ``level`` is empty if nothing is said."""

    scale: str
    level: str
    reason: str
    signs: tuple[Sign, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """Other levels the draft points to."""
        return tuple(sorted({sign.level for sign in self.signs} - {self.level}))


@cache
def scales() -> dict[str, Scale]:
    """The four ladders by name."""
    loaded = yaml.safe_load(files("assistant.draft").joinpath("levels.yaml").read_text(encoding="utf-8"))
    return {name: Scale.model_validate(scale) for name, scale in loaded.items()}


@cache
def level_names() -> dict[str, str]:
    """``R2`` -> what the level is called."""
    return {code: level.name for scale in scales().values() for code, level in scale.levels.items()}


def choose_level(position: PositionDescription, scale: str, *, unless_told: str = "") -> Choice:
    """The level of one scale that the draft's words support best.

    ``unless_told`` is the level of a whole list of duties of which none shows another: the employer's format says so.
    """
    signs = tuple(_without_included(scale, list(_signs(position, scale))))
    if not signs:
        return _untold(position, scale, unless_told)
    best = min(signs, key=lambda sign: (-sign.weight, sign.level, sign.span.start))
    return Choice(scale, best.level, _reason(scales()[scale], best, signs), signs)


def by_pick(choice: Choice, level: str) -> Choice:
    """The level that somebody picked, with what the draft's own words point to beside it."""
    ladder = scales()[choice.scale].levels
    if choice.level == level:
        said = f"picked, as the draft's words say too. {choice.reason}"
    elif choice.signs:
        said = f"picked; the draft's own words point to {choice.level}: “{_flat(choice.signs[0].span.quote)}”."
    else:
        said = "picked; the draft's own words do not settle it."
    return Choice(choice.scale, level, f"{level} ({ladder[level].name}): {said} {_beside(level)}", choice.signs)


def neighbours(level: str) -> tuple[tuple[str, str], ...]:
    """The levels one step down and up, each with what would have to be true for it.

    >>> [code for code, _ in neighbours("R2")]
    ['R1', 'R3']
    """
    ladder = next((scale.levels for scale in scales().values() if level in scale.levels), {})
    codes = list(ladder)
    at = codes.index(level) if level in codes else -2
    return tuple((code, ladder[code].fact) for place, code in enumerate(codes) if abs(place - at) == 1)


def _untold(position: PositionDescription, scale: str, unless_told: str) -> Choice:
    """No level, with what each would need; or the one that goes without saying where the list of duties is whole."""
    ladder = scales()[scale].levels
    count = sum(1 + len(duty.tasks) for duty in position.duties)
    if unless_told and count >= _WHOLE_LIST:
        reason = (
            f"{unless_told} ({ladder[unless_told].name}): none of {count} duties and tasks shows more; to be confirmed."
        )
        return Choice(scale, unless_told, f"{reason} {_beside(unless_told)}".strip())
    needs = "; ".join(f"{code} if {level.fact}" for code, level in ladder.items())
    return Choice(scale, "", f"The draft says nothing that settles this, so no level is picked. It would be {needs}.")


def _without_included(scale: str, signs: list[Sign]) -> Iterator[Sign]:
    """The signs without those that say no more than a higher one does."""
    included = scales()[scale].included
    for sign in signs:
        higher = included[included.index(sign.level) + 1 :] if sign.level in included else ()
        if not any(other.level in higher and other.weight >= sign.weight for other in signs):
            yield sign


def signs_in(words: str, scale: str) -> set[str]:
    """The levels of a scale that some words point to."""
    return {level for level, _, _ in cued(words, scale)}


def _signs(position: PositionDescription, scale: str) -> Iterator[Sign]:
    for start, end, weight in _stretches(position, scale):
        standard = _standard_paragraph(position.text, start, end, scale) if weight == _STATED else None
        if standard:
            yield standard
            continue
        for level, at, stop in cued(position.text[start:end], scale):
            yield Sign(level, _quote(position.text, start + at, start + stop, start, end), weight)
    yield from _answers(position, scale)


def _answers(position: PositionDescription, scale: str) -> Iterator[Sign]:
    """Short answers, as *none* and *N/A*, under a heading that asks for the level."""
    under = scales()[scale].answers_under
    for heading, span in position.sections.items() if under else ():
        said = span.quote.partition("\n\n")[0]
        if re.search(under, heading, re.IGNORECASE):
            first = Span(said, span.start, span.start + len(said))
            yield from (Sign(code, first, _STATED) for code in short_answer(said, scale))


def short_answer(words: str, scale: str) -> set[str]:
    """The level that a short answer means, if it is all that is said.

    >>> short_answer("Nobody.", "supervision_given"), short_answer("Nobody calls.", "supervision_given")
    ({'G0'}, set())
    """
    said = words.strip(" .;:!-–—*•\t\n")
    ladder = scales()[scale].levels.items()
    return {code for code, level in ladder if level.answer and re.fullmatch(level.answer, said, re.IGNORECASE)}


def cued(words: str, scale: str) -> Iterator[tuple[str, int, int]]:
    """The levels that some words point to, with the offsets of what shows them."""
    unless = scales()[scale].unless
    if unless and re.search(unless, words, re.IGNORECASE):
        return
    for level, cue in _cues(scale):
        for match in cue.finditer(words):
            if not _negated(words, match.start()):
                yield level, match.start(), match.end()


def _standard_paragraph(text: str, start: int, end: int, scale: str) -> Sign | None:
    """An employer's standard paragraph stands for its own level only, whatever else it mentions."""
    level = standard_level(text[start:end], scale)
    if level is None:
        return None
    match = re.search(scales()[scale].levels[level].recognised_by, text[start:end], re.IGNORECASE)
    assert match is not None
    return Sign(level, _quote(text, start + match.start(), start + match.end(), start, end), _STATED)


def standard_level(paragraph: str, scale: str) -> str | None:
    """The level whose standard paragraph this is, by its identifying words."""
    ladder = scales()[scale].levels.items()
    known = (code for code, level in ladder if re.search(level.recognised_by, paragraph, re.IGNORECASE))
    return next(known, None)


@cache
def _cues(scale: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues of a scale; a space in a cue stands for any white space."""
    return tuple(
        (code, re.compile(cue.replace(" ", r"\s+"), re.IGNORECASE))
        for code, level in scales()[scale].levels.items()
        for cue in level.cues
    )


def _stretches(position: PositionDescription, scale: str) -> Iterator[tuple[int, int, int]]:
    """Where to look, and how much a sign there weighs: the scale's own sections, other statements, and the duties.

    Requirements say what a person must bring, not how the work is supervised or where it is done, and are left out.
    """
    for heading, span in position.sections.items():
        if _owns(scale, heading):
            yield span.start, span.end, _STATED
    for statement in statements(position):
        if not _owns(scale, statement.heading) and _may_show(statement, scale):
            yield statement.span.start, statement.span.end, _MENTIONED
    work = [span for duty in position.duties for span in (duty.span, *duty.tasks)]
    for span in [*work, position.purpose] if position.purpose else work:
        if not contexts(span.quote, position.title) & REQUIREMENTS:
            yield span.start, span.end, _MENTIONED


def _may_show(statement: Statement, scale: str) -> bool:
    """Whether a statement outside the scale's own sections counts: it tells of the scale, or of nothing else."""
    ladder = scales()[scale]
    if statement.contexts.intersection(ladder.told_by):
        return True
    if statement.contexts.intersection(ladder.not_told_by):
        return False
    elsewhere = _ELSEWHERE.search(statement.heading) or any(_owns(other, statement.heading) for other in scales())
    return not elsewhere and not statement.contexts & REQUIREMENTS


def _owns(scale: str, heading: str) -> bool:
    return re.fullmatch(scales()[scale].headings, heading.strip(), re.IGNORECASE) is not None


def _negated(words: str, at: int) -> bool:
    """Whether the clause denies what follows: *does not supervise* is no sign of supervision."""
    before = words[max(0, at - _NEGATION_REACH) : at]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    return _NEGATION.search(before[ends[-1] if ends else 0 :]) is not None


def _quote(text: str, start: int, end: int, least: int, most: int) -> Span:
    """The clause or line around a sign, within the stretch; only the sign itself where that is long."""
    left = max([least, *(match.end() for match in _EDGE.finditer(text, least, start))])
    right = next((match.start() for match in _EDGE.finditer(text, end, most)), most)
    if right - left > _QUOTE_LIMIT:
        left, right = start, end
    words = text[left:right]
    left += len(words) - len(words.lstrip())
    return Span(words.strip(), left, left + len(words.strip()))


def _reason(scale: Scale, best: Sign, signs: tuple[Sign, ...]) -> str:
    """The words behind the choice, those that point elsewhere, and what would move it by one level."""
    codes = list(scale.levels)
    parts = [f"{best.level} ({scale.levels[best.level].name}): the draft says “{_flat(best.span.quote)}”."]
    for code in codes:
        other = next((sign for sign in signs if sign.level == code != best.level), None)
        if other:
            parts.append(f"It also points to {code} ({scale.levels[code].name}): “{_flat(other.span.quote)}”.")
    return " ".join([*parts, _beside(best.level)])


def _beside(level: str) -> str:
    """What would have to be true for the next level up, and for the next one down."""
    return " ".join(f"{code} instead, if {fact}." for code, fact in reversed(neighbours(level)))


def _flat(words: str) -> str:
    return " ".join(words.split())
