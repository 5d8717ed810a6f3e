"""A position beside a class, factor by factor, in words: the one table that records, letters and comparisons share."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.draft.paper import Table, paragraph
from assistant.models import Comparison
from assistant.quoting import flat, quoted

HEAD = ("Factor", "The position's words", "The class's words", "Verdict", "Why")
WIDTHS = (1.35, 1.9, 2.2, 0.85, 1.9)
NOTHING = "nothing said"


def cells(compared: Comparison, limit: int = 0) -> tuple[str, str, str, str, str]:
    """One row under ``HEAD``; quotations longer than ``limit`` characters are cut."""
    return (
        compared.factor.capitalize(),
        f"“{flat(compared.position.quote, limit)}”" if compared.position else NOTHING,
        quoted(compared.class_, limit) if compared.class_ else NOTHING,
        compared.verdict,
        compared.why,
    )


def factor_table(compared: Iterable[Comparison]) -> Table:
    """The comparison as a table on paper."""
    rows = ((paragraph(name, strong=True), *map(paragraph, others)) for name, *others in map(cells, compared))
    return Table(HEAD, tuple(tuple((cell,) for cell in row) for row in rows), WIDTHS)
