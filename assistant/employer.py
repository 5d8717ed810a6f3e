"""Whose desk it is: the employer's name, logo, words and colour, as the settings give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from assistant.draft.paper import Paper
from assistant.models import Answer
from assistant.settings import Settings
from knowledge.errors import SettingsError

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE: Final = 4.5
"""The least contrast of text with its ground, as a ratio (WCAG 2.1, 1.4.3)."""
_VISIBLE: Final = 3.0
"""The least contrast of a control with what lies beside it (WCAG 2.1, 1.4.11)."""
_WHITE: Final = "#ffffff"
_DARK: Final = "#0e1117"
"""The ground of the dark theme."""
_LARGEST: Final = 512 * 1024
_PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
"""How a file of each kind begins."""


@dataclass(frozen=True, slots=True)
class Employer:
    """What the settings say of the employer; empty for what they do not say."""

    name: str = ""
    logo: bytes = b""
    """A PNG or JPEG picture."""
    contact: str = ""
    """Whom to ask."""
    disclaimer: str = ""
    color: str = ""
    """The colour of buttons and marks where the ground is light, as ``#rrggbb``."""

    @property
    def dark_color(self) -> str:
        """The same, as much lighter as it takes to stand out from a dark ground."""
        return next(
            (
                shade
                for shade in (_mixed(self.color, share / 50) for share in range(51))
                if contrast(shade, _DARK) >= _VISIBLE
            ),
            _WHITE,
        )

    @property
    def asks(self) -> str:
        """The sentence that says whom to ask; empty where the settings name nobody."""
        return f"Questions? Ask {self.contact.rstrip('.')}." if self.contact else ""

    @property
    def foot(self) -> str:
        """What stands at the foot of a paper."""
        return " · ".join(filter(None, (self.name, self.asks, self.disclaimer)))

    def signs(self, paper: Paper) -> Paper:
        """A paper with the employer's own words at its foot; each way out of the program has its papers signed."""
        return replace(paper, foot=self.foot)

    def tells(self, answer: Answer) -> Answer:
        """An answer that says whom to ask names the employer's own contact first."""
        if not (self.contact and answer.whom_to_ask) or self.contact in answer.whom_to_ask:
            return answer
        others = answer.whom_to_ask[:1].upper() + answer.whom_to_ask[1:]
        return replace(answer, whom_to_ask=f"{self.contact.rstrip('.')}. {others}")


def employer(settings: Settings) -> Employer:
    """The employer of the settings. Raises :class:`SettingsError` where one of them cannot be used."""
    if settings.employer_color:
        _check_colour(settings.employer_color)
    return Employer(
        name=_line("PD_EMPLOYER_NAME", settings.employer_name),
        logo=_picture(settings.employer_logo) if settings.employer_logo else b"",
        contact=_line("PD_EMPLOYER_CONTACT", settings.employer_contact),
        disclaimer=_line("PD_EMPLOYER_DISCLAIMER", settings.employer_disclaimer, longest=1000),
        color=settings.employer_color.lower(),
    )


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' relative luminances, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _check_colour(colour: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise SettingsError(f"PD_EMPLOYER_COLOR: {colour!r} is no colour; write it as #0b5394")
    ratio = contrast(colour, _WHITE)
    if ratio < _READABLE:
        raise SettingsError(
            f"PD_EMPLOYER_COLOR: white on {colour} has a contrast of {ratio:.1f}:1 and cannot be read by everybody; "
            f"{_READABLE}:1 is needed (WCAG 2.1, 1.4.3), so take a darker shade"
        )


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in bytes.fromhex(colour.removeprefix("#")))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, white: float) -> str:
    """A colour with a share of white in it."""
    channels = bytes.fromhex(colour.removeprefix("#"))
    return "#" + bytes(round(channel + (255 - channel) * white) for channel in channels).hex()


def _line(name: str, words: str, longest: int = 200) -> str:
    words = " ".join(words.split())
    if len(words) > longest:
        raise SettingsError(f"{name}: has {len(words)} characters; {longest} are the most that fit")
    return words


def _picture(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise SettingsError(f"PD_EMPLOYER_LOGO: {file} is larger than {_LARGEST // 1024} KB; make it smaller")
        data = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"PD_EMPLOYER_LOGO: {file} cannot be read ({error.strerror})") from error
    if not data.startswith(tuple(_PICTURES)):
        raise SettingsError(
            f"PD_EMPLOYER_LOGO: {file} is no picture that can be shown; use {' or '.join(_PICTURES.values())}"
        )
    return data
