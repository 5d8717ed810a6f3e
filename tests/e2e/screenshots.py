"""Pictures of every page and state at three widths: ``python -m tests.e2e.screenshots FOLDER [STATE …]``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.desk import Desk
from assistant.settings import Settings
from tests.e2e.conftest import ROOT, chromium, served
from tests.e2e.looking import emulate, sized
from tests.e2e.states import STATES, seed, walk

WIDTHS = (1440, 768, 320)
"""Pixels: a desk, a tablet, and 1280 pixels at 400 % (WCAG 1.4.10)."""


def take(folder: Path, wanted: frozenset[str] = frozenset(STATES)) -> list[Path]:
    """Writes ``STATE-WIDTH.png`` in light for every wanted state and width, and ``STATE-1440-dark.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        Desk.open(Settings(data_dir=data)).search.close()
        seed(data)
        with served(ROOT / "app.py", data) as address, chromium(Path(scratch) / "profile", Path(scratch)) as page:
            looks = [(width, "light", "") for width in WIDTHS] + [(WIDTHS[0], "dark", "-dark")]
            for state in walk(page, address):
                for width, theme, suffix in looks if state in wanted else ():
                    emulate(page, theme)
                    with sized(page, width):
                        taken.append(folder / f"{state}-{width}{suffix}.png")
                        page.save_screenshot(str(taken[-1]))
    return taken


def main() -> None:
    """Takes the folder, and perhaps the states, from the command line."""
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(STATES):
        sys.exit(f"{__doc__}\nThe states: {', '.join(STATES)}")
    print("\n".join(map(str, take(Path(sys.argv[1]), frozenset(sys.argv[2:] or STATES)))))


if __name__ == "__main__":
    main()
