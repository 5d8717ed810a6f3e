"""From a document's text to its sources: what kind it is, whose, and which passages it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge.models import Kind, Source
from knowledge.parse import class_spec, contract, generic, job_description, manual, memo, packet, procedure, statute
from knowledge.parse.blocks import blocks
from knowledge.parse.clean import clean
from knowledge.parse.naming import Context, edition
from knowledge.parse.naming import jurisdiction as find_jurisdiction

__all__ = ["Detection", "detect", "detect_kind", "parse_document"]

_DECISION = re.compile(r"\bin the matter of\b|\b(?:petitioner|respondent|grievant|relator)\b|\barbitrator\b", re.I)
_MIN_MARKS = 3


@dataclass(frozen=True, slots=True)
class Detection:
    """What sort of document a text is taken for, and why, in words for its user."""

    kind: Kind
    why: str


_TESTS: tuple[tuple[Kind, Callable[[str], object], str], ...] = (
    (Kind.MANUAL, manual.is_manual, "it calls itself a manual and has numbered sections"),
    (Kind.MEMO, memo.openings, "it has the fields of a memo: date, to, from, subject"),
    (Kind.PROCEDURE, procedure.is_procedure, "it opens as a numbered procedure, or has a procedure's headings"),
    (Kind.RULE, statute.is_rule, "its sections are numbered as those of rules or regulations"),
    (Kind.STATUTE, statute.is_law, "its sections are numbered as those of statutes"),
    (Kind.CONTRACT, contract.is_contract, "it is divided into articles"),
    (Kind.CLASS_SPEC, class_spec.is_class_spec, "it has the headings of a class specification"),
    (Kind.JOB_DESCRIPTION, job_description.is_job_description, "it has the headings of a job description"),
    (Kind.DECISION, lambda text: len(_DECISION.findall(text)) >= _MIN_MARKS, "it speaks of parties and a decision"),
)
"""In this order: a container first, since it holds the marks of what is in it."""
_NO_SIGN = "it has the signs of no other kind; its headings divide it"


def parse_document(text: str, name: str, kind: Kind | None = None, jurisdiction: str | None = None) -> list[Source]:
    """The sources that a document's text holds, each with its passages; none where it holds no words.

    ``name`` is the file's name, for the note and as a title of last resort. ``kind`` and ``jurisdiction`` are
    detected where not given. Every source's text is the cleaned text of its part, and every passage an
    exact slice of that; ids are stable, unique within the document, and begin with ``official-``.
    """
    cleaned = clean(text)
    context = Context(name, jurisdiction or find_jurisdiction(cleaned), edition(cleaned))
    chosen = kind or detect_kind(text)
    sources = _split(text, cleaned, chosen, context)
    return _with_unique_ids([source for source in sources if source.passages])


def detect_kind(text: str) -> Kind:
    """The kind of a document, by its structure and headings; a text of no known kind counts as a manual."""
    return detect(text).kind


def detect(text: str) -> Detection:
    """The kind of a document and what shows it."""
    cleaned = clean(text)
    return next(
        (Detection(kind, why) for kind, is_kind, why in _TESTS if is_kind(cleaned)), Detection(Kind.MANUAL, _NO_SIGN)
    )


def _split(text: str, cleaned: str, kind: Kind, context: Context) -> list[Source]:
    """Run the kind's splitter; packets come uncleaned, since strike marks tell a redline apart."""
    if kind in (Kind.MEMO, Kind.JOB_DESCRIPTION):
        return packet.split(text, context)
    splitters = {
        Kind.STATUTE: statute.split,
        Kind.RULE: statute.split,
        Kind.PROCEDURE: procedure.split,
        Kind.CLASS_SPEC: class_spec.split,
        Kind.MANUAL: manual.split,
        Kind.CONTRACT: contract.split,
    }
    found = splitters[kind](cleaned, context) if kind in splitters else []
    return found or (generic.split(cleaned, context, kind) if blocks(cleaned) else [])


def _with_unique_ids(sources: list[Source]) -> list[Source]:
    """Number the second and further sources of one id: ``…-2``; their passages follow."""
    seen: Counter[str] = Counter()
    found = []
    for source in sources:
        seen[source.id] += 1
        found.append(source if seen[source.id] == 1 else _renamed(source, f"{source.id}-{seen[source.id]}"))
    return found


def _renamed(source: Source, name: str) -> Source:
    return replace(source, id=name, passages=tuple(replace(passage, source=name) for passage in source.passages))
