"""Contrast: each clause of a sentence about two classes counts for the class it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.classify.contrast import Titles, clauses, names_of
from knowledge.models import ClassSpec
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


def _names(own: ClassSpec) -> dict[str, ClassSpec]:
    return names_of(own, (own, BASE, CHIEF), Titles((own, *PLAN[1:])))


@pytest.mark.parametrize(("sentence", "theirs"), SENTENCES)
def test_which_words_are_about_the_neighbour(sentence: str, theirs: str) -> None:
    text = spec("Mill Clerk Senior", sentence, series="Mill Clerk")
    names = _names(text)
    found = "".join(sentence[start:end] for start, end, whose in clauses(sentence, text, names) if whose is CHIEF)
    assert found == theirs


def test_a_noun_of_a_title_names_its_class() -> None:
    sentence = "Differs from the Grain Specialist in that the specialist does professional work."
    text = spec("Mill Clerk Senior", sentence, series="Mill Clerk")
    found = [(sentence[s:e], whose.title) for s, e, whose in clauses(sentence, text, _names(text))]
    assert found == [
        ("Differs from the Grain Specialist", "Mill Clerk Senior"),
        (" in that the specialist does professional work.", "Grain Specialist"),
    ]


def test_names_are_found_wherever_they_stand() -> None:
    other = replace(spec("Oat Sampler", ""), also=("Oat Man",))
    text = "Works with an Oat Man and aGrain Specialists, above the Mill Clerk Principal; no Oat  Sampler."
    own = spec("Mill Clerk Senior", text, series="Mill Clerk")
    titles = Titles((own, *PLAN[1:], other))
    assert titles.within(text) == {
        name: named for named in (own, *PLAN[1:], other) for name in (named.title, *named.also) if name in text
    }
    assert list(titles.within(text)) == ["Mill Clerk", "Mill Clerk Principal", "Grain Specialist", "Oat Man"]
    assert titles.within("") == {}
