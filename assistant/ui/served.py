"""What ``pd-assistant serve`` has Streamlit run: the page, with what the sign-in needs.

The provider's secrets are read from the settings in the process that serves and stay in its memory: no second file
holds them, nothing has to be removed when the process ends, and its command line does not show them
(docs/decisions/0032).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from streamlit.starlette import App

from assistant.access.sign_in import sign_in
from assistant.settings import read_settings

_PROVIDER: Final = sign_in(read_settings())

app = App(Path(__file__).with_name("page.py"), secrets=_PROVIDER.secrets() if _PROVIDER else None)
