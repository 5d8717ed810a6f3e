"""A kept result made again: the same bytes, or which source changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cases.entries import DateSet, DecisionFiled, Opened, ResultKept, Stage, Withdrawn
from assistant.cases.precedents import precedent_of
from assistant.cases.results import made, rerun
from assistant.desk import Desk
from assistant.settings import Settings
from tests.cases.conftest import NOON
from tests.cases.samples import GROWN, described
from tests.cases.ten import ONE, TWO

DRAFT = """\
Processes personnel transactions under general supervision and audits employee records.
Resolves unusual problems in the records independently and trains new technicians.
"""


@pytest.fixture
def own(own_data: Path) -> Desk:
    return Desk.open(Settings(data_dir=own_data))


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("suggest", {"text": DRAFT, "plan": "minnesota"}),
        ("ask", {"question": "How long does an employee have to appeal a reallocation?", "role": "employee"}),
        ("opinion", {"text": DRAFT, "current": ONE, "proposed": TWO, "plan": "minnesota"}),
    ],
)
def test_a_kept_result_made_again_is_the_same(desk: Desk, verb: str, given: dict[str, str]) -> None:
    kept = ResultKept.model_validate_json(made(desk, verb, given).kept.model_dump_json())
    assert kept.made_by.sources
    assert kept.made_by.engine == "offline"
    assert bool(kept.made_by.plan) == (verb != "ask")
    again = rerun(desk, kept)
    assert again.same
    assert again.changed == ()


def test_it_says_which_source_changed(own: Desk, corpus: Path) -> None:
    kept = made(own, "suggest", {"text": DRAFT, "plan": "minnesota"}).kept
    (source,) = own.ingest([corpus / "mn_hr_technician_2_class_spec.txt"])
    again = rerun(own, kept)
    assert not again.same
    assert any(line.startswith(source.id) for line in again.changed)


def test_what_a_model_worded_is_not_made_again(desk: Desk) -> None:
    kept = made(desk, "ask", {"question": "How long does an employee have to appeal?"}).kept
    worded = kept.model_copy(update={"made_by": kept.made_by.model_copy(update={"engine": "llm"})})
    assert "llm" in rerun(desk, worded).skipped


def precedent(desk: Desk) -> str:
    """Another case, whose decision is kept; its number."""
    id = desk.cases.open(Opened(title="Another", plan="minnesota"), who="Ada", at=NOON).id
    decided = DecisionFiled(class_title=TWO, day=NOON.date(), by="HR")
    for did in (described(Stage.CURRENT, GROWN), decided):
        desk.cases.add(id, did, who="Ada", at=NOON)
    desk.cases.add(id, precedent_of(desk.cases.case(id))[0], who="Ada", at=NOON)
    return id


def test_a_kept_letter_is_the_same_whatever_happened_in_the_case_since(own: Desk) -> None:
    id = desk_case(own)
    given = {"case": id, "entries": 3, "kind": "reviewer's brief", "today": "2026-11-22", "plan": "minnesota"}
    kept = ResultKept.model_validate_json(made(own, "letter", given).kept.model_dump_json())
    texts = [line["text"] for line in kept.result["lines"]]
    assert any("may change the decision" in text for text in texts)
    assert any("43A.07" in source or "43a" in source for source in kept.made_by.sources)
    own.cases.add(id, DateSet(event="employee notified", day=NOON.date()), who="Ada", at=NOON)
    assert rerun(own, kept).same


def test_it_says_which_like_decision_came_or_went(own: Desk) -> None:
    id, text = desk_case(own), {"text": GROWN, "current": ONE, "proposed": TWO, "plan": "minnesota"}
    before = made(own, "opinion", {**text, "case": id}).kept
    other = precedent(own)
    assert not rerun(own, before).same
    assert [line.split(":")[1] for line in rerun(own, before).changed] == [" not cited then, decided 2026-11-22 now"]
    after = made(own, "opinion", {**text, "case": id}).kept
    assert after.result["like_decisions"]
    assert rerun(own, after).same
    own.cases.add(other, Withdrawn(entry=3, why="in error"), who="Ada", at=NOON)
    assert any("no longer here now" in line for line in rerun(own, after).changed)


def desk_case(desk: Desk) -> str:
    """A case with a decision, of three entries."""
    opened = Opened(title="A study", plan="minnesota", current_class=ONE, requested_class=TWO)
    id = desk.cases.open(opened, who="Ada", at=NOON).id
    for did in (described(Stage.CURRENT, GROWN), DecisionFiled(class_title=ONE, day=NOON.date(), by="HR")):
        desk.cases.add(id, did, who="Ada", at=NOON)
    return id
