"""From what was found, and confirmed, to a format's file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import yaml

from assistant.draft.levels import scales
from assistant.draft.profile import Approved, Profile, SectionPlan, Variant, builtin_profiles, load_profile
from assistant.formats.found import Finding, Findings, FoundSection, Role
from assistant.formats.layout import Description
from assistant.formats.recurring import Recurring, flat
from assistant.position.headings import HeadingKind, lead_in_kind
from assistant.position.verbs import is_imperative
from knowledge.errors import InputError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_MOST = 0.7


def to_profile(findings: Findings, name: str, left_out: Collection[int] = ()) -> Profile:
    """The format of what was found, without the findings whose numbers are left out.

    Raises :class:`InputError` for a name that cannot be a file's or is a built-in format's, and for a number that no
    finding has.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} cannot name a format; use small letters, digits and hyphens")
    if name in builtin_profiles():
        raise InputError(f"{name!r} is a format that ships with the program; choose another name")
    numbered = {number: finding for number, _, finding in findings.numbered()}
    if unknown := sorted(set(left_out) - numbered.keys()):
        raise InputError(f"there is no finding {unknown[0]}; they are numbered 1 to {len(numbered)}")
    kept = [finding for number, finding in numbered.items() if number not in left_out]
    jurisdiction = findings.descriptions[0].source.jurisdiction
    return Profile(
        name=name,
        title=f"{jurisdiction} description, learned from {len(findings.descriptions)} approved ones",
        jurisdiction=jurisdiction,
        imperative_duties=_mostly(map(is_imperative, _own_words(findings, HeadingKind.DUTIES))),
        infinitive_purpose=_mostly(words.startswith("To ") for words in _own_words(findings, HeadingKind.PURPOSE)),
        shows_shares=_mostly("%" in words for words in _own_words(findings, HeadingKind.DUTIES)),
        sections=tuple(_plan(section, findings, kept) for section in findings.sections),
        heading_numbering=findings.heading_numbering,
        learned_from=tuple(description.source.id for description in findings.descriptions),
    )


def to_yaml(profile: Profile) -> str:
    """The file of a learned format, readable and to be mended by hand."""
    body = yaml.safe_dump(
        profile.model_dump(mode="json", exclude_defaults=True), sort_keys=False, allow_unicode=True, width=116
    )
    return (
        f"# {profile.title}.\n#\n"
        "# Headings, order and wording are the employer's, to the letter; `source`, `start` and `end` say where each\n"
        "# piece of wording stands (sources show ID). Sections may be moved or taken out; wording changed here\n"
        "# no longer stands in its description and is refused.\n"
        f"{body}"
    )


def _own_words(findings: Findings, kind: HeadingKind) -> Iterator[str]:
    for description in findings.descriptions:
        for part in description.parts:
            if part.key and lead_in_kind(part.heading.rstrip(":")) is kind:
                yield from (unit.text for unit in part.units)


def _mostly(signs: Iterator[bool] | Sequence[bool]) -> bool:
    found = list(signs)
    return bool(found) and sum(found) >= _MOST * len(found)


def _plan(section: FoundSection, findings: Findings, kept: Sequence[Finding]) -> SectionPlan:
    """One section: where its words come from, and the wording that was confirmed."""
    confirmed = [finding for finding in section.findings if any(finding is one for one in kept)]
    descriptions = findings.descriptions
    fixed = {
        role: _approved([finding for finding in confirmed if finding.role is role], descriptions)
        for role in (Role.OPENING, Role.ENDING)
    }
    variants = tuple(
        Variant(level=finding.level, goes_with=finding.goes_with, wording=_approved([finding], descriptions))
        for finding in confirmed
        if finding.role is Role.VARIANT
    )
    return SectionPlan.model_validate(
        {
            "heading": section.heading,
            "depth": section.depth,
            "numbering": section.numbering,
            "numbered": bool(findings.heading_numbering and section.heading and section.depth == 1),
            "optional": bool(section.heading) and len(section.carried) < len(findings.descriptions),
            **_source(section, confirmed),
            "fields": section.fields,
            "opening": fixed[Role.OPENING],
            "ending": fixed[Role.ENDING],
            "variants": variants,
        }
    )


