"""How duties are put: a verb of work in front, one duty in one statement, and verbs that say what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from assistant.lint.finding import Remark, short
from assistant.lint.reading import Reading, pattern, word_list
from assistant.models import Span
from assistant.position.verbs import base_of, has_verb_of_work, is_base, noun_like, opens_with_work

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CUT = re.compile(r"[,;]\s*(?:and\s+|or\s+|then\s+)?|\s+and\s+(?:then\s+)?")
_LINKS = re.compile(
    r"\b(?:them|it|these|those|their|its|this|that|each|which|such|the (?:same|result|results))\b", re.I
)
_OBJECT_FOLLOWS = re.compile(r"(?:the|all|an?|any|each|every|down|up|out|off)\b", re.I)
_ACTION_NOUN = re.compile(
    r"(?:preparation|maintenance|management|coordination|administration|processing|development|entry|planning|oversight)$"
)
_TITLE_CASE = re.compile(r"(?:[A-Z][\w/'’-]*|and|of|&|the|for|in)(?: (?:[A-Z][\w/'’-]*|and|of|&|the|for|in)){1,7}\.?")
"""A heading that stands in the list like an item; one of a single word is none."""
_EXAMPLES = re.compile(
    r",? (?:including|such as|e\.g|which|that|by \w+ing|in order to|to ensure)\b.*$", re.IGNORECASE | re.DOTALL
)
_ENDS = re.compile(r"[\s,;]*(?:\b(?:and|or|then)\s*)*$")
_MANY_DUTIES = 4
_PARTICLE = re.compile(r"^(?:\w+ )?(?:set|fill|clean|open|close|write|pick|look) (?:up|out|in|down)\b", re.IGNORECASE)
_FEW_WORDS = 9
"""A statement of more words with a vague verb goes on to say what is meant."""
_SUBJECT = (
    r"(?:(?:I|we|it|he|she|they)|(?:the|this)\s+[a-z]+(?:\s[a-z]+){0,2}?)\s+(?:(?:also|will|may|must|then|often)\s+)*"
)
"""Who acts, in front of the verb of a sentence."""


def form_remarks(reading: Reading) -> Iterator[Remark]:
    """Duties without a verb of work in front, and several duties in one; only of what stands in a list."""
    for span in reading.listed:
        if missing := _no_verb(span):
            yield missing
        elif clauses := _separate(span.quote):
            yield Remark(
                "several-duties",
                span,
                f"{len(clauses)} duties stand in one statement: “{short(span.quote)}”.",
                " ".join(f"{n}. {_sentence(clause)}" for n, clause in enumerate(clauses, 1)),
            )


def vague_remarks(reading: Reading) -> Iterator[Remark]:
    """Statements of work whose verb says little and that do not say more."""
    purpose = [reading.position.purpose] if reading.position.purpose else []
    for span in [*purpose, *reading.work, *reading.loose]:
        if found := _vague(span.quote):
            yield Remark(
                "vague-verb",
                span,
                f"“{short(span.quote)}” does not say what is done, or how.",
                f"[What is done] {found} [how, with what result].",
            )


def _no_verb(span: Span) -> Remark | None:
    words = span.quote.strip()
    if _TITLE_CASE.fullmatch(words):
        return None
    passive = pattern("passive").match(words) if len(words.split()) <= _FEW_WORDS else None
    if passive and not _plain_verb(words):
        return Remark(
            "no-verb",
            span,
            f"“{short(words)}” does not say who acts, or begins with no verb of work.",
            _active(words, passive) or f"[Verb] {_lower(words)}",
        )
    if pattern("not_a_duty").search(words) or _says_what_is_done(words):
        return None
    what = f"“{short(words)}” has no verb of work in front."
    return Remark("no-verb", span, what, f"[Verb] {_lower(words)}")


def _plain_verb(words: str) -> bool:
    """Whether the first word is a verb and hardly a noun, as in *Ensure that plans are checked*."""
    first = words.split()[0].lower()
    return is_base(first) and not noun_like(first)


def _says_what_is_done(words: str) -> bool:
    """Whether an item opens with a verb, known or by its shape, or holds one at the head of a later clause."""
    words = re.sub(
        r"^(?:daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\s+(?=\w+s?\b)", "", plain := words, flags=re.I
    )
    first = _WORD.match(words)
    if _names_a_thing(words, plain is not words):
        return False
    if first is None or opens_with_work(words) or _verb_base(first.group()):
        return True
    rest = words[first.end() :].lstrip()
    if not rest.strip(" .;,"):
        return False
    inside = has_verb_of_work(rest) and len(words.split()) > _FEW_WORDS
    return bool(_OBJECT_FOLLOWS.match(rest)) or inside


def _names_a_thing(words: str, timed: bool) -> bool:
    """Whether a verb in front is a noun after all, as in *Budget preparation*, *Records of permits* or *Daily mail*."""
    first, *rest = [word.lower() for word in _WORD.findall(words)] or [""]
    base = first if is_base(first) else base_of(first, "s")
    if base and noun_like(base):
        of_things = rest[:1] == ["of"] or (len(rest) <= 2 and bool(_ACTION_NOUN.search(" ".join(rest[:1]))))
        return of_things or (timed and (first != base or not rest))
    return not rest and (bool(base_of(first, "ing")) or first in _ing_nouns())


def _verb_base(word: str) -> str:
    """The plain form of a verb of work; empty where a word is no known verb and has not the shape of one."""
    low = word.lower().replace("’", "'")
    head = low.split("-")[-1]
    for known in (low, head):
        if is_base(known) or known in _more_verbs():
            return known
        base = base_of(known, "s") or base_of(known, "ing") or _of_more(known)
        if base:
            return base
    return low if re.search(r"(?:iz|is|if|[^aeiou]at)(?:e|y|ies|es|ing)$", head) and len(head) > 5 else ""


def _of_more(word: str) -> str:
    """The plain form of an ``-s`` or ``-ing`` form of the verbs in ``words.yaml``."""
    stems = [word.removesuffix("ing"), word.removesuffix("es"), word.removesuffix("s")]
    forms = [form for stem in stems if stem != word for form in (stem, stem + "e", stem[:-1], stem[:-1] + "y")]
    return next((form for form in forms if form in _more_verbs()), "")


@cache
def _more_verbs() -> frozenset[str]:
    return frozenset(str(word_list("verbs")).split())


def _separate(words: str) -> list[str]:
    """The clauses of a statement that are duties of their own; empty where there are few, or they hang together."""
    text = _EXAMPLES.sub("", words.strip().rstrip("."))
    starts = [0, *(cut.end() for cut in _CUT.finditer(text) if _opens_a_clause(text[cut.end() :]))]
    clauses = [_ENDS.sub("", text[start:end]) for start, end in pairwise([*starts, len(text)])]
    links = any(_LINKS.search(clause) for clause in clauses[1:])
    if len(clauses) < _MANY_DUTIES or links or len({_form_of(clause) for clause in clauses}) > 1:
        return []
    return clauses if all(map(_opens_a_clause, clauses)) else []


def _form_of(clause: str) -> str:
    """How a clause begins: *checking* after *Check* tells more of the same duty, *calculate* is another one."""
    first = clause.split()[0].strip(",;").lower()
    return "ing" if first.endswith("ing") and not is_base(first) else "s" if base_of(first, "s") else "plain"


def _opens_a_clause(piece: str) -> bool:
    """Whether a verb with an object of its own comes first, as in *order supplies*, and not *repair, and …*."""
    first = re.match(r"([\w'’-]+)\s+(?!and\b|or\b)\w", piece)
    return first is not None and bool(_verb_base(first.group(1)))


def _vague(statement: str) -> str:
    """What a vague verb is about, as far as it is said; empty where the statement is not vague."""
    words = statement.strip().rstrip(".;")
    if pattern("catch_all").search(words):
        return ""
    match = _vague_verb().match(words)
    if match is None:
        return ""
    rest = words[match.end() :].strip()
    empty = pattern("empty_object").search(words[match.start("verb") :]) is not None
    if len(rest.split()) > _FEW_WORDS or _says_more(rest, empty):
        return ""
    return rest.removeprefix("in ").removeprefix("with ").strip() or "[object]"


@cache
def _vague_verb() -> re.Pattern[str]:
    """A vague verb at the head of a sentence, with or without a subject in front."""
    return re.compile(rf"(?:{_SUBJECT})?(?P<verb>{pattern('vague').pattern})", re.IGNORECASE)


def _says_more(rest: str, empty: bool) -> bool:
    """Whether the words behind a vague verb say what is done, or how; of an ``empty`` object less is believed."""
    if re.search(r"[:;(]", rest) or (_acts_in(rest) and not (empty and pattern("vague").match(rest))):
        return True
    return bool(pattern("how").search(rest)) and not empty


def _acts_in(rest: str) -> bool:
    """Whether an act is named after all, as in *helps serve lunch* or *responsible for reviewing plans*."""
    words = [word.group().lower() for word in _WORD.finditer(rest)]
    help_to = [word for word in words[:4] if is_base(word) and not noun_like(word)]
    acts = [word for word in words if base_of(word, "ing") and word not in _ing_nouns()]
    later = re.search(r"(?:,|\band) (?:and )?([a-z]+) [a-z]", rest)
    joined = bool(later and is_base(later.group(1)) and not noun_like(later.group(1)))
    return bool(help_to or acts or joined or _PARTICLE.search(rest))


@cache
def _ing_nouns() -> frozenset[str]:
    return frozenset(str(word_list("ing_nouns")).split())


def _active(words: str, passive: re.Match[str]) -> str:
    """A passive with its verb in front, as *Clean kennels* for *Kennels are cleaned*; empty if the verb is unknown."""
    split = re.match(r"(.+?)\s+(?:is|are)\s+(?:then |also |regularly )?([a-z-]+)\b(.*)$", words, re.IGNORECASE | re.S)
    if split is None or not passive:
        return ""
    noun, participle, rest = split.groups()
    stem = participle.removesuffix("d")
    base = next((b for b in (stem, stem.removesuffix("e"), stem.removesuffix("e")[:-1]) if is_base(b)), "")
    return f"{base.capitalize()} {_lower(noun)}{rest}" if base else ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:] + "."
