"""Putting the draft's words into the form a format asks for: plain verbs in duties, *To …* in the purpose.

Only verbs change, from *Enters* to *Enter*, and only where each of them surely is a verb and none is left behind in the
old form. Where one word is in doubt, the words stay as they are, but for a capital at the start.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.position.verbs import base_of, is_base, noun_like

_SUBJECT = re.compile(
    r"(?:(?P<plural>I|we|you|they)|he|she|it|(?:(?:the|this)\s+)?(?:employee|incumbent|position|job|role|person))\s+"
    r"(?:(?:also|then|regularly|routinely)\s+)?(?P<will>(?:will|must|may)\s+(?:also\s+)?)?(?=[a-z])",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    r"(?:(?:this|the)\s+(?:position|job|role)\s+exists"
    r"|(?:the\s+)?(?:main\s+|primary\s+)?purpose(?:\s+of\s+(?:the|this)\s+(?:position|job|role))?\s+is)\s+to\s+",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:I|am|we|me|my|our|they|he|she|it|who|which|that|you|your|incumbent|employee)\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’/-]*")
_SEPARATOR = re.compile(
    r"\s*(?:[:;,/&]|\band\b|\bor\b|\bthen\b|\balso\b)[\s:;,]*(?:(?:and|or|then|also)\b\s*)*", re.IGNORECASE
)
_FUNCTION_WORDS = """
of for from to in on at by with within as under over into about against after before during through between per that
which who whose is are was were be and or so if when where while than
"""
_DETERMINING_WORDS = "the a an all any each every new its their this these own"
_ALSO_NOUN_WORDS = """
bill book broker chair coach cover deposit display engineer figure guard guide hire interview inventory partner pick
place plant plow purchase release repair survey transfer transport update upgrade use
"""
_PARTICIPLE_WORDS = "broken written taken given driven stolen frozen sent held made found lost"
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_DETERMINERS = frozenset(_DETERMINING_WORDS.split())
_ALSO_NOUNS = frozenset(_ALSO_NOUN_WORDS.split())
_IRREGULAR_PARTICIPLES = frozenset(_PARTICIPLE_WORDS.split())
_ABSTRACT = ("ion", "ment", "ance", "ence", "ing", "ity")
_AREA_WORDS = 5
_PARTICLES = frozenset({"up", "out", "down", "off", "away"})
_WITH_PREPOSITION = frozenset({"work", "report"})
"""Words like nouns that a preposition may follow all the same: *works with*, *works on*."""


def capitalised(words: str) -> str:
    """The words on one line with a capital at the start."""
    flat = " ".join(words.split())
    return flat[:1].upper() + flat[1:]


def names_area(words: str) -> bool:
    """Whether a few words name a field of work, as *Staff supervision* or *Budget and contracts*, and state none."""
    found = _WORD.findall(words.lower())
    if not found or len(found) > _AREA_WORDS:
        return False
    if not any((is_base(found[0]), base_of(found[0], "s"), base_of(found[0], "ing"))):
        return True
    return _may_be_noun(found[0]) and (len(found) == 1 or found[1] in {"and", "or"} or found[1].endswith(_ABSTRACT))


def imperative(words: str) -> str:
    """A duty that begins with a plain verb, if that is safe; else its words with a capital."""
    return capitalised(_plain(words) or words)


def infinitive(words: str) -> str:
    """A purpose that begins with *To*, if that is safe; else its words with a capital."""
    flat = " ".join(words.split())
    if exists := _EXISTS.match(flat):
        return f"To {flat[exists.end() :]}"
    plain = _plain(flat)
    return f"To {plain[:1].lower()}{plain[1:]}" if plain else capitalised(flat)


def _plain(words: str) -> str:
    """The words with every leading verb in its plain form; empty if that is not safe."""
    flat = " ".join(words.split())
    subject = _SUBJECT.match(flat)
    body = flat[subject.end() :] if subject else flat
    first = _WORD.match(body)
    if first is None or (subject and _OTHER_SUBJECT.search(body)):
        return ""
    if subject and (subject["plural"] or subject["will"]):
        return body if is_base(first.group().lower()) else ""
    if is_base(first.group().lower()) and not subject:
        return body if _surely_plain(body) else ""
    if base_of(first.group().lower(), "ing"):
        return _from_gerund(body, first)
    return _from_third_person(body)


def _surely_plain(body: str) -> bool:
    """Whether a first word that may be a noun is a verb: something it acts on follows."""
    words = _WORD.findall(body.lower())
    return not noun_like(words[0]) or (len(words) > 1 and words[1] in _DETERMINERS)


def _from_gerund(body: str, first: re.Match[str]) -> str:
    """*Keeping the map* as *Keep the map*, if there is only the one such word and it acts on something."""
    after = _WORD.findall(body[first.end() :].lower())
    others = [word for word in after if base_of(word, "ing")]
    if others or not after or after[0] not in _DETERMINERS:
        return ""
    return base_of(first.group().lower(), "ing") + body[first.end() :]


def _from_third_person(body: str) -> str:
    """*Enters … and fixes …* as *Enter … and fix …*; empty if any verb is in doubt."""
    made, at = "", 0
    for place, whole in enumerate(_runs(body)):
        run = _without_end_of_list(body, whole)
        verdict = _reads_as_verbs(body, run)
        if verdict is None or (place == 0 and not verdict):
            return ""
        if verdict:
            for word in run:
                made += body[at : word.start()] + base_of(word.group().lower(), "s")
                at = word.end()
    return made + body[at:] if at else ""


def _runs(body: str) -> list[list[re.Match[str]]]:
    """The words in *-s* at the openings of clauses, those joined by nothing but commas and *and* taken together."""
    runs: list[list[re.Match[str]]] = []
    openings = [0, *(separator.end() for separator in _SEPARATOR.finditer(body))]
    for opening in openings:
        word = _WORD.match(body, opening)
        if word is None or not _ends_in_s(word.group()):
            if opening == 0:
                return []
            continue
        joined = runs and _SEPARATOR.fullmatch(body, runs[-1][-1].end(), word.start())
        if joined:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _without_end_of_list(body: str, run: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run without the last noun of a list in front: *maps and graphics, and answers questions*."""
    joined = re.search(r"(?:\b(?:and|or)|&)\s*$", body[: run[0].start()], re.IGNORECASE)
    listed = len(run) > 1 and joined and not base_of(run[0].group().lower(), "s")
    return run[1:] if listed and "," in body[run[0].end() : run[1].start()] else run


