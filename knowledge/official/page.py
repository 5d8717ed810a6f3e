"""An official page as sources: its main part picked out, split into provisions, with the edition it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from knowledge.errors import FetchError, UnreadableDocument
from knowledge.models import Source
from knowledge.official.manifest import Page
from knowledge.parse import pinpoint
from knowledge.parse.document import MAX_TAGS, check_language, read_bytes
from knowledge.parse.ingest import parse_document
from knowledge.parse.markup import visible_text
from knowledge.parse.naming import UNDATED
from knowledge.parse.plain import normalise

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""Names under which servers send Windows-1252, as the HTML standard reads them."""
_CHECK = "Open it in a browser to see what is there now, and correct the manifest"


def page_sources(page: Page, data: bytes, type: str, final: str, fetched: date) -> tuple[Source, ...]:
    """The official sources on a page; ``type`` is the content type it came with, ``final`` the address that answered.

    Raises :class:`FetchError` where the page is not the one that the manifest means.
    """
    text, printed = _pdf(page, data) if "pdf" in type.lower() else _html(page, data, type)
    name = re.sub(r"[/\\]+", " ", page.title) + ".html"
    found = parse_document(text, name, page.kind, page.jurisdiction)
    if not found:
        raise FetchError(page.address, "nothing on it could be cited", _CHECK)
    if page.holds and not _holds(found, page.holds):
        raise FetchError(page.address, f"does not hold {page.holds}", _CHECK)
    return tuple(_dressed(source, page, printed, final, fetched) for source in found)


def _holds(sources: Sequence[Source], provision: str) -> bool:
    """Whether any passage is of the provision: an error page splits into passages too, but not into its pinpoints."""
    wanted = pinpoint.parse(provision)
    found = (pinpoint.parse(passage.pinpoint) for source in sources for passage in source.passages)
    return any(wanted is not None and name is not None and wanted.contains(name) for name in found)


def _dressed(source: Source, page: Page, printed: str, final: str, fetched: date) -> Source:
    """The source with the page's edition and address; a page that prints no edition is dated by its fetch.

    Where the manifest knows how the edition is printed, no other date will do: a note's effective date is none.
    """
    dated = source.edition if not page.edition and source.edition != UNDATED else ""
    return replace(
        source,
        jurisdiction=page.jurisdiction,
        edition=printed or dated or f"as fetched on {fetched.isoformat()}",
        url=final,
        note=f"Official text, fetched from {final} on {fetched.isoformat()}.",
    )


def _pdf(page: Page, data: bytes) -> tuple[str, str]:
    try:
        text = read_bytes(data, page.address)
        check_language(text, page.address)
    except UnreadableDocument as error:
        raise FetchError(page.address, error.problem, error.mend) from error
    return text, _edition(page, text)


def _html(page: Page, data: bytes, type: str) -> tuple[str, str]:
    """The text of the main part, and the edition printed anywhere on the page."""
    if data.count(b"<") > MAX_TAGS:
        raise FetchError(page.address, "has more markup than a page of law needs", _CHECK)
    soup = BeautifulSoup(data, "html.parser", from_encoding=_charset(type))
    printed = _edition(page, soup.get_text(" "))
    text = normalise("\n\n".join(visible_text(str(part)) for part in _main_parts(page, soup)))
    try:
        check_language(text, page.address)
    except UnreadableDocument as error:
        raise FetchError(page.address, error.problem, error.mend) from error
    return text, printed


def _main_parts(page: Page, soup: BeautifulSoup) -> list[Tag]:
    """The parts that the manifest selects, in their order, none inside another, without what it drops."""
    try:
        for unwanted in soup.select(page.drop) if page.drop else []:
            unwanted.extract()
        found = soup.select(page.select) if page.select else [soup]
    except SelectorSyntaxError as error:
        fault = str(error).partition("\n")[0]
        raise FetchError(
            page.address, f"cannot be cut by its selector ({fault})", "Correct it in the manifest"
        ) from error
    chosen = {id(part) for part in found}
    outer = [part for part in found if not any(id(parent) in chosen for parent in part.parents)]
    if not any(part.get_text(strip=True) for part in outer):
        raise FetchError(page.address, f"has nothing at {page.select!r}; its layout has changed", _CHECK)
    return outer


def _charset(type: str) -> str | None:
    """The encoding that the server names; where it names none, the page's own word for it counts."""
    named = _CHARSET.search(type)
    if named is None:
        return None
    return "windows-1252" if named[1].lower() in _WESTERN else named[1]


def _edition(page: Page, text: str) -> str:
    found = re.search(page.edition, " ".join(text.split())) if page.edition else None
    return found[0] if found else ""
