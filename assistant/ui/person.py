"""Who is at the keyboard, for all pages of the chat.

Where a sign-in is set up nothing of the program is shown, and no page is run, before :func:`admitted` knows who asks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, NoReturn

import streamlit as st

from assistant.access.person import SOLE, Person, Role
from assistant.access.rights import may_administer
from assistant.access.roles import roles
from assistant.access.session import Ended, Session
from assistant.access.sign_in import check_reach, is_loopback, sign_in
from assistant.settings import Settings
from assistant.ui import press
from assistant.ui.modes import at_home
from knowledge.errors import AssistantError, InputError, SettingsError

_KEPT: Final = "person"
_NOT_CLAIMS: Final = ("is_logged_in", "provider", "tokens")
"""What Streamlit adds to the claims of a sign-in."""
ROLES: Final = {
    Role.EMPLOYEE: "employee",
    Role.SUPERVISOR: "supervisor",
    Role.HR: "human resources",
    Role.ADMINISTRATOR: "administrator",
}


def current() -> Person:
    """The person of this session, once :func:`admitted` has let them in."""
    found: Person | None = st.session_state.get(_KEPT)
    if found is None:
        raise SettingsError("nobody has been let in yet; open the page from its beginning")
    return found


def owner() -> str:
    """Under which key what this person keeps is kept: the same in every session; empty in single-user mode."""
    return current().key


def administers() -> bool:
    """Whether this person loads and removes documents and plans, and reads the log of model calls."""
    return may_administer(current())


def admitted(settings: Settings) -> Person:
    """Whoever is at the keyboard; where that is not known the sign-in is shown and the page ends.

    Raises :class:`SettingsError` where the settings let nobody be known, or the page be reached by everybody.
    """
    check_reach(settings, st.get_option("server.address") or "")
    provider = sign_in(settings)
    if provider is None:
        return _seated(SOLE)
    session = _session()
    if session is None:
        _ask_in("Sign in with your work account to go on.")
    if session.over(provider.hours, datetime.now(UTC)) or _ended(settings).holds(session):
        _ask_in("You are signed out. Sign in again to go on.")
    return _seated(_known(session, settings))


def show(settings: Settings) -> None:
    """Who is signed in, and the way out; or that there is no sign-in, and what that means."""
    person = current()
    if not person.signed_in:
        _say_alone()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Signed in as {person.name} ({ROLES[person.role]}).")
        press.button("Sign out", _sign_out, settings, key="sign_out")


def _session() -> Session | None:
    """The sign-in of the browser, by the cookie that Streamlit has checked; whether it still holds is not said."""
    claimed = st.user.to_dict()
    if "is_logged_in" not in claimed:
        raise SettingsError(
            "a sign-in is set up, but the page was started without it; start it with pd-assistant serve"
        )
    if not claimed["is_logged_in"]:
        return None
    return Session({name: value for name, value in claimed.items() if name not in _NOT_CLAIMS})


def _ended(settings: Settings) -> Ended:
    return Ended(settings.data_dir / "sign-outs")


def _ask_in(words: str) -> NoReturn:
    """The way in, and nothing else; whatever the session held of somebody is gone."""
    st.session_state.clear()
    st.header("Sign in", anchor=False)
    st.text(words)
    if st.button("Sign in", type="primary"):
        st.login()
    st.stop()


def _known(session: Session, settings: Settings) -> Person:
    """Whose sign-in it is. Raises :class:`InputError` where that is not said, or they may not come in."""
    try:
        person = session.person(settings.oidc_account, roles(settings))
        if person is None:
            raise InputError("your account may not use this program; ask whoever runs it")
    except AssistantError:
        st.session_state.clear()
        if st.button("Sign out", key="sign_out"):
            _sign_out(settings)
        raise
    return person


def _sign_out(settings: Settings) -> None:
    """Ends the sign-in in every window of the browser, then takes its cookie away."""
    session = _session()
    if session is not None:
        _ended(settings).end(session, settings.sign_in_hours, datetime.now(UTC))
    st.session_state.clear()
    st.logout()


def _say_alone() -> None:
    if is_loopback(st.get_option("server.address") or ""):
        if at_home():
            st.text("One person uses this program, on this computer. There is no sign-in.")
    else:
        st.warning("There is no sign-in: whoever reaches this page sees every case and can change what is loaded.")


def _seated(person: Person) -> Person:
    """Remembers who it is; what a session holds of one person never meets another."""
    before: Person | None = st.session_state.get(_KEPT)
    if before is not None and before.key != person.key:
        st.session_state.clear()
    st.session_state[_KEPT] = person
    return person
