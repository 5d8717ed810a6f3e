"""What the headings of position descriptions mean, whichever form they come from.

The vocabulary is that of the Duluth description, of the Minnesota position description, and of what supervisors
write when they have neither at hand.
"""

from __future__ import annotations

import re
from enum import StrEnum


class HeadingKind(StrEnum):
    """What stands under a heading, as far as reading a position needs to know."""

    TITLE = "title"
    EMPLOYER = "employer"
    REQUESTED = "requested class"
    PURPOSE = "purpose"
    DUTIES = "duties"
    CONTEXT = "context"
    """Known, and never a duty: requirements, supervision, budget, pay, physical demands and the like."""
    UNKNOWN = "unknown"


_WORDS: tuple[tuple[HeadingKind, str], ...] = (
    (HeadingKind.REQUESTED, r"(?:class(?:ification)?|title) (?:requested|proposed|sought)"),
    (HeadingKind.REQUESTED, r"(?:requested|requesting|proposed|desired) (?:class(?:ification)?|title|allocation)"),
    (HeadingKind.TITLE, r"(?:(?:current )?class(?:ification)?|position|job|working|official|civil service)? ?title"),
    (HeadingKind.TITLE, r"(?:position|job|class) description(?: (?:for|of))?|position|classification|class"),
    (HeadingKind.EMPLOYER, r"employer|agency(?: ?/ ?\w+)?|jurisdiction|city|county|appointing authority"),
    (
        HeadingKind.PURPOSE,
        r"summary ?/ ?purpose|(?:position |job )?(?:purpose|summary|overview|objective)(?: statement)?",
    ),
    (HeadingKind.PURPOSE, r"why (?:the|this) (?:position|job|role) (?:exists|is here)"),
    (HeadingKind.PURPOSE, r"purpose of (?:the |this )?(?:position|job)|general (?:summary|statement(?: of duties)?)"),
    (
        HeadingKind.DUTIES,
        r"functional areas?|(?:key |major |principal )?accountabilities|what (?:you will|you'll|I) do",
    ),
    (
        HeadingKind.DUTIES,
        r"(?:(?:essential|principal|major|key|main|primary|typical|general|job|position|other|marginal|daily) )*"
        r"(?:job )?(?:duties|responsibilities|tasks|functions|activities|work performed|examples? of (?:work|duties))"
        r"(?:(?:,| and| &|/) ?(?:responsibilities|duties|tasks|functions|essential functions))*"
        r"(?: (?:of (?:the|this) (?:position|job)|performed|include|are)(?: the following)?)?",
    ),
    (
        HeadingKind.CONTEXT,
        r"(?:job|position|minimum|min\.?|preferred|desired|required|other)? ?"
        r"(?:requirements|reqs?|qualifications|quals?)|minimum|needed|needs",
    ),
    (
        HeadingKind.CONTEXT,
        r"(?:required |minimum |desirable )?(?:knowledges?|skills?|abilit(?:y|ies)|ksas?)"
        r"(?:(?:,|,? and|,? &|/) ?(?:skills?|abilit(?:y|ies)|knowledges?|other characteristics))*"
        r"(?: (?:requirements?|required|needed))?",
    ),
    (
        HeadingKind.CONTEXT,
        r"(?:education|experience|training|licen[cs]es?|licensure|certifications?|age)"
        r"(?:(?:,|,? and|,? &|,? or|/) ?(?:education|experience|training|licen[cs]es?|licensure|certifications?))*"
        r"(?: requirements?| required)?",
    ),
    (
        HeadingKind.CONTEXT,
        r"supervision(?: (?:received|given|exercised))?|supv|supervis(?:es|ory responsibilities|or)|staff supervised",
    ),
    (
        HeadingKind.CONTEXT,
        r"reports to|reporting (?:relationship|line)s?|lead ?work|budget(?: responsibility)?|clientele",
    ),
    (HeadingKind.CONTEXT, r"(?:working )?relationships|contacts|problem[- ]solving|freedom to act|decision[- ]making"),
    (HeadingKind.CONTEXT, r"distinguishing (?:features|characteristics)(?: of the class)?|guidelines|complexity"),
    (HeadingKind.CONTEXT, r"priority|discretion|essential|consequences? of errors?"),
    (
        HeadingKind.CONTEXT,
        r"phys(?:ical)?(?: (?:demands|requirements))?|(?:work(?:ing)? )?env(?:ironment)?|working? conditions"
        r"|special (?:work )?conditions",
    ),
    (
        HeadingKind.CONTEXT,
        r"department|division|unit|section|work unit|location|work location|bureau|office|bargaining unit",
    ),
    (
        HeadingKind.CONTEXT,
        r"union|pay(?: grade| range)?|salary(?: range)?|wage|grade|step|flsa(?: status)?|schedule|hours|shift",
    ),
    (
        HeadingKind.CONTEXT,
        r"incumbent|employee(?: name)?|name|supervisor'?s? name|prepared by|date|effective date|to|from",
    ),
    (HeadingKind.CONTEXT, r"reportability|dimensions|nature and scope|legend|page (?:head|foot)"),
    (
        HeadingKind.CONTEXT,
        r"(?:employee|incumbent|supervisor|manager)(?:['’]s)? (?:name|signature|date)|(?:previous|present) incumbent",
    ),
    (
        HeadingKind.CONTEXT,
        r"position control (?:number|no\.?)|appraisal period|activity|problem[- ]solving and creativity",
    ),
    (
        HeadingKind.CONTEXT,
        r"subject|re|signatures?|travel|telework|hr|eeoc?|csb|class no|wc|eeof|cc|resolution|position number",
    ),
    (
        HeadingKind.CONTEXT,
        r"current (?:class|allocation)|recommendation|background(?: information)?(?:/summary of job)?",
    ),
    (
        HeadingKind.CONTEXT,
        r"org(?:anization)? chart|reasons? for (?:the )?request|notes?|comments?|attachments?|memo(?:randum)?",
    ),
)
_FULL = tuple((kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in _WORDS)
_LOOSE_DUTIES = re.compile(r"\b(?:duties|responsibilities|functional areas?|tasks|accountabilities)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_DUTY_WORDS_LIMIT = 8


def heading_kind(label: str) -> HeadingKind:
    """What a known heading announces; ``UNKNOWN`` for any other words.

    ``label`` is the heading without its number, decoration and colon. A bracketed remark behind it does not count.
    """
    plain = " ".join(_BRACKETED.sub("", label).split())
    for kind, words in _FULL:
        if words.fullmatch(plain):
            return kind
    return HeadingKind.UNKNOWN


def lead_in_kind(label: str) -> HeadingKind:
    """As :func:`heading_kind`, but also knows a lead-in such as *The duties of this job are* by its key word.

    Only for lines whose shape already says that they are headings.
    """
    kind = heading_kind(label)
    if kind is HeadingKind.UNKNOWN and len(label.split()) <= _DUTY_WORDS_LIMIT and _LOOSE_DUTIES.search(label):
        return HeadingKind.DUTIES
    return kind
