"""Words of the trade, explained in plain words where they stand: on hover, on focus, and in a list at the foot.

Only what the program says itself is explained, and of it nothing between quotation marks: the words of a draft, of a
document or of a person stay as they are. A word is explained at its first use in each *region*, a part of the page
that is read by itself: a page, a step, an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.ui.markup import Html, esc, fold, item_list, labelled, show
from assistant.ui.text import literal

Words = Annotated[str, Field(min_length=1)]


class Word(BaseModel):
    """One word of the trade; ``also`` are its other forms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Words
    also: tuple[Words, ...] = ()


class Glossary(BaseModel):
    """``glossary.yaml``: the words, and which of them the list of each page holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Mapping[str, Word]
    pages: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the page that is read by itself, and the words that were explained in it."""

    name: str
    explained: set[str] = field(default_factory=set)


_FILE: Final = "glossary.yaml"
_HEADING: Final = "Words used here, in plain words"
_here: ContextVar[_Region | None] = ContextVar("region", default=None)


@cache
def glossary() -> Glossary:
    """The words as the file has them."""
    return Glossary.model_validate(yaml.safe_load(files("assistant.ui").joinpath(_FILE).read_text("utf-8")))


def explained(word: str) -> str:
    """What a word means."""
    return glossary().words[word].says


def help_for(label: str) -> str | None:
    """The words of the trade in the label of a field, explained for its help; nothing where there are none."""
    found = dict.fromkeys(_forms()[one["word"].lower()] for one in _pattern().finditer(label) if one["word"])
    return " ".join(f"{word.capitalize()}: {literal(explained(word))}" for word in found) or None


@contextmanager
def region(name: str) -> Iterator[None]:
    """A part of the page in which each word is explained at its first use; its name is the only one on the page."""
    token = _here.set(_Region(re.sub(r"\W+", "-", name.lower())))
    try:
        yield
    finally:
        _here.reset(token)


def within(name: str) -> Callable[[str], Html]:
    """:func:`told` for a region of its own, for whoever puts sentences together elsewhere."""
    own = _Region(name)
    return lambda text: _told(text, own)


def told(text: str) -> Html:
    """What the program says, its words of the trade explained; outside of every region as it is."""
    here = _here.get()
    return esc(text) if here is None else _told(text, here)


def paragraph(text: str, *, label: str = "") -> Html:
    """One paragraph of what the program says, after a label in bold if there is one."""
    return labelled(told(text), label)


def bullets(items: Iterable[str]) -> Html:
    """A plain list of what the program says."""
    return item_list(map(told, items))


def tell(text: str) -> None:
    """Puts a sentence of the program's own on the page."""
    show(paragraph(text))


def listed(page: str) -> None:
    """All words of the trade that a page uses, folded at its foot; on paper they are there to be read."""
    words = glossary().pages.get(page, ())
    if words:
        rows = "".join(f"<dt>{esc(word)}</dt><dd>{esc(explained(word))}</dd>" for word in words)
        show(fold(_HEADING, Html(f'<dl class="pd-facts">{rows}</dl>'), "pd-words"))


def _told(text: str, where: _Region) -> Html:
    parts: list[str] = []
    at = 0
    for found in _pattern().finditer(text):
        word = _forms().get((found["word"] or "").lower())
        if word and word not in where.explained and not _is_a_name(found):
            where.explained.add(word)
            parts += [esc(text[at : found.start()]), _term(word, found[0], where)]
            at = found.end()
    return Html("".join([*parts, esc(text[at:])]))


def _is_a_name(found: re.Match[str]) -> bool:
    """Whether a word is written large within a sentence: part of a title or of a citation, as in *Provisions C*."""
    before = found.string[: found.start()].rstrip()
    return found[0][0].isupper() and before != "" and before[-1] not in ".?!:"


def _term(word: str, as_written: str, where: _Region) -> Html:
    """A word that can be reached by pointer and keyboard, with its explanation."""
    id = f"says-{where.name}-{word.replace(' ', '-')}"
    says = f'<span class="pd-says" role="tooltip" id="{id}">{esc(explained(word))}</span>'
    return Html(f'<dfn class="pd-term" tabindex="0" aria-describedby="{id}">{esc(as_written)}{says}</dfn>')


@cache
def _forms() -> Mapping[str, str]:
    """Every form of a word, in small letters -> the word."""
    return {form.lower(): word for word, about in glossary().words.items() for form in (word, *about.also)}


@cache
def _pattern() -> re.Pattern[str]:
    """Words of the trade, the longest first, and what stands between quotation marks, so that it is passed over."""
    forms = "|".join(re.escape(form) for form in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf'“[^”]*”|"[^"]*"|(?<![\w-])(?P<word>{forms})(?![\w-])', re.IGNORECASE)
