"""What ``pd-assistant serve`` has Streamlit run: the page, with what the sign-in needs, made ready before anybody asks.

The provider's secrets are read from the settings in the process that serves and stay in its memory: no second file
holds them, nothing has to be removed when the process ends, and its command line does not show them
(docs/decisions/0030).
"""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from streamlit.starlette import App

from assistant.access.sign_in import sign_in
from assistant.settings import read_settings

_SETTINGS: Final = read_settings()
_PROVIDER: Final = sign_in(_SETTINGS)


@asynccontextmanager
async def _made_ready(_: Any) -> AsyncIterator[None]:
    """Before the port is opened the page's modules are read; the index is opened while the first page is drawn."""
    from assistant.ui import page  # noqa: F401
    from assistant.ui.opening import opened_desk, when_loaded

    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # who connects is no news
    opened_desk(_SETTINGS)
    when_loaded(_set_aside)
    yield


def _set_aside() -> None:
    """Streamlit looks for garbage after each run of a page; what is loaded for good is no longer looked through.

    That took longer than the run itself, and held up all others.
    """
    gc.collect()
    gc.freeze()


app = App(Path(__file__).with_name("page.py"), secrets=_PROVIDER.secrets() if _PROVIDER else None, lifespan=_made_ready)
