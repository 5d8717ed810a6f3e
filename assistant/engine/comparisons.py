"""The comparisons of a sentence with what it cites, each with its reason in plain words, for the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.engine.fingerprint import Fingerprint, Mark, alike, denying, fingerprints, same_place

_COVERED = 1 / 3
"""The share of a condition's telling words from which on a sentence counts as stating it."""
_TOLD = 0.5
"""The share of a provision's telling words from which on a sentence counts as telling it."""
_ROOT = 6
_DENIES = "it denies something that what it cites does not deny"
_DENIES_NOT = "what it cites denies something, and it does not"
_OPPOSITES = {"before": "after", "after": "before", "if": "unless", "unless": "if", "until": "after"}
_LOOSE = {"any", "each", "both", "only optional", "within", "up to"}
"""Wordings that add nothing beside *an employee* or *30 days*."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a sentence rests on: the sentences quoted, and the words of their pinpoints."""

    quoted: tuple[Fingerprint, ...]
    pinpoints: tuple[Fingerprint, ...]

    def of(self, category: str) -> list[Mark]:
        """The marks of one category in all that is quoted."""
        return [mark for sentence in self.quoted for mark in sentence.of(category)]

    def told_by(self, said: Fingerprint) -> Fingerprint:
        """The quoted sentence that ``said`` tells the most of."""
        wanted = set(said.stems)
        return max(self.quoted, key=lambda one: len(wanted & set(one.stems)) / (len(set(one.stems) | wanted) or 1))


Comparison = Callable[[Fingerprint, Given], str]


def fault(text: str, quotes: Sequence[str], pinpoints: Sequence[str]) -> str:
    """Why what is quoted does not support ``text``, in plain words; empty where nothing speaks against it."""
    given = Given(_all(quotes), _all(pinpoints))
    verbatim = {sentence.text for sentence in given.quoted}
    for said in fingerprints(text):
        if said.text not in verbatim and given.quoted:
            reason = next(filter(None, (compare(said, given) for compare in COMPARISONS)), "")
            if reason:
                return reason
    return ""


def _numbers(said: Fingerprint, given: Given) -> str:
    known = {mark.name for sentence in given.pinpoints for mark in sentence.of("reference")}
    amounts = _added((mark for mark in said.of("amount")), given.of("amount")) if given.of("amount") else ""
    return (
        amounts
        or _changed("reference", said, given)
        or _added((mark for mark in said.of("reference") if mark.name not in known), given.of("reference"))
    )


def _dates(said: Fingerprint, given: Given) -> str:
    return _added(said.of("date"), given.of("date"))


def _kinds_of_days(said: Fingerprint, given: Given) -> str:
    known = given.of("time")
    bare = "day" in said.stems and not said.of("time") and known and all(mark.name == "working" for mark in known)
    return (
        _changed("time", said, given)
        or _added(said.of("time"), known)
        or ("it says “days” where what it cites says “working days”" if bare else "")
    )


def _modals(said: Fingerprint, given: Given) -> str:
    known = given.of("modal")
    strict = [mark for mark in said.of("modal") if known or mark.name == "must"]
    return _changed("modal", said, given) or _added(strict, known)


def _parties(said: Fingerprint, given: Given) -> str:
    named = [mark for mark in said.of("party") if mark.name != "asker"]
    return _changed("party", said, given) or _added(named, given.of("party"))


def _who_acts(said: Fingerprint, given: Given) -> str:
    """Who does what: the party right before a verb, compared with the party before it in what is quoted."""
    for mark in said.of("party"):
        acting = [
            other
            for other in given.of("party")
            if mark.after and mark.after[:1] == other.after[:1] and other.voice == mark.voice
        ]
        if acting and not any(alike(other.name, mark.name) for other in acting):
            return f"it has the {mark.said} do what the {acting[0].said} does in what it cites"
    return ""


def _negations(said: Fingerprint, given: Given) -> str:
    told = given.told_by(said)
    known, own = given.of("negation"), said.of("negation")
    given_words = [word for sentence in given.quoted for word in denying().findall(sentence.text)]
    said_words = denying().findall(said.text)
    if len(own) + len(said_words) > len(known) + len(given_words):
        return _DENIES
    for mark in own:
        spoken_of = any(set(mark.after[:1]) & set(sentence.stems) for sentence in given.quoted)
        if _extra(mark, own, known, given.quoted) or (spoken_of and not given_words and not _within(mark, known)):
            return _DENIES
    replaced = set(said_words) - set(given_words)
    told_words = denying().findall(told.text)
    spoken = [mark for mark in told.of("negation") if set(mark.after[:1]) <= set(said.stems)]
    if len(spoken) + len(told_words) > len(own) + len(said_words) and _covers(said, told):
        return _DENIES_NOT
    for mark in told.of("negation"):
        if any(set(one.after[:1]) & set(mark.before) for one in own):
            continue  # the subject is denied instead: *neither day is* for *the days are not*
        spoken_of = bool(set(mark.after[:1]) & set(said.stems))
        if _extra(mark, told.of("negation"), own, (said,)) or (spoken_of and not replaced and not _within(mark, own)):
            return _DENIES_NOT
    return ""