def _ends_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "'s", "’s", "us", "is"))


def _reads_as_verbs(body: str, run: Sequence[re.Match[str]]) -> bool | None:
    """Whether a run of words are verbs, by what follows it; ``None`` if that is in doubt."""
    bases = [base_of(word.group().lower(), "s") for word in run]
    follower = _follower(body, run[-1].end())
    acts = _acts_on(follower, bases[-1])
    if all(bases):
        nouns = any(map(_may_be_noun, bases))
        return True if acts else (False if nouns and acts is False else None)
    return False if acts is False else None


def _follower(body: str, at: int) -> str:
    """The word right behind an offset; empty if a mark or the end comes first."""
    if _SEPARATOR.match(body, at):
        return ""
    word = _WORD.match(body, at + 1) if body[at : at + 1] == " " else None
    return word.group().lower() if word else ("0" if body[at + 1 : at + 2].isdigit() else "")


def _acts_on(follower: str, base: str) -> bool | None:
    """Whether the word behind shows that a verb stands before it."""
    if follower in _DETERMINERS or follower in _PARTICLES:
        return True
    if not follower or follower in _FUNCTION:
        plain = follower and base and (not _may_be_noun(base) or base in _WITH_PREPOSITION)
        return bool(plain and follower not in {"of", "and", "or"})
    return not (_participle(follower) and _may_be_noun(base)) or None


def _may_be_noun(base: str) -> bool:
    return base != "do" and (noun_like(base) or base in _ALSO_NOUNS)


def _participle(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in _IRREGULAR_PARTICIPLES
