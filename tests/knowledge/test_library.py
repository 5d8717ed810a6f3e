"""The library: official text before restatements, sources kept whole, quotations cut from their source."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import InputError, UnknownName
from knowledge.library import Library, class_spec
from knowledge.models import DULUTH, STATE, Kind, Passage, Source, Status
from knowledge.parse.document import read_document
from knowledge.parse.ingest import parse_document


def made(id: str, *provisions: tuple[str, str], kind: Kind = Kind.STATUTE, status: Status = Status.OFFICIAL) -> Source:
    """A source whose provisions, given as (pinpoint, words), stand one below the other."""
    text, passages = "", []
    for pinpoint, words in provisions:
        passages.append(Passage(id, pinpoint, (pinpoint,), len(text), len(text) + len(words), words))
        text += f"{words}\n\n"
    return Source(id, id.title(), kind, STATE, "2026", status, "", text, tuple(passages))


def library_with(folder: Path, *sources: Source) -> Library:
    library = Library(folder)
    library.add(sources)
    return library


def restated(library: Library, pinpoint: str) -> Passage:
    found = [p for p in library.passages if p.pinpoint == pinpoint and not library.source(p.source).official]
    assert found, pinpoint
    return found[0]


def evidence(library: Library, pinpoint: str) -> list[str]:
    """The sources and pinpoints that may be cited in place of our restatement of ``pinpoint``."""
    return [f"{p.source}: {p.pinpoint}" for p in library.evidence(restated(library, pinpoint))]


OFFICIAL = made(
    "official-law",
    ("Minn. Stat. 43A.07, subd. 2", "New positions."),
    ("Minn. Stat. 43A.07, subd. 2", "Existing positions."),
    ("§ 43A.08(1)(9)", "Academic staff."),
    ("Admin. Procedure 7, Appeals", "An appeal is written."),
    ("HR Technician 2, II. Distinguishing Features", "Advanced work."),
    ("Duluth memo, Background Information", "Reviewed."),
)


@pytest.mark.parametrize(
    ("pinpoint", "cited"),
    [
        ("Minn. Stat. 43A.07, subd. 2", ["Minn. Stat. 43A.07, subd. 2"] * 2),
        ("Minn. Stat. 43A.08, subd. 1(9)", ["§ 43A.08(1)(9)"]),
        ("Admin. Procedure 7, Appeals", ["Admin. Procedure 7, Appeals"]),
        ("HR Technician 2, II. Distinguishing Characteristics", ["HR Technician 2, II. Distinguishing Features"]),
        ("Duluth memo, Background", ["Duluth memo, Background Information"]),
    ],
)
def test_official_text_stands_before_our_restatement(pinpoint: str, cited: list[str], tmp_path: Path) -> None:
    library = library_with(tmp_path, OFFICIAL)
    assert evidence(library, pinpoint) == [f"official-law: {name}" for name in cited]


@pytest.mark.parametrize(
    "pinpoint",
    [
        "Minn. Stat. 43A.07, subd. 3",
        "Minn. Stat. 43A.08, subd. 1",
        "Minn. Stat. 43A.08, subd. 1(8)",
        "Admin. Procedure 7, Provisions C",
        "HR Technician 2, I. Kind and Level of Work",
        "HR Technician 1, II. Distinguishing Characteristics",
        "Duluth memo, Footer",
    ],
)
def test_what_is_not_held_officially_is_cited_as_restated(pinpoint: str, tmp_path: Path) -> None:
    library = library_with(tmp_path, OFFICIAL)
    passage = restated(library, pinpoint)
    assert library.evidence(passage) == (passage,)


def test_official_passages_are_their_own_evidence(tmp_path: Path) -> None:
    library = library_with(tmp_path, OFFICIAL)
    assert [library.evidence(passage) for passage in OFFICIAL.passages] == [(passage,) for passage in OFFICIAL.passages]


def test_the_real_documents_stand_before_every_restatement_of_them(corpus: Path, tmp_path: Path) -> None:
    sources = [s for path in sorted(corpus.iterdir()) for s in parse_document(read_document(path), path.name)]
    library = library_with(tmp_path, *sources)
    owed = ("mn-stat-43a-07", "mn-stat-43a-08", "mn-admin-procedure-7", "mn-class-human-resources-technician-2")
    still_restated = {
        passage.pinpoint
        for id in owed
        for passage in library.source(id).passages
        if not all(library.source(cited.source).official for cited in library.evidence(passage))
    }
    assert still_restated == {"HR Technician 2, Licensure"}, "the official specification says only N/A there"


def test_official_sources_are_listed_first(tmp_path: Path) -> None:
    listed = list(library_with(tmp_path, OFFICIAL).sources.values())
    assert [source.official for source in listed] == [True] + [False] * (len(listed) - 1)


def test_an_unknown_source_names_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no source named 'mn-stat-43a-99'.*mn-") as caught:
        Library(tmp_path).source("mn-stat-43a-99")
    assert caught.value.exit_code == 2


def test_what_is_added_is_seen_at_once_and_after_a_restart(tmp_path: Path) -> None:
    library = Library(tmp_path)
    before = len(library.passages)
    library.add([OFFICIAL, made("official-more", ("P 1", "Words."))])
    assert len(library.passages) == before + len(OFFICIAL.passages) + 1
    assert Library(tmp_path).ingested == library.ingested == (OFFICIAL, made("official-more", ("P 1", "Words.")))


def test_a_source_of_the_same_id_is_replaced(tmp_path: Path) -> None:
    library = library_with(tmp_path, made("official-law", ("P 1", "Old.")), made("official-other", ("P 2", "Kept.")))
    library.add([made("official-law", ("P 1", "New."))])
    assert [source.text for source in library.ingested] == ["New.\n\n", "Kept.\n\n"]


def test_sources_are_added_all_or_none(tmp_path: Path) -> None:
    library = library_with(tmp_path, made("official-law", ("P 1", "Old.")))
    unwritable = made("official-zz", ("P 1", "a lone surrogate: \ud800"))
    with pytest.raises(UnicodeEncodeError):
        library.add([made("official-law", ("P 1", "New.")), made("official-aa", ("P 1", "First.")), unwritable])
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["official-law.json"]
    assert Library(tmp_path).source("official-law").text == "Old.\n\n"


WHOLE = json.dumps(
    {
        "id": "official-law",
        "title": "Law",
        "kind": "statute",
        "jurisdiction": STATE,
        "edition": "2026",
        "status": "official",
        "url": "",
        "text": "Words.",
        "passages": [
            {"source": "official-law", "pinpoint": "P 1", "heading": ["P"], "start": 0, "end": 6, "text": "Words."}
        ],
        "note": "",
    }
)


def test_the_stored_form_is_read(tmp_path: Path) -> None:
    """The form of the file on disk, written out here so that a change of it is noticed."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "law.json").write_text(WHOLE, "utf-8")
    (source,) = Library(tmp_path).ingested
    assert (source.id, source.kind, source.status, source.text) == (
        "official-law",
        Kind.STATUTE,
        Status.OFFICIAL,
        "Words.",
    )
    assert source.passages == (Passage("official-law", "P 1", ("P",), 0, 6, "Words."),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        WHOLE[: len(WHOLE) // 2].encode(),
        WHOLE.encode() + b"\xff",
        b"\xff\xfe" + WHOLE.encode(),
        b"null",
        b'"words"',
        b"[]",
        b"{}",
        WHOLE.replace('"statute"', '"novel"').encode(),
        WHOLE.replace('"official", "url"', '"rumoured", "url"').encode(),
        WHOLE.replace('"title": "Law", ', "").encode(),
        WHOLE.replace('"title"', '"name"').encode(),
        WHOLE.replace('"pinpoint": "P 1", ', "").encode(),
        WHOLE.replace('"heading": ["P"], ', "").encode(),
        WHOLE.replace('[{"source"', '["x", {"source"').encode(),
    ],
)
def test_a_damaged_file_is_named_with_how_to_mend_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sources" / "law.json"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(InputError, match="is damaged") as caught:
        _ = Library(tmp_path).sources
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert said.endswith("delete it and ingest the document again")
    assert "\n" not in said


