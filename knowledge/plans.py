"""Class plans: the classes of one employer, and the positions it has already allocated to them.

Two plans are built in (``minnesota`` and ``duluth``); others are loaded from JSON lines and kept in ``DATA/plans``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.errors import InputError, UnknownName
from knowledge.library import Library, class_spec
from knowledge.lines import read_lines
from knowledge.models import DULUTH, STATE, ClassSpec, Kind, Passage, Source, Status
from knowledge.parse.class_spec import parse_spec_header
from knowledge.profile import read_profile

BUILT_IN = {"minnesota": STATE, "duluth": DULUTH}


@dataclass(frozen=True, slots=True)
class Precedent:
    """A position that the employer has allocated."""

    id: str
    text: str
    class_code: str


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """An employer's classes; no class of one plan is ever ranked for a position of another."""

    name: str
    jurisdiction: str
    classes: tuple[ClassSpec, ...]
    precedents: tuple[Precedent, ...] = ()


class _ClassLine(BaseModel):
    """One line of a plan's file (the contract's last section)."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    class_title: str = Field(min_length=1)
    class_code: str = Field(min_length=1)
    series: str | None = None
    level: int | None = None
    jurisdiction: str | None = None
    bargaining_unit: str | None = None
    url: str | None = None
    text: str | None = None
    sections: dict[str, str] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> _ClassLine:
        if not "".join([self.text or "", *(self.sections or {}).values()]).strip():
            raise ValueError("needs 'text' or 'sections'")
        return self


class _PrecedentLine(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    text: str
    class_code: str


class Plans:
    """The built-in plans and those in ``DATA/plans``."""

    def __init__(self, data_dir: Path, library: Library) -> None:
        self._folder = data_dir / "plans"
        self._library = library

    def names(self) -> list[str]:
        """Built-in plans first, then the user's, each in order."""
        added = sorted(path.name for path in self._folder.glob("[!.]*") if (path / "classes.jsonl").exists())
        return [*BUILT_IN, *added]

    def plan(self, name: str) -> ClassPlan:
        """One plan. Raises :class:`UnknownName`."""
        if name in BUILT_IN:
            return ClassPlan(name, BUILT_IN[name], tuple(self._built_in(name)))
        if name not in self.names():
            raise UnknownName("class plan", name, self.names())
        folder = self._folder / name
        classes = tuple(_spec(line, name) for _, line in read_lines(folder / "classes.jsonl", _ClassLine))
        precedents = folder / "precedents.jsonl"
        allocated = read_lines(precedents, _PrecedentLine) if precedents.exists() else ()
        jurisdiction = classes[0].jurisdiction if classes else name
        return ClassPlan(name, jurisdiction, classes, tuple(Precedent(**line.model_dump()) for _, line in allocated))

    def add(self, file: Path, name: str, precedents: Path | None = None, *, replace: bool = False) -> ClassPlan:
        """Load a plan from JSON lines; nothing is kept unless every line is right.

        Raises :class:`InputError` naming the file, the line and the fault.
        """
        self._check_name(name, replace)
        classes = [line for _, line in read_lines(file, _ClassLine)]
        if not classes:
            raise InputError(f"{file}: holds no class; give one JSON object a line")
        _no_repeats(file)
        allocated = _checked_precedents(precedents, {line.class_code for line in classes})
        part = self._folder / f".{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write(part / "classes.jsonl", classes)
        if allocated:
            _write(part / "precedents.jsonl", allocated)
        shutil.rmtree(self._folder / name, ignore_errors=True)
        part.rename(self._folder / name)
        return self.plan(name)

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


def _no_repeats(path: Path) -> None:
    seen: dict[str, int] = {}
    for number, line in read_lines(path, _ClassLine):
        if line.class_code in seen:
            raise InputError(
                f"{path}, line {number}: class_code {line.class_code!r} stands already in line {seen[line.class_code]}"
            )
        seen[line.class_code] = number


def _checked_precedents(path: Path | None, codes: set[str]) -> list[_PrecedentLine]:
    kept: list[_PrecedentLine] = []
    for number, line in read_lines(path, _PrecedentLine) if path else ():
        if line.class_code not in codes:
            raise InputError(f"{path}, line {number}: class_code {line.class_code!r} is not a class of this plan")
        kept.append(line)
    return kept


def _write(path: Path, lines: list[Any]) -> None:
    path.write_text("".join(line.model_dump_json(exclude_none=True) + "\n" for line in lines), "utf-8")


def _spec(line: _ClassLine, plan: str) -> ClassSpec:
    id = f"{plan}:{line.class_code}"
    text, passages = _sections(id, line)
    jurisdiction = line.jurisdiction or plan
    source = Source(
        id=id,
        title=line.class_title,
        kind=Kind.CLASS_SPEC,
        jurisdiction=jurisdiction,
        edition="as loaded",
        status=Status.OFFICIAL,
        url=line.url or "",
        text=text,
        passages=passages,
    )
    return ClassSpec(
        title=line.class_title,
        code=line.class_code,
        series=line.series or line.class_title,
        level=line.level,
        plan=plan,
        jurisdiction=jurisdiction,
        source=source,
        bargaining_unit=line.bargaining_unit or "",
    )


def _sections(id: str, line: _ClassLine) -> tuple[str, tuple[Passage, ...]]:
    """The specification's text with its headings, and one passage a section."""
    text, passages = "", []
    for heading, words in (line.sections or {"": line.text or ""}).items():
        body = words.strip()
        if not body:
            continue
        text += f"{heading}\n" if heading else ""
        pinpoint = f"{line.class_title}, {heading}" if heading else line.class_title
        passages.append(Passage(id, pinpoint, (heading,) if heading else (), len(text), len(text) + len(body), body))
        text += f"{body}\n\n"
    return text, tuple(passages)
