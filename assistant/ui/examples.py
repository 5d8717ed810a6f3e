"""What a newcomer can try with one click. Invented for this purpose; no real position is meant."""

from __future__ import annotations

from typing import Final

import streamlit as st

QUESTIONS: Final = (
    "I was told on March 2, 2026 that my position was reallocated. By what date must I appeal, and to whom?",
    "From which date is back pay counted after a reallocation?",
    "What has to be in the packet when an existing position is sent in for review?",
)

PLAN: Final = "minnesota"

DRAFT: Final = """\
Position: Human resources support, Bureau of Field Services, State of Minnesota

Purpose
This position carries out the bureau's employee and position transactions and advises supervisors on how to \
prepare them, so that staff are hired, paid and recorded correctly and on time.

Duties
1. Enters hires, transfers, leaves and separations in the personnel system. Settles unusual transactions without \
asking, after looking up the labor agreement, the personnel rules and earlier cases. (40%)
2. Audits transactions that two less experienced colleagues entered, tells them what to mend, and trains new staff in \
the procedures. (25%)
3. Explains benefits, leave and pay provisions to employees and supervisors; takes questions that others could not \
answer, and passes on only those that need a decision on policy. (20%)
4. Prepares reports on vacancies and turnover, and recommends simpler steps where the same error returns. (10%)
5. Other duties as assigned. (5%)

Supervision
Works under general supervision of the human resources supervisor, who reviews results once a month and is asked only \
about cases without precedent. Does not evaluate or discipline anybody.

Knowledge and skills
Knowledge of labor agreements, personnel rules and the transaction codes of the personnel system; skill in finding \
and mending errors; ability to keep personnel data private.
"""


def load(plans: list[str]) -> None:
    """Puts the example into the draft, to be compared with its plan if that is among ``plans``. For callbacks."""
    st.session_state["draft_text"] = DRAFT
    if PLAN in plans:
        st.session_state["plan"] = PLAN
