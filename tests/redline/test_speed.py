"""A redline of forty pages is made while somebody waits for it."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from io import BytesIO

import pytest

from assistant.redline.page import to_page
from assistant.redline.revise import TITLE, redline
from assistant.redline.word import write_docx
from tests.redline.samples import pair

_SUBJECTS = """
audits reviews files answers prepares trains orders repairs schedules compares permits ledgers culverts payroll archives
county depot districts auditor policy budget agreement staff crew water sewer street parks library museum
"""
_WORDS = _SUBJECTS.split()
_SECONDS = 3.0


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


@pytest.mark.parametrize(
    "texts",
    [pair(7, 1500), _reworded(1500, 13), _reworded(130, 150)],
    ids=["some duties changed", "every short duty reworded", "every long duty reworded"],
)
def test_forty_pages_take_at_most_three_seconds_of_the_processor(texts: tuple[str, str]) -> None:
    assert len(texts[0].split()) >= 19_500  # forty pages of some five hundred words
    started = time.process_time()
    found = redline(*texts)
    write_docx(found.pieces, BytesIO(), title=TITLE, author="A. Writer", made=datetime(2026, 3, 2, tzinfo=UTC))
    to_page(found.steps, found.notes, TITLE)
    assert time.process_time() - started <= _SECONDS
