"""ZIP archives, judged by their list of members before anything is unpacked, and read under limits all the same.

Nothing is ever written to disk, so a member's path cannot reach outside; one that tries is refused, since honest
archives hold none.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from knowledge.errors import UnreadableDocument

MAX_MEMBERS = 5_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 100
"""Unpacked to packed size; judged only above :data:`_SMALL`, since short repetitive text packs well."""

_SMALL = 5 * 1024 * 1024
_ENCRYPTED = 0x1


@contextmanager
def open_archive(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, found to be whole, open and of a sane size. Raises :class:`UnreadableDocument`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, len(data), name)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(name, f"this archive is damaged ({error})", "Pack its documents again") from error


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of an archive, by name."""
    return sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)


def _check(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS:
        raise UnreadableDocument(
            name, f"this archive holds {len(infos):,} files, more than {MAX_MEMBERS:,}", "Give it in parts"
        )
    if unpacked > min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * packed)):
        raise UnreadableDocument(
            name, "this archive unpacks to far more than documents hold", "Give the documents themselves"
        )
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(
                name, f"{info.filename!r} in this archive is protected by a password", "Pack it again without one"
            )
        if _reaches_outside(info.filename):
            raise UnreadableDocument(
                name, f"{info.filename!r} in this archive points outside of it", "Pack its documents again"
            )


def _reaches_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False
