"""Documents made at random from a known outline: every passage holds the words of one provision, and its pinpoint,
printed, is read back as that provision.

Each provision has a word of its own, so that a passage which crosses into another is seen at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models import Kind, Source
from knowledge.parse import pinpoint
from knowledge.parse.ingest import parse_document

Outline = dict[str, str]
"""Pinpoint -> the provision's own word."""

COUNTS = st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4), min_size=1, max_size=3)
"""How many paragraphs each subdivision (or section) of each section (or article) has."""
NAMES = ["RECORDS", "HOURS OF WORK", "CLASSIFIED SERVICE", "PAY"]
SPACE = st.sampled_from(["\n", "\n\n"])


class Writer:
    """Writes a document line by line and remembers whose words they are."""

    def __init__(self, space: str) -> None:
        self.space = space
        self.lines: list[str] = []
        self.outline: Outline = {}

    def provision(self, point: str, label: str) -> None:
        own = f"word{len(self.outline)}"
        self.outline[point] = own
        self.lines.append(f"{label}The {own} is kept by the clerk and shall be read as {own} says.")

    @property
    def text(self) -> str:
        return self.space.join(self.lines)


def statute(shape: list[list[int]], space: str) -> tuple[str, Outline]:
    writer = Writer(space)
    for section, subdivisions in enumerate(shape, 1):
        number = f"43B.{section:02d}"
        writer.lines.append(f"{number} {NAMES[section % 4]}.")
        for subdivision, paragraphs in enumerate(subdivisions, 1):
            opener = "Subdivision 1." if subdivision == 1 else f"Subd. {subdivision}."
            point = f"Minn. Stat. {number}, subd. {subdivision}"
            writer.provision(point, f"{opener} Duty. ")
            for place, letter in enumerate("abcd"[:paragraphs]):
                writer.provision(f"{point}({letter})", f"({letter}) ")
                if place % 2:
                    writer.provision(f"{point}({letter})(1)", "(1) ")
    return writer.text, writer.outline


def rule(shape: list[list[int]], space: str) -> tuple[str, Outline]:
    writer = Writer(space)
    for part, subparts in enumerate(shape, 1):
        number = f"3900.{part:02d}00"
        writer.lines.append(f"{number} {NAMES[part % 4]}.")
        for subpart, items in enumerate(subparts, 1):
            point = f"Minn. R. {number}, subp. {subpart}"
            writer.provision(point, ("Subpart 1. Duty. " if subpart == 1 else f"Subp. {subpart}. Duty. "))
            for letter in "ABCD"[:items]:
                writer.provision(f"{point}({letter})", f"{letter}. ")
    return writer.text, writer.outline


def contract(shape: list[list[int]], space: str) -> tuple[str, Outline]:
    writer = Writer(space)
    writer.lines += ["AGREEMENT OF THE CITY WITH THE HARBOR ASSOCIATION (HEAX)"]
    for article, sections in enumerate(shape, 1):
        writer.lines.append(f"ARTICLE {article} - {NAMES[article % 4]}")
        for section, paragraphs in enumerate(sections, 1):
            point = f"HEAX Agreement, Art. {article}, sec. {section}"
            writer.provision(point, f"Section {section}. Duty. ")
            for letter in "ABCD"[:paragraphs]:
                writer.provision(f"{point}({letter})", f"{letter}. ")
    return writer.text, writer.outline


def class_spec(shape: list[list[int]], space: str) -> tuple[str, Outline]:
    writer = Writer("\n\n")
    heads = ["DEFINITION", "TYPICAL TASKS", "MINIMUM QUALIFICATIONS"]
    writer.lines += ["Harbor Clerk", f"Class Code: 1234{space}"]
    for head, levels in zip(heads, shape, strict=False):
        name = head.title()
        writer.lines.append(head)
        writer.provision(f"Harbor Clerk, {name}", "")
        for level in range(1, len(levels)):
            writer.lines.append(f"Harbor Clerk {level}")
            writer.provision(f"Harbor Clerk, {name}, Harbor Clerk {level}", "")
    return writer.text, writer.outline


WRITERS = {
    Kind.STATUTE: statute,
    Kind.RULE: rule,
    Kind.CONTRACT: contract,
    Kind.CLASS_SPEC: class_spec,
}


def found(sources: list[Source]) -> Iterator[tuple[str, set[str]]]:
    for source in sources:
        for passage in source.passages:
            assert passage.text == source.text[passage.start : passage.end]
            yield passage.pinpoint, set(re.findall(r"word\d+", passage.text))


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=60)
@given(shape=COUNTS, space=SPACE)
def test_every_passage_is_one_provisions_and_its_pinpoint_says_which(
    kind: Kind, shape: list[list[int]], space: str
) -> None:
    text, outline = WRITERS[kind](shape, space)
    passages = list(found(parse_document(text, "document.txt", kind)))
    assert {point: {word} for point, word in outline.items()} == dict(passages)
    assert len(passages) == len(outline), "no provision is cut in two"


@pytest.mark.parametrize("kind", [Kind.STATUTE, Kind.RULE, Kind.CONTRACT])
@settings(max_examples=30)
@given(shape=COUNTS, space=SPACE)
def test_a_pinpoint_that_has_a_grammar_is_read_by_it(kind: Kind, shape: list[list[int]], space: str) -> None:
    for point in WRITERS[kind](shape, space)[1]:
        parsed = pinpoint.parse(point)
        assert parsed is not None
        assert str(parsed) == point
        assert parsed.contains(parsed)


@given(text=st.text(max_size=60) | st.lists(st.text(max_size=12), max_size=5).map(", ".join))
def test_any_pinpoint_is_read_back_as_it_is_printed(text: str) -> None:
    assert str(pinpoint.read(text)) == text


def test_a_place_contains_those_under_its_headings() -> None:
    levels = pinpoint.read("Harbor Clerk Series, Definition of Levels")
    assert isinstance(levels, pinpoint.Titled)
    one, other = (pinpoint.read(f"Harbor Clerk Series, {name}") for name in ("Definition of Levels, Clerk 1", "Scope"))
    assert isinstance(one, pinpoint.Titled)
    assert isinstance(other, pinpoint.Titled)
    assert levels.contains(one)
    assert not levels.contains(other)
    assert not one.contains(levels)
