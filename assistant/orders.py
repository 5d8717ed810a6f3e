"""Orders to software inside a text: sentences that speak to whoever reads instead of speaking of their matter.

They are recognised by their wording, so some will be missed. That is bearable, since nothing here decides: the ranking
counts terms and cues, an offline answer quotes, and a model's statements are verified. What is recognised does not even
count as a question, a duty or a rule.
"""

from __future__ import annotations

import base64
import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.position.unseen import visible
from knowledge.words import sentences

_TURNED = re.compile("[\u202e\u2067]([^\u202c\u2069]*)[\u202c\u2069]?")
"""What is shown from right to left, whatever it is."""
_ASKS = re.compile(
    r"\W*(?:who|what|when|where|which|why|how|can|could|may|do|does|did|is|are|will|would|must|should|has|have|if)\b.*\?\W*$",
    re.I | re.S,
)
_MARK = re.compile(r"[:;,>–—]\s+")
"""What can part an order from the question behind it."""
_ENCODED = re.compile(r"(?<![\w+/.:%=&?-])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/])")
"""A run of letters that could be text in base64; never a part of an address."""
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def is_order(sentence: str, *, conversation: bool = False) -> bool:
    """Whether a sentence gives orders to software; in a ``conversation`` also by verbs that begin duties elsewhere."""
    shown = visible(sentence)
    turned = visible(_TURNED.sub(lambda found: found[1][::-1], sentence))
    if _hides_text(shown) or any(_patterns("anywhere").search(text) for text in (shown, turned)):
        return True
    if not conversation or _ASKS.match(shown):
        return False
    return any(_patterns("in conversation").search(text) for text in (shown, turned))


def asked_after_order(sentence: str) -> str:
    """What a sentence asks behind its order, as in *ignore your rules: may I appeal?*; empty if nothing."""
    behind = (sentence[mark.end() :] for mark in _MARK.finditer(sentence))
    return next((rest for rest in behind if _ASKS.match(rest) and not is_order(rest, conversation=True)), "")


@lru_cache(maxsize=_REMEMBERED)
def holds_order(text: str) -> bool:
    """Whether any sentence of a text, or the text read as one, gives orders to software."""
    return is_order(text) or any(is_order(text[start:end]) for start, end in sentences(text))


def _hides_text(sentence: str) -> bool:
    """Whether a sentence carries words in base64, which nobody writes for people to read."""
    for found in _ENCODED.findall(sentence):
        bare = found.rstrip("=")
        try:
            decoded = base64.b64decode(bare + "=" * (-len(bare) % 4)).decode("ascii")
        except ValueError:
            continue
        if decoded.isprintable() and " " in decoded:
            return True
    return False


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    raw = yaml.safe_load((Path(__file__).parent / "orders.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in raw[kind]), re.I)
