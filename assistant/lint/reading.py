"""A description as the finders see it: the position, what it says besides duties, its levels, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.draft.levels import Choice, choose_level, scales
from assistant.draft.profile import Profile
from assistant.models import PositionDescription, Span
from assistant.position.loose import Statement, statements

_MARKER = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*•·▪◦●○–—]|\(?[A-Za-z0-9]{1,3}[.)])[ \t]*(?:[(\[]?\d{1,3} ?%[)\]]?[ \t:,–—-]*)?$"
)
_SHARE_IN_FRONT = re.compile(r"(?:^|\n)[ \t]*[(\[]?\d{1,3} ?(?:%|percent)[)\]]?[ \t:,–—-]*$", re.IGNORECASE)
_REACH = 24
_SUBJECT = re.compile(r"(?:The|This) (?:[\w-]+ ){0,3}?([\w-]+) (?=[a-z]+s\b)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A position with what is needed to judge its wording."""

    position: PositionDescription
    statements: Sequence[Statement]
    """What it says besides duties and purpose."""
    levels: Mapping[str, Choice]
    profile: Profile | None = None
    """The format it is written for, where that is known."""

    @property
    def work(self) -> tuple[Span, ...]:
        """Duties with their tasks, in order."""
        return tuple(work_of(self.position))

    @property
    def loose(self) -> tuple[Span, ...]:
        """Statements under no heading that tell of nothing else than work, though no verb of work was seen in them."""
        return tuple(said.span for said in self.statements if not said.heading and not said.contexts)

    @property
    def listed(self) -> tuple[Span, ...]:
        """What stands behind a mark, a number or a share of time: duties, tasks, and other items between them."""
        work = self.work
        between = [span for span in self.loose if work and work[0].start < span.start < work[-1].end]
        return tuple(span for span in sorted([*work, *between], key=lambda one: one.start) if self._marked(span))

    @property
    def names(self) -> frozenset[str]:
        """The last words by which the description names its own position, in small letters: *inspector*."""
        first = self.work[0].quote if self.work else ""
        subject = _SUBJECT.match(first)
        own = [self.position.title.split()[-1:], [subject.group(1)] if subject else []]
        return frozenset(word.casefold() for words in own for word in words)

    @property
    def said(self) -> tuple[Span, ...]:
        """Every statement: purpose, duties, tasks, and the rest, in order."""
        purpose = [self.position.purpose] if self.position.purpose else []
        spans = [*purpose, *self.work, *(statement.span for statement in self.statements)]
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))

    def _marked(self, span: Span) -> bool:
        before = self.position.text[max(0, span.start - _REACH) : span.start]
        return bool(_MARKER.search(before) or _SHARE_IN_FRONT.search(before))


def read(position: PositionDescription, profile: Profile | None = None) -> Reading:
    """The reading of a position; ``profile`` is the format it is meant for."""
    levels = {scale: choose_level(position, scale) for scale in scales()}
    return Reading(position, statements(position), levels, profile)


def work_of(position: PositionDescription) -> Iterator[Span]:
    """The duties of a position, each with its tasks behind it."""
    for duty in position.duties:
        yield duty.span
        yield from duty.tasks


@cache
def word_list(name: str) -> Any:
    """One of the lists in ``words.yaml``, as written there."""
    return _words()[name]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of one list in ``words.yaml`` as one pattern; a space stands for any white space."""
    return re.compile("|".join(f"(?:{one})" for one in word_list(name)).replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("assistant.lint").joinpath("words.yaml").read_text("utf-8"))
    return loaded
