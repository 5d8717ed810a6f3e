"""Old paragraphs beside new ones: which were kept, reworded, moved, merged, split, added or removed.

Equal paragraphs in the same order are the anchors. Between two anchors paragraphs are paired in order so that as many
words as possible agree. What is then left over is a part of a neighbour's pair (merged, split), or stands elsewhere
(moved), or is new, or is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.redline.paragraphs import Paragraph

_ALIKE = 0.5
"""From this share of common words on, two paragraphs in the same place are one that was reworded."""
_MOVED = 0.6
"""The same for two that stand in different places."""
_FEWEST_MOVED = 4
"""A paragraph of fewer words that turns up elsewhere may be there by chance."""
_ABSORBED = 0.7
"""This share of a paragraph's words has to be found in another one that is said to have taken it in."""
_LARGEST_TABLE = 25_000_000
"""Cells of the largest table of pairs that is filled; beyond it paragraphs between two anchors are not paired."""


Likeness = npt.NDArray[np.float64]
"""A row an old paragraph, a column a new one: 0 to 1."""


class Change(StrEnum):
    """What became of a paragraph."""

    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step through both descriptions, in reading order.

    A move has two steps with the same ``move`` number: ``new`` is empty where the paragraph stood, ``old`` where it
    stands now.
    """

    change: Change
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    move: int = 0


OLD, NEW = 0, 1
_Match = tuple[list[int], list[int]]
"""A run of old paragraphs that became a run of new ones, by their places; one of the two has a single paragraph."""


@dataclass(slots=True)
class _Alignment:
    """Both descriptions, which of their paragraphs belong together, and the places that are matched on each side."""

    texts: tuple[Sequence[Paragraph], Sequence[Paragraph]]
    matches: list[_Match]
    taken: tuple[set[int], set[int]] = field(init=False)
    moves: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = (
            {i for match in self.matches for i in match[OLD]},
            {j for match in self.matches for j in match[NEW]},
        )

    def left_over(self, side: int) -> list[int]:
        return [place for place in range(len(self.texts[side])) if place not in self.taken[side]]


def align(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Step, ...]:
    """The steps from ``old`` to ``new``: every paragraph of either stands in exactly one step on its side."""
    found = _Alignment((old, new), _in_order(old, new))
    _absorb(found)
    _find_moves(found)
    return tuple(_steps(found))


def likeness(ours: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> Likeness:
    """The share of different words that two paragraphs have in common, 0 to 1; 0 where only one is a heading."""
    places = {word: place for place, word in enumerate({word for p in (*ours, *theirs) for word in p.words})}
    one, other = (_members(side, places) for side in (ours, theirs))
    sizes = np.add.outer(np.asarray(one.sum(axis=1)).ravel(), np.asarray(other.sum(axis=1)).ravel())
    alike = 2.0 * (one @ other.T).toarray() / sizes
    return np.where(np.equal.outer([p.heading for p in ours], [p.heading for p in theirs]), alike, 0.0)


def _members(side: Sequence[Paragraph], places: Mapping[str, int]) -> Any:
    """A row a paragraph, a column a word: 1 where the word stands in it."""
    from scipy.sparse import csr_matrix

    cells = [(row, places[word]) for row, paragraph in enumerate(side) for word in set(paragraph.words)]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(side), len(places)))


def _in_order(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[_Match]:
    """Pairs in the same order on both sides: equal ones first, then the most alike between them."""
    same = SequenceMatcher(None, [p.words for p in old], [p.words for p in new], autojunk=False)
    found: list[_Match] = []
    at_old = at_new = 0
    for block in same.get_matching_blocks():
        found += _best_pairs(old, new, range(at_old, block.a), range(at_new, block.b))
        found += [([block.a + step], [block.b + step]) for step in range(block.size)]
        at_old, at_new = block.a + block.size, block.b + block.size
    return found


def _best_pairs(old: Sequence[Paragraph], new: Sequence[Paragraph], ours: range, theirs: range) -> list[_Match]:
    """The pairs of two stretches, in order, that have most words in common (a longest common subsequence by weight)."""
    if not ours or not theirs or len(ours) * len(theirs) > _LARGEST_TABLE:
        return []
    alike = likeness([old[i] for i in ours], [new[j] for j in theirs])
    alike[alike < _ALIKE] = 0.0
    best = np.zeros((len(ours) + 1, len(theirs) + 1))
    for i in reversed(range(len(ours))):
        here = np.maximum(best[i + 1, :-1], alike[i] + best[i + 1, 1:])
        best[i, :-1] = np.maximum.accumulate(here[::-1])[::-1]
    return [([ours[i]], [theirs[j]]) for i, j in _trace(best, alike)]


def _trace(best: Likeness, alike: Likeness) -> Iterator[tuple[int, int]]:
    """The pairs whose weights make up ``best[0, 0]``."""
    i = j = 0
    while i < alike.shape[0] and j < alike.shape[1]:
        if best[i, j] == best[i + 1, j]:
            i += 1
        elif best[i, j] == best[i, j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _absorb(found: _Alignment) -> None:
    """Take unmatched neighbours into the pairs that hold their words: two duties that became one, or the reverse."""
    for match in found.matches:
        for side in (OLD, NEW):
            while (place := _absorbed(found, match, side)) is not None:
                match[side].append(place)
                match[side].sort()
                found.taken[side].add(place)


def _absorbed(found: _Alignment, match: _Match, side: int) -> int | None:
    """The unmatched neighbour on one side whose words the pair's single paragraph on the other side holds."""
    texts, own, others = found.texts[side], match[side], match[1 - side]
    beside = [
        place
        for place in (own[-1] + 1, own[0] - 1)
        if 0 <= place < len(texts) and place not in found.taken[side] and not texts[place].heading
    ]
    if len(others) != 1 or not beside:
        return None
    free = Counter(found.texts[1 - side][others[0]].words)
    free.subtract(word for place in own for word in texts[place].words)
    return next((p for p in beside if _held(texts[p].words, free) >= _ABSORBED * len(texts[p].words)), None)


