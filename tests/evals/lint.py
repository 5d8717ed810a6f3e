"""How much of what was planted the lint finds, and how often it cries wolf on clean descriptions.

``python -m tests.evals.lint`` prints recall by rule and false alarms a description, for the two halves apart; of the
held half (even numbers) totals only. ``--misses`` also shows what was missed or falsely found in the other half.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.desk import Desk
from assistant.lint.finding import Finding

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A description, the faults planted in it as (rule, quotation), and what the lint found."""

    id: str
    text: str
    planted: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def held(self) -> bool:
        """Whether it is of the half that nobody reads while tuning."""
        return int(self.id.split("-")[1]) % 2 == 0

    @property
    def missed(self) -> tuple[tuple[str, str], ...]:
        """The planted faults that no finding of their rule touches."""
        return tuple(fault for fault in self.planted if not any(_touches(self.text, f, fault) for f in self.findings))

    @property
    def unplanned(self) -> tuple[Finding, ...]:
        """The findings that touch no planted fault of their rule."""
        return tuple(f for f in self.findings if not any(_touches(self.text, f, fault) for fault in self.planted))


def _touches(text: str, finding: Finding, fault: tuple[str, str]) -> bool:
    rule, quote = fault
    start = text.index(quote)
    spans = (finding.remark.span, finding.remark.beside)
    overlaps = any(span and span.start < start + len(quote) and start < span.end for span in spans)
    return finding.remark.rule == rule and overlaps


def cases(desk: Desk, name: str) -> Iterator[Case]:
    """The descriptions of a set, ``planted`` or ``clean``, with what the lint finds in them."""
    for line in (_HERE / f"lint-{name}.jsonl").read_text("utf-8").splitlines():
        read: dict[str, Any] = json.loads(line)
        planted = tuple((fault["rule"], fault["quote"]) for fault in read.get("planted", ()))
        yield Case(read["id"], read["text"], planted, desk.lint(read["text"], format=read.get("format", "")))


def recall(found: Sequence[Case]) -> float:
    """The part of all planted faults that was found."""
    planted = sum(len(case.planted) for case in found)
    return 1 - sum(len(case.missed) for case in found) / planted


def false_alarms(found: Sequence[Case]) -> float:
    """Findings a clean description."""
    return sum(len(case.findings) for case in found) / len(found)


def report(planted: Sequence[Case], clean: Sequence[Case], *, show: bool) -> Iterator[str]:
    """The figures as lines of text."""
    for name, held in (("tuning half", False), ("held half", True)):
        own, quiet = [c for c in planted if c.held is held], [c for c in clean if c.held is held]
        yield f"{name}: recall {recall(own):.3f} of {sum(len(c.planted) for c in own)} planted"
        yield f"{name}: {false_alarms(quiet):.2f} findings a clean description ({len(quiet)})"
        yield f"{name}: {sum(len(c.unplanned) for c in own) / len(own):.2f} findings beside the planted ones"
    yield f"both: recall {recall(planted):.3f}, false alarms {false_alarms(clean):.2f}"
    read = [case for case in planted if not case.held]
    totals = Counter(rule for case in read for rule, _ in case.planted)
    missed = Counter(rule for case in read for rule, _ in case.missed)
    yield "by rule, tuning half:"
    yield from (f"  {rule:22} {totals[rule] - missed[rule]:3} of {totals[rule]}" for rule in sorted(totals))
    if show:
        for case in (case for case in [*planted, *clean] if not case.held):
            yield from (f"missed {case.id} {rule}: {quote}" for rule, quote in case.missed)
            yield from (f"beside {case.id} {f.remark.rule}: {f.remark.what}" for f in case.unplanned)


if __name__ == "__main__":
    from assistant.settings import Settings

    opened = Desk(Settings())
    print("\n".join(report([*cases(opened, "planted")], [*cases(opened, "clean")], show="--misses" in sys.argv)))
