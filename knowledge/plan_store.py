"""Class plans on disk: one file a plan, ``DATA/plans/NAME/plan.jsonl``, replaced whole by a rename.

It holds the classes as they were read, cut into passages, each with a hash of the words it was read from, so that a
plan opens without any parsing and a changed file costs its changed classes only. The first line says what form the
file has; a plan of an older form is read from its ``classes.jsonl`` as from any file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.errors import InputError
from knowledge.library import write_whole
from knowledge.models import ClassPlan, ClassSpec, Kind, Passage, Precedent, Source, Status
from knowledge.parse.blocks import Piece, cut
from knowledge.parse.class_spec import pieces
from knowledge.plan_files import ClassLine, PrecedentLine, read_classes, read_precedents

FORM = 1
"""Raised whenever classes are cut differently; adding a plan again then reads all of its classes anew."""

_FILE = "plan.jsonl"
_OLD_CLASSES, _OLD_PRECEDENTS = "classes.jsonl", "precedents.jsonl"
_NO_HEADINGS = "It prints no headings; its parts are named by their wording."


@dataclass(frozen=True, slots=True)
class StoredClass:
    """A class and the hash of the words it was read from."""

    spec: ClassSpec
    digest: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What is held of a plan."""

    classes: tuple[StoredClass, ...] = ()
    precedents: tuple[Precedent, ...] = ()


def is_stored(folder: Path) -> bool:
    """Whether a folder holds a plan."""
    return (folder / _FILE).exists() or (folder / _OLD_CLASSES).exists()


def read_plan(folder: Path, name: str) -> ClassPlan:
    """The plan that a folder holds. Raises :class:`InputError` where its file is damaged."""
    held = read_stored(folder)
    classes = tuple(stored.spec for stored in held.classes)
    return ClassPlan(name, classes[0].jurisdiction if classes else name, classes, held.precedents)


def read_stored(folder: Path) -> Stored:
    """What a folder holds; nothing where it holds no plan."""
    path = folder / _FILE
    if not path.exists():
        return _read_old(folder)
    try:
        with path.open(encoding="utf-8") as lines:
            return _parsed((json.loads(line) for line in lines), folder.name)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: is damaged ({error}); add the plan again with --replace") from error


def write_plan(folder: Path, classes: Iterable[StoredClass], precedents: Iterable[PrecedentLine]) -> None:
    """Keep a plan in place of what the folder held: all of it or, if the process is stopped, what was there before."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [{"form": FORM}, *map(_class_json, classes), *({"precedent": line.model_dump()} for line in precedents)]
    write_whole({folder / _FILE: "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)})
    for name in (_OLD_CLASSES, _OLD_PRECEDENTS):
        (folder / name).unlink(missing_ok=True)


def class_of(line: ClassLine, plan: str) -> ClassSpec:
    """The class that a line of a plan's file describes, cut into passages."""
    jurisdiction = line.jurisdiction or plan
    source = Source(
        id=f"{plan}:{line.class_code}",
        title=line.class_title,
        kind=Kind.CLASS_SPEC,
        jurisdiction=jurisdiction,
        edition="as loaded",
        status=Status.OFFICIAL,
        url=line.url or "",
        text="",
    )
    return ClassSpec(
        title=line.class_title,
        code=line.class_code,
        series=line.series or line.class_title,
        level=line.level,
        plan=plan,
        jurisdiction=jurisdiction,
        source=_with_text(source, line),
        bargaining_unit=line.bargaining_unit or "",
    )


def digest_of(line: ClassLine) -> str:
    """A hash of all that a line says."""
    said = json.dumps(line.model_dump(exclude_none=True), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{FORM}\0{said}".encode()).hexdigest()[:32]


def _with_text(source: Source, line: ClassLine) -> Source:
    """The source with its text and passages: as sections, as a text that is split, or by its title alone."""
    if line.sections and line.says_something:
        text, found = _sections(line.class_title, line.sections)
        return cut(_having(source, text), found)
    body = (line.text or "").strip() or line.class_title
    source = cut(_having(source, f"{body}\n"), pieces(body, line.class_title))
    if not source.passages:
        return cut(source, [Piece(line.class_title, (), 0, len(body))])
    unheaded = not any(passage.heading and passage.heading[0] in body for passage in source.passages)
    return _having(source, source.text, _NO_HEADINGS) if unheaded else source


def _having(source: Source, text: str, note: str = "") -> Source:
    return replace(source, text=text, note=note)


def _sections(title: str, sections: dict[str, str]) -> tuple[str, list[Piece]]:
    """The sections under their headings as one text, and a passage for each."""
    text, found = "", []
    for heading, words in sections.items():
        body = words.strip()
        if body:
            text += f"{heading}\n" if heading else ""
            pinpoint = f"{title}, {heading}" if heading else title
            found.append(Piece(pinpoint, (heading,) if heading else (), len(text), len(text) + len(body)))
            text += f"{body}\n\n"
    return text, found


def _class_json(stored: StoredClass) -> dict[str, Any]:
    spec, source = stored.spec, stored.spec.source
    return {
        "digest": stored.digest,
        "title": spec.title,
        "code": spec.code,
        "series": spec.series,
        "level": spec.level,
        "jurisdiction": spec.jurisdiction,
        "bargaining_unit": spec.bargaining_unit,
        "url": source.url,
        "note": source.note,
        "text": source.text,
        "passages": [[p.start, p.end, p.pinpoint, list(p.heading)] for p in source.passages],
    }


def _parsed(lines: Iterator[dict[str, Any]], plan: str) -> Stored:
    next(lines)  # the form
    classes: list[StoredClass] = []
    precedents: list[Precedent] = []
    for line in lines:
        if "precedent" in line:
            precedents.append(Precedent(**line["precedent"]))
        else:
            classes.append(StoredClass(_class_from(line, plan), line["digest"]))
    return Stored(tuple(classes), tuple(precedents))


def _class_from(line: dict[str, Any], plan: str) -> ClassSpec:
    id, text = f"{plan}:{line['code']}", line["text"]
    passages = tuple(
        Passage(id, pinpoint, tuple(heading), start, end, text[start:end])
        for start, end, pinpoint, heading in line["passages"]
    )
    source = Source(
        id=id,
        title=line["title"],
        kind=Kind.CLASS_SPEC,
        jurisdiction=line["jurisdiction"],
        edition="as loaded",
        status=Status.OFFICIAL,
        url=line["url"],
        text=text,
        passages=passages,
        note=line["note"],
    )
    return ClassSpec(
        title=line["title"],
        code=line["code"],
        series=line["series"],
        level=line["level"],
        plan=plan,
        jurisdiction=line["jurisdiction"],
        source=source,
        bargaining_unit=line["bargaining_unit"],
    )


def _read_old(folder: Path) -> Stored:
    """A plan kept as the lines it was given in, as the first version kept it."""
    if not (folder / _OLD_CLASSES).exists():
        return Stored()
    lines = [line for _, line in read_classes(folder / _OLD_CLASSES, lambda _what, _done, _total: None).lines]
    old = folder / _OLD_PRECEDENTS
    allocated = read_precedents(old, {line.class_code for line in lines}).lines if old.exists() else ()
    return Stored(
        tuple(StoredClass(class_of(line, folder.name), digest_of(line)) for line in lines),
        tuple(Precedent(**line.model_dump()) for _, line in allocated),
    )
