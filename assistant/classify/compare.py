"""Comparison: factor by factor, the position's words beside the class's, the verdict and why."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.classify.evidence import Degrees, says, strongest
from assistant.classify.ladder import Standing, concept_sentences
from assistant.classify.material import Material
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Comparison, Evidence, Factor, Span, Verdict
from knowledge.library import cite
from knowledge.models import Citation, ClassSpec, Passage

_STEP = 1.0
"""A difference of a whole rung is a difference."""
_SHARED = 0.05
"""Below this cosine the nearest sentences of draft and class have nothing to do with one another."""
_LONGEST = 400

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
    candidate: Ranked, ranker: Ranker, draft: Material, evidence: Sequence[Evidence], level: Degrees
) -> tuple[Comparison, ...]:
    """All factors for one class, kind of work first."""
    standing = candidate.standing
    rest = (factor for factor in Factor if factor is not Factor.KIND)
    return (
        _kind(ranker, draft, standing.spec),
        *(_level(factor, standing, evidence, level) for factor in rest),
    )


def counter_evidence(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """What speaks against the class, in sentences."""
    return tuple(
        f"On {comparison.factor}, the position stands {comparison.verdict} the class: {comparison.why}"
        for comparison in comparisons
        if comparison.verdict in (Verdict.ABOVE, Verdict.BELOW)
    )


def _kind(ranker: Ranker, draft: Material, spec: ClassSpec) -> Comparison:
    theirs = ranker.ladder.work_sentences(spec)
    match = ranker.kinds.nearest_sentences(draft.text, draft.work or draft.spans, spec, theirs)
    if match is None:
        return Comparison(Factor.KIND, Verdict.UNCLEAR, None, _opening(spec), "The draft states no duty to compare.")
    start, end = match.position
    position = clip(draft.text, start, end)
    class_ = cite(spec.source, match.passage, match.start, match.end)
    if match.similarity < _SHARED:
        return Comparison(
            Factor.KIND, Verdict.UNCLEAR, position, class_, "Draft and class share no subject in these words."
        )
    shared = ranker.kinds.shared_terms(position.quote, class_.quote)
    return Comparison(
        Factor.KIND,
        Verdict.MATCHES,
        position,
        class_,
        f"Both are about {', '.join(shared[:4])}." if shared else "Nearest duty.",
    )


def _level(factor: Factor, standing: Standing, evidence: Sequence[Evidence], level: Degrees) -> Comparison:
    ours, theirs = level.get(factor), standing.degrees.get(factor)
    position = _position_words(factor, evidence, ours)
    class_ = _class_words(factor, standing, theirs)
    return Comparison(factor, _verdict(ours, theirs), position, class_, _why(factor, ours, theirs))


def _verdict(ours: float | None, theirs: float | None) -> Verdict:
    if ours is None or theirs is None:
        return Verdict.UNCLEAR
    if ours - theirs >= _STEP:
        return Verdict.ABOVE
    return Verdict.BELOW if theirs - ours >= _STEP else Verdict.MATCHES


def _why(factor: Factor, ours: float | None, theirs: float | None) -> str:
    draft = says(factor, ours) if ours is not None else "does not say"
    class_ = says(factor, theirs) if theirs is not None else "does not say"
    near = _verdict(ours, theirs) is Verdict.MATCHES and draft != class_
    return f"The draft {draft}; the class {class_}{', less than a step apart' if near else ''}."


def _position_words(factor: Factor, evidence: Sequence[Evidence], degree: float | None) -> Span | None:
    found = strongest(evidence, factor, degree) if degree is not None else None
    return found.span if found else None


def _class_words(factor: Factor, standing: Standing, degree: float | None) -> Citation:
    found = strongest(standing.evidence, factor, degree) if degree is not None else None
    if found is None:
        return _opening(standing.spec)
    return cite(standing.spec.source, _passage_at(standing.spec, found.span.start), found.span.start, found.span.end)


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
