"""Corrections by hand: each a new interview, the record kept, and what stays keeps who said it."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from assistant.interview import edit
from assistant.interview.facts import Fact, Field, Interview, Speaker
from assistant.interview.write import provenance, written
from tests.interview.conftest import PAT, WHEN, held, started

KIM = Speaker(role="human resources", name="Kim")
LATER = WHEN + timedelta(days=1)
DRAFT = (
    "Purpose: To keep records.\n\n"
    + "Duties\n1. Files records (50%)\n   a. Opens boxes\n2. Copies plans (50%)\n3. Shreds papers\n"
)


def words(interview: Interview) -> list[str]:
    return [duty.words for duty in interview.duties]


def test_a_reworded_duty_keeps_its_place_its_tasks_and_its_share() -> None:
    interview = started(DRAFT)
    after = edit.reworded(interview, interview.duties[0], "Files and finds records", KIM, LATER)
    assert words(after) == ["Files and finds records", "Copies plans", "Shreds papers"]
    assert "1. Files and finds records (50%)\n   - Opens boxes\n2." in written(after)
    assert after.duties[0].by == KIM
    assert after.duties[1].by == interview.duties[1].by
    assert "“Files records” (the draft, 2026-03-02); no longer written" in provenance(after)


@pytest.mark.parametrize("new", ["", "   ", "Files records", " Files  records "])
def test_the_same_words_or_none_change_nothing(new: str) -> None:
    interview = started(DRAFT)
    assert edit.reworded(interview, interview.duties[0], new, KIM, LATER) == interview


@pytest.mark.parametrize(
    ("duty", "by", "order"),
    [(0, 1, "213"), (0, 9, "231"), (2, -1, "132"), (2, -9, "312"), (0, -1, "123"), (2, 1, "123")],
)
def test_duties_move_and_stay_within_the_list(duty: int, by: int, order: str) -> None:
    interview = started(DRAFT)
    after = edit.moved(interview, interview.duties[duty], by)
    assert words(after) == [words(interview)[int(place) - 1] for place in order]
    assert sorted(fact.id for fact in after.facts) == sorted(fact.id for fact in interview.facts)


def test_a_duty_taken_out_takes_its_own_facts_along_and_stays_in_the_record() -> None:
    interview = started(DRAFT)
    after = edit.without_duty(interview, interview.duties[0])
    assert words(after) == ["Copies plans", "Shreds papers"]
    assert "Opens boxes" not in written(after)
    assert "Opens boxes" in provenance(after)


def test_a_duty_is_added_at_the_end_by_whoever_typed_it() -> None:
    after = edit.with_duty(started(DRAFT), " Answers\nthe phone ", KIM, LATER)
    assert words(after)[-1] == "Answers the phone"
    assert (after.duties[-1].by, after.duties[-1].when) == (KIM, LATER)
    assert edit.with_duty(after, " ", KIM, LATER) == after


def test_a_field_is_set_statement_by_statement() -> None:
    interview = edit.with_statements(started(DRAFT), Field.CONTACTS, ["Architects", "Owners"], PAT, WHEN)
    after = edit.with_statements(interview, Field.CONTACTS, ["Owners", "", "Courts"], KIM, LATER)
    assert [(fact.words, fact.by) for fact in after.of(Field.CONTACTS)] == [("Owners", PAT), ("Courts", KIM)]
    gone = next(fact for fact in after.facts if fact.words == "Architects")
    assert gone.replaced_by == after.of(Field.CONTACTS)[1].id
    none = edit.with_statements(after, Field.CONTACTS, [], KIM, LATER)
    assert none.of(Field.CONTACTS) == ()
    assert len(none.facts) == len(after.facts)


def test_text_typed_anew_keeps_who_said_what_is_still_said() -> None:
    interview = held(started(DRAFT), {"contacts": "Architects, to give them plans."})
    text = written(interview).replace("Copies plans", "Copies and mails plans")
    after = edit.reread(interview, text, KIM, LATER)
    by = {fact.words: fact.by for fact in after.standing}
    assert by["Architects, to give them plans."] == PAT
    assert by["Copies and mails plans"] == KIM
    assert by["Files records"].role == "the draft"
    assert written(after) == text


def test_any_run_of_corrections_loses_no_fact_and_breaks_no_reference() -> None:
    chance = random.Random(7)
    for _ in range(40):
        interview = started(DRAFT)
        for step in range(12):
            after = _changed(interview, chance, step)
            ids = [fact.id for fact in after.facts]
            assert len(ids) == len(set(ids))
            assert {fact.id for fact in interview.facts} <= set(ids)
            standing = {fact.id for fact in after.duties}
            assert all(fact.duty in standing for fact in after.standing if fact.duty is not None)
            assert written(started(written(after))) == written(after)
            interview = after


def _changed(interview: Interview, chance: random.Random, step: int) -> Interview:
    duties = interview.duties
    if not duties or chance.random() < 0.3:
        return edit.with_duty(interview, f"Counts boxes of kind {step}", KIM, LATER)
    duty: Fact = chance.choice(duties)
    return chance.choice(
        [
            lambda: edit.moved(interview, duty, chance.choice((-2, -1, 1, 2))),
            lambda: edit.without_duty(interview, duty),
            lambda: edit.reworded(interview, duty, f"Weighs boxes of kind {step}", KIM, LATER),
            lambda: edit.with_statements(interview, Field.PRIORITY, [chance.choice("ABC")], KIM, LATER, duty.id),
            lambda: edit.with_statements(interview, Field.TASK, ["Lifts lids", "Looks in"], KIM, LATER, duty.id),
        ]
    )()
