"""Orders to software inside a text: sentences that speak to whoever reads instead of speaking of their matter.

They are recognised by their wording, so some will be missed. That is bearable, since nothing here decides: the ranking
counts terms and cues, an offline answer quotes, and a model's statements are verified. What is recognised does not even
count as a question, a duty or a rule.
"""

from __future__ import annotations

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
_REMEMBERED = 10_000


@lru_cache(maxsize=_REMEMBERED)
def is_order(sentence: str, *, conversation: bool = False) -> bool:
    """Whether a sentence gives orders to software; in a ``conversation`` also by verbs that begin duties elsewhere."""
    shown = visible(sentence)
    turned = visible(_TURNED.sub(lambda found: found[1][::-1], sentence))
    kinds = ("anywhere", "in conversation") if conversation else ("anywhere",)
    if conversation and _ASKS.match(shown) and not _patterns("anywhere").search(shown):
        return False
    return any(_patterns(kind).search(text) for kind in kinds for text in dict.fromkeys((shown, turned)))


@lru_cache(maxsize=_REMEMBERED)
def holds_order(text: str) -> bool:
    """Whether any sentence of a text, or the text read as one, gives orders to software."""
    return is_order(text) or any(is_order(text[start:end]) for start, end in sentences(text))


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    raw = yaml.safe_load((Path(__file__).parent / "orders.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in raw[kind]), re.I)
