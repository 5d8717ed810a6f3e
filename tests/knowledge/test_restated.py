"""Our own knowledge files: what a heading makes a passage of, and each fault of the front matter by its name."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import InputError
from knowledge.models import Kind, Status
from knowledge.parse.restated import parse_restated

FIELDS = {
    "id": "mn-test",
    "title": "Testing",
    "kind": "statute",
    "jurisdiction": "State of Minnesota",
    "edition": "2026",
    "status": "restated",
    "url": "https://example.org/",
}


def page(body: str, **changes: str | None) -> str:
    """A knowledge file; a field changed to ``None`` is left out."""
    fields = {key: value for key, value in {**FIELDS, **changes}.items() if value is not None}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{body}"


def passages(body: str, **changes: str | None) -> list[tuple[str, tuple[str, ...], str]]:
    source = parse_restated(page(body, **changes), "test.md").source
    return [(passage.pinpoint, passage.heading, passage.text) for passage in source.passages]


def test_front_matter_becomes_the_source() -> None:
    found = parse_restated(page("## One {P 1}\n\nWords.\n", note="seen", series="Tests"), "test.md")
    source = found.source
    assert (source.id, source.title, source.kind, source.status) == (
        "mn-test",
        "Testing",
        Kind.STATUTE,
        Status.RESTATED,
    )
    assert (source.jurisdiction, source.edition, source.url) == ("State of Minnesota", "2026", "https://example.org/")
    assert source.note == "seen"
    assert found.fields["series"] == "Tests"
    assert source.text == "## One {P 1}\n\nWords.\n"
    assert not source.official


CASES = {
    "a heading with braces opens a passage": ("## One {P 1}\n\nWords.\n", [("P 1", ("One",), "Words.")]),
    "a heading without braces only groups": (
        "## Group\n\nLost.\n\n### One {P 1}\n\nWords.\n",
        [("P 1", ("Group", "One"), "Words.")],
    ),
    "it runs to the next heading, of any depth": (
        "## One {P 1}\n\nA.\n\nB.\n### Two {P 2}\nC.\n## Three\nD.\n",
        [("P 1", ("One",), "A.\n\nB."), ("P 2", ("One", "Two"), "C.")],
    ),
    "a heading of the same depth ends the trail": (
        "## A\n### One {P 1}\nx.\n## B\n### Two {P 2}\ny.\n",
        [("P 1", ("A", "One"), "x."), ("P 2", ("B", "Two"), "y.")],
    ),
    "two headings may share a provision": (
        "## One {P 1}\nx.\n## Two {P 1}\ny.\n",
        [("P 1", ("One",), "x."), ("P 1", ("Two",), "y.")],
    ),
    "no words, no passage": ("## One {P 1}\n\n\n## Two {P 2}\n\nx.\n", [("P 2", ("Two",), "x.")]),
    "words before the first heading are of no provision": ("Preface.\n\n## One {P 1}\nx.\n", [("P 1", ("One",), "x.")]),
    "a number sign inside a line is no heading": (
        "## One {P 1}\nForm # 3\n#no\n",
        [("P 1", ("One",), "Form # 3\n#no")],
    ),
    "braces in the words stay words": ("## One {P 1}\nA {b} c.\n", [("P 1", ("One",), "A {b} c.")]),
    "letters of any language": ("## Café {P 1}\n\n“é” — ok.\n", [("P 1", ("Café",), "“é” — ok.")]),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_headings(body: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert passages(body) == expected


def test_a_class_profile_needs_no_braces_and_what_was_not_seen_is_never_evidence() -> None:
    body = "## I. Kind and Level of Work\n\nSorts.\n\n### Detail {Own 1}\n\nMore.\n\n## Not Seen\n\nThe rest.\n"
    assert passages(body, kind="class-spec", short="Clerk") == [
        ("Clerk, I. Kind and Level of Work", ("I. Kind and Level of Work",), "Sorts."),
        ("Own 1", ("I. Kind and Level of Work", "Detail"), "More."),
    ]
    assert passages(body, kind="class-spec")[0][0] == "Testing, I. Kind and Level of Work"
    assert passages(body) == [("Own 1", ("I. Kind and Level of Work", "Detail"), "More.")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "front matter"),
        ("## One {P 1}\n\nWords.\n", "front matter"),
        ("---\nid: x\n", "front matter"),
        ("\n" + page(""), "front matter"),
        ("---\n- a\n- b\n---\n\n", "list of fields"),
        ("---\njust words\n---\n\n", "list of fields"),
        ("---\nid: [x\n---\n\nWords.\n", "front matter"),
        ("---\nid: x: y\n---\n\nWords.\n", "front matter"),
        (page("", kind="novel"), "novel"),
        (page("", status="rumoured"), "rumoured"),
        *((page("", **{field: None}), f"'{field}'") for field in FIELDS if field != "url"),
    ],
)
def test_a_wrong_front_matter_is_named_with_its_file(text: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        parse_restated(text, "minnesota/test.md")
    assert str(caught.value).startswith("minnesota/test.md: ")
    assert "knowledge/README.md" in str(caught.value)


HEADINGS = st.sampled_from(
    ["# Top", "## One {P 1}", "## Group", "### Deep {P 2}", "#### Not Seen {P 3}", "##### too deep {P 4}"]
)
LINES = HEADINGS | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20) | st.just("")


def joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


@given(st.lists(LINES, max_size=15).map(joined), st.sampled_from(["statute", "class-spec"]))
def test_any_body_gives_exact_trimmed_slices_in_order(body: str, kind: str) -> None:
    source = parse_restated(page(body, kind=kind), "test.md").source
    end = 0
    for passage in source.passages:
        assert end <= passage.start < passage.end <= len(source.text)
        assert passage.text == source.text[passage.start : passage.end] == passage.text.strip() != ""
        assert passage.source == source.id
        assert passage.heading[-1] != "Not Seen"
        end = passage.end