def test_a_citation_is_cut_from_its_source(tmp_path: Path) -> None:
    library = library_with(tmp_path, OFFICIAL)
    passage = OFFICIAL.passages[1]
    whole = library.cite(passage)
    assert (whole.quote, whole.pinpoint) == ("Existing positions.", "Minn. Stat. 43A.07, subd. 2")
    assert (whole.source, whole.title, whole.text_status, whole.edition) == (
        "official-law",
        OFFICIAL.title,
        "official",
        "2026",
    )
    part = library.cite(passage, passage.start, passage.start + 8)
    assert (part.quote, part.start, part.end) == ("Existing", passage.start, passage.start + 8)


BUILT_IN = Library(Path("nowhere"))


@given(st.data())
def test_every_quotation_is_exactly_what_stands_between_its_offsets(data: st.DataObject) -> None:
    library = BUILT_IN
    passage = data.draw(st.sampled_from(library.passages))
    start = data.draw(st.integers(passage.start, passage.end - 1))
    end = data.draw(st.integers(start + 1, passage.end))
    citation = library.cite(passage, start, end)
    assert citation.quote == library.source(citation.source).text[citation.start : citation.end]
    assert citation.quote in passage.text


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=50)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4), st.sampled_from(Kind), TEXT)
def test_a_source_is_read_back_as_it_was_kept(provisions: list[tuple[str, str]], kind: Kind, title: str) -> None:
    source = replace(made("official-x", *provisions, kind=kind), title=title, note=title, jurisdiction=title)
    with tempfile.TemporaryDirectory() as folder:
        library_with(Path(folder), source)
        assert Library(Path(folder)).ingested == (source,)


def test_a_profile_becomes_a_class() -> None:
    source = replace(made("mn-class-x", ("X, I.", "Sorts.")), title="Clerk 2", jurisdiction=DULUTH)
    fields = {"code": 1821, "series": "Clerk", "level": "2", "bargaining_unit": 217, "flsa": None, "also": ["Clerk II"]}
    spec = class_spec(source, fields, "duluth")
    assert (spec.title, spec.code, spec.series, spec.level, spec.plan) == ("Clerk 2", "1821", "Clerk", 2, "duluth")
    assert (spec.jurisdiction, spec.bargaining_unit, spec.flsa, spec.also) == (DULUTH, "217", "", ("Clerk II",))
    bare = class_spec(source, {}, "duluth")
    assert (bare.code, bare.series, bare.level, bare.also) == ("", "Clerk 2", None, ())
