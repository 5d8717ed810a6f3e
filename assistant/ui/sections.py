"""The description part by part: what stands there, who said it, and a form to correct it."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

import streamlit as st

from assistant.interview import edit
from assistant.interview.facts import Fact, Field, Interview, numbered_duties, spoken
from assistant.interview.form import forms
from assistant.ui import announce, history, press, wish
from assistant.ui.markup import bullets, paragraph, show
from assistant.ui.text import brief, count

_NEW = "new"
_DUTY = "duty "
_MARKS = (Field.TASK, Field.SHARE, Field.PRIORITY, Field.DISCRETION, Field.ESSENTIAL)
_LABELS = {
    Field.TASK: "Tasks, one a line",
    Field.SHARE: "Share of the year's time, in percent",
    Field.PRIORITY: "Priority (A, B or C)",
    Field.DISCRETION: "Discretion: what is decided here, what is approved first",
    Field.ESSENTIAL: "Essential or not, and why",
}


def panel() -> None:
    """Chooses a part and shows the form for it."""
    interview = history.current().interview
    options = _options(interview)
    if st.session_state.get("part") not in options:
        st.session_state["part"] = options[0]
    part = st.selectbox("Part of the description", options, format_func=lambda one: _named(one, interview), key="part")
    duty = _duty(part, interview)
    if part == _NEW:
        _new_duty()
    elif duty is not None:
        _edit_duty(interview, duty, part)
    else:
        _edit_field(interview, Field(part))


def _options(interview: Interview) -> list[str]:
    duties = [f"{_DUTY}{number}" for number, _ in numbered_duties(interview)]
    before, after = ["purpose"], [str(f) for f in forms() if f not in {Field.PURPOSE, Field.DUTY}]
    return [*before, *duties, _NEW, *after, str(Field.OTHER)]


def _named(part: str, interview: Interview) -> str:
    duty = _duty(part, interview)
    if duty is not None:
        return f"Duty {part.removeprefix(_DUTY)}: {brief(duty.flat, 60)}"
    if part == _NEW:
        return "Add a duty"
    field = Field(part)
    label = forms()[field].label if field in forms() else "Notes and other statements"
    said = len(interview.of(field))
    return f"{label} ({count(said, 'statement') if said else 'nothing said'})"


def _duty(part: str, interview: Interview) -> Fact | None:
    number = part.removeprefix(_DUTY)
    return dict(numbered_duties(interview)).get(int(number)) if number != part and number.isdigit() else None


def _edit_field(interview: Interview, field: Field) -> None:
    facts = interview.of(field)
    with st.form(f"part-{field}"):
        key = _area("One statement a line", facts, str(field))
        press.submit("Save this part", _save_field, field, key, type="primary")
    _who(facts)


def _edit_duty(interview: Interview, duty: Fact, part: str) -> None:
    with st.form(f"part-{part}"):
        keys = {Field.DUTY: _area("The duty", (duty,), part)}
        for field in _MARKS:
            said = interview.of(field, duty.id)
            make = _area if field in {Field.TASK, Field.DISCRETION} else _line
            keys[field] = make(_LABELS[field], said, f"{part}-{field}")
        press.submit("Save this duty", _save_duty, duty, keys, type="primary")
    number = int(part.removeprefix(_DUTY))
    with st.container(horizontal=True):
        press.button("Move up", _move, duty, number, -1, disabled=number == 1)
        press.button("Move down", _move, duty, number, 1, disabled=number == len(interview.duties))
        press.button("Take this duty out", _remove, duty)
    _who((duty, *(fact for fact in interview.standing if fact.duty == duty.id)))


def _new_duty() -> None:
    with st.form("part-new", clear_on_submit=True):
        st.text_area("The new duty", height=80, key="new-duty")
        press.submit("Add this duty", _add, type="primary")


def _area(label: str, facts: tuple[Fact, ...], name: str) -> str:
    """A text area with the facts, one a line; its key changes with them, so that it always shows what stands."""
    return _widget(st.text_area, label, "\n".join(fact.flat for fact in facts), name)


def _line(label: str, facts: tuple[Fact, ...], name: str) -> str:
    return _widget(st.text_input, label, " / ".join(fact.flat for fact in facts), name)


def _widget(make: Callable[..., object], label: str, value: str, name: str) -> str:
    key = f"edit-{name}-{crc32(value.encode())}"
    make(label, value, key=key)
    return key


def _who(facts: tuple[Fact, ...]) -> None:
    if facts:
        told = (f"“{brief(fact.flat, 120)}”: {spoken(fact)}, {fact.when:%Y-%m-%d}" for fact in facts)
        show(paragraph("", label="Who said it"), bullets(told))


def _typed(key: str) -> str:
    return str(st.session_state.get(key, ""))


def _save_field(field: Field, key: str) -> None:
    if wish.taken(_typed(key)):
        return
    interview = history.current().interview
    statements = _typed(key).splitlines()
    _done(edit.with_statements(interview, field, statements, history.speaker(), history.now()), f"{field} changed")


def _save_duty(duty: Fact, keys: dict[Field, str]) -> None:
    if any(wish.taken(_typed(key)) for key in keys.values()):
        return
    by, when = history.speaker(), history.now()
    interview = history.current().interview
    for field in _MARKS:
        lines = _typed(keys[field]).splitlines() if field in {Field.TASK, Field.DISCRETION} else None
        said = lines if lines is not None else [_typed(keys[field])]
        if [line for line in said if line.strip()] != [fact.flat for fact in interview.of(field, duty.id)]:
            interview = edit.with_statements(interview, field, said, by, when, duty.id)
    _done(edit.reworded(interview, duty, _typed(keys[Field.DUTY]), by, when), "duty changed")


def _move(duty: Fact, number: int, by: int) -> None:
    st.session_state["part"] = f"{_DUTY}{number + by}"
    _done(edit.moved(history.current().interview, duty, by), "duty moved")


def _remove(duty: Fact) -> None:
    _done(edit.without_duty(history.current().interview, duty), f"duty taken out: {brief(duty.flat, 30)}")


def _add() -> None:
    words = _typed("new-duty")
    if not words.strip() or wish.taken(words):
        return
    _done(edit.with_duty(history.current().interview, words, history.speaker(), history.now()), "duty added")


def _done(interview: Interview, what: str) -> None:
    history.take(interview, what)
    announce.say(f"Saved: {what}.")
