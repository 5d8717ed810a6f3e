"""What identifies a person by its shape: e-mail and postal addresses, telephone and other numbers, birth dates.

What has no shape of its own, as an employee number, is known by its label (:mod:`assistant.engine.labelled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Identifier(StrEnum):
    """The kinds of personal data that are masked; the value is the word that stands for them."""

    PERSON = "PERSON"
    EMPLOYEE_NUMBER = "EMPLOYEE_NUMBER"
    SSN = "SSN"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    BIRTH_DATE = "BIRTH_DATE"


@dataclass(frozen=True, slots=True)
class Found:
    """``text[start:end]`` is personal data; ``whose`` tells persons apart and is empty for other kinds."""

    start: int
    end: int
    kind: Identifier
    whose: frozenset[int] = frozenset()


_DASH = r"[-‐‑‒–—−.\s]"
_EMAIL = re.compile(
    r"[\w.%+'’-]+\s?(?:@|\(at\)|\[at\]| at (?=[\w-]+ dot ))\s?[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?| dot )[\w-]+)+",
    re.I,
)
_SSN = re.compile(rf"(?<![\w-])(?:\d{{3}}|[xX*•#]{{3}}){_DASH}?(?:\d{{2}}|[xX*•#]{{2}}){_DASH}?\d{{4}}(?![\w-])")
_SPLIT = re.compile(rf"\w{_DASH}")
_PHONE = re.compile(
    rf"(?<![\w/-])(?:\+?1{_DASH}?)?\(?\d{{3}}\)?(?:{_DASH}|/)?\s?\d{{3}}{_DASH}\d{{4}}"
    r"(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\w-])"
    r"|(?<!\w)\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\w)",
    re.I,
)
_LOCAL_PHONE = re.compile(
    rf"(?:(?:\(?\d{{3}}\)?{_DASH}?)?\d{{3}}{_DASH}?\d{{4}}|(?:x|ext\.?)?\s*\d{{3,6}})(?![\w-])", re.I
)
_STREET = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Circle|Cir|Way|Place|Pl|Terrace|Ter"
    r"|Trail|Trl|Parkway|Pkwy|Highway|Hwy|Square|Sq|Loop|Alley|Path|Crescent|Point|Ridge|Row)"
)
_COMPASS = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Northeast|Northwest|Southeast|Southwest)\b\.?"
_UNIT = r"(?:,?\s*(?:Apt|Apartment|Unit|Suite|Ste|No|Rm|Room|Lot|#)\.?\s*#?\s*[\w-]{1,6})"
_PROPER = r"[A-ZÀ-ÖØ-ÞĀČĎĐŁŃŌŘŚŠŪŹŻŽ][\w.'’-]*"
_TOWN = (
    rf"(?:,?\s*(?:{_PROPER}[ ]){{0,3}}{_PROPER},?\s+"
    r"(?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?,?\s+\d{5}(?:-\d{4})?)"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,-])\d{{1,6}}[A-Z]?(?:\s?½|-\d+|\s1/2)?[ \t]+(?:{_COMPASS}[ \t]+)?"
    r"(?:(?:County Road|State Highway|Highway|Hwy|Co\.? Rd\.?|State Road|Rural Route|Avenue|Calle)[ \t]+\w+"
    rf"|(?:(?:\d{{1,3}}(?:st|nd|rd|th)|{_PROPER})[ \t]+){{1,4}}?{_STREET}\b\.?)"
    rf"(?:[ \t]+{_COMPASS})?{_UNIT}?{_TOWN}?"
    rf"|\b(?:P\.?\s?O\.?\s*Box|Post Office Box|PO Box|R\.?R\.?\s*\d+,?\s*Box)\s*#?\s*\d+{_TOWN}?",
)
_STREET_UPPER = re.compile(_ADDRESS.pattern, re.I)
_CITY_LINE = re.compile(rf"\s*{_TOWN}")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{1,4}}\s?[-/.–]\s?\d{{1,2}}\s?[-/.–]\s?\d{{1,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:\d{{4}}|['’]\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{2,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\w)|{_MONTH}\s+\d{{4}}"
    r"|(?:19|20)\d{2}(?!\w)|\d{8}(?!\w)",
    re.I,
)
_NUMBER = re.compile(r"#?\s*(?P<number>[A-Z]{0,4}[-–]?\d[\d–-]{1,14}[A-Z]?)(?!\w)", re.I)
_LAST_FOUR = re.compile(r"(?:[xX*•#]{3}[-–]?[xX*•#]{2}[-–]?)?\d{4}(?!\w)")
_BORN = re.compile(
    r"\b(?:born|birthdays?|birth ?date|date of birth|d\.?o\.?b\.?)\W{0,3}(?:(?:is|was|on|in)\s+)*"
    rf"(?P<value>{_DATE.pattern})",
    re.I,
)
_EMPLOYEE_NUMBER = re.compile(
    r"\b(?:employee|emp\.?|personnel|staff|payroll|badge|worker|sema4|workday|state(?= id))['’]?s?\s*"
    r"(?:identification|id)?\.?\s*"
    r"(?:number|no\b\.?|num\b\.?|nbr\b\.?|id\b|#|№)?\s*(?:is\b|was\b|:|=|#|–|-)?\s*(?P<value>[A-Z]{0,4}-?\d[\d-]{3,14})(?!\w)",
    re.I,
)
_EXTENSION = re.compile(r"\b(?:ext\.?|extension|x)\s?(?P<value>\d{3,6})(?!\w)", re.I)


def by_shape(text: str) -> Iterator[Found]:
    """Personal data of a text that its own shape, or the words right before it, give away."""
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), Identifier.EMAIL)
    for match in _SSN.finditer(text):
        if len(_SPLIT.findall(match[0])) == 2:
            yield Found(match.start(), match.end(), Identifier.SSN)
    for match in _PHONE.finditer(text):
        yield Found(match.start(), match.end(), Identifier.PHONE)
    for match in (_STREET_UPPER if text.isupper() else _ADDRESS).finditer(text):
        yield Found(match.start(), match.end(), Identifier.ADDRESS)
    named = (
        (_BORN, Identifier.BIRTH_DATE),
        (_EMPLOYEE_NUMBER, Identifier.EMPLOYEE_NUMBER),
        (_EXTENSION, Identifier.PHONE),
    )
    for pattern, kind in named:
        for match in pattern.finditer(text):
            yield Found(match.start("value"), match.end("value"), kind)


_VALUES = {
    Identifier.EMPLOYEE_NUMBER: _NUMBER,
    Identifier.BIRTH_DATE: _DATE,
    Identifier.PHONE: _LOCAL_PHONE,
}


def value_of(kind: Identifier, text: str, start: int, end: int) -> Found | None:
    """The value of a field ``text[start:end]`` of a kind; ``None`` where it holds none."""
    if kind is Identifier.ADDRESS:
        return _labelled_address(text, start, end)
    patterns = (_SSN, _LAST_FOUR) if kind is Identifier.SSN else (_VALUES[kind],)
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match:
            group = "number" if kind is Identifier.EMPLOYEE_NUMBER else 0
            return Found(match.start(group), match.end(group), kind)
    return None


def _labelled_address(text: str, start: int, end: int) -> Found | None:
    """A whole line that holds a number, and the line below it where that is a town with its code."""
    if not any(letter.isdigit() for letter in text[start:end]) or "@" in text[start:end]:
        return None
    below = _CITY_LINE.match(text, end)
    return Found(start, below.end() if below else end, Identifier.ADDRESS)
