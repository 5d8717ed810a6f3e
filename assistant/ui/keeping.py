"""What a session has in hand, kept beyond it: nothing is lost by a refresh, a lost connection or a second window.

The work has an unguessable id, which stands in the page's address, and belongs to the person at the keyboard. At the
start of every run what other windows wrote since is taken over; at its end what this one changed is written, and
nothing where nothing changed. Windows do not overwrite each other in silence: questions are put together turn by turn;
of two versions of the draft the later one stands and the other is one *Undo* below it; of a field that both changed the
later value stands, and a notice says so. What only says where a window is looking (the page, the class that is
compared) is taken over when a window is opened, and then left alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.desk import Desk
from assistant.talks.conversation import Conversation, Exchange, merged
from assistant.ui import announce, asking, history, items, person, press, state
from assistant.ui.text import count, literal
from knowledge.errors import AssistantError

ADDRESS: Final = "work"
"""The name of the id in the page's address."""
_KEPT: Final = "work_kept"
_TYPED: Final = ("old_text", "wish_for", "speaker_name", "case_who")
_TYPED_GROUPS: Final = ("fact-", "tick-", "chart-", "none-")
"""Fields that somebody fills in: they are brought up to date in every window. The others belong to a window."""
_NOT_FIELDS: Final = ("draft_text",)
"""The draft is kept as its steps."""
_WORK: Final = ("conversation", "steps", "step", "fit", "drafted", "redline", "packet", "format_for")
"""What a session holds of its work beside the fields."""
_TRIES: Final = 5

_TAKEN_OVER: Final = "Brought up to date with what you changed in another window."
_BOTH: Final = (
    "The draft was also changed in another window. What you have here stands now; press Undo to get the other one."
)
_BOTH_FIELDS: Final = "Also changed in another window, where what you typed here stands now: {}."
_GONE: Final = "This work was forgotten in another window, or its days were over. Here is a fresh start."
_UNREADABLE: Final = "{} of what was kept could not be read by this version of the program and was left out."


@dataclass(slots=True)
class _Kept:
    """The work of this session as it is kept; what differs from it has to be written."""

    id: str = ""
    version: int = 0
    conversation: Conversation = field(default_factory=Conversation)
    steps: items.Steps = ((), 0)
    fit: state.Fit | None = None
    drafted: state.Drafted | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    late: dict[str, str] = field(default_factory=dict)
    """Fields that came while the page was being drawn; they are put in place before it is drawn again."""


@contextmanager
def work(desk: Desk) -> Iterator[None]:
    """Takes over what is kept, draws what stands inside, and keeps what it changed, also where it is broken off."""
    with _told():
        asking.settle()
        _take_over(desk)
    with st.container():  # always there, so that nothing below it moves
        for words in st.session_state.pop("work_said", ()):
            st.info(literal(words))
    try:
        yield
    finally:
        keep(desk)


def keep(desk: Desk) -> None:
    """Writes what changed; also for use in the middle of a run, where something must not be lost."""
    with _told():
        for _ in range(_TRIES):
            if _written(desk):
                return


def beyond(desk: Desk) -> Callable[[Exchange], None]:
    """Keeps an answer without the session, which may have ended by the time the answer is there."""
    id, whose = _kept().id, person.owner()

    def keep_answer(exchange: Exchange) -> None:
        for _ in range(_TRIES):
            held = desk.talks.since(id, whose, 0, now())
            if held is None or not held.items.get(f"{items.TURN}{exchange.id}"):
                return  # forgotten meanwhile
            if desk.talks.keep(id, whose, items.of_exchange(exchange), held.version, now()) is not None:
                return

    return keep_answer


def something_came(desk: Desk) -> bool:
    """Whether something was written since by another window, or by the session before this one."""
    kept = _kept()
    changes = desk.talks.since(kept.id, person.owner(), kept.version, now()) if kept.id else None
    return changes is not None and bool(changes.items)


