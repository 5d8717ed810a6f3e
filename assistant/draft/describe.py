"""The standardized description: a draft's facts in an employer's format.

The draft's own words stay its own; standard paragraphs are the employer's approved wording where its documents are
loaded, else neutral wording; what nobody has said is a visible blank. Nothing is invented: no codes, dates, union, pay
or qualification.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.draft.alternatives import picked_levels, read_picks
from assistant.draft.checks import notes
from assistant.draft.material import Material, gap, heading_number
from assistant.draft.profile import Profile, SectionPlan
from assistant.draft.sections import section
from assistant.draft.wording import EmployerWording
from assistant.models import Draft, PositionDescription, Section
from assistant.position.loose import statements


def draft_description(
    position: PositionDescription,
    profile: Profile,
    *,
    wording: EmployerWording | None,
    class_title: str | None,
    picks: Sequence[str] = (),
) -> Draft:
    """The description of a position in the format of a profile.

    ``wording`` of another employer than the format's is not used. Without ``class_title`` the draft's own title heads
    the description; a class somebody asks for never does. ``picks`` are the levels and alternatives somebody chose, as
    ``SUPERVISION GIVEN=G0``; :class:`InputError` for one that the format does not have.
    """
    found = wording or EmployerWording(profile.jurisdiction)
    usable = found if found.jurisdiction == profile.jurisdiction else EmployerWording(profile.jurisdiction)
    chosen = read_picks(picks, profile)
    levels = picked_levels(position, profile, chosen)
    material = Material(position, profile, usable, (class_title or "").strip(), levels, statements(position), chosen)
    title = material.title or position.title or gap("class title").text
    written = [(plan, section(plan, material)) for plan in profile.sections]
    sections = tuple(_headed([(plan, made) for plan, made in written if made is not None], profile.heading_numbering))
    return Draft(title, profile.name, sections, tuple(notes(material, sections, found)))


def _headed(written: Sequence[tuple[SectionPlan, Section]], first: str) -> Iterator[Section]:
    """The sections with their headings numbered in order, where the format numbers them."""
    place = 0
    for plan, made in written:
        yield replace(made, heading=f"{heading_number(first, place)} {made.heading}") if plan.numbered else made
        place += plan.numbered
