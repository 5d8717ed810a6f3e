"""Labor agreements: articles, sections and their paragraphs, in the forms in which they are printed."""

from __future__ import annotations

from knowledge.models import Kind
from knowledge.parse.ingest import detect_kind, parse_document

AGREEMENT = """AGREEMENT BETWEEN THE CITY AND THE HARBOR EMPLOYEES ASSOCIATION (HEAX)

July 1, 2025 through June 30, 2027

TABLE OF CONTENTS
ARTICLE 1 - RECOGNITION ........ 1
ARTICLE 2 - HOURS ........ 2

This agreement is made between the parties.

ARTICLE 1 - RECOGNITION

Section 1. Recognition. The employer recognizes the association.

Section 2. Disputes. Disputes are settled as follows:

A. By the board; or

B. By the court:

1. in the county; or
2. elsewhere.

ARTICLE 2
HOURS OF WORK

Section 1. Work Week.

Forty hours make a week.

ARTICLE III: PAY

3.1 Pay is in the table.
3.2 Steps are yearly.

APPENDIX A - SALARY TABLES

Step one is low.
"""


def test_an_agreement_is_cited_by_article_section_and_paragraph() -> None:
    assert detect_kind(AGREEMENT) is Kind.CONTRACT
    (source,) = parse_document(AGREEMENT, "agreement.txt")
    assert (source.id, source.edition) == ("official-heax-agreement", "July 1, 2025 through June 30, 2027")
    assert [(passage.pinpoint, passage.text) for passage in source.passages] == [
        ("HEAX Agreement, Preamble", "This agreement is made between the parties."),
        ("HEAX Agreement, Art. 1, sec. 1", "The employer recognizes the association."),
        ("HEAX Agreement, Art. 1, sec. 2", "Disputes are settled as follows:"),
        ("HEAX Agreement, Art. 1, sec. 2(A)", "By the board; or"),
        ("HEAX Agreement, Art. 1, sec. 2(B)", "By the court:"),
        ("HEAX Agreement, Art. 1, sec. 2(B)(1)", "in the county; or"),
        ("HEAX Agreement, Art. 1, sec. 2(B)(2)", "elsewhere."),
        ("HEAX Agreement, Art. 2, sec. 1", "Forty hours make a week."),
        ("HEAX Agreement, Art. III, sec. 3.1", "Pay is in the table."),
        ("HEAX Agreement, Art. III, sec. 3.2", "Steps are yearly."),
        ("HEAX Agreement, App. A", "Step one is low."),
    ]
    assert source.passages[2].heading == ("Recognition", "Disputes")
    assert source.passages[7].heading == ("Hours of Work", "Work Week")


def test_a_letter_that_names_an_article_is_no_agreement() -> None:
    letter = "Dear Lee,\n\nArticle 5 of the agreement says so.\n\nArticle 6 says more.\n\nYours, Ann"
    assert detect_kind(letter) is not Kind.CONTRACT
