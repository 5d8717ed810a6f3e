"""A redline as a stream of pieces: what is kept, inserted, deleted, or moved from here or to here.

``"\\n"`` in a piece is the end of a paragraph. Accepting every change leaves exactly the new paragraphs, rejecting
every change exactly the old ones; :func:`pieces` checks both before it gives anything away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from assistant.redline.align import Change, Step

_TOKEN = re.compile(r"\n|\s+|\w+(?:['’]\w+)*|[^\w\s]")
_LONG = 2_000
"""Tokens of a text from which on spaces and commonplace words no longer serve as anchors: quicker, and as exact."""
_ISLAND = 2
"""So few words left standing between two changes are shown as changed with them: easier to read."""


class State(StrEnum):
    """What happens to a piece when the changes are accepted or rejected."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from here"
    MOVED_TO = "moved here"


STAYS_ACCEPTED = frozenset({State.KEPT, State.INSERTED, State.MOVED_TO})
STAYS_REJECTED = frozenset({State.KEPT, State.DELETED, State.MOVED_FROM})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or the end of a paragraph, in one state; ``move`` numbers the two ends of a move."""

    state: State
    text: str
    heading: bool = False
    move: int = 0


def pieces(steps: Sequence[Step]) -> tuple[Piece, ...]:
    """The stream of a whole redline."""
    found = tuple(piece for step in steps for piece in step_pieces(step))
    assert paragraphs_of(found, STAYS_ACCEPTED) == [p.text for step in steps for p in step.new]
    assert paragraphs_of(found, STAYS_REJECTED) == [p.text for step in steps for p in step.old]
    return found


def paragraphs_of(stream: Iterable[Piece], staying: frozenset[State]) -> list[str]:
    """The paragraphs that are left when only the pieces in these states stay."""
    text = "".join(piece.text for piece in stream if piece.state in staying)
    return text.split("\n")[:-1] if text else []


def step_pieces(step: Step) -> Iterator[Piece]:
    """The pieces of one step."""
    heading = (step.new or step.old)[0].heading
    old, new = (_text([p.text for p in side]) for side in (step.old, step.new))
    if step.change is Change.KEPT:
        yield Piece(State.KEPT, new, heading)
    elif step.old and step.new:
        yield from (Piece(state, words, heading) for state, words in reworded(old, new))
    elif step.old:
        yield Piece(State.MOVED_FROM if step.move else State.DELETED, old, heading, step.move)
    else:
        yield Piece(State.MOVED_TO if step.move else State.INSERTED, new, heading, step.move)


def reworded(old: str, new: str) -> list[tuple[State, str]]:
    """Word by word from one text to another, in as few and as whole changes as read well.

    >>> reworded("Compile data monthly.", "Compile reports monthly.")
    [(<State.KEPT: 'kept'>, 'Compile '), (<State.DELETED: 'deleted'>, 'data'), (<State.INSERTED: 'inserted'>, \
'reports'), (<State.KEPT: 'kept'>, ' monthly.')]
    """
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, one, other, autojunk=max(len(one), len(other)) > _LONG)
    runs = [(tag == "equal", "".join(one[i:k]), "".join(other[j:m])) for tag, i, k, j, m in matcher.get_opcodes()]
    return list(_told(_without_islands(runs)))


_Run = tuple[bool, str, str]
"""Whether it is kept, the old words, the new words."""


def _without_islands(runs: list[_Run]) -> list[_Run]:
    inner = range(1, len(runs) - 1)
    flat = [
        (kept and not (place in inner and _is_island(old)), old, new) for place, (kept, old, new) in enumerate(runs)
    ]
    return [
        (kept, "".join(old for _, old, _ in group), "".join(new for _, _, new in group))
        for kept, group in ((kept, list(run)) for kept, run in groupby(flat, key=lambda run: run[0]))
    ]


def _is_island(words: str) -> bool:
    """Whether kept words between two changes are too few to stand alone; the end of a paragraph always does."""
    return "\n" not in words and len(re.findall(r"\w+", words)) < _ISLAND


def _told(runs: Iterable[_Run]) -> Iterator[tuple[State, str]]:
    for kept, old, new in runs:
        if kept:
            yield State.KEPT, new
            continue
        if old:
            yield State.DELETED, old
        if new:
            yield State.INSERTED, new


def _text(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)