def _source(section: FoundSection, confirmed: Sequence[Finding]) -> dict[str, object]:
    """Where the words of a section come from, told by its heading and by what was found in it."""
    name = section.heading.rstrip(":")
    kind = lead_in_kind(name)
    headings = re.escape(name).replace(r"\ ", " ").replace(r"\-", "-").replace(r"\&", "&")
    if section.fields:
        return {"source": "fields"}
    if any(finding.role is Role.VARIANT for finding in confirmed):
        known = {"source": "level", "scale": section.scale} if section.scale else {"source": "choice"}
        return {**known, "headings": headings, "missing": f"the wording of {name} that applies"}
    if kind is HeadingKind.PURPOSE:
        return {"source": "purpose", "missing": "why the job exists, in one or two sentences"}
    if kind is HeadingKind.DUTIES:
        return {"source": "duties", "missing": "the duties, each beginning with a verb"}
    if not section.has_own and (confirmed or not section.findings):
        return {"source": "standard", "headings": headings}
    return {"source": "quoted", **_quoted(section, name, headings)}


def _quoted(section: FoundSection, name: str, headings: str) -> dict[str, object]:
    """What of a draft belongs in a section, as a ladder or the formats that ship know it; else its heading alone."""
    if section.scale:
        scale = scales()[section.scale]
        return {
            "headings": f"{headings}|{scale.headings}",
            "tells": scale.told_by,
            "missing": f"what belongs under {name}",
        }
    plans = (plan for shipped in sorted(builtin_profiles()) for plan in load_profile(shipped).sections)
    like = next((plan for plan in plans if plan.headings and re.fullmatch(plan.headings, name, re.IGNORECASE)), None)
    if like is None:
        return {"headings": headings, "missing": f"what belongs under {name}"}
    tells = tuple(dict.fromkeys(tell for plan in _alike(name) for tell in plan.tells))
    return {"headings": f"{headings}|{like.headings}", "tells": tells, "missing": like.missing}


def _alike(name: str) -> Iterator[SectionPlan]:
    """The sections of the shipped formats whose headings are like this one, those of one format only."""
    for shipped in sorted(builtin_profiles()):
        found = [
            plan
            for plan in load_profile(shipped).sections
            if plan.headings and re.fullmatch(plan.headings, name, re.IGNORECASE)
        ]
        if found:
            yield from found
            return


def _approved(findings: Sequence[Finding], descriptions: Sequence[Description]) -> tuple[Approved, ...]:
    """The wording of findings where it stands; sentences next to each other in one paragraph are one piece."""
    made: list[Approved] = []
    for piece in (_piece(found, finding, descriptions) for finding in findings for found in finding.wording):
        last = made[-1] if made else None
        text = next(one.source.text for one in descriptions if one.source.id == piece.source)
        if last and _goes_on(last, piece, text):
            words = flat(text[last.start : piece.end])
            made[-1] = last.model_copy(update={"end": piece.end, "words": words})
        else:
            made.append(piece)
    return tuple(made)


def _goes_on(last: Approved, piece: Approved, text: str) -> bool:
    """Whether a sentence follows another in the same paragraph, and both are used alike."""
    near = last.source == piece.source and not last.item and last.only_with == piece.only_with
    return near and bool(re.fullmatch(r"[ \t]+|[ \t]*\n[ \t]*", text[last.end : piece.start]))


def _piece(found: Recurring, finding: Finding, descriptions: Sequence[Description]) -> Approved:
    unit = found.chosen.unit
    source = descriptions[found.chosen.description].source.id
    return Approved(
        words=found.text, source=source, start=unit.start, end=unit.end, item=found.is_item, only_with=finding.only_with
    )
