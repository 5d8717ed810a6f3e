"""Dates: found in running text, read from a command line, and written out.

A date counts only where it is clear which day is meant. Slashes are read the US way, month first, and that is said;
words such as *last Friday* mean a day only beside a today that the caller passes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from dateutil.relativedelta import relativedelta

from assistant.numerals import NUMBERS
from knowledge.errors import InputError

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(1900, 2200)
_CENTURY = 2000
_LAST_MONTH = 12
_LIKE = 0.8
"""How near a mistyped month must be to its name."""

_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in _MONTHS) + r")\.?"
_WORD = r"[a-z]{4,10}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"\b(?P<iso>\d{4}([-/])\d{1,2}\2\d{1,2})\b(?![-/]\d)"
    r"|(?<![\d/-])(?P<us>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-\d{4})\b(?![-/]\d)"
    rf"|\b(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY})(?:(?:,? | of )(?P<year>\d{{4}}))?(?!\d)"
    rf"|\b(?P<day2>{_DAY}) (?:of )?(?P<month2>{_MONTH})(?:,? (?P<year2>\d{{4}}))?(?!\d)"
    rf"|\b(?P<word>{_WORD}) (?P<day3>{_DAY}),? (?P<year3>\d{{4}})(?!\d)"
    rf"|\b(?P<day4>{_DAY}) (?P<word2>{_WORD}),? (?P<year4>\d{{4}})(?!\d)",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<near>today|yesterday|tomorrow)"
    rf"|(?P<number>\d{{1,3}}|an?|{'|'.join(NUMBERS)}) (?P<unit>day|week|month)s? ago"
    rf"|(?:last|this past|past) (?P<weekday>{'|'.join(_WEEKDAYS)}))\b",
    re.I,
)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?$", re.I)
_AROUND = re.compile(rf"(?:on|the|since|from|{'|'.join(_WEEKDAYS)}|[\s,.;:()\"'“”])*", re.I)
"""What may stand round a date on the command line."""
_MEND = "write it as 2026-08-21"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in running text, at ``text[start:end]``."""

    day: date
    start: int
    end: int
    note: str = ""
    """How it was read, in a sentence, where it could have been read otherwise."""


def dates_in(text: str, today: date | None = None) -> Iterator[Dated]:
    """The days that ``text`` gives, in order.

    A date without a year takes that of the next date, or of the last; failing these, and with ``today``, it is the last
    such day up to then. Days told by their distance (*yesterday*) are given with ``today`` only.
    """
    found = [match for match in _DATE.finditer(text) if _meant(match)]
    years = [_year(match) for match in found]
    dated = [_relative(match, today) for match in _RELATIVE.finditer(text)] if today else []
    for place, match in enumerate(found):
        near = (year for year in [*years[place:], *reversed(years[:place])] if year)
        dated += _dated(match, next(near, None), today)
    yield from sorted(dated, key=lambda one: one.start)


def read_day(text: str, today: date | None = None) -> Dated:
    """The one day that a user typed. Raises :class:`InputError` where it is not clear which."""
    found = list(dates_in(text, today))
    if len(found) > 1:
        raise InputError(f"{text!r} names {len(found)} dates; give the one that starts the time, as 2026-08-21")
    if not found:
        raise InputError(f"{text!r} is no date{_why_none(text)}; {_MEND}")
    (one,) = found
    before, after = text[: one.start], text[one.end :]
    if not _AROUND.fullmatch(before) or not _AROUND.fullmatch(after):
        raise InputError(f"{text!r} is more than a date; {_MEND}")
    if weekday := _other_weekday(before, one.day):
        raise InputError(f"{text!r} is no date: that day is a {one.day:%A}, not a {weekday}; check it and {_MEND}")
    return one


