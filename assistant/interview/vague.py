"""Words in a duty that hide what is done (Job Audit Manual, action words, p. 98; guides to duty statements)."""

from __future__ import annotations

import re

_VAGUE = re.compile(
    r"^(?:(?:I|we|the (?:employee|incumbent|position))\s+)?(?:also\s+|mostly\s+|will\s+)?"
    r"(?P<word>assists?|helps?(?: out)?|supports?|handles?|deals? with|takes? care of|participates? in"
    r"|is (?:responsible|involved)[\w ]{0,6}|responsible for|involved (?:in|with)|works? on|does)\b",
    re.IGNORECASE,
)
_WORDS = 9
"""A longer duty says more than its verb."""


def vague(duty: str) -> str:
    """The vague words that a short duty opens with; empty where it has none or says more."""
    match = _VAGUE.match(duty.strip())
    return match["word"].strip() if match and len(duty.split()) <= _WORDS else ""
