"""What a sentence adds to what it cites, or alters in it: a telling word, a name, a quotation not to the letter.

The comparisons of :mod:`assistant.engine.comparisons` see the words that a meaning turns on; a fact may also be added
by any other word. So every telling word of a model's sentence has to stand in what it cites, in whatever form, but for
everyday words (``plain.yaml``); and a sentence that repeats a provision nearly word for word has to repeat all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import yaml

from assistant.engine.fingerprint import Fingerprint, fingerprints
from knowledge.words import stems

_QUOTED = re.compile(r"[“\"]([^”\"]{2,})[”\"]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?(?:\.\d+[a-z]?)*")
_LEAST_SHARED = 5
"""Two stems of which one begins the other are forms of one word from so many letters on,"""
_SHARED = 7
"""and two that begin alike for so many."""
_MOVED = 1 / 3
"""Where no more of a sentence's words than this have moved, it is the same sentence, altered."""
_VERBATIM = 0.85
"""From this likeness on (of the telling words, in order) a sentence repeats another, and may not alter it."""


def added(text: str, given: Sequence[str]) -> str:
    """What ``text`` says beyond ``given``, in plain words; empty where it adds nothing and alters nothing."""
    return _misquotation(text, given) or _new_word(text, given) or _alteration(text, given)


def _misquotation(text: str, given: Sequence[str]) -> str:
    """Words in quotation marks that do not stand in what is cited, to the letter."""
    whole = [_flat(one) for one in given]
    for quoted in _QUOTED.findall(text):
        if not any(_flat(quoted).rstrip(".,;") in one for one in whole):
            return f"it quotes “{_flat(quoted)}”, which does not stand in what it cites"
    return ""


def _new_word(text: str, given: Sequence[str]) -> str:
    known = {stem for one in given for stem in (*stems(one), *(s for part in fingerprints(one) for s in part.stems))}
    said = [stem for part in fingerprints(text) for stem in part.stems]
    new = next((stem for stem in said if not _known(stem, known)), "")
    return f"it says “{_as_written(new, text)}”, which what it cites does not say" if new else ""


def _known(stem: str, known: Iterable[str]) -> bool:
    return stem in known or stem in plain_stems() or any(_one_word(stem, other) for other in known)


def _one_word(stem: str, other: str) -> bool:
    """Whether two stems are forms of one word, as *allocat* and *alloc* are; two numbers never are."""
    short, long = sorted((stem, other), key=len)
    if not short.isalpha() or len(short) < _LEAST_SHARED:
        return False
    return long.startswith(short) or (len(short) >= _SHARED and long[:_SHARED] == short[:_SHARED])


def _alteration(text: str, given: Sequence[str]) -> str:
    """A word that is left out of, or put into, a sentence that is otherwise repeated."""
    told = [part for one in given for part in fingerprints(one)]
    for said in fingerprints(text):
        exchanged = next(filter(None, (_exchanged(one, said) for one in told)), "")
        if exchanged:
            return exchanged
        matches = [(SequenceMatcher(None, one.stems, said.stems, autojunk=False), one) for one in told]
        match, nearest = max(matches, key=lambda pair: pair[0].ratio(), default=(None, None))
        if match and nearest and match.ratio() >= _VERBATIM and said.text != nearest.text:
            fault = _altered(match, nearest, said)
            if fault:
                return fault
    return ""


def _exchanged(told: Fingerprint, said: Fingerprint) -> str:
    """One word more, or a few that have changed places, in a sentence that is otherwise repeated."""
    own, theirs = ([word.removesuffix("'s") for word in _WORD.findall(one.text)] for one in (said, told))
    if len(own) == len(theirs) + 1:
        place = next((n for n, pair in enumerate(zip(own, theirs, strict=False)) if pair[0] != pair[1]), len(theirs))
        one_more = own[:place] + own[place + 1 :] == theirs and set(stems(own[place])) - plain_stems()
        return f"it says “{own[place]}” beside what it cites" if one_more else ""
    if sorted(own) != sorted(theirs):
        return ""
    moved = [place for place, pair in enumerate(zip(own, theirs, strict=True)) if pair[0] != pair[1]]
    if not moved or len(moved) > max(2, len(own) * _MOVED):
        return ""
    return f"it says “{own[moved[0]]}” where what it cites says “{theirs[moved[0]]}”"


def _altered(match: SequenceMatcher[str], nearest: Fingerprint, said: Fingerprint) -> str:
    last = len(nearest.stems)
    for what, start, end, first, until in match.get_opcodes():
        gone = [stem for stem in nearest.stems[start:end] if stem not in plain_stems()]
        new = [stem for stem in said.stems[first:until] if stem not in plain_stems()]
        moved = {*gone} <= {*said.stems} and {*new} <= {*nearest.stems}
        if what == "equal" or moved:
            continue
        if gone and start > 0 and end < last:
            return f"it leaves out “{_as_written(gone[0], nearest.text)}” of what it otherwise repeats"
        if new and (gone or 0 < start < last):
            instead = (
                f"where what it cites says “{_as_written(gone[0], nearest.text)}”" if gone else "beside what it cites"
            )
            return f"it says “{_as_written(new[0], said.text)}” {instead}"
    return ""


@cache
def plain_stems() -> frozenset[str]:
    """The stems of everyday words, and of the parties, which are compared by what they do."""
    raw = yaml.safe_load((Path(__file__).parent / "plain.yaml").read_text("utf-8"))
    listed = " ".join(map(str, raw["plain"]))
    return frozenset((*stems(listed), *(stem for part in fingerprints(listed) for stem in part.stems), "asker"))


def _as_written(stem: str, text: str) -> str:
    """The word of ``text`` that a stem comes from; the stem itself where it was normalised."""
    return next((word for word in _WORD.findall(text) if stem in stems(word)), stem)


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold()
