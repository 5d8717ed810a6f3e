"""The forms of letters, as data that people can read and correct (``forms/*.yaml``), filled in from a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from assistant.cases.provisions import Anchor
from assistant.draft.paper import Run
from assistant.letters.letter import Block, Letter, Line, Rows, blank
from knowledge.errors import UnknownName
from knowledge.library import Library

_FIELD = re.compile(r"\{([a-z ]+)\}")
FORM = "words of the form"
"""The basis of a sentence that states no fact of the case and no rule: a salutation, a request, an offer."""
CASE = "the case"

OUTCOMES = ("granted", "same class", "lower than asked", "level within the series", "other series", "class option")
"""What a decision comes to for the requester (Job Audit Manual, B.5); an option is never found out, only named."""
Flag = Literal[
    "state",
    "new",
    "granted",
    "same class",
    "lower than asked",
    "level within the series",
    "other series",
    "class option",
]
"""What parts may depend on: the state's rules apply, the position is new, or the outcome of the decision."""


class Part(BaseModel):
    """One part of a form: a heading, a statement, a provision's own sentence, a blank, or what the case brings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str = ""
    say: str = ""
    quote: str = ""
    blank: str = ""
    insert: str = ""
    pinpoint: str = ""
    """The provision that ``say`` rests on, or that ``quote`` introduces."""
    anchor: Anchor | None = None
    of: str = ""
    """What ``insert`` is about, as in ``requested``."""
    basis: str = CASE
    tells: str = ""
    when: Flag | None = None
    unless: Annotated[tuple[Flag, ...], BeforeValidator(lambda one: (one,) if isinstance(one, str) else one)] = ()

    @model_validator(mode="after")
    def _one_thing(self) -> Part:
        given = [name for name in ("heading", "say", "quote", "blank", "insert") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"a part says one thing; this one has {', '.join(given) or 'none'}")
        if bool(self.pinpoint) != (self.anchor is not None):
            raise ValueError("a pinpoint needs an anchor, and an anchor a pinpoint")
        return self


class Form(BaseModel):
    """A kind of letter: whom it is for, what it must tell, and its parts in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: str
    purpose: str
    needs: tuple[str, ...] = ()
    """Facts of the case without which it cannot be drafted, as in ``decided class``."""
    must_tell: tuple[str, ...]
    """The contents that the manual and the procedures ask for; a test holds each form to them."""
    parts: tuple[Part, ...]


Fields = Mapping[str, str]
"""Name -> what the case holds for it; empty where it holds nothing."""
Inserted = Callable[[str, str], Block]
"""From the name of what is inserted, and what it is about, to the block."""


@cache
def forms() -> dict[str, Form]:
    """Every kind of letter by its name."""
    folder = files("assistant.letters").joinpath("forms")
    found = [
        Form.model_validate(item)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
        for item in yaml.safe_load(path.read_text("utf-8"))
    ]
    return {form.kind: form for form in found}


def form(kind: str) -> Form:
    """One kind of letter. Raises :class:`UnknownName`."""
    if kind not in forms():
        raise UnknownName("kind of letter", kind, list(forms()))
    return forms()[kind]


def filled(form: Form, fields: Fields, flags: set[str], library: Library, insert: Inserted) -> Letter:
    """A form with the case's facts in it; what the case does not hold is a blank."""
    title = "".join(run.text for run in _runs(form.title, fields))
    return Letter(form.kind, title, tuple(_blocks(form, fields, flags, library, insert)))


def _blocks(form: Form, fields: Fields, flags: set[str], library: Library, insert: Inserted) -> Iterator[Block]:
    """The blocks: lines that follow one another under a heading are one block, and what is inserted is its own."""
    heading, lines = "", list[Line]()
    for part in form.parts:
        if (part.when and part.when not in flags) or flags.intersection(part.unless):
            continue
        if part.heading or part.insert:
            if heading or lines:
                yield Block(heading, tuple(lines))
            heading, lines = part.heading, []
        if part.insert:
            yield _tagged(insert(part.insert, part.of), part.tells)
        elif not part.heading:
            lines.append(_line(part, fields, library))
    if heading or lines:
        yield Block(heading, tuple(lines))


def _tagged(block: Block, tells: str) -> Block:
    """A block whose first line, in a table its first cell, bears the mark of what it tells."""
    if not tells or not block.lines:
        return block
    if isinstance(block.body, Rows):
        (first, *cells), *rows = block.body.rows
        marked = ((replace(first, tells=tells), *cells), *rows)
        return replace(block, body=replace(block.body, rows=tuple(map(tuple, marked))))
    line, *rest = block.body
    return replace(block, body=(replace(line, tells=tells), *rest))


def _line(part: Part, fields: Fields, library: Library) -> Line:
    if part.blank:
        return blank(part.blank, part.tells)
    cited = library.sentence(part.pinpoint, part.anchor) if part.anchor else None
    basis = f"{cited.pinpoint} ({cited.text_status}; {cited.edition})" if cited else part.basis
    if part.quote:
        assert cited is not None
        words = " ".join(cited.quote.split())
        return Line((Run(f"{part.quote} “{words}” ({cited.pinpoint}, {cited.text_status})"),), basis, part.tells)
    return Line(tuple(_runs(part.say, fields)), basis, part.tells)


def _runs(text: str, fields: Fields) -> Iterator[Run]:
    """The words with their fields filled in; one that the case does not hold is a blank that names it."""
    at = 0
    for found in _FIELD.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()])
        known = fields[found[1]]
        yield Run(known) if known else Run(found[1], blank=True)
        at = found.end()
    if text[at:]:
        yield Run(text[at:])
