"""The nouns of the trade: what is read from a position, what is compared, suggested, answered and drafted.

All are frozen. *Allocation* and *determination* are acts of people with authority (Minn. Stat. 43A.07, subd. 2):
the program suggests and drafts, so no noun here bears those names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.models import Citation

Day = date
"""A calendar day; :class:`Deadline` has a field of the other name."""


@dataclass(frozen=True, slots=True)
class Span:
    """The draft's own words: ``quote`` is exactly ``text[start:end]``."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty as written; ``share`` is its part of the working time in percent, if the draft says."""

    span: Span
    share: float | None = None
    """0 to 100."""
    tasks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionDescription:
    """What somebody wrote about one position, cut up but not changed."""

    text: str
    title: str = ""
    employer: str = ""
    requested: str = ""
    purpose: Span | None = None
    duties: tuple[Duty, ...] = ()
    sections: Mapping[str, Span] = field(default_factory=dict)
    """Heading as written -> the words under it."""
    unplaced: tuple[Span, ...] = ()
    """Paragraphs no section or duty claims: kept, so that nothing is lost."""


class Factor(StrEnum):
    """What positions and classes are compared on (Job Audit Manual, A.2 and index p. 13, 23, 73)."""

    KIND = "kind of work"
    KNOWLEDGE = "knowledge required"
    COMPLEXITY = "complexity"
    INDEPENDENCE = "independence and supervision received"
    SUPERVISION = "lead work and supervision given"
    CONSEQUENCE = "consequence of error"
    GUIDELINES = "guidelines"


class Verdict(StrEnum):
    """How the position stands to the class on one factor."""

    MATCHES = "matches"
    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a text that show where it stands on a factor.

    ``degree`` orders texts on the factor: 0 (least) to 5 (most); the ladder of each factor is in ``cues.yaml``.
    """

    factor: Factor
    degree: float
    span: Span
    cue: str
    weight: float = 1.0
    """How much of the working time it speaks of, against the other sentences; 1 where the draft gives no shares."""
    unused: str = ""
    """Why it does not count, as in *denied* or *another's*; empty where it counts."""


@dataclass(frozen=True, slots=True)
class Function:
    """One of the ten supervisory functions (Minn. Stat. 179A.03, subd. 17) as a draft speaks of it."""

    name: str
    span: Span
    held: bool
    why_not: str = ""
    """As in *denied* or *assisted with*; empty where the position holds it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One factor: the position's words beside the class's, and what follows."""

    factor: Factor
    verdict: Verdict
    position: Span | None
    class_: Citation | None
    why: str
    beside: str = ""
    """How the nearest rival stands on the same factor, in a sentence."""


class Usual(StrEnum):
    """How a draft stands to the positions allocated to a class: to their usual form, not to their fringe."""

    INSIDE = "inside the usual range"
    FRINGE = "at the fringe"
    FEW = "too few positions to say what is usual"


@dataclass(frozen=True, slots=True)
class AlikeDecision:
    """A position allocated to a class, beside the draft: where they say nearly the same, and what only one says."""

    id: str
    similarity: float
    """The cosine of the two texts, 0 to 1."""
    position: Span
    """The draft's sentence that is nearest to one of the allocated position."""
    allocated: Span
    """That sentence, as the allocated position has it."""
    only_draft: tuple[str, ...]
    """Telling words that only the draft has."""
    only_allocated: tuple[str, ...]
    """Words usual in the class that this position has and the draft lacks."""


@dataclass(frozen=True, slots=True)
class LikeDecision(AlikeDecision):
    """A position that this office decided on itself, kept as a precedent with nobody's data in it."""

    class_title: str
    day: Day
    change: str
    apart: tuple[Factor, ...]
    """The factors of level on which the two show different degrees."""
    same_facts: bool
    """Whether both state nearly the same facts."""


