"""What a draft says of a person stays on the machine, whichever task of a model is run over it, and comes back whole.

A sample; ``python -m tests.evals.personal_data_wire DATA_DIR`` runs 300 drafts.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.evals.personal_data import LAYOUTS
from tests.evals.personal_data_wire import measured, report

DRAFTS = len(LAYOUTS)
"""One of each way in which a draft is laid out."""
TASKS = {"explain", "interview", "polish", "purpose", "follow_up", "answer", "weigh"}


def test_every_task_keeps_planted_identifiers_from_the_wire_and_the_log(data_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(data_dir / "index", tmp_path / "index")
    found = measured(tmp_path, DRAFTS, 2026)
    assert set(found.requests) == TASKS, "each task was run"
    assert found.planted > 40
    assert (found.sent, found.logged, found.altered) == ([], [], []), report(found)