def panel(desk: Desk) -> None:
    """What is kept and for how long, and the ways to end it."""
    with st.expander("What is kept of your work, and for how long", key="open-kept"):
        st.text(
            "The program keeps your questions and answers, and what you said of them. It keeps your draft with its "
            "steps, and what you typed and chose. So a refresh or a lost connection loses nothing. "
            f"It is all kept for {count(desk.settings.keep_days, 'day')} after your last change, is on no list, and is "
            "sent nowhere. Files you upload are read and not kept. "
            "The address of this page leads back here. Give it to nobody who should not see your work."
        )
        with st.container(horizontal=True):
            press.button("Start anew", _start_anew, key="work-anew", help=_ANEW)
            press.button("Forget all of this now", _forget, desk, key="work-forget", help=_FORGET)


_ANEW: Final = "Begins with empty pages. What you have here stays kept under its own address until its days are over."
_FORGET: Final = "Takes away for good what is kept here: questions, answers, draft and all you typed."


def _start_anew() -> None:
    """Empties the session; what it had is kept under its id. Work is begun when there is something to keep."""
    for key in {*state.kept_keys(), *_WORK} - {"mode"}:
        st.session_state.pop(key, None)
    st.session_state[_KEPT] = _Kept()
    st.query_params.pop(ADDRESS, None)
    announce.say("Started anew.")


def _forget(desk: Desk) -> None:
    if id := _kept().id:
        desk.talks.forget(id, person.owner())
    _start_anew()
    announce.say("Forgotten.")


@contextmanager
def _told() -> Iterator[None]:
    """Where work cannot be kept the page goes on without, and says so."""
    try:
        yield
    except AssistantError as error:
        st.warning(literal(f"Your work is not being kept beyond this window: {error}"))


def _say(words: str) -> None:
    said = st.session_state.setdefault("work_said", [])
    if words not in said:
        said.append(words)


def _kept() -> _Kept:
    found: _Kept = st.session_state.setdefault(_KEPT, _Kept(id=st.query_params.get(ADDRESS, "")))
    return found


def _take_over(desk: Desk) -> None:
    """What other windows, or the session before this one, wrote since."""
    first = _KEPT not in st.session_state
    kept = _kept()
    if not kept.id:
        return
    if st.query_params.get(ADDRESS) != kept.id:
        st.query_params[ADDRESS] = kept.id
    changes = desk.talks.since(kept.id, person.owner(), kept.version, now())
    if changes is None:
        _start_anew()
        _say(_GONE)
        return
    came, unreadable = items.readable({**kept.late, **changes.items})
    kept.version, kept.late = changes.version, {}
    if unreadable:
        _say(_UNREADABLE.format(count(len(unreadable), "part")))
    if first:
        _restore(came)
    elif came:
        _bring_in(came)
        _bring_in_fields(came)


def _restore(came: Mapping[str, str]) -> None:
    """Everything, into a fresh session."""
    kept, brought = _kept(), _brought()
    kept.conversation = items.to_conversation(came, kept.conversation)
    state.set_conversation(kept.conversation)
    kept.steps = items.to_steps(came, history.steps())
    history.put(*kept.steps)
    if came.get(items.FIT):
        kept.fit = items.to_fit(came[items.FIT])
        state.set_fit(kept.fit)
    if came.get(items.DRAFTED):
        kept.drafted = items.to_drafted(came[items.DRAFTED])
        state.set_drafted(kept.drafted)
    kept.fields = {
        name.removeprefix(items.FIELD): json.loads(value)
        for name, value in came.items()
        if name.startswith(items.FIELD) and value
    }
    for key, value in kept.fields.items():
        if key != "mode" or key not in st.session_state:  # the page that the address asks for comes first
            st.session_state[key] = value
    for key in brought & set(st.session_state):
        del st.session_state[key]


def _brought() -> set[str]:
    """The fields that the browser brought along: it was open while the server was not, and knows what was typed since.

    A field set by the program would take the place of what the browser says; Streamlit has no public way to ask.
    """
    context = get_script_run_ctx()
    states = context.session_state._state._new_widget_state.states if context else {}
    return {id.split("-", 2)[2] for id in states if id.startswith("$$ID-")}


