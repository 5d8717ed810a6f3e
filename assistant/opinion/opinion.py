"""The second opinion: the current and the proposed class beside the evidence, and what would decide between them.

The analysis is made of the description alone and is the same to the byte whatever class is proposed; the two classes
are then looked up in it. The order is the manual's: kind of work before level, the class of best fit whose concept the
position fully meets (Job Audit Manual, 2.2.3). Nobody is told what to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from assistant.classify.case import Case, read_case
from assistant.classify.change import Changes
from assistant.classify.compare import case_for, compare, counter_evidence, unknown
from assistant.classify.evidence import says, strongest
from assistant.classify.ladder import concept_sentences
from assistant.classify.rank import Ranked, Ranker
from assistant.classify.suggest import suggest_for
from assistant.models import Comparison, Decision, Factor, PositionDescription, SuggestResult
from knowledge.errors import UnknownName
from knowledge.library import cite
from knowledge.models import Citation, ClassSpec
from knowledge.plans import ClassPlan

_TOP = 5
_RELATED = 6
"""So many related classes are set beside the two."""
_CONCEPT = 3
"""So many sentences of a class's concept are quoted."""
_APART = 0.5
"""Two classes nearer than this on a factor are not told apart by it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One class beside the evidence; the same whoever asks for it."""

    title: str
    code: str
    series: str
    place: int | None
    """Its place by the evidence; ``None`` if it is not among the classes near in kind of work."""
    concept: tuple[Citation, ...]
    """Its kind and level of work in the specification's words."""
    factors: tuple[Comparison, ...]
    against: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the evidence says of two classes."""

    plan: str
    jurisdiction: str
    purpose: str
    """What the description says the position is for."""
    analysis: SuggestResult
    """Of the description alone."""
    near: int
    """How many classes are near in kind of work, and have a place."""
    current: Weighed
    proposed: Weighed
    related: tuple[Weighed, ...]
    for_current: str
    """The strongest case for the current class against the proposed one."""
    for_proposed: str
    deciding: tuple[str, ...]
    """The differences between the two classes that the position's facts decide, the greatest first."""
    would_flip: tuple[str, ...]
    """The smallest change of fact that would put the other of the two first."""
    reading: str
    """Where the evidence stands, in a sentence or two."""


def form_opinion(position: PositionDescription, ranker: Ranker, *, current: str, proposed: str) -> Opinion:
    """Weigh two classes of a plan for a description. Raises :class:`UnknownName` for one the plan does not hold."""
    specs = [class_named(ranker.plan, title) for title in (current, proposed)]
    case = read_case(replace(position, requested=""), ranker)
    ours, theirs = (_ranked(case, ranker, spec) for spec in specs)
    weighed = [_weighed(case, ranker, one) for one in (ours, theirs)]
    same = ours.title == theirs.title
    analysis = suggest_for(case, ranker, top=_TOP)
    return Opinion(
        plan=ranker.plan.name,
        jurisdiction=ranker.plan.jurisdiction,
        purpose=" ".join(position.purpose.quote.split()) if position.purpose else "",
        analysis=analysis,
        near=len(case.ranked),
        current=weighed[0],
        proposed=weighed[1],
        related=tuple(_weighed(case, ranker, one) for one in _related(case, ranker, specs)),
        for_current="" if same else _case_for(case, ours, theirs),
        for_proposed="" if same else _case_for(case, theirs, ours),
        deciding=() if same else tuple(_deciding(case, ours, theirs)),
        would_flip=() if same else tuple(_flips(case, ranker, ours, theirs)),
        reading=_reading(analysis, *weighed),
    )


def class_named(plan: ClassPlan, title: str) -> ClassSpec:
    """The class of a plan by its name, a former name or its code. Raises :class:`UnknownName`."""
    asked = title.strip().casefold()
    for spec in plan.classes:
        if asked in {spec.title.casefold(), spec.code.casefold(), *(name.casefold() for name in spec.also)} - {""}:
            return spec
    titles = [spec.title for spec in plan.classes]
    raise UnknownName(f"class in the plan {plan.name!r}", title, get_close_matches(title, titles, 5, 0.4))


def _ranked(case: Case, ranker: Ranker, spec: ClassSpec) -> Ranked:
    """The class as it ranks for the case; one that is not near in kind stands behind all that are."""
    found = next((one for one in case.ranked if one.standing.spec is spec), None)
    if found is not None:
        return found
    last = min((one.kind for one in case.ranked), default=0.0)
    return Ranked(ranker.ladder.standing(spec), last, 0.0, None, float("-inf"))


def _place(case: Case, ranked: Ranked) -> int | None:
    return next((place for place, one in enumerate(case.ranked, 1) if one is ranked), None)


