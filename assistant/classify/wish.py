"""Sentences that ask for a class, or claim it, by its name: none is a fact about the work (Job Audit Manual, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.position.unseen import visible
from assistant.position.verbs import opens_with_work

_TELLING = re.compile(r"[\d,]| .* ")
"""A class title that is no plain word of the trade: it has a number, a comma or three words."""
_RELATED = re.compile(
    r"\b(?:reports? to|supervis|lead|under|over|assist|help|refer|escalat|assign|direct|review|from|between|below|above"
    r"|like|other|with|by|for|to (?:the|a|an|two|three)|works? as|serves? as|acts? as)",
    re.I,
)
"""How a sentence puts the position beside somebody of another class."""
_OF_COMPARING = re.compile(r"\b(?:classes|comparisons?|rankings?)\b", re.I)
"""A sentence that names a class and speaks of these is about classifying, whomever it puts beside the position."""
_ABOVE_OR_BELOW = re.compile(r"\b(?:report|supervis|lead|led\b|direct(?!or)|overs|train|absen)", re.I)
_REASON = r"(?=\W*(?:$|[.;!?]|because\b|since\b|as\b|instead\b|rather\b|for (?:this|the|my|our) (?:job|position)\b))"


@dataclass(frozen=True, slots=True)
class NamedClasses:
    """The classes that a text names, the longest title first; ``telling`` are those no trade uses as plain words."""

    titles: tuple[str, ...]
    telling: tuple[str, ...]

    def wished_for(self, sentence: str) -> bool:
        """Whether a sentence, on one line, asks for one of them or claims to be one."""
        return bool(self.titles) and (
            bool(_asked(self.titles).search(sentence)) or (bool(self.telling) and self._claimed(sentence))
        )

    def _claimed(self, sentence: str) -> bool:
        rest = _any_of(self.telling).sub("", sentence)
        if rest == sentence:
            return False
        if (_RELATED.search(rest) and not _OF_COMPARING.search(rest)) or opens_with_work(sentence):
            return bool(_claims(self.telling).search(sentence)) and not _ABOVE_OR_BELOW.search(rest)
        return True


def named_classes(titles: Sequence[str], text: str) -> NamedClasses:
    """Those of ``titles`` that stand in ``text``, however they are written."""
    plain = " ".join(visible(text).lower().split())
    held = sorted({title for title in titles if title.lower() in plain}, key=lambda title: (-len(title), title))
    return NamedClasses(tuple(held), tuple(title for title in held if _TELLING.search(title)))


@lru_cache(maxsize=64)
def _asked(titles: tuple[str, ...]) -> re.Pattern[str]:
    words = _words()
    name = _name(titles)
    return re.compile(
        rf"(?:{_one_of(words['asked'])}){_between()}{name}"
        rf"|(?:{_one_of(words['asked_at_the_end'])}){_between()}{name}{_REASON}",
        re.I,
    )


@lru_cache(maxsize=64)
def _claims(titles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_one_of(_words()['claimed'])}){_between()}{_name(titles)}", re.I)


@lru_cache(maxsize=64)
def _any_of(titles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_name(titles), re.I)


def _name(titles: tuple[str, ...]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, titles))})(?!\w)"


def _between() -> str:
    return rf"(?:\W+(?:{'|'.join(_words()['between'])})\b){{0,6}}\W+"


def _one_of(patterns: Iterable[str]) -> str:
    return "|".join(patterns)


@cache
def _words() -> dict[str, list[str]]:
    """The lists of ``wishes.yaml``."""
    found: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "wishes.yaml").read_text("utf-8"))
    return found