def _bring_in(came: Mapping[str, str]) -> None:
    """Another window's questions and steps, beside what this one has."""
    kept = _kept()
    theirs = items.to_conversation(came, kept.conversation)
    if theirs != kept.conversation:
        state.set_conversation(merged(kept.conversation, state.conversation(), theirs))
        kept.conversation = theirs
        _say(_TAKEN_OVER)
    steps = items.to_steps(came, kept.steps)
    if [step.id for step in steps[0]] != [step.id for step in kept.steps[0]] or steps[1] != kept.steps[1]:
        _bring_in_steps(steps)


def _bring_in_steps(steps: items.Steps) -> None:
    kept, ours = _kept(), history.current()
    typed = st.session_state.get("draft_text", ours.text)
    was = kept.steps[0][kept.steps[1]].id if kept.steps[0] else ours.id
    kept.steps = steps
    if ours.id == steps[0][steps[1]].id:
        return
    if ours.id != was:
        history.put_under(*steps, ours)
    else:
        history.put(*steps)
    if ours.id != was or typed != ours.text:
        st.session_state["draft_text"] = typed
        _say(_BOTH)
    else:
        _say(_TAKEN_OVER)


def _bring_in_fields(came: Mapping[str, str]) -> None:
    """What was typed into fields in another window; before the page is drawn."""
    kept, both = _kept(), []
    for name, value in came.items():
        key = name.removeprefix(items.FIELD)
        if not name.startswith(items.FIELD) or not value or not _typed(key):
            continue
        theirs, was, ours = json.loads(value), kept.fields.get(key), st.session_state.get(key)
        kept.fields[key] = theirs
        if ours == was or not ours:
            st.session_state[key] = theirs
        elif ours != theirs:
            both.append(key.partition("-")[2] or key.replace("_", " "))
    if both:
        _say(_BOTH_FIELDS.format(", ".join(sorted(both))))


def _written(desk: Desk) -> bool:
    """Whether all that changed is written now; where another window wrote first, that is taken over."""
    kept = _kept()
    changed, after = _changed(kept)
    if not changed:
        return True
    if not kept.id:
        kept.id = desk.talks.begin(person.owner(), now())
        st.query_params[ADDRESS] = kept.id
    version = desk.talks.keep(kept.id, person.owner(), changed, kept.version, now())
    if version is not None:
        after.id, after.version = kept.id, version
        for each in fields(kept):  # in place: a run that is being ended may not touch its session any more
            setattr(kept, each.name, getattr(after, each.name))
        return True
    changes = desk.talks.since(kept.id, person.owner(), kept.version, now())
    if changes is None:
        return True  # forgotten meanwhile: the next run says so
    came, _ = items.readable(changes.items)
    kept.version = changes.version
    kept.late |= {name: value for name, value in came.items() if name.startswith(items.FIELD)}
    _bring_in(came)
    return False


def _changed(kept: _Kept) -> tuple[dict[str, str], _Kept]:
    """The items to write, and the work as it is kept after that."""
    steps = history.steps()
    now_ = _Kept(
        kept.id,
        kept.version,
        state.conversation(),
        steps if len(steps[0]) > 1 else kept.steps,  # the first one is the empty page
        state.fit(),
        state.drafted(),
        {key: st.session_state[key] for key in state.kept_keys() if key not in _NOT_FIELDS},
        kept.late,
    )
    if not kept.fields and not kept.id:  # as the page is when it is first drawn: nothing that anybody did
        kept.fields = now_.fields
    changed = items.of_conversation(now_.conversation, kept.conversation) | items.of_steps(now_.steps, kept.steps)
    if now_.fit is not kept.fit:
        changed[items.FIT] = items.of_fit(now_.fit)
    if now_.drafted is not kept.drafted:
        changed[items.DRAFTED] = items.of_drafted(now_.drafted)
    for key, value in now_.fields.items():
        if key not in kept.fields or kept.fields[key] != value:
            changed[f"{items.FIELD}{key}"] = json.dumps(value)
    now_.fields = {**kept.fields, **now_.fields}
    return changed, now_


def _typed(key: str) -> bool:
    return key in _TYPED or key.startswith(_TYPED_GROUPS)


def now() -> datetime:
    """The moment of a change."""
    return datetime.now(UTC)
