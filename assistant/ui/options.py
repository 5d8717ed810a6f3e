"""How Streamlit is run: the one list that ``pd-assistant serve`` passes as flags.

``.streamlit/config.toml`` repeats it for those who start ``streamlit run app.py`` themselves; a test keeps the
two alike.
"""

from __future__ import annotations

from typing import Final

MAX_UPLOAD_MB: Final = 10

OPTIONS: Final[tuple[str, ...]] = (
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--client.showErrorLinks=false",
    "--client.toolbarMode=viewer",
    "--server.address=127.0.0.1",
    f"--server.maxUploadSize={MAX_UPLOAD_MB}",
    "--theme.base=light",
    "--theme.textColor=#000000",
    "--theme.primaryColor=#0b5394",
    "--theme.linkColor=#0b5394",
)
"""Loopback only, nothing sent home, no traceback in the page, and text dark enough to read (WCAG 1.4.3)."""
