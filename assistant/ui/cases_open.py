"""Which case is open, and what is written to it.

The number of the open case stands in the page's address, so that a refresh opens it again; everything else of it is in
the database from the moment it is added.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.entries import Act, DescriptionAdded, Party, Stage
from assistant.desk import Desk
from assistant.ui import announce, person
from assistant.ui.modes import CASES, go
from assistant.ui.text import literal
from knowledge.errors import InputError

_ADDRESS: Final = "case"
_OPEN: Final = "case_open"
_NOBODY: Final = "chat user"

PARTIES: Final = {
    Party.EMPLOYEE: "Employee",
    Party.SUPERVISOR: "Supervisor",
    Party.AUTHORITY: "Agency (appointing authority)",
    Party.HR: "Human resources",
    Party.REVIEWER: "Reviewer",
}
STAGES: Final = {
    Stage.CURRENT: "Current: the work as it is now",
    Stage.FORMER: "Former: the work as it was before",
    Stage.PROPOSED: "Proposed: the work as somebody would have it",
}


def follow_address() -> None:
    """Opens the case that the page's address names, at the start of a session."""
    if "mode" not in st.session_state and _ADDRESS in st.query_params:
        open_case(st.query_params[_ADDRESS])


def show_in_address(mode: str) -> None:
    """Keeps the open case's number in the address as long as its mode is on the page."""
    id = opened()
    if mode == CASES and id:
        st.query_params[_ADDRESS] = id
    else:
        st.query_params.pop(_ADDRESS, None)


def opened() -> str:
    """The number of the open case; empty for none."""
    found: str = st.session_state.get(_OPEN, "")
    return found


def open_case(id: str) -> None:
    """Opens a case, on whatever page it is asked for; an empty number closes the one that is open."""
    st.session_state[_OPEN] = id
    st.session_state.pop("case_said", None)
    go(CASES)


def now() -> datetime:
    """The moment of an entry."""
    return datetime.now(UTC)


def today() -> date:
    """Today, where the program runs."""
    return now().astimezone().date()


def who() -> str:
    """Who the trail says did it: the account that is signed in, else what somebody here calls themselves."""
    if account := person.current().account:
        return account
    given: str = st.session_state.get("case_who", "")
    return given.strip() or _NOBODY


def ask_who() -> None:
    """The name for the trail, where no sign-in says it."""
    if not person.current().signed_in:
        st.text_input("Your name or initials, for the history of the case", key="case_who", placeholder=_NOBODY)


def ask_account() -> str:
    """Under which account a person who is named may see the case; asked only where people sign in."""
    if not person.current().signed_in:
        return ""
    return st.text_input("The account they sign in with, if they are to see this case")


def keep(desk: Desk, case: Case, act: Act, form: str) -> None:
    """Writes the next entry of a case and shows the case anew; the fields of ``form`` are emptied.

    A second press, which may come at any time, breaks this run off at the next word to Streamlit. There is none between
    what is written and the new turn, at which that press is one of a form that is not there any more.
    """
    turns, by = _turns(), who()
    desk.cases.add(case.id, act, who=by, at=now())
    turns[form] += 1
    told(f"Kept: {act.says}")
    st.rerun()


def told(words: str) -> None:
    """Says what was done, at the top of the page from its next run on, and aloud."""
    st.session_state["case_said"] = words
    announce.say(words)


def show_told() -> None:
    """What was done last, once."""
    if words := st.session_state.pop("case_said", ""):
        st.success(literal(words))


def form_key(case: Case, form: str) -> str:
    """The key of a form, or a button: a new one once it was taken, so that it is empty then and is not taken twice."""
    return f"{form}-{case.id}-{_turns()[form]}"


def given(words: str, what: str) -> str:
    """Words that must be there. Raises :class:`InputError`."""
    if not words.strip():
        raise InputError(f"{what} is empty; fill it in and try again")
    return words.strip()


def described(case: Case, key: str) -> DescriptionAdded | None:
    """The description that is to be looked at, chosen among those of the case; says so where there is none."""
    if not case.descriptions:
        st.info("This case has no description of the position yet. Add one under “Add”.")
        return None
    stages = [stage for stage in STAGES if stage in case.descriptions]
    stage = st.selectbox("Which description", stages, format_func=STAGES.__getitem__, key=f"{key}-{case.id}")
    return case.descriptions[stage]


def classes(desk: Desk, plan: str) -> list[str]:
    """The titles of the classes of a plan, after an empty one for none."""
    return ["", *sorted(spec.title for spec in desk.plans_kept.plan(plan).classes)]


def class_name(title: str) -> str:
    """A class's title, or that none is chosen."""
    return title or "Not said"


def _turns() -> Counter[str]:
    """How often each form was taken in this session."""
    found: Counter[str] = st.session_state.setdefault("case_turns", Counter())
    return found
