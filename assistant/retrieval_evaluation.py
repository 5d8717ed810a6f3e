"""How well the search finds the right provision for questions in workers' words: signal by signal, and as it is used.

A file holds one question a line, as ``tests/evals/retrieval.jsonl``: the question, who asks, earlier turns, and
``must_cite``, pinpoints any of which answers it. Questions at even places are held out: they count in the figures, and
only those at odd places are shown where the search failed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer.find import may_answer
from assistant.answer.question import read_question
from assistant.batch import QuestionLine
from assistant.models import Turn
from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.lines import read_lines
from knowledge.models import Kind, Passage
from knowledge.parse import pinpoint
from knowledge.plans import Plans
from knowledge.search import Search, Signal

_DEEP = 20
"""How far down the right provision is looked for."""
_DRAWS = 2000
_FILLER = {"the", "of", "no", "spec", "jd", "agreement"}
_USED = "all fused"
"""How the product searches."""
METHODS: dict[str, tuple[Signal, ...]] = {
    **{signal.value: (signal,) for signal in Signal},
    "BM25 + dense": (Signal.WORDS, Signal.MEANING),
    _USED: tuple(Signal),
}


class RetrievalLine(QuestionLine):
    """One line: a question and the pinpoints any of which answers it (none: it is passed over)."""

    must_cite: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One question: for each method the rank of the first right provision, 0 where it is not among the first twenty."""

    id: str
    question: str
    held_out: bool
    ranks: dict[str, int]
    first: str
    """What the search put first."""
    seconds: float
    """What the search took."""


def find_all(file: Path, library: Library, plans: Plans, search: Search) -> list[Found]:
    """Search for every answerable question of ``file``. Raises :class:`InputError` where the file is not one."""
    classes = (*plans.plan("minnesota").classes, *plans.plan("duluth").classes)
    found = []
    for number, line in read_lines(file, RetrievalLine):
        if not line.must_cite:
            continue
        turns = [Turn(turn.role, turn.content) for turn in line.history]
        question = read_question(line.question, line.role or "", turns, classes)
        keep = _but_gaps(may_answer(question, library), library)
        began = time.perf_counter()
        hits = {_USED: search.find(question.query, _DEEP, keep)}
        spent = time.perf_counter() - began
        hits |= {name: search.find(question.query, _DEEP, keep, by) for name, by in METHODS.items() if name != _USED}
        ranks = {name: _rank([hit.passage for hit in among], line.must_cite) for name, among in hits.items()}
        first = next((hit.passage.pinpoint for hit in hits[_USED]), "nothing")
        found.append(Found(line.id, line.question, number % 2 == 0, ranks, first, spent))
    if not found:
        raise InputError(f"{file}: holds no question with must_cite; see tests/evals/README.md")
    return found


def table(found: Sequence[Found]) -> list[str]:
    """The figures as lines of Markdown, with 95 % bootstrap intervals, for all and for each half."""
    lines = ["| questions | method | top 1 | top 3 | top 5 | MRR |", "| --- | --- | --- | --- | --- | --- |"]
    halves = {
        "all": list(found),
        "odd (read while tuning)": [one for one in found if not one.held_out],
        "even (held out)": [one for one in found if one.held_out],
    }
    for half, ones in halves.items():
        for name in METHODS if ones else ():
            ranks = [one.ranks[name] for one in ones]
            tops = [_share([0 < rank <= top for rank in ranks]) for top in (1, 3, 5)]
            mrr = _share([1 / rank if rank else 0.0 for rank in ranks])
            lines.append(f"| {half}, {len(ones)} | {name} | {' | '.join([*tops, mrr])} |")
    spent = np.array([one.seconds for one in found]) * 1000
    return [*lines, "", f"{np.median(spent):.0f} ms a search (median), {np.percentile(spent, 95):.0f} ms at the 95th"]


def misses(found: Sequence[Found], top: int = 5) -> list[str]:
    """The questions read while tuning whose provision is not among the ``top``, with what came first instead."""
    return [
        f"{one.id} rank {one.ranks[_USED] or '-'}: {one.question} -> {one.first}"
        for one in found
        if not one.held_out and not 0 < one.ranks[_USED] <= top
    ]


def _but_gaps(keep: Callable[[Passage], bool], library: Library) -> Callable[[Passage], bool]:
    """Known gaps are searched too, but name no provision."""
    return lambda passage: keep(passage) and library.source(passage.source).kind is not Kind.GAP


def _rank(passages: Sequence[Passage], wanted: Sequence[str]) -> int:
    return next((n for n, p in enumerate(passages, 1) if any(_is(p.pinpoint, name) for name in wanted)), 0)


def _is(have: str, wanted: str) -> bool:
    """Whether ``have`` is the wanted provision or stands in it; names without a grammar are compared by their words."""
    own, other = pinpoint.parse(have), pinpoint.parse(_spelled(wanted))
    if own and other:
        return other.contains(own)
    return set(_named(wanted)) <= set(_named(have))


def _spelled(name: str) -> str:
    return re.sub(r"\s+cl\.\s*(\(\w+\))", r"\1", name)


def _named(name: str) -> list[str]:
    short = name.lower().replace("human resources", "hr")
    return [word for word in re.findall(r"[a-z0-9.]*[a-z0-9]", short) if word not in _FILLER]


def _share(values: Sequence[Any]) -> str:
    given = np.asarray(values, dtype=float)
    draws = np.random.default_rng(7).choice(given, (_DRAWS, len(given))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"{given.mean():.3f} [{low:.2f}, {high:.2f}]"
