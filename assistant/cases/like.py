"""Like cases: the decisions kept as precedents that are most like a description, and where they were not decided alike.

Likeness is the cosine over the words that the plan's classes use (those of the ranking), so that it is the same
whatever else was decided. Two descriptions state nearly the same facts where that is at least ``SAME`` and no factor of
level that both show sets them apart. Same facts, same answer (Job Audit Manual, Appendix D.1); a person judges what
explains a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.entries import PrecedentKept, Stage
from assistant.cases.precedents import kept_at
from assistant.classify.case import read_draft
from assistant.classify.evidence import Degrees, degrees
from assistant.classify.material import Material
from assistant.classify.rank import Ranker
from assistant.classify.vectors import pairs, pieces
from assistant.models import Decision, Factor, LikeDecision, Span, SuggestResult
from assistant.position.read import read_position
from knowledge.words import stems, words

if TYPE_CHECKING:
    from assistant.desk import Desk

ALIKE = 0.3
"""Less alike than this nothing is gained by setting two positions side by side."""
SAME = 0.65
"""From here on two descriptions say nearly the same (docs/decisions/0028)."""
_APART = 0.75
"""So many degrees on a factor set two positions apart."""
_SHOWN = 3
_AGREE = 2
"""So many of the decisions shown must be for one class to say that like positions were decided so."""
_TERMS = 5
_FULL = 60
"""A sentence of so many characters says enough; a shorter one counts less."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The like decisions, the most alike first, and where the same facts were decided otherwise."""

    decisions: tuple[LikeDecision, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a description was, or would be, decided as: a class, and the kind of change where it is known."""

    class_title: str
    change: str
    says: str
    """Where the answer comes from, as the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A text, read once."""

    draft: Material
    level: Degrees
    vector: Any
    cuts: tuple[tuple[int, int], ...]
    sentences: Any


def like_decisions(text: str, held: Sequence[PrecedentKept], ranker: Ranker, answer: Answer | None = None) -> Likeness:
    """The precedents most like a description; ``answer`` is what they are held against, where there is one."""
    own = _read(text, ranker)
    read = [(kept, _read_kept(kept.text, ranker)) for kept in held]
    near = [(round(float((own.vector @ other.vector.T).toarray()[0, 0]), 3), kept, other) for kept, other in read]
    near = sorted((one for one in near if one[0] >= ALIKE), key=lambda one: (-one[0], one[1].key))
    found = [_beside(own, other, kept, similarity, ranker) for similarity, kept, other in near if other.cuts]
    same = [one for one in found if one.same_facts]
    notes = [*_otherwise(answer, same), *_among(same)]
    return Likeness(tuple(found[: max(_SHOWN, len(same))]), tuple(notes or _leaning(answer, found[:_SHOWN])))


def like_case(case: Case, desk: Desk) -> Likeness:
    """For a saved case: held against its own decision, or where none is filed against the class nearest by the words.

    Its own precedent is left out; nothing where there is no current description or no precedent.
    """
    added, plan = case.descriptions.get(Stage.CURRENT), case.opened.plan
    held = kept_at(desk, plan, without=case.id) if added else ()
    if added is None or not held:
        return Likeness()
    decision = case.decision
    if decision is not None:
        answer = Answer(decision.class_title, decision.change, f"This position was decided as {decision.class_title}")
        return like_decisions(added.text, held, desk.ranker(plan), answer)
    return like_decisions(added.text, held, desk.ranker(plan), nearest(desk.suggest(added.text, plan=plan, top=1)))


def like_opinion(text: str, desk: Desk, plan: str, analysis: SuggestResult, without: str = "") -> Likeness:
    """For an opinion: held against the class its analysis finds nearest, never against the one proposed."""
    held = kept_at(desk, plan, without)
    return like_decisions(text, held, desk.ranker(plan), nearest(analysis)) if held else Likeness()


def beside_suggestion(found: SuggestResult, text: str, desk: Desk, without: str = "") -> SuggestResult:
    """A suggestion with this office's own decisions beside the classes they were for, and what is inconsistent."""
    like = like_opinion(text, desk, found.plan, found, without)
    shown = [
        replace(one, decided=tuple(d for d in like.decisions if d.class_title.casefold() == one.class_title.casefold()))
        for one in found.suggestions
    ]
    return replace(found, suggestions=tuple(shown), warnings=(*found.warnings, *like.notes))


def nearest(analysis: SuggestResult) -> Answer | None:
    """The class that an analysis suggests; nothing where it suggests none."""
    if analysis.decision is not Decision.SUGGEST or not analysis.suggestions:
        return None
    title = analysis.suggestions[0].class_title
    return Answer(title, "", f"By the description's words {title} is nearest")


def _otherwise(answer: Answer | None, same: Sequence[LikeDecision]) -> Iterator[str]:
    for one in same if answer else ():
        assert answer is not None
        if one.class_title.casefold() != answer.class_title.casefold():
            yield (
                f"{answer.says}; nearly the same facts were decided otherwise in {one.id}: {one.class_title}, "
                f"{long(one.day)}. {_judged(one)}"
            )
        elif one.change and answer.change and one.change != answer.change:
            yield (
                f"The change of this position was held to be a {answer.change}; on nearly the same facts it was held "
                f"to be a {one.change} in {one.id}, {long(one.day)}. {_judged(one)}"
            )


def _among(same: Sequence[LikeDecision]) -> Iterator[str]:
    """Like decisions that are not alike among themselves."""
    titles = list(dict.fromkeys(one.class_title for one in same))
    if len(titles) > 1:
        told = "; ".join(f"{one.id}: {one.class_title}, {long(one.day)}" for one in same)
        yield f"Nearly the same facts were not always decided alike: {told}."


def _leaning(answer: Answer | None, shown: Sequence[LikeDecision]) -> Iterator[str]:
    """Where the decisions most alike, though on other facts, were mostly for another class than this answer."""
    titles = [one.class_title for one in shown]
    most = max(titles, key=titles.count, default="")
    if answer and titles.count(most) >= _AGREE and most.casefold() != answer.class_title.casefold():
        keys = ", ".join(one.id for one in shown if one.class_title == most)
        yield (
            f"{answer.says}; of the {len(shown)} decisions most alike, {titles.count(most)} were for {most} ({keys}). "
            "Their facts are like these and not the same; a person judges what explains it."
        )


def _judged(one: LikeDecision) -> str:
    only = f"Only this one says {', '.join(one.only_draft)}. " if one.only_draft else ""
    other = f"Only that one says {', '.join(one.only_allocated)}. " if one.only_allocated else ""
    return f"{only}{other}A person judges whether that explains it."


def _read(text: str, ranker: Ranker) -> _Read:
    draft, found = read_draft(read_position(text), ranker.plan)
    cuts = draft.work or draft.spans
    texts = [draft.content, *(draft.text[start:end] for start, end in cuts)]
    vectors = ranker.kinds.signals.pairs.vectors([pairs(pieces(one)) for one in texts])
    return _Read(draft, degrees(found), vectors[:1], cuts, vectors[1:])


@lru_cache(maxsize=1000)
def _read_kept(text: str, ranker: Ranker) -> _Read:
    """A precedent's text, which each suggestion is held against and nothing changes."""
    return _read(text, ranker)


def _beside(own: _Read, other: _Read, kept: PrecedentKept, similarity: float, ranker: Ranker) -> LikeDecision:
    ours, theirs = _nearest(own, other)
    shared = [factor for factor in Factor if factor in own.level and factor in other.level]
    apart = tuple(factor for factor in shared if abs(own.level[factor] - other.level[factor]) >= _APART)
    return LikeDecision(
        id=kept.key,
        similarity=similarity,
        position=ours,
        allocated=theirs,
        only_draft=_only(own, other, ranker),
        only_allocated=_only(other, own, ranker),
        class_title=kept.class_title,
        day=kept.day,
        change=kept.change,
        apart=apart,
        same_facts=similarity >= SAME and not apart,
    )


def _nearest(own: _Read, other: _Read) -> tuple[Span, Span]:
    """The sentence of each that is nearest to one of the other's; short ones count less."""
    near = (own.sentences @ other.sentences.T).toarray()
    weighed = [
        (-near[i, j] * min(1.0, (end - start) / _FULL), i, j)
        for i, (start, end) in enumerate(own.cuts)
        for j in range(len(other.cuts))
    ]
    _, one, two = min(weighed)
    return _span(own, one), _span(other, two)


def _span(read: _Read, at: int) -> Span:
    start, end = read.cuts[at]
    return Span(read.draft.text[start:end], start, end)


def _only(own: _Read, other: _Read, ranker: Ranker) -> tuple[str, ...]:
    """The words of one that weigh most in it and that the other has in no form, as written."""
    missing = set(stems(own.draft.content)) - set(stems(other.draft.content))
    names = ranker.kinds.signals.pairs.names()
    weight = {
        names[column]: value for column, value in zip(own.vector.indices, own.vector.data, strict=True)
        if names[column] in missing and names[column].isalpha()
    }  # fmt: skip
    shown = {stem: word for word in reversed(words(own.draft.content)) for stem in stems(word) if stem in weight}
    telling = sorted(shown, key=lambda stem: (-weight[stem], stem))
    return tuple(shown[stem] for stem in telling[:_TERMS])
