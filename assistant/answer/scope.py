"""What the assistant does not answer, and who can: predictions, amounts of pay, advice on whether to act, decisions.

The things the assistant must never decide are those of the workflow: a class, pay, status, the outcome of a protest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.answer.meaning import Examples, Meanings
from knowledge.models import DULUTH

_STATE_HR = "your agency's human resources office or Minnesota Management and Budget (MMB)"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, in a sentence, and who can."""

    reason: str
    whom: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """The one question put back, and why the answer turns on it."""

    ask: str
    why: str
    point: str
    """What it is about: ``unit`` or ``employer``."""


def clarification(text: str) -> Clarification | None:
    """What must be known before a question, read with the one it follows, can be answered."""
    for kind, asked, settled in _open_points():
        if asked.search(text) and not settled.search(text):
            return Clarification(kind["ask"], kind["why"], kind["point"])
    return None


class Refusals:
    """The kinds of questions that are not answered here, known by their wordings and by examples."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._like = [(kind, text) for kind, _ in _kinds() for text in kind.get("like", ())]

    @property
    def questions(self) -> list[str]:
        """Every recorded question."""
        return [text for _, text in self._like]

    def nearest(self, text: str, employers: tuple[str, ...] = ()) -> tuple[float, Refusal] | None:
        """How near a question comes to the nearest example, 0 to about 1, and why that one is not answered."""
        near = self._examples.nearness(text, self._meanings.asked(text, ""))
        best = max(range(len(near)), key=lambda place: (near[place], -place), default=None)
        return None if best is None else (near[best], _refusal(self._like[best][0], employers))

    @cached_property
    def _examples(self) -> Examples:
        return Examples(self.questions, self._meanings)


def refusal(text: str, employers: tuple[str, ...] = ()) -> Refusal | None:
    """Whether the wording of a question, of an employee of one of ``employers``, asks for what is not answered here."""
    return next((_refusal(kind, employers) for kind, pattern in _kinds() if pattern.search(text)), None)


def _refusal(kind: dict[str, Any], employers: tuple[str, ...]) -> Refusal:
    whom = kind.get("whom") or whom_to_ask(employers)
    return Refusal(kind["reason"], f"your union representative or {whom}" if kind.get("union") else whom)


@cache
def _open_points() -> tuple[tuple[dict[str, Any], re.Pattern[str], re.Pattern[str]], ...]:
    """(point, pattern that leaves it open, pattern that settles it) out of ``clarify.yaml``."""
    raw = yaml.safe_load((Path(__file__).parent / "clarify.yaml").read_text("utf-8"))
    return tuple((kind, re.compile("|".join(kind["asked"]), re.I), re.compile(kind["unless"], re.I)) for kind in raw)


@cache
def _kinds() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    """(kind, pattern of its wordings) out of ``refusals.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text("utf-8"))
    return tuple((kind, re.compile("|".join(kind["asked"]), re.I | re.S)) for kind in raw)


def whom_to_ask(employers: tuple[str, ...]) -> str:
    """Who can answer for the employer of a question."""
    if employers and employers[0] == DULUTH:
        return "the City of Duluth's Human Resources office"
    if employers and re.match(r"city|.*county|university", employers[0], re.I):
        return f"the human resources office of {employers[0].removesuffix(' ')}"
    return _STATE_HR
