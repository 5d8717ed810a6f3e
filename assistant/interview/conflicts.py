"""Statements that do not go together: they are shown and asked about, and both are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.levels import scales, short_answer, signs_in
from assistant.interview.facts import ONE_EACH, Fact, Field, numbered_duties, spoken
from assistant.interview.known import Known
from assistant.interview.shares import percent

_SCALES = {
    "supervision_received": (Field.RECEIVED, "unusual", "how closely the position is supervised"),
    "supervision_given": (Field.GIVEN, "staff", "whom the position leads or supervises"),
    "physical_demands": (Field.PHYSICAL, "physical", "what the body has to do"),
    "work_environment": (Field.ENVIRONMENT, "environment", "where the work is done and what its risks are"),
}
"""Scale -> its field, the question after which a contradiction is asked about, and what it is about."""
_OF = {
    Field.SHARE: "the share of time of this duty",
    Field.PRIORITY: "the priority of this duty",
    Field.ESSENTIAL: "whether this duty is essential",
}
_WHOLE, _NEAR = 100.0, 0.5


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that contradict each other, and the question about them; ``after`` is the question it follows."""

    id: str
    after: str
    field: Field
    text: str
    form: str
    about: tuple[str, ...]
    duties: tuple[int, ...] = ()
    replaces: tuple[int, ...] = ()


def conflicts(known: Known) -> list[Conflict]:
    """All contradictions among the facts that stand."""
    return [*_twice(known), *_total(known), *_levels(known)]


def _twice(known: Known) -> Iterator[Conflict]:
    """Two different values where a duty can have only one."""
    interview = known.interview
    for field in sorted(ONE_EACH):
        for number, duty in numbered_duties(interview):
            said = interview.of(field, duty.id)
            if len({_value(fact) for fact in said}) > 1:
                yield Conflict(
                    f"twice:{field}:{duty.id}",
                    {Field.SHARE: "share"}.get(field, str(field)),
                    field,
                    f"Two things were said of {_OF[field]}. Which one holds, and since when?",
                    "…, because …" if field is not Field.SHARE else "…%",
                    (f"{number}. {duty.flat}", *(f"“{fact.flat}” ({spoken(fact)})" for fact in said)),
                    (duty.id,),
                    tuple(fact.id for fact in said),
                )


def _value(fact: Fact) -> str:
    """What is compared: the number of a share, the first word of anything else."""
    share = percent(fact.words) if fact.field is Field.SHARE else None
    return f"{share:g}" if share is not None else fact.words.split()[0].strip(".,;:").lower()


def _total(known: Known) -> Iterator[Conflict]:
    """Shares of time that do not add up, where every duty has one."""
    interview = known.interview
    shares = [interview.of(Field.SHARE, duty.id)[:1] for duty in interview.duties]
    numbers = [percent(fact.words) for found in shares for fact in found]
    total = sum(number for number in numbers if number is not None)
    if not shares or None in numbers or not all(shares) or abs(total - _WHOLE) <= _NEAR:
        return
    yield Conflict(
        "total",
        "share",
        Field.SHARE,
        f"The shares of time come to {total:g}, not to 100. Which of them are different over a whole year?",
        "1: …%, 2: …%",
        tuple(
            f"{number}. {duty.flat}: {fact.flat} ({spoken(fact)})"
            for (number, duty), found in zip(numbered_duties(interview), shares, strict=True)
            for fact in found
        ),
        tuple(duty.id for duty in interview.duties),
        tuple(fact.id for found in shares for fact in found),
    )


def _levels(known: Known) -> Iterator[Conflict]:
    """Words that point to two levels of one scale."""
    for scale, (field, after, what) in _SCALES.items():
        pointing = _pointing(known, scale, field)
        if len(pointing) > 1:
            yield Conflict(
                f"level:{scale}",
                after,
                field,
                f"These do not quite go together on {what}. What holds, and for which part of the work?",
                "For … it is …; for … it is …",
                tuple(pointing[level] for level in sorted(pointing)),
            )


def _pointing(known: Known, scale: str, field: Field) -> dict[str, str]:
    """The levels pointed to, each with the first words that do and who said them.

    The description as a whole is read, and each fact of the field for itself: beside an employer's standard paragraph
    other statements count here too.
    """
    found = {level: _credited(fact.flat, fact) for fact in known.interview.of(field) for level in _of(fact, scale)}
    for sign in known.levels[scale].signs:
        words = " ".join(sign.span.quote.split())
        fact = next((f for f in known.interview.standing if words in f.flat or f.flat in words), None)
        found.setdefault(sign.level, _credited(words, fact))
    included = [level for level in scales()[scale].included if level in found]
    return {level: words for level, words in found.items() if level not in included[:-1]}


def _of(fact: Fact, scale: str) -> list[str]:
    return sorted(signs_in(fact.flat, scale) | short_answer(fact.flat, scale))


def _credited(words: str, fact: Fact | None) -> str:
    return f"“{words}”" + (f" ({spoken(fact)})" if fact else "")
