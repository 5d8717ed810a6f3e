"""The support check on mutations and on faithful wordings: the bars, and a row for each comparison with its reason."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.engine.comparisons import fault
from assistant.numerals import in_figures
from tests.engine.mutations import KINDS, Case, faithful, mutations, paraphrased, real, reason

LEAST_CAUGHT = 0.98
MOST_FALSE_ALARMS = 0.02


def test_mutations_are_caught() -> None:
    cases = mutations()
    assert len(cases) >= 300
    assert len({case.kind for case in cases}) == len(KINDS) >= 8
    told = {text for text, _ in (*real(), *paraphrased())}
    assert not told & {case.text for case in cases}
    missed = [case for case in cases if not reason(case)]
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(cases), missed


def test_no_kind_of_mutation_slips_through() -> None:
    made = Counter(case.kind for case in mutations())
    missed = Counter(case.kind for case in mutations() if not reason(case))
    assert {kind: missed[kind] for kind in made if missed[kind] > 0.1 * made[kind]} == {}


def test_faithful_wordings_pass() -> None:
    assert len(paraphrased()) >= 60
    for told in (real(), paraphrased()):
        alarms = [text for text, citation in told if reason(Case("faithful", text, citation))]
        assert len(alarms) <= MOST_FALSE_ALARMS * len(told), alarms
    assert len(faithful()) == len(real()) + len(paraphrased())


APPEAL = "An employee has 30 calendar days to appeal, counted from the date the agency notified the employee."
REVIEW = "If a permanent employee asks, the commissioner may investigate the duties, but only once."
GRIEVANCE = "A member has 20 working days to file a grievance before the board meets, unless both sides agree."
AUDIT = "The agency must not remove the incumbent for one year after the declassification on 1 July 2025."

PROTEST = "The protest is not a contested case under the act."

REASONS = [
    (PROTEST, "The protest is a contested case.", "what it cites denies something, and it does not"),
    (PROTEST, "It is not a contested case.", ""),
    (APPEAL, "An employee has 60 calendar days to appeal.", "it says “60 calendar days”, what it cites says “30"),
    (APPEAL, "An employee has thirty calendar days to appeal.", ""),
    (APPEAL, "An employee has 30 days to appeal.", ""),
    (APPEAL, "An employee has 30 calendar months to appeal.", "it says “30"),
    (APPEAL, "An employee has 30 working days to appeal.", "“working days” where what it cites says “calendar days”"),
    (APPEAL, "You have 30 calendar days to appeal from the date the agency notified you.", ""),
    (APPEAL, "The agency has 30 calendar days to appeal.", "it says “agency” where what it cites says “employee”"),
    (APPEAL, "The union has 30 calendar days to appeal.", "“union” where what it cites says “employee”"),
    (APPEAL, "An employee does not have 30 calendar days to appeal.", "denies something that what it cites does not"),
    (REVIEW, "If a permanent employee asks, the commissioner shall investigate the duties, but only once.", "“shall”"),
    (REVIEW, "The commissioner may investigate the duties, but only once.", "leaves out the condition “if a permanent"),
    (REVIEW, "If a permanent employee asks, the commissioner may investigate the duties.", "leaves out the “only”"),
    (GRIEVANCE, "A member has 20 days to file a grievance before the board meets, unless both sides agree.", "“days”"),
    (
        GRIEVANCE,
        "A member has 20 working days to file a grievance after the board meets, unless both sides agree.",
        "it says “after” where what it cites says “before”",
    ),
    (
        GRIEVANCE,
        "A member has at least 20 working days to file a grievance before the board meets, unless both sides agree.",
        "it says “at least”",
    ),
    (
        AUDIT,
        "The agency must remove the incumbent for one year after the declassification.",
        "denies something, and it",
    ),
    (
        AUDIT,
        "The agency must not remove the incumbent for one year after the declassification on 1 June 2025.",
        "it says “june”, what it cites says “july”",
    ),
]


@pytest.mark.parametrize(("quoted", "said", "expected"), REASONS)
def test_each_difference_has_its_reason(quoted: str, said: str, expected: str) -> None:
    found = fault(said, [quoted], ["Procedure 7, Appeals"])
    assert expected in found
    assert bool(found) == bool(expected)


@settings(max_examples=60)
@given(st.sampled_from(real()), st.sampled_from(real()))
def test_what_is_quoted_word_for_word_always_passes(one: tuple[str, object], other: tuple[str, object]) -> None:
    assert fault(one[0], [one[0], other[0]], []) == ""
    assert fault(f"{one[0]}\n\n{other[0]}", [one[0], other[0]], []) == ""


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_too_strange(said: str, quoted: str) -> None:
    assert isinstance(fault(said, [quoted], [quoted]), str)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("thirty days", "30 days"),
        ("Twenty-one days", "21 days"),
        ("one hundred and twenty days", "120 days"),
        ("a hundred", "100"),
        ("sixty five", "65"),
        ("sixteen, someone, tenant", "16, someone, tenant"),
    ],
)
def test_numbers_in_words_are_read_as_figures(text: str, figures: str) -> None:
    assert in_figures(text) == figures
