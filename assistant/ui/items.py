"""The items that a session's work is kept as: the JSON of each by its name, and back.

A question with its answer and a step of a draft are an item each, so that what did not change is not written again; one
more item each says in which order they stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter

from assistant.models import Draft
from assistant.talks import feedback
from assistant.talks.conversation import Conversation, Exchange, Thread
from assistant.ui.history import Step
from assistant.ui.state import Drafted, Fit

CONVERSATION: Final = "conversation"
TURN: Final = feedback.TURN
STEPS: Final = "steps"
STEP: Final = "step-"
FIT: Final = "fit"
DRAFTED: Final = "drafted"
FIELD: Final = "field-"

Steps = tuple[tuple[Step, ...], int]
"""The steps of a draft and which of them it is at."""


def of_conversation(now: Conversation, before: Conversation) -> dict[str, str]:
    """What has to be written where a conversation was kept as ``before``."""
    if now == before:
        return {}
    held, have = _by_id(before), _by_id(now)
    changed = {f"{TURN}{id}": _json(Exchange, one) for id, one in have.items() if held.get(id) != one}
    gone = {f"{TURN}{id}": "" for id in held.keys() - have.keys()}
    return {CONVERSATION: json.dumps(_order(now)), **changed, **gone}


def of_exchange(exchange: Exchange) -> dict[str, str]:
    """What has to be written for one exchange that has its place in the conversation already."""
    return {f"{TURN}{exchange.id}": _json(Exchange, exchange)}


def to_conversation(items: Mapping[str, str], before: Conversation) -> Conversation:
    """A conversation of what came of it since it was kept as ``before``."""
    came = [(name, value) for name, value in items.items() if name.startswith(TURN) and value]
    have = _by_id(before) | {name.removeprefix(TURN): _noun(Exchange, value) for name, value in came}
    order: dict[str, Any] = json.loads(items[CONVERSATION]) if items.get(CONVERSATION) else _order(before)
    thread, *before_it = [
        tuple(have[id] for id in ids if id in have) for ids in [order["thread"], *list(order["before"])]
    ]
    return Conversation(thread, tuple(before_it))


def of_steps(now: Steps, before: Steps) -> dict[str, str]:
    """What has to be written where the steps were kept as ``before``."""
    held, have = {step.id: step for step in before[0]}, {step.id: step for step in now[0]}
    if list(held) == list(have) and now[1] == before[1]:
        return {}
    new = {f"{STEP}{id}": _json(Step, step) for id, step in have.items() if id not in held}
    gone = {f"{STEP}{id}": "" for id in held.keys() - have.keys()}
    return {STEPS: json.dumps({"order": list(have), "at": now[1]}), **new, **gone}


def to_steps(items: Mapping[str, str], before: Steps) -> Steps:
    """The steps of what came of them since they were kept as ``before``."""
    came = [value for name, value in items.items() if name.startswith(STEP) and value]
    have = {step.id: step for step in (*before[0], *(_noun(Step, value) for value in came))}
    if not items.get(STEPS):
        return before
    order = json.loads(items[STEPS])
    steps = tuple(have[id] for id in order["order"] if id in have)
    return (steps, min(order["at"], len(steps) - 1)) if steps else before


def of_fit(found: Fit | None) -> str:
    """A suggestion; empty for none."""
    return _json(Fit, found) if found else ""


def to_fit(value: str) -> Fit:
    """A suggestion that was kept."""
    fit: Fit = _noun(Fit, value)
    return fit


def of_drafted(found: Drafted | None) -> str:
    """A written description without its files, which are made of it."""
    return _json(Draft, found.draft) if found else ""


def to_drafted(value: str) -> Drafted:
    """A written description with its files made anew."""
    return Drafted.of(_noun(Draft, value))


def _by_id(conversation: Conversation) -> dict[str, Exchange]:
    """All exchanges; one that stands in several threads as it is on the page."""
    return {one.id: one for thread in (*conversation.before, conversation.thread) for one in thread}


def _order(conversation: Conversation) -> dict[str, Any]:
    return {"thread": _ids(conversation.thread), "before": [_ids(thread) for thread in conversation.before]}


def _ids(thread: Thread) -> list[str]:
    return [exchange.id for exchange in thread]


@cache
def _adapter(noun: type) -> TypeAdapter[Any]:
    return TypeAdapter(noun)


def _json(noun: type, value: object) -> str:
    return _adapter(noun).dump_json(value).decode()


def _noun(noun: type, value: str) -> Any:
    return _adapter(noun).validate_json(value)


def readable(items: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The items that this version can read, and the names of the others."""
    good = {name: value for name, value in items.items() if not value or _reads(name, value)}
    return good, sorted(items.keys() - good.keys())


def _reads(name: str, value: str) -> bool:
    noun = next((noun for beginning, noun in _NOUNS if name.startswith(beginning)), None)
    try:
        json.loads(value) if noun is None else _noun(noun, value)
    except ValueError:
        return False
    return True


_NOUNS: Final[Iterable[tuple[str, type]]] = ((TURN, Exchange), (STEP, Step), (FIT, Fit), (DRAFTED, Draft))
