"""HTML as visible text: one line a paragraph, list item or table row, in reading order."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

_UNSEEN = "head, title, script, style, template, noscript, nav, svg, button, select, [hidden]"
_NOTE_RETURNS = "a[href^='#footnote-ref'], a[href^='#endnote-ref']"  # the arrows back from a Word document's notes
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
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


def visible_text(html: str) -> str:
    """What a reader of the page sees.

    Struck-out words stand between ``~~`` marks, so that nobody takes them for the text in force; list
    items keep their numbers; the cells of a table's row are parted by `` | ``.
    """
    soup = BeautifulSoup(html, "html.parser")
    _drop_unseen(soup)
    _collapse_white_space(soup)
    _mark_struck(soup)
    _lay_out_tables(soup)
    _lay_out_lists(soup)
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCKS):
        if tag.name in ("ol", "ul") and tag.find_parent("li"):
            continue
        tag.insert_before("\n\n")
        tag.insert_after("\n\n")
    return _tidy(soup.get_text())


def _drop_unseen(soup: BeautifulSoup) -> None:
    for tag in soup.select(_UNSEEN) + soup.select(_NOTE_RETURNS) + soup.find_all(style=_UNSEEN_STYLE):
        tag.extract()
    for note in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        note.extract()


def _collapse_white_space(soup: BeautifulSoup) -> None:
    for string in soup.find_all(string=True):
        if string.find_parent("pre"):
            string.replace_with(NavigableString(string.replace(" ", _HARD_SPACE)))
        else:
            string.replace_with(NavigableString(re.sub(r"[ \t\r\n]+", " ", string)))


def _mark_struck(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_STRUCK) + soup.find_all(style=_STRUCK_STYLE):
        if tag.get_text(strip=True):
            tag.insert(0, "~~")
            tag.append("~~")


def _lay_out_tables(soup: BeautifulSoup) -> None:
    for row in soup.find_all("tr"):
        row.insert_before("\n")
        for number, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
            blocks = cell.find_all(_BLOCKS)
            if len(blocks) == 1 and isinstance(blocks[0], Tag):
                blocks[0].unwrap()
            if number:
                cell.insert_before("\n" if len(blocks) > 1 else " | ")


def _lay_out_lists(soup: BeautifulSoup) -> None:
    for item in soup.find_all("li"):
        depth = len(item.find_parents(["ol", "ul"]))
        paragraph = item.find(["p", "div"], recursive=False)
        if paragraph is not None:
            paragraph.unwrap()
        item.insert(0, "\n" + "\t" * (depth - 1) + _label(item))


def _label(item: Tag) -> str:
    """``3. `` in a numbered list (lettered where the page says so), ``- `` in any other."""
    parent = item.find_parent(["ol", "ul"])
    if parent is None or parent.name != "ol":
        return "- "
    first = _number(parent.get("start"), 1)
    number = _number(item.get("value"), first + len(item.find_previous_siblings("li")))
    letters = {"A": 64, "a": 96}.get(str(parent.get("type")))
    return f"{chr(letters + number)}. " if letters and 1 <= number <= 26 else f"{number}. "


def _number(attribute: object, default: int) -> int:
    return int(attribute) if isinstance(attribute, str) and attribute.isdecimal() else default


def _tidy(text: str) -> str:
    """No spaces at the ends of lines, at most one empty line in a row, nested items indented by two spaces."""
    lines = (re.sub(r"^ +(?=\S)", "", line.rstrip()).replace("\t", "  ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
