"""What the assistant does not answer, and who can: predictions, amounts of pay, advice on whether to act, decisions.

The things the assistant must never decide are those of the workflow: a class, pay, status, the outcome of a protest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.models import DULUTH

_STATE_HR = "your agency's human resources office or Minnesota Management and Budget (MMB)"
_UNION = "your union representative"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, in a sentence, and who can."""

    reason: str
    whom: str


_KINDS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.I | re.S), reason, whom)
    for pattern, reason, whom in (
        (
            r"\bwill (?:mmb|hr|they|the (?:commissioner|agency|auditor|board)|my (?:agency|boss|request|audit|appeal|protest|position|job))\b[^?]{0,60}"
            r"\b(?:approv\w+|grant\w*|move my|upgrad\w+|reclassify my|win|succeed|agree|deny|turn\w* (?:me|it) down|go through)\b"
            r"|\b(?:my|the|what(?:'s| is| are)?(?: the| my)?) (?:chances?|odds)\b|\bhow likely\b|\bwill i win\b|\bgoing to (?:win|get approved)\b",
            "The outcome cannot be determined from what is given: it depends on the documented duties, and the decision is the "
            "commissioner's or, where authority is delegated, the agency's. I can compare a draft of the position description "
            "with the class specifications.",
            _STATE_HR,
        ),
        (
            r"\bhow much (?:\w+ ){0,4}(?:pay|paid|salary|money|dollars|raise|earn|make|wage|grade|more)\b|\b(?:in dollars|dollar amount|hourly rate|pay range|salary range|pay rate|hourly (?:pay|wage))\b"
            r"|\bwhat (?:does|do|will|would) (?:\w+ ){0,5}(?:pay|earn|make)\b(?!\s+(?:me|it|sense))",
            "The sources hold no pay amounts, and I do not compute pay.",
            "",
        ),
        (
            r"\bshould i (?:appeal|protest|file|sue|quit|accept|challenge|sign|fight)\b|\b(?:would|do) you (?:recommend|advise)\b|\bis it worth\b",
            "Whether to act is yours to decide, and I do not advise on it; I can tell you what the rules give you and by when.",
            f"{_UNION} or {_STATE_HR}",
        ),
        (
            r"\b(?:am i|is (?:my|this|the) (?:job|position)) (?:flsa[- ])?(?:exempt|non-?exempt|misclassified|overtime|supervisory|confidential)\b"
            r"|\bdecide (?:whether|if|for me)\b|\bhow many hay points\b|\bhay points?\b",
            "That is a determination for people with authority, and nothing here decides it.",
            _STATE_HR,
        ),
        (
            r"\b(?:write|rewrite|inflate|word|phrase|pad)\b[^?.]{0,80}\b(?:so (?:that )?(?:it|i|we|they)|to get|to make sure|to reach|to qualify)\b",
            "A position description must state the work as it is assigned; I do not write one towards a class. I can help to "
            "describe the actual duties fully and exactly.",
            _STATE_HR,
        ),
    )
)


def refusal(text: str) -> Refusal | None:
    """Whether the question asks for what is not answered here."""
    for pattern, reason, whom in _KINDS:
        if pattern.search(text):
            return Refusal(reason, whom or whom_to_ask((DULUTH,) if "duluth" in text.lower() else ()))
    return None


def whom_to_ask(employers: tuple[str, ...]) -> str:
    """Who can answer for the employer of a question."""
    if employers and employers[0] == DULUTH:
        return "the City of Duluth's Human Resources office"
    if employers and re.match(r"city|.*county|university", employers[0], re.I):
        return f"the human resources office of {employers[0].removesuffix(' ')}"
    return _STATE_HR
