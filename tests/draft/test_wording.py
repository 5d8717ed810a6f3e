"""The employer's wording: to the letter, official only, one employer's only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.draft.wording import EmployerWording, employer_wording, ksa_of
from knowledge.models import DULUTH, STATE, Citation, Kind, Source, Status
from tests.draft.samples import APPROVED, approved_source

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"


def citations(wording: EmployerWording) -> list[Citation]:
    listed = [*wording.levels.values(), *wording.closing, *(item for items in wording.items.values() for item in items)]
    return [*listed, wording.lead_in] if wording.lead_in else listed


def test_paragraphs_stand_to_the_letter() -> None:
    wording = employer_wording([approved_source()])
    assert set(wording.levels) == {"R2", "G0", "P1", "E1"}
    assert [cited.quote for cited in wording.closing] == [
        "Be a good team member at all hours.",
        "Other duties may be assigned.",
    ]
    assert wording.lead_in is not None
    assert {ksa: len(items) for ksa, items in wording.items.items()} == {"knowledge": 2, "skill": 1, "ability": 1}
    assert all(APPROVED[cited.start : cited.end] == cited.quote for cited in citations(wording))


def test_pinpoint_is_that_of_the_passage() -> None:
    wording = employer_wording([approved_source()])
    assert wording.levels["G0"].pinpoint == "Dock Worker, Supervision Given"
    assert wording.levels["R2"].pinpoint == "Dock Worker"


@pytest.mark.parametrize(
    "source",
    [
        approved_source(status=Status.RESTATED),
        replace(approved_source(), kind=Kind.CLASS_SPEC),
        approved_source("Nothing of use."),
    ],
)
def test_nothing_is_taken_from(source: Source) -> None:
    assert citations(employer_wording([source])) == []


def test_employers_are_not_mixed() -> None:
    state = replace(approved_source(APPROVED.replace("our approved", "the state's"), STATE), id="state")
    city = approved_source()
    assert employer_wording([state, city], DULUTH).levels["R2"].source == "dock"
    assert employer_wording([state, city]).jurisdiction == STATE


def test_the_latest_edition_counts() -> None:
    old = replace(approved_source(APPROVED.replace("our approved", "our old")), id="old", edition="2010")
    assert employer_wording([old, approved_source()]).levels["R2"].source == "dock"


@pytest.mark.parametrize(
    ("words", "ksa"),
    [
        ("Knowledge of boats", "knowledge"),
        ("Basic knowledge of law", "knowledge"),
        ("Skill in typing", "skill"),
        ("Ability to swim", "ability"),
        ("Able to swim", "ability"),
        ("Typing", None),
    ],
)
def test_ksa_of(words: str, ksa: str | None) -> None:
    assert ksa_of(words) == ksa


def test_corpus_wording() -> None:
    path = CORPUS / "duluth_hr_technician_revision_2023.txt"
    if not path.exists():
        pytest.skip(f"the corpus is not here: {path}")
    text = path.read_text(encoding="utf-8")
    wording = employer_wording(
        [Source("hrt", "HR Technician", Kind.JOB_DESCRIPTION, DULUTH, "2023", Status.OFFICIAL, "", text)]
    )
    assert set(wording.levels) == {"R2", "G0", "P1", "E1"}
    assert len(wording.closing) == 2
    assert all(text[cited.start : cited.end] == cited.quote for cited in citations(wording))
