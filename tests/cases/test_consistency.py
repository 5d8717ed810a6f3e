"""The analysis without the person, the titles and the pay: the same, or the change is told."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.cases.case import Case, case_of
from assistant.cases.consistency import _bare, consistency, consistency_text
from assistant.cases.entries import Entry, Opened, Party, PersonNamed, Stage, entry_after
from assistant.desk import Desk
from knowledge.errors import InputError
from tests.cases.conftest import NOON
from tests.cases.samples import GROWN, described, told
from tests.cases.ten import ONE, TWO

DRESSED = f"""\
Incumbent: Olumide Bankole
Working title: Transactions Wizard
Salary: $61,000
Requested class: {TWO}
Olumide earns $24.50 per hour.

{GROWN}"""


def case(text: str) -> Case:
    trail: list[Entry] = []
    opened = Opened(title="A study", plan="minnesota", current_class=ONE, requested_class=TWO)
    for did in (opened, PersonNamed(party=Party.EMPLOYEE, name="Olumide Bankole"), described(Stage.CURRENT, text)):
        trail.append(entry_after(trail[-1] if trail else None, did, who="Ada", at=NOON))
    return case_of("x", trail)


def test_names_titles_and_pay_are_taken_out_and_the_result_is_the_same(desk: Desk) -> None:
    bare, removed = _bare(case(DRESSED), DRESSED)
    for words in ("Olumide", "Bankole", TWO, "61,000", "24.50"):
        assert words not in bare
    assert "Enters and audits personnel transactions" in bare
    assert removed["title"] >= 1
    assert removed["pay"] == 2
    found = consistency(case(DRESSED), desk)
    assert found.same
    assert consistency_text(found).endswith("The result is the same.")


def test_a_result_that_hangs_on_a_name_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine does not weigh names; one that did is put in its place here, to see that the run would find out."""
    suggest = desk.suggest

    def swayed(text: str, **given: Any) -> Any:
        return suggest(text if "Olumide" in text else "Repairs pipes, drains and boilers. 100%", **given)

    monkeypatch.setattr(desk, "suggest", swayed)
    found = consistency(case(DRESSED), desk)
    assert not found.same
    assert "The result changes." in consistency_text(found)


def test_it_needs_a_description(desk: Desk) -> None:
    with pytest.raises(InputError, match="no current description"):
        consistency(told(), desk)
