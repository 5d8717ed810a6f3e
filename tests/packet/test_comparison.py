"""The comparison on paper says what the suggestion says, and what its quotations are worth."""

from __future__ import annotations

import pytest

from assistant.desk import Desk
from assistant.draft.paper import Paper, Table
from assistant.models import SuggestResult
from assistant.packet.comparison import ADVISORY, citations, comparison
from assistant.ui.examples import DRAFT
from tests.packet.test_memo import text


@pytest.fixture(scope="module")
def result(desk: Desk) -> SuggestResult:
    return desk.suggest(DRAFT, plan="minnesota")


def test_every_factor_has_the_positions_words_the_classs_words_a_verdict_and_a_reason(result: SuggestResult) -> None:
    paper = comparison(result, "Clerk")
    tables = [part for part in paper.parts if isinstance(part, Table)]
    assert len(tables) == 2
    for table, found in zip(tables, result.suggestions, strict=False):
        assert len(table.rows) == len(found.factors) > 5
        for row, compared in zip(table.rows, found.factors, strict=True):
            told = [" ".join(text(Paper("", tuple(cell))).split()) for cell in row]
            assert told[0] == compared.factor.capitalize()
            assert " ".join((compared.position.quote if compared.position else "nothing said").split()) in told[1]
            assert not compared.class_ or compared.class_.pinpoint in told[2]
            assert told[3:] == [compared.verdict, " ".join(compared.why.split())]


def test_the_runner_up_the_likely_ones_and_the_advice_are_told(result: SuggestResult) -> None:
    told = text(comparison(result, "Clerk"))
    assert ADVISORY in told
    assert result.suggestions[1].case_for in told
    assert all(title in told for title in result.likely)
    assert all(change in told for change in result.suggestions[0].would_change)


def test_every_quotation_stands_in_its_source(result: SuggestResult, desk: Desk) -> None:
    cited = citations(result)
    assert len(cited) > 3
    for one in cited:
        assert desk.source(one.source).text[one.start : one.end] == one.quote


@pytest.mark.parametrize("named", ["Actuary", "human resources technician 2"])
def test_a_class_that_was_named_is_noted_and_nothing_else_changes(result: SuggestResult, named: str) -> None:
    plain, noted = (text(comparison(result, "Clerk", names)) for names in ((), (named, named, "")))
    added = [line for line in noted.splitlines() if line not in plain.splitlines()]
    assert len(added) == 1
    assert added[0].startswith(f"The class {named} was named")
    assert [line for line in noted.splitlines() if line not in added] == plain.splitlines()


def test_where_no_class_fits_none_is_compared(desk: Desk) -> None:
    other = desk.suggest(
        "City of Duluth\n\nTitle: Gas Fitter\n\nDuties\n1. Digs trenches for gas lines.", plan="minnesota"
    )
    assert not other.suggestions
    told = text(comparison(other, "Gas Fitter"))
    assert "No class is suggested" in told
    assert other.reason in told
