"""One section of several descriptions side by side, while what stands in it is sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.formats.found import Finding
from assistant.formats.layout import Unit
from assistant.formats.recurring import Recurring, Standing
from assistant.position.contexts import Context, contexts
from assistant.position.headings import HeadingKind, lead_in_kind

MOST = 0.6
"""An item of requirements, or a paragraph nothing stands in place of, is standard if so large a share carries it."""
_OWN_FACTS = frozenset({Context.EDUCATION, Context.LICENSE})
_FEW = 3


@dataclass(slots=True)
class Sheet:
    """A section while it is sorted."""

    key: str
    heading: str
    units: Mapping[int, Sequence[Unit]]
    titles: Sequence[str]
    scale: str
    duties: bool
    shared: list[Recurring]
    single: list[Standing]
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The heading without its colon."""
        return self.heading.rstrip(":")

    @property
    def carried(self) -> frozenset[int]:
        """Which descriptions have the section."""
        return frozenset(self.units)


def listed(section: Sheet, one: Recurring) -> bool:
    """Whether a wording is a list item: by its marker, or since it stands among the duties."""
    if section.scale:
        return False
    unmarked = not any(unit.numbering for found in section.units.values() for unit in found)
    return one.is_item or (section.duties and unmarked)


def is_standard_matter(section: Sheet, one: Recurring) -> bool:
    """Whether such a wording can be standard: education, license and purpose are a position's own if not all say so."""
    purpose = lead_in_kind(section.name) is HeadingKind.PURPOSE
    own_fact = bool(contexts(one.text) & _OWN_FACTS)
    enough = _FEW if own_fact else 2
    return not (purpose or own_fact) or (one.descriptions == section.carried and len(section.carried) >= enough)


def of_several(section: Sheet, one: Recurring) -> str:
    """Why a wording that recurs is not claimed."""
    what = "a duty of several positions" if section.duties else "said of several positions"
    where = f"stands in {len(one.descriptions)} of {len(section.carried)} descriptions"
    return f"{section.name}: “{one.text}” {where}; {what}, not standard by its place."
