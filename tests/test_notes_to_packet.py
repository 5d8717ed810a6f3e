"""From rough notes to the packet: every step takes what the step before gives, and no word that was said is lost."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from assistant.desk import Desk
from assistant.interview.facts import Field, Interview, Reply
from assistant.interview.write import written
from assistant.models import Draft, Origin
from assistant.packet.packet import Order, to_zip
from assistant.packet.revision import description
from knowledge.parse.document import read_bytes
from tests.draft.samples import under
from tests.interview.conftest import held, started

NOTES = """Title: Ferry Records Clerk
Keeps the books of the ferry landing.

- enters the arrivals of boats in the register
- mails the fee notices to the owners
- answers the owners at the window
"""
OLD = """Ferry Records Clerk

SUMMARY
To keep the register of the ferry landing.

DUTIES
1. Enters the arrivals of boats in the register.
2. Files the papers of the harbor office.
"""
ANSWERS = {
    "purpose": "The position exists so that every landing is recorded and paid for.",
    "share": "1: 10\n2: 40\n3: 30\n4: 20",
    "priority": "1: C\n2: A\n3: B\n4: B",
    "discretion": (
        "1: B\n2: Decides alone which entry is corrected.\n3: The harbor chief approves each waiver first.\n4: A"
    ),
    "essential": (
        "1: No, the harbor office can\n"
        "2: Yes, the landing cannot open without it\n"
        "3: Yes, nobody else mails them\n"
        "4: No, the deputy can answer"
    ),
    "reports to": "Harbor Office Manager",
    "given": "nobody",
    "budget": "Handles $4,000 of fees a month.",
    "contacts": "Speaks with boat owners every day to settle fees.",
    "education": "High school diploma and one year of office work.",
    "license": "Valid driver license.",
    "physical": "Sits most of the day at a desk.",
}
PLAN = "minnesota"
_COLUMNS = ("Percent of time:", "Essential:", "Priority:", "Discretion:")
_WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def interview() -> Interview:
    return held(started(NOTES), ANSWERS)


def test_every_scripted_answer_was_asked_for_and_taken_down(interview: Interview) -> None:
    given = {asked.question for asked in interview.asked if asked.reply is Reply.ANSWERED}
    assert given == ANSWERS.keys()
    text = written(interview)
    assert _missing([*ANSWERS.values(), NOTES], text) == []


def test_the_lint_of_what_was_written_is_the_same_twice(desk: Desk, interview: Interview) -> None:
    text = written(interview)
    found = desk.lint(text, format="minnesota")
    assert found == desk.lint(text, format="minnesota")
    assert all(text[one.remark.span.start : one.remark.span.end] == one.remark.span.quote for one in found)
    assert not [one for one in found if "come to" in one.remark.what], "the shares were said and make up the time"


def test_the_states_columns_hold_what_was_said_of_each_duty(desk: Desk, interview: Interview) -> None:
    draft = desk.draft(written(interview), format="minnesota")
    blocks = under(draft, "Principal Responsibilities, Tasks and Performance Indicators").blocks
    assert [block.text for block in blocks if block.marker in _COLUMNS] == [
        "10", "No, the harbor office can", "C", "B",
        "40", "Yes, the landing cannot open without it", "A", "Decides alone which entry is corrected.",
        "30", "Yes, nobody else mails them", "B", "The harbor chief approves each waiver first.",
        "20", "No, the deputy can answer", "B", "A",
    ]  # fmt: skip
    assert [block.text for block in under(draft, "Supervises").blocks] == ["nobody"]


@pytest.mark.parametrize("format", ["duluth", "minnesota"])
def test_all_that_was_said_is_in_the_description_or_told_as_open(desk: Desk, interview: Interview, format: str) -> None:
    draft = desk.draft(written(interview), format=format)
    shows_shares = desk.formats_kept.profile(format).shows_shares
    said = [fact.words for fact in interview.standing if shows_shares or fact.field is not Field.SHARE]
    assert _missing(said, _told(draft)) == []


def test_nobody_supervised_is_a_level(desk: Desk, interview: Interview) -> None:
    draft = desk.draft(written(interview), format="duluth")
    assert [section.level for section in draft.sections if section.level.startswith("G")] == ["G0"]


@pytest.mark.parametrize("format", ["duluth", "minnesota"])
def test_the_packet_is_whole_names_its_blanks_and_is_the_same_twice(
    desk: Desk, interview: Interview, format: str
) -> None:
    text = written(interview)
    first = desk.suggest(text, plan=PLAN).suggestions
    assert first
    order = Order(text, OLD, format, PLAN, first[0].class_title, made=date(2026, 3, 2))
    draft = desk.draft(text, format=format, class_title=order.class_title)
    packet = desk.packet(order, draft)
    data = to_zip(packet)
    assert to_zip(desk.packet(order)) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        clean = next(name for name in archive.namelist() if "description" in name and name.endswith(".docx"))
        shown = read_bytes(archive.read(clean), clean)
        assert any("redline" in name for name in archive.namelist())
    assert _missing([description(draft)], shown) == []
    blanks = sum(block.origin is Origin.BLANK for section in draft.sections for block in section.blocks)
    assert blanks > 0
    assert any(manifest["blank"].values())


def _told(draft: Draft) -> str:
    """The description with its reasons and its open points."""
    parts = [block.text for section in draft.sections for block in section.blocks]
    return "\n".join([draft.title, *parts, *(section.reason for section in draft.sections), *draft.notes])


def _missing(said: list[str], text: str) -> list[str]:
    """The words said that do not stand in a text; a verb in its plain form stands for its third person."""
    held_ = {word.casefold() for word in _WORD.findall(text)}
    words = (word.casefold() for words in said for word in _WORD.findall(words))
    return sorted({word for word in words if not held_ & {word, word.removesuffix("s"), word.removesuffix("es")}})
