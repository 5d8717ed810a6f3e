"""Results as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models import Answer, Comparison, Evidence, Explanation, Part, Suggestion, SuggestResult

_NAMED = 3
"""So many of the likely classes are named."""
_COMPARED = 2
"""So many of the first classes are shown with their comparison."""


def suggested(result: SuggestResult) -> str:
    """The ranking, with the comparison of its first classes."""
    lines = [f"{result.outcome.value.capitalize()}. {result.reason}"]
    lines += [f"? {question}" for question in result.questions]
    if result.likely:
        first = "; ".join(result.likely[:_NAMED]) + (
            f"; …, {len(result.likely)} in all" if len(result.likely) > _NAMED else ""
        )
        lines.append(f"With {result.coverage:.0%} certainty one of: {first}.")
    for suggestion in result.suggestions:
        lines += ["", f"{suggestion.rank}. {suggestion.class_title} ({suggestion.confidence:.0%})"]
        if suggestion.rank <= _COMPARED:
            lines += _compared(suggestion)
    lines += ["", *(f"Note: {warning}" for warning in result.warnings)]
    return "\n".join([*lines, "Advisory only: the class is allocated by people with authority."])


def explained(explanation: Explanation) -> str:
    """The scores by part, and the evidence that counted and that did not."""
    lines = ["Scores:"]
    lines += [f"  {one.rank}. {one.class_title}: {_parts(one.parts)}" for one in explanation.candidates]
    lines += [f"Level of the draft, 0 to 5: {_parts(explanation.level) or 'nothing said'}", "Evidence used:"]
    lines += [f"  {_evidence(item)}" for item in explanation.used] or ["  none"]
    lines.append("Evidence not used:")
    lines += [f"  {_evidence(item)}: {item.unused}" for item in explanation.unused]
    lines += [f"  “{_flat(aside.text)}”: {aside.reason}" for aside in explanation.aside]
    lines += ["  none"] if not explanation.unused and not explanation.aside else []
    lines += [
        f"Supervisory function: {one.name}, {'held' if one.held else one.why_not} (“{_flat(one.span.quote)}”)"
        for one in explanation.functions
    ]
    return "\n".join(lines)


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


def _compared(suggestion: Suggestion) -> list[str]:
    lines = [line for comparison in suggestion.factors for line in _factor(comparison)]
    lines += [f"   unknown: {unknown}" for unknown in suggestion.unknown]
    lines += [f"   {suggestion.case_for}"] if suggestion.case_for else []
    return lines + [f"   would change: {change}" for change in suggestion.would_change]


def _factor(comparison: Comparison) -> list[str]:
    lines = [f"   {comparison.factor}: {comparison.verdict}. {comparison.why}"]
    lines += [f"      draft: “{_flat(comparison.position.quote)}”"] if comparison.position else []
    lines += [f"      {comparison.class_.pinpoint}: “{_flat(comparison.class_.quote)}”"] if comparison.class_ else []
    return lines + ([f"      beside it: {comparison.beside}"] if comparison.beside else [])


def _evidence(item: Evidence) -> str:
    weight = "" if item.weight == 1 else f", weight {item.weight:.2f}"
    return f"{item.factor} {item.degree:g}{weight}: {item.cue} (“{_flat(item.span.quote)}”)"


def _parts(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.name} {part.value:g}" for part in parts)


def _flat(quote: str) -> str:
    return " ".join(quote.split())
