"""What a revision means, in plain words: each change once, and whether it touches the kind or the level of the work.

A revision of wording is no reason to look at an allocation again; one of duties, authority or supervision is (Job
Audit Manual, 1.1). So every change is read for evidence on the allocation factors, before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from assistant.classify.evidence import degrees, read_evidence, says
from assistant.models import Factor
from assistant.position.shares import split_share
from assistant.redline.align import Change, Step, renumbered
from assistant.redline.paragraphs import Paragraph
from knowledge.words import stems

_STEP = 0.5
"""A smaller difference on a factor's ladder says nothing."""
_NEW_SUBJECT = 3
"""So many telling words that stand on one side only are another subject."""
_SHOWN = 110


@dataclass(frozen=True, slots=True)
class Note:
    """One change in plain words; ``touches`` says what it may mean for kind and level, empty where nothing."""

    change: Change
    says: str
    touches: tuple[str, ...] = ()
    about: tuple[Paragraph, ...] = ()
    """The paragraphs as they are now; as they were, where they were removed."""


def notes(steps: Sequence[Step]) -> tuple[Note, ...]:
    """Every change but mere renumbering, in the order of the new description."""
    known = _Known(
        _subject(" ".join(_joined(step.old) for step in steps)), _subject(" ".join(_joined(step.new) for step in steps))
    )
    leaving = {step.move: step for step in steps if step.move and step.old}
    return tuple(_notes(steps, leaving, known))


@dataclass(frozen=True, slots=True)
class _Known:
    """The telling words of the whole old and the whole new description, by stem."""

    old: frozenset[str]
    new: frozenset[str]


def _subject(words: str) -> frozenset[str]:
    return frozenset(stems(words))


def _notes(steps: Sequence[Step], leaving: dict[int, Step], known: _Known) -> Iterator[Note]:
    for step in steps:
        if step.change is Change.KEPT or renumbered(step) or (step.move and step.old):
            continue
        old = leaving[step.move].old if step.move else step.old
        before, after = _joined(old), _joined(step.new)
        heading = all(paragraph.heading for paragraph in (*old, *step.new))
        touches = () if heading else tuple(_touches(before, after, known))  # a heading states no work
        yield Note(step.change, _says(step.change, before, after), touches, step.new or old)


def _joined(paragraphs: Iterable[Paragraph]) -> str:
    return " ".join(paragraph.body for paragraph in paragraphs)


def _says(change: Change, before: str, after: str) -> str:
    old, new = (f"“{shorten(words, _SHOWN, placeholder=' …')}”" for words in (before, after))
    return {
        Change.ADDED: f"Added: {new}",
        Change.REMOVED: f"Removed: {old}",
        Change.MOVED: f"Moved: {new}" if before == after else f"Moved and reworded: {old} is now {new}",
        Change.MERGED: f"Merged into one: {old} is now {new}",
        Change.SPLIT: f"Split: {old} is now {new}",
    }.get(change, f"Reworded: {old} is now {new}")


def _touches(before: str, after: str, known: _Known) -> Iterator[str]:
    shares = [split_share(words)[0] for words in (before, after)]
    if shares[0] != shares[1] and any(shares):
        yield f"share of time: {_percent(shares[0])} before, {_percent(shares[1])} now"
    gone, come = _subject(before) - known.new, _subject(after) - known.old
    if len(gone) >= _NEW_SUBJECT or len(come) >= _NEW_SUBJECT:
        yield "kind of work: " + " and ".join(_subjects(gone, come))
    yield from _levels(before, after)


def _percent(share: float | None) -> str:
    return "none given" if share is None else f"{share:g} percent"


def _subjects(gone: frozenset[str], come: frozenset[str]) -> Iterator[str]:
    if len(come) >= _NEW_SUBJECT:
        yield "the new words are about something the old description did not mention"
    if len(gone) >= _NEW_SUBJECT:
        yield "what the old words were about is mentioned no more"


def _levels(before: str, after: str) -> Iterator[str]:
    old, new = (degrees(read_evidence(words)) for words in (before, after))
    for factor in Factor:
        was, is_ = old.get(factor), new.get(factor)
        if was == is_ or (was is not None and is_ is not None and abs(was - is_) < _STEP):
            continue
        said = ("silence" if degree is None else f"a position that {says(factor, degree)}" for degree in (was, is_))
        yield "{}: the old words read as {}, the new ones as {}".format(factor, *said)
