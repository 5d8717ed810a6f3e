"""The organization chart: two levels above, the same level and one below, as far as the draft or the facts say.

What is unknown is a blank box, never a guess (Job Audit Manual: the chart shows name, actual class title and
compensation code of each position, the studied one highlighted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.draft.levels import choose_level
from assistant.models import PositionDescription
from assistant.packet.facts import Facts, Person
from assistant.position.contexts import Context
from assistant.position.loose import statements
from assistant.quoting import flat

LEVELS_ABOVE = 2
_SUPERIOR = re.compile(
    r"\b(?:reports?(?: directly)? to|supervised by|under (?:the )?(?:\w+ )?(?:supervision|direction) of)\b:?\s*"
    r"(?:(?:the|a|an|my|our|his|her|their)\s+)?(?P<title>[^.;,:()\n]{3,80})",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s+(?:who|which|that|and|for|on|in terms|when|while|but|as|with)\b.*", re.IGNORECASE | re.DOTALL)
_REPORTS_TO = re.compile(r"(?:reports? to|(?:immediate )?supervisor(?:['’]s (?:class )?title)?)", re.IGNORECASE)
_SUPERVISES = re.compile(r"(?:supervises|supervision given|(?:direct )?reports)\W*$", re.IGNORECASE)
_NONE = re.compile(r"(?:nobody|no one|none|0)\W*", re.IGNORECASE)
_PERSONAL = re.compile(r"(?:me|him|her|them|us|it|somebody|someone|nobody)\b", re.IGNORECASE)
_UPWARDS = frozenset({Context.REPORTS_TO, Context.RECEIVED})
_NOBODY = "G0"


@dataclass(frozen=True, slots=True)
class Box:
    """One position: what is known of it, and what has still to be filled in."""

    title: str
    name: str = ""
    code: str = ""
    working_title: str = ""
    here: bool = False
    """Whether it is the position that is described."""
    missing: str = ""
    """Of a blank box: what belongs in it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The boxes by level, and in sentences where the draft's share of them comes from."""

    agency: str
    unit: str
    above: tuple[Box, ...]
    """From the top down."""
    beside: tuple[Box, ...]
    here: Box
    below: tuple[Box, ...]
    grounds: tuple[str, ...] = ()

    @property
    def blanks(self) -> Iterator[str]:
        """What has still to be filled in."""
        if not self.agency:
            yield "the name of the agency or department"
        if not self.unit:
            yield "the unit and its sub-units"
        for box in (*self.above, *self.beside, self.here, *self.below):
            if box.missing:
                yield box.missing
            else:
                gaps = [what for what, said in (("name", box.name), ("compensation code", box.code)) if not said]
                yield from (f"{what} for {box.title}" for what in gaps)


def draw_up(position: PositionDescription, facts: Facts, class_title: str) -> Chart:
    """The chart of a position. ``class_title`` is what its description is headed with."""
    grounds: list[str] = []
    if not facts.present_class:
        grounds.append("This position bears the title its description is headed with; its actual class may be another.")
    here = Box(
        facts.present_class or class_title or position.title,
        facts.incumbent,
        facts.compensation_code,
        here=True,
        missing="" if facts.present_class or class_title or position.title else "the class title of this position",
    )
    return Chart(
        facts.agency or position.employer,
        facts.unit,
        tuple(_above(position, facts, grounds)),
        tuple(_beside(facts)),
        here,
        tuple(_below(position, facts, grounds)),
        tuple(grounds),
    )


def supervisor_named(position: PositionDescription) -> tuple[str, str]:
    """The immediate supervisor's title as a draft gives it, and the words it stands in; both empty if it does not."""
    for heading, span in position.sections.items():
        words = " ".join(span.quote.split()).strip(" .*")
        if _REPORTS_TO.fullmatch(heading.strip(" :")) and words and len(words.split()) <= 8:
            return words, f"{heading}: {words}"
    told = [statement.span.quote for statement in statements(position) if _UPWARDS & statement.contexts]
    for words in map(flat, told):
        found = _SUPERIOR.search(words)
        title = _CUT.sub("", found["title"]).strip() if found else ""
        if title and not _PERSONAL.match(title):
            return title[:1].upper() + title[1:], words
    return "", ""


def _above(position: PositionDescription, facts: Facts, grounds: list[str]) -> Iterator[Box]:
    """The levels above, the top one first: those given, else the draft's supervisor below a blank box."""
    known = _boxes(facts.organization.above)
    if not known:
        title, words = supervisor_named(position)
        if title:
            known = [Box(title)]
            grounds.append(
                f"The immediate supervisor is taken from the draft: “{words}”. Check the actual class title."
            )
    names = ("the immediate supervisor", "the level above the supervisor")
    for place in range(LEVELS_ABOVE - 1, len(known) - 1, -1):
        yield Box("", missing=f"class title and name of {names[place]}")
    yield from known


def _beside(facts: Facts) -> list[Box]:
    if facts.organization.same_level is None:
        return [Box("", missing="the other positions that report to the same supervisor, or that there are none")]
    return _boxes(facts.organization.same_level)


def _below(position: PositionDescription, facts: Facts, grounds: list[str]) -> list[Box]:
    if facts.organization.below is not None:
        return _boxes(facts.organization.below)
    entry = next(
        (" ".join(span.quote.split()) for head, span in position.sections.items() if _SUPERVISES.match(head)), ""
    )
    if _NONE.fullmatch(entry):
        grounds.append(f"Nobody stands below the position, as the draft says under its heading: “{entry}”.")
        return []
    choice = choose_level(position, "supervision_given")
    if choice.level == _NOBODY and not choice.others:
        grounds.append(f"Nobody stands below the position: {choice.reason}")
        return []
    said = [flat(s.span.quote) for s in statements(position) if Context.GIVEN in s.contexts]
    if said:
        grounds.append(f"Of those below, the draft says only: “{said[0].rstrip('.')}”.")
    return [Box("", missing="each position that reports to this one, or that there are none")]


def _boxes(people: Sequence[Person]) -> list[Box]:
    return [
        Box(
            person.title or person.working_title,
            person.name,
            person.code,
            person.working_title if person.title else "",
            missing="" if person.title or person.working_title else f"the class title of {person.name or 'a position'}",
        )
        for person in people
    ]


def in_words(box: Box) -> str:
    """A box in one line, as a reader without the drawing gets it."""
    if box.missing:
        return f"blank: {box.missing}"
    known = [box.title, *(f"({part})" for part in [box.working_title] if part)]
    known += [f"held by {box.name}" if box.name.casefold() != "vacant" else "vacant"] if box.name else ["name blank"]
    known.append(f"compensation code {box.code}" if box.code else "compensation code blank")
    return ", ".join(known)
