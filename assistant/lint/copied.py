"""Wording copied from a class specification: runs of words that a duty shares with one.

A specification describes many positions and a description one (Writing Class Specifications guide), so a long run of
the same words says nothing of this position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.lint.finding import Remark, short
from assistant.lint.reading import Reading
from assistant.models import Span
from knowledge.models import ClassSpec

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?", re.IGNORECASE)
_RUN = 8
"""So many words in the same order are no accident."""
_MOST = 0.5
"""And they are most of the statement."""


@dataclass(frozen=True, slots=True)
class Specifications:
    """The classes of a plan: their titles, and the runs of words in their specifications."""

    titles: tuple[str, ...]
    runs: Mapping[int, str]
    """The hash of a run -> the title of the first class that has it."""

    def class_with(self, run: tuple[str, ...]) -> str:
        """The title of a class whose specification has these words in this order; empty if none has."""
        return self.runs.get(hash(run), "")


def specifications(classes: Sequence[ClassSpec]) -> Specifications:
    """The titles of some classes and all runs of words in their specifications."""
    runs: dict[int, str] = {}
    for spec in classes:
        for run in _runs(_words(spec.source.text)):
            runs.setdefault(hash(run), spec.title)
    return Specifications(tuple(spec.title for spec in classes), runs)


def copied_remarks(reading: Reading, known: Sequence[Specifications]) -> Iterator[Remark]:
    """Statements of work or supervision most of whose words stand in the same order in a specification."""
    own = reading.position.title.casefold()
    for span in reading.said:
        words = _words(span.quote)
        for wording in known:
            titles = [wording.class_with(run) for run in _runs(words)]
            shared = sum(map(bool, titles))
            title = next((title for title in titles if title), "")
            if shared and shared + _RUN - 1 >= _MOST * len(words) and title.casefold() != own:
                yield _remark(span, title)
                break


def _remark(span: Span, title: str) -> Remark:
    return Remark(
        "copied-wording",
        span,
        f"“{short(span.quote)}” stands in the specification of {title}.",
        "In your own words, of this position: [what is done], [to or for whom], [how often or how much].",
    )


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text) if word != "unverified"]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
