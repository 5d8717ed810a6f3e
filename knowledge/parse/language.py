"""The language of a text: the assistant reads English, and says so instead of misreading something else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from knowledge.errors import UnreadableDocument

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_WORDS = 40
"""Below this a text is too short for a guess at its language."""

_SURE = 0.9
_ENGLISH_SHARE = 0.08
"""Where so many words are English function words, the text is English whatever names or terms stand around them."""

_FUNCTION_WORDS = frozenset(
    {
        "the",
        "and",
        "of",
        "to",
        "for",
        "with",
        "by",
        "or",
        "from",
        "that",
        "this",
        "is",
        "are",
        "be",
        "at",
        "which",
        "their",
    }
)
_ENGLISH = frozenset({"en", "pcm", "zxx"})
"""English; Nigerian Pidgin, which terse English resembles; and the identifier's word for no language at all."""

_NAMES = {
    "ar": "Arabic", "am": "Amharic", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ko": "Korean",
    "om": "Oromo", "pt": "Portuguese", "ru": "Russian", "so": "Somali", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def check_language(text: str, name: str) -> None:
    """Raise :class:`UnreadableDocument` where the text is surely in another language than English.

    Lists of names, abbreviations and bullet scraps pass: the identifier is unsure of them. So do
    languages that it does not know, such as Hmong.
    """
    words = re.findall(r"[^\W\d_]+", text)
    language = _other_script(words) or (_other_language(text, words) if len(words) >= MIN_WORDS else "")
    if language:
        raise UnreadableDocument(
            name,
            f"the text seems to be in {_NAMES.get(language, f'another language ({language})')}, not in English",
            "Give an English version; a translation made for the purpose will do",
        )


def _other_script(words: list[str]) -> str:
    """The language of a text whose letters are mostly not Latin, for scripts that need no forty words."""
    letters = "".join(words)
    foreign = sum(1 for char in letters if not unicodedata.name(char, "").startswith("LATIN"))
    if len(letters) < MIN_WORDS or 2 * foreign < len(letters):
        return ""
    return _classify(" ".join(words))[0]


def _other_language(text: str, words: list[str]) -> str:
    english = sum(1 for word in words if word.lower() in _FUNCTION_WORDS)
    if english >= _ENGLISH_SHARE * len(words):
        return ""
    language, confidence = _classify(text)
    return language if confidence >= _SURE and language not in _ENGLISH else ""


def _classify(text: str) -> tuple[str, float]:
    """Language code and probability, 0 to 1."""
    language, confidence = _identifier().classify(text)
    return str(language), float(confidence)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
