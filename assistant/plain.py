"""Results as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.deadlines import Rule
from assistant.models import Answer, Deadline, SuggestResult

_COMPARED = 2
"""So many of the first classes are shown with their comparison."""


def suggested(result: SuggestResult) -> str:
    """The ranking, with the comparison of its first classes."""
    lines = [f"{result.outcome.value.capitalize()}. {result.reason}"]
    lines += [f"? {question}" for question in result.questions]
    for suggestion in result.suggestions:
        lines += ["", f"{suggestion.rank}. {suggestion.class_title} ({suggestion.confidence:.0%})"]
        if suggestion.rank > _COMPARED:
            continue
        for comparison in suggestion.factors:
            lines.append(f"   {comparison.factor}: {comparison.verdict}. {comparison.why}")
            lines += [f"      draft: “{_flat(comparison.position.quote)}”"] if comparison.position else []
            lines += (
                [f"      {comparison.class_.pinpoint}: “{_flat(comparison.class_.quote)}”"] if comparison.class_ else []
            )
        lines += [f"   would change: {change}" for change in suggestion.would_change]
    lines += ["", *(f"Note: {warning}" for warning in result.warnings)]
    return "\n".join([*lines, "Advisory only: the class is allocated by people with authority."])


def answered(answer: Answer) -> str:
    """The answer with its citations, notes and what was withheld."""
    lines = [answer.answer, ""]
    lines += _sources(answer)
    lines += [f"Note: {warning}" for warning in answer.warnings]
    lines += [f"Withheld: {item.text} ({item.reason})" for item in answer.withheld]
    lines += [f"You may ask next: {question}" for question in answer.next_questions]
    return "\n".join(lines)


def _sources(answer: Answer) -> list[str]:
    """A line a provision, with the numbers of all its quotations."""
    numbers: dict[str, list[int]] = {}
    for n, citation in enumerate(answer.citations, 1):
        line = f"{citation.pinpoint} ({citation.text_status}; {citation.edition}) {citation.url}".rstrip()
        numbers.setdefault(line, []).append(n)
    return [f"{''.join(f'[{n}]' for n in own)} {line}" for line, own in numbers.items()]


def due(deadlines: Sequence[Deadline], apart: Sequence[Deadline]) -> str:
    """Dates with their count, caution and rule; what starts later is shown apart."""
    blocks = [_due(deadline) for deadline in deadlines]
    blocks += [f"Apart from it:\n{_due(deadline)}" for deadline in apart]
    return "\n\n".join([*blocks, "Not legal advice: check the rule and your notice."])


def known_rules(rules: Sequence[Rule]) -> str:
    """What ``deadline`` can compute: each rule's name, its date and the day it needs."""
    lines = ["pd-assistant deadline RULE DATE, where RULE is appeal (both parties), or one of:"]
    for rule in rules:
        lines += ["", f"{rule.id}: {rule.what}.", f"  DATE is {rule.trigger}. {rule.pinpoint}."]
    return "\n".join(lines)


def _due(deadline: Deadline) -> str:
    rule = deadline.rule
    lines = [f"{deadline.what}: {deadline.date}", f"  Count: {deadline.count}"]
    lines += [f"  Caution: {deadline.caution}"] if deadline.caution else []
    return "\n".join([*lines, f"  Rule: {rule.pinpoint} ({rule.text_status}; {rule.edition}): “{_flat(rule.quote)}”"])


def _flat(quote: str) -> str:
    return " ".join(quote.split())
