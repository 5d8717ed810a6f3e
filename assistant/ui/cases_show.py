"""What a case holds, what it lacks, and the dates it leads to."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from assistant.answer.calendar import ics
from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.change_type import change_facts
from assistant.cases.entries import NoteAdded
from assistant.cases.ledger import Due, Ledger
from assistant.cases.packet_check import Item
from assistant.cases.verbs import ledger_of, packet_of
from assistant.desk import Desk
from assistant.ui.cases_open import PARTIES, today
from assistant.ui.evidence import buttons as citation_buttons
from assistant.ui.evidence import reference, unique
from assistant.ui.glossary import paragraph
from assistant.ui.markup import Html, bullets, esc, facts, heading, marked, quoted, show, table
from assistant.ui.text import count, literal
from knowledge.models import Citation


def overview(_: Desk, case: Case) -> None:
    """People, descriptions, documents, accounts side by side, and the decision."""
    show(*_held(case))
    for stage, added in case.descriptions.items():
        with st.expander(literal(f"Read the {stage} description: {added.name}"), key=f"open-{stage}-{case.id}"):
            show(marked(added.text, 0, 0))


def _held(case: Case) -> Iterator[Html]:
    yield heading("People", 4)
    people = tuple((PARTIES[party], name) for party, name in case.people.items())
    yield facts(people) if people else paragraph("Nobody is named yet.")
    yield heading("Papers", 4)
    papers = [
        *((f"{stage} description", added.name) for stage, added in case.descriptions.items()),
        *((item, one.name) for item, filed in case.documents.items() for one in filed),
    ]
    rows = ((esc(what.capitalize()), esc(name)) for what, name in papers)
    yield table("Papers in the case", ("What it is", "Name"), rows) if papers else paragraph("No papers yet.")
    yield heading("What people say", 4)
    yield from _accounts(case)
    yield heading("Dates", 4)
    days = tuple((event.capitalize(), long(day)) for event, day in case.dates.items())
    yield facts(days) if days else paragraph("No dates yet.")
    yield heading("Decision", 4)
    yield _decision(case)
    notes = [note.words for note in case.all(NoteAdded)]
    if notes:
        yield heading("Notes", 4)
        yield bullets(notes)


def _accounts(case: Case) -> Iterator[Html]:
    """One row for each thing told of, one column for each party that told of something."""
    told = case.accounts
    parties = [party for party in PARTIES if any(one.party is party for said in told.values() for one in said)]
    if not parties:
        yield paragraph("No accounts yet.")
        return
    rows = (
        (
            esc(about.capitalize()),
            *(
                Html("<br>".join(quoted(one.words) for one in said if one.party is party) or esc("nothing"))
                for party in parties
            ),
        )
        for about, said in told.items()
    )
    yield table("Accounts side by side", ("About", *(PARTIES[party] for party in parties)), rows)


def _decision(case: Case) -> Html:
    decided = case.decision
    if decided is None:
        return paragraph(
            "No decision is filed. People with authority decide; the program only keeps what they decided."
        )
    return facts(
        (
            ("Class", decided.class_title),
            ("Decided by", decided.by),
            ("On", long(decided.day)),
            ("Kind of change", decided.change),
            ("Grounds", decided.grounds),
        )
    )


def missing(desk: Desk, case: Case) -> None:
    """What a documented request still lacks, the days not known, and what has to be asked about the change."""
    check = packet_of(desk, case)
    rules = unique(cited for item in (*check.required, *check.helpful) for cited in item.rule.citations)
    show(heading("Papers that are asked for", 4))
    if check.required:
        show(table("Asked for", ("Paper", "In the case", "Why", "Rule"), (_item(one, rules) for one in check.required)))
        show(table("Helps", ("Paper", "In the case", "Why", "Rule"), (_item(one, rules) for one in check.helpful)))
    show(*(paragraph(f"{claim.text} ({claim.citations[0].pinpoint})") for claim in check.clock), paragraph(check.note))
    found = ledger_of(desk, case, today())
    show(_unknown_days(found))
    change = change_facts(case, desk)
    show(heading("Questions about how the work changed", 4))
    show(
        bullets(one.neutral for one in change.questions) if change.questions else paragraph("None."),
        paragraph(change.note),
    )
    if rules:
        show(heading("Rules", 4))
        citation_buttons(desk, rules, f"missing-{case.id}")


def _item(item: Item, rules: tuple[Citation, ...]) -> tuple[Html, ...]:
    cited = [reference(one, rules) for one in item.rule.citations]
    return esc(item.name.capitalize()), esc(item.state), esc(item.why), Html("; ".join(cited))


def dates(desk: Desk, case: Case) -> None:
    """The ledger: every date a rule sets, with the days left, and the file for a calendar."""
    found = ledger_of(desk, case, today())
    if found.due:
        rules = unique(one.deadline.rule for one in found.due)
        show(
            table(
                "Deadlines, the earliest first",
                ("What", "Date", "Days left", "How it was counted", "Caution", "Rule"),
                (_due(one, rules) for one in found.due),
            )
        )
        st.download_button(
            "Put these dates into your calendar (ICS)",
            ics([one.deadline for one in found.due]),
            f"case-{case.id}.ics",
            "text/calendar",
            on_click="ignore",
        )
        citation_buttons(desk, rules, f"dates-{case.id}")
    elif not found.note:
        show(paragraph("No day that starts a deadline is set yet. Add one under “Add”, “A date”."))
    if found.missing:
        show(
            heading("Days that are not known yet", 4),
            bullets(f"{says[:1].upper()}{says[1:]}." for says in found.missing),
        )
    if found.note:
        show(paragraph(found.note))


def _unknown_days(found: Ledger) -> Html:
    days = bullets(f"{says[:1].upper()}{says[1:]}." for says in found.missing)
    return Html(heading("Days that are not known yet", 4) + (days if found.missing else paragraph("None.")))


def _due(one: Due, rules: tuple[Citation, ...]) -> tuple[Html, ...]:
    found = one.deadline
    return (
        esc(found.what),
        esc(long(found.date)),
        esc(days_left(one.days_left)),
        esc(found.count),
        esc(found.caution or "none"),
        reference(found.rule, rules),
    )


def days_left(days: int) -> str:
    """``5 days left``, ``today``, ``passed 3 days ago``."""
    if days == 0:
        return "today"
    return f"{count(days, 'day')} left" if days > 0 else f"passed {count(-days, 'day')} ago"
