"""How long the redline of a forty-page pair takes: ``python -m tests.evals.redline_speed``."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from io import BytesIO

from assistant.redline.page import to_page
from assistant.redline.revise import TITLE, redline
from assistant.redline.word import write_docx
from tests.redline.samples import pair

_SUBJECTS = """
audits reviews files answers prepares trains orders repairs schedules compares permits ledgers culverts payroll archives
county depot districts auditor policy budget agreement staff crew water sewer street parks library museum
"""
_WORDS = _SUBJECTS.split()


def _reworded(paragraphs: int, length: int) -> tuple[str, str]:
    """Two texts in which every paragraph has other words, and every tenth stands elsewhere."""
    chance = random.Random(3)
    old = [[chance.choice(_WORDS) for _ in range(length)] for _ in range(paragraphs)]
    new = [[chance.choice(_WORDS) if chance.random() < 0.25 else word for word in words] for words in old]
    for _ in range(paragraphs // 10):
        new.insert(chance.randrange(paragraphs), new.pop(chance.randrange(paragraphs)))
    return _text(old), _text(new)


def _text(paragraphs: list[list[str]]) -> str:
    return "DUTIES\n\n" + "\n\n".join(f"{n}. {' '.join(words)}." for n, words in enumerate(paragraphs, 1))


PAIRS = {
    "some duties changed": lambda: pair(7, 1500),
    "every short duty reworded": lambda: _reworded(1500, 13),
    "every long duty reworded": lambda: _reworded(130, 150),
}
"""Pairs of some forty pages: 19,500 words or more each."""


def main() -> None:
    """Waits and processor time of the redline with its Word file and its page, for each pair."""
    for name, texts in PAIRS.items():
        old, new = texts()
        waited, worked = time.perf_counter(), time.process_time()
        found = redline(old, new)
        write_docx(found.pieces, BytesIO(), title=TITLE, author="A. Writer", made=datetime(2026, 3, 2, tzinfo=UTC))
        to_page(found.steps, found.notes, TITLE)
        waited, worked = time.perf_counter() - waited, time.process_time() - worked
        print(f"{name}: {len(old.split()):,} words, {waited:.2f} s waited, {worked:.2f} s of the processor")


if __name__ == "__main__":
    main()
