"""HTML as visible text: one line a paragraph, list item or table row, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

_UNSEEN = "head, title, script, style, template, noscript, nav, svg, button, select, [hidden]"
_NOTE_RETURNS = "a[href^='#footnote-ref'], a[href^='#endnote-ref']"  # the arrows back from a Word document's notes
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
_MENU_LINKS, _MENU_SHARE = 10, 0.9
_ROW_NUMBER = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]?")
_HARD_SPACE = "\u00a0"
_STRUCK = ["s", "strike", "del"]
_BLOCKS = [
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section",
    "table", "ul",
]  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|div|p|h[1-6]|table|ul|ol|main|pre"
    r"|article|section|span|meta|title)\b[^<>]*>)",
    re.I | re.S,
)


def is_html(text: str) -> bool:
    """Whether a text begins as an HTML page or fragment does."""
    return bool(_LOOKS_LIKE_HTML.match(text[:5000]))


class _Layout(NavigableString):
    """Text that we put in: a line's end, a bullet, a mark. It goes inside tags, where insertion takes constant time."""


def visible_text(html: str) -> str:
    """What a reader of the page sees.

    Struck-out words stand between ``~~`` marks, so that nobody takes them for the text in force; list
    items keep their numbers; the cells of a table's row are parted by `` | ``.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(_UNSEEN) + soup.select(_NOTE_RETURNS) + soup.find_all(style=_UNSEEN_STYLE):
        tag.extract()
    _drop_menus(soup)
    _mark_struck(soup)
    _lay_out_blocks(soup)
    _lay_out_tables(soup)
    _lay_out_lists(soup)
    return _tidy("".join(_words(soup)))


def _words(soup: BeautifulSoup) -> Iterator[str]:
    """Every piece of text in order, its white space collapsed but in ``pre``; comments and the like left out."""
    for string in soup.find_all(string=True):
        if isinstance(string, _Layout):
            yield string
        elif string.find_parent("pre"):
            yield string.replace(" ", _HARD_SPACE)
        elif not isinstance(string, PreformattedString):
            yield re.sub(r"[ \t\r\n]+", " ", string)


def _drop_menus(soup: BeautifulSoup) -> None:
    """Take out the lists that only lead elsewhere: at least ten links, and hardly a word that is no link."""
    for listing in soup.find_all(["ul", "ol"]):
        if listing.decomposed or listing.find_parent(["ul", "ol"]):
            continue
        links = listing.find_all("a", href=True)
        linked = sum(len(link.get_text(strip=True)) for link in links)
        if len(links) >= _MENU_LINKS and linked >= _MENU_SHARE * len(listing.get_text(strip=True)):
            listing.decompose()


def _mark_struck(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_STRUCK) + soup.find_all(style=_STRUCK_STYLE):
        if tag.get_text(strip=True):
            _wrap(tag, "~~", "~~")


def _lay_out_blocks(soup: BeautifulSoup) -> None:
    for tag in soup.find_all("br"):
        tag.append(_Layout("\n"))
    for tag in soup.find_all(_BLOCKS):
        parent = tag.parent
        is_only_block = parent is not None and parent.name in ("td", "th", "li") and parent.find(_BLOCKS) is tag
        if tag.name in ("ol", "ul") and tag.find_parent("li"):
            continue
        if not (is_only_block and tag.find_next_sibling(_BLOCKS) is None):
            _wrap(tag, "\n\n", "\n\n")


def _lay_out_tables(soup: BeautifulSoup) -> None:
    """Cells are parted by bars; one of several paragraphs begins a line, or stands behind its row's number."""
    for row in soup.find_all("tr"):
        before = None
        for cell in row.find_all(["td", "th"], recursive=False):
            several = len(cell.find_all(_BLOCKS, limit=2)) > 1
            numbered = before is not None and _ROW_NUMBER.fullmatch(before.get_text(strip=True)) is not None
            if several and numbered:
                _unwrap_first(cell)
            cell.insert(0, _Layout(" " if several and numbered else "\n" if before is None or several else " | "))
            before = cell


def _unwrap_first(cell: Tag) -> None:
    """The first block of a cell begins where the cell does, not on a line of its own."""
    first = cell.find(_BLOCKS)
    while isinstance(first, Tag) and first.contents:
        lead = first.contents[0]
        if not isinstance(lead, _Layout):
            break
        lead.extract()


def _lay_out_lists(soup: BeautifulSoup) -> None:
    for listing in soup.find_all(["ol", "ul"]):
        indent = "\t" * len(listing.find_parents(["ol", "ul"]))
        number = _number(listing.get("start"), 1)
        for item in listing.find_all("li", recursive=False):
            number = _number(item.get("value"), number)
            item.insert(0, _Layout(f"\n{indent}{_label(listing, number)} "))
            number += 1


def _label(listing: Tag, number: int) -> str:
    """``3.`` in a numbered list (``C.`` where the page says so), ``-`` in any other."""
    if listing.name != "ol":
        return "-"
    letters = {"A": 64, "a": 96}.get(str(listing.get("type")))
    return f"{chr(letters + number)}." if letters and 1 <= number <= 26 else f"{number}."


def _wrap(tag: Tag, before: str, after: str) -> None:
    tag.insert(0, _Layout(before))
    tag.append(_Layout(after))


def _number(attribute: object, default: int) -> int:
    return int(attribute) if isinstance(attribute, str) and attribute.isdecimal() else default


def _tidy(text: str) -> str:
    """No spaces at the ends of lines, at most one empty line in a row, nested items indented by two spaces."""
    lines = (re.sub(r"^ +(?=\S)", "", line.rstrip()).replace("\t", "  ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