def long(day: date) -> str:
    """A date as people write it: ``Sunday, September 20, 2026``."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def _meant(match: re.Match[str]) -> bool:
    """Whether it is a date at all: not *you may 30 days later*, not a word that is no month."""
    if match["word"] or match["word2"]:
        return bool(_month(match["word"] or match["word2"]))
    return bool(_year(match)) or not match[0].startswith("may ")


def _year(match: re.Match[str]) -> int | None:
    if match["iso"]:
        return int(match["iso"][:4])
    if match["us"]:
        year = int(re.split("[-/]", match["us"])[-1])
        return year if year > _LAST_MONTH * 100 else _CENTURY + year
    year_ = match["year"] or match["year2"] or match["year3"] or match["year4"]
    return int(year_) if year_ else None


def _dated(match: re.Match[str], year: int | None, today: date | None) -> Iterator[Dated]:
    """The day, if the calendar has it and it is not out of all reach."""
    month, day, note = _month_and_day(match)
    if year is None and today is not None:
        year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
        note = f"“{match[0]}” is read as {match[0]}, {year}, the last such day up to {long(today)}."
    if year is None or year not in _YEARS:
        return
    try:
        read = date(year, month, day)
    except ValueError:
        return
    weekday = _other_weekday(match.string[: match.start()], read)
    if weekday:
        note = f"{note} {long(read)} is not a {weekday}: check the date.".strip()
    elif note.startswith("“") and note.endswith(":"):
        note = f"{note} {long(read)}."
    yield Dated(read, match.start(), match.end(), note)


def _month_and_day(match: re.Match[str]) -> tuple[int, int, str]:
    """(month, day, how it was read); the note ends in a colon where the day read is still to be named."""
    if match["iso"]:
        _, month, day = map(int, re.split("[-/]", match["iso"]))
        return month, day, ""
    if match["us"]:
        month, day, _ = map(int, re.split("[-/]", match["us"]))
        if month > _LAST_MONTH:
            return day, month, f"“{match[0]}” is read with the day first:"
        unsure = day <= _LAST_MONTH and day != month
        return month, day, f"“{match[0]}” is read the US way, month first:" if unsure else ""
    name = match["month"] or match["month2"] or match["word"] or match["word2"]
    day_ = match["day"] or match["day2"] or match["day3"] or match["day4"]
    mistyped = bool(match["word"] or match["word2"])
    return _month(name), int(re.sub(r"\D", "", day_)), f"“{match[0]}” is read as:" if mistyped else ""


def _month(name: str) -> int:
    """1 to 12, or 0 where it is no month's name, not even mistyped."""
    lower = name.lower().rstrip(".")
    short = [full for full in _MONTHS if full[:3] == lower[:3] and (len(lower) <= len("sept") or full == lower)]
    near = short or get_close_matches(lower, _MONTHS, 1, _LIKE)
    return _MONTHS.index(near[0]) + 1 if near else 0


def _relative(match: re.Match[str], today: date) -> Dated:
    """A day told by its distance from ``today``."""
    if match["near"]:
        day = today + timedelta(days=_NEAR[match["near"].lower()])
    elif match["weekday"]:
        back = (today.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7 or 7
        day = today - timedelta(days=back)
    else:
        word = match["number"].lower()
        number = int(word) if word.isdigit() else NUMBERS.get(word, 1)
        day = today - relativedelta(**{f"{match['unit'].lower()}s": number})  # type: ignore[arg-type]
    note = f"“{match[0]}” is read as {long(day)}, counted from {long(today)}."
    return Dated(day, match.start(), match.end(), note)


def _other_weekday(before: str, day: date) -> str:
    """The weekday written in front of a date, where the date is another day of the week."""
    written = _WEEKDAY_BEFORE.search(before)
    name = written[1].capitalize() if written else ""
    return "" if name in ("", f"{day:%A}") else name


def _why_none(text: str) -> str:
    if _RELATIVE.search(text):
        return " by itself: say what today is (--today)"
    year = next((_year(match) for match in _DATE.finditer(text)), 0)
    if year is None:
        return " without its year"
    if year and year not in _YEARS:
        return f": the year must lie between {_YEARS[0]} and {_YEARS[-1]}"
    return " of the calendar" if year else ""
