"""Personal data is masked before the wire, and what is masked comes back exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.identifiers import Identifier
from assistant.engine.mask import mask

HEADER = "Employee name: Jane Q. Doe    Employee No.: 00482913\nSupervisor: Pha Vang, Human Resources Director\n\n"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Incumbent: Jane Doe\n", "Incumbent: [PERSON_1]\n"),
        ("Incumbent: Doe, Jane\nJane Doe plans.", "Incumbent: [PERSON_1]\n[PERSON_1B] plans."),
        ("| Incumbent | Employee ID |\n| --- | --- |\n| Pa Xiong | E-44821 |", None),
        ("Prepared by:\nAbdirahman Mohamed Ali\n", "Prepared by:\n[PERSON_1]\n"),
        ("FROM: Siri Ødegård\nSUBJECT: Audit", "FROM: [PERSON_1]\nSUBJECT: Audit"),
        ("Reports to Mai See Her. Ms. Her approves. Her duties vary.", None),
        ("DOB: 3/4/1981", "DOB: [BIRTH_DATE_1]"),
        ("SSN 123-45-6789", "SSN [SSN_1]"),
        ("Call 218-555-0134 or ask jane@city.example.", "Call [PHONE_1] or ask [EMAIL_1]."),
        ("Home address: 1420 Maple Grove Road, Duluth, MN 55811", "Home address: [ADDRESS_1]"),
    ],
)
def test_what_identifies_a_person_is_masked(text: str, masked: str | None) -> None:
    found = mask([text])
    assert masked is None or found.texts == (masked,)
    assert found.restored(found.texts[0]) == text
    for word in ("Jane", "Doe", "Xiong", "E-44821", "Abdirahman", "Ødegård", "Mai", "Ms. Her"):
        assert word not in found.texts[0].replace("Her duties", "")


@pytest.mark.parametrize(
    "text",
    [
        "TO: Civil Service Board\nFROM: Human Resources\n",
        "Position number: 01234567. Pay $25.50 an hour, grade 131.",
        "Minn. Stat. 43A.07, subd. 3, as of September 27, 2023.",
        "HR Technician 2 works for the City of Duluth with the Park Maintenance Supervisor.",
        "Incumbent: Vacant\nSupervisor: Director of Public Works",
        "The employee works 1,200 hours on the Court calendar.",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask([text]).texts == (text,)


def test_later_mentions_are_the_same_person() -> None:
    text = HEADER + "Doe plans. Jane's work is checked by Ms. Vang. DOE and J. Doe. JQD signed. Vang's staff."
    masked = mask([text])
    for word in ("Doe", "DOE", "Jane", "Vang", "JQD", "00482913"):
        assert word not in masked.texts[0]
    assert masked.counts == {Identifier.PERSON: 2, Identifier.EMPLOYEE_NUMBER: 1}
    assert masked.restored(masked.texts[0]) == text


def test_names_of_one_text_are_masked_in_all_and_may_be_given() -> None:
    masked = mask(["What may Doe do?", HEADER, "Ask Lindqvist."], names=["Åsa Lindqvist"])
    assert masked.texts[0] == "What may [PERSON_1] do?"
    assert masked.texts[2].startswith("Ask [PERSON_")


def test_what_looks_like_a_mark_already_stays_what_it_is() -> None:
    text = "[PERSON_1] and PERSON_2 stand for nobody. Incumbent: Jane Doe"
    masked = mask([text])
    assert masked.texts[0] == "[PERSON_1] and PERSON_2 stand for nobody. Incumbent: [PERSON_3]"
    assert masked.restored(masked.texts[0]) == text
    assert masked.garbled("[PERSON_1], PERSON_2, [PERSON_3]") == ()


@pytest.mark.parametrize(
    "spoilt", ["[PERSON_9]", "[PERSON 1]", "PERSON_1", "<person 1>", "person_1", "[PERSON_", "(Person)", "[EMAIL_1]"]
)
def test_a_garbled_mark_is_a_fault_and_gives_nothing_away(spoilt: str) -> None:
    masked = mask(["Incumbent: Jane Doe"])
    assert masked.garbled(f"The work of {spoilt} is complex.")
    assert "Jane" not in masked.restored(spoilt)


@pytest.mark.parametrize(
    "plain", ["[1]", "the person", "two persons [see 3]", "phone 2", "Persons in 2024", "(e-mail)"]
)
def test_plain_words_are_no_garbled_marks(plain: str) -> None:
    assert mask(["Incumbent: Jane Doe"]).garbled(plain) == ()


_PIECES = st.sampled_from(
    ["Jane", " ", "Doe", "\n", "Incumbent: ", "[PERSON_1]", "[", "]", "[PERSON_", "1]", "DOE's", "Employee ID: 123456"]
) | st.sampled_from(["a@b.example", "SSN 123-45-6789", "PERSON_2", "Núñez", "218-555-0134", "DOB: 1/2/1980", "\u200b"])


@given(st.lists(st.one_of(st.lists(_PIECES, max_size=25).map("".join), st.text(max_size=60)), max_size=4))
def test_everything_comes_back_exactly(texts: list[str]) -> None:
    masked = mask(["Incumbent: Jane Doe", *texts])
    assert [masked.restored(text) for text in masked.texts[1:]] == texts
    assert masked.garbled("\n".join(masked.texts)) == ()


@given(st.lists(_PIECES, max_size=20).map("".join), st.lists(st.integers(0, 120), max_size=12))
def test_a_stream_comes_back_as_the_whole_does(text: str, cuts: list[int]) -> None:
    masked = mask(["Incumbent: Jane Doe", text])
    sent = masked.texts[1]
    places = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    pieces = [sent[a:b] for a, b in pairwise(places)]
    assert "".join(masked.restored_stream(pieces)) == text
