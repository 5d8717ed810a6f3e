"""What sentences tell of besides work, where they are cut, and what is left when the duties are taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.position.contexts import Context, contexts, parts, tells_context
from assistant.position.loose import statements
from assistant.position.read import read_position


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The supervisor says what is wanted and when, and gives extra instruction on anything new.", "received"),
        ("My boss tells me each morning what to do.", "received"),
        ("foreman sets priorities for each storm, crew lead decides routes", "received"),
        ("A senior accountant looks at my statements.", "received"),
        ("Lead worker makes the schedule.", "received"),
        ("The director and I agree together on projects for the year.", "received"),
        ("Works under general direction.", "received"),
        ("Answers only for the mission of the program.", "received"),
        ("Problems I solve by the code and past practice.", "received"),
        ("No staff.", "given"),
        ("I don't supervise anybody.", "given"),
        ("Nobody works under me.", "given"),
        ("He has no authority over staff.", "given"),
        ("no hiring or firing", "given"),
        ("Reports to the Deputy Director.", "reports_to"),
        ("Needs an associate degree and two years of office work.", "education requirement"),
        ("Requires a four-year degree in accounting.", "education requirement"),
        ("You need a high school diploma and one year of customer service.", "education requirement"),
        ("3 yrs plow experience", "education"),
        ("Must hold a valid driver's license.", "license requirement"),
        ("ASE certs required.", "license"),
        ("No license needed.", "license"),
        ("Knowledge of benefits terms.", "knowledge"),
        ("must know streets & snow emergency rules", "knowledge"),
        ("You should know how to use Excel.", "knowledge"),
        ("Skilled in spreadsheets.", "skill"),
        ("Able to explain figures.", "ability"),
        ("You have to be patient with the public.", "ability requirement"),
        ("Lifts up to 50 pounds.", "physical"),
        ("Lots of bending and crawling under trucks.", "physical"),
        ("I sit most of the day in an office.", "physical"),
        ("Outdoors in all weather.", "environment"),
        ("Shop is noisy, with fumes.", "environment"),
        ("Office setting with evening meetings.", "environment"),
        ("Contacts: carriers, unions, legislators.", "contacts"),
        ("Has contact with auditors.", "contacts"),
        ("Budget: none.", "budget"),
    ],
)
def test_no_work_is_told_of(sentence: str, told: str) -> None:
    assert contexts(sentence) == {Context[name.upper()] for name in told.split()}
    assert tells_context(sentence)
    duties = read_position(f"Sorts mail.\n\n{sentence}").duties
    assert [duty.span.quote for duty in duties] == ["Sorts mail."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Issues licenses to contractors.",
        "Reviews degree claims.",
        "Supervises four clerks.",
        "Monitors the unit's budget.",
        "Checks physical records for missing pages.",
        "Helps the director with reports.",
        "Manages a high degree of change.",
        "Carries mail to 12 offices.",
        "Leads project reviews.",
        "Keeps records for seven years.",
        "He does welding.",
        "Works with the county on permits.",
    ],
)
def test_work_is_work(sentence: str) -> None:
    assert not tells_context(sentence)
    assert [duty.span.quote for duty in read_position(sentence).duties] == [sentence]


def test_under_the_title_of_supervisor_the_supervisor_is_the_position() -> None:
    sentence = "The supervisor assigns work to seven clerks."
    assert tells_context(sentence)
    assert not tells_context(sentence, "Benefits Unit Supervisor")
    assert tells_context("The director assigns work to the supervisor.", "Benefits Unit Supervisor")


@pytest.mark.parametrize("sentence", ["I have a degree in law.", "I've had the job for two years of work."])
def test_what_the_holder_brings_is_no_requirement(sentence: str) -> None:
    assert Context.EDUCATION not in contexts(sentence)


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("CDL class A w/ air brakes, 3 yrs plow experience", ["CDL class A w/ air brakes", "3 yrs plow experience"]),
        (
            "Knowledge of finance; ability to inspire people; skill in negotiation.",
            ["Knowledge of finance", "ability to inspire people", "skill in negotiation."],
        ),
        (
            "Requires a degree in accounting, or two years of college.",
            ["Requires a degree in accounting, or two years of college."],
        ),
        ("Knowledge of insurance law, bargaining agreements.", ["Knowledge of insurance law, bargaining agreements."]),
        ("No hiring or firing, foreman does that.", ["No hiring or firing, foreman does that."]),
        ("Issues permits, licenses and certificates.", ["Issues permits, licenses and certificates."]),
    ],
)
def test_a_sentence_is_cut_where_it_turns_to_another_requirement(sentence: str, pieces: list[str]) -> None:
    assert [sentence[start:end] for start, end in parts(sentence, 0, len(sentence))] == pieces


@given(
    st.text(alphabet="ab ,;.\nCDL", max_size=40), st.sampled_from(["CDL, 3 years of work", "ability to x; skill in y"])
)
def test_a_cut_loses_nothing_but_marks(noise: str, words: str) -> None:
    sentence = noise + words
    found = list(parts(sentence, 0, len(sentence)))
    lost = sentence
    for start, end in reversed(found):
        lost = lost[:start] + lost[end:]
    assert lost.strip(" ,;\n") in {"", "and", "but", "plus"}


def test_what_a_list_of_duties_holds_besides_duties_is_kept() -> None:
    position = read_position("Duties:\nPlan parks.\nNeeds a degree in planning.\nReports to the mayor.\n")
    assert [duty.span.quote for duty in position.duties] == ["Plan parks."]
    assert [statement.span.quote for statement in statements(position)] == [
        "Needs a degree in planning.",
        "Reports to the mayor.",
    ]


def test_bare_numbers_in_front_are_shares_only_where_they_make_up_the_time() -> None:
    listed = "DUTIES\n60 Collects samples\n40 Runs tests\n"
    assert [(duty.span.quote, duty.share) for duty in read_position(listed).duties] == [
        ("Collects samples", 60.0),
        ("Runs tests", 40.0),
    ]
    counted = "DUTIES\n12 boats are inspected\n3 docks are swept\n"
    assert [duty.share for duty in read_position(counted).duties] == [None]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("This job reviews plans and helps builders.\n\nWhat I do:\n- Review plans.\n", "This job reviews plans"),
        ("Harbor. Position purpose: keep boats safe.\n- Logs boats.\n", "keep boats safe."),
        ("Why the position exists\nBoats need care.\n\nDuties\n- Log boats.\n", "Boats need care."),
    ],
)
def test_purpose_without_its_usual_heading(text: str, purpose: str) -> None:
    found = read_position(text).purpose
    assert found is not None
    assert found.quote.startswith(purpose)


def test_sentences_in_small_letters_are_told_apart() -> None:
    position = read_position("sorts mail and greets people. no one under me. types letters.")
    assert [duty.span.quote for duty in position.duties] == ["sorts mail and greets people.", "types letters."]


@pytest.mark.parametrize(
    ("line", "heading"),
    [("REQ: 2 yr degree", "REQ"), ("SUPV: chemist gives instructions", "SUPV"), ("PHYS: stands long", "PHYS")],
)
def test_short_headings(line: str, heading: str) -> None:
    assert heading in read_position(f"DUTIES\n- Runs tests\n{line}\n").sections


def test_a_share_of_time_shows_that_a_known_word_names_duties() -> None:
    position = read_position("Duties\n\n**Supervision (40%)**\n- Hires staff\n**Budget (60%)**\n- Plans spending\n")
    assert "Supervision (40%)" not in position.sections
    assert [task.quote for duty in position.duties for task in duty.tasks] or len(position.duties) > 1
