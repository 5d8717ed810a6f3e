"""A conversation on paper: every question with its answer, its dates, its sources and what was withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from assistant.answer.dates import long
from assistant.draft.paper import Heading, Item, Items, Paper, Paragraph, Part, Run, Table, bullets, labelled, paragraph
from assistant.models import Answer, Deadline
from assistant.talks.conversation import Exchange, Thread
from knowledge.models import Citation, Status

TITLE = "Questions and answers on classification"
NO_ANSWER = "This question has no answer: making it was broken off."
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LISTED = re.compile(r"\s*([-*•]|\d+[.)])\s+(.+)")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~])")
_STATUS = {Status.OFFICIAL: "official text", Status.RESTATED: "restated in our own words"}
_SOURCE_HEAD = ("No.", "Provision and its words", "Edition and status")
_SOURCE_WIDTHS = (0.4, 4.0, 2.1)
_DATE_HEAD = ("What", "Date", "How it was counted", "Rule")
_DATE_WIDTHS = (1.5, 1.3, 2.4, 1.3)
_WITHHELD_HEAD = ("Statement", "Why it was withheld")


def paper(thread: Thread, made: datetime, advice: str) -> Paper:
    """The conversation as a paper of the day ``made``, beginning with who decides, not this program (``advice``)."""
    parts: list[Part] = [
        labelled("Printed", f"{long(made.date())}, {count_of(thread)}"),
        paragraph(advice, strong=True),
    ]
    for number, exchange in enumerate(thread, 1):
        parts += _exchange(number, exchange)
    return Paper(TITLE, tuple(parts))


def count_of(thread: Thread) -> str:
    """``1 question``, ``2 questions``."""
    return f"{len(thread)} question{'s' if len(thread) != 1 else ''}"


def _exchange(number: int, exchange: Exchange) -> Iterator[Part]:
    yield Heading(f"Question {number}")
    yield labelled(
        "Asked", long(exchange.asked.astimezone().date()) + (f", as {exchange.role}" if exchange.role else "")
    )
    yield from (paragraph(line, strong=True) for line in exchange.question.splitlines() if line.strip())
    yield Heading("Answer", 2)
    if exchange.answer is None:
        yield paragraph(NO_ANSWER)
        return
    yield from _answer(exchange.answer)


def _answer(answer: Answer) -> Iterator[Part]:
    yield from _prose(answer.answer)
    if answer.deadlines:
        yield Heading("Dates", 3)
        yield Table(_DATE_HEAD, tuple(map(_date, answer.deadlines)), _DATE_WIDTHS)
    if answer.whom_to_ask:
        yield labelled("Whom to ask", answer.whom_to_ask)
    if answer.warnings:
        yield Heading("To be heeded", 3)
        yield bullets(*answer.warnings)
    if answer.withheld:
        yield Heading("Withheld: could not be verified; do not rely on it", 3)
        rows = tuple(((paragraph(one.text),), (paragraph(one.reason),)) for one in answer.withheld)
        yield Table(_WITHHELD_HEAD, rows, (1.0, 1.0))
    if answer.citations:
        yield Heading("Sources", 3)
        yield Table(_SOURCE_HEAD, tuple(_source(n, one) for n, one in enumerate(answer.citations, 1)), _SOURCE_WIDTHS)


def _source(number: int, cited: Citation) -> tuple[tuple[Paragraph, ...], ...]:
    told = (labelled("Edition", cited.edition or "not said"), labelled("Status", _STATUS[cited.text_status]))
    where = paragraph(cited.pinpoint if cited.title.startswith(cited.pinpoint) else f"{cited.pinpoint}: {cited.title}")
    address = (labelled("Address", cited.url),) if cited.url else ()
    return (paragraph(f"[{number}]"),), (where, paragraph(f"“{' '.join(cited.quote.split())}”")), (*told, *address)


def _date(deadline: Deadline) -> tuple[tuple[Paragraph, ...], ...]:
    count = (paragraph(deadline.count), *((paragraph(deadline.caution),) if deadline.caution else ()))
    return (
        (paragraph(deadline.what),),
        (paragraph(long(deadline.date)),),
        count,
        (paragraph(deadline.rule.pinpoint),),
    )


def _prose(text: str) -> Iterator[Part]:
    """An answer's paragraphs and lists; of its Markdown only ``**bold**`` means anything, as on the page."""
    listed: list[Item] = []
    for line in text.splitlines():
        found = _LISTED.match(line)
        if found:
            marker = "" if found[1] in "-*•" else found[1]
            listed.append(Item(tuple(_runs(found[2])), marker))
            continue
        if listed:
            yield Items(tuple(listed))
            listed = []
        if line.strip():
            yield Paragraph(tuple(_runs(line)))
    if listed:
        yield Items(tuple(listed))


def _runs(line: str) -> Iterable[Run]:
    for place, words in enumerate(_STRONG.split(line)):
        if words:
            yield Run(_ESCAPED.sub(r"\1", words), strong=bool(place % 2))
