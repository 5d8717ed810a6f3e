"""Evidence of level: what a sentence shows, what it denies, and the very words it is read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.evidence import (
    Cue,
    believed,
    by_time,
    cues,
    degrees,
    read_all,
    read_evidence,
    says,
    strongest,
    used,
)
from assistant.models import Evidence, Factor, Span

SUPERVISION, INDEPENDENCE = Factor.SUPERVISION, Factor.INDEPENDENCE
COMPLEXITY, KNOWLEDGE, GUIDELINES = Factor.COMPLEXITY, Factor.KNOWLEDGE, Factor.GUIDELINES

SUPERVISING = [
    ("Supervises three technicians.", 3),
    ("Supervise clerical staff and plan their work.", 3),
    ("Supervises: 4", 3),
    ("Has four direct reports.", 3),
    ("Number of direct reports: 6", 3),
    ("Hires, trains, evaluates and disciplines employees.", 3),
    ("Not only supervises four clerks but also trains them.", 3),
    ("Does not work alone; supervises staff of four.", 3),
    ("Manages the division through five supervisors.", 4),
    ("Leads a crew of two.", 2),
    ("Trains new staff.", 1),
    # denied
    ("Does not supervise.", 0),
    ("Does not directly supervise employees.", 0),
    ("This position does not have supervisory responsibilities.", 0),
    ("Has no direct reports.", 0),
    ("Works without direct reports.", 0),
    ("Direct reports: none", 0),
    ("Number of direct reports: 0", 0),
    ("Supervises: none", 0),
    ("Supervision given: None.", 0),
    ("No staff.", 0),
    ("Never disciplines staff.", 0),
    ("Has no authority to hire, evaluate or discipline staff.", 0),
    ("Neither supervises nor leads other employees.", 0),
    ("Does not provide lead work direction.", 0),
    ("Rather than supervising staff, the employee does the work.", 0),
    # only assisted with, only possible, only a sign
    ("Assists the manager with hiring and evaluating staff.", 1),
    ("Participates in hiring and evaluating staff.", 1),
    ("Helps supervise three clerks.", 1),
    ("May lead a crew of two.", 1.5),
    ("Occasionally supervises three workers.", 2.5),
    ("The position is in the supervisors' unit.", 2.5),
    ("The position is in the managerial plan.", 3.5),
    # about somebody else, or about nothing of the kind
    ("Is supervised by the office manager.", None),
    ("Works under direct supervision.", None),
    ("Needs the ability to supervise staff.", None),
    ("Does not train new staff.", None),
    ("Does not manage the division.", None),
    ("Opens the mail.", None),
]


@pytest.mark.parametrize(("text", "degree"), SUPERVISING)
def test_what_a_sentence_shows_of_supervision(text: str, degree: float | None) -> None:
    assert degrees(read_evidence(text)).get(SUPERVISION) == degree


OTHERS = [
    ("Sets policy for the division.", {INDEPENDENCE: 5, GUIDELINES: 4.5}),
    ("Does not set policy.", {}),
    ("Reports to a manager who sets policy.", {}),
    ("The director has final authority over grants.", {}),
    ("Has final authority over grants.", {INDEPENDENCE: 5}),
    ("Works under general supervision.", {INDEPENDENCE: 2}),
    ("Works independently.", {INDEPENDENCE: 3}),
    ("Does not work independently.", {}),
    ("May work independently.", {INDEPENDENCE: 2.5}),
    ("Works from a checklist.", {INDEPENDENCE: 0.5, GUIDELINES: 0.5}),
    ("Handles routine cases.", {COMPLEXITY: 1}),
    ("Handles non-routine cases.", {COMPLEXITY: 3}),
    ("Handles moderately complex cases.", {COMPLEXITY: 2}),
    ("Handles complex cases.", {COMPLEXITY: 3}),
    ("Handles the most complex cases.", {COMPLEXITY: 4}),
    ("Requires a bachelor's degree.", {KNOWLEDGE: 3}),
    ("No bachelor's degree is asked for.", {}),
    ("No degree is required.", {KNOWLEDGE: 0.5}),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_what_a_sentence_shows_of_other_factors(text: str, expected: dict[Factor, float]) -> None:
    assert degrees(read_evidence(text)) == expected


UNUSED = [
    # (sentence, why what it says of supervising does not count)
    ("The park manager hires, evaluates and disciplines.", "another's"),
    ("Reports to the nursing supervisor, who does the reviews.", "another's"),
    ("Hiring and disciplining staff are done by the director.", "another's"),
    ("Takes daily jobs from a lead worker.", "another's"),
    ("Advises the deputy commissioner.", "another's"),
    ("Able to lead teams.", "a requirement"),
    ("Manages all records of the office.", "doubted: words of supervision used of things"),
]


@pytest.mark.parametrize(("text", "why"), UNUSED)
def test_what_does_not_count_is_kept_with_the_reason(text: str, why: str) -> None:
    told = [item for item in read_all(text) if item.factor is SUPERVISION]
    assert told
    assert all(item.unused.startswith(why) for item in told)
    assert SUPERVISION not in degrees(read_evidence(text))


WEAKER = [
    ("Supervises three clerks in the manager's absence.", 1),
    ("Recommends hiring, rating and disciplining of staff.", 2),
    ("Works with less direct supervision than the trainee.", None),
    ("Supervises incarcerated people at work.", None),
    ("Supervises a crew of four.", 3),
    ("Lays out each morning's jobs for four workers.", 2),
]


@pytest.mark.parametrize(("text", "degree"), WEAKER)
def test_assisting_recommending_and_custody_are_no_supervision(text: str, degree: float | None) -> None:
    assert degrees(read_evidence(text)).get(SUPERVISION) == degree


def test_a_draft_that_denies_to_supervise_is_not_believed_to_but_may_lead() -> None:
    text = "Supervises three technicians. Leads a crew of two. Does not supervise."
    assert degrees(read_evidence(text))[SUPERVISION] == 2
    (claim,) = [item for item in believed(read_all(text)) if item.unused]
    assert claim.span.quote == "Supervises three technicians."


def test_a_class_may_deny_for_others_what_it_says_more_often_of_itself() -> None:
    text = "It is above levels that do not supervise. Supervises three technicians. Hires, rates and disciplines staff."
    text = text.replace("that do not supervise", "of which one does not supervise")
    assert degrees(used(believed(read_all(text), many=True)))[SUPERVISION] == 3
    assert degrees(used(believed(read_all(text))))[SUPERVISION] == 0


def test_evidence_weighs_by_the_time_of_its_duty() -> None:
    text = "Handles routine cases. Handles complex cases."
    found = read_all(text)
    duties = [[found[0].span], [found[1].span]]
    assert degrees(by_time(found, duties, [90, 10]))[COMPLEXITY] == pytest.approx(1.2)
    assert degrees(by_time(found, duties, [10, 90]))[COMPLEXITY] == pytest.approx(2.8)
    assert degrees(by_time(found, duties, [None, None]))[COMPLEXITY] == 2


def test_a_denial_reaches_no_farther_than_its_clause() -> None:
    assert degrees(read_evidence("Does not type; supervises three clerks."))[SUPERVISION] == 3
    assert degrees(read_evidence("Does not type letters or supervise three clerks."))[SUPERVISION] == 0


def test_the_highest_supervision_counts_and_the_mean_of_the_rest() -> None:
    text = "Leads a crew of two. Supervises three clerks. Handles routine cases. Handles complex cases."
    assert degrees(read_evidence(text)) == {SUPERVISION: 3, COMPLEXITY: 2}


def test_a_text_s_own_name_is_neither_a_cue_nor_somebody_else() -> None:
    text = "A Physical Plant Director works under administrative direction."
    assert degrees(read_evidence(text)) == {}
    assert degrees(read_evidence(text, names=("Physical Plant Director",))) == {INDEPENDENCE: 4}


def test_a_cue_is_found_across_a_line_break() -> None:
    (found,) = read_evidence("Supervises three\ntechnicians.")
    assert (found.degree, found.cue) == (3, "Supervises three technicians")
    assert found.span.quote == "Supervises three\ntechnicians."


def test_only_the_sentences_asked_for_are_read() -> None:
    text = "Sets policy. Supervises three clerks."
    assert {found.factor for found in read_evidence(text, [(13, len(text))])} == {SUPERVISION}
    assert read_evidence(text, []) == ()


SAMPLE = " ".join(text for text, _ in SUPERVISING) + "\n\n" + "\n- ".join(text for text, _ in OTHERS)


def test_every_span_is_an_exact_slice() -> None:
    found = read_evidence(SAMPLE)
    assert len(found) > 30
    for item in found:
        assert SAMPLE[item.span.start : item.span.end] == item.span.quote
        assert item.cue in " ".join(item.span.quote.split())


@given(st.lists(st.sampled_from([text for text, _ in [*SUPERVISING, *OTHERS]] + ["¶ §", "", "\t"])))
def test_sentences_are_read_alike_wherever_they_stand(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    found = read_all(text)
    alone = [item for part in parts for item in read_all(part)]
    assert [(item.factor, item.degree, item.cue) for item in found] == [
        (item.factor, item.degree, item.cue) for item in alone
    ]
    assert all(text[item.span.start : item.span.end] == item.span.quote for item in found)
    assert all(0 <= degree <= 5 for degree in degrees(found).values())


def test_the_strongest_evidence_is_the_nearest_and_among_equals_the_first() -> None:
    def at(degree: float, start: int) -> Evidence:
        return Evidence(SUPERVISION, degree, Span("x", start, start + 1), "x")

    items = [at(1, 30), at(3, 20), at(1, 10)]
    assert strongest(items, SUPERVISION, 3) is items[1]
    assert strongest(items, SUPERVISION, 1) is items[2]
    assert strongest(items, SUPERVISION, 2) is items[2]
    assert strongest(items, COMPLEXITY, 2) is None


def rungs(factor: Factor) -> list[float]:
    return [cue.degree for cue in cues() if cue.factor is factor and not cue.weak]


@pytest.mark.parametrize("factor", [factor for factor in Factor if factor is not Factor.KIND])
def test_every_ladder_climbs_from_bottom_to_top_without_a_missing_rung(factor: Factor) -> None:
    ladder = rungs(factor)
    assert ladder == sorted(set(ladder))
    assert ladder[0] <= 1
    assert ladder[-1] >= 4.5
    assert all(higher - lower <= 1 for lower, higher in pairwise(ladder))


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in SUPERVISING])
@pytest.mark.parametrize("written", [str, str.upper, str.lower, lambda text: text.replace("s", "ſ").replace("i", "ı")])
def test_cues_are_found_where_each_stands_first_in_whatever_letters(
    sentence: str, written: Callable[[str], str]
) -> None:
    """They are looked for together and in lower case; that finds what each finds alone, case ignored."""
    text = written(sentence)
    alone = ((cue.factor, re.search(cue.pattern.pattern, text, re.I)) for cue in cues())
    found = [(item.factor, item.cue) for item in read_all(text, [(0, len(text))])]
    assert found == [(factor, match[0]) for factor, match in alone if match]


def test_kind_of_work_has_no_ladder() -> None:
    assert {cue.factor for cue in cues()} == set(Factor) - {Factor.KIND}


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.factor}-{cue.degree:g}{'-weak' if cue.weak else ''}")
def test_no_cue_matches_nothing_or_the_middle_of_a_word(cue: Cue) -> None:
    pattern = cue.pattern
    assert pattern.search("") is None
    assert pattern.search("zzz qqq. Xxxxx, yyyy; 17") is None
    assert pattern.pattern.startswith(r"(?<![\w-])")


@pytest.mark.parametrize("cue", [cue for cue in cues() if not cue.weak], ids=lambda cue: f"{cue.factor}-{cue.degree:g}")
def test_each_rung_says_its_own_words(cue: Cue) -> None:
    assert says(cue.factor, cue.degree) == cue.says


@pytest.mark.parametrize(
    ("degree", "said"),
    [
        (-1, "supervises and leads nobody"),
        (0.4, "supervises and leads nobody"),
        (2.4, "does lead work"),
        (2.6, "supervises staff"),
        (9, "directs an agency or a whole agency-wide function"),
    ],
)
def test_the_nearest_rung_speaks_for_a_degree_between(degree: float, said: str) -> None:
    assert says(SUPERVISION, degree) == said
