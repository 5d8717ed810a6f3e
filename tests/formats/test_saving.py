"""A learned format as a file: what is confirmed goes in, nothing else; drafts use it to the letter, with its places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.draft.describe import draft_description
from assistant.draft.profile import Profile, load_profile, read_profile
from assistant.draft.wording import learned_wording
from assistant.formats.found import Findings, Role
from assistant.formats.saved import to_profile, to_yaml
from assistant.formats.store import Formats, learn
from assistant.models import Block, Draft, Origin, Section
from assistant.position.read import read_position
from knowledge.errors import InputError, UnknownName
from knowledge.models import Source
from tests.formats.employers import COUNTY, EMPLOYERS, PORT, SCHOOL, Employer
from tests.formats.held import HELD, TRANSIT
from tests.formats.test_learning import ALL, sources

NOTES = """Title: Bridge Supervisor
Agency: Tamarack County

Purpose: Keeps the county's bridges safe.

Duties:
1. Plans inspections of 42 bridges.
2. Climbs bridges to inspect bearings.
3. Hires, trains and evaluates four bridge workers.

Supervision received
The county engineer sets objectives, priorities and deadlines.

Knowledge, skills
- Knowledge of bridge inspection.
- Ability to read plans.
"""


def learned(employer: Employer) -> tuple[Findings, Profile]:
    found = learn(sources(employer))
    return found, to_profile(found, "own")


def drafted(employer: Employer, text: str = NOTES, *picks: str) -> Draft:
    found, profile = learned(employer)
    kept: dict[str, Source] = {one.source.id: one.source for one in found.descriptions}
    wording = learned_wording(profile, kept.__getitem__)
    return draft_description(read_position(text), profile, wording=wording, class_title=None, picks=picks)


def under(draft: Draft, heading: str) -> Section:
    return next(section for section in draft.sections if section.heading == heading)


def words(section: Section) -> list[str]:
    return [block.text for block in section.blocks]


@pytest.mark.parametrize("name", ALL)
def test_file_is_read_back_as_it_was(name: str) -> None:
    _, profile = learned(ALL[name])
    assert read_profile(to_yaml(profile), "own.yaml") == profile


@pytest.mark.parametrize("name", ALL)
def test_every_block_of_the_employer_stands_in_its_description(name: str) -> None:
    employer = ALL[name]
    found, _ = learned(employer)
    kept = {one.source.id: one.source for one in found.descriptions}
    cited = [block for section in drafted(employer).sections for block in section.blocks if block.citation]
    assert cited
    for block in cited:
        assert block.citation is not None
        assert block.origin is Origin.EMPLOYER
        place = kept[block.citation.source].text[block.citation.start : block.citation.end]
        assert " ".join(place.split()) == block.text
        assert block.citation.pinpoint != kept[block.citation.source].title


@pytest.mark.parametrize("name", ALL)
def test_learned_sections_stand_in_order(name: str) -> None:
    employer = ALL[name]
    headings = [
        re.sub(r"^(?:[IVX]+|[A-G])\. ", "", section.heading)
        for section in drafted(employer).sections
        if section.heading
    ]
    assert headings == [heading for heading in employer.headings if heading not in employer.optional]


def test_levels_pick_the_employers_paragraphs_and_say_what_the_next_would_need() -> None:
    draft = drafted(COUNTY)
    received, given = under(draft, "DIRECTION RECEIVED"), under(draft, "SUPERVISION EXERCISED")
    assert words(received) == [COUNTY.variants["DIRECTION RECEIVED"][1][1]]
    assert words(given) == [COUNTY.variants["SUPERVISION EXERCISED"][1][1]]
    assert "R4 instead, if" in received.reason
    assert "R2 instead, if" in received.reason


def test_closing_duties_come_last_and_the_supervisors_only_with_supervision() -> None:
    assert words(under(drafted(COUNTY), "ESSENTIAL DUTIES"))[-3:] == [
        "Hire, train, evaluate and discipline staff under county policy.",
        "Treat colleagues and residents with courtesy, share what you know, and keep promises about time.",
        "Perform other duties that the department head assigns.",
    ]
    alone = drafted(COUNTY, NOTES.replace("Hires, trains and evaluates four bridge workers", "Files reports"))
    assert "Hire, train" not in " ".join(words(under(alone, "ESSENTIAL DUTIES")))


def test_lists_are_numbered_as_the_employer_numbers_them() -> None:
    def markers(employer: Employer, heading: str) -> list[str]:
        return [block.marker for block in under(drafted(employer), heading).blocks][:2]

    assert markers(COUNTY, "ESSENTIAL DUTIES") == ["1.", "2."]
    assert markers(SCHOOL, "Job Duties:") == ["a)", "b)"]
    assert markers(PORT, "III. Principal Tasks") == ["•", "•"]
    assert markers(HELD, "What the job does") == ["(1)", "(2)"]


def test_headings_are_numbered_in_step_where_an_optional_one_is_left_out() -> None:
    headings = [section.heading for section in drafted(PORT).sections if section.heading]
    assert headings[2:4] == ["III. Principal Tasks", "IV. Education and Experience"]
    assert any("Vessels and Equipment" in note for note in drafted(PORT).notes)


def test_a_heading_over_others_and_a_paragraph_at_the_end_are_kept() -> None:
    draft = drafted(TRANSIT)
    assert under(draft, "D. QUALIFICATIONS").blocks == ()
    assert words(under(draft, "Knowledge of:"))[-1] == "Knowledge of radio procedure in emergencies."
    assert words(draft.sections[-1]) == [text for heading, text in TRANSIT.standard if not heading]
    assert any("WORK AT HOME" in note for note in draft.notes)


def test_an_optional_section_of_fixed_wording_stands_where_the_draft_has_its_heading() -> None:
    (home,) = (text for heading, text in TRANSIT.standard if heading == "WORK AT HOME")
    section = under(drafted(TRANSIT, f"{NOTES}\nWORK AT HOME\nOne day a week.\n"), "F. WORK AT HOME")
    assert home in words(section)


def test_alternatives_no_ladder_knows_are_left_open_and_never_picked() -> None:
    (block,) = under(drafted(SCHOOL), "Terms of Employment:").blocks
    assert block.origin is Origin.BLANK
    assert all(text in block.text for _, text in SCHOOL.variants["Terms of Employment:"])


@pytest.mark.parametrize(("pick", "at"), [("Terms of Employment=1", 0), ("TERMS OF EMPLOYMENT:=2", 1)])
def test_an_alternative_is_picked_by_number(pick: str, at: int) -> None:
    section = under(drafted(SCHOOL, NOTES, pick), "Terms of Employment:")
    assert words(section) == [SCHOOL.variants["Terms of Employment:"][at][1]]


def test_an_alternative_that_the_draft_states_is_taken() -> None:
    stated = SCHOOL.variants["Terms of Employment:"][1][1]
    section = under(drafted(SCHOOL, f"{NOTES}\nTerms of Employment\n{stated}\n"), "Terms of Employment:")
    assert words(section) == [stated]


def test_a_level_picked_against_the_draft_is_told() -> None:
    draft = drafted(COUNTY, NOTES, "DIRECTION RECEIVED=R1")
    assert under(draft, "DIRECTION RECEIVED").reason.startswith("R1 (close instruction): picked; the draft's own words")
    assert "Supervision received: R1 was picked by hand, but the draft points to R3." in draft.notes


def test_a_level_whose_paragraph_was_not_seen_is_a_blank_that_says_so() -> None:
    (block,) = under(drafted(COUNTY, NOTES, "DIRECTION RECEIVED=R5"), "DIRECTION RECEIVED").blocks
    assert block.origin is Origin.BLANK
    assert "the approved paragraph for R5" in block.text


@pytest.mark.parametrize("pick", ["DIRECTION RECEIVED=R9", "NOTICE=1", "Terms=1", "R2", "DIRECTION RECEIVED=3"])
def test_a_pick_that_is_none_is_refused(pick: str) -> None:
    with pytest.raises(InputError, match=r"choose one of|no section to pick for"):
        drafted(COUNTY, NOTES, pick)


def test_what_only_the_employer_can_supply_is_blank() -> None:
    """Codes, dates and signatures are filled in nowhere, whatever stands in the descriptions."""
    for employer in EMPLOYERS.values():
        blocks: list[Block] = [block for section in drafted(employer).sections for block in section.blocks]
        fields = {block.marker: block for block in blocks if block.marker.endswith(":")}
        assert all(block.origin is Origin.BLANK for mark, block in fields.items() if mark != "Position Title:")


def test_a_finding_that_is_left_out_is_not_in_the_format() -> None:
    found = learn(sources(COUNTY))
    number = next(n for n, _, finding in found.numbered() if finding.text.startswith("Treat colleagues"))
    profile = to_profile(found, "own", {number})
    assert "Treat colleagues" not in to_yaml(profile)
    assert "Perform other duties" in to_yaml(profile)


def test_alternatives_of_one_section_can_all_be_left_out() -> None:
    found = learn(sources(SCHOOL))
    numbers = {
        n for n, s, finding in found.numbered() if s.key == "terms of employment" and finding.role is Role.VARIANT
    }
    plan = next(p for p in to_profile(found, "own", numbers).sections if p.heading == "Terms of Employment:")
    assert plan.source == "quoted"


@pytest.mark.parametrize(
    ("name", "left_out", "message"),
    [
        ("duluth", (), "ships"),
        ("My Format", (), "small letters"),
        ("../x", (), "small letters"),
        ("x", (99,), "no finding 99"),
    ],
)
def test_refused_names_and_numbers(name: str, left_out: tuple[int, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        to_profile(learn(sources(COUNTY)), name, left_out)


def test_own_formats_are_listed_beside_those_that_ship(tmp_path: Path) -> None:
    _, profile = learned(COUNTY)
    formats = Formats(tmp_path / "formats")
    formats.save(profile)
    assert formats.names() == ["duluth", "minnesota", "own"]
    assert formats.profile("own") == profile
    with pytest.raises(InputError, match="already"):
        formats.check_free("own")
    formats.remove("own")
    assert formats.names() == ["duluth", "minnesota"]
    with pytest.raises(UnknownName, match="own"):
        formats.remove("own")
    with pytest.raises(InputError, match="ships"):
        formats.remove("duluth")


def test_a_users_file_never_takes_the_place_of_one_that_ships(tmp_path: Path) -> None:
    (tmp_path / "duluth.yaml").write_text("name: x", "utf-8")
    assert load_profile("duluth", tmp_path).jurisdiction == "City of Duluth"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("source: purpose", "source: porpoise", r"own\.yaml, line \d+: not a format: sections\.0\.source"),
        ("numbering: '1.'", "numbering: '7'", r"sections\.3\.numbering"),
        ("jurisdiction: Tamarack County\n", "", "jurisdiction: Field required"),
        ("sections:", "sections: [", r"own\.yaml, line \d+: not a format, since it is not YAML"),
        ("imperative_duties: true", "imperative_duties: true\ncolour: red", "line 10: not a format: colour"),
    ],
)
def test_a_damaged_file_is_told_by_line_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    written = to_yaml(learned(COUNTY)[1])
    assert old in written
    (tmp_path / "own.yaml").write_text(written.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=told):
        load_profile("own", tmp_path)


def test_wording_changed_in_the_file_is_refused() -> None:
    found, profile = learned(COUNTY)
    kept = {one.source.id: one.source for one in found.descriptions}
    changed = read_profile(to_yaml(profile).replace("Does not supervise.", "Never supervises."), "own.yaml")
    with pytest.raises(InputError, match=r"“Never supervises\.” does not stand"):
        learned_wording(changed, kept.__getitem__)


def test_a_description_that_is_no_longer_kept_is_named() -> None:
    def gone(id: str) -> Source:
        raise UnknownName("source", id, [])

    with pytest.raises(InputError, match="no longer kept; learn the format anew"):
        learned_wording(learned(COUNTY)[1], gone)
