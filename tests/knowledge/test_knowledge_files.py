"""What the assistant knows: every file is whole, every first-set provision is there, and nothing is copied."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import knowledge
from knowledge.library import Library
from knowledge.models import DULUTH, STATE, Kind, Passage, Status
from knowledge.parse.pinpoint import parse
from knowledge.parse.restated import Restated, parse_restated
from knowledge.plans import Plans
from knowledge.words import official_terms, vocabulary

HOME = Path(knowledge.__file__).parent
FILES = sorted(path for path in HOME.rglob("*.md") if path.name != "README.md")
STATE_HEADINGS = [
    "I. Kind and Level of Work",
    "II. Distinguishing Characteristics",
    "III. Examples of Work",
    "IV. Knowledge, Skills, and Abilities",
    "Licensure",
    "Not Seen",
]
DULUTH_HEADINGS = [
    "Summary/Purpose",
    "Supervision Received",
    "Supervision Given",
    "Essential Duties and Responsibilities",
    "Job Requirements",
    "Physical Demands",
    "Work Environment",
]
FAMILIES = ("Minn. Stat. ", "Minn. R. ", "Admin. Procedure ", "5 CFR ", "29 CFR ")
NAMED_PART = re.compile(r", (?:principle|Example) \d+$")
"""A part that its instrument numbers outside its grammar; what stands before it is still canonical."""
NAMES_ONLY = {
    "Departments that may designate unclassified positions",
    "Other agencies and offices that may designate unclassified positions",
}
"""Headings of lists of agencies, whose names cannot be restated."""


@cache
def restated(path: Path) -> Restated:
    return parse_restated(path.read_text("utf-8"), str(path.relative_to(HOME)))


def every_passage() -> Iterator[Passage]:
    for path in FILES:
        yield from restated(path).source.passages


def profiles(jurisdiction: str) -> list[Restated]:
    found = map(restated, FILES)
    return [file for file in found if file.source.kind is Kind.CLASS_SPEC and file.source.jurisdiction == jurisdiction]


def held(prefix: str) -> set[str]:
    """What follows ``prefix`` in the pinpoints that begin with it."""
    return {p.pinpoint.removeprefix(prefix) for p in every_passage() if p.pinpoint.startswith(prefix)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_file_is_a_source_with_exact_passages(path: Path) -> None:
    source = restated(path).source
    assert source.status is Status.RESTATED
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", source.id)
    for said in (source.title, source.edition, source.jurisdiction, source.note):
        assert said.strip()
    assert source.url == "" or re.fullmatch(r"https?://\S+", source.url)
    assert source.passages
    for passage in source.passages:
        assert passage.text == source.text[passage.start : passage.end] == passage.text.strip() != ""
        assert "{" not in passage.text


def test_a_source_says_where_its_official_text_is() -> None:
    """All but gaps, which have none, and two observations of Duluth's documents, which the city does not publish."""
    without = [restated(path) for path in FILES if not restated(path).source.url]
    observed = {file.source.id for file in without if file.source.kind is not Kind.GAP}
    assert observed == {"duluth-description-format", "duluth-memo-2023-hr-technician"}


def test_a_gap_is_known_by_its_name_and_says_whom_to_ask() -> None:
    gaps = [p for path in FILES if restated(path).source.kind is Kind.GAP for p in restated(path).source.passages]
    assert len(gaps) > 30
    assert {passage.pinpoint for passage in gaps} == {f"Known gap: {rest}" for rest in held("Known gap: ")}
    assert [passage.pinpoint for passage in gaps if not re.search(r"\bAsk\b|\bask\b", passage.text)] == []


def test_ids_are_unique() -> None:
    for ids in (
        Counter(restated(path).source.id for path in FILES),
        Counter(passage.id for passage in every_passage()),
    ):
        assert [id for id, count in ids.items() if count > 1] == []


