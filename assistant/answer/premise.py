"""False premises: what a question takes for granted, held against the provision that answers it.

Nothing is asserted here but *no*, *yes* or *not quite*; what is right instead is said by the provision right after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.find import Finding
from assistant.answer.question import Question
from assistant.models import Claim

_SURE_OF_IT = re.compile(
    r"\b(?:right|correct|true|yes|no|ok(?:ay)?|agreed|huh)\s*\?|\b(?:isn't|aren't|don't|doesn't|won't|haven't|hasn't)\s+"
    r"(?:it|i|they|we|he|she|you)\s*\?|\b(?:i|we) (?:have|get|got|'ve got) (?:only )?\d|\bonly have \d|\bso (?:i|we)\b",
    re.I,
)
_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "sixty": "60", "ninety": "90",
}  # fmt: skip
_TIME = re.compile(
    rf"\b(?P<number>\d+|{'|'.join(_WORDS)})[ -](?P<kind>calendar|working|business|work)?[ -]?"
    r"(?P<unit>day|week|month|year|level|step|phase|item|document|test|criterion)s?\b",
    re.I,
)
_COUNTED_OTHERWISE = {"working", "business", "work"}


def opening(question: Question, found: Finding, claims: Sequence[Claim]) -> str:
    """How the answer begins: ``No.`` where it denies what the question presumes, ``Yes.`` where it confirms it."""
    if not claims:
        return ""
    said = found.issue.issue.opening(question.text) if found.issue else ""
    return said or ("No." if _another_time(question.text, claims[0]) else "")


def _another_time(text: str, claim: Claim) -> bool:
    """Whether a question takes a time or a number for granted and the leading provision gives another one."""
    presumed, given = list(_TIME.finditer(text)), [_time(found) for found in _TIME.finditer(claim.text)]
    if not presumed or not given or not _SURE_OF_IT.search(text):
        return False
    otherwise = any((found["kind"] or "").lower() in _COUNTED_OTHERWISE for found in presumed)
    return otherwise or not any(_time(found) in given for found in presumed)


def _time(found: re.Match[str]) -> tuple[str, str]:
    """(number in figures, unit)."""
    number = found["number"].lower()
    return _WORDS.get(number, number), found["unit"].lower()
