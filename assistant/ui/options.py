"""How Streamlit is run: the one list that ``pd-assistant serve`` passes as flags.

``.streamlit/config.toml`` repeats it for those who start ``streamlit run app.py`` themselves; a test keeps the
two alike.
"""

from __future__ import annotations

from typing import Final

from assistant.employer import Employer

MAX_UPLOAD_MB: Final = 10

OPTIONS: Final[tuple[str, ...]] = (
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--client.showErrorLinks=false",
    "--client.toolbarMode=viewer",
    "--runner.magicEnabled=false",
    "--server.address=127.0.0.1",
    "--server.allowedHosts=localhost",
    "--server.allowedHosts=127.0.0.1",
    "--server.fileWatcherType=none",
    f"--server.maxUploadSize={MAX_UPLOAD_MB}",
    "--theme.light.textColor=#000000",
    "--theme.light.primaryColor=#0b5394",
    "--theme.light.linkColor=#0b5394",
    "--theme.light.borderColor=#767676",
    "--theme.dark.textColor=#ffffff",
    "--theme.dark.primaryColor=#1f6fb5",
    "--theme.dark.linkColor=#8ab8ff",
    "--theme.dark.borderColor=#8f949e",
)
"""Loopback only, nothing sent home, no traceback in the page; nothing shown that was not meant to be, and no look for
changed modules after each run; light or dark as the system is, with contrast enough to read in both (WCAG 1.4.3 and
1.4.11)."""


def options(address: str, host: str, whose: Employer) -> tuple[str, ...]:
    """The same for another address, the host it goes by and an employer's colour; of two flags the later counts.

    Hosts are added up: a page elsewhere whose name is made to lead to this machine has another one and is refused.
    """
    flags = (*OPTIONS, f"--server.address={address}", f"--server.allowedHosts={host}")
    if not whose.color:
        return flags
    return *flags, f"--theme.light.primaryColor={whose.color}", f"--theme.dark.primaryColor={whose.dark_color}"
