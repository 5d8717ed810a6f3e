"""Why the order of classes changed, what a class would take, and what separates two."""

from __future__ import annotations

import pytest

from assistant.classify.case import Case, read_case
from assistant.classify.moved import moved
from assistant.classify.rank import Ranker
from assistant.classify.separate import separations
from assistant.classify.wanted import wanted
from assistant.desk import Desk
from assistant.models import Factor, Verdict
from assistant.position.read import read_position
from knowledge.errors import UnknownName

DUTIES = "Duties\n1. Enters hires, transfers and leaves in the personnel system. (70%)\n2. Explains leave. (30%)\n"
CLOSE = f"{DUTIES}\nSupervision\nGets detailed instructions for every task. Does not supervise or lead anybody.\n"
FREE = (
    f"{DUTIES}\nSupervision\nWorks independently and settles unusual and complex cases without precedent. "
    "Trains less experienced technicians and reviews the work of other technicians.\n"
)


@pytest.fixture(scope="module")
def ranker(desk: Desk) -> Ranker:
    return Ranker(desk.plans_kept.plan("minnesota"))


def case(text: str, ranker: Ranker) -> Case:
    return read_case(read_position(text), ranker)


def test_the_same_facts_move_nothing(ranker: Ranker) -> None:
    again = DUTIES.replace("Duties\n", "What I do:\n")
    assert not moved(case(DUTIES, ranker), case(DUTIES, ranker), ranker)
    assert moved(case(DUTIES, ranker), case(DUTIES, ranker), ranker).because == ()
    assert not moved(case(DUTIES, ranker), case(again, ranker), ranker).decisive


def test_a_change_of_level_is_told_with_the_words_that_came_and_went(ranker: Ranker) -> None:
    before, after = case(CLOSE, ranker), case(FREE, ranker)
    found = moved(before, after, ranker)
    first = after.ranked[0].title
    assert before.ranked[0].title != first
    assert f"{first} is now number 1" in " ".join(found.ranks)
    independence = next(told for told in found.because if told.startswith(f"On {Factor.INDEPENDENCE}"))
    assert "Appeared: “Works independently" in independence
    assert "Disappeared: “Gets detailed instructions for every task.”" in independence
    assert "level" in found.decisive
    assert first in found.decisive


def test_what_is_told_of_a_change_is_true_of_both_ways(ranker: Ranker) -> None:
    before, after = case(CLOSE, ranker), case(FREE, ranker)
    there, back = moved(before, after, ranker), moved(after, before, ranker)
    factors = [{told.partition(",")[0] for told in each.because if told.startswith("On ")} for each in (there, back)]
    assert factors[0] == factors[1] != set()
    came = [told for told in there.because if told.startswith("Said now")]
    went = [told for told in back.because if told.startswith("Said before")]
    assert came[0].partition(": ")[2] == went[0].partition(": ")[2]


def test_another_kind_of_work_is_said_to_have_done_it(ranker: Ranker) -> None:
    mows = "Duties\n1. Mows lawns and plows snow in parks. (70%)\n2. Repairs mowers and trucks. (30%)\n"
    found = moved(case(DUTIES, ranker), case(mows, ranker), ranker)
    assert found.decisive.startswith("The kind of work did it")
    assert any("no longer among the first" in told or "not among the candidates" in told for told in found.ranks)


def test_what_a_class_would_take_is_asked_and_quoted_from_the_class(ranker: Ranker) -> None:
    found = wanted(read_position(CLOSE), ranker, "Human Resources Technician 2")
    assert found.place is not None
    assert len(found.questions) == len(found.needed)
    assert all(c.verdict is not Verdict.MATCHES for c in found.needed)
    assert Factor.INDEPENDENCE in {comparison.factor for comparison in found.needed}
    sources = {spec.source.id: spec.source.text for spec in ranker.plan.classes}
    assert all(sources[c.source][c.start : c.end] == c.quote for c in found.citations)


def test_a_class_far_from_the_draft_is_answered_too(ranker: Ranker) -> None:
    far = [spec.title for spec in ranker.plan.classes]
    near = {ranked.title for ranked in case(DUTIES, ranker).ranked}
    for title in [title for title in far if title not in near][:3] or far[-1:]:
        assert wanted(read_position(DUTIES), ranker, title).needed


def test_a_class_of_no_plan_is_an_error(ranker: Ranker) -> None:
    with pytest.raises(UnknownName, match="Astronaut 4"):
        wanted(read_position(DUTIES), ranker, "Astronaut 4")


def test_what_separates_the_first_classes_is_what_the_draft_leaves_open_first(ranker: Ranker) -> None:
    found = separations(read_position(DUTIES), ranker)
    assert found
    assert len({each.factor for each in found}) == len(found)
    assert [each.said for each in found] == sorted(each.said for each in found)
    titles = {ranked.title for ranked in case(DUTIES, ranker).ranked}
    assert all(set(each.classes) <= titles and each.classes == tuple(sorted(each.classes)) for each in found)


@pytest.mark.parametrize("text", ["", "Mows.", "City of Duluth\n\nDuties\n1. Mows lawns and plows snow in parks.\n"])
def test_nothing_is_separated_where_nothing_can_be_ranked(ranker: Ranker, text: str) -> None:
    assert separations(read_position(text), ranker) == ()
