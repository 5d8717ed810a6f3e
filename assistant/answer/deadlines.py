"""Deadlines as arithmetic: each date follows from a rule, a trigger and a count that is shown.

The day of the trigger is day 0 and the last day counts (the way Minn. Stat. 645.15 counts time fixed by law). Nothing
says that Procedure 7's days are extended over a weekend or holiday, so the safe date before it is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, field_validator

from assistant.answer.dates import Dated, long
from assistant.models import Deadline
from knowledge.errors import UnknownName
from knowledge.library import Library
from knowledge.models import Citation
from knowledge.words import sentences

_SATURDAY = 5
_PRINTED = re.compile(r"\b(?:dated|printed|letter date|is dated)\b", re.I)
"""Beside the date of a letter, which starts no time."""


class Rule(BaseModel):
    """What sets a date: so much time after a trigger. The fields are explained in ``deadlines.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    what: str
    trigger: str
    time: dict[str, int]
    counted: str
    pinpoint: str
    anchor: re.Pattern[str]
    asked: list[re.Pattern[str]]
    beside: list[re.Pattern[str]]
    asked_too: re.Pattern[str] | None = None
    not_asked: re.Pattern[str] | None = None
    """Words of the other party, whose date is another rule's."""
    first_beside: re.Pattern[str] | None = None
    """Words of the party's own trigger, preferred where several dates fit."""
    last: bool = False
    """Whether the last fitting date counts: a request is complete when its last paper is in."""
    act_by: bool = True
    """Whether something has to be done by the date, so that a weekend or holiday on it matters."""
    with_others: bool = False
    """Whether the date is given beside that of another rule."""
    see: tuple[str, ...] = ()
    """Pinpoints of provisions that the trigger depends on."""

    @field_validator("anchor", "asked_too", "not_asked", "first_beside", "asked", "beside", mode="before")
    @classmethod
    def _ignoring_case(cls, value: str | list[str] | None) -> object:
        if value is None:
            return None
        flags = re.IGNORECASE | re.DOTALL
        return re.compile(value, flags) if isinstance(value, str) else [re.compile(item, flags) for item in value]

    @property
    def delta(self) -> relativedelta:
        """The time as calendar arithmetic."""
        return relativedelta(days=self.time.get("days", 0), years=self.time.get("years", 0))

    def asks(self, text: str) -> bool:
        """Whether a question is about this date."""
        too = self.asked_too is None or self.asked_too.search(text)
        other = self.not_asked is not None and self.not_asked.search(text)
        return bool(too and not other and any(pattern.search(text) for pattern in self.asked))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of ``deadlines.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "deadlines.yaml").read_text("utf-8"))
    return tuple(Rule.model_validate(item) for item in raw)


def rule(id: str) -> Rule:
    """The rule of that name. Raises :class:`UnknownName`."""
    for known in rules():
        if known.id == id:
            return known
    raise UnknownName("deadline rule", id, [known.id for known in rules()])


def deadline(rule: Rule, trigger: date, library: Library) -> Deadline:
    """The date that ``rule`` sets for a trigger, with the sentence that sets it and the count in words."""
    due = trigger + rule.delta
    if due == trigger:
        count = f"{long(due)}, {rule.trigger}."
    else:
        count = f"{rule.counted} from {long(trigger)} ({rule.trigger}, day 0) is {long(due)}."
    return Deadline(rule.what, due, _sets_it(rule, library), count, _caution(rule, due), rule.see)


def deadlines_asked(text: str, dates: Sequence[Dated], library: Library) -> Iterator[Deadline]:
    """The deadlines that a question asks for and gives the trigger of: the first rule that fits, or both parties' where
    it asks for both."""
    both = re.search(r"\bboth\b|\beach\b", text, re.I)
    found = False
    for known in rules():
        trigger = (
            _trigger(known, text, dates) if known.asks(text) and (both or known.with_others or not found) else None
        )
        if trigger is not None:
            found = True
            yield deadline(known, trigger, library)


def safe_day(due: date) -> date:
    """The last working day on or before ``due``: not a weekend, not a Minnesota legal holiday."""
    while due.weekday() >= _SATURDAY or due in _holidays(due.year):
        due -= timedelta(days=1)
    return due


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("US", subdiv="MN", years=year)


def _caution(rule: Rule, due: date) -> str:
    safe = safe_day(due)
    if not rule.act_by or safe == due:
        return ""
    kind = "a weekend" if due.weekday() >= _SATURDAY else "a legal holiday"
    if rule.pinpoint.startswith("Minn. Stat."):
        extends = "Minn. Stat. 645.15 leaves such a last day out of a period that a law fixes; to be safe,"
    else:
        extends = f"The sources do not say that {kind} extends this time, nor whether sending or receipt counts:"
    return f"{long(due)} falls on {kind}. {extends} have it received by {long(safe)}."


def _sets_it(rule: Rule, library: Library) -> Citation:
    """The sentence of the provision that sets the date; the official one where it is held."""
    own = [passage for passage in library.passages if passage.pinpoint == rule.pinpoint]
    for passage in dict.fromkeys(cited for restated in own for cited in library.evidence(restated)):
        for start, end in sentences(passage.text):
            if rule.anchor.search(" ".join(passage.text[start:end].split())):
                return library.cite(passage, passage.start + start, passage.start + end)
    return library.cite(own[0])


def _trigger(rule: Rule, text: str, dates: Sequence[Dated]) -> date | None:
    """The date that stands beside words of the trigger; the date printed on a letter is never one."""
    beside = [(text[before : dated.end], dated.day) for before, dated in _with_words(dates)]
    fitting = [
        (words, day)
        for words, day in beside
        if any(pattern.search(words) for pattern in rule.beside) and not _PRINTED.search(words)
    ]
    own = [day for words, day in fitting if rule.first_beside is not None and rule.first_beside.search(words)]
    days = own or [day for _, day in fitting]
    return (days[-1] if rule.last else days[0]) if days else None


def _with_words(dates: Sequence[Dated]) -> Iterator[tuple[int, Dated]]:
    """Each date with where the words that belong to it begin: behind the date before."""
    before = 0
    for dated in dates:
        yield before, dated
        before = dated.end
