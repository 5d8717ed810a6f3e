"""The tests of the law beside what the file says: each criterion and clause with the words that may bear on it.

Facts are gathered and flagged; whether a test is met is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.cases.entries import FactStated
from assistant.classify.functions import TEN, functions
from assistant.classify.material import material
from assistant.letters.brought import Brought, basis_of, cut
from assistant.letters.letter import Block, Line, Rows, blank, said
from assistant.models import Function
from assistant.quoting import flat
from knowledge.words import sentences, stems

_MOST = 6
"""So many sentences are shown beside one test."""
_SILENT = "The file says nothing of it."


class _Clause(BaseModel):
    """One clause of a list; the fields are explained in ``listed.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pinpoint: str
    words: str


@cache
def clauses() -> tuple[_Clause, ...]:
    """The clauses of the provisions that list positions, in order."""
    raw = yaml.safe_load(files("assistant.letters").joinpath("listed.yaml").read_text("utf-8"))
    return tuple(_Clause.model_validate(item) for item in raw)


def listed(brought: Brought, _: str) -> Block:
    """Each clause of a list of positions: its words, what the file says that may bear on it, and a blank."""
    head = ("Clause", "Who is listed", "What the file says", "Does it apply?")
    return Block("", Rows(head, tuple(_clause(brought, one) for one in clauses()), (0.5, 2.4, 2.0, 1.0)))


def _clause(brought: Brought, clause: _Clause) -> tuple[Line, ...]:
    library = brought.desk.library
    own = next(one for one in library.passages if one.pinpoint == clause.pinpoint)
    cited = library.cite(library.evidence(own)[0])
    number = clause.pinpoint.rpartition("1(")[2]
    found = list(_bearing(brought, clause.words))
    told = said(" ".join(one.text for one in found), "; ".join(dict.fromkeys(one.basis for one in found)))
    return (
        said(f"({number}", basis_of(cited)),
        said(f"{flat(cited.quote)} ({cited.text_status})", basis_of(cited)),
        told if found else said(_SILENT, "the descriptions and accounts of the case"),
        blank("Finding"),
    )


def ten_functions(brought: Brought, _: str) -> Block:
    """Each of the ten supervisory functions with what the description says of it, and blanks for who decides."""
    if brought.current is None or brought.position is None:
        return Block("", (blank("The ten functions, each with who decides and how often"),))
    draft, basis = material(brought.position, []), brought.current.name
    found = {one.name: one for one in functions(draft.text, draft.spans)}
    rows = tuple(_function(name, found.get(name), basis) for name in TEN)
    return Block(
        "", Rows(("Function", "The description", "Its words", "Who decides, how often"), rows, (1, 1.1, 2.2, 1.3))
    )


def _function(name: str, found: Function | None, basis: str) -> tuple[Line, ...]:
    told = ("spoken of as held" if found.held else found.why_not) if found else "not spoken of"
    words = f"“{cut(found.span.quote)}”" if found else "nothing said"
    law = "Minn. Stat. 179A.03, subd. 17"
    return said(name.capitalize(), law), said(told, basis), said(words, basis), blank("Authority and judgment")


def functions_held(brought: Brought, _: str) -> Block:
    """How many of the ten the description speaks of as held; how many are held is for a person to find."""
    if brought.position is None or brought.current is None:
        return Block("", (blank("How many of the ten functions the position holds"),))
    draft = material(brought.position, [])
    held = sum(one.held for one in functions(draft.text, draft.spans))
    told = f"The description speaks of {held} of the ten functions as held; six or more are a majority."
    return Block("", (said(told, brought.current.name),))


def near_words(brought: Brought, of: str) -> Block:
    """What the file says with one of the words, for a person to judge."""
    if brought.current is None:
        return Block("", (blank("What the description says of it"),))
    lines = list(_bearing(brought, of)) or [said(_SILENT, "the descriptions and accounts of the case")]
    return Block("", tuple(lines), True)


def _bearing(brought: Brought, words: str) -> list[Line]:
    """The sentences of the current description and of the accounts that hold one of the words.

    Words that are joined by a hyphen must all stand in the sentence.
    """
    wanted = [set(stems(one.replace("-", " "))) for one in words.split()]
    found = [one for one in _sentences(brought) if any(one_of <= set(stems(one.text)) for one_of in wanted if one_of)]
    return found[:_MOST]


def _sentences(brought: Brought) -> Iterator[Line]:
    """What the file says of the position, sentence by sentence, each with where it stands."""
    if brought.current is not None:
        text = brought.current.text
        yield from (said(f"“{cut(text[start:end])}”", brought.current.name) for start, end in sentences(text))
    for n, told in brought.case.numbered(FactStated):
        yield said(f"The {told.party} on {told.about}: “{cut(told.words)}”", f"entry {n} of the case")
