"""A user's own formats: files in the data folder, learned from descriptions that are kept beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.draft.profile import Profile, builtin_profiles, load_profile, profiles
from assistant.formats.find import find
from assistant.formats.found import Findings
from assistant.formats.saved import to_yaml
from knowledge import journal
from knowledge.errors import InputError, UnknownName
from knowledge.models import Kind, Source
from knowledge.parse.naming import UNSTATED

_FEWEST = 2


def learn(sources: Sequence[Source]) -> Findings:
    """What approved descriptions of one employer have in common.

    Raises :class:`InputError` for fewer than two, for descriptions of different employers or of nobody known, and where
    no heading stands in two of them.
    """
    descriptions = [source for source in sources if source.kind is Kind.JOB_DESCRIPTION]
    if len(descriptions) < _FEWEST:
        raise InputError(f"a format is learned from two or more descriptions; {len(descriptions)} could be read")
    owners = sorted({source.jurisdiction for source in descriptions})
    if len(owners) > 1:
        raise InputError(
            f"these are descriptions of {' and of '.join(owners)}; learn from one employer's, or say whose"
        )
    if owners == [UNSTATED]:
        raise InputError("the descriptions do not say whose they are; say so with --jurisdiction")
    found = find(descriptions)
    if not any(section.heading for section in found.sections):
        raise InputError(
            "no heading stands in two of these descriptions, so they have no format in common;"
            " give descriptions of one form, with headings on lines of their own"
        )
    return found


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats there are: those that ship, and a user's own in ``folder``."""

    folder: Path

    def names(self) -> list[str]:
        """Their names, sorted."""
        return profiles(self.folder)

    def profile(self, name: str) -> Profile:
        """One format. Raises :class:`UnknownName`, and :class:`InputError` for a damaged file."""
        return load_profile(name, self.folder)

    def check_free(self, name: str) -> None:
        """Raise :class:`InputError` if there is a format of that name."""
        if name in self.names():
            raise InputError(f"there is a format {name!r} already; choose another name, or replace it (--replace)")

    def save(self, profile: Profile) -> None:
        """Put a format's file in place, whole, instead of one of the same name."""
        journal.commit(self.folder, {f"{profile.name}.yaml": to_yaml(profile)})

    def remove(self, name: str) -> None:
        """Take a user's own format away; the descriptions stay. Raises :class:`InputError` for one that ships."""
        if name in builtin_profiles():
            raise InputError(f"{name!r} ships with the program and cannot be removed")
        if name not in self.names():
            raise UnknownName("format", name, self.names())
        journal.commit(self.folder, {f"{name}.yaml": None})