def _held(words: Sequence[str], free: Counter[str]) -> int:
    return sum((Counter(words) & free).values())


def _find_moves(found: _Alignment) -> None:
    """Pair what is left over on both sides, the most alike first."""
    ours, theirs = (
        [(place, texts[place]) for place in found.left_over(side) if len(texts[place].words) >= _FEWEST_MOVED]
        for side, texts in enumerate(found.texts)
    )
    if not ours or not theirs:
        return
    alike = likeness([p for _, p in ours], [p for _, p in theirs])
    near = np.argwhere(alike >= _MOVED)
    candidates = sorted((-alike[row, column], ours[row][0], theirs[column][0]) for row, column in near)
    for _, i, j in candidates:
        if i not in found.taken[OLD] and j not in found.taken[NEW]:
            found.taken[OLD].add(i)
            found.taken[NEW].add(j)
            found.moves.append((i, j))
    found.moves.sort(key=lambda move: move[NEW])


def _steps(found: _Alignment) -> Iterator[Step]:
    """Both sides in one order: what is gone stands before what came in its place."""
    old, new = found.texts
    leaves = {move[OLD]: number for number, move in enumerate(found.moves, 1)}
    arrives = {move[NEW]: number for number, move in enumerate(found.moves, 1)}
    at_old = at_new = 0
    end: _Match = ([len(old)], [len(new)])
    for ours, theirs in [*sorted(found.matches, key=lambda match: match[NEW]), end]:
        for i in range(at_old, ours[0]):
            yield Step(Change.MOVED if i in leaves else Change.REMOVED, (old[i],), (), leaves.get(i, 0))
        for j in range(at_new, theirs[0]):
            yield Step(Change.MOVED if j in arrives else Change.ADDED, (), (new[j],), arrives.get(j, 0))
        if theirs[0] < len(new) or ours[0] < len(old):
            yield _paired(tuple(old[i] for i in ours), tuple(new[j] for j in theirs))
        at_old, at_new = ours[-1] + 1, theirs[-1] + 1


def _paired(old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> Step:
    if len(old) > 1:
        return Step(Change.MERGED, old, new)
    if len(new) > 1:
        return Step(Change.SPLIT, old, new)
    return Step(Change.KEPT if old[0].text == new[0].text else Change.REWORDED, old, new)


def renumbered(step: Step) -> bool:
    """Whether only the number in front of a paragraph is another."""
    return step.change is Change.REWORDED and step.old[0].body == step.new[0].body
