"""Words of the trade, explained in plain words where they are used: on hover, on focus and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.ui.markup import Html, esc, show

Words = Annotated[str, Field(min_length=1)]


class Word(BaseModel):
    """One word of the trade; ``also`` are its other forms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Words
    also: tuple[Words, ...] = ()


class Glossary(BaseModel):
    """``glossary.yaml``: the words, and which of them are explained on which page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Mapping[str, Word]
    pages: Mapping[str, tuple[str, ...]]


_FILE: Final = "glossary.yaml"
_HEADING: Final = "Words used here, in plain words"


@cache
def glossary() -> Glossary:
    """The words as the file has them."""
    return Glossary.model_validate(yaml.safe_load(files("assistant.ui").joinpath(_FILE).read_text("utf-8")))


def explained(word: str) -> str:
    """What a word means, for the help of a widget."""
    return glossary().words[word].says


def strip(page: str) -> None:
    """The words of the trade that a page uses, at its foot: each says what it means when it is reached."""
    items = "".join(f"<li>{term(word)}</li>" for word in glossary().pages.get(page, ()))
    if not items:
        return
    show(Html(f'<aside class="pd-words" aria-label="{_HEADING}"><p>{_HEADING}</p><ul role="list">{items}</ul></aside>'))


def term(word: str) -> Html:
    """A word that can be reached by pointer and keyboard, with its explanation; each at most once on a page."""
    id = f"says-{word.replace(' ', '-')}"
    says = f'<span class="pd-says" role="tooltip" id="{id}">{esc(explained(word))}</span>'
    return Html(f'<dfn class="pd-term" tabindex="0" aria-describedby="{id}">{esc(word)}{says}</dfn>')
