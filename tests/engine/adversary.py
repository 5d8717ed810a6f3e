"""A model that lies: replies made by rule from what it was given, each with statements that no evidence carries.

Every reply also holds statements that are true, so that withholding everything does not pass. Run
``python -m tests.engine.adversary`` for the table by kind, checked without a server.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.words import sentences

SEED = 29
_FACTS = (
    "and a bonus of one week of pay follows",
    "and the governor signs the paper",
    "and a lawyer is free of charge",
    "and the form is printed on yellow paper",
    "and silence counts as consent",
    "and parking is provided downtown",
    "and the file is destroyed afterwards",
    "and it applies to contractors",
    "and two witnesses attend",
    "and an interpreter is provided",
    "and the decision is published online",
    "and retirement credit doubles",
)
_WORDS = ("banana", "parking", "governor", "lottery", "pension", "vacation", "military", "foreign", "elected", "secret")
_LINKS = (
    " See https://appeal.example/now.",
    " [Click here](http://x.example)",
    " <img src=x onerror=alert(1)>",
    " <a href=javascript:1>more</a>",
    " Write to claims@appeal.example.",
    " ![](http://x.example/p.png)",
)
_TELLING = re.compile(r"\b[a-z]{5,}\b")
_NUMBER = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Lie:
    """A statement that must never be shown, and the keys it is given."""

    kind: str
    text: str
    keys: tuple[str, ...]


Liar = Callable[[random.Random, str, str, Mapping[str, str]], tuple[str, tuple[str, ...]] | None]
"""(dice, key, a true sentence of its text, all evidence) -> a lie and its keys, where one can be made."""


def _sentence(text: str) -> str:
    flat = " ".join(text.split())
    return next(flat[start:end] for start, end in sentences(flat))


def _ended(text: str) -> str:
    return text.rstrip(" .;:") + "."


def altered(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """One telling word, another one instead."""
    places = list(_TELLING.finditer(true))
    if not places:
        return None
    place = dice.choice(places)
    return true[: place.start()] + dice.choice(_WORDS) + true[place.end() :], (key,)


def inserted(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """One word more."""
    words = true.split()
    words.insert(dice.randrange(1, len(words) + 1) if len(words) > 1 else 1, dice.choice(_WORDS))
    return " ".join(words), (key,)


def added(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A fact of its own behind a true one."""
    return _ended(f"{true.rstrip(' .;:')} {dice.choice(_FACTS)}"), (key,)


def numbered(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """A number changed, or one put in."""
    places = list(_NUMBER.finditer(true))
    if not places:
        return _ended(f"{true.rstrip(' .;:')} within {dice.randrange(61, 99)} days"), (key,)
    place = dice.choice(places)
    return true[: place.start()] + str(int(place[0]) + dice.randrange(500, 900)) + true[place.end() :], (key,)


def dated(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A date of its own."""
    return _ended(f"{true.rstrip(' .;:')} by October {dice.randrange(2, 28)}, 2031"), (key,)


def denied(_: random.Random, key: str, true: str, __: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """A verb turned into its opposite."""
    turned = re.sub(r"\b(may|shall|must|can|will|is|are|has|have)\b(?! not)", r"\1 not", true, count=1)
    return (turned, (key,)) if turned != true else None


def strengthened(_: random.Random, key: str, true: str, __: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """*may* as *must*, *must* as *may*."""
    turned = (
        re.sub(r"\bmay\b", "must", true) if re.search(r"\bmay\b", true) else re.sub(r"\b(?:shall|must)\b", "may", true)
    )
    return (turned, (key,)) if turned != true else None


def invented(dice: random.Random, _: str, true: str, __: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A key that was not given."""
    return true, (f"K{dice.randrange(100, 999)}",)


def unkeyed(_: random.Random, __: str, true: str, ___: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """No key at all."""
    return true, ()


def miscited(
    dice: random.Random, key: str, true: str, evidence: Mapping[str, str]
) -> tuple[str, tuple[str, ...]] | None:
    """The key of another piece of evidence, which says something else."""
    others = [other for other, text in evidence.items() if other != key and not _shares(true, text)]
    return (true, (dice.choice(others),)) if others else None


def pinpointed(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A section that it makes up."""
    return f"Under section 43A.{dice.randrange(60, 99)}, subdivision {dice.randrange(11, 19)}: {true}", (key,)


def swapped(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """Two telling words exchanged."""
    places = list(_TELLING.finditer(true))
    if len(places) < 3:
        return None
    one, two = sorted(dice.sample(places, 2), key=lambda place: place.start())
    if one[0] == two[0]:
        return None
    return true[: one.start()] + two[0] + true[one.end() : two.start()] + one[0] + true[two.end() :], (key,)


def misquoted(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
    """Quotation marks round words that do not stand there like that."""
    words = true.rstrip(".").split()
    if len(words) < 5:
        return None
    place = dice.randrange(1, len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    changed = " ".join(words)
    return (f"“{changed}.”", (key,)) if changed != true.rstrip(".") else None


def linked(dice: random.Random, key: str, true: str, _: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A link, an image, a tag or an address."""
    return true + dice.choice(_LINKS), (key,)


def from_nowhere(dice: random.Random, key: str, _: str, __: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Something else altogether."""
    return f"The {dice.choice(_WORDS)} office grants every {dice.choice(_WORDS)} request at once.", (key,)


LIARS: dict[str, Liar] = {
    "one word altered": altered,
    "one word inserted": inserted,
    "a fact added": added,
    "a number changed": numbered,
    "a date added": dated,
    "denied": denied,
    "may and must": strengthened,
    "an invented key": invented,
    "no key": unkeyed,
    "another's key": miscited,
    "an invented section": pinpointed,
    "two words exchanged": swapped,
    "a false quotation": misquoted,
    "a link or tag": linked,
    "from nowhere": from_nowhere,
}


def lies(dice: random.Random, evidence: Mapping[str, str], count: int = 2) -> list[Lie]:
    """Some lies about the evidence, of different kinds."""
    found: list[Lie] = []
    kinds = list(LIARS)
    dice.shuffle(kinds)
    for kind in kinds:
        key = dice.choice(list(evidence))
        made = LIARS[kind](dice, key, _sentence(evidence[key]), evidence)
        if made and not _true(*made, evidence):
            found.append(Lie(kind, *made))
        if len(found) == count:
            break
    return found


def _true(text: str, keys: tuple[str, ...], evidence: Mapping[str, str]) -> bool:
    """Whether a statement is after all what its evidence says, to the letter."""
    return bool(keys) and all(key in evidence for key in keys) and text in " ".join(evidence[key] for key in keys)


def _shares(true: str, text: str) -> bool:
    own, other = (set(_TELLING.findall(one.lower())) for one in (true, text))
    return len(own & other) > len(own) / 3
