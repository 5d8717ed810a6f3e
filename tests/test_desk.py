"""The desk over the three real documents: the verbs before and after ingesting them, and what they must never mix."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.models import Answer, Decision, Draft, Origin, SuggestResult
from assistant.settings import Settings
from knowledge.errors import InputError, UnknownName
from knowledge.models import DULUTH, STATE, Citation, Kind
from knowledge.parse.document import read_document

from .conftest import CORPUS

DULUTH_TITLES = {"Human Resources Technician", "Duluth Human Resources Technician"}
DENIED = "They turned down my request for an audit. Must they tell me why?"


@pytest.fixture(scope="module")
def fresh(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of this module's own into which the three real documents were ingested."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus folder {CORPUS} is absent")
    folder = shutil.copytree(built, tmp_path_factory.mktemp("ingested") / "data")
    desk = Desk.open(Settings(data_dir=folder))
    desk.ingest(sorted(CORPUS.iterdir()))
    yield desk
    desk.search.close()


@pytest.fixture
def description(corpus: Path) -> str:
    """The duties and requirements of Duluth's clean description, without letterhead, memo, title lines or codes."""
    text = read_document(corpus / "duluth_hr_technician_revision_2023.txt")
    clean = text[text.index("SUMMARY/PURPOSE") :]
    body = clean[: re.search(r"^HR:.*$", clean, re.M).start()]  # type: ignore[union-attr]
    assert "Technician" not in body
    assert "Duluth" not in body
    assert len(body) > 4000
    return body


def quotations(result: SuggestResult | Answer) -> list[Citation]:
    if isinstance(result, Answer):
        return [*result.citations, *(deadline.rule for deadline in result.deadlines)]
    return [
        citation
        for suggestion in result.suggestions
        for citation in (*suggestion.citations, *(c.class_ for c in suggestion.factors if c.class_ is not None))
    ]


def stands(result: SuggestResult | Answer, desk: Desk) -> None:
    """Every quotation is in its source to the letter."""
    assert quotations(result)
    for citation in quotations(result):
        assert desk.source(citation.source).text[citation.start : citation.end] == citation.quote


# --- the real description, before and after


