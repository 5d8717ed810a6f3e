"""Dates in running text: every way people write one, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dates import dates_in, long, read_day
from knowledge.errors import InputError

FOUND = [
    ("2026-03-12", [date(2026, 3, 12)]),
    ("3/12/2026", [date(2026, 3, 12)]),  # US order
    ("03/04/2026", [date(2026, 3, 4)]),
    ("March 12, 2026", [date(2026, 3, 12)]),
    ("March 12 2026", [date(2026, 3, 12)]),
    ("march 12, 2026", [date(2026, 3, 12)]),
    ("MARCH 12, 2026", [date(2026, 3, 12)]),
    ("Mar. 12, 2026", [date(2026, 3, 12)]),
    ("March 12th, 2026", [date(2026, 3, 12)]),
    ("March 1st, 2nd thoughts aside, 2026-05-01", [date(2026, 3, 1), date(2026, 5, 1)]),
    ("12 March 2026", [date(2026, 3, 12)]),
    ("12 Mar 2026", [date(2026, 3, 12)]),
    ("Sept 3, 2026", [date(2026, 9, 3)]),
    ("Sept. 3, 2026", [date(2026, 9, 3)]),
    ("Sep 3, 2026", [date(2026, 9, 3)]),
    ("May 5, 2026", [date(2026, 5, 5)]),
    ("5 May 2026", [date(2026, 5, 5)]),
    # ends of months and leap days
    ("2028-02-29", [date(2028, 2, 29)]),
    ("February 29, 2028", [date(2028, 2, 29)]),
    ("December 31, 2026", [date(2026, 12, 31)]),
    ("1/31/2026", [date(2026, 1, 31)]),
    # without a year: that of the next date, else of the last
    ("told on March 3, received March 5, 2026", [date(2026, 3, 3), date(2026, 3, 5)]),
    ("received 2025-12-30, told on January 4", [date(2025, 12, 30), date(2025, 1, 4)]),
    ("from March 3 to March 9, 2027", [date(2027, 3, 3), date(2027, 3, 9)]),
    ("March 3", []),
    ("on the 12th", []),
    ("in March 2026", []),
    # no calendar has them
    ("February 29, 2026", []),
    ("2026-02-30", []),
    ("2026-13-01", []),
    ("June 31, 2026", []),
    ("2100-02-29 and 2000-02-29", [date(2000, 2, 29)]),
    ("0/0/2026", []),
    # as people type them
    ("3/4/26", [date(2026, 3, 4)]),
    ("13/4/2026", [date(2026, 4, 13)]),  # there is no thirteenth month
    ("3-12-2026", [date(2026, 3, 12)]),
    ("2026/3/2", [date(2026, 3, 2)]),
    ("the 2nd of March 2026", [date(2026, 3, 2)]),
    ("March the 2nd, 2026", [date(2026, 3, 2)]),
    ("Febuary 20 2026", [date(2026, 2, 20)]),
    ("Septmber 3, 2026", [date(2026, 9, 3)]),
    # far out of reach of any case
    ("0026-03-02", []),
    ("9999-12-31", []),
    # look-alikes
    ("02.03.2026", []),
    ("section 12, 2024", []),
    ("last Friday", []),
    ("yesterday", []),
    ("you may 30 days later, by 2026-03-12", [date(2026, 3, 12)]),
    ("you may 5 days on, by 12 May 2026", [date(2026, 5, 12)]),
    ("i was told may 5, 2026", [date(2026, 5, 5)]),  # small letters, but a year
    ("43A.07 subd. 3, 3900.2100 and 12/2026", []),
    ("version 12026-03-12", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "days"), FOUND)
def test_the_dates_of_a_text(text: str, days: list[date]) -> None:
    found = list(dates_in(text))
    assert [dated.day for dated in found] == days


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b. %Y"]),
    st.sampled_from(["", "told on ", "(", "I was told, in person, on "]),
    st.sampled_from(["", ".", ", I think", ")"]),
)
def test_any_day_in_any_form_is_read_back_where_it_stands(day: date, form: str, before: str, after: str) -> None:
    written = day.strftime(form)
    text = f"{before}{written}{after}"
    (found,) = dates_in(text)
    assert found.day == day
    assert text[found.start : found.end] == written


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    ends = [0]
    for found in dates_in(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 9, 20), "Sunday, September 20, 2026"),
        (date(2028, 2, 29), "Tuesday, February 29, 2028"),
        (date(2027, 1, 1), "Friday, January 1, 2027"),
    ],
)
def test_a_date_as_people_write_it(day: date, written: str) -> None:
    assert long(day) == written


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_is_read_back(day: date) -> None:
    assert [found.day for found in dates_in(long(day))] == [day]


FRIDAY = date(2026, 3, 6)
BESIDE_TODAY = [
    ("yesterday", date(2026, 3, 5)),
    ("Last Friday", date(2026, 2, 27)),
    ("this past Monday", date(2026, 3, 2)),
    ("three days ago", date(2026, 3, 3)),
    ("2 weeks ago", date(2026, 2, 20)),
    ("a month ago", date(2026, 2, 6)),
    ("March 2", date(2026, 3, 2)),
    ("December 31", date(2025, 12, 31)),  # the last one, not the next
]


@pytest.mark.parametrize(("text", "day"), BESIDE_TODAY)
def test_a_day_told_from_today_is_read_only_beside_it(text: str, day: date) -> None:
    (found,) = dates_in(text, FRIDAY)
    assert found.day == read_day(text, FRIDAY).day == day
    assert found.note.startswith(f"“{text}” is read as ")
    assert list(dates_in(text)) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("03/04/2026", "“03/04/2026” is read the US way, month first: Wednesday, March 4, 2026."),
        ("13/4/2026", "“13/4/2026” is read with the day first: Monday, April 13, 2026."),
        ("Febuary 20 2026", "“Febuary 20 2026” is read as: Friday, February 20, 2026."),
        ("Wednesday, March 3, 2026", "Tuesday, March 3, 2026 is not a Wednesday: check the date."),
        ("3/12/2026", "“3/12/2026” is read the US way, month first: Thursday, March 12, 2026."),
        ("3/13/2026", ""),
        ("3/3/2026", ""),
        ("Tuesday, March 3, 2026", ""),
    ],
)
def test_what_could_be_read_otherwise_is_said(text: str, note: str) -> None:
    (found,) = dates_in(text)
    assert found.note == note


@pytest.mark.parametrize("text", ["2026-03-02", "on March 2, 2026.", "Monday March 2 2026", " 3/2/2026 "])
def test_the_one_day_typed(text: str) -> None:
    assert read_day(text).day == date(2026, 3, 2)


UNCLEAR = [
    ("2026-02-30", "'2026-02-30' is no date of the calendar; write it as 2026-08-21"),
    ("March 2", "'March 2' is no date without its year"),
    ("last Friday", "'last Friday' is no date by itself: say what today is (--today)"),
    ("next Friday", "'next Friday' is no date;"),
    ("02.03.2026", "'02.03.2026' is no date;"),
    ("9999-12-31", "the year must lie between 1900 and 2199"),
    ("March 2 2026 and March 5 2026", "names 2 dates; give the one that starts the time"),
    ("Wednesday March 3 2026", "that day is a Tuesday, not a Wednesday; check it"),
    ("told 2026-03-02", "is more than a date"),
    ("soon", "'soon' is no date;"),
    ("", "'' is no date;"),
]


@pytest.mark.parametrize(("text", "fault"), UNCLEAR)
def test_an_unclear_day_is_refused_in_one_line(text: str, fault: str) -> None:
    with pytest.raises(InputError) as refused:
        read_day(text)
    assert fault in str(refused.value)
    assert "\n" not in str(refused.value)
