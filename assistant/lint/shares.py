"""Percentages of time, and how many responsibilities there are.

The figures are those of the guide to the state's form: more than eight, or any at five percent or less, is too fine
(Minnesota State PD field guide, Principal responsibilities).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.lint.finding import Remark, short
from assistant.models import Duty, PositionDescription, Span

_WHOLE_TIME = 100.0
_ROUNDING = 0.5
_MANY, _SMALL, _NEARLY_ALL = 8, 5.0, 75.0
_FEW_WORDS = 14
"""A statement longer than this may tell its tasks in the sentence itself."""


def share_remarks(position: PositionDescription, *, needed: bool) -> Iterator[Remark]:
    """What is wrong with the shares of time; ``needed`` where the format asks for shares even if none is given."""
    duties = position.duties
    shared = [duty for duty in duties if duty.share is not None]
    if not shared and not needed:
        return
    if shared:
        yield from _total(position)
        yield from _missing(position)
    yield from _many(position)
    yield from (_small(duty) for duty in shared if (duty.share or 0.0) <= _SMALL)
    yield from (_broad(duty) for duty in shared if _hides_tasks(duty))


def _total(position: PositionDescription) -> Iterator[Remark]:
    duties = position.duties
    total = sum(duty.share or 0.0 for duty in duties)
    whole = all(duty.share is not None for duty in duties)
    if abs(total - _WHOLE_TIME) <= _ROUNDING or not (whole or total > _WHOLE_TIME):
        return
    apart = f"{abs(_WHOLE_TIME - total):g} {'too many' if total > _WHOLE_TIME else 'are missing'}"
    yield Remark(
        "percent-total",
        _list(position, 0),
        f"The percentages of time come to {total:g}, not to 100.",
        f"Set the shares anew over one year so that they come to 100 ({apart}): "
        + "; ".join(f"“{short(duty.span.quote, 40)}” [… %]" for duty in duties),
    )


def _missing(position: PositionDescription) -> Iterator[Remark]:
    bare = [duty for duty in position.duties if duty.share is None]
    if not bare:
        return
    what = f"{len(bare)} of {len(position.duties)} responsibilities have no percentage of time."
    for duty in bare:
        yield Remark("percent-missing", duty.span, what, f"{short(duty.span.quote)} [… %]")


def _many(position: PositionDescription) -> Iterator[Remark]:
    duties = position.duties
    if len(duties) > _MANY:
        yield Remark(
            "many-duties",
            _list(position, _MANY),
            f"There are {len(duties)} responsibilities; more than eight suggests combining some.",
            "Put those that belong together under one, as its tasks; begin with the ones that take the least time.",
        )


def _small(duty: Duty) -> Remark:
    return Remark(
        "small-duty",
        duty.span,
        f"“{short(duty.span.quote)}” takes {duty.share:g} percent of the time; consider combining it.",
        f"As a task under the responsibility it belongs to [which?]: {short(duty.span.quote)}",
    )


def _hides_tasks(duty: Duty) -> bool:
    return (duty.share or 0.0) >= _NEARLY_ALL and not duty.tasks and len(duty.span.quote.split()) <= _FEW_WORDS


def _broad(duty: Duty) -> Remark:
    return Remark(
        "broad-duty",
        duty.span,
        f"“{short(duty.span.quote)}” takes {duty.share:g} percent of the time, and no task is named.",
        f"{short(duty.span.quote)} a. [task] b. [task] c. [task]",
    )


def _list(position: PositionDescription, first: int) -> Span:
    """The list of duties from one of them to its end."""
    start, end = position.duties[first].span.start, position.duties[-1].span.end
    return Span(position.text[start:end], start, end)
