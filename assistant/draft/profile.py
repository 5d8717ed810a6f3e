"""The formats a description can be drafted in: readable files under ``knowledge/*/formats``, and a user's own.

A profile gives the headings and their order, and where the words of each section come from. Those that are built in
hold the assistant's own neutral wording for the standard paragraphs; the employer's is found in its documents
(:mod:`assistant.draft.wording`). One that was learned from an employer's descriptions (:mod:`assistant.formats`) holds
that employer's wording to the letter, each piece with the place it was taken from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from assistant.position.contexts import Context
from knowledge.errors import InputError, UnknownName


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as problem:
        raise ValueError(f"not a regular expression: {pattern!r}: {problem}") from problem
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression that compiles; it is used without regard to case."""
Ksa = Literal["knowledge", "skill", "ability"]
Numbering = Annotated[str, StringConstraints(pattern=r"^(?:\(?[1Aa][.)]|[-•]|)$")]
"""The marker of a list's first item: ``1.``, ``A.``, ``a)``, ``(1)`` or a bullet; empty for paragraphs."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StandardItem(_Frozen):
    """An item that closes a list; ``key`` knows it in a draft or an employer's document, however it is worded."""

    key: Pattern
    wording: str
    not_for: tuple[str, ...] = ()
    """Levels with which the item is not safe to assume."""
    caution: str = ""
    """What to check where the item is used."""


class Approved(_Frozen):
    """An employer's wording as it stands at ``start:end`` of one of its descriptions."""

    words: str
    source: str
    start: int
    end: int
    item: bool = False
    """Whether it is an item of the section's list."""
    only_with: tuple[str, ...] = ()
    """Levels with which alone it is used."""


class Variant(_Frozen):
    """One of the alternatives of a section; without a level the employer chooses."""

    level: str = ""
    goes_with: str = ""
    wording: tuple[Approved, ...]


class SectionPlan(_Frozen):
    """One section: its heading to the letter, and where its words come from."""

    heading: str
    source: Literal["purpose", "quoted", "level", "choice", "standard", "duties", "lead_in", "ksa", "fields", "text"]
    missing: str = ""
    """What the employer must supply where the draft says nothing."""
    depth: int = 1
    numbering: Numbering = ""
    numbered: bool = False
    """Whether the heading itself bears a number."""
    optional: bool = False
    """Left out where the draft says nothing."""
    scale: str = ""
    unless_told: str = ""
    """The level of a full list of duties none of which shows another, if the employer's format says so."""
    ksa: Ksa | None = None
    headings: Pattern = ""
    """Headings of a draft, matched whole, whose words belong here."""
    tells: tuple[Context, ...] = ()
    """Statements that tell of one of these belong here where no heading of the draft places them."""
    also_in_work: bool = False
    """Whether duties that touch on it are quoted where nothing else is."""
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    closing: bool = False
    opening: tuple[Approved, ...] = ()
    ending: tuple[Approved, ...] = ()
    variants: tuple[Variant, ...] = ()


class Profile(_Frozen):
    """A format: its sections in order, and the neutral wording of its standard paragraphs."""

    name: str
    title: str
    jurisdiction: str
    imperative_duties: bool
    shows_shares: bool
    infinitive_purpose: bool = False
    """Whether the purpose begins with *To*."""
    sections: tuple[SectionPlan, ...]
    levels: dict[str, str] = {}
    employer_only: tuple[str, ...] = ()
    """Levels whose wording only the employer can give."""
    lead_in: str = ""
    closing: tuple[StandardItem, ...] = ()
    standard: dict[Ksa, tuple[StandardItem, ...]] = {}
    heading_numbering: Annotated[str, StringConstraints(pattern=r"^(?:(?:\w+ )?[1AI][.)]|)$")] = ""
    """The number of the first numbered heading: ``I.``, ``1.``; the others follow in order."""
    learned_from: tuple[str, ...] = ()
    """Ids of the descriptions it was learned from; empty for a format written by hand."""

    def approved(self) -> Iterator[Approved]:
        """Every piece of the employer's wording in it."""
        for plan in self.sections:
            yield from (*plan.opening, *(piece for variant in plan.variants for piece in variant.wording), *plan.ending)


def profiles(own: Path | None = None) -> list[str]:
    """The names of the formats there are, sorted; ``own`` is the folder of a user's own ones."""
    return sorted(_paths(own))


def load_profile(name: str, own: Path | None = None) -> Profile:
    """The format of that name, built in or of the folder ``own``.

    Raises :class:`UnknownName` for a name there is no file for, and :class:`InputError` for a damaged file.
    """
    paths = _paths(own)
    if name not in paths:
        raise UnknownName("format", name, sorted(paths))
    try:
        return read_profile(paths[name].read_text(encoding="utf-8"), str(paths[name]))
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{paths[name]}: cannot be read as text ({problem}); save it as UTF-8") from problem


@lru_cache(maxsize=32)
def read_profile(text: str, where: str) -> Profile:
    """A profile from its YAML. Errors name the file ``where``, the line and the field, and how to mend it."""
    try:
        return Profile.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        at = f", line {mark.line + 1}" if mark else ""
        what = getattr(problem, "problem", None) or "it cannot be read"
        raise InputError(f"{where}{at}: not a format, since it is not YAML ({what}); mend that line") from problem
    except ValidationError as problem:
        fault = problem.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or "the whole file"
        more = f" (and {problem.error_count() - 1} more)" if problem.error_count() > 1 else ""
        raise InputError(
            f"{where}, line {_line_of(text, fault['loc'])}: not a format: {field}: {fault['msg']}{more};"
            " mend that field, or learn the format anew"
        ) from problem


def _line_of(text: str, path: Sequence[int | str]) -> int:
    """The line, counted from 1, on which a field stands, or the deepest part of its path that is there."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = node.start_mark.line if node else 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return line + 1


def builtin_profiles() -> frozenset[str]:
    """The names of the formats that ship."""
    return frozenset(_paths(None))


def _paths(own: Path | None) -> dict[str, Path]:
    """Name -> file. A user's file never takes the place of a format that ships."""
    with as_file(files("knowledge")) as root:
        shipped = {path.stem: path for path in sorted(root.glob("*/formats/*.yaml"))}
    added = sorted(own.glob("*.yaml")) if own else []
    return {path.stem: path for path in added} | shipped
