"""Class plans: the classes of one employer, and the positions it has already allocated to them.

Two plans are built in (``minnesota`` and ``duluth``); others are loaded from files (``plan_files.py``) and kept in
``DATA/plans`` (``plan_store.py``).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import InputError, UnknownName
from knowledge.library import Library, class_spec
from knowledge.models import DULUTH, STATE, ClassPlan, ClassSpec, Kind, Precedent, Source
from knowledge.parse.class_spec import parse_spec_header
from knowledge.plan_files import ClassLine, Lines, PrecedentLine, Progress, read_classes, read_precedents
from knowledge.plan_store import (
    Stored,
    StoredClass,
    class_of,
    digest_of,
    is_stored,
    read_plan,
    read_stored,
    write_plan,
)
from knowledge.profile import read_profile

__all__ = ["BUILT_IN", "Addition", "Changes", "ClassPlan", "Plans", "Precedent"]

BUILT_IN = {"minnesota": STATE, "duluth": DULUTH}


@dataclass(frozen=True, slots=True)
class Changes:
    """What adding a plan changed, in classes."""

    new: int
    changed: int
    removed: int
    same: int

    def __str__(self) -> str:
        """``12 new, 3 changed, 1 removed, 1,738 as they were``."""
        return f"{self.new:,} new, {self.changed:,} changed, {self.removed:,} removed, {self.same:,} as they were"


@dataclass(frozen=True, slots=True)
class Addition:
    """A plan that was added, what that changed, and what its user should know of how it was read."""

    plan: ClassPlan
    changes: Changes
    remarks: tuple[str, ...]


class Plans:
    """The built-in plans and those in ``DATA/plans``."""

    def __init__(self, data_dir: Path, library: Library) -> None:
        self._folder = data_dir / "plans"
        self._library = library

    def names(self) -> list[str]:
        """Built-in plans first, then the user's, each in order."""
        added = sorted(path.name for path in self._folder.glob("[!.]*") if is_stored(path))
        return [*BUILT_IN, *added]

    def plan(self, name: str) -> ClassPlan:
        """One plan. Raises :class:`UnknownName`."""
        if name in BUILT_IN:
            return ClassPlan(name, BUILT_IN[name], tuple(self._built_in(name)))
        if name not in self.names():
            raise UnknownName("class plan", name, self.names())
        return read_plan(self._folder / name, name)

    def add(
        self,
        file: Path,
        name: str,
        precedents: Path | None = None,
        *,
        replace: bool = False,
        progress: Progress = lambda _what, _done, _total: None,
    ) -> Addition:
        """Load a plan from a file, folder or archive; nothing is kept unless all of it is right.

        Where the plan is replaced, only classes whose words changed are read anew. Raises :class:`InputError`
        naming the file, the line and the fault.
        """
        self._check_name(name, replace)
        read = read_classes(file, progress)
        codes = {line.class_code for _, line in read.lines}
        allocated: Lines[PrecedentLine] = read_precedents(precedents, codes) if precedents else Lines(())
        held = _held(self._folder / name)
        stored, changes = _renewed([line for _, line in read.lines], held, name, progress)
        write_plan(self._folder / name, stored, [line for _, line in allocated.lines])
        lost = len(held.precedents) if not allocated.lines else 0
        gone = (f"its {lost:,} precedents are gone; give them again with --precedents",) if lost else ()
        return Addition(self.plan(name), changes, (*read.remarks, *allocated.remarks, *gone))

    def vectors_file(self, name: str) -> Path | None:
        """Where a plan's vectors are kept, beside the plan so that they go with it; a built-in one has few."""
        return None if name in BUILT_IN else self._folder / name / "vectors.npz"

    def remove(self, name: str) -> None:
        """Forget a loaded plan. Raises :class:`InputError` for a built-in one."""
        if name in BUILT_IN:
            raise InputError(f"the plan {name!r} is built in and cannot be removed")
        if name not in self.names():
            raise UnknownName("class plan", name, self.names())
        shutil.rmtree(self._folder / name)

    def source(self, id: str) -> Source | None:
        """The class of a loaded plan that has this source id (``plan:code``)."""
        name, _, _ = id.partition(":")
        if name in BUILT_IN or name not in self.names():
            return None
        return next((spec.source for spec in self.plan(name).classes if spec.source.id == id), None)

    def _check_name(self, name: str, replace: bool) -> None:
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,63}", name):
            raise InputError(f"{name!r} cannot name a plan: use letters, digits, '-', '_' and '.', at most 64")
        if name in BUILT_IN:
            raise InputError(f"the plan {name!r} is built in; choose another name")
        if name in self.names() and not replace:
            raise InputError(f"there is a plan named {name!r} already; add --replace to replace it")

    def _built_in(self, name: str) -> Iterator[ClassSpec]:
        """Our profiles, each giving way to the official specification of the same class once that is ingested."""
        official = {spec.title: spec for spec in self._official(name)}
        for file in self._library.restated:
            if file.source.kind is not Kind.CLASS_SPEC or file.source.jurisdiction != BUILT_IN[name]:
                continue
            profile = class_spec(file.source, read_profile(file.fields).model_dump(), name)
            own = official.pop(profile.title, None)
            yield _with_official(profile, own.source, own.also) if own else profile
        yield from official.values()

    def _official(self, name: str) -> Iterator[ClassSpec]:
        kinds = (Kind.CLASS_SPEC, Kind.JOB_DESCRIPTION)
        for source in self._library.ingested:
            if source.kind in kinds and source.jurisdiction == BUILT_IN[name]:
                header = parse_spec_header(source)
                fields = {"code": header.code, "series": header.title, "also": list(header.also)}
                yield replace(class_spec(source, fields, name), title=header.title)


def _with_official(profile: ClassSpec, official: Source, also: tuple[str, ...]) -> ClassSpec:
    """The class with its official text; our words stay beside it, so that it is found as its neighbours are."""
    words = "\n".join(passage.text for passage in profile.source.passages)
    return replace(profile, source=official, also=(*profile.also, *also), restated=words)


def _held(folder: Path) -> Stored:
    """What is held of a plan that is replaced; nothing of one that is damaged."""
    try:
        return read_stored(folder)
    except InputError:
        return Stored()


def _renewed(
    lines: Sequence[ClassLine], held: Stored, plan: str, progress: Progress
) -> tuple[list[StoredClass], Changes]:
    """The classes to be kept: those whose words are the same as they are held, the others read anew."""
    known = {stored.spec.code: stored for stored in held.classes}
    kept: list[StoredClass] = []
    same = changed = 0
    for done, line in enumerate(lines, 1):
        digest = digest_of(line)
        old = known.get(line.class_code)
        if old is not None and old.digest == digest:
            kept.append(old)
            same += 1
        else:
            kept.append(StoredClass(class_of(line, plan), digest))
            changed += old is not None
        progress("reading classes", done, len(lines))
    removed = len(known.keys() - {line.class_code for line in lines})
    return kept, Changes(len(lines) - same - changed, changed, removed, same)