def _weighed(case: Case, ranker: Ranker, ranked: Ranked) -> Weighed:
    spec = ranked.standing.spec
    compared = compare(ranked, ranker, case.draft, case.evidence, case.level)
    return Weighed(
        title=spec.title,
        code=spec.code,
        series=spec.series,
        place=_place(case, ranked),
        concept=tuple(_concept(spec)),
        factors=compared,
        against=counter_evidence(compared),
        unknown=unknown(ranked, case.level),
    )


def _concept(spec: ClassSpec) -> Iterator[Citation]:
    for passage, start, end in list(concept_sentences(spec))[:_CONCEPT]:
        yield cite(spec.source, passage, start, end)


def _related(case: Case, ranker: Ranker, specs: Sequence[ClassSpec]) -> list[Ranked]:
    """The rest of the two classes' series, level by level, and then those nearest by the evidence."""
    series = {spec.series for spec in specs if spec.series}
    kin = [spec for spec in ranker.plan.classes if spec.series in series and spec not in specs]
    kin.sort(key=lambda spec: (spec.series, spec.level or 0, spec.title))
    found = [_ranked(case, ranker, spec) for spec in kin[:_RELATED]]
    known = {spec.source.id for spec in [*specs, *kin[:_RELATED]]}
    near = [one for one in case.ranked if one.standing.spec.source.id not in known]
    return [*found, *near[: max(_RELATED - len(found), 2)]]


def _case_for(case: Case, ours: Ranked, other: Ranked) -> str:
    if _place(case, ours) is None:
        return (
            f"Little speaks for {ours.title}: it is not among the {len(case.ranked)} classes nearest in kind of work."
        )
    return case_for(ours, other, case.evidence, case.level)


def _deciding(case: Case, ours: Ranked, theirs: Ranked) -> Iterator[str]:
    """Kind of work where the two are of different series, then each factor of level that tells them apart."""
    one, other = ours.standing, theirs.standing
    if one.spec.series != other.spec.series:
        yield (
            f"Kind of work comes first: {ours.title} and {theirs.title} are of different series, so the subject of "
            "most of the work decides between them."
        )
    shared = [factor for factor in one.degrees if factor in other.degrees]
    apart = {factor: abs(one.degrees[factor] - other.degrees[factor]) for factor in shared}
    for factor in sorted(apart, key=lambda factor: (-apart[factor], str(factor))):
        if apart[factor] >= _APART and len(set(_told(factor, ours, theirs))) > 1:
            yield _difference(case, factor, ours, theirs)


def _difference(case: Case, factor: Factor, ours: Ranked, theirs: Ranked) -> str:
    degrees = zip((ours.title, theirs.title), _told(factor, ours, theirs), strict=True)
    told = [f"{title} {degree}" for title, degree in degrees]
    if factor not in case.level:
        return f"On {factor}: {'; '.join(told)}. The description does not say where the position stands."
    found = strongest(case.evidence, factor, case.level[factor])
    quote = f' ("{" ".join(found.span.quote.split())}")' if found else ""
    return f"On {factor}: {'; '.join(told)}. The position {says(factor, case.level[factor])}{quote}."


def _told(factor: Factor, ours: Ranked, theirs: Ranked) -> list[str]:
    """Where each of the two stands on a factor, in words."""
    return [says(factor, one.standing.degrees[factor]) for one in (ours, theirs)]


def _flips(case: Case, ranker: Ranker, ours: Ranked, theirs: Ranked) -> Iterator[str]:
    """What would put the second of the two before the first, found by changing the facts and ranking again."""
    pair = sorted((ours, theirs), key=lambda ranked: (-ranked.score, ranked.title))
    if _place(case, pair[1]) is None:
        yield f"No fact about the level would: {pair[1].title} is of another kind of work than the one described."
    else:
        yield from Changes(replace(case, ranked=pair), ranker).told(2, pair[1])


def _reading(analysis: SuggestResult, current: Weighed, proposed: Weighed) -> str:
    if analysis.decision is not Decision.SUGGEST:
        return f"The description does not settle it. {analysis.reason}"
    first = analysis.suggestions[0].class_title
    named = sorted({one.title: one for one in (current, proposed)}.values(), key=lambda one: one.title)
    others = [_stands(one) for one in named if one.title != first]
    neither = "" if len(others) < len(named) else "Neither of the two comes first. "
    beside = f"; {' and '.join(others)}" if others else ""
    return f"{neither}By the description's words {first} is nearest{beside}. {analysis.reason}"


def _stands(weighed: Weighed) -> str:
    return (
        f"{weighed.title} has place {weighed.place}" if weighed.place else f"{weighed.title} is of another kind of work"
    )
