"""A kept result made again: the same bytes, or which source changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cases.entries import ResultKept
from assistant.cases.results import made, rerun
from assistant.desk import Desk
from assistant.settings import Settings

DRAFT = """\
Processes personnel transactions under general supervision and audits employee records.
Resolves unusual problems in the records independently and trains new technicians.
"""


@pytest.fixture
def own(data_dir: Path, tmp_path: Path) -> Desk:
    return Desk.open(Settings(data_dir=shutil.copytree(data_dir, tmp_path / "data")))


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("suggest", {"text": DRAFT, "plan": "minnesota"}),
        ("ask", {"question": "How long does an employee have to appeal a reallocation?", "role": "employee"}),
    ],
)
def test_a_kept_result_made_again_is_the_same(desk: Desk, verb: str, given: dict[str, str]) -> None:
    kept = ResultKept.model_validate_json(made(desk, verb, given).model_dump_json())
    assert kept.made_by.sources
    assert kept.made_by.engine == "offline"
    assert bool(kept.made_by.plan) == (verb == "suggest")
    again = rerun(desk, kept)
    assert again.same
    assert again.changed == ()


def test_it_says_which_source_changed(own: Desk, corpus: Path) -> None:
    kept = made(own, "suggest", {"text": DRAFT, "plan": "minnesota"})
    (source,) = own.ingest([corpus / "mn_hr_technician_2_class_spec.txt"])
    again = rerun(own, kept)
    assert not again.same
    assert any(line.startswith(source.id) for line in again.changed)


def test_what_a_model_worded_is_not_made_again(desk: Desk) -> None:
    kept = made(desk, "ask", {"question": "How long does an employee have to appeal?"})
    worded = kept.model_copy(update={"made_by": kept.made_by.model_copy(update={"engine": "llm"})})
    assert "llm" in rerun(desk, worded).skipped
