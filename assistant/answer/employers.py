"""Whose employee is asked about: a question is answered from the sources of the employers it names."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Callable

from knowledge.models import DULUTH, FEDERAL, STATE

_EMPLOYERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"\bduluth\b", DULUTH),
        (r"\bpublic safety merit\b", "Minnesota public safety merit system"),
        (r"\b(?:county|social services) merit\b", "Minnesota county social services merit system"),
        (r"\bhennepin\b", "Hennepin County"),
        (r"\bramsey\b", "Ramsey County"),
        (r"\bminneapolis\b", "City of Minneapolis"),
        (r"\b(?:city of )?(?:saint|st\.?) paul\b(?=.*\b(?:city|employee)\b)", "City of Saint Paul"),
        (r"\buniversity of minnesota\b|\bu of m\b", "University of Minnesota"),
        (
            r"\b(?:minnesota state|mnscu|state colleges?|state universit\w+|campus)\b",
            "Minnesota State Colleges and Universities",
        ),
    )
)
_STATE_TOO = re.compile(
    r"\bstate(?:'s|s)?\b|\bmmb\b|\b43a\b|\bcommissioner\b|\bap ?7\b|\bprocedure 7\b"
    r"|(?<!university of )(?<!, )\bminnesota\b(?! state)",
    re.I,
)
_OTHER_STATES = (
    r"alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana"
    r"|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|mississippi|missouri|montana|nebraska"
    r"|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|wisconsin|wyoming|rhode island"
    r"|(?:north|south) (?:dakota|carolina)|new (?:york|jersey|mexico|hampshire)|west virginia"
    r"|(?:washington|georgia) state|state of (?:washington|georgia)|another state"
)
_NOT_A_NAME = r"(?!(?:the|a|an|my|our|your|this|that|any|which|what|each|every|some|in|of|for|at|by|and|or|local)\b)"
_ELSEWHERE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), gap)
    for pattern, gap in (
        (
            rf"\b(?:{_OTHER_STATES})\b",
            "other states",
        ),
        (
            r"\bfederal (?:employee|worker|job|agency|position|government employee|civil servant)\b|\bgs[- ]?\d{1,2}\b"
            r"|\bopm appeals?\b|\bpostal (?:worker|service)\b|\bmspb\b",
            "federal classification",
        ),
        (
            rf"\b{_NOT_A_NAME}[a-z]+ county\b|\bcity of {_NOT_A_NAME}[a-z]+"
            rf"|\b{_NOT_A_NAME}[a-z]+ city (?:employee|worker|hall)\b"
            r"|\bpublic schools?\b|\bschool district\b|\bmet(?:ropolitan)? council\b|\bmetro transit\b"
            r"|\bprivate (?:company|employer|sector)\b|\btownship\b",
            "other Minnesota employers",
        ),
    )
)
_MINNESOTA = re.compile(
    r"\bminnesota\b|\bmmb\b|\b43a\b|\bsubd\b|\bap ?7\b|\bprocedure 7\b|\bstate (?:service|job|agency|employee)\b", re.I
)

_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t) ([A-Z][a-z]+(?: [A-Z][a-z]+){0,2})")
_TIMES = frozenset(name.lower() for name in (*month_name, *day_name))


def employers_in(text: str) -> tuple[str, ...]:
    """The jurisdictions that a text names, the state's and the federal one with them where it speaks of the state too;
    none where it names none."""
    named = [name for pattern, name in _EMPLOYERS if pattern.search(text)]
    if not named:
        return ()
    whole = STATE in named or bool(_STATE_TOO.search(text)) or named[0].startswith("Minnesota State")
    return (*named, STATE, FEDERAL) if whole else tuple(named)


def place_unheard_of(text: str, said: Callable[[str], bool]) -> str:
    """The first place that a text names and no source speaks of, as in *In Elmwood*; empty where there is none.

    ``said`` tells of a word in small letters whether a source says it.
    """
    for place in _PLACE.findall("" if employers_in(text) or _MINNESOTA.search(text) else text):
        words = place.lower().split()
        if not any(said(word) or word in _TIMES for word in words):
            return str(place)
    return ""


def elsewhere(text: str) -> str:
    """The known gap a question falls into because it is about an employer whose rules are not held; else empty."""
    if employers_in(text) or _MINNESOTA.search(
        re.sub(r"\bstate (?:employee|job|agency)", "", text) if _of_state(text) else text
    ):
        return ""
    return next((gap for pattern, gap in _ELSEWHERE if pattern.search(text)), "")


def _of_state(text: str) -> bool:
    """Whether it is another state whose employee, job or agency is spoken of."""
    return bool(_ELSEWHERE[0][0].search(text))
