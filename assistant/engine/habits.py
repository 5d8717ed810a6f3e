"""What a model server takes: found out by what it refuses, and remembered for the rest of the run.

Servers that call themselves OpenAI-compatible differ in small things: a model that reasons refuses a temperature, an
older server knows no JSON schema. Each is asked in the best form first; a refusal that names a part of the request
takes that part out, one at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Form(StrEnum):
    """How a reply's form is asked for, the surest way first."""

    SCHEMA = "a schema the server holds the model to"
    JSON = "any JSON, by the server; the schema in words"
    WORDS = "the schema in words alone"


@dataclass(frozen=True, slots=True)
class Habits:
    """What may be part of a request to one server."""

    form: Form = Form.SCHEMA
    temperature: bool = True
    store: bool = True
    """Whether it knows of being asked to keep nothing."""
    counts: bool = True
    """Whether it can be asked for the tokens of a streamed reply."""
    cap: str = "max_completion_tokens"
    """What it calls the longest reply."""


_NEXT = {Form.SCHEMA: Form.JSON, Form.JSON: Form.WORDS}
_REFUSES = re.compile(
    r"unsupported|not (?:yet )?(?:support|permit|allow|available|valid|known|implemented)|unknown|unrecogni[sz]ed"
    r"|unexpected|invalid|extra|does(?:n't| not) (?:support|know)|only the default|cannot",
    re.I,
)
_FORM = re.compile(r"response_format|json_schema|json_object|text\.format|structured output|schema|grammar", re.I)


def adapted(habits: Habits, complaint: str, *, must_not_store: bool) -> Habits | None:
    """The habits without what a refusal names; nothing where it names none of it.

    With ``must_not_store`` a server is never let off being asked to keep nothing.
    """
    if not _REFUSES.search(complaint):
        return None
    for named, there, without in (
        ("stream_options", habits.counts, replace(habits, counts=False)),
        ("temperature", habits.temperature, replace(habits, temperature=False)),
        ("store", habits.store and not must_not_store, replace(habits, store=False)),
        ("max_completion_tokens", habits.cap == "max_completion_tokens", replace(habits, cap="max_tokens")),
    ):
        if there and re.search(rf"\b{named}\b", complaint):
            return without
    if _FORM.search(complaint) and habits.form in _NEXT:
        return replace(habits, form=_NEXT[habits.form])
    return None
