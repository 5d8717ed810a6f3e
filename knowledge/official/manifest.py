"""The manifest: which official pages there are, where they stand, and how to find the text on them.

The project's own is ``official.yaml`` beside this module; the user's is ``DATA/official.yaml`` and wins where both name
a page.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import InputError, UnknownName
from knowledge.models import Kind
from knowledge.parse import pinpoint

_BUILT_IN = Path(__file__).with_name("official.yaml")
_MAX_BYTES = 1_000_000
_MEND = "see knowledge/official/official.yaml for the form"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or its literal address."""
    address = _literal(host)
    return address.is_loopback if address else host == "localhost"


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _checked_address(address: str) -> str:
    parts = urlsplit(address)
    host = parts.hostname or ""
    _ = parts.port
    literal = _literal(host)
    if not host or parts.scheme not in ("https", "http"):
        raise ValueError("is no web address; write it as https://…")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("is not encrypted; only https:// addresses are fetched")
    if literal and not literal.is_global and not literal.is_loopback:
        raise ValueError("is a private network's; only public addresses are fetched")
    if "@" in parts.netloc or parts.fragment:
        raise ValueError("holds a user name or a '#' part; leave it out")
    return address


def _checked_kind(kind: Kind) -> Kind:
    if kind is Kind.GAP:
        raise ValueError("names what is not held; an official page is another kind")
    return kind


def _checked_pinpoint(text: str) -> str:
    if text and pinpoint.parse(text) is None:
        raise ValueError("is no pinpoint such as Minn. Stat. 43A.07")
    return text


def _checked_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from error
    return pattern


class Page(BaseModel):
    """One official page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")
    title: str = Field(min_length=1)
    address: Annotated[str, AfterValidator(_checked_address)]
    kind: Annotated[Kind, AfterValidator(_checked_kind)]
    jurisdiction: str = Field(min_length=1)
    select: str = ""
    """CSS selector of the main part; the whole page where it is empty, as for a PDF."""
    drop: str = ""
    """CSS selector of what is to be left out of the main part."""
    edition: Annotated[str, AfterValidator(_checked_pattern)] = ""
    """Regular expression of the edition that the page prints anywhere on it."""
    holds: Annotated[str, AfterValidator(_checked_pinpoint)] = ""
    """The provision that stands on the page: one without it is not the page that was meant."""
    review_days: int = Field(default=180, ge=1)
    stands_over: tuple[str, ...] = ()
    """Ids of our restated sources whose provisions the page holds."""
    hosts: tuple[str, ...] = ()
    """Other hosts to which the address may redirect."""
    unverified: bool = False
    """Whether the address was never opened by whoever listed it."""
    note: str = ""

    def due(self, since: date) -> date:
        """The day from which a text of ``since`` wants looking at again."""
        return since + timedelta(days=self.review_days)


class _Restated(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed: date
    review_days: int = Field(ge=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    shapes: dict[str, Any] = {}
    """Fields that many pages share, for YAML's merge keys; not read by itself."""
    restated: _Restated | None = None
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """When our restated texts were last compared with where their facts were seen, and how long that holds."""

    reviewed: date
    days: int


@cache
def restated_review() -> Review:
    """The review date of the built-in sources that state none of their own."""
    kept = _read(_BUILT_IN).restated
    assert kept is not None
    return Review(kept.reviewed, kept.review_days)


def read_manifest(own: Path) -> dict[str, Page]:
    """The pages by id: the project's in their order, then the user's in ``own``, if that file is there.

    Raises :class:`InputError` naming the file, the page and the fault.
    """
    pages = read_pages(_BUILT_IN)
    return {**pages, **read_pages(own)} if own.exists() else pages


def read_pages(path: Path) -> dict[str, Page]:
    """The pages of one manifest file, by id. Raises :class:`InputError`."""
    pages: dict[str, Page] = {}
    for page in _read(path).pages:
        if page.id in pages:
            raise InputError(f"{path}: two pages are called {page.id!r}; give each an id of its own")
        pages[page.id] = page
    return pages


def chosen(pages: Mapping[str, Page], ids: Sequence[str]) -> list[Page]:
    """The pages named, each once; all where none is. Raises :class:`InputError` for an unknown one or an empty list."""
    if not pages:
        raise InputError(f"the manifest lists no page; {_MEND}")
    for id in ids:
        if id not in pages:
            raise UnknownName("official page", id, list(pages))
    return [page for page in pages.values() if not ids or page.id in ids]


def _read(path: Path) -> _File:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(f"{path}: is too large for a manifest; {_MEND}")
        raw = yaml.safe_load(path.read_text("utf-8"))
        return _File.model_validate(raw or {})
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a manifest file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is not YAML in UTF-8 ({' '.join(str(error).split())}); {_MEND}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        said = str(fault["msg"]).removeprefix("Value error, ")
        raise InputError(f"{path}: {_where(fault['loc'], raw)}: {said}; {_MEND}") from error


def _where(place: tuple[int | str, ...], raw: Any) -> str:
    """``page mn-stat-43a-07, address``: where in the file a fault stands."""
    if len(place) < 2 or place[0] != "pages" or not isinstance(place[1], int):
        return ", ".join(map(str, place)) or "the file"
    entry = raw["pages"][place[1]]
    id = entry.get("id") if isinstance(entry, dict) else None
    return ", ".join([f"page {id or place[1] + 1}", *map(str, place[2:])])
