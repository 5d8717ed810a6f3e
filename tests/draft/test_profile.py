"""Formats: the files that ship, and files that break the form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.draft.profile import load_profile, profiles, read_profile
from knowledge.errors import InputError, UnknownName

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
DULUTH_ORDER = [
    "SUMMARY/PURPOSE",
    "DISTINGUISHING FEATURES OF THE CLASS",
    "SUPERVISION RECEIVED",
    "SUPERVISION GIVEN",
    "ESSENTIAL DUTIES AND RESPONSIBILITIES",
    "JOB REQUIREMENTS",
    "1. Education & Experience Requirements",
    "2. License Requirements",
    "3. Knowledge Requirements",
    "4. Skill Requirements",
    "5. Ability Requirements",
    "Physical Demands",
    "Work Environment",
    "",
]


def test_formats_there_are() -> None:
    assert profiles() == ["duluth", "minnesota"]


def test_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="duluth, minnesota"):
        load_profile("paris")


def test_duluth_headings_and_codes() -> None:
    profile = load_profile("duluth")
    assert [section.heading for section in profile.sections] == DULUTH_ORDER
    assert profile.sections[-1].fields == (
        *("HR", "Union", "EEOC", "CSB", "Class No", "WC", "Pay", "EEOF", "CC", "Resolution"),
    )
    assert set(profile.employer_only) == {"G2", "P2", "P3", "E2", "E3"}
    assert not set(profile.employer_only) & set(profile.levels)


def test_minnesota_columns() -> None:
    columns = [section.columns for section in load_profile("minnesota").sections if section.columns]
    assert columns == [("Percent of time", "Essential", "Priority", "Discretion")]


@pytest.mark.parametrize(
    "text",
    [
        "name: [",
        "name: x",
        "just words",
        "{name: x, title: x, jurisdiction: x, imperative_duties: true, shows_shares: true,"
        " sections: [{heading: A, source: quoted, headings: '('}]}",
    ],
)
def test_damaged_format(text: str) -> None:
    with pytest.raises(InputError, match=r"broken\.yaml"):
        read_profile(text, "broken.yaml")


def test_neutral_wording_is_not_the_citys() -> None:
    """No run of eight words of ours stands in the city's document."""
    path = CORPUS / "duluth_hr_technician_revision_2023.txt"
    if not path.exists():
        pytest.skip(f"the corpus is not here: {path}")
    official = " ".join(re.findall(r"\w+", path.read_text(encoding="utf-8").lower()))
    profile = load_profile("duluth")
    items = [item.wording for listed in profile.standard.values() for item in listed]
    for wording in [*profile.levels.values(), profile.lead_in, *items, *(item.wording for item in profile.closing)]:
        words = re.findall(r"\w+", wording.lower())
        runs = [" ".join(words[at : at + 8]) for at in range(len(words) - 7)]
        assert not [run for run in runs if run in official]
