"""What is held of the official pages: their bytes as they came, and what was read out of them.

``DATA/official/ID/SHA256.html`` (or ``.pdf``) holds the bytes; ``DATA/official/ID/page.json`` says which of them count,
when and from where they came, and holds the sources. A page changes by this one file, which is put in place whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.errors import InputError
from knowledge.models import Kind, Passage, Source, Status
from knowledge.official.manifest import Page

_RECORD = "page.json"


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A fetched page: the manifest's entry it was fetched by, how it came, and its sources."""

    page: Page
    final: str
    """The address that answered, after redirects."""
    fetched: datetime
    """When these bytes came."""
    asked: datetime
    """When the page was last asked for and still said the same."""
    sha256: str
    type: str
    """The content type, with its character set, as the server gave it."""
    etag: str
    modified: str
    previous: str
    """The hash of the bytes held before these; empty for the first."""
    sources: tuple[Source, ...]

    @property
    def file(self) -> str:
        """The name of the file that holds the bytes."""
        return f"{self.sha256}.{'pdf' if 'pdf' in self.type else 'html'}"


def folder(data_dir: Path) -> Path:
    """Where the pages are held."""
    return data_dir / "official"


def held_pages(data_dir: Path) -> dict[str, HeldPage]:
    """Every page that is held, by id. Raises :class:`InputError` naming a record that is damaged."""
    found = (_read(path) for path in sorted(folder(data_dir).glob(f"*/{_RECORD}")))
    return {held.page.id: held for held in found}


def held_bytes(data_dir: Path, held: HeldPage) -> bytes | None:
    """The page as it came; ``None`` where its file is gone or is no longer what it was."""
    path = folder(data_dir) / held.page.id / held.file
    data = path.read_bytes() if path.is_file() else b""
    return data if hashlib.sha256(data).hexdigest() == held.sha256 else None


def files(data_dir: Path, held: HeldPage, data: bytes) -> Mapping[Path, str | bytes]:
    """What is to be written for a page: its bytes first, then its record."""
    home = folder(data_dir) / held.page.id
    return {home / held.file: data, home / _RECORD: json.dumps(_record(held), ensure_ascii=False)}


def source_from(raw: dict[str, Any]) -> Source:
    """A source as it was kept. Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` for another."""
    fields = dict(raw)
    passages = tuple(Passage(**{**item, "heading": tuple(item["heading"])}) for item in fields.pop("passages"))
    kind, status = Kind(fields.pop("kind")), Status(fields.pop("status"))
    return Source(**fields, kind=kind, status=status, passages=passages)


def _record(held: HeldPage) -> dict[str, Any]:
    return {
        "page": held.page.model_dump(mode="json"),
        "final": held.final,
        "fetched": held.fetched.isoformat(),
        "asked": held.asked.isoformat(),
        "sha256": held.sha256,
        "type": held.type,
        "etag": held.etag,
        "modified": held.modified,
        "previous": held.previous,
        "sources": [asdict(source) for source in held.sources],
    }


def _read(path: Path) -> HeldPage:
    try:
        raw = json.loads(path.read_text("utf-8"))
        page = Page.model_validate(raw.pop("page"))
        fetched, asked = (datetime.fromisoformat(raw.pop(name)) for name in ("fetched", "asked"))
        sources = tuple(source_from(item) for item in raw.pop("sources"))
        return HeldPage(**raw, page=page, fetched=fetched, asked=asked, sources=sources)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fault = " ".join(str(error).split())
        raise InputError(f"{path}: is damaged ({fault}); delete its folder and fetch the page again") from error
