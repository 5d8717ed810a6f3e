"""What is said of the person, of the volume of work, of pay and of the class wished for; and wording for some only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from assistant.classify.material import why_aside
from assistant.classify.wish import named_classes
from assistant.lint.finding import Remark, short
from assistant.lint.reading import Reading, pattern, word_list
from assistant.models import PositionDescription, Span
from assistant.position.headings import HeadingKind, heading_kind
from assistant.position.layout import LineKind, lines
from knowledge.words import sentences

_ASIDES = ("class-title", "pay", "workload", "person")
"""The rules of what is no fact about the work, the most telling first: a sentence gets one of them."""
_LISTS = {"class-title": "class_wish", "pay": "pay", "workload": "workload", "person": "person"}
_WHAT = {
    "class-title": "“{}” names a class instead of work.",
    "pay": "“{}” is about pay.",
    "workload": "“{}” is about how much work there is, not what work.",
    "person": "“{}” is about the person who holds the position.",
}
_INSTEAD = {
    "class-title": "Leave it out. What a class would rest on: [which work is new, since when, who assigned it].",
    "pay": "Leave it out.",
    "workload": "Leave it out, or say what changed in the work itself: [new kind of work, since when].",
    "person": "Leave it out. If there is work in it, say it of the position: “The position [does what].”",
}
_FOLLOWED = (
    r"(?:['’]s\b|,? (?:(?:currently|now|also|always) )?(?:is|was|has|had|does|did|knows|keeps|works|runs|handles|holds"
    r"|brings|came|started|joined|makes|gets|who)\b)"
)
_REQUIRED = re.compile(r"\b(?:skills?|ability|abilities|knowledge|candidates?|applicants?)\b", re.IGNORECASE)
"""Praise of what a candidate must bring is a requirement, and not of the one who holds the job."""
_SHOWN = 200
"""Characters of a sentence that is set anew."""
_REPLACED = {"he": "the employee", "she": "the employee", "his": "the employee's", "hers": "the employee's"}
_REPLACED |= {"him": "the employee", "her": "the employee's", "himself": "the employee", "herself": "the employee"}


def person_remarks(reading: Reading, titles: Sequence[str] = ()) -> Iterator[Remark]:
    """Sentences that state no fact about the work; ``titles`` are the classes that a wish may name."""
    own = reading.position.title.casefold()
    named = named_classes([title for title in titles if title.casefold() != own], reading.position.text)
    for span in _sentences(reading.position):
        rule = _aside(span.quote)
        if not rule and named.wished_for(" ".join(span.quote.split())):
            rule = "class-title"
        if rule or _names_a_person(span.quote):
            rule = rule or "person"
            yield Remark(rule, span, _WHAT[rule].format(short(span.quote)), _INSTEAD[rule])


def _aside(sentence: str) -> str:
    """The rule of what is no fact about the work; empty for what is one."""
    named = next((rule for rule in _ASIDES if pattern(_LISTS[rule]).search(sentence)), "")
    if named or _is_field(sentence) or _REQUIRED.search(sentence):
        return named
    return str(word_list("set_aside").get(why_aside(" ".join(sentence.split())), ""))


def _is_field(sentence: str) -> bool:
    """Whether a sentence is a labelled title, as any description has: only one that is asked for is a wish."""
    return heading_kind(sentence.partition(":")[0]) in {HeadingKind.TITLE, HeadingKind.EMPLOYER, HeadingKind.CONTEXT}


def neutral_remarks(reading: Reading) -> Iterator[Remark]:
    """Words that point to a sex, an age or a body; a sentence gets one remark for all of them."""
    for span in _sentences(reading.position):
        found = [match for one, _ in _neutral() for match in one.finditer(span.quote)]
        found += pattern("pronoun").finditer(span.quote)
        if found:
            words = ", ".join(f"“{match.group()}”" for match in sorted(found, key=lambda match: match.start()))
            yield Remark("neutral-language", span, f"{words} leaves people out.", _neutral_wording(span.quote))


def _neutral_wording(sentence: str) -> str:
    """The sentence with neutral words where they are known, and a blank where the writer must say what is needed."""
    for one, instead in _neutral():
        sentence = one.sub(instead or "[what the work needs]", sentence)
    neutral = pattern("pronoun").sub(lambda match: _REPLACED[match.group().lower()], sentence)
    return short(neutral[:1].upper() + neutral[1:] if sentence[:1].isupper() else neutral, _SHOWN)


def _sentences(position: PositionDescription) -> Iterator[Span]:
    """The sentences of the text, cut at lines that bear a label; fields of names and titles are left out."""
    text = position.text
    own = [line for line in lines(text) if line.kind is not LineKind.TEXT]
    labelled = {line.start for line in own if line.kind is LineKind.FIELD and _is_name(line.label)}
    cuts = sorted(
        {at for line in own for at in (line.start, line.body if line.kind is LineKind.ITEM else line.start, line.end)}
    )
    for start, end in sentences(text):
        inner = [start, *(at for at in cuts if start < at < end), end]
        for left, right in pairwise(inner):
            words = text[left:right]
            begin = left + len(words) - len(words.lstrip())
            if words.strip() and begin not in labelled:
                yield Span(words.strip(), begin, begin + len(words.strip()))


def _is_name(label: str) -> bool:
    """Whether a label asks for a name or for the title the position has."""
    if heading_kind(label) in {HeadingKind.TITLE, HeadingKind.EMPLOYER}:
        return not pattern("class_wish").match(f"{label}:")
    return bool(
        re.search(r"\b(?:name|incumbent|employee|supervisor|signature|prepared by|reports to|contact)\b", label, re.I)
    )


def _names_a_person(sentence: str) -> bool:
    return bool(_given_names().search(sentence))


@cache
def _given_names() -> re.Pattern[str]:
    """A given name, with or without another name behind it, as the subject of a clause or the owner of something."""
    raw = yaml.safe_load(files("assistant.lint").joinpath("names.yaml").read_text("utf-8"))
    names = "|".join(sorted(set(str(raw["given"]).split())))
    return re.compile(rf"(?<![.\w] )(?<!\w\.)(?:^|(?<=\s)|(?<=[(“\"]))(?:{names})(?: [A-Z][\w’'-]+)?{_FOLLOWED}")


@cache
def _neutral() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed: dict[str, str] = word_list("neutral")
    return tuple((re.compile(one.replace(" ", r"\s+"), re.I), instead) for one, instead in listed.items())
