"""The ten supervisory functions: which the draft gives, and why not the others."""

from __future__ import annotations

import pytest

from assistant.classify.functions import functions, summary
from knowledge.words import sentences

DRAFTS = [
    # (draft, functions held, functions named but not held)
    (
        "Hires, assigns, evaluates and disciplines staff and answers first-step grievances.",
        "hire assign reward discipline adjust grievances",
        "",
    ),
    ("Has no authority to hire or discipline.", "", "hire discipline"),
    ("Assigns work to three clerks. The manager hires and evaluates.", "assign", "hire reward"),
    ("Assists the manager with hiring.", "", "hire"),
    ("Disciplines staff in the director's absence.", "", "discipline"),
    (
        "Enters hires, transfers of staff and suspensions of employees in the personnel system.",
        "",
        "hire transfer suspend",
    ),
    ("Opens the mail.", "", ""),
]


@pytest.mark.parametrize(("text", "held", "not_held"), DRAFTS)
def test_which_functions_a_draft_gives(text: str, held: str, not_held: str) -> None:
    found = functions(text, sentences(text))
    assert " ".join(one.name for one in found if one.held) == held
    assert " ".join(one.name for one in found if not one.held) == not_held
    assert all(text[one.span.start : one.span.end] == one.span.quote for one in found)
    assert all(one.held != bool(one.why_not) for one in found)


def test_the_count_is_told_and_silence_is_not() -> None:
    text = DRAFTS[0][0]
    assert "gives the position 5 (hire, assign" in summary(functions(text, sentences(text)))
    assert summary(()) == ""
