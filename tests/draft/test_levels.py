"""Levels: every step of every ladder, denial, gaps, and two levels at once."""

from __future__ import annotations

import pytest

from assistant.draft.levels import choose_level, scales, signs_in, standard_level
from assistant.position.read import read_position


@pytest.mark.parametrize(
    ("scale", "text", "level"),
    [
        ("supervision_received", "Sorts mail. Told each day what to do.", "R1"),
        ("supervision_received", "Sorts mail from the manager's checklist.", "R1"),
        ("supervision_received", "Refers difficult cases to a specialist.", "R2"),
        ("supervision_received", "Supervisor gives specific instructions for new or difficult work.", "R2"),
        ("supervision_received", "Works independently within established procedures.", "R3"),
        ("supervision_received", "Plans own day. Sorts mail.", "R3"),
        ("supervision_received", "Gives advice to leaders. Self-directed.", "R4"),
        ("supervision_received", "Works under administrative direction.", "R5"),
        ("supervision_received", "Sorts mail and enters data.", ""),
        ("supervision_received", "Sorts mail. Does not work under close supervision.", ""),
        ("supervision_received", "Ability requirements\n- Ability to work within general supervision", ""),
        ("supervision_given", "Sorts mail. No staff.", "G0"),
        ("supervision_given", "Supervises: none\n\nSorts mail.", "G0"),
        ("supervision_given", "Does not supervise. Sorts mail.", "G0"),
        ("supervision_given", "Leads a two-person crew.", "G1"),
        ("supervision_given", "Guides the helper on the rig.", "G1"),
        ("supervision_given", "Hires, trains, assigns, rates eight staff.", "G2"),
        ("supervision_given", "Supervises: 4 clerks\n\nSorts mail.", "G2"),
        ("supervision_given", "Supervises: 2 (Dock Hand 1)\n\nSorts mail.", "G2"),
        ("supervision_given", "Supervises: 0\n\nSorts mail.", "G0"),
        ("supervision_given", "Supervises: nobody", "G0"),
        ("supervision_given", "Supervision given:\n- None.\n\nSorts mail.", "G0"),
        ("supervision_given", "Direct reports: N/A", "G0"),
        ("supervision_given", "Budget: none\nLicense: none\n\nSorts mail.", ""),
        ("supervision_given", "Supervises unit supervisors.", "G3"),
        ("supervision_given", "Sorts mail.", ""),
        ("physical_demands", "Works at a front desk. Types letters.", "P1"),
        ("physical_demands", "Stands for long periods of standing. Mows lawns.", "P2"),
        ("physical_demands", "Lifts up to 40 pounds.", "P2"),
        ("physical_demands", "Lifts up to 75 pounds.", "P3"),
        ("physical_demands", "Digs trenches and climbs ladders.", "P3"),
        ("physical_demands", "Types letters.", ""),
        ("work_environment", "Types letters in an office.", "E1"),
        ("work_environment", "Operates tractors outdoors.", "E2"),
        ("work_environment", "Fights wildfires.", "E3"),
        ("work_environment", "Types letters.", ""),
        ("work_environment", "Mixes chemicals for the pool.", "E2"),
        ("work_environment", "Writes reports on chemicals and outdoor programs.", ""),
        ("supervision_received", "Drafts policy. The director keeps final authority on policy.", ""),
    ],
)
def test_level(scale: str, text: str, level: str) -> None:
    choice = choose_level(read_position(text), scale)
    assert choice.level == level
    assert all(text[sign.span.start : sign.span.end] == sign.span.quote for sign in choice.signs)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("The boss tells me each morning what to do.", "R1"),
        ("I work from a checklist.", "R1"),
        ("She asks the foreman before doing anything.", "R1"),
        ("Asks the foreman about every odd job.", "R1"),
        ("The lead inspects every finished job.", "R1"),
        ("Works under the direct supervision of the chief.", "R1"),
        ("The supervisor says what is wanted and when.", "R2"),
        ("My manager gives extra instruction on anything new.", "R2"),
        ("Chemist gives detailed instructions for new methods.", "R2"),
        ("Works from general instructions; unusual transactions go to the finance manager.", "R2"),
        ("My supervisor checks my work at the end of each week.", "R2"),
        ("My manager sets the goals and deadlines and I plan the steps.", "R3"),
        ("Foreman sets priorities for each storm.", "R3"),
        ("Done under minimal supervision.", "R3"),
        ("Problems I solve by the code and past practice.", "R3"),
        ("The foreman hands out work orders, the mechanic figures out the repair.", "R3"),
        ("The director and I agree together on projects for the year.", "R4"),
        ("Works from broad program objectives.", "R4"),
        ("The deputy comments after the fact.", "R4"),
        ("Answers only for the mission of the program.", "R5"),
        ("Reports to the mayor, who only says what the mission is.", "R5"),
        ("Nobody reports here.", "G0"),
        ("I don't supervise anybody.", "G0"),
        ("He has no authority over staff.", "G0"),
        ("I lead no one.", "G0"),
        ("Runs the night crew, 5 drivers.", "G1"),
        ("Coordinates the work of two interns.", "G1"),
        ("Hires, trains, evaluates and disciplines seven clerks.", "G2"),
        ("Assigns the work of clerks. Supervises clerks.", "G2"),
        ("Supervises four division managers. Hires staff.", "G3"),
        ("I sit most of the day.", "P1"),
        ("Works mostly at a desk.", "P1"),
        ("Lifts 40 lb coolers.", "P2"),
        ("On my feet most of the day.", "P2"),
        ("Lifting parts over 50 lbs.", "P3"),
        ("Must be able to lift 60 pounds.", "P3"),
        ("Climbs poles.", "P3"),
        ("Works at the front counter.", "E1"),
        ("Works mostly indoors.", "E1"),
        ("Outdoors in all weather.", "E2"),
        ("Shop is noisy, with fumes; safety glasses required.", "E2"),
        ("Enters confined spaces.", "E3"),
        ("Deals with combative patients.", "E3"),
    ],
)
def test_everyday_words(words: str, level: str) -> None:
    names = {code: name for name, scale in scales().items() for code in scale.levels}
    scale = names.get(level, "supervision_received")
    assert choose_level(read_position(f"Sorts mail.\n\n{words}"), scale).level == level


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("physical_demands", "Needs an associate degree and two years of office work."),
        ("work_environment", "Needs an associate degree and two years of office work."),
        ("work_environment", "Four years as a heavy equipment mechanic outdoors."),
        ("physical_demands", "Supervises office support staff."),
        ("physical_demands", "Digs through old records."),
        ("physical_demands", "Builds a career ladder for clerks."),
        ("work_environment", "Catalogs library books."),
        ("work_environment", "Writes the domestic violence program plan."),
        ("supervision_received", "Writes detailed instructions for operators."),
        ("supervision_received", "Exercises general supervision over clerks."),
        ("supervision_received", "Handles problems with vendors."),
        ("supervision_received", "Sets priorities for the grant reviewers."),
        ("supervision_given", "Works across disciplines."),
        ("supervision_given", "Supervises fueling of aircraft."),
        ("supervision_given", "Class requested: Lead Worker"),
        ("supervision_given", "The park manager hires, evaluates and disciplines staff."),
    ],
)
def test_no_level_from_unrelated_words(scale: str, words: str) -> None:
    assert choose_level(read_position(f"Sorts mail.\n\n{words}"), scale).level == ""


