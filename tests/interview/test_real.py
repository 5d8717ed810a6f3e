"""Real postings set out as facts and written down again: no word is lost, and what is written reads back the same."""

from __future__ import annotations

import gzip
import json
import re
from itertools import islice

import pytest

from assistant.interview.write import written
from tests.conftest import SHARED
from tests.interview.conftest import started

POSTINGS = SHARED / "benchmarks" / "nyc" / "queries.jsonl.gz"
_WORD = re.compile(r"[^\W\d]\w+")


def test_a_hundred_real_postings_lose_no_word() -> None:
    if not POSTINGS.parent.is_dir():
        pytest.skip(f"the benchmark folder {POSTINGS.parent} is absent")
    same = 0
    with gzip.open(POSTINGS, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 100):
            text = str(json.loads(line)["text"])
            once = written(started(text))
            out = {word.lower() for word in _WORD.findall(once)}
            assert [word for word in _WORD.findall(text) if word.lower() not in out] == []
            same += written(started(once)) == once
    assert same >= 95
