"""Statements of a case that rest on a provision: data files say them, the library gives the sentence they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from assistant.models import Claim
from knowledge.library import Library

Anchor = Annotated[re.Pattern[str], BeforeValidator(lambda text: re.compile(text, re.IGNORECASE | re.DOTALL))]


class Provided(BaseModel):
    """A statement and where its provision says so; ``{names}`` in it are filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    says: str
    pinpoint: str
    anchor: Anchor

    def claim(self, library: Library, **values: str) -> Claim:
        """The statement with its citation."""
        return Claim(self.says.format(**values), (library.sentence(self.pinpoint, self.anchor),))


def claims(provided: Iterable[Provided], library: Library, **values: str) -> tuple[Claim, ...]:
    """Several statements with their citations."""
    return tuple(one.claim(library, **values) for one in provided)
