"""Pictures of every page and state at three widths: ``python -m tests.e2e.screenshots FOLDER [STATE …]``.

``python -m tests.e2e.screenshots docs`` makes those that the documents show anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from assistant.desk import Desk
from assistant.settings import Settings
from tests.e2e.conftest import ROOT, chromium, served
from tests.e2e.looking import emulate, sized
from tests.e2e.states import STATES, seed, walk

WIDTHS = (1440, 768, 320)
"""Pixels: a desk, a tablet, and 1280 pixels at 400 % (WCAG 1.4.10)."""

IMAGES = ROOT / "docs" / "images"
DOCUMENTED = {
    "home": "home",
    "fit-suggestion": "fit-and-draft",
    "fit-draft": "draft",
    "ask-answered": "ask",
    "ask-source-opened": "evidence",
    "case-overview": "cases",
    "loaded": "sources",
}
"""State -> the name of the pictures of it that the documents show."""
_NOT_ALONE = {"draft"}
"""What is shown at all widths, and not by itself in the README."""
_SHARE = {1440: 0.5, 768: 0.5, 320: 0.75}
"""Width of a screen -> how small it stands beside the others."""
_TALL, _GAP, _GROUND = 1000, 24, (225, 225, 225)
"""Pixels of a picture's height, in all, and between two screens; the color around them."""
_COLORS = 256


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


def document(folder: Path) -> None:
    """Writes ``NAME.png``, the upper part of a page on a desk, and ``NAME-widths.png``, its screens side by side."""
    for state, name in DOCUMENTED.items():
        whole = {width: Image.open(folder / f"{state}-{width}.png").convert("RGB") for width in WIDTHS}
        dark = Image.open(folder / f"{state}-{WIDTHS[0]}-dark.png").convert("RGB")
        desk = whole[WIDTHS[0]]
        if name not in _NOT_ALONE:
            _kept(desk.crop((0, 0, desk.width, min(desk.height, _TALL))), IMAGES / f"{name}.png")
        screens = [_screen(whole[width], _SHARE[width]) for width in WIDTHS] + [_screen(dark, _SHARE[WIDTHS[0]])]
        _kept(_side_by_side(screens), IMAGES / f"{name}-widths.png")


def _screen(picture: Image.Image, share: float) -> Image.Image:
    """The upper part of a page, made smaller."""
    part = picture.crop((0, 0, picture.width, min(picture.height, int(_TALL / share))))
    return part.resize((int(part.width * share), int(part.height * share)), Image.Resampling.LANCZOS)


def _side_by_side(screens: list[Image.Image]) -> Image.Image:
    size = sum(one.width + _GAP for one in screens) + _GAP, max(one.height for one in screens) + 2 * _GAP
    sheet = Image.new("RGB", size, _GROUND)
    at = _GAP
    for one in screens:
        sheet.paste(one, (at, _GAP))
        at += one.width + _GAP
    return sheet


def _kept(picture: Image.Image, file: Path) -> None:
    picture.quantize(_COLORS, dither=Image.Dither.NONE).save(file, optimize=True)


def main() -> None:
    """Takes the folder, and perhaps the states, from the command line."""
    if sys.argv[1:] == ["docs"]:
        with TemporaryDirectory() as scratch:
            take(Path(scratch), frozenset(DOCUMENTED))
            document(Path(scratch))
        return
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(STATES):
        sys.exit(f"{__doc__}\nThe states: {', '.join(STATES)}")
    print("\n".join(map(str, take(Path(sys.argv[1]), frozenset(sys.argv[2:] or STATES)))))


if __name__ == "__main__":
    main()
