"""Processes for tests that end them: each is forked from one that has imported what they need, and starts at once.

There is one such parent for a whole run, so what it imports is named in one place; it is kept small, since a large
process takes longer to fork.
"""

from __future__ import annotations

import multiprocessing

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["assistant.cli", "tests.cases.writer", "assistant.database", "alembic.command", "psycopg"]
)
