"""How hard the fixed words of the pages are to read: Flesch-Kincaid, a school grade (Kincaid et al., 1975)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_END: Final = re.compile(r"(?<=[.?!…])\s+|\n+")
_SILENT: Final = re.compile(r"(?<=[^aeioul])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiousxzc])es$")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SENTENCE: Final = re.compile(r"(?:\S+\s+){3,}\S+[.?!…]", re.DOTALL)
"""What ends otherwise is a label or a piece of a sentence; only whole sentences have a grade."""
_CODE: Final = re.compile(r"[<>{}=]|--|::|__|\.py\b|^\W|^\.|\w_\w|[a-z]-[a-z]+-")
"""What is no wording: markup, selectors, flags, names of fields."""


def grade(text: str) -> float:
    """The school grade of running text; sentences end with a full stop, a question mark or a line."""
    sentences = [words for part in _END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """The groups of vowels, but for those that are silent at the end."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


def fixed_words(module: Path) -> list[str]:
    """The sentences that a module of the chat puts on the page, whatever the data; names in them stand as a word."""
    return [words for words in texts(module) if _SENTENCE.fullmatch(words) and not _CODE.search(words)]


def texts(module: Path) -> list[str]:
    """Every text in a module but its docstrings, labels among them."""
    tree = ast.parse(module.read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    return [_said(node) for node in ast.walk(tree) if id(node) not in docstrings | parts]


def _said(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.strip()
    if isinstance(node, ast.JoinedStr):
        return "".join(_pieces(node)).strip()
    return ""


def _pieces(node: ast.JoinedStr) -> Iterator[str]:
    for part in node.values:
        yield str(part.value) if isinstance(part, ast.Constant) else "one"
