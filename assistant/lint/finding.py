"""The nouns of the lint: a remark as a finder makes it, and the finding with its reason and source."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.models import Span
from knowledge.models import Citation


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule found at one place of a description."""

    rule: str
    """A name in ``rules.yaml``."""
    span: Span
    what: str
    """What is wrong, in a sentence."""
    suggestion: str
    """A wording or a step that adds no fact: ``[…]`` stands where the writer must supply one."""
    beside: Span | None = None
    """The words that this place contradicts, if there are any."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with the rule's name, its reason, and where that is said."""

    remark: Remark
    name: str
    why: str
    citation: Citation | None
    """``None`` where no source at hand says it: then ``why`` stands alone."""


def short(words: str, limit: int = 90) -> str:
    """Words on one line, cut at a word with ``…`` behind where they are longer than ``limit`` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"
