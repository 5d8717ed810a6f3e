"""Class specifications in the layouts that employers use: the standard parts, wherever and however they are headed."""

from __future__ import annotations

import pytest

from knowledge.models import Kind
from knowledge.parse.class_spec import parse_spec_header
from knowledge.parse.document import read_bytes
from knowledge.parse.ingest import detect_kind, parse_document
from knowledge.parse.spec_parts import Part, part_of, stretches

MENU = "".join(f'<li><a href="/{n}">A page of the site, number {n}</a></li>' for n in range(40))
PAGE = f"""<html><body><ul>{MENU}</ul><h1>Harbor Clerk (1234)</h1><h1>Harbor Clerk</h1>
<h2>California State Personnel Board Specification</h2>
<ul><li><strong>Schematic Code:</strong> AB12</li><li><strong>Class Code:</strong> 1234</li>
<li><strong>Established:</strong> 07/24/1990</li><li><strong>Revised:</strong> --</li></ul>
<h2>Definition</h2><p>Under general supervision, to keep the register of the harbor.</p>
<h2>Typical Tasks</h2><p>Keeps the register; answers the radio.</p>
<h2>Minimum Qualifications</h2><h3>Either I</h3><p> </p><p>One year of clerical experience.</p>
<h3>Or II</h3><p>Experience: Two years on any ship.</p>
<h2>Knowledge and Abilities</h2><p>Knowledge of: Ships.</p><p>Ability to: Write clearly.</p>
<h2>Special Personal Characteristics</h2><p>Willingness to work nights.</p></body></html>"""
SERIES = """<h1>Harbor Clerk Series</h1><h2>California State Personnel Board Specification</h2>
<h2>Scope</h2><p>This series specification describes two classes used in the harbors.</p>
<h2>Definition of Series</h2><p>Incumbents keep the register.</p>
<h3>Entry Level</h3><p>Entry is typically into the first level of the series.</p>
<h2>Factors Affecting Position Allocation</h2><p>Variety of the work, and independence of action.</p>
<h2>Definition of Levels</h2><h3>Harbor Clerk I</h3><p>This is the entry level; incumbents learn the work.</p>
<h3>Harbor Clerk II</h3><p>This is the full journey level; incumbents work under direction.</p>
<h2>Minimum Qualifications</h2><h3>All Levels:</h3><p>A valid license.</p>"""
BULLETIN = """                         HARBOR CLERK

Class Code:       1234
Open Date:  10-27-17
(Exam Open to All, including Current City Employees)

ANNUAL SALARY

$68,611 to $100,307

DUTIES

A Harbor Clerk keeps the register of the harbor.

REQUIREMENT/MINIMUM QUALIFICATION

1. Graduation from an accredited college; or
2. Two years of experience in a harbor.

SELECTION PROCESS

The examination will consist of an interview.

THIS EXAMINATION IS TO BE GIVEN ONLY ON AN OPEN COMPETITIVE BASIS
"""
LEGACY = """STATE OF MINNESOTA     Class Code: 000999

KIND OF WORK

Advanced harbor work.

NATURE AND PURPOSE

Under general supervision, an employee in this class plans the work of harbors.

EXAMPLES OF WORK (A position may not include all the work examples given.)

Plans the dredging of basins.

Harbor Scientist 2     Page 2

Writes reports on it.

KNOWLEDGES, SKILLS AND ABILITIES

Knowledge of ships.
"""
FUNCTION = """Class Specification

Class code: 003699
Bargaining unit: 207
Classification title: Harbor Generalist Senior
Function: Dredging

Kind of work

Intermediate technical, skilled and/or lead work.

Nature and purpose

Under general supervision, the employee dredges. The Generalist is told daily what to do.

Examples of work

Dredges basins.
"""

LAYOUTS = {
    "a page of one class": (PAGE, "Harbor Clerk", "1234", [
        "Definition", "Typical Tasks", "Minimum Qualifications, Either I", "Minimum Qualifications, Or II",
        "Knowledge and Abilities", "Knowledge and Abilities", "Special Personal Characteristics"]),
    "a page of a series": (SERIES, "Harbor Clerk Series", "", [
        "Scope", "Definition of Series", "Entry Level", "Factors Affecting Position Allocation",
        "Definition of Levels, Harbor Clerk I", "Definition of Levels, Harbor Clerk II", "Minimum Qualifications"]),
    "a bulletin": (BULLETIN, "Harbor Clerk", "1234", [
        "Annual Salary", "Duties", "Requirement", "Requirement", "Selection Process", "Selection Process"]),
    "a legacy specification, titled on its second page": (LEGACY, "Harbor Scientist 2", "000999", [
        "Kind of Work", "Nature and Purpose", "Examples of Work", "Examples of Work", "Examples of Work",
        "Knowledges, Skills and Abilities"]),
    "a page of one function": (FUNCTION, "Harbor Generalist Senior (Dredging)", "003699", [
        "Kind of work", "Nature and purpose", "Examples of work"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "title", "code", "places"), LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_finds_its_parts(page: str, title: str, code: str, places: list[str]) -> None:
    text = read_bytes(page.encode(), "spec")
    assert detect_kind(text) is Kind.CLASS_SPEC
    (source,) = parse_document(text, "spec.html")
    header = parse_spec_header(source)
    assert (header.title, header.code) == (title, code)
    assert [passage.pinpoint for passage in source.passages] == [f"{title}, {place}" for place in places]


def test_a_menu_is_not_part_of_a_page() -> None:
    assert "A page of the site" not in read_bytes(PAGE.encode(), "spec")
    few = "<html><body><ul><li><a href='/1'>Statute 43A.07 on this</a></li></ul><p>Words.</p></body></html>"
    assert "Statute 43A.07" in read_bytes(few.encode(), "page")


FLAT = (
    "Under direction, to keep the register of the harbor; and to do other related work. Keeps the register; answers"
    " the radio; writes reports. One year of experience in the State service performing the duties of a clerk. "
    "Education: Equivalent to completion of high school. Knowledge of: Ships; harbors; weather. Ability to: Write"
    " clearly. Willingness to work nights."
)


def test_a_text_without_headings_is_cut_by_its_wording() -> None:
    found = stretches(FLAT)
    assert [stretch.part for stretch in found] == [
        Part.DEFINITION,
        Part.TASKS,
        Part.QUALIFICATIONS,
        Part.ABILITIES,
        Part.CONDITIONS,
    ]
    assert [FLAT[stretch.start : stretch.end].split()[0] for stretch in found] == [
        "Under", "Keeps", "One", "Knowledge", "Willingness",
    ]  # fmt: skip
    (source,) = parse_document(FLAT, "harbor clerk.txt", Kind.CLASS_SPEC)
    assert source.passages[2].pinpoint == "harbor clerk, Minimum Qualifications"
    assert "prints no headings" in source.note


@pytest.mark.parametrize("text", ["", "Types letters.", "All of this is said of nothing that has a part."])
def test_a_text_that_says_too_little_has_no_parts(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("II. DISTINGUISHING CHARACTERISTICS", Part.LEVELS),
        ("Examples of Work/Duties:", Part.TASKS),
        ("REQUIREMENTS/MINIMUM QUALIFICATIONS", Part.QUALIFICATIONS),
        ("min qual", Part.QUALIFICATIONS),
        ("**Knowledge, Skills & Abilities**", Part.ABILITIES),
        ("Class History", Part.HISTORY),
        ("Park Aide 2", None),
        ("The duties of a clerk", None),
        ("", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, part: Part | None) -> None:
    assert part_of(heading) is part
