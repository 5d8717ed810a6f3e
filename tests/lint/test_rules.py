"""Each rule on single statements, and what holds for every finding whatever its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.classify.material import why_aside
from assistant.desk import Desk
from assistant.lint.finding import Finding
from assistant.lint.lint import citation_of, rules
from assistant.lint.reading import word_list
from knowledge.errors import InputError
from tests.evals.lint import cases

ROWS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))
BESIDE = {"work-environment", "physical-demands", "supervision-given", "supervision-received"}


def rows() -> Iterator[tuple[str, str, str]]:
    for key, statements in ROWS.items():
        rule, _, place = key.rpartition("-")
        yield from ((rule, place, statement) for statement in statements)


def placed(place: str, statement: str) -> str:
    duty, behind = (statement, "") if place == "duty" else ("Mail notices to applicants.", statement)
    return (
        "Duties\n- Answer calls from the public about permits.\n- Enter applications in the database.\n"
        f"- {duty}\n- File plans by address.\n{behind}\n"
    )


def found(desk: Desk, text: str, format: str = "") -> list[str]:
    return [finding.remark.rule for finding in desk.lint(text, format=format)]


@pytest.mark.parametrize(("rule", "place", "statement"), list(rows()))
def test_statements(desk: Desk, rule: str, place: str, statement: str) -> None:
    got = found(desk, placed(place, statement))
    assert (got == []) if rule == "clean" else (rule in got)


LISTED = "Duties\n1. {}\n2. Write a log of the day.\n3. Report faults to the foreman.\n\n{}\n"


@pytest.mark.parametrize(
    ("rule", "duty", "section"),
    [
        ("physical-demands", "Deliver parcels by truck.", "Physical demands: office work, sitting most of the day."),
        ("physical-demands", "Climb poles to fix lines.", "Physical Demands\nThe work is sedentary."),
        ("physical-demands", "Deliver mail.", "Physical: sedentary desk job; the carrier lifts up to 45 pounds."),
        ("work-environment", "Drive a snow plow.", "Work environment: office."),
        ("work-environment", "Enter manholes to clear sewers.", "Working conditions: normal office conditions."),
        ("supervision-given", "Supervise three clerks.", "Supervises: nobody"),
        ("supervision-given", "Lead a crew of four.", "Lead work: none"),
        (
            "supervision-received",
            "Decide independently which cases to close.",
            "Supervision received: close supervision.",
        ),
        ("supervision-received", "Sort mail as told.", "Supervision received: administrative direction only."),
        ("", "Train new volunteers.", "Supervises: nobody"),
        ("", "Deliver mail to desks.", "Physical demands: sitting and some walking; light carrying."),
        ("", "Deliver mail.", "Physical demands: long sitting, with kneeling and lifting up to 45 pounds."),
        ("", "Inspect roofs from the ground.", "Work environment: outdoors in all weather."),
        ("", "Assist the supervisor who hires and disciplines clerks by filing forms.", "Supervises: none"),
        ("", "File forms; does not supervise or direct volunteers.", "Supervises: nobody"),
    ],
)
def test_contradictions(desk: Desk, rule: str, duty: str, section: str) -> None:
    findings = [f for f in desk.lint(LISTED.format(duty, section)) if f.remark.rule in BESIDE]
    assert {finding.remark.rule for finding in findings} == ({rule} if rule else set())
    assert all(finding.remark.beside for finding in findings), "both sides are shown"


@pytest.mark.parametrize(
    ("rule", "shares"),
    [
        ("percent-total", ("50%", "30%", "10%")),
        ("percent-total", ("50%", "40%", "30%")),
        ("percent-missing", ("50%", "50%", "")),
        ("small-duty", ("55%", "40%", "5%")),
        ("broad-duty", ("80%", "10%", "10%")),
        ("", ("50%", "30%", "20%")),
        ("", ("33.3%", "33.3%", "33.3%")),
        ("", ("", "", "")),
    ],
)
def test_shares(desk: Desk, rule: str, shares: tuple[str, str, str]) -> None:
    lines = zip(
        ("Answer calls about permits.", "File plans by address.", "Mail notices to owners."), shares, strict=True
    )
    text = "Responsibilities\n" + "\n".join(f"{n}. {duty} {share}" for n, (duty, share) in enumerate(lines, 1))
    assert set(found(desk, text, "minnesota")) == ({rule} if rule else set())


def test_a_format_without_shares_asks_for_none(desk: Desk) -> None:
    text = "Duties\n1. Answer calls about permits. 50%\n2. File plans by address. 20%\n"
    assert "percent-total" in found(desk, text)
    assert "percent-total" not in found(desk, text, "duluth")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sends reports to PERA and the PERA board.", ["PERA"]),
        ("Sends reports to the Public Employees Retirement Association (PERA). PERA answers.", []),
        ("Keeps PERA (the retirement association) informed.", []),
        ("Maintains the geographic information system. Answers GIS questions.", []),
        ("THE CLERK SORTS MAIL AND CALLS DEED.", []),
        ("Works in Duluth, MN, with a CDL.", []),
    ],
)
def test_abbreviations(desk: Desk, text: str, names: list[str]) -> None:
    acronyms = [f.remark.span.quote for f in desk.lint(text) if f.remark.rule == "acronym"]
    assert acronyms == names


def test_authority_that_another_statement_denies(desk: Desk) -> None:
    assert "authority-verb" in found(
        desk, "Approves leave requests. The manager decides on every leave request. Files papers."
    )
    assert "authority-verb" not in found(desk, "Approves leave requests within the policy. Files papers by name.")
    assert "authority-verb" not in found(
        desk, "Recommends leave. The manager, who approves leave requests, decides. Files papers."
    )


def test_wording_of_a_specification_is_recognised_and_its_class_named(desk: Desk) -> None:
    (spec,) = [one for one in desk.plans_kept.plan("minnesota").classes if one.title == "Stationary Engineer"]
    line = (
        next(line for line in spec.source.text.splitlines() if "alarms" in line)
        .strip("- ")
        .replace(" (unverified)", "")
    )
    remark = next(
        f.remark for f in desk.lint(f"Duties\n1. {line}\n2. Keep the log.\n") if f.remark.rule == "copied-wording"
    )
    assert "Stationary Engineer" in remark.what
    assert remark.span.quote == line


def test_every_rule_has_a_reason_and_its_source_stands_in_the_library(desk: Desk) -> None:
    for rule in rules().values():
        citation = citation_of(rule, desk.library)
        assert rule.why
        assert (citation is None) == (rule.source is None)
        if citation:
            assert desk.library.source(citation.source).text[citation.start : citation.end] == citation.quote


def test_what_the_ranking_sets_aside_is_known_by_the_same_reasons() -> None:
    telling = ("Please reclassify me.", "I am underpaid.", "She has been here since May.")
    assert {why_aside(sentence) for sentence in telling} == set(word_list("set_aside"))


def findings_of_the_sets(desk: Desk) -> Iterator[tuple[str, Finding]]:
    for name in ("planted", "clean"):
        for case in cases(desk, name):
            yield from ((case.text, finding) for finding in case.findings)


def test_findings_stand_where_they_say_and_suggestions_add_no_fact(desk: Desk) -> None:
    for text, finding in findings_of_the_sets(desk):
        remark = finding.remark
        for span in filter(None, (remark.span, remark.beside)):
            assert text[span.start : span.end] == span.quote
        assert remark.rule in rules()
        assert remark.suggestion
        numbers = set(re.findall(r"\d+(?:\.\d+)?", remark.suggestion)) - {"100", *map(str, range(1, 10))}
        total = re.search(r"come to ([\d.]+)", remark.what)
        own = {f"{abs(100 - float(total[1])):g}"} if total else set()
        assert numbers - own <= set(re.findall(r"\d+(?:\.\d+)?", text)), "no figure that the description has not"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("abc AB.;:-•1%\n()’“”"), min_size=1, max_size=120).filter(str.strip))
def test_any_text_is_read_without_a_fault_and_twice_alike(desk: Desk, text: str) -> None:
    findings = desk.lint(text)
    assert findings == desk.lint(text)
    assert all(text[f.remark.span.start : f.remark.span.end] == f.remark.span.quote for f in findings)


def test_an_empty_description_and_an_unknown_format_are_faults_of_the_input(desk: Desk) -> None:
    with pytest.raises(InputError, match="empty"):
        desk.lint("  \n")
    with pytest.raises(InputError, match="format"):
        desk.lint("Types letters.", format="nowhere")


@pytest.mark.parametrize(
    ("statement", "rule", "suggestion"),
    [
        (
            "Order toner and paper, water plants, book travel and update the website.",
            "several-duties",
            "1. Order toner and paper. 2. Water plants. 3. Book travel. 4. Update the website.",
        ),
        ("Kennels are cleaned.", "no-verb", "Clean kennels."),
        ("Leak reports from residents.", "no-verb", "[Verb] leak reports from residents."),
        ("The clerk uses his own car.", "neutral-language", "The clerk uses the employee's own car."),
        ("Answers questions about DEED.", "acronym", "[full name] (DEED)"),
    ],
)
def test_suggestions(desk: Desk, statement: str, rule: str, suggestion: str) -> None:
    (remark,) = [f.remark for f in desk.lint(placed("duty", statement)) if f.remark.rule == rule]
    assert remark.suggestion == suggestion