@pytest.fixture(params=["before", "after"])
def either(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """The desk with the built-in sources only, and the one that has the real documents."""
    return desk if request.param == "before" else request.getfixturevalue("fresh")


def test_the_state_has_its_technicians_first_and_both_sides_are_quoted(either: Desk, description: str) -> None:
    result = either.suggest(description, plan="minnesota", top=50)
    assert result.decision is Decision.SUGGEST
    first = result.suggestions[0]
    assert first.class_title.startswith("Human Resources Technician")
    both = [c for c in first.factors if c.position is not None and c.class_ is not None]
    assert len(both) >= 2
    for comparison in both:
        span = comparison.position
        assert span is not None
        assert description[span.start : span.end] == span.quote != ""
    stands(result, either)


def test_no_class_of_the_city_ranks_against_a_state_position(either: Desk, description: str) -> None:
    result = either.suggest(description, plan="minnesota", top=50)
    assert not DULUTH_TITLES & {suggestion.class_title for suggestion in result.suggestions}
    assert {either.source(citation.source).jurisdiction for citation in quotations(result)} == {STATE}


def test_the_city_has_its_own_class_and_no_other(either: Desk, description: str) -> None:
    result = either.suggest(description, plan="duluth")
    assert [suggestion.class_title for suggestion in result.suggestions] == ["Human Resources Technician"]
    assert {either.source(citation.source).jurisdiction for citation in quotations(result)} == {DULUTH}
    stands(result, either)


def test_the_wish_the_name_and_the_praise_move_nothing(either: Desk, description: str) -> None:
    plain = either.suggest(description)
    wished = either.suggest(description, requested="Engineer Senior")
    assert wished.suggestions == plain.suggestions
    assert wished.warnings != plain.warnings
    assert either.suggest(description) == plain


def test_official_words_are_quoted_once_they_are_held(fresh: Desk, description: str) -> None:
    for plan, title in (("minnesota", "Human Resources Technician 2"), ("duluth", "Human Resources Technician")):
        (suggestion,) = [s for s in fresh.suggest(description, plan=plan).suggestions if s.class_title == title]
        assert suggestion.citations
        assert {citation.text_status for citation in suggestion.citations} == {"official"}


OFFICIAL = [
    (DENIED, "Minn. Stat. 43A.07, subd. 2", "written explanation"),
    ("What does 43A.08 subd. 1 clause 15 say?", "Minn. Stat. 43A.08, subd. 1(15)", "student workers"),
    ("I was notified on March 1, 2026. When is my appeal due?", "Admin. Procedure 7, Appeals", "30 calendar days"),
]


@pytest.mark.parametrize(("question", "pinpoint", "words"), OFFICIAL)
def test_answers_rest_on_the_official_words_once_they_are_held(
    question: str, pinpoint: str, words: str, desk: Desk, fresh: Desk
) -> None:
    before, after = desk.ask(question), fresh.ask(question)
    for answer, status in ((before, "restated"), (after, "official")):
        assert answer.decision is Decision.ANSWER
        cited = [citation for citation in answer.citations if citation.pinpoint == pinpoint]
        assert {citation.text_status for citation in cited} == {status}
    official = " ".join(" ".join(c.quote.split()) for c in after.citations if c.pinpoint == pinpoint)
    assert words in official
    assert any("Restated" in warning for warning in before.warnings)
    stands(before, desk)
    stands(after, fresh)
    assert [deadline.date for deadline in before.deadlines] == [deadline.date for deadline in after.deadlines]


def test_the_same_question_gives_the_same_answer(either: Desk) -> None:
    assert either.ask(DENIED) == either.ask(DENIED)


def test_a_question_about_the_state_is_not_answered_from_the_city(either: Desk) -> None:
    answer = either.ask("How do I protest the reclassification of my state position?")
    whose = {either.source(citation.source).jurisdiction for citation in answer.citations}
    assert STATE in whose
    assert DULUTH not in whose


def employer_blocks(draft: Draft) -> int:
    return sum(block.origin is Origin.EMPLOYER for section in draft.sections for block in section.blocks)


def test_a_draft_uses_the_employers_own_wording_once_it_is_held(desk: Desk, fresh: Desk, description: str) -> None:
    assert employer_blocks(desk.draft(description, format="duluth")) == 0
    assert employer_blocks(fresh.draft(description, format="duluth")) > 0
    assert employer_blocks(fresh.draft(description, format="minnesota")) == 0


# --- ingesting


def test_what_the_three_documents_hold(fresh: Desk) -> None:
    held = {source.id: (source.kind, source.jurisdiction, source.title) for source in fresh.library.ingested}
    assert sorted(kind for kind, _, _ in held.values()) == sorted(
        [Kind.MEMO, Kind.JOB_DESCRIPTION, Kind.CLASS_SPEC, Kind.RULE, Kind.STATUTE, Kind.STATUTE, Kind.PROCEDURE]
    )
    assert {where for kind, where, _ in held.values() if kind in (Kind.MEMO, Kind.JOB_DESCRIPTION)} == {DULUTH}
    assert {where for kind, where, _ in held.values() if kind in (Kind.CLASS_SPEC, Kind.STATUTE)} == {STATE}
    assert fresh.sources()[: len(held)] == list(fresh.library.ingested)
    assert fresh.warnings == ()


def test_ingesting_again_changes_nothing(fresh: Desk) -> None:
    before, said = fresh.sources(), fresh.warnings
    fresh.ingest(sorted(CORPUS.iterdir()))
    assert fresh.sources() == before
    assert fresh.warnings == said


@pytest.fixture
def own(own_data: Path) -> Iterator[Desk]:
    """A desk of this test's own with the built-in sources."""
    desk = Desk.open(Settings(data_dir=own_data))
    yield desk
    desk.search.close()


LAW = """2026 Minnesota Statutes

43A.07 CLASSIFIED SERVICE.

Subdivision 1. Plan. The commissioner keeps the plan.

Subd. 3. Protest. A zookeeper may protest the feeding of penguins in writing to the commissioner.
"""


def test_documents_are_ingested_all_or_none(own: Desk, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    before = own.sources()
    with pytest.raises(InputError, match=r"empty\.txt: the document is empty"):
        own.ingest([tmp_path / "law.txt", tmp_path / "empty.txt"])
    assert own.sources() == before
    assert not (own.settings.data_dir / "sources").exists()


def test_an_ingested_document_is_found_and_quoted_at_once(own: Desk, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    (source,) = own.ingest([tmp_path / "law.txt"])
    assert (source.kind, source.official) == (Kind.STATUTE, True)
    answer = own.ask("What does 43A.07 subd. 3 say about penguins?")
    assert "penguins" in answer.citations[0].quote
    stands(answer, own)


def test_kind_and_jurisdiction_can_be_said(own: Desk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Guide to the office\n\nAll mail is opened by noon and logged.\n", "utf-8")
    (source,) = own.ingest([tmp_path / "note.txt"], kind=Kind.CONTRACT, jurisdiction="City of Elsewhere")
    assert (source.kind, source.jurisdiction) == (Kind.CONTRACT, "City of Elsewhere")


# --- the rest of the desk


def test_what_stands_around_a_citation(desk: Desk) -> None:
    citation = desk.ask(DENIED).citations[0]
    before, own, after = desk.around(citation.source, citation.start, citation.end)
    assert citation.quote in own.text
    passages = desk.source(citation.source).passages
    place = passages.index(own)
    assert (before, after) == (passages[place - 1], passages[place + 1])
    first, last = passages[0], passages[-1]
    assert desk.around(citation.source, first.start, first.end)[0] is None
    assert desk.around(citation.source, last.start, last.end)[2] is None
    with pytest.raises(UnknownName):
        desk.around(citation.source, first.start, last.end)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_given_is_said(text: str, desk: Desk) -> None:
    for verb in (desk.suggest, desk.ask, lambda text: desk.draft(text, format="duluth")):
        with pytest.raises(InputError, match="is empty"):
            verb(text)


def test_names(desk: Desk) -> None:
    assert desk.plans() == ["minnesota", "duluth"]
    assert desk.formats() == ["duluth", "minnesota"]
    assert desk.warnings == ()
    with pytest.raises(UnknownName, match="known: minnesota, duluth"):
        desk.suggest("Sorts mail.", plan="nope")


def test_nothing_is_written_into_the_project(desk: Desk, description: str) -> None:
    """Files under the project's own folder are never written at run time (the contract)."""
    root = Path(__file__).resolve().parents[1]

    def state() -> dict[Path, float]:
        ours = [*(root / "assistant").rglob("*"), *(root / "knowledge").rglob("*")]
        return {path: path.stat().st_mtime for path in ours if path.is_file() and "__pycache__" not in path.parts}

    before = state()
    desk.suggest(description)
    desk.ask(DENIED)
    desk.draft(description, format="duluth")
    assert state() == before
