"""Official pages as sources: the shapes of the real sites, encodings, selectors, and pages that were not meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import FetchError
from knowledge.models import STATE, Kind, Source, Status
from knowledge.official.compare import compare
from knowledge.official.manifest import Page
from knowledge.official.page import page_sources
from tests.knowledge.official import pages
from tests.knowledge.parse.conftest import pdf_bytes

HTML = "text/html; charset=utf-8"
DAY = date(2026, 11, 22)
LAW = "https://law.example.org/statutes/43A.07"


def entry(kind: Kind = Kind.STATUTE, **fields: object) -> Page:
    made = {"id": "law", "title": "Law", "address": LAW, "kind": kind, "jurisdiction": STATE, **fields}
    return Page.model_validate(made)


def read(html: str | bytes, type: str = HTML, /, **fields: object) -> tuple[Source, ...]:
    data = html.encode() if isinstance(html, str) else html
    return page_sources(entry(**fields), data, type, LAW, DAY)  # type: ignore[arg-type]


def pinpoints(source: Source) -> list[str]:
    assert all(source.text[p.start : p.end] == p.text for p in source.passages)
    return [passage.pinpoint for passage in source.passages]


def test_a_section_of_the_statutes() -> None:
    (law,) = read(pages.statute(), select="#xtend", edition=r"\d{4} Minnesota Statutes", holds="Minn. Stat. 43A.07")
    assert (law.id, law.title, law.kind) == (
        "official-mn-stat-43a-07",
        "Minn. Stat. 43A.07, Classified service",
        Kind.STATUTE,
    )
    assert (law.status, law.edition, law.url) == (Status.OFFICIAL, "2025 Minnesota Statutes", LAW)
    assert law.note == f"Official text, fetched from {LAW} on 2026-11-22."
    assert pinpoints(law) == [
        "Minn. Stat. 43A.07, subd. 1",
        *["Minn. Stat. 43A.07, subd. 1a"] * 2,
        "Minn. Stat. 43A.07, subd. 2(a)",
        "Minn. Stat. 43A.07, subd. 2(a)(1)",
        "Minn. Stat. 43A.07, subd. 2(a)(2)",
        "Minn. Stat. 43A.07, subd. 2(b)",
        "Minn. Stat. 43A.07, subd. 3",
    ]
    for unwanted in ("Share", "Legislature", "Copyright", "visited"):
        assert unwanted not in law.text
    assert "effective July 1, 1903" in law.text, "notes are kept to be read, and are no provision"


@pytest.mark.parametrize(
    ("pattern", "edition"),
    [
        (r"\d{4} Minnesota Statutes", "as fetched on 2026-11-22"),
        ("", "Effective July 1, 1903"),
    ],
)
def test_a_notes_effective_date_is_no_edition_where_the_pages_own_is_known_and_missing(
    pattern: str, edition: str
) -> None:
    (law,) = read(pages.statute(edition="Statutes"), select="#xtend", edition=pattern)
    assert law.edition == edition


SENTENCES = st.sampled_from(
    [
        "The keeper of the plan draws it up each spring.",
        "Whoever asks for a copy is given one within the hour.",
        "A post that lasts one winter only is not in the plan, unless the town meeting says so.",
        "Fees are paid in salt, grain or wool; a receipt is written for each of them.",
    ]
)
PARTS = st.lists(st.tuples(st.sampled_from(["Plan.", "Copies and fees.", "Posts."]), st.lists(SENTENCES, min_size=1)))


@settings(max_examples=40)
@given(PARTS.filter(bool))
def test_each_paragraph_of_a_section_is_a_passage_of_its_subdivision(parts: list[tuple[str, list[str]]]) -> None:
    numbered = {str(number): part for number, part in enumerate(parts, 1)}
    (law,) = read(pages.statute(parts=numbered), select="#xtend", holds="Minn. Stat. 43A.07")
    assert [(p.pinpoint, p.text) for p in law.passages] == [
        (f"Minn. Stat. 43A.07, subd. {number}", words) for number, (_, said) in numbered.items() for words in said
    ]
    assert not compare([law], [law])


def test_a_section_without_subdivisions() -> None:
    (law,) = read(pages.undivided(), select="#xtend", holds="Minn. Stat. 645.15")
    assert pinpoints(law) == ["Minn. Stat. 645.15"]


def test_a_part_of_the_rules() -> None:
    (law,) = read(
        pages.rule(),
        kind=Kind.RULE,
        select="#xtend",
        edition=r"Published Electronically:\s*[A-Z][a-z]+ \d{1,2}, \d{4}",
        holds="Minn. R. 3920.0300",
    )
    assert law.edition == "Published Electronically: June 11, 2008"
    assert pinpoints(law) == [
        "Minn. R. 3920.0300, subp. 1",
        "Minn. R. 3920.0300, subp. 1(A)",
        "Minn. R. 3920.0300, subp. 1(B)",
        "Minn. R. 3920.0300, subp. 3",
    ]


def test_a_procedure() -> None:
    (source,) = read(pages.procedure(), kind=Kind.PROCEDURE, select="main", holds="Admin. Procedure 7")
    assert source.id == "official-admin-procedure-7"
    assert {
        "Admin. Procedure 7, Objective",
        "Admin. Procedure 7, Provisions A",
        "Admin. Procedure 7, Provisions A.1",
        "Admin. Procedure 7, Provisions B",
        "Admin. Procedure 7, Appeals",
    } <= set(pinpoints(source))
    assert source.edition == "as fetched on 2026-11-22", "the page prints no date"


def test_a_procedure_as_a_pdf() -> None:
    data = pdf_bytes("Administrative Procedure 7. Objective - To see that each post has its papers in the office.")
    (source,) = read(data, "application/pdf", kind=Kind.PROCEDURE, select="main")
    assert "each post has its papers" in source.text


def test_a_page_of_guidance() -> None:
    (source,) = read(pages.guide(), kind=Kind.MANUAL, select="main, #content")
    assert pinpoints(source) == ["Job Audit Resources, Before You Begin ¶1", "Job Audit Resources, Who Can Help ¶1"]
    assert "Agency home" not in source.text


def test_parts_inside_others_are_read_once_and_what_is_dropped_never() -> None:
    html = (
        "<main><h1>Law of the Town</h1><div class=part><p>Inner words of the law.</p></div><p class=x>Share</p></main>"
    )
    (source,) = read(html, kind=Kind.MANUAL, select="main, .part", drop=".x")
    assert source.text.count("Inner words") == 1
    assert "Share" not in source.text


EXAMPLE = "<main><h1>Fees of the Town</h1><p>The clerk’s fee for the résumé of a law is £3.</p></main>"


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (EXAMPLE.encode(), HTML),
        (EXAMPLE.encode(), "text/html"),
        (EXAMPLE.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (EXAMPLE.encode("cp1252"), 'text/html; charset="windows-1252"'),
        (b"<meta charset=windows-1252>" + EXAMPLE.encode("cp1252"), "text/html"),
        (EXAMPLE.encode("utf-16"), "text/html; charset=utf-16"),
        (EXAMPLE.encode(), "text/html; charset=no-such-thing"),
    ],
)
def test_letters_come_through_in_every_encoding(data: bytes, type: str) -> None:
    (source,) = read(data, type, kind=Kind.MANUAL, select="main")
    assert "The clerk’s fee for the résumé of a law is £3." in source.text


@pytest.mark.parametrize(
    ("html", "fields", "problem"),
    [
        (pages.statute(), {"select": "#body"}, "has nothing at '#body'; its layout has changed"),
        ("<div id=xtend> </div>", {"select": "#xtend"}, "has nothing at '#xtend'"),
        (pages.soft_404(), {"select": "#xtend", "holds": "Minn. Stat. 43A.07"}, "does not hold Minn. Stat. 43A.07"),
        (pages.statute("43A.071"), {"holds": "Minn. Stat. 43A.07"}, "does not hold Minn. Stat. 43A.07"),
        (pages.statute(), {"select": "##"}, "cannot be cut by its selector"),
        (pages.statute(), {"drop": "p["}, "cannot be cut by its selector"),
        ("<p>-----</p>", {}, "nothing on it could be cited"),
        ("<p>" + "<i>" * 200_001, {}, "more markup than"),
        ("<p>" + "Los empleados reciben sus papeles por la mañana en la oficina. " * 9 + "</p>", {}, "Spanish"),
    ],
)
def test_a_page_that_is_not_the_one_meant_is_refused(html: str, fields: dict[str, object], problem: str) -> None:
    with pytest.raises(FetchError) as caught:
        read(html, **fields)
    assert problem in str(caught.value)
    assert str(caught.value).startswith(LAW)
    assert "\n" not in str(caught.value)


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(FetchError, match="damaged"):
        read(b"%PDF-1.4 nothing", "application/pdf")
