"""The city's own revision of 2023: its old description and the new duties make its new description.

The document is read where it lies. It is given to the program as its user would: the packet is ingested as a whole, and
the draft is the title and summary of the old description with the new duties of the class. What the city's standard
wording says must then stand in the result to the letter, in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.draft.describe import draft_description
from assistant.draft.profile import load_profile
from assistant.draft.wording import employer_wording
from assistant.models import Draft, Origin
from assistant.position.read import read_position
from assistant.redline.paragraphs import paragraphs
from assistant.redline.pieces import STAYS_ACCEPTED, STAYS_REJECTED, paragraphs_of
from assistant.redline.revise import redline
from knowledge.intake import Orders, take_in
from tests.redline.test_word import COME, GONE, _settled, _written

FILE = "duluth_hr_technician_revision_2023.txt"
DUTIES = "ESSENTIAL DUTIES AND RESPONSIBILITIES"
BLOCKS = {"3. Knowledge Requirements": 3, "4. Skill Requirements": 3, "5. Ability Requirements": 6}
"""How many items at the end of each block are standard (fact base, Duluth format, section 6)."""
FOOTER = ("HR", "Union", "EEOC", "CSB", "Class No", "WC", "Pay", "EEOF", "CC", "Resolution")


@dataclass(frozen=True)
class Packet:
    """The parts of the city's document: the old description as far as it is legible, and the new one."""

    path: Path
    old: str
    new: str

    def lines(self, heading: str) -> list[str]:
        """What stands under a heading of the new description, a line an item, without its marker."""
        return [re.sub(r"^(?:- )?(?:\d+|[A-Z])\. ", "", line.strip()) for line in self._under(heading) if line.strip()]

    def _under(self, heading: str) -> list[str]:
        lines = self.new.split("\n")
        start = lines.index(heading) + 1
        headings = [*(plan.heading for plan in load_profile("duluth").sections if plan.heading), "HR: "]
        end = next((at for at in range(start, len(lines)) if lines[at].startswith(tuple(headings))), len(lines))
        return lines[start:end]


@pytest.fixture
def packet(corpus: Path) -> Packet:
    text = (corpus / FILE).read_text("utf-8")
    new_at, old_at = (
        match.start() for match in re.finditer(r"^Human Resources Technician\n\nSUMMARY/PURPOSE", text, re.M)
    )
    new = text[new_at:old_at].removesuffix("HUMAN RESOURCES TECHNICIAN\n\n")
    return Packet(corpus / FILE, text[old_at : text.index("Participate in SUPERVISION RECEIVED")], new)


@pytest.fixture
def draft(packet: Packet) -> Draft:
    old_head = packet.old[: packet.old.index("FUNCTIONAL AREAS")]
    duties = "\n".join(f"{n}. {duty}" for n, duty in enumerate(packet.lines(DUTIES)[:-2], 1))
    sources = take_in([packet.path], Orders(), lambda *_: None).sources
    wording = employer_wording(sources)
    position = read_position(f"{old_head}\n{DUTIES}\n\n{duties}\n")
    return draft_description(
        position, load_profile("duluth"), wording=wording, class_title="Human Resources Technician"
    )


def words(draft: Draft, heading: str) -> list[str]:
    return [block.text for section in draft.sections if section.heading == heading for block in section.blocks]


def test_headings_and_their_order_are_the_citys(draft: Draft, packet: Packet) -> None:
    headings = [section.heading for section in draft.sections if section.heading]
    printed = [line for line in packet.new.split("\n") if line in set(headings)]
    assert printed == headings
    assert draft.title == packet.new.split("\n", 1)[0]


@pytest.mark.parametrize(
    "heading",
    ["SUPERVISION RECEIVED", "SUPERVISION GIVEN", DUTIES, "JOB REQUIREMENTS", "Physical Demands", "Work Environment"],
)
def test_standardized_sections_are_the_citys_to_the_letter(draft: Draft, packet: Packet, heading: str) -> None:
    assert words(draft, heading) == packet.lines(heading)