def test_a_stated_lower_level_is_not_taken_in_by_a_mentioned_higher_one() -> None:
    text = "SUPERVISION GIVEN\nLeads a crew of two.\n\nDUTIES\n1. Hire staff.\n"
    choice = choose_level(read_position(text), "supervision_given")
    assert (choice.level, choice.others) == ("G1", ("G2",))


def test_reason_quotes_the_draft_and_names_both_neighbours() -> None:
    reason = choose_level(
        read_position("Sorts mail. Refers difficult cases to a specialist."), "supervision_received"
    ).reason
    assert "“Refers difficult cases to a specialist”" in reason
    assert "R3 instead, if" in reason
    assert "R1 instead, if" in reason


def test_two_levels_are_both_named_and_the_lower_is_picked() -> None:
    choice = choose_level(
        read_position("Sorts mail. Plans own day; new situations go to the chief."), "supervision_received"
    )
    assert (choice.level, choice.others) == ("R2", ("R3",))
    assert "also points to R3" in choice.reason


def test_what_the_own_section_states_comes_before_a_mention() -> None:
    text = "SUPERVISION RECEIVED\nWorks under general direction.\n\nDUTIES\n1. Refer difficult cases.\n"
    choice = choose_level(read_position(text), "supervision_received")
    assert (choice.level, choice.others) == ("R4", ("R2",))


def test_a_standard_paragraph_stands_for_its_own_level_only() -> None:
    text = "PHYSICAL DEMANDS\nOur work is sedentary, with some bending and climbing.\n"
    assert choose_level(read_position(text), "physical_demands").others == ()


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        ("Does not supervise.", "G0"),
        ("There is no direct supervision, but oversight of projects.", "G1"),
        ("This person supervises clerks.", "G2"),
        ("Supervises employees of broad discretion.", "G3"),
        ("Supervises nobody.", None),
        ("Nothing to see.", None),
    ],
)
def test_standard_level(paragraph: str, level: str | None) -> None:
    assert standard_level(paragraph, "supervision_given") == level


def test_signs_heed_denial() -> None:
    assert signs_in("Never climbs ladders.", "physical_demands") == set()
    assert signs_in("No rush; climbs ladders.", "physical_demands") == {"P3"}


def test_ladders_are_whole() -> None:
    steps = {name: list(scale.levels) for name, scale in scales().items()}
    assert steps == {
        "supervision_received": ["R1", "R2", "R3", "R4", "R5"],
        "supervision_given": ["G0", "G1", "G2", "G3"],
        "physical_demands": ["P1", "P2", "P3"],
        "work_environment": ["E1", "E2", "E3"],
    }
