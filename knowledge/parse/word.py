"""DOCX as text, with tracked changes read as accepted.

The package is a ZIP archive of XML, so it is unpacked under limits and searched for entity
definitions (which Office Open XML forbids) before any XML is parsed. Mammoth then reads our own
bounded copy, which holds no pictures or other binary parts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from knowledge.errors import UnreadableDocument
from knowledge.parse.markup import visible_text

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 10 * 1024 * 1024
"""Some thousand pages of words; the rest of an archive is pictures, which are never unpacked."""
MAX_RATIO = 100
"""Unpacked to packed size; judged only above :data:`_SMALL`, since short repetitive XML packs well."""

_SMALL = 5 * 1024 * 1024
_CHUNK = 1 << 16
_MAIN = re.compile(r"word/document\d*\.xml$")
_MOVED_HERE = re.compile(rb"<(/?)w:moveTo(?=[\s/>])")
_STRUCK_TWICE = re.compile(rb"<w:dstrike(?=[\s/>])")


def docx_text(data: bytes, name: str) -> str:
    """The text of a Word document: insertions kept, deletions dropped, tables row by row.

    Words struck by formatting, not by tracking, stand between ``~~`` marks. Raises
    :class:`UnreadableDocument` for archives that are damaged, locked, hostile or not Word documents.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data), name)
            package = _repack(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise _damaged(name) from error
    return visible_text(_html(package, name))


def _check_directory(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    """Judge the archive by its list of members, before anything is unpacked."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    words = sum(member.file_size for member in members if _is_xml(member))
    if len(members) > MAX_MEMBERS or words > MAX_XML or unpacked > min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * packed)):
        raise _bomb(name)
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableDocument(name, "this archive is protected by a password", "Save a copy without the password")
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(_MAIN.match(member) for member in names):
        raise UnreadableDocument(
            name, "this is a ZIP archive but not a Word document", "Save it as DOCX or PDF, or paste the text"
        )


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith((".xml", ".rels"))


def _repack(archive: zipfile.ZipFile, name: str) -> bytes:
    """An uncompressed copy of the XML members, each read under the limit whatever the directory claims."""
    copy = io.BytesIO()
    room = MAX_XML
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
        for member in archive.infolist():
            if _is_xml(member):
                content = _read(archive, member, room, name)
                room -= len(content)
                package.writestr(member.filename, _accept_changes(_without_entities(content, name)))
    return copy.getvalue()


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, name: str) -> bytes:
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > room:
                raise _bomb(name)
    return bytes(content)


def _without_entities(content: bytes, name: str) -> bytes:
    """The content as it is; its zero bytes are left out of the search so that UTF-16 hides nothing."""
    bare = content.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise UnreadableDocument(
            name, "this Word document defines XML entities, which no word processor does", "Save it again as DOCX"
        )
    return content


def _accept_changes(content: bytes) -> bytes:
    """Name moved text as inserted, which Mammoth knows; what was moved away it drops, as it does deletions."""
    return _STRUCK_TWICE.sub(rb"<w:strike", _MOVED_HERE.sub(rb"<\1w:ins", content))


def _html(package: bytes, name: str) -> str:
    import mammoth  # type: ignore[import-untyped]

    try:
        return str(mammoth.convert_to_html(io.BytesIO(package), convert_image=lambda _: []).value)
    except Exception as error:  # a hostile or damaged file can fail anywhere in the library
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        name, "this Word document is damaged", "Open it in a word processor and save it again, or paste the text"
    )


def _bomb(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        name,
        "this archive unpacks to far more than a document holds",
        "Save the document again as DOCX, or paste the text",
    )
