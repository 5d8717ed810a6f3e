"""Comparison: factor by factor, the position's words beside the class's and the rival's, the verdict and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.classify.evidence import Degrees, says, strongest
from assistant.classify.functions import functions, summary
from assistant.classify.ladder import Standing, concept_sentences
from assistant.classify.material import Material
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Comparison, Evidence, Factor, Span, Verdict
from knowledge.library import cite
from knowledge.models import Citation, ClassSpec, Passage
from knowledge.words import stems, words

_STEP = 1.0
"""A difference of a whole rung is a difference."""
_SHARED = 0.05
"""Below this cosine the nearest sentences of draft and class have nothing to do with one another."""
_LONGEST = 400
_TERMS = 4
"""So many shared words are named."""

QUESTIONS: dict[Factor, str] = {
    Factor.KIND: "What is the subject of most of the work, and what would stop if the job did not exist?",
    Factor.KNOWLEDGE: "Which duty needs which knowledge, and is a degree or licence required by law for any of them?",
    Factor.COMPLEXITY: "Describe a recent unusual case: what made it hard, and how was it settled?",
    Factor.INDEPENDENCE: "What was the last decision made without asking, and the last one taken to the supervisor?",
    Factor.SUPERVISION: "Whose work does the position assign, check, evaluate or discipline, and how often?",
    Factor.CONSEQUENCE: "Who would notice an error, when, and what would it cost or whom would it harm?",
    Factor.GUIDELINES: "Which laws, contracts, manuals or procedures guide the work, and where do they fall silent?",
}
"""Open questions, one a factor, for what a draft leaves unsaid (Job Audit Manual, 2.2.1)."""


def compare(
    candidate: Ranked,
    ranker: Ranker,
    draft: Material,
    evidence: Sequence[Evidence],
    level: Degrees,
    rival: Ranked | None = None,
) -> tuple[Comparison, ...]:
    """All factors for one class, kind of work first; ``rival`` is the class to set beside it."""
    standing = candidate.standing
    rest = (factor for factor in Factor if factor is not Factor.KIND)
    counted = summary(functions(draft.text, draft.spans))
    return (
        _kind(ranker, draft, standing.spec),
        *(_level(factor, standing, evidence, level, rival, counted) for factor in rest),
    )


def counter_evidence(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """What speaks against the class, in sentences."""
    return tuple(
        f"On {comparison.factor}, the position stands {comparison.verdict} the class: {comparison.why}"
        for comparison in comparisons
        if comparison.verdict in (Verdict.ABOVE, Verdict.BELOW)
    )


def unknown(candidate: Ranked, level: Degrees) -> tuple[str, ...]:
    """What is not settled, factor by factor: the draft is silent, or the class is."""
    theirs = candidate.standing.degrees
    silent = [factor for factor in Factor if factor is not Factor.KIND]
    drafts = [str(factor) for factor in silent if factor not in level and factor in theirs]
    classes = [str(factor) for factor in silent if factor in level and factor not in theirs]
    told = [f"The description does not say: {'; '.join(drafts)}."] if drafts else []
    return (*told, *([f"{candidate.title} does not say: {'; '.join(classes)}."] if classes else []))


def case_for(runner: Ranked, first: Ranked, evidence: Sequence[Evidence], level: Degrees) -> str:
    """The strongest case for the runner-up: where it stands nearer to the draft's words than the first place."""
    near, far = runner.standing.degrees, first.standing.degrees
    gains = {
        factor: abs(level[factor] - far[factor]) - abs(level[factor] - near[factor])
        for factor in level
        if factor in near and factor in far
    }
    best = sorted((f for f in gains if gains[f] > 0), key=lambda factor: (-gains[factor], str(factor)))[:2]
    told = [_gain(factor, runner, first, evidence, level) for factor in best]
    if runner.kind > first.kind:
        told.insert(0, "By the words of its duties alone the position is nearer to it.")
    if not told:
        return f"For {runner.title} speaks its kind of work; on no factor of level is it nearer than {first.title}."
    return f"The case for {runner.title}: {' '.join(told)}"


def _gain(factor: Factor, runner: Ranked, first: Ranked, evidence: Sequence[Evidence], level: Degrees) -> str:
    found = strongest(evidence, factor, level[factor])
    quote = f' ("{clip(found.span.quote, 0, len(found.span.quote)).quote}")' if found else ""
    near, far = (says(factor, ranked.standing.degrees[factor]) for ranked in (runner, first))
    return f"On {factor}, the position {says(factor, level[factor])}{quote}; this class {near}, {first.title} {far}."


