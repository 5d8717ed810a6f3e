"""Where a description denies itself: supervision received and given, physical demands, work environment.

Used by the lint and by the remarks on a draft. A level is what the description's own section states; what denies it
stands in the duties, the summary or another statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.classify.voice import of_another, unheld
from assistant.draft.levels import Choice, Sign, cued, level_names, scales, signs_in
from assistant.lint.finding import Remark, short
from assistant.lint.reading import pattern, work_of
from assistant.models import PositionDescription, Span
from assistant.position.contexts import REQUIREMENTS, Context
from assistant.position.loose import Statement

_INDEPENDENT = re.compile(
    r"\bindependent(?:ly)?\b|\bcomplete independence\b|\bwide latitude\b|\bown (?:judg\w+|discretion)\b"
    r"|\bself-directed\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\b(?:detailed|exact|specific) instructions\b|\bclose(?:ly)? supervis\w+|\bas (?:told|instructed)\b", re.I
)
_DENIED = re.compile(r"\b(?:not|no|never|without|rarely|less)\b[^.;:]{0,40}$|n['’]t\b[^.;:]{0,40}$", re.I)
_PLAINLY = re.compile(
    r"sedentary|no (?:special|unusual)|desk (?:job|work)|office|everyday risks|indoors", re.IGNORECASE
)
_BENDING = re.compile(r"\bbend(?:s|ing)?\b", re.IGNORECASE)
_CLOSE_LEVELS, _FREE_LEVELS = frozenset({"R1", "R2"}), frozenset({"R4", "R5"})
_SUPERVISION = frozenset({Context.RECEIVED, Context.REPORTS_TO})


def contradictions(
    position: PositionDescription, levels: Mapping[str, Choice], said: Sequence[Statement]
) -> Iterator[Remark]:
    """Each place at which the description's own words deny a level, in the order of the four scales."""
    if "supervision_received" in levels:
        yield from _received(position, levels["supervision_received"], said)
    if "supervision_given" in levels:
        yield from _given(position, levels["supervision_given"])
    for scale, lowest in (("physical_demands", "P1"), ("work_environment", "E1")):
        if scale in levels:
            yield from _surroundings(position, levels[scale], lowest, said)


def _received(position: PositionDescription, choice: Choice, said: Sequence[Statement]) -> Iterator[Remark]:
    """Independence claimed beside close supervision, or close instruction beside a free hand."""
    claim = _INDEPENDENT if choice.level in _CLOSE_LEVELS else _CLOSE if choice.level in _FREE_LEVELS else None
    if claim is None:
        return
    for where, span in _claims(position, said):
        match = claim.search(span.quote)
        if match and not _DENIED.search(span.quote[: match.start()]):
            what = f"Supervision received is {choice.level}, but the {where} says “{short(span.quote)}”."
            yield _remark("supervision-received", choice, span, what)


def _claims(position: PositionDescription, said: Sequence[Statement]) -> Iterator[tuple[str, Span]]:
    if position.purpose:
        yield "summary", position.purpose
    for heading, span in position.sections.items():
        if heading.lower().startswith("distinguishing"):
            yield "statement of distinguishing features", span
    for duty in position.duties:
        yield "list of duties", duty.span
    for statement in said:
        if statement.contexts & _SUPERVISION:
            yield "statement of supervision", statement.span


def _given(position: PositionDescription, choice: Choice) -> Iterator[Remark]:
    if choice.level not in {"G0", ""}:
        return
    purpose = [position.purpose] if position.purpose else []
    for span in [*purpose, *work_of(position)]:
        if _directs_people(span.quote):
            stated = "Supervision given is G0" if choice.level else "No supervision given is stated"
            what = f"{stated}, but a duty directs people: “{short(span.quote)}”."
            yield _remark("supervision-given", choice, span, what)


def _directs_people(words: str) -> bool:
    """Whether a duty shows a level of supervision above none, and not that of somebody who is assisted."""
    shown = ((at, stop) for level, at, stop in cued(words, "supervision_given") if level != "G0")
    return any(not unheld(words[:at], words[stop:]) and not of_another(words[:at]) for at, stop in shown)


def _surroundings(
    position: PositionDescription, choice: Choice, lowest: str, said: Sequence[Statement]
) -> Iterator[Remark]:
    """A ladder, a trench or a truck does not go with sitting in an office."""
    stated = _stated(choice)
    if choice.level != lowest or stated is None:
        return
    rule, name = choice.scale.replace("_", "-"), choice.scale.replace("_", " ").capitalize()
    for span in work_of(position):
        higher = signs_in(span.quote, choice.scale) - {lowest}
        machine = choice.scale == "physical_demands" and pattern("machines").search(span.quote)
        if higher or machine:
            points = f"points to {', '.join(sorted(higher))}" if higher else "names a truck or a heavy machine"
            yield _remark(rule, choice, span, f"{name} is {lowest}, but a duty {points}: “{short(span.quote)}”.")
    for statement in said:
        higher = _above(statement, choice.scale, lowest, plainly=bool(_PLAINLY.search(stated.span.quote)))
        if higher:
            words = f"“{short(statement.span.quote)}” ({', '.join(sorted(higher))})"
            yield _remark(rule, choice, statement.span, f"{name} is {lowest}, but the description also says {words}.")


def _above(statement: Statement, scale: str, lowest: str, *, plainly: bool) -> set[str]:
    """The levels above the lowest that a statement shows; only the highest, unless the lowest is stated ``plainly``.

    Who sits and also lifts may do both; what is *sedentary* is not. Some bending goes with sitting.
    """
    if statement.contexts & REQUIREMENTS:
        return set()
    shown = signs_in(_BENDING.sub("", statement.span.quote), scale) - {lowest}
    return shown if plainly else shown & {list(scales()[scale].levels)[-1]}


def _remark(rule: str, choice: Choice, span: Span, what: str) -> Remark:
    """The remark with the words that state the level beside it; of two readings the supervisor says which is so."""
    stated = _stated(choice)
    if stated is None:
        return Remark(rule, span, what, "Say which is so, and strike the other.")
    return Remark(
        rule,
        span,
        what,
        f"Keep what is so and strike the other: either “{short(stated.span.quote)}” "
        f"({level_names()[choice.level]}), or “{short(span.quote)}”.",
        stated.span,
    )


def _stated(choice: Choice) -> Sign | None:
    """The sign the level was picked by."""
    own = (sign for sign in choice.signs if sign.level == choice.level)
    return min(own, key=lambda sign: (-sign.weight, sign.span.start), default=None)
