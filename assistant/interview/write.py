"""The facts as a plain description, under labels that :func:`assistant.position.read.read_position` understands.

Every statement is the words that were said, set on one line; only labels, numbers of duties and list marks are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.interview.facts import Fact, Field, Interview, Reply, numbered_duties, spoken
from assistant.interview.form import forms
from assistant.position import marks
from assistant.position.shares import split_share

_NOTES = "Notes"
_PURPOSE = "Purpose"
"""Stands beside its label however long it is: a list below it would be read as duties."""
_FEW = 6
"""So many words stand beside their label; more would be quoted with the label as if it were theirs."""
_NAMES = (Field.TITLE, Field.EMPLOYER)
_MARKS = {
    Field.PRIORITY: marks.Fact.PRIORITY,
    Field.DISCRETION: marks.Fact.DISCRETION,
    Field.ESSENTIAL: marks.Fact.ESSENTIAL,
}


def written(interview: Interview) -> str:
    """The description; an empty string where nothing is known."""
    parts = [_field(interview, field) for field in forms()]
    return "\n\n".join(filter(None, [*parts, *_others(interview)])) + ("\n" if interview.standing else "")


def _field(interview: Interview, field: Field) -> str:
    if field is Field.DUTY:
        return _duties(interview)
    if field in _NAMES:
        return "\n".join(f"{forms()[field].label}: {fact.flat}" for fact in interview.of(field))
    return labelled(forms()[field].label, [fact.flat for fact in interview.of(field)])


def labelled(label: str, statements: Sequence[str]) -> str:
    """A few words beside their label, statements in a list below it; nothing for none."""
    if not statements:
        return ""
    if len(statements) == 1 and (len(statements[0].split()) <= _FEW or label == _PURPOSE):
        return f"{label}: {statements[0]}"
    return "\n".join([f"{label}:", *(f"- {statement}" for statement in statements)])


def _duties(interview: Interview) -> str:
    """The numbered duties with their tasks; then what is said of each, as *Priority (duty 1)*."""
    if not interview.duties:
        return ""
    lines = [f"{forms()[Field.DUTY].label}:"]
    said: list[str] = []
    for number, duty in numbered_duties(interview):
        lines.append(f"{number}. {duty.flat}{_share(interview, duty)}")
        lines += [f"   - {task.flat}" for task in interview.of(Field.TASK, duty.id)]
        said += _marks(interview, duty, number)
    return "\n".join(lines) + "".join(f"\n\n{mark}" for mark in said)


def _share(interview: Interview, duty: Fact) -> str:
    """The first share of time that was said, in brackets, unless it stands among the duty's words."""
    shares = interview.of(Field.SHARE, duty.id)
    if not shares or split_share(duty.words)[0] is not None:
        return ""
    words = shares[0].flat
    return f" ({words}{'' if '%' in words or 'cent' in words else '%'})"


def _marks(interview: Interview, duty: Fact, number: int) -> Iterator[str]:
    for field, told in _MARKS.items():
        for fact in interview.of(field, duty.id):
            yield f"{marks.label(told, number)}: {fact.flat}"


def _others(interview: Interview) -> Iterator[str]:
    """What no field claims: under the headings it stood under, then as notes."""
    other = interview.of(Field.OTHER)
    for label in dict.fromkeys(fact.label for fact in other if fact.label):
        yield labelled(label, [fact.flat for fact in other if fact.label == label])
    yield labelled(_NOTES, [fact.flat for fact in other if not fact.label])


def provenance(interview: Interview) -> str:
    """Who said what, as Markdown: every fact, also those that were replaced, and every question without an answer."""
    lines = ["# Who said what", ""]
    numbers = {duty.id: number for number, duty in numbered_duties(interview)}
    lines += [_credited(fact, numbers) for field in Field for fact in interview.facts if fact.field is field]
    open_ones = [asked for asked in interview.asked if asked.reply is not Reply.ANSWERED]
    if open_ones:
        lines += ["", "# Asked and not answered", ""]
        lines += [f"- {asked.text} — {asked.reply} ({asked.by}, {asked.when:%Y-%m-%d})" for asked in open_ones]
    return "\n".join(lines) + "\n"


def _of(fact: Fact, numbers: dict[int, int]) -> str:
    number = numbers.get(fact.id if fact.field is Field.DUTY else fact.duty or 0)
    return f"{fact.field.capitalize()}{f' {number}' if fact.field is Field.DUTY and number else ''}" + (
        f" (duty {number})" if fact.duty and number else ""
    )


def _credited(fact: Fact, numbers: dict[int, int]) -> str:
    fate = "" if fact.replaced_by is None else "; no longer written: replaced or taken out"
    return f"- {_of(fact, numbers)}: “{fact.flat}” ({spoken(fact)}, {fact.when:%Y-%m-%d}){fate}"
