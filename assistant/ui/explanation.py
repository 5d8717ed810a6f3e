"""How a ranking came about, for whoever has to check it: scores by part, evidence that counted and that did not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.classify.explain import Candidate, Explanation
from assistant.desk import Desk
from assistant.models import Evidence, Function
from assistant.ui import glossary
from assistant.ui.markup import Html, esc, quoted, show, table
from assistant.ui.opening import BY_IDENTITY


def panel(desk: Desk, text: str, plan: str) -> None:
    """The explanation, folded up until somebody wants it; made only then."""
    if st.toggle("Show how this came about", key="explain"):
        _explained(_explanation(desk, text, plan))


@st.cache_data(show_spinner="Gathering the reasons…", max_entries=4, scope="session", hash_funcs=BY_IDENTITY)
def _explanation(desk: Desk, text: str, plan: str) -> Explanation:
    return desk.explain(text, plan=plan)


def _explained(found: Explanation) -> None:
    names = list(dict.fromkeys(part.name for candidate in found.candidates for part in candidate.parts))
    glossary.tell(
        "The higher its score, the further up a class stands: near in kind of work counts for it, apart in level "
        "against it. The tables below say what was read in the draft, and what of it counted."
    )
    show(
        table("Scores by part", ("Class", *names), (_scores(candidate, names) for candidate in found.candidates)),
        table(
            "Where the draft stands, 0 to 5",
            ("Factor", "Degree"),
            ((esc(p.name), _number(p.value)) for p in found.level),
        ),
        table("Evidence that counted", ("Factor", "Words", "Reads as", "Weight"), map(_used, found.used)),
    )
    if found.unused:
        show(table("Evidence that did not count", ("Factor", "Words", "Why not"), map(_unused, found.unused)))
    if found.aside:
        rows = ((quoted(sentence.text), esc(sentence.reason)) for sentence in found.aside)
        show(table("Set aside: no facts about the work", ("Words", "Why"), rows))
    if found.functions:
        show(
            table(
                "Supervisory functions spoken of, of ten",
                ("Function", "Words", "Held"),
                map(_function, found.functions),
            )
        )


def _scores(candidate: Candidate, names: Sequence[str]) -> tuple[Html, ...]:
    values = {part.name: part.value for part in candidate.parts}
    return (esc(candidate.class_title), *(_number(values[name]) if name in values else esc("none") for name in names))


def _used(item: Evidence) -> tuple[Html, ...]:
    return esc(item.factor), quoted(item.span.quote), esc(f"{item.cue}: degree {item.degree:g}"), _number(item.weight)


def _unused(item: Evidence) -> tuple[Html, ...]:
    return esc(item.factor), quoted(item.span.quote), esc(item.unused)


def _function(function: Function) -> tuple[Html, ...]:
    return esc(function.name), quoted(function.span.quote), esc("yes" if function.held else f"no: {function.why_not}")


def _number(value: float) -> Html:
    return esc(f"{value:.2f}".rstrip("0").rstrip("."))
