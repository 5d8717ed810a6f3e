"""Drafted descriptions: order, origins, gaps, closing duties, items, remarks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.profile import load_profile
from assistant.draft.wording import employer_wording
from assistant.models import Origin
from tests.draft.samples import APPROVED, LOOSE, ROUGH, approved_source, drafted, texts, under

WORDING = employer_wording([approved_source()])
DUTIES = "ESSENTIAL DUTIES AND RESPONSIBILITIES"


def test_sections_in_order_without_the_optional_one() -> None:
    headings = [plan.heading for plan in load_profile("duluth").sections]
    headings.remove("DISTINGUISHING FEATURES OF THE CLASS")
    assert [section.heading for section in drafted(ROUGH).sections] == headings


def test_distinguishing_features_stand_where_the_draft_has_them() -> None:
    draft = drafted("SUMMARY/PURPOSE\nTo load.\n\nDISTINGUISHING FEATURES OF THE CLASS\nEntry level.\n")
    assert [section.heading for section in draft.sections][1] == "DISTINGUISHING FEATURES OF THE CLASS"


@pytest.mark.parametrize(
    ("class_title", "text", "title"),
    [
        ("Dock Worker", ROUGH, "Dock Worker"),
        (None, ROUGH, "Gas Line Leader"),
        (None, "Class requested: Director\n\nSorts mail.", "[To be supplied by the employer: class title]"),
    ],
)
def test_title(class_title: str | None, text: str, title: str) -> None:
    assert drafted(text, class_title=class_title).title == title


def test_duties_are_numbered_flat_without_shares_and_close_with_the_pair() -> None:
    section = under(drafted(ROUGH), DUTIES)
    assert [block.marker for block in section.blocks] == [f"{n}." for n in range(1, 8)]
    assert [block.text for block in section.blocks][:3] == [
        "Lead a two-person crew",
        "Assign the day's locates.",
        "Check the work of helpers.",
    ]
    assert not any("%" in block.text for block in section.blocks)
    assert section.blocks[-1].text == "Other duties as assigned."
    assert [block.origin for block in section.blocks[-2:]] == [Origin.NEUTRAL, Origin.DRAFT]


def test_employers_closing_pair_replaces_the_drafts_own() -> None:
    section = under(drafted(ROUGH, wording=WORDING), DUTIES)
    assert [block.text for block in section.blocks[-2:]] == [cited.quote for cited in WORDING.closing]
    assert sum("duties" in block.text.lower() for block in section.blocks) == 1


def test_closing_pair_once_when_the_draft_already_has_it() -> None:
    assert texts(drafted(APPROVED, wording=WORDING), DUTIES) == [
        "Load boats.",
        "Be a good team member at all hours.",
        "Other duties may be assigned.",
    ]


def test_every_employer_block_is_its_own_quotation() -> None:
    draft = drafted("Refers difficult cases. No staff.", wording=WORDING)
    cited = [block for section in draft.sections for block in section.blocks if block.origin is Origin.EMPLOYER]
    assert len(cited) == 8
    for block in cited:
        assert block.citation is not None
        assert block.text == block.citation.quote == APPROVED[block.citation.start : block.citation.end]


def test_items_of_the_draft_come_first_and_standard_ones_are_not_doubled() -> None:
    abilities = under(drafted(ROUGH), "5. Ability Requirements")
    assert [block.text for block in abilities.blocks[:2]] == [
        "Ability to lift 80 pounds",
        "Ability to follow spoken instructions",
    ]
    assert [block.marker for block in abilities.blocks] == ["A.", "B.", "C.", "D.", "E.", "F.", "G."]
    assert "Ability to understand instructions and carry them out." not in texts(
        drafted(ROUGH), "5. Ability Requirements"
    )


def test_office_equipment_is_not_assumed_for_heavy_work() -> None:
    assert not any("office equipment" in text for text in texts(drafted(ROUGH), "4. Skill Requirements"))
    assert any("office equipment" in text for text in texts(drafted("Types letters."), "4. Skill Requirements"))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("1. Education & Experience Requirements", ["High school diploma and two years of work with gas."]),
        ("2. License Requirements", ["CDL class B required."]),
    ],
)
def test_qualifications_are_only_those_of_the_draft(heading: str, expected: list[str]) -> None:
    assert texts(drafted(ROUGH), heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "SUMMARY/PURPOSE",
        "SUPERVISION RECEIVED",
        "SUPERVISION GIVEN",
        "1. Education & Experience Requirements",
        "2. License Requirements",
        "Physical Demands",
        "Work Environment",
    ],
)
def test_what_nobody_said_is_a_visible_blank(heading: str) -> None:
    section = under(drafted("Types letters."), heading)
    assert [block.origin for block in section.blocks] == [Origin.BLANK]
    assert section.blocks[0].text.startswith("[To be supplied by the employer: ")
    assert section.level == ""


def test_license_blank_says_that_none_is_stated() -> None:
    assert "no specific license is stated" in texts(drafted("Types letters."), "2. License Requirements")[0]


@pytest.mark.parametrize(
    ("text", "heading", "level"),
    [
        ("Hires and rates eight staff.", "SUPERVISION GIVEN", "G2"),
        ("Lifts up to 40 pounds.", "Physical Demands", "P2"),
        ("Climbs ladders.", "Physical Demands", "P3"),
        ("Operates trucks outdoors.", "Work Environment", "E2"),
        ("Fights wildfires.", "Work Environment", "E3"),
    ],
)
def test_unseen_wording_is_marked_with_level_and_facts(text: str, heading: str, level: str) -> None:
    section = under(drafted(text, wording=WORDING), heading)
    assert section.level == level
    assert section.blocks[0].origin is Origin.BLANK
    assert level in section.blocks[0].text
    assert text.rstrip(".") in section.blocks[0].text


def test_codes_stay_blank_even_if_the_draft_has_them() -> None:
    draft = drafted("HR: AB\tUnion: Basic\tPay: 9\nCSB:\tCC:\n\nTypes letters.")
    assert {(block.text, block.origin) for block in under(draft, "").blocks} == {("", Origin.BLANK)}


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Refers difficult cases. Types letters independently.", "Supervision received is R2, but the list of duties"),
        ("SUPERVISION RECEIVED\nGeneral direction.\n\nDUTIES\n1. Type as told.\n", "Supervision received is R4, but"),
        (
            "SUPERVISION GIVEN\nDoes not supervise.\n\nDUTIES\n1. Supervise clerks.\n",
            "Supervision given is G0, but a duty",
        ),
        ("PHYSICAL DEMANDS\nSedentary.\n\nDUTIES\n1. Climb ladders.\n", "Physical demands is P1, but a duty"),
        ("WORK ENVIRONMENT\nEveryday risks.\n\nDUTIES\n1. Drive trucks.\n", "Work environment is E1, but a duty"),
        ("Plans own day; new situations go to the chief. Types.", "points to R2 and to R3"),
        ("City of Saint Paul. Types letters.", "names City of Saint Paul"),
        ("Duties:\n1. Reports broken pumps.\n", "do not begin with a plain verb"),
        ("Types letters. Hybrid.", "Not placed: “Hybrid.”"),
        ("Types letters.", "These have a part that the employer must supply: SUMMARY/PURPOSE; SUPERVISION RECEIVED; "),
    ],
)
def test_remarks(text: str, remark: str) -> None:
    assert any(remark in note for note in drafted(text).notes)


def test_wording_of_another_employer_is_not_used() -> None:
    other = employer_wording([approved_source(jurisdiction="City of Elsewhere")])
    draft = drafted("Refers difficult cases.", wording=other)
    assert not any(block.origin is Origin.EMPLOYER for section in draft.sections for block in section.blocks)
    assert any("City of Elsewhere was not used" in note for note in draft.notes)


def test_minnesota_rows_carry_shares_and_blanks() -> None:
    draft = drafted(ROUGH, "minnesota")
    blocks = under(draft, "Principal Responsibilities, Tasks and Performance Indicators").blocks
    assert [(block.marker, block.text) for block in blocks[:7]] == [
        ("1.", "Lead a two-person crew"),
        ("a.", "Assign the day's locates."),
        ("b.", "Check the work of helpers."),
        ("Percent of time:", "50"),
        ("Essential:", ""),
        ("Priority:", ""),
        ("Discretion:", ""),
    ]
    assert any("discretion code" in text for text in texts(draft, "Legend"))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Position Purpose", ["To keep gas lines safe."]),
        ("Reports To", ["Utility Supervisor"]),
        ("Supervises", ["nobody, but leads a crew of two"]),
        ("Freedom to Act", ["Plans own day; new situations go to the foreman."]),
    ],
)
def test_minnesota_fields(heading: str, expected: list[str]) -> None:
    assert texts(drafted(ROUGH, "minnesota"), heading) == expected


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Duties:\n1. Type letters (50%)\n2. File (20%)\n", "come to 70, not to 100"),
        ("Duties:\n1. Type letters (96%)\n2. File papers (4%)\n", "takes 4 percent"),
        ("Duties:\n" + "".join(f"{n}. Type letter {n}.\n" for n in range(1, 10)), "There are 9 responsibilities"),
    ],
)
def test_minnesota_remarks(text: str, remark: str) -> None:
    assert any(remark in note for note in drafted(text, "minnesota").notes)


@pytest.mark.parametrize(
    ("name", "heading", "own"),
    [
        ("duluth", "SUMMARY/PURPOSE", ["To keep the records straight and help employees with benefits questions."]),
        (
            "duluth",
            DUTIES,
            [
                "Enter new hires, transfers and leaves in the system and fix errors.",
                "Monitor the $20,000 training budget; meet with vendors.",
            ],
        ),
        (
            "duluth",
            "1. Education & Experience Requirements",
            ["Needs an associate degree and two years of office work"],
        ),
        ("duluth", "2. License Requirements", ["Valid driver's license."]),
        ("duluth", "3. Knowledge Requirements", ["Knowledge of benefits terms."]),
        ("duluth", "4. Skill Requirements", ["Skill in spreadsheets."]),
        ("duluth", "5. Ability Requirements", ["Able to explain rules."]),
        (
            "minnesota",
            "Position Purpose",
            ["Keeps the records straight and helps employees with benefits questions."],
        ),
        ("minnesota", "Supervises", ["No staff."]),
        ("minnesota", "Budget", ["Monitors the $20,000 training budget; meets with vendors."]),
        ("minnesota", "Relationships", ["Has contact with carriers."]),
        (
            "minnesota",
            "Freedom to Act",
            ["The supervisor says what is wanted and when, and gives extra instruction on anything new."],
        ),
    ],
)
def test_loose_statements_find_their_sections(name: str, heading: str, own: list[str]) -> None:
    blocks = under(drafted(LOOSE, name), heading).blocks
    assert [block.text for block in blocks if block.origin is Origin.DRAFT] == own


def test_what_was_changed_and_what_found_no_place_is_said() -> None:
    notes = drafted(LOOSE).notes
    assert any(note.startswith("The summary was put into the format's form: “keeps the records") for note in notes)
    assert any("no other change: “Enters → Enter”, “fixes → fix”, “Monitors → Monitor”" in note for note in notes)
    assert {note for note in notes if note.startswith("Not placed")} == {
        "Not placed: “Has contact with carriers.”.",
        "Not placed: “On call in June.”.",
    }


@pytest.mark.parametrize("text", [ROUGH, LOOSE, APPROVED])
@pytest.mark.parametrize("name", ["duluth", "minnesota"])
def test_no_remark_is_made_twice(text: str, name: str) -> None:
    notes = drafted(text, name).notes
    assert len(set(notes)) == len(notes)
    assert sum("employer must supply" in note for note in notes) <= 1


def test_a_contradiction_is_said_once_for_all_duties() -> None:
    text = "SUPERVISION GIVEN\nDoes not supervise.\n\nDUTIES\n1. Supervise clerks.\n2. Hire staff.\n"
    given = [note for note in drafted(text).notes if note.startswith("Supervision given")]
    assert len(given) == 1
    assert given[0].endswith("And 1 more.")


def test_names_over_tasks_are_left_out_of_the_flat_list_and_said() -> None:
    text = "Duties\n1. Staff supervision (60%)\n  a. Hire clerks.\n2. Policy (40%)\n  a. Draft policy on policy.\n"
    assert texts(drafted(text), DUTIES)[:2] == ["Hire clerks.", "Draft policy on policy."]
    assert "Left out as headings over duties: “Staff supervision”, “Policy”." in drafted(text).notes
    rows = [
        block.text
        for block in under(
            drafted(text, "minnesota"), "Principal Responsibilities, Tasks and Performance Indicators"
        ).blocks
    ]
    assert "Staff supervision" in rows


@given(st.text(max_size=120), st.sampled_from(["duluth", "minnesota"]))
def test_any_text_can_be_drafted(text: str, name: str) -> None:
    assert drafted(text, name).format == name
