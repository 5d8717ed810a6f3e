"""Shares of time in answers."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?)(?![\d,])")


def percent(words: str) -> float | None:
    """The share of time that some words name, 0 to 100; ``None`` where they name none."""
    match = _NUMBER.search(words)
    return float(match[1]) if match and float(match[1]) <= 100 else None
