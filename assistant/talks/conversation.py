"""The nouns of a conversation: questions with their answers, what an edit replaced, and what people thought.

All are frozen: a question asked, answered, edited or judged makes a new conversation and leaves the one before as it
was. Two windows on one conversation each add to it; :func:`merged` puts them together turn by turn.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

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
    """With one more exchange at the end, or in place of the same one as it stood before."""
    ids = [one.id for one in conversation.thread]
    if exchange.id not in ids:
        return replace(conversation, thread=(*conversation.thread, exchange))
    thread = tuple(exchange if one.id == exchange.id else one for one in conversation.thread)
    return replace(conversation, thread=thread)


def edited(conversation: Conversation, place: int, exchange: Exchange) -> Conversation:
    """With another question at a place (from 0), and nothing after it; the thread as it was can be gone back to."""
    kept = conversation.thread[:place]
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

    What each added comes after it in the order of asking. Where one was edited, ours stays on the page and theirs
    stands among the earlier threads.
    """
    if ours == base:
        return theirs
    ids = [exchange.id for exchange in base.thread]
    grown = all([one.id for one in side.thread][: len(ids)] == ids for side in (ours, theirs))
    before = tuple(dict.fromkeys((*ours.before, *theirs.before)))
    if grown:
        new = [*_newer(ours.thread, theirs.thread, len(ids)), *_newer(theirs.thread, ours.thread, len(ids), extra=True)]
        shared = (_whole(one, other) for one, other in zip(ours.thread, theirs.thread[: len(ids)], strict=False))
        return Conversation((*shared, *sorted(new, key=lambda one: (one.asked, one.id))), before)
    other = (theirs.thread,) if theirs.thread and theirs.thread not in before else ()
    return Conversation(ours.thread, (*other, *before))


def _newer(thread: Thread, beside: Thread, after: int, *, extra: bool = False) -> list[Exchange]:
    """What a thread has beyond the first ``after``; with ``extra``, only what the other does not have too."""
    others = {one.id: one for one in beside[after:]}
    if extra:
        return [one for one in thread[after:] if one.id not in others]
    return [_whole(one, others.get(one.id, one)) for one in thread[after:]]


def _whole(ours: Exchange, theirs: Exchange) -> Exchange:
    """One exchange as two windows have it: an answer before none, a whole answer before a stopped one."""
    if theirs.answer is not None and (ours.answer is None or (ours.stopped and not theirs.stopped)):
        return replace(theirs, feedback=ours.feedback or theirs.feedback)
    return ours if ours.feedback else replace(ours, feedback=theirs.feedback)


def answered(thread: Sequence[Exchange]) -> list[Exchange]:
    """The exchanges that have an answer."""
    return [exchange for exchange in thread if exchange.answer is not None]
