"""Verified or withheld: each fault is found and named, and what is sound passes unchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.verify import verify
from assistant.models import Claim, Withheld
from knowledge.errors import UnknownName
from knowledge.library import cite
from knowledge.models import Citation, Kind, Passage, Source, Status

TEXT = "An employee has 30 calendar days to appeal. The appeal must be in writing. It is heard."
PASSAGE = Passage("law", "Law 1", (), 0, len(TEXT), TEXT)
SOURCE = Source("law", "Law", Kind.STATUTE, "Somewhere", "2026", Status.OFFICIAL, "", TEXT, (PASSAGE,))


def source(id: str) -> Source:
    if id != SOURCE.id:
        raise UnknownName("source", id, [SOURCE.id])
    return SOURCE


def quoting(words: str) -> Citation:
    start = TEXT.index(words)
    return cite(SOURCE, PASSAGE, start, start + len(words))


DAYS = quoting("An employee has 30 calendar days to appeal.")
WRITING = quoting("The appeal must be in writing.")

GOOD = [
    Claim("An employee has 30 calendar days to appeal.", (DAYS,)),
    Claim("The employee may appeal within 30 calendar days.", (DAYS,)),
    Claim("The appeal of the employee must be in writing within 30 days.", (DAYS, WRITING)),
    Claim("30 calendar days to appeal.", (quoting("30 calendar days"), quoting("to appeal"))),  # enough together
    Claim("Law 1 gives the employee 30 days to appeal.", (DAYS,)),  # a number of the pinpoint
]

FAULTY = [
    (Claim("It must be in writing.", (replace(WRITING, quote="The appeal may be in writing."),)), "does not stand in"),
    (Claim("It must be in writing.", (replace(WRITING, quote=WRITING.quote.upper()),)), "does not stand in"),
    (Claim("It must be in writing.", (replace(WRITING, start=WRITING.start + 1),)), "does not stand in"),
    (Claim("It must be in writing.", (replace(WRITING, end=10_000),)), "does not stand in"),
    (Claim("It must be in writing.", (replace(WRITING, source="made-up"),)), "'made-up' is not known"),
    (Claim("Calendar days.", (quoting("calendar days"),)), "too short"),
    (Claim("Calendar days.", (quoting("calendar"), quoting("days"))), "too short"),
    (Claim("Nothing.", (replace(DAYS, quote="", start=5, end=5),)), "does not stand in"),
    (Claim("An employee has 30 days.", (DAYS, replace(DAYS, quote="", start=5, end=5))), "does not stand in"),
    (
        Claim("An employee has 45 calendar days to appeal.", (DAYS,)),
        "it says “45 calendar days”, what it cites says “30",
    ),
    (Claim("An employee has 3 calendar days to appeal.", (DAYS,)), "it says “3 calendar days”, what it cites says “30"),
    (
        Claim("An employee has 30 or 60 calendar days to appeal.", (DAYS,)),
        "it says “60 calendar days”, what it cites says “30",
    ),
    (Claim("The commissioner will certainly grant a raise.", (WRITING,)), "does not say it"),
    (Claim("An employee has 30 calendar days to appeal.", ()), "cites nothing"),
    # one rotten quotation spoils the claim
    (Claim("An employee has 30 calendar days to appeal.", (DAYS, replace(WRITING, source="made-up"))), "not known"),
]


@pytest.mark.parametrize("claim", GOOD, ids=lambda claim: claim.text)
def test_a_sound_claim_passes_unchanged(claim: Claim) -> None:
    assert verify([claim], source) == ([claim], [])


@pytest.mark.parametrize(("claim", "fault"), FAULTY)
def test_a_faulty_one_is_withheld_with_its_reason(claim: Claim, fault: str) -> None:
    kept, withheld = verify([claim], source)
    assert kept == []
    assert [item.text for item in withheld] == [claim.text]
    assert fault in withheld[0].reason


@given(st.lists(st.sampled_from([*GOOD, *(claim for claim, _ in FAULTY)])))
def test_each_claim_is_either_kept_or_withheld_in_order(claims: list[Claim]) -> None:
    kept, withheld = verify(claims, source)
    assert kept == [claim for claim in claims if claim in GOOD]
    assert [item.text for item in withheld] == [claim.text for claim in claims if claim not in GOOD]
    assert all(isinstance(item, Withheld) and item.reason for item in withheld)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=3))
def test_a_quotation_stands_only_to_the_letter(start: int, end: int, added: str) -> None:
    citation = replace(DAYS, start=start, end=end, quote=TEXT[start:end] + added)
    stands = added == "" and bool(TEXT[start:end].strip())
    _, withheld = verify([Claim(DAYS.quote, (citation,))], source)
    assert all("does not stand in" not in item.reason for item in withheld) == stands
