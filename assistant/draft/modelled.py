"""A description with a model: its purpose and duties in better English, or a purpose out of the duties; facts stay.

Only the draft's own words are touched, never standard wording, levels, fields or blanks. Each change is checked in both
directions, nothing added and nothing left out, and stands among the notes with the words it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.draft.outline import is_cell
from assistant.draft.profile import Profile
from assistant.engine.additions import added
from assistant.engine.grounds import Fact, Side, beyond
from assistant.engine.outgoing import Outgoing
from assistant.engine.preview import Preview
from assistant.engine.reply import Asked, Model
from assistant.engine.tasks import polished, stated
from assistant.models import Block, Draft, Origin, Section, Withheld

_ROUNDS = 2
"""How often paragraphs are asked for: what fails the first time is asked for once more."""


def with_model(model: Model, draft: Draft, profile: Profile, text: str) -> Draft:
    """The description with its purpose and duties polished, and what was changed or withheld among its notes.

    ``text`` is what it was written from: it introduces whoever is named, and is not sent.
    """
    asked = model.beside(text)
    touched = {plan.heading for plan in profile.sections if plan.source in ("purpose", "duties")}
    blank = {plan.heading for plan in profile.sections if plan.source == "purpose"}
    texts = {f"K{number}": text for number, text in enumerate(dict.fromkeys(_own_words(draft, touched)), 1)}
    better, withheld = _polished(asked, texts)
    changes = {texts[key]: new for key, new in better.items() if new != texts[key]}
    notes = [f"Polished by a model: “{old}” became “{new}”." for old, new in changes.items()]
    sections = tuple(
        _changed(section, changes) if section.heading in touched else section for section in draft.sections
    )
    if any(section.heading in blank and _is_blank(section) for section in sections):
        purpose, faults = _purpose(asked, list(texts.values()), profile)
        withheld += faults
        sections = tuple(_filled(section, purpose) if section.heading in blank else section for section in sections)
        notes += [f"Drafted by a model from the duties, for the supervisor to confirm: “{purpose}”."] if purpose else []
    notes += [f"Withheld of a model's wording: “{fault.text}” ({fault.reason})." for fault in withheld]
    return replace(draft, sections=sections, notes=(*draft.notes, *notes))


def would_send(draft: Draft, profile: Profile, text: str) -> list[Outgoing]:
    """What a model would be sent to polish a description, but for what is asked anew; nothing is sent."""
    preview = Preview()
    with_model(preview, draft, profile, text)
    return preview.outgoing


def _own_words(draft: Draft, touched: set[str]) -> Iterator[str]:
    """The draft's own paragraphs in the sections that may be touched."""
    for section in draft.sections:
        if section.heading in touched:
            yield from (block.text for block in section.blocks if _is_own(block))


def _is_own(block: Block) -> bool:
    return block.origin is Origin.DRAFT and bool(block.text) and not is_cell(block)


def _polished(model: Asked, texts: Mapping[str, str]) -> tuple[dict[str, str], list[Withheld]]:
    """The paragraphs that hold against their own words, by key, and what is withheld."""
    kept: dict[str, str] = {}
    faults: dict[str, Withheld] = {}
    for _ in range(_ROUNDS if texts else 0):
        wanted = {key: texts[key] for key in faults} if faults else texts
        told = [Withheld(f"{key}: {fault.text}", fault.reason) for key, fault in faults.items()]
        said = polished(model, wanted, told)
        faults = {key: Withheld(new, fault) for key, new in said.items() if (fault := _fault(new, texts[key]))}
        kept |= {key: new for key, new in said.items() if key not in faults}
        if not faults:
            break
    return kept, list(faults.values())


def _fault(new: str, old: str) -> str:
    """Why a paragraph in better English says something else than it did; empty where it does not."""
    lost = added(old, [new])
    return beyond(new, [old]) or (lost.replace("it says", "it leaves out").partition(", which")[0] if lost else "")


def _purpose(model: Asked, duties: Sequence[str], profile: Profile) -> tuple[str, list[Withheld]]:
    """A purpose out of the duties; empty where nothing held or there is nothing to make it of."""
    if not duties:
        return "", []
    facts = {f"K{number}": Fact(duty, Side.DRAFT) for number, duty in enumerate(duties, 1)}
    form = "To …, with a plain verb" if profile.infinitive_purpose else "a sentence with a plain verb"
    good, withheld = stated(model, "purpose", facts, form=form)
    return " ".join(one.text for one in good), withheld


def _is_blank(section: Section) -> bool:
    return bool(section.blocks) and all(block.origin is Origin.BLANK for block in section.blocks)


def _changed(section: Section, changes: Mapping[str, str]) -> Section:
    blocks = (replace(b, text=changes.get(b.text, b.text)) if _is_own(b) else b for b in section.blocks)
    return replace(section, blocks=tuple(blocks))


def _filled(section: Section, purpose: str) -> Section:
    """A blank section with a purpose that the assistant worded; the blank stays where there is none."""
    return replace(section, blocks=(Block(purpose, Origin.NEUTRAL),)) if purpose and _is_blank(section) else section
