"""Prompts: found where the package is, cut into sections, and filled with exactly their variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine.prompt import load_prompt, parse_prompt

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

SUPPLIED: dict[str, dict[str, set[str]]] = {
    "answer": {
        "Instructions": set(),
        "Material": {"evidence", "question"},
        "Faults": {"faults"},
    },
    "explain": {"Instructions": set(), "Material": {"facts", "class_title"}, "Faults": {"faults"}},
    "weigh": {"Instructions": set(), "Material": {"draft", "class_a", "class_b"}, "Faults": {"faults"}},
    "follow_up": {"Instructions": set(), "Material": {"history", "question"}, "Faults": {"faults"}},
    "purpose": {"Instructions": set(), "Material": {"facts", "form"}, "Faults": {"faults"}},
    "polish": {"Instructions": set(), "Material": {"paragraphs"}, "Faults": {"faults"}},
    "interview": {"Instructions": set(), "Material": {"draft", "missing"}, "Faults": {"faults"}},
    "support": {"Instructions": set(), "Material": {"sentence", "passage"}},
    "form": {"Form": {"schema"}, "Unreadable": {"reason", "schema"}},
}
"""Prompt -> section -> the variables that the code supplies."""


def test_every_file_has_the_sections_and_variables_that_the_code_supplies() -> None:
    files = {path.stem for path in PROMPTS.glob("*.md")} - {"README"}
    found = {
        name: {heading: set(load_prompt(name).variables(heading)) for heading in load_prompt(name).sections}
        for name in files
    }
    assert found == SUPPLIED


def test_the_prompts_are_packaged() -> None:
    assert '"prompts"' in (PROMPTS.parent / "pyproject.toml").read_text("utf-8").partition("packages = ")[2]
    assert (PROMPTS / "__init__.py").is_file()


def test_what_stands_before_the_first_section_is_for_people() -> None:
    prompt = parse_prompt("p", "# Title\n\nFor people: {x}\n\n## One\n\nSay {a}.\n\n## Two words\n{b}\n{a}\n")
    assert prompt.sections == {"One": "Say {a}.", "Two words": "{b}\n{a}"}
    assert prompt.variables("Two words") == {"a", "b"}


@pytest.mark.parametrize("value", ["{b}", "{a}", "{", "}", "{{a}}", "\\1 \\g<0>", "## One", "%s {0} {x!r}", ""])
def test_a_value_is_put_in_as_it_is(value: str) -> None:
    prompt = parse_prompt("p", "## One\n{a}|{b}")
    assert prompt.filled("One", a=value, b="B") == f"{value}|B"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param({}, "was given none", id="none"),
        pytest.param({"a": "1"}, "was given a$", id="one missing"),
        pytest.param({"a": "1", "b": "2", "c": "3"}, "was given a, b, c", id="one too many"),
        pytest.param({"a": "1", "c": "3"}, "was given a, c", id="another"),
    ],
)
def test_too_few_or_too_many_variables_are_an_error(given: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=f"prompts/p.md, One: has the variables a, b; {named}"):
        parse_prompt("p", "## One\n{a}|{b}").filled("One", **given)
