"""Marks of an old description or a form: in the format's columns, or told."""

from __future__ import annotations

from assistant.draft.marked import entry
from assistant.position.marks import Fact
from tests.draft.samples import drafted, texts, under
from tests.position.test_forms import OLD, TABLE


def test_codes_of_a_form_fill_the_columns_and_blanks_stay() -> None:
    section = under(drafted(TABLE, "minnesota"), "Principal Responsibilities, Tasks and Performance Indicators")
    cells = [(block.marker, block.text) for block in section.blocks if block.marker.endswith(":")]
    assert cells == [
        ("Percent of time:", "60"), ("Essential:", "Yes"), ("Priority:", "A"), ("Discretion:", "B"),
        ("Percent of time:", "40"), ("Essential:", "No"), ("Priority:", ""), ("Discretion:", ""),
    ]  # fmt: skip


def test_signs_that_a_format_has_no_place_for_are_told_and_never_written() -> None:
    draft = drafted(OLD, "duluth")
    assert [note for note in draft.notes if "marks" in note] == [
        "The draft marks 3 items as essential (the first: “Enter arrivals and departures of boats.”); this format has"
        " no place for that mark.",
        "The draft marks 2 items as needed on the first day (the first: “High school diploma and one year of office"
        " work.”); this format has no place for that mark.",
    ]
    assert not any(sign in text for text in texts(draft, "ESSENTIAL DUTIES AND RESPONSIBILITIES") for sign in "*❖")


def test_what_stands_in_a_column() -> None:
    assert entry("Essential", {Fact.ESSENTIAL: "☒"}) == "Yes"
    assert entry("Essential", {Fact.ESSENTIAL: "☐"}) == "No"
    assert entry("Essential", {Fact.ESSENTIAL: "Essential functions of the position"}) == "Yes"
    assert entry("Priority", {Fact.ESSENTIAL: "Yes"}) == ""
