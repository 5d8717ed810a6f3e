"""The lint of a description: every finding with its place, its reason and source, and a wording that adds no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.draft.profile import Profile
from assistant.lint.acronyms import acronym_remarks
from assistant.lint.authority import authority_remarks
from assistant.lint.contradictions import contradictions
from assistant.lint.copied import Specifications, copied_remarks, specifications
from assistant.lint.duties import form_remarks, vague_remarks
from assistant.lint.finding import Finding, Remark
from assistant.lint.person import neutral_remarks, person_remarks
from assistant.lint.reading import Reading, read
from assistant.lint.requirements import ksa_remarks, need_remarks
from assistant.lint.shares import share_remarks
from assistant.models import PositionDescription
from knowledge.embed import Embedder, Vectors
from knowledge.library import Library
from knowledge.models import Citation
from knowledge.plans import Plans
from knowledge.words import sentences

_REMEMBERED = 2_000
"""So many statements are remembered with their vectors: a text that is being changed is mostly the same."""


class Rule(BaseModel):
    """What a rule is called, why it is one, and where that is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    why: str
    source: tuple[str, str, str] | None = None
    """A source's id, a passage's heading, and the first words of a sentence in it."""


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its name in the results, in order."""
    loaded = yaml.safe_load(files("assistant.lint").joinpath("rules.yaml").read_text("utf-8"))
    return {name: Rule.model_validate(rule) for name, rule in loaded.items()}


class Linter:
    """The lint over a library and the class plans at hand; what is slow to make is made once."""

    def __init__(self, library: Library, plans: Plans) -> None:
        self._library, self._plans = library, plans
        self._specifications: dict[str, Specifications] = {}
        self._embedder = Embedder()
        self._vectors = lru_cache(_REMEMBERED)(lambda text: self._embedder.embed([text])[0])

    def lint(self, position: PositionDescription, profile: Profile | None = None) -> tuple[Finding, ...]:
        """Every finding about a description, in the order of its words; ``profile`` is the format it is meant for."""
        order = list(rules())
        remarks = sorted(
            self._remarks(read(position, profile)),
            key=lambda remark: (remark.span.start, order.index(remark.rule), remark.span.end),
        )
        return tuple(self._finding(remark) for remark in dict.fromkeys(remarks))

    def _remarks(self, reading: Reading) -> Iterator[Remark]:
        profile = reading.profile
        if profile is None or profile.shows_shares:
            yield from share_remarks(reading.position, needed=profile is not None)
        yield from form_remarks(reading)
        yield from vague_remarks(reading)
        yield from authority_remarks(reading)
        yield from contradictions(reading.position, reading.levels, reading.statements)
        known = [self._plan(name) for name in self._plans.names()]
        yield from person_remarks(reading, [title for plan in known for title in plan.titles])
        yield from neutral_remarks(reading)
        yield from acronym_remarks(reading)
        yield from copied_remarks(reading, known)
        yield from ksa_remarks(reading, self._embed)
        yield from need_remarks(reading, self._embed)

    def _plan(self, name: str) -> Specifications:
        if name not in self._specifications:
            self._specifications[name] = specifications(self._plans.plan(name).classes)
        return self._specifications[name]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vectors(text) for text in texts])

    def _finding(self, remark: Remark) -> Finding:
        rule = rules()[remark.rule]
        return Finding(remark, rule.name, rule.why, citation_of(rule, self._library))


def citation_of(rule: Rule, library: Library) -> Citation | None:
    """The sentence a rule rests on, cut from its source."""
    if rule.source is None:
        return None
    source, heading, opening = rule.source
    words = re.compile(r"\s+".join(map(re.escape, opening.split())))
    for passage in library.source(source).passages:
        found = words.search(passage.text) if heading in passage.heading else None
        if found:
            end = next(stop for _, stop in sentences(passage.text) if stop > found.start())
            return library.cite(passage, passage.start + found.start(), passage.start + end)
    raise LookupError(f"rules.yaml: {source} has no passage {heading!r} with {opening!r}")
