"""The three documents at hand, messy as they are: everything citable is there, nothing else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from knowledge.models import DULUTH, FEDERAL, STATE, Kind, Source
from knowledge.parse.class_spec import parse_spec_header

from .conftest import CLASS_SPEC, MANUAL, pinpoints
from .conftest import DULUTH as DULUTH_FILE

Corpus = Callable[[str], dict[str, Source]]
EDITION = "Job Audit Manual, 4th ed., February 2011"


@pytest.mark.parametrize(
    ("file", "id", "kind", "jurisdiction", "edition"),
    [
        (MANUAL, "official-5-cfr-900-603", Kind.RULE, FEDERAL, EDITION),
        (MANUAL, "official-mn-stat-43a-07", Kind.STATUTE, STATE, EDITION),
        (MANUAL, "official-mn-stat-43a-08", Kind.STATUTE, STATE, EDITION),
        (MANUAL, "official-admin-procedure-7", Kind.PROCEDURE, STATE, EDITION),
        (CLASS_SPEC, "official-class-human-resources-technician-2", Kind.CLASS_SPEC, STATE, "Revised 06/2025"),
        (DULUTH_FILE, "official-duluth-memo-human-resources-technician", Kind.MEMO, DULUTH, "September 27, 2023"),
        (DULUTH_FILE, "official-duluth-human-resources-technician", Kind.JOB_DESCRIPTION, DULUTH, "September 27, 2023"),
    ],
)
def test_sources(corpus: Corpus, file: str, id: str, kind: Kind, jurisdiction: str, edition: str) -> None:
    source = corpus(file)[id]
    assert (source.kind, source.jurisdiction, source.edition) == (kind, jurisdiction, edition)
    assert source.official


@pytest.mark.parametrize(("file", "count"), [(MANUAL, 4), (CLASS_SPEC, 1), (DULUTH_FILE, 2)])
def test_no_other_sources(corpus: Corpus, file: str, count: int) -> None:
    assert len(corpus(file)) == count


def test_43a_07_has_six_subdivisions_and_two_paragraphs_in_the_second(corpus: Corpus) -> None:
    found = Counter(pinpoints(corpus(MANUAL)["official-mn-stat-43a-07"]))
    assert found == {f"Minn. Stat. 43A.07, subd. {n}": 2 if n == 2 else 1 for n in range(1, 7)}


def test_43a_08_has_all_its_clauses(corpus: Corpus) -> None:
    found = Counter(pinpoints(corpus(MANUAL)["official-mn-stat-43a-08"]))
    cite = "Minn. Stat. 43A.08, subd."
    clauses = [f"{cite} 1({n})" for n in range(1, 21)] + [f"{cite} 1a({n})" for n in range(1, 8)]
    assert found == {f"{cite} 1": 1, f"{cite} 1a": 2, **dict.fromkeys(clauses, 1)}


def test_procedure_7_has_all_its_provisions(corpus: Corpus) -> None:
    found = Counter(pinpoints(corpus(MANUAL)["official-admin-procedure-7"]))
    once = ["Description and Scope", "Objective", "Appeals", "Other Relevant Laws"]
    once += [f"{part} {letter}" for part in ("Responsibilities", "Other Relevant Laws") for letter in "ABC"]
    once += [f"Provisions {label}" for label in ("A", "A.1", "A.2", "A.3", "A.4", "B", "C", "D", "E")]
    expected = dict.fromkeys(once, 1) | {"Definitions": 2}
    assert found == {f"Admin. Procedure 7, {place}": count for place, count in expected.items()}


def test_merit_principles(corpus: Corpus) -> None:
    found = pinpoints(corpus(MANUAL)["official-5-cfr-900-603"])
    assert found[-7:] == ["5 CFR 900.603", *(f"5 CFR 900.603, principle {n}" for n in range(1, 7))]
    assert set(found[:-7]) == {"Job Audit Manual, D.1"}


def test_class_spec(corpus: Corpus) -> None:
    source = corpus(CLASS_SPEC)["official-class-human-resources-technician-2"]
    assert Counter(pinpoints(source)) == {
        "HR Technician 2, I. Kind and Level of Work": 3,
        "HR Technician 2, II. Distinguishing Characteristics": 3,
        "HR Technician 2, III. Examples of Work": 8,
        "HR Technician 2, IV. Knowledge, Skills, and Abilities": 7,
        "HR Technician 2, References": 2,
        "HR Technician 2, Revision History": 2,
    }
    header = parse_spec_header(source)
    assert (header.title, header.short) == ("Human Resources Technician 2", "HR Technician 2")
    assert header.also == ("Personnel Aide Senior", "HR Technician 2")


def test_duluth_description(corpus: Corpus) -> None:
    found = pinpoints(corpus(DULUTH_FILE)["official-duluth-human-resources-technician"])
    sections = ["Summary/Purpose", "Supervision Received", "Supervision Given"]
    sections += [f"Essential Duties and Responsibilities {n}" for n in range(1, 25)]
    sections += ["Job Requirements", "Job Requirements 1.A", "Job Requirements 2.A"]
    sections += [
        f"Job Requirements {n}.{letter}" for n, last in ((3, "F"), (4, "G"), (5, "K")) for letter in letters(last)
    ]
    sections += ["Physical Demands", "Work Environment", "Footer"]
    assert found == [f"Duluth HR Technician, {section}" for section in sections]


def letters(last: str) -> list[str]:
    return [chr(code) for code in range(ord("A"), ord(last) + 1)]


def test_duluth_memo(corpus: Corpus) -> None:
    found = Counter(pinpoints(corpus(DULUTH_FILE)["official-duluth-memo-human-resources-technician"]))
    assert found["Duluth memo, Background Information/Summary of Job"] == 4
    assert found["Duluth memo, Recommendation"] == 2


@pytest.mark.parametrize(
    ("file", "id", "pinpoint", "first", "last"),
    [
        (MANUAL, "official-mn-stat-43a-08", "Minn. Stat. 43A.08, subd. 1(15)", "student", "workers;"),
        (MANUAL, "official-mn-stat-43a-08", "Minn. Stat. 43A.08, subd. 1(19)", "the administrators", "Blind; and"),
        (MANUAL, "official-mn-stat-43a-07", "Minn. Stat. 43A.07, subd. 3", "An appointing", "procedure act."),
        (MANUAL, "official-admin-procedure-7", "Admin. Procedure 7, Objective", "To ensure", "the positions."),
        (MANUAL, "official-admin-procedure-7", "Admin. Procedure 7, Provisions E", "When a class", "seniority."),
        (DULUTH_FILE, "official-duluth-human-resources-technician",
         "Duluth HR Technician, Essential Duties and Responsibilities 7", "Process disability", "as needed."),
    ],
)  # fmt: skip
def test_a_passage_is_its_provision_from_first_word_to_last(
    corpus: Corpus, file: str, id: str, pinpoint: str, first: str, last: str
) -> None:
    (passage,) = [passage for passage in corpus(file)[id].passages if passage.pinpoint == pinpoint]
    assert passage.text.startswith(first)
    assert passage.text.endswith(last)


def test_a_sentence_broken_by_a_page_is_one_passage(corpus: Corpus) -> None:
    (source,) = corpus(CLASS_SPEC).values()
    (passage,) = [passage for passage in source.passages if passage.text.startswith("The HR Specialist 1")]
    assert "within established\n\nprocedures and guidelines" in passage.text


@pytest.mark.parametrize("file", [MANUAL, CLASS_SPEC, DULUTH_FILE])
@pytest.mark.parametrize(
    "words",
    ["Download", "Page20", "1.19 Mb", "Share with your friends", "copyright", "ininet", "send message", "Main page",
     "Page 2", "PAGE NO", "12 13", "~~"],
)  # fmt: skip
def test_page_furniture_is_in_no_passage(corpus: Corpus, file: str, words: str) -> None:
    for source in corpus(file).values():
        assert not any(words.lower() in passage.text.lower() for passage in source.passages)


@pytest.mark.parametrize(
    "words",
    ["Administrative Office Specialist", "calculator", "Visual acuity", "25 pounds", "paraprofessional,", "A.—",
     "Functional Areas", "JAH", "10-0608R", "usage/upgrades", "sit for extended", "Essential functions of"],
)  # fmt: skip
def test_struck_words_are_nowhere(corpus: Corpus, words: str) -> None:
    assert not any(words.lower() in source.text.lower() for source in corpus(DULUTH_FILE).values())


@pytest.mark.parametrize("entry", ["INDEX", "Web Links", "Abrupt Changes", "Hay Guide Chart", "Desk Audit", "WordNet"])
def test_the_index_is_in_no_source(corpus: Corpus, entry: str) -> None:
    assert not any(entry in source.text for source in corpus(MANUAL).values())


@pytest.mark.parametrize("file", [MANUAL, CLASS_SPEC, DULUTH_FILE])
def test_only_labels_and_form_heads_stand_outside_passages(corpus: Corpus, file: str) -> None:
    for source in corpus(file).values():
        end = 0
        for passage in source.passages:
            outside = source.text[end : passage.start]
            assert len(outside) < 400 if end == 0 else len(outside) < 160
            end = passage.end
