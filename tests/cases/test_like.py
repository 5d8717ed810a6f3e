"""Like cases are found, and the same facts decided otherwise are told; the analysis never hears of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.cases.entries import DecisionFiled, PrecedentKept, Stage, canonical
from assistant.cases.like import SAME, Answer, like_case, like_decisions, like_opinion
from assistant.cases.precedents import precedent_of
from assistant.contract import suggest_json
from assistant.desk import Desk
from assistant.draft.paper_text import to_text
from assistant.letters.letter import to_paper
from assistant.letters.write import write_letter
from assistant.opinion.answer import opinion_json
from assistant.opinion.record import decision_record
from assistant.plain import suggested
from assistant.settings import Settings
from tests.cases.conftest import NOON
from tests.cases.samples import ANOTHER, FORMER, GROWN, described, told
from tests.cases.ten import ONE, TWO

REWORDED = GROWN.replace("trains new staff", "trains staff who are new").replace("Orders supplies", "Orders supplies")
SUPERVISING = REWORDED + "Supervision given: supervises four clerks; hires, assigns, evaluates and disciplines them.\n"


def kept(text: str, title: str, day: str = "2025-03-04", change: str = "") -> PrecedentKept:
    given = {"decision": 2, "description": 3, "plan": "minnesota", "text": text, "class_title": title}
    return PrecedentKept.model_validate({**given, "day": date.fromisoformat(day), "change": change})


@pytest.fixture
def own(data_dir: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own, with a precedent that decided nearly the same facts as TWO."""
    (tmp_path / "index").symlink_to(data_dir / "index")
    desk = Desk.open(Settings(data_dir=tmp_path))
    id = desk.cases.open(told(plan="minnesota").opened, who="Ada", at=NOON).id
    decided = DecisionFiled.model_validate(
        {"class_title": TWO, "day": date(2025, 3, 4), "by": "HR", "change": "reallocation"}
    )
    for did in (described(Stage.CURRENT, REWORDED), decided):
        desk.cases.add(id, did, who="Ada", at=NOON)
    desk.cases.add(id, precedent_of(desk.cases.case(id))[0], who="Ada", at=NOON)
    yield desk
    desk.cases.close()


def test_the_most_alike_come_first_and_other_work_not_at_all(desk: Desk) -> None:
    held = [kept(ANOTHER, "Plumber"), kept(FORMER, ONE), kept(REWORDED, TWO)]
    found = like_decisions(GROWN, held, desk.ranker("minnesota"))
    assert [one.class_title for one in found.decisions] == [TWO, ONE]
    near, far = found.decisions
    assert near.same_facts
    assert near.similarity >= SAME > far.similarity
    assert "audits" in far.only_draft
    assert "files" in far.only_allocated
    for one in found.decisions:
        assert GROWN[one.position.start : one.position.end] == one.position.quote
        assert "staff" in one.position.quote or "transactions" in one.position.quote


def test_the_same_whatever_else_was_decided_and_in_whatever_order(desk: Desk) -> None:
    ranker, one = desk.ranker("minnesota"), kept(FORMER, ONE)
    alone = like_decisions(GROWN, [one], ranker).decisions[0]
    more = [kept(REWORDED, TWO), one, kept(ANOTHER, "Plumber")]
    assert alone in like_decisions(GROWN, more, ranker).decisions
    assert like_decisions(GROWN, more, ranker) == like_decisions(GROWN, more[::-1], ranker)


@pytest.mark.parametrize(
    ("text", "title", "change", "says"),
    [
        (REWORDED, ONE, "", "nearly the same facts were decided otherwise in p-"),
        (REWORDED, TWO, "change in allocation", "was held to be a reallocation; on nearly the same facts"),
        (REWORDED, TWO, "reallocation", ""),
        (REWORDED, TWO.lower(), "", ""),
        (FORMER, ONE, "", ""),
        (SUPERVISING, ONE, "", ""),
    ],
)
def test_only_the_same_facts_decided_otherwise_are_told(
    desk: Desk, text: str, title: str, change: str, says: str
) -> None:
    answer = Answer(TWO, "reallocation", f"This position was decided as {TWO}")
    found = like_decisions(GROWN, [kept(text, title, change=change)], desk.ranker("minnesota"), answer)
    assert len(found.notes) == bool(says)
    assert all(says in note and "A person judges" in note for note in found.notes)


