"""Results as plain text, for the terminal."""

from __future__ import annotations

from assistant.models import Answer, SuggestResult

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
    lines += [
        f"[{n}] {citation.pinpoint} ({citation.text_status}; {citation.edition}) {citation.url}"
        for n, citation in enumerate(answer.citations, 1)
    ]
    lines += [f"Note: {warning}" for warning in answer.warnings]
    lines += [f"Withheld: {item.text} ({item.reason})" for item in answer.withheld]
    lines += [f"You may ask next: {question}" for question in answer.next_questions]
    return "\n".join(lines)


def _flat(quote: str) -> str:
    return " ".join(quote.split())
