"""The standard parts of a class specification: known by their headings, or by their wording where none is printed.

Employers head the same part differently (*Typical Tasks*, *Examples of Work*, *Duties*), and a text that came out of a
database or a poor conversion has no headings at all. Both kinds of knowledge are in ``spec_parts.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from knowledge.words import sentences


class Part(StrEnum):
    """What a section of a class specification is about."""

    DEFINITION = "definition"
    LEVELS = "levels"
    TASKS = "tasks"
    QUALIFICATIONS = "qualifications"
    ABILITIES = "abilities"
    CONDITIONS = "conditions"
    PROCESS = "process"
    HISTORY = "history"


_ORDER = (
    Part.DEFINITION,
    Part.LEVELS,
    Part.TASKS,
    Part.LEVELS,
    Part.QUALIFICATIONS,
    Part.ABILITIES,
    Part.QUALIFICATIONS,
    Part.CONDITIONS,
    Part.PROCESS,
    Part.HISTORY,
)  # fmt: skip
"""How specifications proceed; levels stand before or after the tasks, licences and schooling after abilities."""
_OPENS, _SAYS, _CHANGE = 2.0, 1.0, 1.5
"""What a sentence's first words and its other words count for a part, and what it costs to go on to another part."""
_SURE = 3.0
"""What a text must say for the only part that it has."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one part is headed and worded."""

    name: str
    headings: re.Pattern[str]
    opens: re.Pattern[str]
    says: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of sentences of one part: ``text[start:end]``."""

    part: Part
    start: int
    end: int

    @property
    def name(self) -> str:
        """What the part is called where no heading is printed."""
        return usual_name(self.part)


def usual_name(part: Part) -> str:
    """What a part is called where no heading is printed."""
    return _wordings()[part].name


def part_of(heading: str) -> Part | None:
    """The standard part that a heading announces; ``None`` where it is a heading of another kind."""
    bare = re.sub(r"^(?:[IVX]{1,5}|[A-H]|\d{1,2})[.)]\s+", "", heading.strip(" #*_\t")).strip(" :.*_")
    names = [bare, *bare.split("/")]
    return next((part for part, known in _wordings().items() if any(map(known.headings.fullmatch, names))), None)


def stretches(text: str) -> list[Stretch]:
    """The parts of a text without headings, in order and without a gap; none where it does not say enough.

    Each sentence speaks for the parts whose wording it has; the parts are then laid so that together they agree best
    with all sentences and follow each other as specifications do (the best path through a table, Viterbi's way).
    """
    spans = list(sentences(text))
    if not spans:
        return []
    scores = [_scores(text[start:end]) for start, end in spans]
    path = _best_path(scores)
    runs = [list(run) for _, run in groupby(range(len(spans)), key=lambda row: _ORDER[path[row]])]
    said = sum(row[step] for row, step in zip(scores, path, strict=True))
    if len(runs) == 1 and said < _SURE:
        return []
    return [Stretch(_ORDER[path[run[0]]], spans[run[0]][0], spans[run[-1]][1]) for run in runs]


def _scores(sentence: str) -> list[float]:
    """What a sentence says for each step of the order."""
    known = _wordings()
    by_part = {
        part: _OPENS * bool(wording.opens.match(sentence)) + _SAYS * bool(wording.says.search(sentence))
        for part, wording in known.items()
    }
    return [by_part[part] for part in _ORDER]


def _best_path(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each sentence the step of the order it belongs to; steps never go back, the first of equal paths is taken."""
    best, back = [score - _CHANGE * (step != 0) for step, score in enumerate(scores[0])], []
    for row in scores[1:]:
        came = [_came_from(best, step) for step in range(len(row))]
        best = [best[before] - _CHANGE * (before != step) + row[step] for step, before in enumerate(came)]
        back.append(came)
    path = [max(range(len(best)), key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _came_from(best: Sequence[float], step: int) -> int:
    """The step from which ``step`` is reached best: itself or an earlier one."""
    return max(range(step + 1), key=lambda before: best[before] - _CHANGE * (before != step))


@cache
def _wordings() -> dict[Part, _Wording]:
    raw = yaml.safe_load((Path(__file__).parent / "spec_parts.yaml").read_text("utf-8"))
    return {
        Part(part): _Wording(
            entry["name"],
            _any(entry["headings"], re.I),
            _any(entry["opens"]),
            _any(entry["says"]),
        )
        for part, entry in raw.items()
    }


def _any(patterns: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)
