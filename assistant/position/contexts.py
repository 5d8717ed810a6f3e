"""What a sentence tells of besides work: supervision, requirements, physical demands, surroundings, budget, contacts.

The words that show it are in ``contexts.yaml``. What a superior does is known by the subject of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from assistant.position.verbs import base_of, opens_with_work


class Context(StrEnum):
    """What besides work a sentence may tell of."""

    REPORTS_TO = "reports to"
    RECEIVED = "supervision received"
    GIVEN = "supervision given"
    EDUCATION = "education and experience"
    LICENSE = "license"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ABILITY = "ability"
    REQUIREMENT = "requirement"
    """Needed, but of no sort that is known."""
    PHYSICAL = "physical demands"
    ENVIRONMENT = "work environment"
    BUDGET = "budget"
    CONTACTS = "contacts"
    CLIENTELE = "clientele"
    PROBLEMS = "problems"


REQUIREMENTS = frozenset(
    {Context.EDUCATION, Context.LICENSE, Context.KNOWLEDGE, Context.SKILL, Context.ABILITY, Context.REQUIREMENT}
)
_ABOUT_SUPERVISION = frozenset({Context.REPORTS_TO, Context.RECEIVED, Context.GIVEN})
_SETTLES, _SUGGESTS, _MENTIONS = "settles", "suggests", "mentions"
_ABOUT_THE_HOLDER = frozenset({Context.EDUCATION, Context.LICENSE})
"""Not told by *I have …*: what the holder brings is no requirement."""
_SUBJECT = re.compile(
    r"(?:(?:also|and|then|but|plus)\s+)?(?:(?:I|we|you|he|she|they|it|who|one|incumbents?|applicants?|candidates?)\b"
    r"|(?:the|this|an?)\s+(?:employee|incumbent|person|position|job|role|candidate|applicant|holder|work|worker)\b)?\s*"
    r"(?:(?:also|then|mostly|usually|often|still|always)\s+)?",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:I|we)\b", re.IGNORECASE)
_SUPERIOR = re.compile(
    r"(?:(?:the|my|our|her|his|their|an?|your)\s+)?"
    r"(?P<who>(?:senior|principal|lead|chief|head|charge|experienced)\s+(?:worker|nurse|tech|technician|engineer|officer"
    r"|accountant|clerk|operator|agent|analyst|mechanic|developer|planner|chemist|specialist|person)|(?:[\w-]+\s+){0,2}"
    r"(?:supervisor|manager|director|boss|chief|fore(?:man|woman|person)|superintendent|lieutenant|sergeant|sgt|captain"
    r"|commissioner|deputy|head|principal|superior))"
    r"(?:\s+(?:only|just|also|and\s+(?:I|me)|\w+ly))?\s+(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:lead|charge|head)\b", re.IGNORECASE)
"""A rank that reads like a verb: *Lead worker makes the schedule*."""
_SUPERIORS_VERBS = """
says tells hands looks wants knows sees comes is has does keeps goes leaves lets settles agree decide
"""
_ACTS_OF_SUPERIORS = frozenset(_SUPERIORS_VERBS.split())
_MARK = re.compile(r"[;,]\s*(?:(?:and|but|plus)\s+)?")


def contexts(sentence: str, title: str = "") -> frozenset[Context]:
    """What a sentence tells of besides work, else what it touches on. ``title`` is the position's own."""
    return _told(sentence, title) or _found(sentence, _MENTIONS)


def tells_context(sentence: str, title: str = "") -> bool:
    """Whether a sentence tells of something else than work."""
    return bool(_told(sentence, title))


def parts(text: str, start: int, end: int, title: str = "") -> Iterator[tuple[int, int]]:
    """A sentence cut at the marks where it turns from one requirement or condition to another.

    Work stays whole, and so does what is said of supervision, whose parts lean on each other.
    """
    begin, telling = start, frozenset[Context]()
    whole = opens_with_work(text[start:end]) or _told(text[start:end], title) & _ABOUT_SUPERVISION
    for left, right in [] if whole else _fragments(text, start, end):
        told = _told(text[left:right], title)
        if telling and told and not telling & told:
            yield begin, len(text[:left].rstrip(" ;,\n\t"))
            begin, telling = left, told
        telling = telling | told
    yield begin, end


def _fragments(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    marks = list(_MARK.finditer(text, start, end))
    return list(zip([start, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), end], strict=True))


def _told(sentence: str, title: str) -> frozenset[Context]:
    found = _found(sentence, _SETTLES)
    if not opens_with_work(sentence):
        found |= _found(sentence, _SUGGESTS)
    if _superior_acts(sentence, title):
        found |= {Context.RECEIVED}
    if _FIRST_PERSON.match(sentence):
        found -= _ABOUT_THE_HOLDER
    return found


def _superior_acts(sentence: str, title: str) -> bool:
    """Whether the subject is somebody above the position: no words of its own title, as *supervisor* may be."""
    match = _SUPERIOR.match(sentence)
    if match is None or (opens_with_work(sentence) and not _RANK.match(match["who"])):
        return False
    if match["who"].split()[-1].casefold() in title.casefold().split():
        return False
    verb = match["verb"].lower()
    return verb in _ACTS_OF_SUPERIORS or bool(base_of(verb, "s"))


def _found(sentence: str, how: str) -> frozenset[Context]:
    subject = _SUBJECT.match(sentence)
    core = sentence[subject.end() :] if subject else sentence
    return frozenset(kind for kind, pattern in _patterns(how) if pattern.search(core))


@cache
def _patterns(how: str) -> tuple[tuple[Context, re.Pattern[str]], ...]:
    """The words of each kind that settle, suggest or mention it."""
    loaded = yaml.safe_load(files("assistant.position").joinpath("contexts.yaml").read_text(encoding="utf-8"))
    return tuple(
        (Context(name), re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE))
        for name, kinds in loaded.items()
        for pattern in kinds.get(how, ())
    )
