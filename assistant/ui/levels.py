"""Level pickers: what the draft's words say counts, unless somebody picks a level or an alternative here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.draft.alternatives import choices
from assistant.ui.text import literal

_AS_SAID: Final = ""


def picks(desk: Desk, format_: str) -> list[str]:
    """Offers each section that is worded by level or by choice, and gives what was picked as ``HEADING=CHOICE``."""
    offered = {plan.heading: dict(choices(plan)) for plan in desk.formats_kept.profile(format_).sections}
    found: list[str] = []
    if not any(offered.values()):
        return found
    with st.expander("Levels and alternatives: picked by the draft's words, unless you pick here", key="open-levels"):
        for heading, named in offered.items():
            picked = _pick(format_, heading, named) if named else _AS_SAID
            found += [f"{heading}={picked}"] if picked else []
    return found


def _pick(format_: str, heading: str, named: Mapping[str, str]) -> str:
    return st.selectbox(
        literal(heading.rstrip(":")),
        [_AS_SAID, *named],
        format_func=lambda code: f"{code}: {named[code]}" if code else "As the draft says",
        key=f"pick-{format_}-{heading}",
    )
