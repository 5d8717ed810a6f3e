"""The documents in files, folders and ZIP archives, in a fixed order, and what was passed over, with the reason.

A file that is named is always read. In a folder or archive hidden files, links and files of unknown types are passed
over and said; an archive within an archive is opened once, not deeper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from zipfile import ZipFile, ZipInfo

from knowledge.errors import UnreadableDocument
from knowledge.parse.archive import MAX_UNPACKED, members, open_archive
from knowledge.parse.document import MAX_BYTES, read_file

MAX_ARCHIVE = 200 * 1024 * 1024
_MAX_DEPTH = 2
_TYPES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".zip", ""})
_ZIP = b"PK\x03\x04"
_OTHER_PACKAGES = frozenset({".docx", ".xlsx", ".xlsm", ".pptx", ".odt"})
"""ZIP archives by their bytes that are documents by their name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document to be read: what to call it, and how to get its bytes."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no document, and why."""

    name: str
    why: str


Gathered = Found | PassedOver | UnreadableDocument
"""An archive that cannot be opened is given as the error, so that the others can still be read."""


def gather(paths: Iterable[Path]) -> Iterator[Gathered]:
    """All documents of ``paths``, folders and archives opened."""
    room = _Room()
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, room)
        else:
            yield from _file(path, room)


def gather_upload(data: bytes, name: str) -> Iterator[Gathered]:
    """The document that some bytes are, or the documents of the archive that they are."""
    if not data.startswith(_ZIP) or PurePath(name).suffix.lower() in _OTHER_PACKAGES:
        yield Found(name, lambda: data)
        return
    try:
        yield from _in_archive(data, name, 1, _Room())
    except UnreadableDocument as error:
        yield error


@dataclass(slots=True)
class _Room:
    """How much may still be unpacked from all the archives of a call, however they are nested."""

    left: int = MAX_UNPACKED

    def read(self, archive: ZipFile, info: ZipInfo, name: str) -> bytes:
        self.left -= info.file_size
        if self.left < 0:
            raise UnreadableDocument(
                name, "the archives unpack to far more than documents hold", "Give them one by one"
            )
        return archive.read(info)


def _file(path: Path, room: _Room) -> Iterator[Gathered]:
    if not _is_archive(path):
        yield Found(str(path), lambda: read_file(path, MAX_BYTES))
        return
    try:
        yield from _in_archive(read_file(path, MAX_ARCHIVE), str(path), 1, room)
    except UnreadableDocument as error:
        yield error


def _in_folder(folder: Path, room: _Room) -> Iterator[Gathered]:
    for path in sorted(folder.rglob("*")):
        why = "a link" if path.is_symlink() else _why_not(path.relative_to(folder))
        if path.is_dir():
            continue
        if why:
            yield PassedOver(str(path), why)
        else:
            yield from _file(path, room)


def _in_archive(data: bytes, name: str, depth: int, room: _Room) -> Iterator[Gathered]:
    with open_archive(data, name) as archive:
        for info in members(archive):
            inner = f"{name}/{info.filename}"
            why = _why_not(PurePath(info.filename))
            if why:
                yield PassedOver(inner, why)
            elif info.file_size > (MAX_ARCHIVE if info.filename.lower().endswith(".zip") else MAX_BYTES):
                raise UnreadableDocument(inner, f"the file is larger than {MAX_BYTES // 1024**2} MB", "Leave it out")
            elif info.filename.lower().endswith(".zip"):
                if depth == _MAX_DEPTH:
                    raise UnreadableDocument(inner, "archives are packed into archives too deep", "Unpack them first")
                yield from _in_archive(room.read(archive, info, inner), inner, depth + 1, room)
            else:
                content = room.read(archive, info, inner)
                yield Found(inner, lambda content=content: content)  # type: ignore[misc]


def _is_archive(path: Path) -> bool:
    """A ZIP by its first bytes that does not call itself a document."""
    if path.suffix.lower() in _OTHER_PACKAGES or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _why_not(path: PurePath) -> str:
    """Why a file in a folder is passed over; empty where it is not."""
    if any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts):
        return "hidden"
    return "" if path.suffix.lower() in _TYPES else f"a {path.suffix.lower()} file, no document that can be read"
