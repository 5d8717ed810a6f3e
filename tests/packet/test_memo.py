"""What a memo states, and what it leaves blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.draft.paper import Items, Paper, Paragraph, Part, Table
from assistant.models import Draft
from assistant.packet.contents import blanks_in
from assistant.packet.facts import Facts, facts_from
from assistant.packet.memo import Subject, asked, memo, memo_plan
from assistant.packet.revision import revise
from tests.draft.samples import ROUGH, drafted
from tests.packet.samples import FACTS, OLD, facts

STATEMENTS = ("review", "last_revised", "main_changes", "unions", "incumbents", "outcome")


def subject(
    format_: str = "duluth", known: Facts | None = None, *, old: str = "", directs: bool | None = None
) -> Subject:
    draft: Draft = replace(drafted(ROUGH, "minnesota" if format_ == "minnesota" else "duluth"), format=format_)
    revision = revise(old, draft) if old else None
    return Subject(draft, known or Facts(), "City of Duluth", "To keep gas lines safe.", directs, revision)


def text(paper: Paper) -> str:
    return "\n".join("".join(run.text for run in words) for part in paper.parts for words in _lines(part))


def _lines(part: Part) -> Iterator[tuple]:  # type: ignore[type-arg]
    match part:
        case Paragraph(words):
            yield words
        case Items(items):
            yield from (item.words for item in items)
        case Table(_, rows):
            yield from (line for row in rows for cell in row for inner in cell for line in _lines(inner))


def test_nothing_is_stated_that_nobody_gave() -> None:
    paper = memo(subject())
    told, blanks = text(paper), " ".join(blanks_in(paper))
    for said in ("last revised in", "was discussed", "outcome:", "main changes are"):
        assert said not in told
    for what in ("year in which", "unions were consulted", "incumbents were consulted", "in the end", "main changes"):
        assert what in blanks


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_stands_only_if_somebody_confirmed_it(name: str) -> None:
    given = {name: {"says": "UTTERED", "confirmed_by": ""}}
    assert "UTTERED" not in text(memo(subject(known=Facts.model_validate({"statements": given}))))
    given[name]["confirmed_by"] = "  "
    assert "UTTERED" not in text(memo(subject(known=Facts.model_validate({"statements": given}))))
    given[name]["confirmed_by"] = "A. Writer"
    assert "UTTERED" in text(memo(subject(known=Facts.model_validate({"statements": given}))))


@pytest.mark.parametrize("says", ["They agree", "They agree."])
def test_a_sentence_ends_with_one_full_stop(says: str) -> None:
    given = {"statements": {"outcome": {"says": says, "confirmed_by": "A. Writer"}}}
    assert "The outcome: They agree.\n" in text(memo(subject(known=Facts.model_validate(given))))


def test_the_board_memo_has_its_parts_in_order() -> None:
    told = text(memo(subject(known=facts(), old=OLD)))
    order = [
        "DATE: March 2, 2026",
        "TO: Civil Service Board",
        "FROM: A. Writer, Analyst",
        "SUBJECT: Revised Job Classification of Gas Line Leader",
        "RECOMMENDATION: APPROVAL OF THE JOB DESCRIPTION OF GAS LINE LEADER",
        "last revised in 2010.",
        "“To keep gas lines safe.”",
        "Benefit questions of supervisors came in.",
        "Section 13-7 of the Civil Service Code",
    ]
    places = [told.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_citys_section_is_cited_for_the_city_alone() -> None:
    for format_ in ("minnesota", "elsewhere"):
        plan = memo_plan(format_)
        assert "13-7" not in plan.model_dump_json()
    assert "13-7" not in text(memo(subject("minnesota", facts(), old=OLD)))


def test_new_headings_are_told_from_the_two_documents() -> None:
    told = text(memo(subject(old=OLD)))
    assert "These headings are new beside the old description: " in told
    assert "SUPERVISION RECEIVED" in told
    assert "headings are new" not in text(memo(subject()))


def test_of_changes_only_confirmed_ones_are_told() -> None:
    told = text(memo(subject("minnesota", facts())))
    assert "Entries of colleagues are checked" in told
    assert "Secret plans" not in told
    assert list(facts().unconfirmed()) == ["unions: the Harbor Guild", "change: Secret plans"]


@pytest.mark.parametrize(
    ("directs", "says"), [(True, "missing: the description says"), (False, "not applicable"), (None, "not known")]
)
def test_the_questionnaire_is_asked_for_where_the_position_directs_others(directs: bool | None, says: str) -> None:
    paper = memo(subject("minnesota", directs=directs))
    (table,) = [part for part in paper.parts if isinstance(part, Table) and part.head[0] == "Item"]
    (row,) = [row for row in table.rows if "Questionnaire" in text(Paper("", tuple(row[0])))]
    assert text(Paper("", tuple(row[1]))).startswith(says)


def test_what_a_memo_asks_for_is_what_it_has_blanks_for() -> None:
    for format_ in ("duluth", "minnesota", "elsewhere"):
        details, statements = asked(format_, statements=False), asked(format_, statements=True)
        assert statements
        assert set(details) <= set(Facts.model_fields)
        full = Facts.model_validate(
            dict.fromkeys(details, "X")
            | {
                "date": "2026-03-02",
                "occasion": "new",
                "changes": [{"what": "X", "how": "X", "why": "X", "when": "X", "confirmed_by": "X"}],
            }
            | {"statements": {name: {"says": "X", "confirmed_by": "X"} for name in statements}}
        )
        assert blanks_in(memo(subject(format_, full))) == ()


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("statments: {}", "statments"),
        ("date: soon", "date"),
        ("organization: {above: Director}", "organization.above"),
        ("statements: {unions: yes}", "statements.unions"),
        ("[1, 2]", "the whole"),
        ("a: [", "neither JSON nor YAML"),
    ],
)
def test_a_wrong_file_of_facts_is_one_clear_line(given: str, place: str) -> None:
    with pytest.raises(Exception, match=r"facts\.yaml: ") as raised:
        facts_from(given, "facts.yaml")
    assert place in str(raised.value)
    assert "\n" not in str(raised.value)


def test_facts_may_come_as_json_too_and_an_empty_file_holds_none() -> None:
    assert facts_from(facts().model_dump_json(), "x.json") == facts_from(FACTS, "x.yaml")
    assert facts_from("", "x") == Facts()
