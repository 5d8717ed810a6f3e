"""Results as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.dates import long
from assistant.answer.deadlines import Rule
from assistant.classify.explain import Explanation, Part
from assistant.models import (
    AlikeDecision,
    Answer,
    Comparators,
    Comparison,
    Deadline,
    Evidence,
    LikeDecision,
    Suggestion,
    SuggestResult,
)
from assistant.quoting import flat
from assistant.redline.revise import Redline

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
    lines += [f"  “{flat(aside.text)}”: {aside.reason}" for aside in explanation.aside]
    lines += ["  none"] if not explanation.unused and not explanation.aside else []
    lines += [
        f"Supervisory function: {one.name}, {'held' if one.held else one.why_not} (“{flat(one.span.quote)}”)"
        for one in explanation.functions
    ]
    return "\n".join(lines)


def answered(answer: Answer) -> str:
    """The answer with its citations, notes and what was withheld."""
    lines = [answer.answer, ""]
    lines += _sources(answer)
    lines += [f"From the case: {says}" for says in answer.known]
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
    return "\n".join([*lines, f"  Rule: {rule.pinpoint} ({rule.text_status}; {rule.edition}): “{flat(rule.quote)}”"])


def _allocated(found: Comparators) -> list[str]:
    """The allocated positions that are most like the draft, and what differs."""
    positions = "1 position" if found.allocated == 1 else f"{found.allocated} positions"
    fringe = f", {found.at_fringe} of them unlike the rest and not shown" if found.at_fringe else ""
    lines = [f"   allocated to this class: {positions}{fringe}; the draft is {found.usual.value}."]
    for decision in found.decisions:
        lines.append(f"   {decision.id} ({decision.similarity:.0%} alike)")
        lines += _beside(decision)
    return lines


def _compared(suggestion: Suggestion) -> list[str]:
    lines = [line for comparison in suggestion.factors for line in _factor(comparison)]
    lines += [f"   unknown: {unknown}" for unknown in suggestion.unknown]
    lines += [f"   {suggestion.case_for}"] if suggestion.case_for else []
    lines += _allocated(suggestion.precedents) if suggestion.precedents else []
    lines += [line for one in suggestion.decided for line in _decided(one)]
    return lines + [f"   would change: {change}" for change in suggestion.would_change]


def _decided(one: LikeDecision) -> list[str]:
    """A decision of this office on a like position."""
    head = f"   decided so by this office, {long(one.day)}, on a like position ({one.similarity:.0%} alike):"
    return [head, *_beside(one)]


def _beside(decision: AlikeDecision) -> list[str]:
    """The nearest words of a draft and of a position decided on, and what only one of them says."""
    only = ((decision.only_draft, "only the draft says"), (decision.only_allocated, f"only {decision.id} says"))
    return [
        f"      draft: “{flat(decision.position.quote)}”",
        f"      {decision.id}: “{flat(decision.allocated.quote)}”",
        *(f"      {who}: {', '.join(said)}" for said, who in only if said),
    ]


def _factor(comparison: Comparison) -> list[str]:
    lines = [f"   {comparison.factor}: {comparison.verdict}. {comparison.why}"]
    lines += [f"      draft: “{flat(comparison.position.quote)}”"] if comparison.position else []
    lines += [f"      {comparison.class_.pinpoint}: “{flat(comparison.class_.quote)}”"] if comparison.class_ else []
    return lines + ([f"      beside it: {comparison.beside}"] if comparison.beside else [])


def _evidence(item: Evidence) -> str:
    weight = "" if item.weight == 1 else f", weight {item.weight:.2f}"
    return f"{item.factor} {item.degree:g}{weight}: {item.cue} (“{flat(item.span.quote)}”)"


def _parts(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.name} {part.value:g}" for part in parts)