@dataclass(frozen=True, slots=True)
class Comparators:
    """The positions allocated to a class, as far as they help to judge one draft."""

    usual: Usual
    allocated: int
    """How many positions are allocated to the class."""
    at_fringe: int
    """How many of these are unlike the rest; none of them is shown."""
    decisions: tuple[AlikeDecision, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One class the position may fit, with the grounds for and against."""

    rank: int
    class_title: str
    class_code: str
    confidence: float
    """Calibrated: of the suggestions given 0.8, eight in ten are right."""
    factors: tuple[Comparison, ...]
    citations: tuple[Citation, ...]
    against: tuple[str, ...]
    """Counter-evidence, in sentences."""
    would_change: tuple[str, ...]
    precedents: Comparators | None = None
    """Positions already allocated to the class, where the plan holds any."""
    unknown: tuple[str, ...] = ()
    """What neither the draft nor the class settles, in sentences."""
    case_for: str = ""
    """Of the runner-up: the strongest case that can be made for it, in a paragraph."""
    decided: tuple[LikeDecision, ...] = ()
    """This office's own decisions for the class on like positions; they have no part in the ranking."""


class Outcome(StrEnum):
    """What a suggestion run found."""

    FITS = "fits"
    BETWEEN = "between levels"
    EITHER = "either level"
    NONE = "no class fits"
    THIN = "not enough said"


class Decision(StrEnum):
    """What the assistant does with what it found."""

    SUGGEST = "suggest"
    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence the verifier kept back, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """The answer to *which class does this draft fit*."""

    id: str
    plan: str
    engine: str
    decision: Decision
    outcome: Outcome
    reason: str
    suggestions: tuple[Suggestion, ...]
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    likely: tuple[str, ...] = ()
    """The fewest classes that hold the right one as often as ``coverage`` says."""
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence and the quotations it rests on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that a rule sets, and how it was counted."""

    what: str
    date: Day
    rule: Citation
    count: str
    """The arithmetic in words: start, number, unit, end."""
    caution: str = ""
    see: tuple[str, ...] = ()
    """Pinpoints of provisions that the trigger depends on."""
    id: str = ""
    """The rule's name, as in ``appeal-employee``."""
    trigger: Day | None = None
    """The day that starts the time, day 0."""
    safe: Day | None = None
    """The last working day up to ``date``, where something has to be done by then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question about rights, procedure or a class."""

    id: str
    engine: str
    decision: Decision
    answer: str
    """Markdown; ``[1]`` marks the first of ``citations``."""
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    whom_to_ask: str = ""
    warnings: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    next_questions: tuple[str, ...] = ()
    """What a reader may ask next; the assistant can answer each."""
    known: tuple[str, ...] = ()
    """What was taken from the case that was asked about, in sentences, each with its entry."""


class Role(StrEnum):
    """Who asks."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
    HR = "hr"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation."""

    role: str
    """``user`` or ``assistant``."""
    content: str


class Origin(StrEnum):
    """Whose words a drafted block is made of."""

    DRAFT = "the draft's own words"
    EMPLOYER = "the employer's approved wording"
    NEUTRAL = "neutral wording of the assistant"
    BLANK = "to be supplied by the employer"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or list item of a drafted section."""

    text: str
    origin: Origin
    marker: str = ""
    """The number or letter in front of it, as in ``1.`` or ``A.``; empty for a paragraph."""
    citation: Citation | None = None
    """Where the employer's wording stands."""


@dataclass(frozen=True, slots=True)
class Section:
    """A standardized section: its heading, its blocks, and why they were chosen."""

    heading: str
    blocks: tuple[Block, ...]
    level: str = ""
    """The level picked, as in ``R2`` or ``G0``; empty where the section has none."""
    reason: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A standardized description, ready to be written as Markdown or DOCX."""

    title: str
    format: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    """What the writer must settle before the description can be used."""
    foot: str = ""
    """The employer's own line at the foot of each page."""