def _kind(ranker: Ranker, draft: Material, spec: ClassSpec) -> Comparison:
    theirs = ranker.ladder.work_sentences(spec)
    match = ranker.kinds.nearest_sentences(draft.text, draft.work or draft.spans, spec, theirs)
    if match is None:
        return Comparison(
            Factor.KIND, Verdict.UNCLEAR, None, _opening(spec), "The description states no duty to compare."
        )
    start, end = match.position
    position = clip(draft.text, start, end)
    class_ = cite(spec.source, match.passage, match.start, match.end)
    shared = _telling(position.quote, class_.quote)
    if match.similarity < _SHARED:
        return Comparison(
            Factor.KIND, Verdict.UNCLEAR, position, class_, "Draft and class share no subject in these words."
        )
    why = f"Both are about {', '.join(shared[:_TERMS])}." if shared else "Nearest duty; only general words are shared."
    return Comparison(Factor.KIND, Verdict.MATCHES, position, class_, why)


def _telling(ours: str, theirs: str) -> list[str]:
    """The words two sentences share that say something of the kind of work, as the first writes them, longest first."""
    common = (set(stems(ours)) & set(stems(theirs))) - _generic()
    shown = {stem: word for word in reversed(words(ours)) for stem in stems(word) if stem in common}
    return sorted((word for word in shown.values() if not word.isdigit()), key=lambda word: (-len(word), word))


@cache
def _generic() -> frozenset[str]:
    lines = (Path(__file__).parent / "generic.txt").read_text("utf-8").splitlines()
    return frozenset(stems(" ".join(line for line in lines if not line.startswith("#"))))


def _level(
    factor: Factor,
    standing: Standing,
    evidence: Sequence[Evidence],
    level: Degrees,
    rival: Ranked | None,
    counted: str,
) -> Comparison:
    ours, theirs = level.get(factor), standing.degrees.get(factor)
    quoted, by = _class_words(factor, standing, theirs)
    told = [_why(factor, ours, theirs), by, counted if factor is Factor.SUPERVISION else ""]
    why = " ".join(filter(None, told))
    return Comparison(
        factor, _verdict(ours, theirs), _position_words(factor, evidence, ours), quoted, why, _beside(factor, rival)
    )


def _beside(factor: Factor, rival: Ranked | None) -> str:
    if rival is None:
        return ""
    degree = rival.standing.degrees.get(factor)
    return f"{rival.title} {says(factor, degree) if degree is not None else 'does not say'}."


def _verdict(ours: float | None, theirs: float | None) -> Verdict:
    if ours is None or theirs is None:
        return Verdict.UNCLEAR
    if ours - theirs >= _STEP:
        return Verdict.ABOVE
    return Verdict.BELOW if theirs - ours >= _STEP else Verdict.MATCHES


def _why(factor: Factor, ours: float | None, theirs: float | None) -> str:
    draft = f"position {says(factor, ours)}" if ours is not None else "description does not say"
    class_ = says(factor, theirs) if theirs is not None else "does not say"
    near = _verdict(ours, theirs) is Verdict.MATCHES and draft != f"position {class_}"
    return f"The {draft}; the class {class_}{', less than a step apart' if near else ''}."


def _position_words(factor: Factor, evidence: Sequence[Evidence], degree: float | None) -> Span | None:
    found = strongest(evidence, factor, degree) if degree is not None else None
    return found.span if found else None


def _class_words(factor: Factor, standing: Standing, degree: float | None) -> tuple[Citation, str]:
    """The words that put the class there, and a note where they are not its own: a neighbour's, or only its title."""
    if degree is None:
        return _opening(standing.spec), ""
    found = strongest(standing.evidence, factor, degree)
    if found is not None:
        return _cited(standing.spec, found), ""
    told = next((told for told in standing.told if told.evidence.factor is factor), None)
    if told is not None:
        return _cited(told.by, told.evidence), f"So {told.by.title} says of it."
    return _opening(standing.spec), "Its text leaves this open; its title says so."


def _cited(spec: ClassSpec, found: Evidence) -> Citation:
    return cite(spec.source, _passage_at(spec, found.span.start), found.span.start, found.span.end)


def _passage_at(spec: ClassSpec, start: int) -> Passage:
    return next(passage for passage in spec.source.passages if passage.start <= start < passage.end)


def _opening(spec: ClassSpec) -> Citation:
    """The class's first words about itself, where nothing nearer to the factor is said."""
    passage, start, end = next(concept_sentences(spec))
    return cite(spec.source, passage, start, end)


def clip(text: str, start: int, end: int) -> Span:
    """A quotation of bearable length, cut at a space."""
    if end - start > _LONGEST:
        end = (
            start + text[start : start + _LONGEST].rindex(" ")
            if " " in text[start : start + _LONGEST]
            else start + _LONGEST
        )
    return Span(text[start:end], start, end)
