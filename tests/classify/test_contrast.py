"""Contrast: each clause of a sentence about two classes counts for the class it is about."""

from __future__ import annotations

import pytest

from assistant.classify.contrast import clauses, names_of
from tests.classify.samples import spec

OWN = spec("Mill Clerk Senior", "", series="Mill Clerk")
BASE = spec("Mill Clerk", "", series="Mill Clerk")
CHIEF = spec("Mill Clerk Principal", "", series="Mill Clerk")
OTHER = spec("Grain Specialist", "")
PLAN = (OWN, BASE, CHIEF, OTHER)

SENTENCES = [
    # (sentence in the text of Mill Clerk Senior, the words that are about Mill Clerk Principal)
    ("Settles hard cases.", ""),
    ("Differs from the Mill Clerk Principal in that it settles cases.", ""),
    ("It settles cases, while the Principal sets the pattern.", "while the Principal sets the pattern."),
    ("It is below the Mill Clerk Principal, which leads a crew.", ", which leads a crew."),
    ("It is below the Mill Clerk Principal, the expert of the mill.", ", the expert of the mill."),
    ("The Mill Clerk Principal leads a crew.", "The Mill Clerk Principal leads a crew."),
    (
        "Unlike the Mill Clerk Principal, who leads a crew, a Mill Clerk Senior weighs.",
        "Unlike the Mill Clerk Principal, who leads a crew",
    ),
    ("Those above it hire, because they are supervisors.", ""),
]


@pytest.mark.parametrize(("sentence", "theirs"), SENTENCES)
def test_which_words_are_about_the_neighbour(sentence: str, theirs: str) -> None:
    text = spec("Mill Clerk Senior", sentence, series="Mill Clerk")
    names = names_of(text, (text, *PLAN[1:]))
    found = "".join(sentence[start:end] for start, end, whose in clauses(sentence, text, names) if whose is CHIEF)
    assert found == theirs


def test_a_noun_of_a_title_names_its_class() -> None:
    sentence = "Differs from the Grain Specialist in that the specialist does professional work."
    text = spec("Mill Clerk Senior", sentence, series="Mill Clerk")
    found = [(sentence[s:e], whose.title) for s, e, whose in clauses(sentence, text, names_of(text, (text, *PLAN[1:])))]
    assert found == [
        ("Differs from the Grain Specialist", "Mill Clerk Senior"),
        (" in that the specialist does professional work.", "Grain Specialist"),
    ]
