"""The real server, for all tests of the wire that want one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.engine.small_model import model_file, serving_model


@pytest.fixture(scope="session")
def real_server() -> Iterator[str]:
    """The address of a real llama.cpp server with a small real model.

    What cannot be fetched fails the tests; they are skipped only for a developer who says so by ``PD_SKIP_REAL_MODEL``.
    """
    if os.environ.get("PD_SKIP_REAL_MODEL"):
        pytest.skip("PD_SKIP_REAL_MODEL is set: nothing is tested against a real model")
    with serving_model(model_file()) as url:
        yield url
