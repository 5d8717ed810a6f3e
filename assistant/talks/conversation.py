"""The nouns of a conversation: questions with their answers, what an edit replaced, and what people thought.

All are frozen: a question asked, answered, edited or judged makes a new conversation and leaves the one before as it
was. Two windows on one conversation each add to it; :func:`merged` puts them together turn by turn.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from assistant.models import Answer, Turn


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader thought of an answer."""

    helped: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer; ``None`` while it is being made, and where that was broken off before anything."""

    id: str
    question: str
    asked: datetime
    role: str = ""
    """The role the asker gave, as in ``employee``."""
    answer: Answer | None = None
    stopped: bool = False
    """Whether the answer was stopped; then it is what was verified until then, or none."""
    feedback: Feedback | None = None


Thread = tuple[Exchange, ...]
"""A conversation from its first question to its last, without what was edited away."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is on the page, and the threads that edits replaced, the last replaced first."""

    thread: Thread = ()
    before: tuple[Thread, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The thread as the desk takes it: answered questions with their answers."""
        return turns(self.thread)

    def exchange(self, id: str) -> Exchange | None:
        """One exchange of those on the page, if it is among them."""
        return next((one for one in self.thread if one.id == id), None)


def asked(question: str, role: str, now: datetime) -> Exchange:
    """A question that is put now."""
    return Exchange(secrets.token_urlsafe(9), question, now, role)


def turns(thread: Thread) -> tuple[Turn, ...]:
    """The answered questions of a thread with their answers, oldest first."""
    return tuple(
        turn
        for exchange in thread
        if exchange.answer is not None
        for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.answer))
    )


def added(conversation: Conversation, exchange: Exchange) -> Conversation:
    """With one more exchange at the end."""
    return replace(conversation, thread=(*conversation.thread, exchange))


def renewed(conversation: Conversation, exchange: Exchange) -> Conversation:
    """With an exchange in place of the same one as it stood before; as it was, where it does not stand any more."""
    threads = (conversation.thread, *conversation.before)
    thread, *before = (tuple(exchange if one.id == exchange.id else one for one in each) for each in threads)
    return Conversation(thread, tuple(before))


def edited(conversation: Conversation, id: str, exchange: Exchange) -> Conversation:
    """With another question in place of one, and nothing after it; the thread as it was can be gone back to."""
    kept = takewhile(lambda one: one.id != id, conversation.thread)
    return Conversation((*kept, exchange), (conversation.thread, *conversation.before))


def started_anew(conversation: Conversation) -> Conversation:
    """Empty, with the thread that was there among the earlier ones."""
    return Conversation((), (conversation.thread, *conversation.before)) if conversation.thread else conversation


def gone_back(conversation: Conversation, number: int) -> Conversation:
    """With an earlier thread (from 0) on the page, and the one that was there first among the earlier ones."""
    earlier = conversation.before[number]
    left = (conversation.thread,) if conversation.thread else ()
    return Conversation(earlier, (*left, *(one for n, one in enumerate(conversation.before) if n != number)))


def merged(base: Conversation, ours: Conversation, theirs: Conversation) -> Conversation:
    """Two conversations that both came of ``base``.

    Questions that both added come after it in the order of asking. Where both changed what was there, ours stays on
    the page and theirs stands among the earlier threads; an answer that came is no such change.
    """
    if ours == base:
        return theirs
    was, mine, other = (_ids(side.thread) for side in (base, ours, theirs))
    have = _together(ours, theirs)
    before = dict.fromkeys(_ids(thread) for thread in (*ours.before, *theirs.before))
    if mine == was:
        thread = other
    elif other == was:
        thread = mine
    elif mine[: len(was)] == other[: len(was)] == was:
        new = {*mine[len(was) :], *other[len(was) :]}
        thread = (*was, *sorted(new, key=lambda id: (have[id].asked, id)))
    else:
        thread, before = mine, {**({other: None} if other else {}), **before}
    before.pop(thread, None)
    page, *earlier = _threads(have, thread, *before)
    return Conversation(page, tuple(earlier))


def _ids(thread: Thread) -> tuple[str, ...]:
    return tuple(exchange.id for exchange in thread)


def _together(ours: Conversation, theirs: Conversation) -> dict[str, Exchange]:
    """Every exchange of both sides by its id, as both together have it."""
    have: dict[str, Exchange] = {}
    for side in (ours, theirs):
        for exchange in (one for thread in (*side.before, side.thread) for one in thread):
            have[exchange.id] = _whole(have.get(exchange.id, exchange), exchange)
    return have


def _threads(have: Mapping[str, Exchange], *threads: tuple[str, ...]) -> tuple[Thread, ...]:
    return tuple(tuple(have[id] for id in thread) for thread in threads)


def _whole(ours: Exchange, theirs: Exchange) -> Exchange:
    """One exchange as two windows have it: an answer before none, a whole answer before a stopped one."""
    if theirs.answer is not None and (ours.answer is None or (ours.stopped and not theirs.stopped)):
        return replace(theirs, feedback=ours.feedback or theirs.feedback)
    return ours if ours.feedback else replace(ours, feedback=theirs.feedback)


def answered(thread: Sequence[Exchange]) -> list[Exchange]:
    """The exchanges that have an answer."""
    return [exchange for exchange in thread if exchange.answer is not None]