def test_decisions_that_differ_among_themselves_are_told_where_nothing_is_decided(desk: Desk) -> None:
    held = [kept(REWORDED, ONE), kept(REWORDED, TWO, "2025-06-07")]
    (note,) = like_decisions(GROWN, held, desk.ranker("minnesota")).notes
    assert "not always decided alike" in note
    assert ONE in note
    assert TWO in note


def test_the_analysis_is_the_same_to_the_byte_and_the_record_shows_them(own: Desk, desk: Desk) -> None:
    found = own.opinion(GROWN, current=ONE, proposed=TWO)
    other = own.opinion(GROWN, current=ONE, proposed="Plumber")
    like = like_opinion(GROWN, own, found.plan, found.analysis)
    assert like == like_opinion(GROWN, own, other.plan, other.analysis)
    shown = opinion_json(found, like=like)
    bare = opinion_json(desk.opinion(GROWN, current=ONE, proposed=TWO))
    assert shown["like_decisions"][0]["class_title"] == TWO
    assert bare["like_decisions"] == []
    apart = ("like_decisions", "consistency")
    assert canonical({k: v for k, v in shown.items() if k not in apart}) == canonical(
        {k: v for k, v in bare.items() if k not in apart}
    )
    sixth = to_text(decision_record(found, like=like), plain=True).split("6. Comparison positions")[1].split("7. ")[0]
    assert f"Decided as {TWO}" in sixth


def test_the_reviewers_brief_shows_them_and_never_the_cases_own(own: Desk) -> None:
    decided = DecisionFiled.model_validate({"class_title": ONE, "day": date(2026, 11, 2), "by": "HR"})
    case = told(described(Stage.CURRENT, GROWN), decided)
    brief = to_text(to_paper(write_letter(case, "reviewer's brief", own, NOON.date())), plain=True)
    assert "decided otherwise in p-" in brief
    (held,) = own.cases.ids()
    assert like_case(own.cases.case(held), own).decisions == ()
    assert like_case(told(decided), own).decisions == ()


OTHER_WORDS = """\
Duties
1. Keys hires, transfers and pay changes into the personnel system and checks the transactions of others for errors. 50%
2. Looks into mistakes in employee records, finds their cause and puts them right without asking. 30%
3. Shows newcomers how to handle unusual questions from employees at the counter. 20%
Works under general supervision and follows established procedures.
"""
"""The work of GROWN, told by somebody else."""


def test_the_same_work_in_other_words_is_found_and_not_called_the_same_facts(desk: Desk) -> None:
    held = [kept(OTHER_WORDS, TWO), kept(ANOTHER, "Plumber")]
    (found,) = like_decisions(GROWN, held, desk.ranker("minnesota")).decisions
    assert found.class_title == TWO
    assert not found.same_facts


def test_like_facts_decided_mostly_otherwise_are_told_as_like_and_not_the_same(desk: Desk) -> None:
    held = [kept(OTHER_WORDS, TWO), kept(OTHER_WORDS.replace("newcomers", "new clerks"), TWO, "2025-06-07")]
    (note,) = like_decisions(GROWN, held, desk.ranker("minnesota"), Answer(ONE, "", "This was decided")).notes
    assert f"of the 2 decisions most alike, 2 were for {TWO}" in note
    assert "not the same" in note
    assert like_decisions(GROWN, held, desk.ranker("minnesota"), Answer(TWO, "", "This was decided")).notes == ()


def test_a_suggestion_shows_this_offices_own_decisions_and_ranks_as_without_them(own: Desk, desk: Desk) -> None:
    found, bare = own.suggest(GROWN, plan="minnesota"), desk.suggest(GROWN, plan="minnesota")
    (decided,) = (one for suggested in found.suggestions for one in suggested.decided)
    (beside,) = (one for one in found.suggestions if one.decided)
    assert beside.class_title == decided.class_title == TWO
    assert suggest_json(found)["suggestions"][beside.rank - 1]["decided"][0]["id"] == decided.id
    assert "decided so by this office, Tuesday, March 4, 2025" in suggested(found)
    assert [(one.class_title, one.confidence) for one in found.suggestions] == [
        (one.class_title, one.confidence) for one in bare.suggestions
    ]
    (held,) = own.cases.ids()
    assert not any(one.decided for one in own.suggest(GROWN, plan="minnesota", case=held).suggestions)
