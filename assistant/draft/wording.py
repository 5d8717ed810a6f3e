"""The employer's own approved wording, found to the letter in its official job descriptions.

A standard paragraph is known by a few identifying words (the ``recognised_by`` of ``levels.yaml``), never by where it
stands in one document. Only official job descriptions count: a restatement is not approved wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.draft.levels import scales, standard_level
from assistant.draft.profile import Approved, Ksa, Profile, StandardItem
from assistant.models import PositionDescription, Span
from assistant.position.contexts import Context, contexts
from assistant.position.duties import items_in
from assistant.position.read import read_position
from knowledge.errors import InputError, UnknownName
from knowledge.models import Citation, Kind, Source

_LAST_DUTY = re.compile(r"other duties (?:may be|as) assigned", re.IGNORECASE)
_LEAD_IN = re.compile(r"each essential duty|representative of the knowledge", re.IGNORECASE)
_KSA: tuple[Ksa, ...] = ("knowledge", "skill", "ability")


@dataclass(frozen=True, slots=True)
class EmployerWording:
    """Paragraphs an employer has approved, each with where it stands. Empty where nothing was found."""

    jurisdiction: str = ""
    levels: Mapping[str, Citation] = field(default_factory=dict)
    """``R2`` -> the paragraph for that level."""
    closing: tuple[Citation, ...] = ()
    """The last two standard duties, in order."""
    lead_in: Citation | None = None
    items: Mapping[Ksa, tuple[Citation, ...]] = field(default_factory=dict)
    """All knowledge, skill and ability items; which of them are standard is for the profile to say."""
    pieces: Mapping[Approved, Citation] = field(default_factory=dict)
    """What a learned format holds of the employer's wording -> where it stands."""

    def item(self, ksa: Ksa, standard: StandardItem) -> Citation | None:
        """The employer's wording of a standard item."""
        known = re.compile(standard.key, re.IGNORECASE)
        return next((item for item in self.items.get(ksa, ()) if known.search(item.quote)), None)


def employer_wording(sources: Sequence[Source], jurisdiction: str | None = None) -> EmployerWording:
    """The standard paragraphs in the official job descriptions of one employer.

    Without a ``jurisdiction`` it is the one of the first job description. Where several descriptions word a paragraph,
    the latest edition counts, then the first in order.
    """
    official = [source for source in sources if source.kind is Kind.JOB_DESCRIPTION and source.official]
    if not official:
        return EmployerWording(jurisdiction or "")
    whose = jurisdiction or official[0].jurisdiction
    own = sorted((source for source in official if source.jurisdiction == whose), key=_year, reverse=True)
    read = [(source, read_position(source.text)) for source in own]
    levels: dict[str, Citation] = {}
    items: dict[Ksa, tuple[Citation, ...]] = {}
    for source, position in read:
        for level, span in _level_paragraphs(position):
            levels.setdefault(level, _cite(source, span))
        for ksa, span in _ksa_items(position):
            items[ksa] = (*items.get(ksa, ()), _cite(source, span))
    closing = (tuple(_cite(source, span) for span in _closing(position)) for source, position in read)
    lead_in = (_cite(source, span) for source, position in read for span in _lead_ins(position))
    return EmployerWording(whose, levels, next(filter(None, closing), ()), next(lead_in, None), items)


def learned_wording(profile: Profile, source: Callable[[str], Source]) -> EmployerWording:
    """The wording of a learned format, each piece looked up where it was taken from.

    Raises :class:`InputError` where a description is no longer kept, or no longer says so there.
    """
    pieces: dict[Approved, Citation] = {}
    for piece in profile.approved():
        try:
            where = source(piece.source)
        except UnknownName as gone:
            raise InputError(
                f"format {profile.name}: its wording comes from {piece.source}, which is no longer kept; {_ANEW}"
            ) from gone
        if " ".join(where.text[piece.start : piece.end].split()) != piece.words:
            raise InputError(
                f"format {profile.name}: “{piece.words[:60]}” does not stand at characters {piece.start}–{piece.end} of"
                f" {piece.source}; {_ANEW}"
            )
        pieces[piece] = _cite(where, Span(piece.words, piece.start, piece.end))
    return EmployerWording(profile.jurisdiction, pieces=pieces)


_ANEW = "learn the format anew from the descriptions (format learn)"


def ksa_of(words: str) -> Ksa | None:
    """Whether an item begins as one of knowledge, of skill or of ability."""
    told = contexts(words)
    return next((ksa for ksa in _KSA if Context(ksa) in told), None)


def _year(source: Source) -> int:
    return max((int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", source.edition)), default=0)


def _level_paragraphs(position: PositionDescription) -> Iterator[tuple[str, Span]]:
    for heading, span in position.sections.items():
        for name, scale in scales().items():
            level = standard_level(span.quote, name) if re.fullmatch(scale.headings, heading, re.IGNORECASE) else None
            if level:
                yield level, span


def _ksa_items(position: PositionDescription) -> Iterator[tuple[Ksa, Span]]:
    for heading, span in position.sections.items():
        if re.search(r"knowledge|skill|abilit", heading, re.IGNORECASE):
            for item in items_in(position.text, span.start, span.end):
                ksa = ksa_of(item.quote)
                if ksa:
                    yield ksa, item


def _closing(position: PositionDescription) -> tuple[Span, ...]:
    duties = [duty.span for duty in position.duties]
    return tuple(duties[-2:]) if len(duties) > 1 and _LAST_DUTY.search(duties[-1].quote) else ()


def _lead_ins(position: PositionDescription) -> Iterator[Span]:
    for heading, span in position.sections.items():
        if re.fullmatch(r"job requirements", heading, re.IGNORECASE) and _LEAD_IN.search(span.quote):
            yield span


def _cite(source: Source, span: Span) -> Citation:
    """A citation whose quote stands in the source to the letter, pinned to the smallest passage around it."""
    start, end = span.start, span.end
    around = [passage for passage in source.passages if passage.start <= start and end <= passage.end]
    pinpoint = min(around, key=lambda passage: passage.end - passage.start).pinpoint if around else source.title
    quote = source.text[start:end]
    return Citation(source.id, source.title, pinpoint, quote, start, end, source.status, source.edition, source.url)
