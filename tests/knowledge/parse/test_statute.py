"""Statutes and rules in general: sections, subdivisions, and every depth of clause."""

from __future__ import annotations

import pytest

from knowledge.models import FEDERAL, STATE, Kind
from knowledge.parse.ingest import parse_document

from .conftest import pinpoints

SECTION = """2023 Minnesota Statutes

43A.99 LEAVES; RECORDS.

Subdivision 1.Records.

The commissioner keeps records.

They are public.

Subd. 2. Plans. (a) The plan must:

(1) be simple;

(2) be fair, including:

(i) pay; and

(ii) leave; and

3) be posted.

It binds all agencies.

(b) Paragraph (a) takes effect at once.

Subd. 2a. The managerial plan applies to managers.

History: 1981 c 210 s 18

Copyright © 2023 by the Revisor of Statutes. All rights reserved.

43A.991 Short section.

(a) One rule stands here.

(b) Another stands here.
"""

EXPECTED = [
    ("Minn. Stat. 43A.99, subd. 1", "The commissioner keeps"),
    ("Minn. Stat. 43A.99, subd. 1", "They are"),
    ("Minn. Stat. 43A.99, subd. 2(a)", "The plan must:"),
    ("Minn. Stat. 43A.99, subd. 2(a)(1)", "be simple;"),
    ("Minn. Stat. 43A.99, subd. 2(a)(2)", "be fair,"),
    ("Minn. Stat. 43A.99, subd. 2(a)(2)(i)", "pay; and"),
    ("Minn. Stat. 43A.99, subd. 2(a)(2)(ii)", "leave; and"),
    ("Minn. Stat. 43A.99, subd. 2(a)(3)", "be posted."),
    ("Minn. Stat. 43A.99, subd. 2(a)", "It binds"),
    ("Minn. Stat. 43A.99, subd. 2(b)", "Paragraph (a)"),
    ("Minn. Stat. 43A.99, subd. 2a", "The managerial"),
    ("Minn. Stat. 43A.991(a)", "One rule"),
    ("Minn. Stat. 43A.991(b)", "Another"),
]


def test_every_provision_has_its_pinpoint() -> None:
    sources = parse_document(SECTION, "43a.html")
    assert [source.id for source in sources] == ["official-mn-stat-43a-99", "official-mn-stat-43a-991"]
    found = [(passage.pinpoint, passage.text) for source in sources for passage in source.passages]
    assert [pinpoint for pinpoint, _ in found] == [pinpoint for pinpoint, _ in EXPECTED]
    assert all(text.startswith(words) for (_, text), (_, words) in zip(found, EXPECTED, strict=True))


def test_a_section_says_what_it_is() -> None:
    source = parse_document(SECTION, "43a.html")[0]
    assert (source.kind, source.jurisdiction) == (Kind.STATUTE, STATE)
    assert source.title == "Minn. Stat. 43A.99, Leaves; records"
    assert source.edition == "Minnesota Statutes 2023"
    assert source.url == "https://www.revisor.mn.gov/statutes/cite/43A.99"
    assert source.passages[0].heading == ("43A.99 LEAVES; RECORDS", "Subdivision 1. Records")
    assert source.official


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3900.0200 PLANS.\n\nSubpart 1. Scope. Plans apply:\n\nA. to managers;\n\nB. to others.",
         ["Minn. R. 3900.0200, subp. 1", "Minn. R. 3900.0200, subp. 1(A)", "Minn. R. 3900.0200, subp. 1(B)"]),
        ("Title 5 CFR part 900\n\n§ 900.603 Standards for a merit system.\n\n(a) Recruiting.\n\n(b) Paying.",
         ["5 CFR 900.603(a)", "5 CFR 900.603(b)"]),
        ("13.43 PERSONNEL DATA.\n\nSubdivision 1. Definition. Data are public.", ["Minn. Stat. 13.43, subd. 1"]),
        ("43A.01 HEADS.\n\n(h) One.\n\n(i) Two.\n\n(j) Three.",
         [f"Minn. Stat. 43A.01({letter})" for letter in "hij"]),
        ("43A.01 LISTS.\n\n(1) One:\n\n(i) two;\n\n(ii) three.\n\n(2) Four.",
         [f"Minn. Stat. 43A.01{path}" for path in ("(1)", "(1)(i)", "(1)(ii)", "(2)")]),
        ("43A.01 DOUBLE.\n\n(a)(1) One.\n\n(2) Two.", ["Minn. Stat. 43A.01(a)(1)", "Minn. Stat. 43A.01(a)(2)"]),
        ("43A.01 REPEALED.\n\nSubd. 3. [Repealed, 1990 c 1]", ["Minn. Stat. 43A.01, subd. 3"]),
    ],
    ids=["a rule", "a regulation", "no letter in the number", "(i) after (h)", "(i) under (1)", "(a)(1)", "repealed"],
)  # fmt: skip
def test_other_shapes_of_law(text: str, expected: list[str]) -> None:
    assert [pinpoint for source in parse_document(text, "law.txt") for pinpoint in pinpoints(source)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "jurisdiction"),
    [
        ("3900.0200 PLANS.\n\nSubpart 1. Scope. Plans apply.", Kind.RULE, STATE),
        ("§ 900.603 Standards.\n\n(a) 5 CFR 900.603 applies.", Kind.RULE, FEDERAL),
        ("State of Wisconsin\n\n230.09 Classification.\n\n(1) Classes exist.", Kind.STATUTE, "State of Wisconsin"),
    ],
)
def test_the_body_of_law(text: str, kind: Kind, jurisdiction: str) -> None:
    (source,) = parse_document(text, "law.txt", kind=kind)
    assert (source.kind, source.jurisdiction) == (kind, jurisdiction)
    assert not any("Minn. Stat." in pinpoint for pinpoint in pinpoints(source))


def test_a_text_without_sections_is_read_all_the_same() -> None:
    (source,) = parse_document("Leave is earned each month.", "law.txt", kind=Kind.STATUTE)
    assert pinpoints(source) == ["law, ¶1"]
