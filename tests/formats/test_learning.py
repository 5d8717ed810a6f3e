"""Learning finds every standard paragraph and alternative of made-up employers, and claims nothing else."""

from __future__ import annotations

import pytest

from assistant.formats.found import Findings, Role
from assistant.formats.store import learn
from assistant.formats.told import findings_json, findings_text
from knowledge.models import Kind, Source
from knowledge.parse.ingest import parse_document
from tests.formats.employers import COUNTY, EMPLOYERS, PORT, SCHOOL, Employer
from tests.formats.held import HELD, TRANSIT

ALL = {**EMPLOYERS, "held": HELD, "transit": TRANSIT}


def sources(employer: Employer, *, without: int = 0) -> list[Source]:
    texts = list(employer.texts.items())[without:]
    return [s for name, text in texts for s in parse_document(text, name, Kind.JOB_DESCRIPTION, employer.jurisdiction)]


def claimed(found: Findings) -> tuple[set[tuple[str, str]], set[tuple[str, str, str]]]:
    """What is claimed as standard whatever the position, and as alternatives with their levels."""
    every = [(section.heading, finding) for section in found.sections for finding in section.findings]
    fixed = {(heading, finding.text) for heading, finding in every if finding.role is not Role.VARIANT}
    return fixed, {(heading, one.level, one.text) for heading, one in every if one.role is Role.VARIANT}


@pytest.mark.parametrize("name", ALL)
def test_recall_and_precision_are_whole(name: str) -> None:
    employer = ALL[name]
    fixed, variants = claimed(learn(sources(employer)))
    assert fixed == set(employer.standard)
    assert variants == {(head, *one) for head, alternatives in employer.variants.items() for one in alternatives}


@pytest.mark.parametrize("name", ALL)
def test_headings_their_order_and_the_fields(name: str) -> None:
    employer = ALL[name]
    found = learn(sources(employer))
    headed = [section for section in found.sections if section.heading]
    assert tuple(section.heading for section in headed) == employer.headings
    assert {s.heading for s in headed if len(s.carried) < len(employer.texts)} == employer.optional
    assert tuple(label for section in found.sections for label in section.fields) == employer.fields
    assert found.heading_numbering == employer.heading_numbering


@pytest.mark.parametrize("name", ALL)
def test_every_wording_stands_where_it_is_said_to_stand(name: str) -> None:
    found = learn(sources(ALL[name]))
    for _, _, finding in found.numbered():
        for one in finding.wording:
            assert len(one.descriptions) >= 2
            for standing in (*one.exact, *one.near):
                text = found.descriptions[standing.description].source.text
                assert text[standing.unit.start : standing.unit.end] == standing.unit.text
            assert one.text == " ".join(one.chosen.unit.text.split())


def test_other_punctuation_is_shown_and_the_usual_form_used() -> None:
    found = learn(sources(COUNTY))
    told = findings_text(found)
    assert "differs in official-tamarack-county-license-clerk" in told
    assert "“know” instead of “know,”" in told
    assert findings_json(found)["sections"][3]["findings"][1]["wording"][0]["places"][1]["differs"]


def test_what_is_not_claimed_is_told_with_the_reason() -> None:
    told = "\n".join(learn(sources(COUNTY)).remarks)
    assert "“Answer the office telephone.” stands in 3 of 5 descriptions" in told
    assert "the hand does it.” stands in one description only, Road Hand" in told
    assert "“Revised September 2021 by Ann Sorensen” holds a date" in "\n".join(learn(sources(PORT)).remarks)


def test_no_filled_in_value_is_learned() -> None:
    """Names, initials, codes and dates of the fields appear nowhere as wording."""
    for employer in ALL.values():
        fixed, variants = claimed(learn(sources(employer)))
        words = " ".join([*(text for _, text in fixed), *(text for *_, text in variants)])
        for private in ("KT", "03/12/2019", "Ann Sorensen", "2021", "Dana Whitfield", "5/14/2020"):
            assert private not in words


def test_the_supervisors_duty_goes_with_those_who_supervise() -> None:
    found = learn(sources(COUNTY))
    tied = [finding for _, _, finding in found.numbered() if finding.only_with]
    assert [(finding.text, finding.only_with) for finding in tied] == [
        ("Hire, train, evaluate and discipline staff under county policy.", ("G2",))
    ]


def test_alternatives_name_what_goes_with_them() -> None:
    found = learn(sources(COUNTY))
    known = {finding.level: finding.goes_with for _, _, finding in found.numbered() if finding.level}
    assert known["G2"] == "UNION: Supervisory"
    assert "HR" not in known["R1"]


def test_two_descriptions_are_enough_and_one_is_not() -> None:
    pair = sources(SCHOOL)[:2]
    fixed, _ = claimed(learn(pair))
    assert ("Job Duties:", "Do related work as required.") in fixed
    with pytest.raises(Exception, match="two or more"):
        learn(pair[:1])


def test_same_descriptions_give_the_same_findings() -> None:
    assert findings_text(learn(sources(COUNTY))) == findings_text(learn(sources(COUNTY)))
