"""The conflict register: where the sources disagree or fall silent, both sides are data, and neither is blended away.

``minnesota/conflicts.yaml`` holds the register; each side is tied here to the sentence of a held passage that says it.
A conflict is touched by an answer that cites one of its provisions and either answers a question about its topic or
quotes a sentence that takes a side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import InputError
from knowledge.models import Citation, Passage
from knowledge.parse import pinpoint
from knowledge.words import all_stems, sentences, stems

_LEAST_SHARED = 0.5
"""The share of a side's telling words that the sentence cited for it must hold."""
_FILE = Path(__file__).parent / "minnesota" / "conflicts.yaml"

Said = Annotated[str, Field(min_length=3)]
Cite = Callable[[Passage, int, int], Citation]
Evidence = Callable[[Passage], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Side:
    """One source's answer, in our words, as of its edition."""

    says: str
    pinpoint: str
    as_of: str
    citation: Citation | None = None
    """The sentence that says it; ``None`` where only the address of a source that is not held is known."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A topic on which sources disagree or one is silent."""

    id: str
    topic: str
    triggers: tuple[str, ...]
    """The pinpoints one of which an answer must cite."""
    asked: tuple[frozenset[str], ...]
    """Groups of stems: a question about the topic holds all of one group."""
    said: tuple[frozenset[str], ...]
    """Groups of stems: a quotation that takes a side holds all of one group."""
    sides: tuple[Side, ...]
    advice: str


class _SideRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Said
    pinpoint: Said
    as_of: Said
    heading: str = ""
    """Which passage, where several stand at the pinpoint."""
    url: str = ""
    """Only of a source that is not held."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    topic: Said
    triggers: Annotated[tuple[Said, ...], Field(min_length=1)]
    asked: tuple[Said, ...] = ()
    said: tuple[Said, ...] = ()
    sides: Annotated[tuple[_SideRow, ...], Field(min_length=2)]
    advice: Said


def read_conflicts(passages: Sequence[Passage], evidence: Evidence, cite: Cite, file: Path = _FILE) -> list[Conflict]:
    """The register, in its order, each side with the sentence that says it.

    Raises :class:`InputError` naming the file, the conflict and the fault.
    """
    held: dict[str, list[Passage]] = {}
    for passage in passages:
        held.setdefault(passage.pinpoint, []).append(passage)
    rows = [_row(raw, number, file) for number, raw in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)]
    ids = [row.id for row in rows]
    for row in rows:
        unknown = [point for point in row.triggers if point not in held]
        unknown += [side.pinpoint for side in row.sides if not side.url and not _standing(side, held)]
        if unknown or ids.count(row.id) > 1:
            fault = f"no passage is held at {unknown[0]!r}" if unknown else "its id stands twice"
            raise InputError(f"{file.name}, {row.id}: {fault}")
    return [_conflict(row, held, evidence, cite) for row in rows]


def touched(
    register: Iterable[Conflict], cited: Iterable[Passage | Citation], question: str = ""
) -> tuple[Conflict, ...]:
    """The conflicts that an answer to ``question`` touches which rests on ``cited``, in the register's order.

    A citation counts with its quotation, a passage with its whole text.
    """
    asked = all_stems(question)
    quoted = [(item.pinpoint, all_stems(item.quote if isinstance(item, Citation) else item.text)) for item in cited]
    return tuple(conflict for conflict in register if _touches(conflict, asked, quoted))


def _touches(conflict: Conflict, asked: frozenset[str], quoted: Sequence[tuple[str, frozenset[str]]]) -> bool:
    there = [words for point, words in quoted if any(_within(point, trigger) for trigger in conflict.triggers)]
    if not there or not (conflict.asked or conflict.said):
        return bool(there)
    return any(group <= asked for group in conflict.asked) or any(
        group <= words for words in there for group in conflict.said
    )


def _within(point: str, trigger: str) -> bool:
    """Whether ``point`` is the trigger's provision or stands in it."""
    own, wanted = pinpoint.parse(point), pinpoint.parse(trigger)
    return point == trigger or bool(own and wanted and wanted.contains(own))


def _row(raw: object, number: int, file: Path) -> _Row:
    try:
        return _Row.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        name = raw.get("id", number) if isinstance(raw, dict) else number
        raise InputError(f"{file.name}, {name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error


def _standing(side: _SideRow, held: dict[str, list[Passage]]) -> list[Passage]:
    return [p for p in held.get(side.pinpoint, []) if side.heading in ("", p.heading[-1])]


def _conflict(row: _Row, held: dict[str, list[Passage]], evidence: Evidence, cite: Cite) -> Conflict:
    return Conflict(
        id=row.id,
        topic=row.topic,
        triggers=row.triggers,
        asked=tuple(all_stems(group) for group in row.asked),
        said=tuple(all_stems(group) for group in row.said),
        sides=tuple(
            Side(side.says, side.pinpoint, side.as_of, _citation(side, _standing(side, held), evidence, cite), side.url)
            for side in row.sides
        ),
        advice=row.advice,
    )


def _citation(side: _SideRow, standing: Sequence[Passage], evidence: Evidence, cite: Cite) -> Citation | None:
    """The sentence that says it: an official one where that is held and says it, else our restated one.

    That a source is silent stands only in our restatement.
    """
    if side.url:
        return None
    told = set(stems(side.says))
    official = dict.fromkeys(place for passage in standing for place in evidence(passage))
    for places in (official, standing):
        cuts = [(place, start, end) for place in places for start, end in sentences(place.text)]
        shares = [len(told & set(stems(place.text[start:end]))) / len(told) for place, start, end in cuts]
        place, start, end = cuts[shares.index(max(shares))]
        if max(shares) >= _LEAST_SHARED:
            break
    return cite(place, place.start + start, place.start + end)
