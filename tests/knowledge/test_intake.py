"""Taking documents in: all of them or none, nothing in another's place, and what was seen is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import InputError
from knowledge.intake import Intake, Orders, take_in
from knowledge.library import Library
from knowledge.models import Kind

LAW = "43A.07 CLASSIFIED SERVICE.\n\nSubdivision 1. Plan. The commissioner keeps the plan.\n"
SPEC = "Harbor Clerk\n\nClass Code: 1234\n\nDEFINITION\n\nKeeps the register.\n\nTYPICAL TASKS\n\nAnswers the radio.\n"


def taken(*paths: Path, **orders: object) -> Intake:
    return take_in(paths, Orders(**orders), lambda _what, _done, _total: None)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good documents, one that is none, and a picture."""
    for name, text in {"law.txt": LAW, "spec.txt": SPEC, "empty.txt": " ", "photo.png": "x"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_each_document_is_told_with_its_kind_and_the_reason(folder: Path) -> None:
    found = taken(folder / "law.txt", folder / "spec.txt")
    assert [(Path(r.name).name, r.detected.kind, r.detected.why) for r in found.readings] == [
        ("law.txt", Kind.STATUTE, "its sections are numbered as those of statutes"),
        ("spec.txt", Kind.CLASS_SPEC, "it has the headings of a class specification"),
    ]
    assert [source.id for source in found] == ["official-mn-stat-43a-07", "official-class-harbor-clerk"]
    assert taken(folder / "spec.txt", kind=Kind.MEMO).readings[0].detected.why == "as you say"


def test_one_that_cannot_be_read_stops_all_and_all_such_are_named(folder: Path) -> None:
    (folder / "signs.txt").write_text("-----\n", "utf-8")
    with pytest.raises(InputError, match="2 of 4 documents cannot be read, and nothing was kept: ") as caught:
        taken(folder)
    for part in ("empty.txt: the document is empty", "signs.txt: nothing in it could be cited", "--keep-going"):
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_keeping_on_takes_the_others_and_reports_these(folder: Path) -> None:
    found = taken(folder, keep_going=True)
    assert len(found) == 2
    assert [Path(error.name).name for error in found.refused] == ["empty.txt"]
    assert [item.why for item in found.passed_over] == ["a .png file, no document that can be read"]


def test_keeping_on_with_nothing_that_can_be_read_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        taken(folder / "empty.txt", keep_going=True)
    (folder / "sub").mkdir()
    with pytest.raises(InputError, match="there is no document that can be read"):
        taken(folder / "sub")


def test_two_documents_of_one_name_both_stay_and_a_copy_is_read_once(tmp_path: Path) -> None:
    for name, text in {"a.txt": SPEC, "b.txt": SPEC.replace("radio", "phone"), "c.txt": SPEC}.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = taken(tmp_path)
    assert [source.id for source in found] == ["official-class-harbor-clerk", "official-class-harbor-clerk-b"]
    assert all(passage.source == source.id for source in found for passage in source.passages)
    assert found.readings[2].remarks == ("holds the same text as a document before it",)


def test_a_document_read_again_as_another_kind_takes_its_own_place(folder: Path) -> None:
    library = Library(folder / "data")
    library.add(taken(folder / "law.txt", folder / "spec.txt"))
    wrong = taken(folder / "spec.txt", kind=Kind.JOB_DESCRIPTION)
    after = library.with_sources(wrong)
    assert len(library.ingested) == 2, "nothing is kept yet"
    library.add(wrong)
    ids = {source.id for source in library.ingested}
    assert ids == {source.id for source in after.ingested} == {"official-mn-stat-43a-07", wrong.sources[0].id}
    assert "official-class-harbor-clerk" not in ids
