"""Procedures, class specifications, descriptions, memos, manuals and the rest, in general."""

from __future__ import annotations

import pytest

from knowledge.models import DULUTH, STATE, Kind
from knowledge.parse.class_spec import parse_spec_header
from knowledge.parse.ingest import detect_kind, parse_document

from .conftest import pinpoints

PROCEDURE = """ADMINISTRATIVE PROCEDURE 8.1b

ACADEMIC POSITIONS

Scope - This covers faculty.

Policy

Faculty are hired openly - with notice.

Responsibilities -

A. Agencies:

Post jobs.

Keep files.

Provisions -

A. Requests include:

1. A form.

2. A chart:

a. signed;

b. dated.

B. Others wait.
"""

SPEC = """State of Minnesota
Electrician, Senior
Class Code: 004321

KIND AND LEVEL OF WORK

Plans the work of others.

EXAMPLES OF WORK (A position may not include all of these.)

Fix lamps.

Pull cable.

KNOWLEDGE, SKILLS AND ABILITIES REQUIRED

Knowledge of:

Codes sufficient to plan work.

LICENSURE/CERTIFICATION

N/A

REFERENCES

Former Title(s): Lamp Fixer; Wire Puller
"""

DESCRIPTION = """CITY OF DULUTH

Librarian Technician

PURPOSE:
To assist with the library.

FUNCTIONAL AREAS:

1. Circulate materials.

- * A. Check out books.
-   B. Shelve books.

2. Perform related tasks.

JOB REQUIREMENTS

Education & Experience Requirements
❖ A. High school diploma.

2. License Requirements
A. None needed for this job.

HR: AB\tUnion: Basic\tEEOC: Tech\tCSB: 20100101\tClass No: 1234
"""

MEMO = """Parks
Room 1

Date: May 1, 2026
To: Director
From: Ann Lee
Manager
Subject: New Description of Arborist

Please read this.

Background

The trees grew.
"""

MANUAL = """Leave Manual Second Edition, May 2020

1.1 Sick Leave .......... 3

INDEX

Leave

3

1.1 Sick Leave

Employees earn it monthly.

1.2 43A.99 – LEAVES

43A.99 LEAVES.

Subdivision 1. Records. Agencies keep records.

INDEX

Sick leave

3
"""

CONTRACT = """AGREEMENT

ARTICLE 1 - RECOGNITION

The union represents clerks.

ARTICLE 2 - HOURS

Forty hours make a week.

ARTICLE 3 - PAY

Pay is in the table.
"""


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (PROCEDURE, Kind.PROCEDURE, [
            f"Admin. Procedure 8.1b, {place}" for place in (
                "Scope", "Policy", "Responsibilities A", "Provisions A", "Provisions A.1", "Provisions A.2",
                "Provisions A.2.a", "Provisions A.2.b", "Provisions B")]),
        (SPEC, Kind.CLASS_SPEC, [
            f"Electrician, Senior, {place}" for place in (
                "Kind and Level of Work", "Examples of Work", "Examples of Work", "Examples of Work",
                "Knowledge, Skills and Abilities Required", "References")]),
        (DESCRIPTION, Kind.JOB_DESCRIPTION, [
            f"Duluth Librarian Technician, {place}" for place in (
                "Purpose", "Functional Areas 1", "Functional Areas 1.A", "Functional Areas 1.B", "Functional Areas 2",
                "Job Requirements, Education & Experience Requirements A", "Job Requirements 2.A", "Footer")]),
        (MEMO, Kind.MEMO, [f"Memo, {place}" for place in ("Date", "To", "From", "Subject", "¶1", "Background")]),
        (MANUAL, Kind.MANUAL, ["Minn. Stat. 43A.99, subd. 1", "Leave Manual, 1.1"]),
        (CONTRACT, Kind.CONTRACT, [
            "Agreement, Art. 1", "Agreement, Art. 2", "Agreement, Art. 3"]),
        ("Leave\n\nINDEX\n\nSick leave\n\n3\n\nLeave is earned monthly by every one of us.\n\nPay .... 7",
         Kind.MANUAL, ["Leave, ¶1"]),
        ("# Guide\n\n## Leave\n\nEarned monthly.\n\nUsed yearly.\n\n## Pay\n\n* Paid weekly.", Kind.MANUAL,
         ["Guide, Leave ¶1", "Guide, Leave ¶2", "Guide, Pay ¶1"]),
        ("answers phones\n- files docs", Kind.MANUAL, ["some file, ¶1", "some file, ¶2"]),
        ("In the matter of Lee.\n\nThe petitioner filed. The respondent answered.\n\nThe arbitrator ruled.",
         Kind.DECISION, ["some file, ¶1", "some file, ¶2", "some file, ¶3"]),
    ],
    ids=["procedure", "spec", "description", "memo", "manual", "contract", "index", "markdown", "scraps", "decision"],
)  # fmt: skip
def test_kinds_and_pinpoints(text: str, kind: Kind, expected: list[str]) -> None:
    assert detect_kind(text) is kind
    assert [pinpoint for source in parse_document(text, "some_file.txt") for pinpoint in pinpoints(source)] == expected


