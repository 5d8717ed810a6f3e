"""Answers as they come in: typed, piped or out of a file, in blocks that an empty line ends.

A block that begins with a question's id in brackets, as ``[purpose]``, waits for that question; others come in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.interview.questions import Question

_NAMED = re.compile(r"\[([a-z][^\]\n]*)\]\s*")


class Replies:
    """The blocks of some lines, given to the questions they are for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._blocks = _blocks(lines)
        self._waiting: dict[str, str] = {}

    def to(self, question: Question) -> str | None:
        """The reply to a question; ``None`` where the lines are used up or say *stop*."""
        if question.id in self._waiting:
            return self._waiting.pop(question.id)
        for block in self._blocks:
            named = _NAMED.match(block)
            if named is None:
                return None if block.strip().lower() == "stop" else block
            words = block[named.end() :]
            if named[1] == question.id:
                return words
            self._waiting[named[1]] = words
        return "skip" if self._waiting else None

    @property
    def unused(self) -> tuple[str, ...]:
        """The ids of the questions that answers wait for and that were not put."""
        return tuple(self._waiting)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """The lines between empty ones; an empty line where a block would begin is an empty reply."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
            continue
        yield "\n".join(block)
        block = []
    if block:
        yield "\n".join(block)
