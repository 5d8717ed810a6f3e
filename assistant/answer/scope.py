"""What the assistant does not answer, and who can: predictions, amounts of pay, advice on whether to act, decisions.

The things the assistant must never decide are those of the workflow: a class, pay, status, the outcome of a protest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.models import DULUTH

_STATE_HR = "your agency's human resources office or Minnesota Management and Budget (MMB)"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, in a sentence, and who can."""

    reason: str
    whom: str


def refusal(text: str) -> Refusal | None:
    """Whether the question asks for what is not answered here."""
    for kind, pattern in _kinds():
        if pattern.search(text):
            whom = whom_to_ask((DULUTH,) if "duluth" in text.lower() else ())
            return Refusal(kind["reason"], f"your union representative or {whom}" if kind.get("union") else whom)
    return None


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
