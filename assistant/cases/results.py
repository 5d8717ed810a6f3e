"""What a verb gives, kept in a case with what it rests on, and made again to see whether it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant import __version__
from assistant.cases.case import Case, case_of
from assistant.cases.entries import MadeBy, ResultKept, canonical
from assistant.contract import answer_json, suggest_json
from assistant.models import Answer, SuggestResult, Turn
from knowledge.errors import UnknownName

if TYPE_CHECKING:
    from assistant.cases.like import Likeness
    from assistant.desk import Desk
    from assistant.letters.letter import Letter
    from assistant.opinion.opinion import Opinion

_HASH_LENGTH = 16
_BESIDE_DECISIONS = ("suggest", "opinion", "letter")
"""What sets like decisions beside the position, and so rests on those that are kept."""
_PRECEDENT = "precedent "

Given = Mapping[str, Any]
"""What a verb is given, as it is kept: names and texts, nothing that only lives here."""


@dataclass(frozen=True, slots=True)
class Verb:
    """How something is made, and how it is told in JSON."""

    make: Callable[[Desk, Given], Any]
    told: Callable[[Desk, Any], Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What a verb gave, to be shown, and the same as a case keeps it."""

    found: Any
    kept: ResultKept


@dataclass(frozen=True, slots=True)
class Formed:
    """A second opinion, and the like decisions beside it."""

    opinion: Opinion
    like: Likeness


def _suggest(desk: Desk, given: Given) -> SuggestResult:
    requested, case = given.get("requested", ""), given.get("case", "")
    return desk.suggest(given["text"], plan=given["plan"], requested=requested, case=case)


def _ask(desk: Desk, given: Given) -> Answer:
    from assistant.cases.known import known_of

    history = [Turn(turn["role"], turn["content"]) for turn in given.get("history", ())]
    known = known_of(desk, _as_of(desk, given)) if "entries" in given else None
    return desk.ask(given["question"], role=given.get("role", ""), history=history, known=known)


def _opinion(desk: Desk, given: Given) -> Formed:
    from assistant.cases.like import like_opinion

    found = desk.opinion(given["text"], current=given["current"], proposed=given["proposed"], plan=given["plan"])
    return Formed(found, like_opinion(given["text"], desk, given["plan"], found.analysis, given.get("case", "")))


def _opinion_told(_: Desk, formed: Formed) -> Any:
    from assistant.opinion.answer import opinion_json

    return opinion_json(formed.opinion, like=formed.like)


def _letter(desk: Desk, given: Given) -> Letter:
    """A letter drafted from the case as its first ``entries`` tell it."""
    from assistant.letters.write import write_letter

    today = date.fromisoformat(given["today"])
    return write_letter(_as_of(desk, given), given["kind"], desk, today, outcome=given.get("outcome", ""))


def _letter_told(desk: Desk, letter: Letter) -> Any:
    """A letter's statements, each with what it rests on."""
    lines = [{"text": line.text, "rests_on": line.basis} for line in letter.lines]
    sources = sorted(_named(desk, [line.basis for line in letter.lines]))
    return {"title": letter.title, "lines": lines, "sources": sources}


def _as_of(desk: Desk, given: Given) -> Case:
    """The case as its first ``entries`` tell it: what came later is no part of a result."""
    whole = desk.cases.case(given["case"])
    return case_of(whole.id, whole.trail[: given["entries"]])


VERBS: dict[str, Verb] = {
    "suggest": Verb(_suggest, lambda _, found: suggest_json(found)),
    "ask": Verb(_ask, lambda _, found: answer_json(found)),
    "opinion": Verb(_opinion, _opinion_told),
    "letter": Verb(_letter, _letter_told),
}
"""What can be kept, by the name it has on the command line."""


@dataclass(frozen=True, slots=True)
class Rerun:
    """A kept result beside the same made today."""

    verb: str
    same: bool
    """Whether both are the same to the byte."""
    changed: tuple[str, ...] = ()
    """What is no longer what it was: sources by id, the plan, the program."""
    skipped: str = ""
    """Why it was not made again."""


