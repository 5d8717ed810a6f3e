"""Letters of ten whole cases: each holds what its kind must tell, and no statement is without support or blank."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.cases.change_type import change_facts
from assistant.cases.entries import Party, Stage
from assistant.cases.packet_check import check_packet
from assistant.cases.verbs import ledger_of
from assistant.desk import Desk
from assistant.draft.paper_text import to_text, write_any
from assistant.letters.form import FORM, Form, Part, forms
from assistant.letters.letter import Letter, Line, Rows, to_paper
from assistant.letters.of_tests import clauses
from assistant.letters.write import outcome_of, write_letter
from knowledge.errors import InputError, UnknownName
from knowledge.models import STATE
from tests.cases.samples import GROWN, described, says, told
from tests.cases.ten import SPECIALIST, TWO, Told, ten

TODAY = date(2026, 11, 22)
CASES = {one.case.id: one for one in ten()}
LETTERS = sorted(forms())


@cache
def letter(desk: Desk, id: str, kind: str) -> Letter:
    return write_letter(CASES[id].case, kind, desk, TODAY)


def text(found: Letter) -> str:
    return " ".join(to_text(to_paper(found, with_sources=False), plain=True).split())


@pytest.mark.parametrize("id", CASES)
def test_every_letter_of_every_case_tells_what_it_must_and_rests_on_something(desk: Desk, id: str) -> None:
    for kind in LETTERS:
        found = letter(desk, id, kind)
        told_ = {line.tells for line in found.lines}
        wanted = set(forms()[kind].must_tell)
        if desk.plans_kept.plan(CASES[id].case.opened.plan).jurisdiction != STATE:
            wanted -= {"to whom", "by when", "what to include"}  # one blank stands for all four
        assert wanted <= told_, (kind, wanted - told_)
        assert [line.text for line in found.lines if not line.basis and not line.blank] == []


@pytest.mark.parametrize("id", CASES)
def test_the_outcome_the_packet_and_the_last_day_are_those_of_the_case(desk: Desk, id: str) -> None:
    expected: Told = CASES[id]
    assert outcome_of(expected.case, desk) == expected.outcome
    jurisdiction = desk.plans_kept.plan(expected.case.opened.plan).jurisdiction
    assert len(check_packet(expected.case, desk.library, jurisdiction).missing) == expected.missing
    days = [one.deadline.date.isoformat() for one in ledger_of(desk, expected.case, TODAY).due]
    assert days == ([expected.protest_day] if expected.protest_day else [])


def test_without_the_day_of_the_notice_the_last_day_is_a_blank(desk: Desk) -> None:
    found = letter(desk, "absent-trigger-date", "notice")
    assert [line for line in found.lines if line.blank and "counted from the day of the notice" in line.text]
    assert "2026-12" not in text(found)


def test_accounts_that_contradict_each_other_stand_side_by_side(desk: Desk) -> None:
    statement = text(letter(desk, "accounts-that-contradict", "statement of differences"))
    assert "Nobody checks my work." in statement
    assert "I check all of it every week." in statement
    questions = text(letter(desk, "accounts-that-contradict", "questions for the employee"))
    assert "What would show how it is with “supervision received”?" in questions
    assert "What the description says of it: “10% Supervision received: works under general" in statement
    facts = change_facts(CASES["accounts-that-contradict"].case, desk)
    assert facts.for_reallocation
    assert facts.for_change_in_allocation


def test_a_citys_letters_hold_no_rule_of_the_state(desk: Desk) -> None:
    for id in (id for id in CASES if id.startswith("duluth")):
        for kind in ("notice", "protest letter", "audit request memo", "deficiency letter"):
            said = text(letter(desk, id, kind))
            assert "43A.07" not in said
            assert "Procedure 7" not in said


def test_a_city_has_no_list_of_the_states_and_is_told_so(desk: Desk) -> None:
    """*Nothing is missing* would be a statement about a list that nobody holds."""
    assert "Nothing on the list is missing" not in text(letter(desk, "duluth-granted", "deficiency letter"))
    for kind in ("classified or unclassified", "lead work", "unit and routing"):
        assert "do not bind this employer" in text(letter(desk, "duluth-granted", f"worksheet: {kind}"))
        assert "do not bind this employer" not in text(letter(desk, "granted-a-technician", f"worksheet: {kind}"))


def test_every_clause_of_the_law_stands_in_the_worksheet_with_what_bears_on_it_and_no_finding(desk: Desk) -> None:
    student = (
        "Position purpose: To help in the records office as a student worker.\nResponsibilities\n1. Files records.\n"
    )
    case = told(
        described(Stage.CURRENT, student), says(Party.SUPERVISOR, "the post", "The executive director appoints her.")
    )
    sheet = write_letter(case, "worksheet: classified or unclassified", desk, TODAY)
    (table,) = (block.body for block in sheet.blocks if isinstance(block.body, Rows))
    assert [row[0].text for row in table.rows] == [f"({n})" for n in range(1, 21)]
    assert [row[0].basis.split(" (")[0] for row in table.rows] == [
        f"Minn. Stat. 43A.08, subd. 1({n})" for n in range(1, 21)
    ]
    assert all(row[3].blank for row in table.rows)
    bearing = {row[0].text: row[2].text for row in table.rows if row[2].text != "The file says nothing of it."}
    assert bearing.keys() == {"(15)", "(16)"}
    assert "student worker" in bearing["(15)"]
    assert bearing["(16)"] == "The supervisor on the post: “The executive director appoints her.”"
    assert {f"criterion {n}" for n in range(1, 8)} <= {line.tells for line in sheet.lines}


def test_the_clauses_are_those_that_the_law_at_hand_lists(desk: Desk) -> None:
    held = {one.pinpoint for one in desk.library.passages if one.pinpoint.startswith("Minn. Stat. 43A.08, subd. 1(")}
    assert {one.pinpoint for one in clauses()} == held


def test_the_ten_functions_stand_one_by_one_and_five_are_no_majority(desk: Desk) -> None:
    leads = "Responsibilities\n1. Hires, promotes, disciplines, evaluates and assigns work to four clerks. 100%\n"
    sheet = write_letter(told(described(Stage.CURRENT, leads)), "worksheet: supervisory functions", desk, TODAY)
    (table,) = (block.body for block in sheet.blocks if isinstance(block.body, Rows))
    assert len(table.rows) == 10
    held = sum(row[1].text == "spoken of as held" for row in table.rows)
    assert f"speaks of {held} of the ten functions as held; six or more are a majority" in text(sheet)
    assert 3 <= held <= 5


def test_each_party_is_asked_in_its_own_words_with_the_reason_and_room_to_answer(desk: Desk) -> None:
    employee, supervisor = (
        letter(desk, "granted-a-technician", f"questions for the {who}") for who in ("employee", "supervisor")
    )
    assert "When did you come into the position?" in text(employee)
    assert "When did the employee come into the position?" in text(supervisor)
    assert not re.search(r"\byour?\b", " ".join(row[0].text for row in rows_of(supervisor)).replace("as you saw", ""))
    for found in (employee, supervisor):
        assert all(row[1].text and row[2].blank and row[3].blank for row in rows_of(found))
        assert [row[0].text.split(".")[0] for row in rows_of(found)] == [str(n + 1) for n in range(len(rows_of(found)))]


def rows_of(found: Letter) -> tuple[tuple[Line, ...], ...]:
    return next(block.body.rows for block in found.blocks if isinstance(block.body, Rows))


def test_the_brief_answers_each_ground_and_holds_the_decided_class_against_the_one_asked_for(desk: Desk) -> None:
    brief = text(letter(desk, "level-in-the-series", "reviewer's brief"))
    assert f"The case for {TWO}:" in brief
    assert f"The case for {SPECIALIST}:" in brief
    assert "The employee's words on “ground 1”." in brief.split("new since the decision")[1].split("not settled")[0]
    grounds = rows_of(letter(desk, "level-in-the-series", "reviewer's brief"))
    assert [row[0].text for row in grounds] == ["“I audit transactions and correct the errors independently.”"]
    assert all(row[1].text and row[2].text and row[3].blank for row in grounds)


def test_a_notice_tells_both_parties_their_time_and_sets_the_former_class_beside(desk: Desk) -> None:
    notice = text(letter(desk, "lower-than-asked", "notice"))
    assert "How long an employee has:" in notice
    assert "How long the appointing authority has:" in notice
    assert "The position beside the class it was in" in notice
    assert "The position beside the class it was in" not in text(letter(desk, "same-no-change", "notice"))
    new = text(letter(desk, "new-position", "notice"))
    assert "How the position changed" not in new
    assert "The position is new, and this is its first class." in new
    assert "After either kind of change" not in new


def test_no_letter_decides_or_promises(desk: Desk) -> None:
    for id in CASES:
        for kind in LETTERS:
            said = text(letter(desk, id, kind)).lower()
            assert "you will keep" not in said
            assert "is properly documented." not in said
            assert not re.search(r"\bpoints:? \d", said)


def test_open_questions_cannot_be_answered_with_yes_or_no(desk: Desk) -> None:
    for id in CASES:
        for line in letter(desk, id, "questions for the supervisor").lines:
            assert not re.match(r"(?:is|are|do|does|did|was|were|has|have|can|will)\b", line.text, re.IGNORECASE)


def test_a_letter_needs_its_facts(desk: Desk) -> None:
    case = told(described(Stage.CURRENT, GROWN))
    with pytest.raises(InputError, match="a notice needs decided class; file the decision"):
        write_letter(case, "notice", desk, TODAY)
    with pytest.raises(UnknownName, match="deficiency letter"):
        write_letter(case, "deficiency", desk, TODAY)
    with pytest.raises(UnknownName, match="class option"):
        write_letter(CASES["granted-a-technician"].case, "notice", desk, TODAY, outcome="promoted")


def test_an_outcome_may_be_named(desk: Desk) -> None:
    found = write_letter(CASES["same-no-change"].case, "notice", desk, TODAY, outcome="class option")
    assert "The option within the class changes." in text(found)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".md"])
def test_a_letter_is_written_as_a_file(desk: Desk, tmp_path: Path, suffix: str) -> None:
    write_any(to_paper(letter(desk, "granted-a-technician", "notice")), tmp_path / f"notice{suffix}")
    written = " ".join(desk.read_file(tmp_path / f"notice{suffix}").split())
    assert "Pat Doe" in written
    assert "Where each statement comes from" in written


@pytest.mark.parametrize("kind", LETTERS)
def test_a_form_names_each_content_it_must_tell_once_or_more(kind: str) -> None:
    found = forms()[kind]
    assert {part.tells for part in found.parts if part.tells} == set(found.must_tell)


def test_a_part_that_says_two_things_or_none_is_refused() -> None:
    for wrong in ({}, {"say": "a", "blank": "b"}, {"say": "a", "pinpoint": "Minn. Stat. 43A.07"}):
        with pytest.raises(ValueError, match=r"a part says one thing|needs an anchor"):
            Part.model_validate(wrong)
    with pytest.raises(ValueError, match="extra"):
        Form.model_validate({"kind": "x", "title": "x", "purpose": "x", "must_tell": [], "parts": [], "colour": "red"})


def grade(words: str) -> float:
    """The Flesch-Kincaid grade of a text, syllables counted by groups of vowels."""
    found = re.findall(r"[A-Za-z']+", words)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in found)
    stops = max(1, len(re.findall(r"[.!?:;](?:\s|$)", words)))
    return 0.39 * len(found) / stops + 11.8 * syllables / len(found) - 15.59


def test_the_words_of_the_forms_are_plain() -> None:
    """What the forms say of their own, without quotations, reads at grade 9 or below on the whole."""
    for kind in LETTERS:
        own = [part.say for part in forms()[kind].parts if part.say and ("{" not in part.say or part.basis == FORM)]
        assert not own or grade(" ".join(own)) <= 9, (kind, grade(" ".join(own)))


TO_THE_EMPLOYEE = ("notice", "questions for the employee", "deficiency letter")


@pytest.mark.parametrize("kind", TO_THE_EMPLOYEE)
def test_what_the_program_words_in_a_letter_to_the_employee_is_plain(desk: Desk, kind: str) -> None:
    """Measured as it is sent, where an employee asked: whole statements of ours, without the words of others."""
    for id in (id for id, told_ in CASES.items() if told_.case.opened.requested_by is Party.EMPLOYEE):
        own = [
            line.text
            for line in letter(desk, id, kind).lines
            if not line.blank and not re.search(r"“|\.pdf|\.txt", line.text)
        ]
        said = " ".join(re.sub(r"\([^)]*\)", "", one) for one in own if len(one.split()) > 4)
        assert not said or grade(said) <= 9, (id, grade(said))


def test_the_statement_of_differences_tells_the_two_ways_to_file(desk: Desk) -> None:
    statement = text(letter(desk, "accounts-that-contradict", "statement of differences"))
    assert "directly to the central agency" in statement
    assert "with the supervisor's sign-off or separately from it" in statement


def test_the_outcomes_of_the_ten_cover_all_that_can_be_found_out() -> None:
    found = {one.outcome for one in CASES.values()}
    assert found == {"granted", "same class", "lower than asked", "level within the series", "other series"}
