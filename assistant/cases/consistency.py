"""The consistency run: the analysis made again without whose position it is, what it is called and what it pays.

Content decides, never the person, the wish or the pay (Job Audit Manual, 1.1; Appendix D.1); if the result changes, a
person has to know before anybody relies on it. The program overrides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.cases.case import Case
from assistant.cases.entries import Stage
from assistant.cases.private import without_pay, without_people, without_phrases
from assistant.models import SuggestResult
from assistant.position.read import read_position
from knowledge.errors import InputError

if TYPE_CHECKING:
    from assistant.desk import Desk


@dataclass(frozen=True, slots=True)
class Consistency:
    """One analysis beside the same without the person, the titles and the pay."""

    removed: Mapping[str, int]
    """How much of each kind was taken out."""
    changes: tuple[str, ...]
    """What came out otherwise, in sentences; nothing where the result holds."""

    @property
    def same(self) -> bool:
        """Whether the result holds."""
        return not self.changes


def consistency(case: Case, desk: Desk) -> Consistency:
    """Run the analysis of a case's current description twice. Raises :class:`InputError` where there is none."""
    added = case.descriptions.get(Stage.CURRENT)
    if added is None:
        raise InputError(f"case {case.id}: there is no current description; add it with 'case describe {case.id} FILE'")
    plan = case.opened.plan
    bare, removed = _bare(case, added.text)
    if not bare.strip(" \n[…]"):
        raise InputError(f"case {case.id}: the current description holds nothing but names, titles and pay")
    return Consistency(removed, tuple(_changes(desk.suggest(added.text, plan=plan), desk.suggest(bare, plan=plan))))


def _bare(case: Case, text: str) -> tuple[str, dict[str, int]]:
    """The description without the person, the titles of the position, held and asked for, and the pay."""
    opened, position = case.opened, read_position(text)
    titles = [opened.current_class, opened.requested_class, position.title, position.requested]
    people = without_people(text, list(case.people.values()))
    found, titled = without_phrases(people.text, titles)
    found, paid = without_pay(found)
    return found, {**people.counts, "title": titled, "pay": paid}


def _changes(whole: SuggestResult, bare: SuggestResult) -> Iterator[str]:
    if (whole.decision, whole.outcome) != (bare.decision, bare.outcome):
        yield (
            f"With them the analysis ends with {_ends(whole)}, without them with {_ends(bare)}; whichever holds, the "
            "description should say enough without them."
        )
    titles, others = ([one.class_title for one in found.suggestions] for found in (whole, bare))
    if titles[:1] != others[:1]:
        yield f"With them {_first(titles)} comes first, without them {_first(others)}."
    elif titles != others:
        told = [", ".join(behind[1:]) for behind in (titles, others)]
        yield f"The first class is the same; the order behind it is not: {told[0]} with them, {told[1]} without."


def _ends(found: SuggestResult) -> str:
    return f"“{found.decision}” ({found.outcome})"


def _first(titles: list[str]) -> str:
    return titles[0] if titles else "no class"


def consistency_json(found: Consistency) -> dict[str, Any]:
    """The consistency run as other programs read it."""
    return {"same": found.same, "removed": dict(found.removed), "changes": list(found.changes)}


def consistency_text(found: Consistency) -> str:
    """The consistency note in plain words."""
    gone = ", ".join(f"{kind}: {count}" for kind, count in sorted(found.removed.items()) if count) or "nothing"
    result = "The result is the same." if found.same else "The result changes. " + " ".join(found.changes)
    return f"The analysis was made again without names, titles and pay (taken out: {gone}). {result}"