def test_a_lettered_item_holds_the_lines_under_it() -> None:
    (source,) = parse_document(PROCEDURE, "p.txt")
    (passage,) = [passage for passage in source.passages if passage.pinpoint.endswith("Responsibilities A")]
    assert passage.text == "Agencies:\n\nPost jobs.\n\nKeep files."


def test_a_sender_keeps_their_title() -> None:
    (source,) = parse_document(MEMO, "m.txt")
    assert "Ann Lee\nManager" in [passage.text for passage in source.passages]
    assert source.id == "official-memo-arborist"


def test_spec_header() -> None:
    (source,) = parse_document(SPEC, "s.txt")
    header = parse_spec_header(source)
    assert (header.title, header.short, header.code) == ("Electrician, Senior", "Electrician, Senior", "004321")
    assert header.also == ("Lamp Fixer", "Wire Puller")


CLEAN = "Clerk\n\nSUMMARY/PURPOSE\n\nTypes letters.\n\nJOB REQUIREMENTS\n\n1. Types fast.\n"


@pytest.mark.parametrize(
    ("later", "sources"),
    [
        ("CLERK\n\nClerk\n\nSUMMARY/PURPOSE:\n\nTypes ~~memos~~ letters.", 1),
        ("Clerk\n\nSUMMARY/PURPOSE:\n\nTypes <del>memos</del> letters.", 1),
        ("Clerk\n\nSUMMARY/PURPOSE:\n\nTypes memos letters.\n\n1.2. Types fast slow.", 1),
        ("Clerk\n\nSUMMARY/PURPOSE:\n\nTypes memos letters.\n\n- B-C. Types fast slow.", 1),
        ("SUMMARY/PURPOSE:\n\nTypes ~~memos~~ letters.", 1),
        ("Typist\n\nSUMMARY/PURPOSE:\n\nTypes ~~memos~~ letters.", 2),
        ("Clerk\n\nSUMMARY/PURPOSE:\n\nFiles letters.", 2),
    ],
    ids=["strikes", "del", "doubled numbers", "doubled letters", "no title", "another title", "no marks"],
)
def test_a_redline_of_the_same_title_is_left_out(later: str, sources: int) -> None:
    for text in (
        CLEAN + "\n" + later,
        later + "\n\n" + CLEAN if not later.startswith("SUMM") else CLEAN + "\n" + later,
    ):
        found = parse_document(text, "packet.txt")
        assert len({source.id for source in found}) == len(found) == sources
        assert not any("memos" in passage.text for source in found for passage in source.passages)


def test_a_redline_alone_keeps_the_words_in_force() -> None:
    (source,) = parse_document("Clerk\n\nSUMMARY/PURPOSE:\n\nTypes ~~memos~~ letters.", "packet.txt")
    assert [passage.text for passage in source.passages] == ["Types  letters."]


@pytest.mark.parametrize(
    ("given", "expected"), [(None, DULUTH), (STATE, STATE), ("City of Hibbing", "City of Hibbing")]
)
def test_a_given_jurisdiction_wins(given: str | None, expected: str) -> None:
    (source,) = parse_document(DESCRIPTION, "d.txt", jurisdiction=given)
    assert source.jurisdiction == expected


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("text", ["", " \n", "12\n\n34", "***"])
def test_no_words_no_source(text: str, kind: Kind) -> None:
    assert parse_document(text, "x.txt", kind=kind) == []


APPENDED = """Harbor Manual

1.1 Sick Leave

Earned monthly.

1.2. Leave without pay

Asked for in writing.

APPENDIX A - FORMS

Form one is blue.

Attachment 2

A letter.
"""


def test_a_manuals_appendices_are_sections_of_their_own() -> None:
    (source,) = parse_document(APPENDED, "m.txt")
    assert [(passage.pinpoint, passage.text) for passage in source.passages] == [
        ("Harbor Manual, 1.1", "Earned monthly."),
        ("Harbor Manual, 1.2", "Asked for in writing."),
        ("Harbor Manual, Appendix A", "Form one is blue."),
        ("Harbor Manual, Attachment 2", "A letter."),
    ]


def test_a_policy_is_titled_by_its_first_line() -> None:
    text = (
        "Harbor Review Policy\n\nPurpose\n\nTo be fair.\n\nResponsibilities\n\nClerks ask.\n\nProvisions\n\nIn writing."
    )
    (source,) = parse_document(text, "p1.txt")
    assert (source.kind, source.title) == (Kind.PROCEDURE, "Harbor Review Policy")


def test_a_procedures_own_title_is_no_passage() -> None:
    text = "Administrative Procedure 7 - Posts and Papers\n\nObjective\n\nBe fair.\n\nProvisions\n\nA. Ask first.\n"
    (source,) = parse_document(text, "p.txt")
    assert pinpoints(source) == ["Admin. Procedure 7, Objective", "Admin. Procedure 7, Provisions A"]
