"""Sentences, and whether one of them states work somebody does.

In running prose a duty is a sentence with a verb of work. Where the job is, what it pays, who supervises it, which
union it is in and what it takes to get it are no duties, however many verbs they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?]+[\"')\]”’]*(?=\s+[\"'(\[“‘]?[A-Z0-9•]|\s*$)|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|no|nos|st|dr|mr|mrs|ms|jr|sr|inc|dept|approx|min|max|minn|stat|subd|subp|u\.s|fed|reg|admin"
    r"|proc|sec|ch|art|fig|gov|ed|asst|bldg|hwy)|\b[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE_TOO = re.compile(r"\betc\.$", re.IGNORECASE)

_PLAIN_VERBS = """
accept accompany acquire act adapt adjudicate adjust administer adopt advise advocate align allocate analyze analyse
announce answer appear apply appoint appraise approve arrange assemble assess assign assist assure attend audit
authorize balance bill bind book brief bring broker build buy calculate calibrate care carry catalog check chair choose
clarify classify clean clear climb close coach code collaborate collect combine communicate compare compile complete
comply compose compute conduct confer configure confirm consolidate construct consult control convert coordinate correct
correspond counsel cover create cruise customize cut deal decide define delegate deliver demonstrate deposit
describe detect determine develop devise diagnose direct discuss dispatch dispense display distribute draft draw drive
edit educate eliminate employ enable encourage enforce engage engineer enroll ensure enter establish evaluate examine
execute expedite explain facilitate feed fight figure fill finalize finalise find fix follow forecast formulate foster
furnish gather get give govern greet grow guard guide handle haul help hire host identify implement improve inform
initiate input inspect install instruct integrate interpret intervene interview inventory invest investigate issue judge
juggle keep label launch lay learn liaise lift listen load locate lubricate mail maintain make manage map match measure
mediate meet mentor mix modify monitor move mow negotiate notarize notify observe obtain offer open operate optimize
organize orient originate oversee pack paint partner participate patrol pay perform pick place plant plow post practice
prepare prescribe present preserve prevent prioritize process procure produce promote proofread propose protect prove
provide prune publish pull purchase pursue put rate read recommend reconcile recruit redesign reduce refer refine
register regulate relay release remit remove render renew repair replace reply represent rescue research resolve respond
restore restrict retrieve review revise run sample scan screen secure seek select sell send serve service set
shape shelve shovel sign simplify solicit solve sort specify speak split staff start steer stock store strengthen study
submit suggest summarize supervise supply survey sweep take teach tend testify trace track train transcribe transfer
translate transmit transport travel treat triage trim troubleshoot type uncover update upgrade use validate verify visit
wash watch water weigh weld work write
"""
_NOUN_LIKE_VERBS = """
answer appeal audit benefit brief budget case change charge check claim code contact contract control copy design
document draft drill drive feed field file fund grant grade head issue label lead level load log mail map market measure
model monitor need note order pay permit phone pilot plan practice present process program project proof question rate
record report request research review sample schedule score screen service set staff stock store study supply support
survey test tour track train transfer trap type visit water work
"""
_BASES = frozenset((_PLAIN_VERBS + _NOUN_LIKE_VERBS).split())
_NOUN_LIKE = frozenset(_NOUN_LIKE_VERBS.split())
_PURPOSE = re.compile(
    r"^(?:the\s+)?(?:main\s+|primary\s+|basic\s+)?purpose\s+(?:of|is)\b|^(?:this|the)\s+(?:position|job|role)\s+exists\b"
    r"|^to\s+[a-z]+\s",
    re.IGNORECASE,
)
_ABBREVIATION_REACH, _MARK_REACH = 12, 4
_WORDS_AFTER_NOUN = 3
"""A shorter sentence that opens with *field* or *plan* names a thing."""
_SUBJECT_WORDS = """
i we they he she it you this the position employee incumbent person job role will also now may must can to is
responsible for independently regularly routinely daily weekly occasionally
"""
_CLAUSE_WORDS = """
and or who which will also now then still often usually may must can to incumbent position employee i we they she he
it is are for of by independently daily weekly regularly routinely occasionally
"""
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
_CLAUSE_OPENERS = frozenset(_CLAUSE_WORDS.split())
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_NEVER_WORK = re.compile(
    r"""
      ^(?:no|zero|without)\s+(?:staff|direct\s+reports?|employees|supervis\w+|reports?)\b
    | \b(?:does|do|did|will)\s+not\s+(?:supervise|lead|direct|manage)\b
    | \breports?\s+(?:directly\s+)?to\b | \bsupervised\s+by\b | \bunder\s+the\s+supervision\s+of\b
    | ^plans?\s+own\b | ^leads?\s+by\b | ^works?\s+(?:under|from|to|within|independently|alone|at|in|out\s+of|is)\b
    | \b(?:supervisor|director|manager|head|chief)\s+
      (?:gives|provides|sets|assigns|reviews|checks|approves|indicates|defines|keeps|decides|signs)\b
    | ^pays?\s+\$ | ^requires?\b | ^must\s+(?:have|hold|know|be)\b | ^(?:please|ignore|disregard|note)\b | \?\s*$
    | \b(?:reclassif\w+|reallocat\w+|class\s+requested|requested\s+class|requesting)\b
    | \bshould\s+be\s+(?:classified|allocated|paid|a\s)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RARELY_WORK = re.compile(
    r"""
      \b(?:non-?exempt|exempt|bargaining|union|afscme|mape|mma|unclassified|probation\w*)\b
    | ^(?:managers?(?:'|’)?|managerial|commissioner(?:'|’)?s|supervisors?(?:'|’)?)\s+(?:plan|union|unit)\b
    | ^(?:hybrid|remote|on-?site|telework|seasonal|temporary|full-?time|part-?time|permanent|vacant|occupied)\b
    | \$\s?\d | \b(?:salary|wage|pay\s+(?:range|grade|rate|raise|increase)|per\s+hour)\b
    | \b(?:bachelor|associate|master)(?:'s|’s|s)?\b | \b(?:degree|diploma|GED|B\.?[AS]|M\.?[AS])\b
    | \byears?(?:'|’)?\s+(?:of\s+)?(?:\w+\s+){0,3}(?:experience|work|education|college)\b
    | \b(?:licen[cs]e|certification|CDL)\b | \b(?:needed|required|preferred)\.?$
    | ^(?:[\w'’&-]+,?\s+){0,5}(?:office|division|agency|unit|bureau|department|district|region|section)
      (?:[,.;]|$|\s+(?:that|which|serves|has|is|was|where|of)\b)
    | ^(?:valid|current|class\s+[A-D]\b|knowledge|ability|skill|skilled)\b | \btravel\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence in ``text[start:end]``, in order, without the space around it.

    A full stop after an abbreviation, or before a small letter, ends nothing. An empty line always ends a sentence.
    """
    begin, last = start, len(text[:end].rstrip())
    for match in _END.finditer(text, start, end):
        stop = match.end() if text[match.start()] != "\n" else match.start()
        if _is_abbreviation(text[max(begin, stop - _ABBREVIATION_REACH) : stop], stop < last):
            continue
        yield from _trimmed(text, begin, stop)
        begin = match.end()
    yield from _trimmed(text, begin, end)


def states_work(sentence: str) -> bool:
    """Whether a sentence says what somebody does in the job."""
    return not is_context(sentence) and next(_verbs(sentence), None) is not None


def is_context(sentence: str) -> bool:
    """Whether a sentence tells of place, pay, union, supervision, requirements or wishes rather than of work.

    Words such as *union* or *degree* settle it only where the sentence does not open with a verb of work.
    """
    if _NEVER_WORK.search(sentence):
        return True
    return _RARELY_WORK.search(sentence) is not None and not opens_with_work(sentence)


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
    return word in _BASES or not (_base_of(word, "s") or _base_of(word, "ing") or word in _SUBJECTS)


def purpose_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the first sentence in ``text[start:end]`` that states why the position exists."""
    for begin, stop in sentences(text, start, end):
        if _PURPOSE.search(text[begin:stop]):
            return begin, stop
    return None


def _is_abbreviation(so_far: str, more_follows: bool) -> bool:
    if _ENDS_A_SENTENCE_TOO.search(so_far) or not more_follows:
        return False
    return _ABBREVIATION.search(so_far) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


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
    if word in _BASES or _base_of(word, "ing") in _BASES:
        return opens_clause
    base = _base_of(word, "s")
    return base in _BASES and (opens_clause or base not in _NOUN_LIKE)


def _base_of(word: str, ending: str) -> str:
    """The base form of a regular ``-s`` or ``-ing`` form; an empty word if there is none in the list."""
    if not word.endswith(ending):
        return ""
    stem = word[: -len(ending)]
    candidates = [stem, stem + "e", stem[:-1] if ending == "ing" and stem[-2:-1] == stem[-1:] else stem]
    if ending == "s" and stem.endswith("e"):
        candidates += [stem[:-1], stem[:-2] + "y" if stem.endswith("ie") else stem]
    return next((candidate for candidate in candidates if candidate in _BASES), "")
