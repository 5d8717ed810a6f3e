"""Results as plain text, for the terminal."""

from __future__ import annotations

from assistant.models import Answer, Comparators, SuggestResult

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
        lines += _allocated(suggestion.precedents) if suggestion.precedents else []
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
    return "\n".join(lines)


def _allocated(found: Comparators) -> list[str]:
    """The allocated positions that are most like the draft, and what differs."""
    positions = "1 position" if found.allocated == 1 else f"{found.allocated} positions"
    fringe = f", {found.at_fringe} of them unlike the rest and not shown" if found.at_fringe else ""
    lines = [f"   allocated to this class: {positions}{fringe}; the draft is {found.usual.value}."]
    for decision in found.decisions:
        lines.append(f"   {decision.id} ({decision.similarity:.0%} alike)")
        lines.append(f"      draft: “{_flat(decision.position.quote)}”")
        lines.append(f"      {decision.id}: “{_flat(decision.allocated.quote)}”")
        only = ((decision.only_draft, "only the draft says"), (decision.only_allocated, f"only {decision.id} says"))
        lines += [f"      {who}: {', '.join(said)}" for said, who in only if said]
    return lines


def _flat(quote: str) -> str:
    return " ".join(quote.split())
