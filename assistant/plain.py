"""Results as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.deadlines import Rule
from assistant.models import Answer, Comparators, Deadline, SuggestResult
from assistant.redline.revise import Redline

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
    lines += [f"You may ask next: {question}" for question in answer.next_questions]
    return "\n".join(lines)


def redlined(found: Redline, classes: Sequence[SuggestResult]) -> str:
    """What changed, what each change touches, and the first class before and after."""
    lines = [f"Note: {warning}" for warning in found.warnings]
    for note in found.notes:
        lines += [note.says, *(f"   touches {touch}" for touch in note.touches)]
    lines = lines or ["Nothing but numbering changed."]
    if classes:
        before, after = (_first(result) for result in classes)
        lines += ["", f"Nearest class before: {before}. Now: {after}."]
    return "\n".join(lines)


def _first(result: SuggestResult) -> str:
    return result.suggestions[0].class_title if result.suggestions else f"none ({result.outcome.value})"


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
