"""Verbs of work: which words state what somebody does, and in which form.

A word that may also be a noun (*reports*, *plans*) counts as a verb only where a clause opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN_VERBS = """
accept accompany acquire act adapt adjudicate adjust administer adopt advise advocate agree align allocate analyse
analyze announce appear apply appoint appraise approve arrange assemble assess assign assist assure attend authorize
balance bill bind book bring broker build buy calculate calibrate care carry catalog chair chart chase choose clarify
classify clean clear climb close coach collaborate collect combine communicate compare compile complete comply compose
compute conduct confer configure confirm consolidate construct consult convert coordinate correct correspond counsel
cover create cruise curate customize cut deal decide define delegate deliver demonstrate deposit describe detect
determine develop devise diagnose direct discipline discuss disinfect dispatch dispense display distribute draw dust
edit educate eliminate employ empty enable encourage enforce engage engineer enroll ensure enter establish evaluate
examine execute expedite explain fabricate facilitate fight figure fill finalise finalize find fix follow forecast
formulate foster furnish gather get give govern grease greet grow guard guide handle haul help hire host identify
implement improve inform initiate input inspect install instruct integrate interpret intervene interview inventory
invest investigate judge juggle keep launch lay learn liaise lift listen locate lubricate maintain make manage match
mediate meet mentor mix modify mop move mow negotiate nominate notarize notify observe obtain offer open operate
optimize organize orient originate oversee pack paint participate partner patrol perform pick place plant plow post
prepare prescribe preserve prevent prioritize procure produce promote proofread propose protect prove provide prune
publish pull purchase pursue put read recommend reconcile recruit redesign reduce refer refine register regulate relay
release remit remove render renew repair replace reply represent rescue reset resolve respond restock restore restrict
retrieve revise ride rinse run scan scrub secure seek select sell send serve shape shelve shovel show shut sign
simplify solicit solve sort speak specify split spread start steer strengthen submit suggest summarize supervise swap
sweep take talk teach tend testify trace transcribe translate transmit transport travel treat triage trim troubleshoot
uncover unload unlock update upgrade use vacuum validate verify wash watch wax weigh weld wipe write
"""
_NOUN_LIKE_VERBS = """
answer appeal audit benefit box brief budget call case change charge check claim code contact contract control copy
count design do document draft drill drive escort estimate feed field file flag fund grade grant head issue label lead
level load lock log mail map market measure model monitor note notice order pass patch pay permit phone pilot plan
practice present process program project proof question rate record report request research review sample schedule
score screen service set staff stock store study supply support survey tag test tour track train transfer trap type
visit water wire work
"""
_SUBJECT_WORDS = """
i we they he she it you this the position employee incumbent person job role will also now may must can to is
responsible for independently regularly routinely daily weekly occasionally
"""
_CLAUSE_WORDS = """
and or who which will also now then still often usually may must can to incumbent position employee i we they she he
it is are for of by independently daily weekly regularly routinely occasionally
"""
_BASES = frozenset((_PLAIN_VERBS + _NOUN_LIKE_VERBS).split())
_NOUN_LIKE = frozenset(_NOUN_LIKE_VERBS.split())
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
_CLAUSE_OPENERS = frozenset(_CLAUSE_WORDS.split())
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_MARK_REACH = 4
_WORDS_AFTER_NOUN = 3
"""A shorter sentence that opens with *field* or *plan* names a thing."""


def has_verb_of_work(sentence: str) -> bool:
    """Whether any word of a sentence is a verb of work."""
    return next(_verbs(sentence), None) is not None


def surely_works(words: str) -> bool:
    """Whether words open with a third person that reads as no noun: *Opens mail*, but not *Records unit*."""
    first = words.split(maxsplit=1)[0].lower() if " " in words else ""
    base = base_of(first, "s")
    return base != "" and not noun_like(base)


def opens_with_work(sentence: str) -> bool:
    """Whether a verb of work comes first, or first after words such as *I also* or *the employee will*."""
    words = [match.group().lower() for match in _WORD.finditer(sentence)]
    first = next((place for place, word in enumerate(words) if word not in _SUBJECTS), len(words))
    return first in _verbs(sentence)


def is_imperative(sentence: str) -> bool:
    """Whether a duty opens with a plain verb, as in *Prepare reports*; an unknown word gets the benefit of doubt.

    Only a third person, an ``-ing`` form, or a word such as *I* or *responsible* in front shows another form.
    """
    first = _WORD.match(sentence.lstrip())
    if first is None:
        return False
    word = first.group().lower()
    return word in _BASES or not (base_of(word, "s") or base_of(word, "ing") or word in _SUBJECTS)


def is_base(word: str) -> bool:
    """Whether a word is the plain form of a verb of work."""
    return word in _BASES


def noun_like(base: str) -> bool:
    """Whether the plain form of a verb is as likely a noun."""
    return base in _NOUN_LIKE


def base_of(word: str, ending: str) -> str:
    """The plain form of a regular ``-s`` or ``-ing`` form; an empty word if there is none in the list."""
    if not word.endswith(ending):
        return ""
    stem = word[: -len(ending)]
    candidates = [stem, stem + "e", stem[:-1] if ending == "ing" and stem[-2:-1] == stem[-1:] else stem]
    if ending == "s" and stem.endswith("e"):
        candidates += [stem[:-1], stem[:-2] + "y" if stem.endswith("ie") else stem]
    return next((candidate for candidate in candidates if candidate in _BASES), "")


def _verbs(sentence: str) -> Iterator[int]:
    """The places, counted in words, of the verbs of work."""
    words = list(_WORD.finditer(sentence))
    for place, match in enumerate(words):
        opens = (
            place == 0 or words[place - 1].group().lower() in _CLAUSE_OPENERS or _after_mark(sentence, match.start())
        )
        word = match.group().lower()
        if _is_verb(word, opens) and not (word in _NOUN_LIKE and len(words) < _WORDS_AFTER_NOUN):
            yield place


def _after_mark(sentence: str, at: int) -> bool:
    return sentence[max(0, at - _MARK_REACH) : at].rstrip()[-1:] in {",", ";", ":", "/", "-", "–", "—"}


def _is_verb(word: str, opens_clause: bool) -> bool:
    """A base or -ing form counts only where a clause opens; a third person anywhere unless it reads as a noun."""
    if word in _BASES or base_of(word, "ing") in _BASES:
        return opens_clause
    base = base_of(word, "s")
    return base in _BASES and (opens_clause or base not in _NOUN_LIKE)
