"""Writing an answer down: its paragraphs as Markdown, its citations numbered, its labels once for all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.models import Claim, Deadline
from knowledge.conflicts import Conflict, Side
from knowledge.models import Citation, Source, Status

_ACTIVE = re.compile(r"[\\`*_\[\]<>~]")


@dataclass(slots=True)
class Writer:
    """Collects paragraphs; a citation is numbered when it is first used."""

    source: Callable[[str], Source]
    paragraphs: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def deadlines(self, dated: Sequence[Deadline]) -> None:
        """Each date in a paragraph of its own, with its count and its caution."""
        for one in dated:
            self.paragraphs.append(f"{one.what}: {one.count} {one.caution}".strip() + f" {self._mark(one.rule)}")

    def claims(self, claims: Sequence[Claim], opening: str = "") -> None:
        """A paragraph a provision, its pinpoint at the end; sentences that stand together share one citation."""
        by_provision: dict[str, list[Claim]] = {}
        for claim in claims:
            by_provision.setdefault(claim.citations[-1].pinpoint, []).append(claim)
        for pinpoint, said in by_provision.items():
            *before, (last, cited) = self._runs(said)
            told = "".join(f"{text} {self._marks(marks)} " for text, marks in before)
            self.paragraphs.append(f"{opening} {told}{last} — **{pinpoint}** {self._marks(cited)}".strip())
            opening = ""

    def conflict(self, conflict: Conflict, sides: Sequence[tuple[Side, Claim | None]]) -> None:
        """Both sides of a disagreement, each with its date, and what to do meanwhile."""
        topic = f"{conflict.topic[0].lower()}{conflict.topic[1:]}"
        told = " ".join(
            f"{side.says} ({side.pinpoint}; {side.as_of}) {self._marks(claim.citations) if claim else side.url}"
            for side, claim in sides
        )
        self.paragraphs.append(f"The sources differ here ({topic}): {told} What to do: {conflict.advice}")

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    def _runs(self, claims: Sequence[Claim]) -> list[tuple[str, tuple[Citation, ...]]]:
        """Claims that quote neighbouring sentences as one: their texts, and one citation over both quotations."""
        runs: list[tuple[str, tuple[Citation, ...]]] = []
        for claim in claims:
            joined = self._joined(runs[-1][1], claim.citations) if runs else None
            if joined is None:
                runs.append((claim.text, claim.citations))
            else:
                runs[-1] = (f"{runs[-1][0]} {claim.text}", (joined,))
        return runs

    def _joined(self, before: Sequence[Citation], after: Sequence[Citation]) -> Citation | None:
        if len(before) != 1 or len(after) != 1:
            return None
        one, two = before[0], after[0]
        text = self.source(one.source).text
        if (one.source, one.pinpoint) != (two.source, two.pinpoint) or text[one.end : two.start].strip():
            return None
        return replace(one, end=two.end, quote=text[one.start : two.end]) if one.end <= two.start else None

    def _marks(self, citations: Sequence[Citation]) -> str:
        return "".join(map(self._mark, citations))

    def _mark(self, citation: Citation) -> str:
        """The number of a citation; a quotation within one that is given already has its number."""
        given = (number for number, other in enumerate(self.citations, 1) if _within(citation, other))
        number = next(given, 0)
        if not number:
            self.citations.append(citation)
        return f"[{number or len(self.citations)}]"


def _within(citation: Citation, other: Citation) -> bool:
    same = (citation.source, citation.pinpoint) == (other.source, other.pinpoint)
    return same and other.start <= citation.start and citation.end <= other.end


def literal(text: str) -> str:
    """``text`` as Markdown that shows it as typed: no marks, links, emphasis or tags of its own."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", text)


def labels(citations: Sequence[Citation]) -> tuple[str, ...]:
    """What a reader must know of the texts the answer rests on, said once."""
    restated = any(citation.text_status is not Status.OFFICIAL for citation in citations)
    unverified = any("(unverified)" in citation.quote for citation in citations)
    return tuple(
        label
        for wanted, label in (
            (
                restated,
                "Restated in our own words from the edition named; check the official text before relying on it.",
            ),
            (unverified, "Statements marked (unverified) are general knowledge that no source at hand confirms."),
        )
        if wanted
    )
