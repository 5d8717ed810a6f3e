"""Pinpoints: read back as they were printed, found in running text at exact offsets, contained and ordered."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parse.pinpoint import Pinpoint, find, parse

NUMBERS = st.integers(1, 40).map(str)
LOWER = st.sampled_from("abcdefgh")
CLAUSES = st.lists(NUMBERS | LOWER, max_size=3)
SECTIONS = st.builds(
    lambda chapter, letter, section: f"{chapter}{letter}.{section:02d}",
    st.integers(1, 649),
    st.sampled_from(["", "A", "B", "G"]),
    st.integers(1, 999),
)
SUBDIVISIONS = st.builds(lambda number, letter: f"{number}{letter}", NUMBERS, st.sampled_from(["", "a", "b"]))
PARTS = [
    "Description and Scope",
    "Objective",
    "Definitions",
    "Responsibilities",
    "Provisions",
    "Appeals",
    "Other Relevant Laws",
]


def path(first: st.SearchStrategy[str], rest: st.SearchStrategy[list[str]]) -> st.SearchStrategy[tuple[str, ...]]:
    """No path at all, or a first step and whatever stands under it."""
    return st.just(()) | st.builds(lambda step, steps: (step, *steps), first, rest)


STATUTES = st.builds(Pinpoint, SECTIONS.map("Minn. Stat. {}".format), path(SUBDIVISIONS, CLAUSES))
RULES = st.builds(
    Pinpoint,
    st.builds("Minn. R. {:04d}.{:04d}".format, st.integers(1000, 9999), st.integers(1, 9999)),
    path(SUBDIVISIONS, CLAUSES),
)
PROCEDURES = st.builds(
    Pinpoint,
    st.sampled_from(["6", "7", "15.6", "17.1", "8.1b", "20"]).map("Admin. Procedure {}".format),
    path(st.sampled_from(PARTS), st.just([]) | st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=1))
    | st.tuples(st.sampled_from(PARTS), st.sampled_from("ABCDEFGH"), NUMBERS),
)
MANUALS = st.builds(
    Pinpoint,
    st.just("Job Audit Manual"),
    st.tuples(st.sampled_from("ABCD123456789"), NUMBERS) | st.tuples(st.sampled_from("ABCD12"), NUMBERS, NUMBERS),
)
REGULATIONS = st.builds(
    lambda title, part, section, steps: Pinpoint(f"{title} CFR {part}.{section}", tuple(steps)),
    st.integers(1, 50),
    st.integers(10, 1999),
    st.integers(1, 999),
    CLAUSES,
)
PINPOINTS = STATUTES | RULES | PROCEDURES | MANUALS | REGULATIONS


@given(PINPOINTS)
def test_what_is_printed_is_read_back(point: Pinpoint) -> None:
    assert parse(str(point)) == point


@given(
    PINPOINTS,
    st.sampled_from(["", "Under ", "(see ", "“"]),
    st.sampled_from(["", " she may protest.", "; it says so", "”"]),
)
def test_it_is_found_in_a_sentence_where_it_stands(point: Pinpoint, before: str, after: str) -> None:
    text = f"{before}{point}{after}"
    (found,) = find(text)
    assert found.pinpoint == point
    assert text[found.start : found.end] == str(point)


@given(st.lists(PINPOINTS, max_size=4), st.sampled_from(["; ", " — ", ".\n"]))
def test_all_are_found_in_order(points: list[Pinpoint], between: str) -> None:
    text = between.join(map(str, points))
    found = list(find(text))
    assert [reference.pinpoint for reference in found] == points
    assert [text[reference.start : reference.end] for reference in found] == list(map(str, points))


FRAGMENTS = st.sampled_from(
    ["43A.07", "subd. 3", "subdivision 1", "versus 1a", "(9)", "cl. (2)", "§", "Minn. Stat.", "Minn. R.", "3900.0200",
     "AP 7", "A.1", "Provisions", "Job Audit Manual,", "2.2.3", "5 CFR", "900.603", "$43.07", ",", "and", "\n", "é"]
)  # fmt: skip


@given(st.lists(FRAGMENTS | st.text(max_size=6), max_size=12).map(" ".join))
def test_any_text_gives_disjoint_spans_in_order(text: str) -> None:
    end = 0
    for reference in find(text):
        assert end <= reference.start < reference.end <= len(text)
        end = reference.end
        assert parse(str(reference.pinpoint)) == reference.pinpoint


SPELLINGS = [
    ("43A.07 subd. 3", "Minn. Stat. 43A.07, subd. 3"),
    ("43a.07, Subd. 3", "Minn. Stat. 43A.07, subd. 3"),
    ("Minnesota Statutes section 43A.07, subdivision 3", "Minn. Stat. 43A.07, subd. 3"),
    ("Minn. Stat. § 43A.07, subd. 3", "Minn. Stat. 43A.07, subd. 3"),
    ("M.S. 43A.07", "Minn. Stat. 43A.07"),
    ("MS 43A.07 sub. 2", "Minn. Stat. 43A.07, subd. 2"),
    ("§ 43A.08(1)(15)", "Minn. Stat. 43A.08, subd. 1(15)"),
    ("43A.08 subd. 1 cl. (9)", "Minn. Stat. 43A.08, subd. 1(9)"),
    ("43A.08, subd. 1, clause (9)", "Minn. Stat. 43A.08, subd. 1(9)"),
    ("43A.08 subd. 1 clause 9", "Minn. Stat. 43A.08, subd. 1(9)"),
    ("43A.08, subd. 1a (4)", "Minn. Stat. 43A.08, subd. 1a(4)"),
    ("43A.08, subd. 1A", "Minn. Stat. 43A.08, subd. 1a"),
    ("section 13.43, subd. 2(a)(1)", "Minn. Stat. 13.43, subd. 2(a)(1)"),
    ("Minn. Stat. 645.15", "Minn. Stat. 645.15"),
    ("Minn. Stat. 471.9981, subd. 5a", "Minn. Stat. 471.9981, subd. 5a"),
    ("Rule 3900.0200 subpart 2", "Minn. R. 3900.0200, subp. 2"),
    ("Minn. R. 3900.0400, subp. 11A", "Minn. R. 3900.0400, subp. 11a"),
    ("Minnesota Rules, part 3900.0200", "Minn. R. 3900.0200"),
    ("Minnesota Rules part 3900.0200, subp. 2", "Minn. R. 3900.0200, subp. 2"),
    ("AP 7", "Admin. Procedure 7"),
    ("AP-7", "Admin. Procedure 7"),
    ("Administrative Procedure 7", "Admin. Procedure 7"),
    ("procedure no. 7", "Admin. Procedure 7"),
    ("Procedure 7, Appeals", "Admin. Procedure 7, Appeals"),
    ("AP 7 provision A.1", "Admin. Procedure 7, Provisions A.1"),
    ("AP 7 A.1", "Admin. Procedure 7, Provisions A.1"),
    ("Procedure 7 responsibilities c", "Admin. Procedure 7, Responsibilities C"),
    ("Admin. Procedure 15.6", "Admin. Procedure 15.6"),
    ("audit manual section 2.2.3", "Job Audit Manual, 2.2.3"),
    ("the Job Audit Manual, a.2", "Job Audit Manual, A.2"),
    ("5 C.F.R. § 900.603 (a)", "5 CFR 900.603(a)"),
    ("29 CFR part 541.200", "29 CFR 541.200"),
]


@pytest.mark.parametrize(("spelling", "printed"), SPELLINGS)
def test_spellings(spelling: str, printed: str) -> None:
    text = f"What does {spelling} give me?"
    (found,) = find(text)
    assert str(found.pinpoint) == printed
    assert text[found.start : found.end] == spelling.removeprefix("the ")
    assert parse(printed) == found.pinpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The raise was $43.07 an hour.",
        "She earns 43.07 more; the fee is 1,243.07.",
        "The decision of 12.06.1982 and of 03-31-2026 came late.",
        "Room 43A. 07 is the exam room.",
        "He has 3900.0200 hours in.",
        "See section 3 of the form.",
        "Subdivision 3 says so.",
        "The manual's page 52 and step 7.",
        "I worked 5 years under CFR rules.",
        "A map of 7 counties; a gap 7 wide.",
        "HR Technician 2, II. Distinguishing Characteristics",
        "Job Audit Manual, Change in Allocation",
        "Known gap: back pay amount",
    ],
)
def test_what_is_no_provision(text: str) -> None:
    assert list(find(text)) == []
    assert parse(text) is None


SHORT_FORMS = [
    ("43A.08: subdivision 1 versus 1a", ["43A.08", "1", "1a"], ["", "1", "1a"]),
    ("In 43A.07, does subdivision 2 or 3 apply?", ["43A.07", "2", "3"], ["", "2", "3"]),
    ("subd. 1, 2 and 3 of 43A.07", ["1", "2", "3", "43A.07"], ["1", "2", "3", ""]),
    ("Is 43A.07 subd. 2 read with subdivision 3?", ["43A.07 subd. 2", "3"], ["2", "3"]),
    ("subd. 2 of 43A.07 or 43A.08?", ["43A.07", "43A.08"], ["", ""]),
    ("43A.08, subds. 1 and 1a", ["43A.08", "1", "1a"], ["", "1", "1a"]),
    ("Procedure 7 and subdivision 3", ["Procedure 7"], [""]),
]


@pytest.mark.parametrize(("text", "spans", "paths"), SHORT_FORMS)
def test_a_short_form_resolves_to_the_one_section_named_or_to_none(
    text: str, spans: list[str], paths: list[str]
) -> None:
    found = list(find(text))
    assert [text[reference.start : reference.end] for reference in found] == spans
    assert [".".join(reference.pinpoint.path) for reference in found] == paths


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Under Procedure 7 a permanent employee may ask.", "Procedure 7"),
        ("Does AP 7 a new request need?", "AP 7"),
        ("Under 43A.07 (MMB) the commissioner decides.", "43A.07"),
        ("On page 43A.07 is named.", "43A.07"),
        ("43A.07, which she read, says so in 3 steps.", "43A.07"),
    ],
)
def test_the_words_behind_are_no_part_of_it(text: str, named: str) -> None:
    (found,) = find(text)
    assert text[found.start : found.end] == named
    assert found.pinpoint.path == ()


@pytest.mark.parametrize("text", ["43A.07 and 43A.08", "43A.07 says", "on 43A.07", "43A.07.", " 43A.07"])
def test_only_a_whole_pinpoint_parses(text: str) -> None:
    assert parse(text) is None


CONTAINS = [
    ("Minn. Stat. 43A.08", "Minn. Stat. 43A.08, subd. 1(9)", True),
    ("Minn. Stat. 43A.08, subd. 1", "Minn. Stat. 43A.08, subd. 1(9)", True),
    ("Minn. Stat. 43A.08, subd. 1", "Minn. Stat. 43A.08, subd. 1a", False),
    ("Minn. Stat. 43A.08, subd. 1", "Minn. Stat. 43A.08, subd. 10", False),
    ("Minn. Stat. 43A.08, subd. 1(1)", "Minn. Stat. 43A.08, subd. 1(15)", False),
    ("Minn. Stat. 43A.08, subd. 1(9)", "Minn. Stat. 43A.08, subd. 1", False),
    ("Minn. Stat. 43A.0", "Minn. Stat. 43A.07", False),
    ("Admin. Procedure 7, Provisions A", "Admin. Procedure 7, Provisions A.4", True),
    ("Admin. Procedure 7, Provisions A", "Admin. Procedure 7, Responsibilities A", False),
    ("Job Audit Manual, 2.2", "Job Audit Manual, 2.2.3", True),
    ("Job Audit Manual, 2.1", "Job Audit Manual, 2.11", False),
    ("5 CFR 900.603", "5 CFR 900.603(a)", True),
]


@pytest.mark.parametrize(("outer", "inner", "contained"), CONTAINS)
def test_contains(outer: str, inner: str, contained: bool) -> None:
    whole, part = (parse(text) or Pinpoint(text) for text in (outer, inner))
    assert whole.contains(part) is contained


@given(PINPOINTS, PINPOINTS, PINPOINTS)
def test_containing_is_a_partial_order(a: Pinpoint, b: Pinpoint, c: Pinpoint) -> None:
    assert a.contains(a)
    assert Pinpoint(a.instrument).contains(a)
    if a.contains(b) and b.contains(a):
        assert a == b
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    if a.contains(b):
        assert a <= b


@given(st.lists(PINPOINTS, max_size=6, unique=True))
def test_order_is_total_and_does_not_depend_on_where_it_began(points: list[Pinpoint]) -> None:
    ordered = sorted(points)
    points.reverse()
    assert sorted(points) == ordered
    assert all(low < high and not high < low for low, high in pairwise(ordered))


def test_order_reads_digits_as_numbers_and_a_section_before_its_parts() -> None:
    in_order = [
        "Admin. Procedure 7",
        "Admin. Procedure 20",
        "Minn. Stat. 43A.07",
        "Minn. Stat. 43A.08",
        "Minn. Stat. 43A.08, subd. 1",
        "Minn. Stat. 43A.08, subd. 1(2)",
        "Minn. Stat. 43A.08, subd. 1(15)",
        "Minn. Stat. 43A.08, subd. 1a",
        "Minn. Stat. 43A.08, subd. 1a(7)",
        "Minn. Stat. 43A.08, subd. 2",
        "Minn. Stat. 43A.17",
        "Minn. Stat. 179A.03",
    ]
    points = [parse(text) for text in in_order]
    assert [str(point) for point in sorted(point for point in reversed(points) if point)] == in_order
