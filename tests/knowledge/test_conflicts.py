"""The conflict register: every open conflict is in it, each side can be quoted, and an answer meets only its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.engine.verify import verify
from assistant.models import Claim
from knowledge.conflicts import read_conflicts
from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import Citation, Kind, Passage, Source, Status
from knowledge.parse.pinpoint import parse
from knowledge.words import sentences

AP7 = "Admin. Procedure 7"
STAT = "Minn. Stat. 43A.07"
LAW = re.compile(r"Minn\. (?:Stat|R)\.|Admin\. Procedure|\d+ CFR")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("data"))


OPEN = {
    # the rights side: who, when, to whom, with what
    "employee-clock": 3,
    "addressee-under-delegation": 3,
    "appeal-of-no-change": 2,
    "new-or-relevant-material": 2,
    "receipt-place-under-delegation": 2,
    "eligibility-date-and-pay-start": 2,
    "who-may-ask": 2,
    "weekends-and-sending": 2,
    # the audit's method
    "time-test": 4,
    "comparison-with-other-positions": 3,
    "employee-right-to-an-audit": 3,
    "incumbent-goes-with-position": 3,
    "meaning-of-reallocation": 4,
    # editions
    "unclassified-list-dated": 2,
    "merit-principles-applicability": 2,
    "positions-outside-any-unit": 2,
    # differences noted beside the provisions themselves
    "new-information-and-back-pay": 2,
    "time-for-an-audit": 2,
    "review-of-position-descriptions": 2,
}


def test_every_open_conflict_is_there_with_its_sides(library: Library) -> None:
    assert {conflict.id: len(conflict.sides) for conflict in library.register} == OPEN


def test_every_pinpoint_is_held_and_every_law_is_cited_canonically(library: Library) -> None:
    held = {passage.pinpoint for passage in library.passages}
    points = [point for conflict in library.register for point in conflict.triggers]
    points += [side.pinpoint for conflict in library.register for side in conflict.sides if side.citation]
    assert len(points) > 80
    assert set(points) <= held
    assert [point for point in points if LAW.match(point) and str(parse(point)) != point] == []


def test_every_side_can_be_quoted_and_says_what_its_quotation_says(library: Library) -> None:
    """A side without a quotation is one whose source is not held; its address stands in its place."""
    for conflict in library.register:
        assert conflict.advice.endswith(".")
        for side in conflict.sides:
            assert side.as_of
            assert side.says.endswith(".")
            if side.citation is None:
                assert side.url.startswith("https://")
                continue
            assert side.citation.pinpoint == side.pinpoint
            assert verify([Claim(side.says, (side.citation,))], library.source)[1] == []


def test_the_sides_of_a_conflict_are_not_the_same(library: Library) -> None:
    for conflict in library.register:
        assert len({side.says for side in conflict.sides}) == len(conflict.sides)
        assert len({(side.pinpoint, side.as_of, side.says) for side in conflict.sides}) == len(conflict.sides)


def quoted(library: Library, pinpoint: str, words: str) -> Citation:
    """The sentence of a provision in which ``words`` stand."""
    for passage in library.passages:
        if passage.pinpoint == pinpoint:
            for start, end in sentences(passage.text):
                if words in " ".join(passage.text[start:end].split()):
                    return library.cite(passage, passage.start + start, passage.start + end)
    raise AssertionError(f"{words!r} does not stand in {pinpoint}")


TOUCHED = [
    (
        "Who may protest a reclassification?",
        [(f"{STAT}, subd. 3", "An appointing authority affected")],
        set(),
    ),
    ("How long do I have?", [(f"{AP7}, Appeals", "An employee has 30 calendar days")], {"employee-clock"}),
    ("How long does the agency have?", [(f"{AP7}, Appeals", "counted from the date on which it received")], set()),
    (
        "The last day is a Sunday. Does it move?",
        [(f"{AP7}, Appeals", "An employee has 30 calendar days")],
        {"employee-clock", "weekends-and-sending"},
    ),
    (
        "Who may appeal?",
        [(f"{AP7}, Appeals", "An employee affected by a reclassification")],
        {"addressee-under-delegation"},
    ),
    (
        "To whom do I send my protest?",
        [(f"{STAT}, subd. 3", "goes to the commissioner")],
        {"addressee-under-delegation"},
    ),
    (
        "They turned down my upgrade. Can I fight that?",
        [(f"{STAT}, subd. 3", "An appointing authority affected")],
        {"appeal-of-no-change"},
    ),
    ("What happens next?", [(f"{STAT}, subd. 3", "The commissioner shall review")], set()),
    ("When does my retro pay start?", [(f"{AP7}, Provisions C", "The date")], {"eligibility-date-and-pay-start"}),
    ("What goes in the packet?", [(f"{AP7}, Provisions A", "four items")], set()),
    (
        "Can I write straight to the state?",
        [(f"{AP7}, Provisions B", "Employees may send a request")],
        {"receipt-place-under-delegation"},
    ),
    ("I'm on probation. Can I ask?", [(f"{STAT}, subd. 2", "names only a permanent")], {"who-may-ask"}),
    (
        "Do they have to audit my job?",
        [(f"{STAT}, subd. 2", "may investigate its duties")],
        {"employee-right-to-an-audit"},
    ),
    ("How long can they take?", [(f"{STAT}, subd. 2", "no time limit")], {"time-for-an-audit"}),
    ("Do I move up with the job?", [(f"{STAT}, subd. 4", "stays only if")], {"incumbent-goes-with-position"}),
    ("Can I take the exam?", [(f"{STAT}, subd. 4", "permanent or probationary employee shall count")], set()),
    ("Is a student worker classified?", [("Minn. Stat. 43A.08, subd. 1(15)", "")], {"unclassified-list-dated"}),
    ("Half of my work is higher. Enough?", [("Job Audit Manual, 2.2.3", "must fully meet")], {"time-test"}),
    ("Does the manual talk of no match?", [("Job Audit Manual, 2.2.3", "proposes a new class")], set()),
]


@pytest.mark.parametrize(("question", "cited", "wanted"), TOUCHED, ids=[question for question, _, _ in TOUCHED])
def test_an_answer_meets_the_conflicts_it_touches_and_no_others(
    question: str, cited: list[tuple[str, str]], wanted: set[str], library: Library
) -> None:
    found = library.conflicts([quoted(library, *place) for place in cited], question)
    assert {conflict.id for conflict in found} == wanted


def test_a_question_alone_touches_nothing(library: Library) -> None:
    assert library.conflicts([], "When does my back pay start, and what if the last day is a Sunday?") == ()


def test_a_passage_counts_with_all_it_says(library: Library) -> None:
    whole = [passage for passage in library.passages if passage.heading == ("Employee's time to appeal",)]
    assert {conflict.id for conflict in library.conflicts(whole)} == {"employee-clock", "weekends-and-sending"}


def test_the_order_is_the_registers(library: Library) -> None:
    order = [conflict.id for conflict in library.register]
    found = [conflict.id for conflict in library.conflicts(library.passages, "")]
    assert found == [id for id in order if id in found]
    assert library.conflicts(reversed(library.passages), "") == library.conflicts(library.passages, "")


def official(text: str) -> Source:
    passage = Passage("official", f"{AP7}, Appeals", ("Appeals",), 0, len(text), text)
    return Source(
        "official", "AP 7", Kind.PROCEDURE, "State of Minnesota", "1982", Status.OFFICIAL, "", text, (passage,)
    )


def test_an_official_sentence_is_cited_where_it_says_the_same_and_silence_in_our_words(tmp_path: Path) -> None:
    """Its own wording is not ours; a restated sentence says that the procedure is silent."""
    library = Library(tmp_path)
    library.add(
        [official("Within 30 calendar days of the date it notified the employee the appointing authority waits.")]
    )
    by_id = {conflict.id: conflict for conflict in library.register}
    clock = by_id["employee-clock"].sides[0].citation
    silence = by_id["weekends-and-sending"].sides[0].citation
    assert clock is not None
    assert silence is not None
    assert (clock.source, clock.text_status) == ("official", Status.OFFICIAL)
    assert (silence.source, silence.text_status) == ("mn-admin-procedure-7", Status.RESTATED)


ROW = {
    "id": "one",
    "topic": "A topic",
    "triggers": [f"{AP7}, Appeals"],
    "sides": [{"says": "Something.", "pinpoint": f"{AP7}, Appeals", "as_of": "1982"}] * 2,
    "advice": "Ask.",
}
BAD = [
    (
        [{**ROW, "triggers": ["Admin. Procedure 7, Nowhere"]}],
        "one: no passage is held at 'Admin. Procedure 7, Nowhere'",
    ),
    ([{**ROW, "sides": ROW["sides"][:1]}], "one: sides: "),
    ([{**ROW, "remedy": "none"}], "one: remedy: "),
    ([{**ROW, "id": "Not an id"}], "Not an id: id: "),
    ([ROW, ROW], "one: its id stands twice"),
    (["a word"], "1: "),
    ([{**ROW, "sides": [{**ROW["sides"][0], "heading": "No such"}] * 2}], "one: no passage is held at"),
]


@pytest.mark.parametrize(("rows", "fault"), BAD, ids=[fault for _, fault in BAD])
def test_a_register_that_is_wrong_says_where(rows: list[object], fault: str, tmp_path: Path, library: Library) -> None:
    file = tmp_path / "conflicts.yaml"
    file.write_text(yaml.safe_dump(rows), "utf-8")
    with pytest.raises(InputError, match=re.escape(f"conflicts.yaml, {fault}")):
        read_conflicts(library.passages, library.evidence, library.cite, file)