def _quantifiers(said: Fingerprint, given: Given) -> str:
    strict = [mark for mark in said.of("quantifier") if mark.said not in _LOOSE]
    told = given.told_by(said)
    only, own = ([mark for mark in one.of("quantifier") if mark.name == "only"] for one in (told, said))
    if (only and not own and _covers(said, told)) or any(_extra(mark, only, own, (said,)) for mark in only):
        return "it leaves out the “only” of what it cites"
    return _changed("quantifier", said, given) or _added(strict, given.of("quantifier"))


def _comparatives(said: Fingerprint, given: Given) -> str:
    strict = [mark for mark in said.of("comparison") if mark.said not in _LOOSE]
    return _changed("comparison", said, given) or _added(strict, given.of("comparison"))


def _conditions(said: Fingerprint, given: Given) -> str:
    known = {mark.name for mark in given.of("condition")}
    changed = _changed("condition", said, given)
    if changed:
        return changed
    for mark in said.of("condition"):
        if mark.name not in known and (_OPPOSITES.get(mark.name) in known or mark.name == "unless"):
            return f"its condition “{mark.said}” is not that of what it cites"
    wanted = _roots(said.stems)
    for clause, inside, outside in given.told_by(said).conditions:
        rest = _roots(outside)
        own = _roots(inside) - rest
        stated = len(own & wanted) / len(own) >= _COVERED if own else bool(said.of("condition") or not inside)
        if not stated and len(rest & wanted) >= _TOLD * len(wanted):
            return f"it leaves out the condition “{clause}”"
    return ""


COMPARISONS: tuple[Comparison, ...] = (
    _numbers,
    _dates,
    _kinds_of_days,
    _modals,
    _negations,
    _parties,
    _who_acts,
    _quantifiers,
    _comparatives,
    _conditions,
)
"""In the order in which their reasons are given."""


def _changed(category: str, said: Fingerprint, given: Given) -> str:
    """Another mark stands where what is quoted has one of its own, and nowhere as near the same one."""
    known = given.of(category)
    for mark in said.of(category):
        there = same_place(mark, [other for other in known if (other.voice == "agent") == (mark.voice == "agent")])
        if there is None or alike(mark.name, there.name):
            continue
        own = max((mark.nearness(other) for other in known if alike(mark.name, other.name)), default=-1.0)
        if mark.nearness(there) > own:
            return f"it says “{mark.said}” where what it cites says “{there.said}”"
    return ""


def _added(marks: Iterable[Mark], known: Sequence[Mark]) -> str:
    """A mark of which what is quoted has none."""
    for mark in marks:
        if not any(alike(mark.name, other.name) for other in known):
            listed = ", ".join(dict.fromkeys(f"“{other.said}”" for other in known))
            instead = f"what it cites says {listed}" if listed else "which what it cites does not say"
            return f"it says “{mark.said}”, {instead}"
    return ""


def _extra(mark: Mark, own: Sequence[Mark], other: Sequence[Mark], texts: Sequence[Fingerprint]) -> bool:
    """Whether the words round ``mark`` follow each other directly in ``texts``, with fewer such marks by them."""
    if not mark.before or not mark.after:
        return False
    pair = (mark.before[-1], mark.after[0])
    follow = any(pair in zip(text.stems, text.stems[1:], strict=False) for text in texts)
    return follow and sum(_at(mark, one) for one in own) > sum(_beside(mark, one) for one in other)


def _at(mark: Mark, other: Mark) -> bool:
    """Whether two marks stand between the same words, or on either side of one word."""
    between = (mark.before[-1:], mark.after[:1]) == (other.before[-1:], other.after[:1])
    return between or mark.before[-1:] == other.after[:1] or mark.after[:1] == other.before[-1:]


def _beside(mark: Mark, other: Mark) -> bool:
    """Whether two marks stand next to the same word, on whichever side: *does not give* and *gives no*."""
    near = {*mark.before[-1:], *mark.after[:1]}
    return bool(near & {*other.before[-1:], *other.after[:1]})


def _within(mark: Mark, others: Sequence[Mark]) -> bool:
    """Whether one of ``others`` stands near the word that ``mark`` stands before."""
    return any(set(mark.after[:1]) & {*other.before, *other.after} for other in others)


def _all(texts: Sequence[str]) -> tuple[Fingerprint, ...]:
    return tuple(sentence for text in texts for sentence in fingerprints(text))


def _roots(words: Iterable[str]) -> set[str]:
    """Stems cut short, so that *declassified* and *declassification* are one."""
    return {word[:_ROOT] for word in words}


def _covers(said: Fingerprint, told: Fingerprint) -> bool:
    wanted = set(told.stems)
    return bool(wanted) and len(wanted & set(said.stems)) / len(wanted) >= _TOLD
