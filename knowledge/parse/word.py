"""DOCX as text, with tracked changes read as accepted.

The package is a ZIP archive of XML, so it is unpacked under limits and searched for entity
definitions (which Office Open XML forbids) before any XML is parsed. Mammoth then reads our own
bounded copy, which holds no pictures or other binary parts, and in which forms and lists are settled as text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.errors import UnreadableDocument
from knowledge.parse import word_lists, word_margins, word_xml
from knowledge.parse.markup import visible_text
from knowledge.parse.word_xml import Part

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 10 * 1024 * 1024
"""Some thousand pages of words; the rest of an archive is pictures, which are never unpacked."""
MAX_RATIO = 100
"""Unpacked to packed size; judged only above :data:`_SMALL`, since short repetitive XML packs well."""

_SMALL = 5 * 1024 * 1024
_CHUNK = 1 << 16
_MAIN = re.compile(r"word/document\d*\.xml$")
_WORDS = re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$")
_ASIDE = {"numbering": "word/numbering.xml", "styles": "word/styles.xml"}


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word document, and what its user should know of it."""

    text: str
    remarks: tuple[str, ...] = ()
    """Comments of reviewers: they are no part of the text."""


def docx_text(data: bytes, name: str) -> str:
    """The text alone, as :func:`read_docx` reads it."""
    return read_docx(data, name).text


def read_docx(data: bytes, name: str) -> WordText:
    """The text of a Word document: insertions kept, deletions dropped, tables row by row, forms as they are filled in.

    Words struck by formatting, not by tracking, stand between ``~~`` marks. Lists keep their numbers and letters;
    lines that only page heads and feet have come last. Raises :class:`UnreadableDocument` for archives that are
    damaged, locked, hostile or not Word documents.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data), name)
            members = _members(archive, name)
        parts = _settled(members)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise _damaged(name) from error
    text = word_lists.shown(visible_text(_html(_packed(members, parts), name)))
    margins = word_margins.margin_lines(parts, text)
    return WordText("\n".join([text, "", *margins]) if margins else text, tuple(word_margins.comments(parts)))


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


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """The XML members by name, each read under the limit whatever the directory claims."""
    members: dict[str, bytes] = {}
    room = MAX_XML
    for member in archive.infolist():
        if _is_xml(member):
            content = _read(archive, member, room, name)
            room -= len(content)
            members[member.filename] = _without_entities(content, name)
    return members


def _settled(members: Mapping[str, bytes]) -> dict[str, Part]:
    """The parts that hold words, made plain, their lists labelled, and the styles by name.

    Raises :class:`ValueError` for broken XML.
    """
    parts = {name: word_xml.parse(content) for name, content in members.items() if _WORDS.match(name)}
    known = {stem: word_xml.parse(members[name]) for stem, name in _ASIDE.items() if name in members}
    for name, part in parts.items():
        word_xml.settle(part)
        if _MAIN.match(name):
            word_lists.label(part, known.get("numbering"), known.get("styles"))
    if "styles" in known:
        word_xml.keep_names(known["styles"])
        parts[_ASIDE["styles"]] = known["styles"]
    return parts


def _packed(members: Mapping[str, bytes], parts: Mapping[str, Part]) -> bytes:
    """An uncompressed copy of the package, with the parts as they were settled."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(name, word_xml.serialise(parts[name]) if name in parts else content)
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
