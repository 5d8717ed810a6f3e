"""The standardized description: a draft's facts in an employer's format.

The draft's own words stay its own; standard paragraphs are the employer's approved wording where its documents are
loaded, else neutral wording; what nobody has said is a visible blank. Nothing is invented: no codes, dates, union, pay
or qualification.
"""

from __future__ import annotations

from assistant.draft.checks import notes
from assistant.draft.levels import choose_level
from assistant.draft.material import Material, gap
from assistant.draft.profile import Profile
from assistant.draft.sections import section
from assistant.draft.wording import EmployerWording
from assistant.models import Draft, PositionDescription
from assistant.position.loose import statements


def draft_description(
    position: PositionDescription, profile: Profile, *, wording: EmployerWording | None, class_title: str | None
) -> Draft:
    """The description of a position in the format of a profile.

    ``wording`` of another employer than the format's is not used. Without ``class_title`` the draft's own title heads
    the description; a class somebody asks for never does.
    """
    found = wording or EmployerWording(profile.jurisdiction)
    usable = found if found.jurisdiction == profile.jurisdiction else EmployerWording(profile.jurisdiction)
    levels = {plan.scale: choose_level(position, plan.scale) for plan in profile.sections if plan.scale}
    material = Material(position, profile, usable, (class_title or "").strip(), levels, statements(position))
    title = material.title or position.title or gap("class title").text
    written = [(plan, section(plan, material)) for plan in profile.sections]
    sections = tuple(made for _, made in written if made is not None)
    return Draft(title, profile.name, sections, tuple(notes(material, sections, found)))
