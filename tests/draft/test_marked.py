"""Marks of an old description or a form: in the format's columns, or told."""

from __future__ import annotations

from assistant.draft.marked import entry
from assistant.models import Span
from assistant.position.marks import Fact, Mark
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
    assert entry("Essential", [_mark(Fact.ESSENTIAL, "☒")]) == "Yes"
    assert entry("Essential", [_mark(Fact.ESSENTIAL, "☐")]) == "No"
    assert entry("Essential", [_mark(Fact.ESSENTIAL, "Essential functions of the position", sign="*")]) == "Yes"
    assert entry("Essential", [_mark(Fact.ESSENTIAL, "No, others do it too")]) == "No, others do it too"
    assert (
        entry("Discretion", [_mark(Fact.DISCRETION, "A"), _mark(Fact.DISCRETION, "A"), _mark(Fact.DISCRETION, "B")])
        == "A; B"
    )
    assert entry("Priority", [_mark(Fact.ESSENTIAL, "Yes")]) == ""


def _mark(fact: Fact, value: str, sign: str = "") -> Mark:
    at = sign or value
    return Mark(fact, value, Span("Files.", 0, 6), Span(at, 7, 7 + len(at)))


_SAID = """Title: Clerk

Duties:
1. Opens the mail. (60%)
2. Keeps the files. (40%)

Priority (duty 1): A

Discretion (duty 1): Sorts alone.

Discretion (duty 1): Asks before a letter is thrown away.

Essential (duty 2): No, others can do it.
"""


def test_labelled_lines_fill_the_columns_to_the_letter() -> None:
    draft = drafted(_SAID, "minnesota")
    section = under(draft, "Principal Responsibilities, Tasks and Performance Indicators")
    assert [block.text for block in section.blocks if block.marker.endswith(":")] == [
        "60", "", "A", "Sorts alone.; Asks before a letter is thrown away.",
        "40", "No, others can do it.", "", "",
    ]  # fmt: skip
    assert not [note for note in draft.notes if "duty" in note]


def test_labelled_lines_without_a_column_are_told_whole() -> None:
    assert [note for note in drafted(_SAID, "duluth").notes if "under" in note] == [
        "This format has no place for what the draft says under Essential: No, others can do it. (“Keeps the files.”).",
        "This format has no place for what the draft says under Priority: A (“Opens the mail.”).",
        "This format has no place for what the draft says under Discretion: Sorts alone. (“Opens the mail.”);"
        " Asks before a letter is thrown away. (“Opens the mail.”).",
    ]


def test_a_label_of_a_duty_that_there_is_not_is_no_mark_and_not_lost() -> None:
    draft = drafted(_SAID.replace("(duty 2)", "(duty 7)"), "minnesota")
    assert any("No, others can do it." in note for note in draft.notes)
