"""The ten supervisory functions: which of them a draft gives the position with its own authority.

A supervisor has authority over a majority of them, with independent judgment; recommending effectively counts for
most employees (Minn. Stat. 179A.03, subd. 17). Work merely assigned and directed is lead work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.classify.voice import unheld
from assistant.models import Function, Span
from assistant.position.unseen import visible

_PEOPLE = (
    r"(?:staff|employees?|workers|people|personnel|subordinates|team|crew|nurses|clerks"
    r"|\w{3,}(?:ers|ors|ists|ians|ants))"
)
_FUNCTIONS: dict[str, str] = {
    "hire": r"\bhir(?:es?|ing)\b|\bselects? (?:\w+ )?(?:staff|employees|candidates)\b|\bpicks? hires\b",
    "transfer": rf"\btransfers? (?:\w+ )?{_PEOPLE}|\breassigns? {_PEOPLE}",
    "suspend": r"\bsuspen(?:ds?|sions?) (?!.{0,12}licen)(?:\w+ ){0,2}(?:staff|employees?)|\bsuspends?,",
    "promote": rf"\bpromot(?:es?|ing) (?:\w+ )?{_PEOPLE}|\bpromotions? of\b",
    "discharge": r"\b(?:discharges?|dismiss(?:es|al of)|fires|terminat\w+) (?:(?:\w+ )?(?:staff|employees?)|with)\b",
    "assign": r"\bassign(?:s|ing)?(?:,|,? (?:\w+,? ){0,4}(?:work|tasks|duties|jobs|territories)\b)"
    r"|\b(?:hands?|lays?|parcels?|gives?) out\b",
    "reward": r"\b(?:evaluat|apprais)(?:es?|ing)\b|\brates\b"
    r"|\b(?:performance|does the) (?:reviews?|evaluations?|appraisals?)\b",
    "discipline": r"\bdisciplin(?:es?|ing|e)\b|\breprimands?\b",
    "direct": rf"\b(?:directs?|supervis(?:es?|ing)|leads?) (?:\w+ ){{0,4}}?{_PEOPLE}",
    "adjust grievances": r"\bgrievances?\b",
}
"""Function -> how a draft says it; evaluating is read as the daily form of rewarding."""
TEN = tuple(_FUNCTIONS)
"""The names of the ten functions of Minn. Stat. 179A.03, subd. 17."""
_ACTIONS = frozenset({"hire", "transfer", "suspend", "promote", "adjust grievances"})
"""Functions whose words also name the papers about them: *enters hires and transfers* decides none of them."""
_PROCESSED = re.compile(
    r"\b(?:enter|process|key|record|track|file|log|audit)(?:s|es|ed|ing)?\s+(?:[\w-]+,?\s+){0,8}$", re.I
)
_PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in _FUNCTIONS.items()}


def functions(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Function, ...]:
    """Each function that these sentences speak of, once: as held where any sentence gives it, else why it is not."""
    found: dict[str, Function] = {}
    for function in _mentions(text, spans):
        known = found.get(function.name)
        if known is None or (function.held and not known.held):
            found[function.name] = function
    return tuple(found[name] for name in _FUNCTIONS if name in found)


def summary(found: Iterable[Function]) -> str:
    """How many of the ten are held, in a sentence; empty where the draft names none."""
    all_ = tuple(found)
    held = [function.name for function in all_ if function.held]
    if not all_:
        return ""
    named = f" ({', '.join(held)})" if held else ""
    return (
        f"Of ten supervisory functions the description gives the position {len(held)}{named}; a majority makes a "
        "supervisor."
    )


def _mentions(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Function]:
    for start, end in spans:
        sentence = re.sub(r"\s", " ", visible(text[start:end]))
        for name, pattern in _PATTERNS.items():
            match = pattern.search(sentence)
            if match:
                before = sentence[: match.start()]
                processed = name in _ACTIONS and _PROCESSED.search(before)
                why_not = "only processed" if processed else unheld(before, sentence[match.end() :])
                yield Function(name, Span(text[start:end], start, end), not why_not, why_not)
