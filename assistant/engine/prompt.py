"""Prompts: Markdown files whose ``##`` sections are messages with named variables.

The text of a file is ours, the values are data: they are put in once and never read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SECTION = re.compile(r"^## +(.+?) *$", re.M)
_VARIABLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One task's file: its sections by heading, in their order."""

    name: str
    sections: Mapping[str, str]

    def variables(self, heading: str) -> frozenset[str]:
        """The variables of a section."""
        return frozenset(_VARIABLE.findall(self.sections[heading]))

    def filled(self, heading: str, **values: str) -> str:
        """A section with its variables put in; raises ``ValueError`` unless exactly its variables are given."""
        if self.variables(heading) != values.keys():
            wanted, given = (", ".join(sorted(names)) or "none" for names in (self.variables(heading), values))
            raise ValueError(f"prompts/{self.name}.md, {heading}: has the variables {wanted}; was given {given}")
        return _VARIABLE.sub(lambda found: values[found[1]], self.sections[heading])


def parse_prompt(name: str, text: str) -> Prompt:
    """Cut a prompt's file into its sections; what stands before the first is for people."""
    _, *cut = _SECTION.split(text)
    return Prompt(name, {heading: body.strip() for heading, body in zip(cut[::2], cut[1::2], strict=True)})


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt in ``prompts/NAME.md``, wherever the package is installed."""
    return parse_prompt(name, files("prompts").joinpath(f"{name}.md").read_text("utf-8"))