def made(desk: Desk, verb: str, given: Given) -> Made:
    """Run a verb once: what it gave, and that with the editions it rests on."""
    found = VERBS[verb].make(desk, given)
    return Made(found, as_kept(desk, verb, given, found))


def as_kept(desk: Desk, verb: str, given: Given, found: Any) -> ResultKept:
    """What a verb gave, as a case keeps it."""
    told = VERBS[verb].told(desk, found)
    return ResultKept(verb=verb, given=dict(given), result=told, made_by=_made_by(desk, verb, given, told))


def rerun(desk: Desk, kept: ResultKept) -> Rerun:
    """Make a kept result again; if it differs, say what changed. What a model worded is not made again."""
    if kept.made_by.engine != "offline":
        return Rerun(
            kept.verb, same=False, skipped=f"worded by the engine {kept.made_by.engine!r}, which may word it anew"
        )
    if desk.settings.engine != "offline":
        return Rerun(kept.verb, same=False, skipped="made offline; choose the engine 'offline' to make it again")
    again = made(desk, kept.verb, kept.given).kept
    if canonical(again.result) == canonical(kept.result):
        return Rerun(kept.verb, same=True)
    return Rerun(kept.verb, same=False, changed=tuple(_changes(desk, kept.made_by, again.made_by)))


def _changes(desk: Desk, then: MadeBy, now: MadeBy) -> Iterator[str]:
    for id, known in sorted(then.sources.items()):
        today = now.sources.get(id, "") if id.startswith(_PRECEDENT) else _edition(desk, id)
        if today != known:
            yield f"{id}: {known} then, {today or 'no longer here'} now"
    for id in sorted(now.sources.keys() - then.sources.keys()):
        yield f"{id}: not cited then, {now.sources[id]} now"
    if then.plan != now.plan:
        yield "the class plan: its classes are not those of then"
    if then.version != now.version:
        yield f"the program: version {then.version} then, {now.version} now"


def _made_by(desk: Desk, verb: str, given: Given, result: Any) -> MadeBy:
    settings = desk.settings
    bearing = {"engine": settings.engine, "model": settings.openai_model if settings.engine != "offline" else ""}
    return MadeBy(
        version=__version__,
        engine=settings.engine,
        settings=_hash(canonical(bearing)),
        sources={
            **{id: _edition(desk, id) for id in sorted(set(_cited(result)))},
            **(_decisions(desk, given) if verb in _BESIDE_DECISIONS else {}),
        },
        plan=_plan_hash(desk, given["plan"]) if given.get("plan") else "",
    )


def _decisions(desk: Desk, given: Given) -> dict[str, str]:
    """The decisions kept as precedents of the plan, which like cases are sought among."""
    from assistant.cases.precedents import kept_at

    held = kept_at(desk, given.get("plan", ""), given.get("case", ""))
    return {f"{_PRECEDENT}{one.key}": f"decided {one.day.isoformat()}" for one in held}


def _named(desk: Desk, told: Iterable[str]) -> set[str]:
    """The sources of the provisions that statements say they rest on, as ``Minn. Stat. 43A.07, subd. 3 (…)``."""
    pinpoints = {one.split(" (", 1)[0] for one in told}
    return {passage.source for one in desk.sources() for passage in one.passages if passage.pinpoint in pinpoints}


def _cited(result: Any) -> Iterator[str]:
    """The sources that citations anywhere in a result name, and those that it names itself."""
    if isinstance(result, Mapping):
        yield from result.get("sources", ())
        if {"source", "pinpoint", "quote"} <= result.keys():
            yield result["source"]
        for value in result.values():
            yield from _cited(value)
    elif isinstance(result, list):
        for value in result:
            yield from _cited(value)


def _edition(desk: Desk, id: str) -> str:
    """A source's edition and text, in a few words; empty where it is not here."""
    try:
        source = desk.source(id)
    except UnknownName:
        return ""
    return f"{source.edition} ({source.status}, text {_hash(source.text)})"


def _plan_hash(desk: Desk, name: str) -> str:
    classes = desk.plans_kept.plan(name).classes
    return _hash(canonical([[one.code, one.title, one.source.text] for one in classes]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]