@pytest.mark.parametrize("heading", BLOCKS)
def test_standard_items_close_each_block_to_the_letter(draft: Draft, packet: Packet, heading: str) -> None:
    assert words(draft, heading) == packet.lines(heading)[-BLOCKS[heading] :]


def test_lists_are_numbered_as_the_city_numbers_them(draft: Draft, packet: Packet) -> None:
    (duties,) = (section for section in draft.sections if section.heading == DUTIES)
    assert [f"{block.marker} {block.text}" for block in duties.blocks] == [
        line for line in packet.new.split("\n") if re.match(r"\d+\. (?!.*Requirements$)", line)
    ]


def test_every_standard_word_is_cited_from_the_citys_document(draft: Draft) -> None:
    cited = [block for section in draft.sections for block in section.blocks if block.origin is Origin.EMPLOYER]
    assert len(cited) == 4 + 2 + 1 + sum(BLOCKS.values())
    assert not any(block.origin is Origin.NEUTRAL for section in draft.sections for block in section.blocks)


def test_what_only_the_city_can_say_is_left_blank_and_nothing_else(draft: Draft) -> None:
    """Not reproduced, since neither the old summary nor the duties say it: education, license and the codes."""
    blank = [s.heading for s in draft.sections if any(block.origin is Origin.BLANK for block in s.blocks)]
    assert blank == ["1. Education & Experience Requirements", "2. License Requirements", ""]
    footer = draft.sections[-1]
    assert [block.marker for block in footer.blocks] == [f"{label}:" for label in FOOTER]
    assert not any(block.text for block in footer.blocks)


def test_a_level_that_goes_without_saying_asks_to_be_confirmed(draft: Draft) -> None:
    (given,) = (section for section in draft.sections if section.heading == "SUPERVISION GIVEN")
    assert given.level == "G0"
    assert "to be confirmed" in given.reason
    assert "G1 instead, if" in given.reason
    assert any(note.startswith("Supervision given: G0 was taken") for note in draft.notes)


def test_with_all_the_city_decided_the_whole_description_is_the_citys(packet: Packet) -> None:
    """Given summary, duties and requirements without any standard word, every line is the city's but the codes."""
    given = packet.new[: packet.new.index("HR: ")]
    standard = {*packet.lines(DUTIES)[-2:], *packet.lines("SUPERVISION GIVEN"), *packet.lines("SUPERVISION RECEIVED")}
    standard |= {item for heading, count in BLOCKS.items() for item in packet.lines(heading)[-count:]}
    standard |= {*packet.lines("JOB REQUIREMENTS"), "SUPERVISION RECEIVED", "SUPERVISION GIVEN"}
    said = given[: given.index("Physical Demands")].split("\n")
    own = "\n".join(line for line in said if not any(words and line.endswith(words) for words in standard))
    assert "Does not supervise" not in own
    assert "Other duties" not in own
    wording = employer_wording(take_in([packet.path], Orders(), lambda *_: None).sources)
    draft = draft_description(read_position(own), load_profile("duluth"), wording=wording, class_title=None)
    assert lines_of(draft) == [line.strip().removeprefix("- ") for line in given.split("\n") if line.strip()]


def lines_of(draft: Draft) -> list[str]:
    """The description as lines: title, headings, and blocks with their markers, without the row of codes."""
    lines = [draft.title]
    for section in draft.sections[:-1]:
        lines += [section.heading, *(f"{block.marker} {block.text}".strip() for block in section.blocks)]
    return lines


def test_the_redline_accepted_is_the_new_description_and_rejected_the_old(packet: Packet) -> None:
    stream = redline(packet.old, packet.new).pieces
    new, old = ([p.text for p in paragraphs(text)] for text in (packet.new, packet.old))
    assert paragraphs_of(stream, STAYS_ACCEPTED) == new
    assert paragraphs_of(stream, STAYS_REJECTED) == old
    data = _written(packet.old, packet.new)
    assert _settled(data, GONE) == new
    assert _settled(data, COME) == old