def test_the_library_reads_just_these_files(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert {source.id for source in library.sources.values()} == {restated(path).source.id for path in FILES}
    assert library.passages == tuple(passage for file in library.restated for passage in file.source.passages)


def test_law_is_cited_canonically() -> None:
    stems = [NAMED_PART.sub("", p.pinpoint) for p in every_passage() if p.pinpoint.startswith(FAMILIES)]
    stems += [
        f"Job Audit Manual, {NAMED_PART.sub('', rest)}"
        for rest in held("Job Audit Manual, ")
        if re.match(r"\w\.", rest)
    ]
    assert len(stems) > 120
    assert [stem for stem in stems if str(parse(stem)) != stem] == []


def test_law_stands_in_the_file_of_its_own_instrument() -> None:
    """A provision of chapter 43A is in the file of its section, so that the source's title is right for it."""
    strays = [
        passage.id
        for path in FILES
        for passage in restated(path).source.passages
        if (section := re.match(r"Minn\. Stat\. (43A\.\d+)", passage.pinpoint)) and section[1] not in path.name
    ]
    assert strays == []


FIRST_SET = {
    "Minn. Stat. 43A.07, subd. ": {f"{n}" for n in range(1, 7)},
    "Minn. Stat. 43A.08, subd. ": {"1", "1a"} | {f"1({n})" for n in range(1, 21)} | {f"1a({n})" for n in range(1, 8)},
    "Admin. Procedure 7, ": {
        "Description and Scope", "Objective", "Definitions", "Appeals",
        "Responsibilities A", "Responsibilities B", "Responsibilities C",
        "Provisions A", "Provisions A.1", "Provisions A.2", "Provisions A.3", "Provisions A.4",
        "Provisions B", "Provisions C", "Provisions D", "Provisions E",
        "Other Relevant Laws A", "Other Relevant Laws B", "Other Relevant Laws C",
    },
    "5 CFR 900.603, principle ": {f"{n}" for n in range(1, 7)},
    "Duluth description format, Supervision Received ": {"R1", "R2", "R3", "R4", "R5"},
    "Duluth description format, Supervision Given ": {"G0", "G1", "G2", "G3"},
}  # fmt: skip


@pytest.mark.parametrize("prefix", FIRST_SET)
def test_the_first_set_is_complete(prefix: str) -> None:
    assert held(prefix) == FIRST_SET[prefix]


def test_the_duties_of_the_agency_and_the_ways_a_study_starts_are_told_apart() -> None:
    """Five duties of an appointing authority stand in Responsibilities A; 43A.07, subd. 2, has five provisions."""
    counts = Counter(passage.pinpoint for passage in every_passage())
    assert counts["Admin. Procedure 7, Responsibilities A"] == 5
    assert counts["Minn. Stat. 43A.07, subd. 2"] == 5


@pytest.mark.parametrize("file", profiles(STATE), ids=lambda file: file.source.id)
def test_a_state_profile_has_the_six_headings(file: Restated) -> None:
    assert re.findall(r"^## (.*)$", file.source.text, re.M) == STATE_HEADINGS
    evidence = [passage.heading[0] for passage in file.source.passages]
    assert [heading for heading in STATE_HEADINGS if heading in evidence] == STATE_HEADINGS[:-1]
    assert "Not Seen" not in evidence
    short = file.fields["short"]
    assert all(passage.pinpoint.startswith(f"{short}, ") for passage in file.source.passages)


def test_the_duluth_profile_has_the_headings_of_the_city() -> None:
    (file,) = profiles(DULUTH)
    assert file.source.title == "Human Resources Technician"
    assert re.findall(r"^## (.*)$", file.source.text, re.M)[: len(DULUTH_HEADINGS)] == DULUTH_HEADINGS
    assert {passage.heading[0] for passage in file.source.passages} == set(DULUTH_HEADINGS)


def test_profiles_name_their_class_once_and_their_level_once() -> None:
    for jurisdiction in (STATE, DULUTH):
        files = profiles(jurisdiction)
        for names in (
            Counter(file.source.title for file in files),
            Counter(str(file.fields["short"]) for file in files),
        ):
            assert [name for name, count in names.items() if count > 1] == []
    ladder = Counter(
        (file.fields["series"], file.fields["level"]) for file in profiles(STATE) if "level" in file.fields
    )
    assert [step for step, count in ladder.items() if count > 1] == []
    assert all(isinstance(level, int) and level > 0 for _, level in ladder)


def test_series_with_several_levels() -> None:
    series: dict[str, list[int]] = defaultdict(list)
    for file in profiles(STATE):
        if "level" in file.fields:
            series[file.fields["series"]].append(file.fields["level"])
    assert sorted(series["Human Resources Technician"]) == [1, 2]
    assert sorted(series["Human Resources Specialist"]) == [1, 2, 3]
    assert len([levels for levels in series.values() if len(levels) >= 3]) >= 3


def test_contrasts_between_the_levels_name_the_other_class() -> None:
    """HR Technician 1, 2 and HR Specialist 1 each say what sets them apart from the next."""
    said = {p.pinpoint: p.text for p in every_passage() if p.heading[-1] == "II. Distinguishing Characteristics"}
    assert "Human Resources Technician 2" in said["HR Technician 1, II. Distinguishing Characteristics"]
    assert "Human Resources Technician 1" in said["HR Technician 2, II. Distinguishing Characteristics"]
    assert "Technician" in said["HR Specialist 1, II. Distinguishing Characteristics"]


def test_no_city_class_is_in_the_state_plan(tmp_path: Path) -> None:
    plans = Plans(tmp_path, Library(tmp_path))
    assert {spec.jurisdiction for spec in plans.plan("minnesota").classes} == {STATE}
    assert {spec.jurisdiction for spec in plans.plan("duluth").classes} == {DULUTH}


def test_the_vocabulary_is_read_whole() -> None:
    raw = yaml.safe_load((HOME / "vocabulary.yaml").read_text("utf-8"))
    assert len(vocabulary()) == len(raw) > 30
    for official, phrases in raw.items():
        for phrase in phrases:
            assert phrase == phrase.lower()
            assert official in official_terms(f"so {phrase} it was")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str, length: int = 10) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def test_a_run_is_seen_across_lines_and_marks() -> None:
    given = "The commissioner shall, upon request,\nreview the “position” and report it."
    assert runs("commissioner shall upon request review the position and report it") <= runs(given)
    assert not runs("one two three")


def test_nothing_is_copied_from_the_documents_themselves(corpus: Path) -> None:
    """No file shares ten words in a row with them; lists of agencies' names excepted."""
    official = set().union(*(runs(path.read_text("utf-8")) for path in corpus.iterdir()))
    assert len(official) > 5000
    copied = {}
    for path in FILES:
        text = restated(path).source.text
        for passage in restated(path).source.passages:
            if passage.heading[-1] in NAMES_ONLY:
                text = text.replace(passage.text, "")
        copied[path.name] = runs(text) & official
    for path in HOME.rglob("*.yaml"):
        copied[path.name] = runs(path.read_text("utf-8")) & official
    assert {name: found for name, found in copied.items() if found} == {}
