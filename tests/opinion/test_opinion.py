"""The second opinion: one analysis whatever is proposed, both sides quoted, and nothing decided."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.cases.entries import canonical
from assistant.desk import Desk
from assistant.draft.paper import Heading, Paragraph, Table
from assistant.draft.paper_text import to_text, write_any
from assistant.opinion.answer import opinion_json
from assistant.opinion.record import Known, decision_record
from knowledge.errors import InputError, UnknownName
from tests.command import Run

TECHNICIANS = """\
Position purpose: To provide technical human resources services to the managers of a division.
Responsibilities
1. Processes and audits personnel transactions, researches errors and corrects them independently within established
procedures. 60%
2. Answers unusual questions on leave and benefits, and trains new technicians. 40%
Supervision received: general supervision; questions of policy are referred to the supervisor.
"""
ONE, TWO = "Human Resources Technician 1", "Human Resources Technician 2"
OTHERS = ("Human Resources Specialist 1", "Human Resources Supervisor", "Office and Administrative Specialist")


def given(desk: Desk, current: str, proposed: str, text: str = TECHNICIANS) -> dict[str, Any]:
    return opinion_json(desk.opinion(text, current=current, proposed=proposed))


def quotations(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        own = [found] if "pinpoint" in found else []
        return own + [one for value in found.values() for one in quotations(value)]
    return [one for value in found for one in quotations(value)] if isinstance(found, list) else []


def test_the_analysis_is_the_same_to_the_byte_whatever_is_proposed(desk: Desk) -> None:
    found = [given(desk, ONE, proposed) for proposed in (TWO, *OTHERS)]
    assert len({canonical(one["analysis"]) for one in found}) == 1
    assert len({canonical(one["current"]) for one in found}) == 1
    for other in found[1:]:
        beside = {one["class_title"]: one for one in [other["proposed"], *other["related"]]}
        for one in [found[0]["proposed"], *found[0]["related"]]:
            if one["class_title"] in beside:
                assert canonical(one) == canonical(beside[one["class_title"]])


def test_who_is_current_and_who_is_proposed_makes_no_difference(desk: Desk) -> None:
    here, there = given(desk, ONE, TWO), given(desk, TWO, ONE)
    assert here["current"] == there["proposed"]
    assert here["case_for"]["current"] == there["case_for"]["proposed"]
    assert here["would_flip"] == there["would_flip"]
    assert here["reading"] == there["reading"]


def test_both_classes_stand_beside_the_evidence_with_quotes_to_the_letter(desk: Desk) -> None:
    found = given(desk, ONE, TWO)
    for side in ("current", "proposed"):
        assert len(found[side]["factors"]) == 7
        assert found[side]["concept"]
        for compared in found[side]["factors"]:
            span = compared["position"]
            assert TECHNICIANS[span["start"] : span["end"]] == span["quote"]
    for cited in quotations(found):
        assert desk.source(cited["source"]).text[cited["start"] : cited["end"]] == cited["quote"]


def test_it_says_what_decides_and_what_would_flip_it(desk: Desk) -> None:
    found = given(desk, ONE, TWO)
    assert found["proposed"]["place"] < found["current"]["place"]
    assert any("independence" in told and "corrects them independently" in told for told in found["deciding"])
    assert found["would_flip"]
    assert ONE in found["case_for"]["current"]
    assert TWO in found["reading"]


def test_a_class_of_another_kind_of_work_gets_no_flattery(desk: Desk) -> None:
    found = given(desk, "Plumber", TWO)
    assert found["current"]["place"] is None
    assert "Little speaks for Plumber" in found["case_for"]["current"]
    assert found["deciding"][0].startswith("Kind of work comes first")
    assert "another kind of work" in found["would_flip"][0]


def test_the_same_class_twice_is_weighed_once(desk: Desk) -> None:
    found = given(desk, TWO, TWO)
    assert found["deciding"] == found["would_flip"] == []
    assert found["current"] == found["proposed"]


def test_a_description_that_says_little_settles_nothing(desk: Desk) -> None:
    found = given(desk, ONE, TWO, "Helps out in the office.")
    assert found["decision"] == "clarify"
    assert found["reading"].startswith("The description does not settle it.")
    assert found["analysis"]["questions"]


def test_an_unknown_class_names_those_that_are_near(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="Human Resources Technician 2"):
        desk.opinion(TECHNICIANS, current=ONE, proposed="Human Resource Technician 3")
    with pytest.raises(InputError, match="the description is empty"):
        desk.opinion(" ", current=ONE, proposed=TWO)


def test_the_record_has_the_manuals_seven_sections_and_leaves_the_decision_blank(desk: Desk) -> None:
    paper = decision_record(desk.opinion(TECHNICIANS, current=ONE, proposed=TWO))
    sections = [part.text for part in paper.parts if isinstance(part, Heading) and part.depth == 1]
    assert [heading[:2] for heading in sections] == [f"{n}." for n in range(1, 8)]
    blanks = [
        part.words[0].text
        for part in paper.parts
        if isinstance(part, Paragraph) and any(run.blank for run in part.words)
    ]
    for field in ("Determination: ", "Determined by: ", "Class determined, and why: ", "Signature and date: "):
        assert field in blanks
    assert sum(isinstance(part, Table) for part in paper.parts) == 2


def test_what_people_stated_takes_the_place_of_blanks(desk: Desk) -> None:
    known = Known(header=(("Incumbent", "Pat Doe"),), reasons=("The supervisor says: audits were added in May.",))
    text = to_text(decision_record(desk.opinion(TECHNICIANS, current=ONE, proposed=TWO), known), plain=True)
    assert "Incumbent: Pat Doe" in text
    assert "audits were added in May" in text
    assert "Time frame" not in text


def test_a_citys_record_does_not_cite_the_states_authority(desk: Desk) -> None:
    title = desk.plans_kept.plan("duluth").classes[0].title
    paper = decision_record(desk.opinion(TECHNICIANS, current=title, proposed=title, plan="duluth"))
    text = to_text(paper)
    assert "43A.07" not in text.split("## 1")[0]
    assert "does not bind that employer" in text


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".md"])
def test_the_record_is_written_as_the_file_that_is_asked_for(desk: Desk, tmp_path: Path, suffix: str) -> None:
    paper = decision_record(desk.opinion(TECHNICIANS, current=ONE, proposed=TWO))
    out = tmp_path / f"record{suffix}"
    write_any(paper, out)
    assert "corrects them independently" in " ".join(desk.read_file(out).split())


def test_on_the_command_line(command: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(TECHNICIANS, "utf-8")
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))
    run = partial(command, "opinion", file, "--current", ONE)
    found = run("--proposed", TWO, "--json", "--out", tmp_path / "record.md")
    assert found.json["proposed"]["class_title"] == TWO
    assert (tmp_path / "record.md").read_text("utf-8").startswith("# Decision record, draft")
    assert "7. Analysis and determination" in run("--proposed", TWO).out
    wrong = run("--proposed", "No such class")
    assert wrong.code == 2
    assert wrong.err.count("\n") == 1
