"""Voice: whether the words of a sentence are the position's own doing, or denied, another's, or only assisted with.

All questions are asked of what stands before and after the words in their sentence.
"""

from __future__ import annotations

import re

DENIED = "denied"
ANOTHERS = "another's"
ASSISTED = "only assisted with, or in another's place"
REFERRED = "passed on to somebody else"
REQUIREMENT = "a requirement of the person, not a fact about the work"
OF_THINGS = "doubted: words of supervision used of things, not of staff"

_NEGATED = re.compile(
    r"\b(?:no|not|never|nothing|nobody|without|nor|neither|cannot|\w+n['’]t|cant|dont|wont|lacks?|rather than)\b"
    r"(?!\s+only)[^.;:]{0,60}$",
    re.I,
)
_ASSISTING = re.compile(
    r"\b(?:assists?|assisting|helps?|helping|supports?|supporting|participates? in|takes? part in)\b[^.;:]{0,40}$"
    r"|\bin (?:the )?(?:\w+['’]s? )?(?:absence|place)[^.;:]{0,60}$|\b(?:fills?|stands?) in\b[^.;:]{0,60}$",
    re.I,
)
_ABSENCE = re.compile(
    r"^[^.;:]{0,60}\b(?:in (?:the |his |her |their )?(?:\w+['’]s? )?absence|when (?:the )?\w+ is (?:away|out|absent))",
    re.I,
)
"""Who acts for an absent supervisor supervises now and then."""
_RECOMMENDING = re.compile(r"\b(?:recommends?|advis(?:es?|ing)|suggests?|makes? recommendations)\b[^.;:]{0,40}$", re.I)
_ROLE = (
    r"(?:manager|supervisor|director|head|chief|leader|lead|lieutenant|captain|sergeant|superintendent|principal"
    r"|engineer|boss|commissioner|officer|forester|inspector|coordinator|specialist|deputy|administrator|person)s?"
)
_ANOTHERS = re.compile(rf"\b{_ROLE}(?: who)? (?:\w+ ){{0,2}}$", re.I)
"""Who sets policy in *reports to a manager who sets policy* is somebody else."""
_ANOTHERS_ACT = re.compile(
    r"(?:^|[;:,] |\b(?:but|and|while|whose|by|that|to|of|with|from|under|for) )"
    rf"(?:the |an? |his |her |their |my |our |whose )(?:[\w/&-]+ ){{0,4}}?{_ROLE}"
    r",? (?:who )?(?:(?:also|still|then|formally|already|alone) )?(?:\w+(?:es|s|ed),? (?:and )?){0,3}$",
    re.I,
)
"""Whose hiring it is in *the park manager hires*."""
_KEPT_ELSEWHERE = re.compile(
    r"^[^.;:]{0,60}\b(?:is|are|stays?|remains?|belongs?|rests?|kept|held|reserved|done|made|handled)\b[^.;:]{0,30}?"
    rf"\b(?:by|with|to|for|the)\b (?:\w+ ){{0,3}}{_ROLE}",
    re.I,
)
"""And in *hiring and discipline stay with the manager*."""
_RECIPIENT = re.compile(
    r"\b(?:to|by|for|from|with|of|under|advis(?:es?|ing)|tells?|briefs?|helps?|assists?) (?:the |an? )?(?:\w+ ){0,2}$",
    re.I,
)
"""Who advises the deputy commissioner is not one."""
_ACTS = re.compile(r" (?:assign|set|give|decide|hand|make|review|stand|answer)", re.I)
_RECEIVED = re.compile(r"\b(?:under|receiv\w+|with|without) (?:the |less |more |closer )?$", re.I)
"""Supervision that is received is not given."""
_LESS = re.compile(r"\bless (?:\w+ )?$", re.I)
_THAN = re.compile(r"(?<!rather )\bthan (?:the |an? )?(?:\w+ ){0,2}$", re.I)
_POSSIBLE = re.compile(r"\b(?:may|might|can|could|occasionally|sometimes)\b[^.;:]{0,30}$", re.I)
_REFERS = re.compile(
    r"\b(?:refer(?:s|red|ring)?|pass(?:es|ed)? (?:on|them|any)|tak(?:e|en|es) over|go(?:es)? (?:to|up)|guided by"
    r"|steered)\b",
    re.I,
)
"""What is hard is somebody else's where hard cases are referred."""
_THINGS = re.compile(
    r"\b(?:supervis|manag|direct|head|oversee)\w*\s+(?:and \w+ )?(?:all |the |of |an? |our |its |\w+ ){0,3}?"
    r"(?:files?|filing|records?|calendars?|mail(?:room|box)?|inbox|paperwork|suppl(?:y|ies)|forms?|schedules?|travel"
    r"|equipment|inventor(?:y|ies)|database|spreadsheets?|website|phones?|tickets?|documents?|archives?|fueling"
    r"|space)\b",
    re.I,
)
_PEOPLE = re.compile(r"\b(?:staff|employees|workers|people|team|crew|personnel|subordinates|direct reports)\b", re.I)
_NEEDED = re.compile(
    r"\b(?:ability to|able to|knowledge of|skill(?:ed)? in|experience (?:in|performing|as|of|supervising|with)"
    r"|years? of|semester|graduation from|possession of|(?:candidates?|applicants?) (?:must|may|will|who))\b",
    re.I,
)
"""How a sentence about the person required, not about the work, is worded."""


def unheld(before: str, after: str) -> str:
    """Why the words between these two parts of a sentence are nothing the position does itself; else empty."""
    if _NEGATED.search(before):
        return DENIED
    if _ANOTHERS_ACT.search(before) or _KEPT_ELSEWHERE.search(after):
        return ANOTHERS
    return ASSISTED if _ASSISTING.search(before) or _ABSENCE.search(after) else ""


def denied(before: str) -> bool:
    """As in *does not*."""
    return bool(_NEGATED.search(before))


def of_another(before: str) -> bool:
    """As in *reports to a manager who*, or *than the trainee*."""
    return bool(_ANOTHERS.search(before))


def compared(before: str) -> bool:
    """As in *than the*: the words are about what something is measured by."""
    return bool(_THAN.search(before))


def given_to(before: str) -> bool:
    """As in *advises the*: the words name who receives."""
    return bool(_RECIPIENT.search(before))


def received(before: str) -> bool:
    """As in *under the*: the words name what is received."""
    return bool(_RECEIVED.search(before))


def acts(after: str) -> bool:
    """As in *assigns*: the words before it name who acts."""
    return bool(_ACTS.match(after))


def recommended(before: str) -> bool:
    """As in *recommends*: the decision is another's, the voice in it is not."""
    return bool(_RECOMMENDING.search(before))


def required(before: str) -> bool:
    """As in *ability to*."""
    return bool(_NEEDED.search(before))


def referred(sentence: str) -> bool:
    """As in *refers difficult cases*."""
    return bool(_REFERS.search(sentence))


def of_things(sentence: str) -> bool:
    """As in *manages the files*, with no person in the sentence."""
    return bool(_THINGS.search(sentence)) and not _PEOPLE.search(sentence)


def weakened(before: str) -> float:
    """By how much of a rung *may* and *less* weaken what follows."""
    if _LESS.search(before):
        return 1.0
    return 0.5 if _POSSIBLE.search(before) else 0.0
