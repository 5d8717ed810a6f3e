"""Class plans: loaded whole or not at all, each fault named with its line, no class in another's plan."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import InputError, UnknownName
from knowledge.library import Library
from knowledge.models import DULUTH, STATE
from knowledge.parse.document import read_document
from knowledge.parse.ingest import parse_document
from knowledge.plans import BUILT_IN, Plans

CLERK = {
    "class_title": "Clerk",
    "class_code": "0100",
    "series": "Clerk",
    "level": 1,
    "jurisdiction": "City of Elsewhere",
    "bargaining_unit": "A",
    "url": "https://example.org/0100",
    "sections": {"KIND AND LEVEL OF WORK": " Sorts mail. ", "EXAMPLES": "- Files.\n- Copies.", "EMPTY": " "},
}
TYPIST = {"class_title": "Typist", "class_code": 200, "text": "Types letters."}
SORTED = {"id": "p1", "text": "Sorts letters all day.", "class_code": "0100"}


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans(tmp_path / "data", Library(tmp_path / "data"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes objects, or lines as they are, as JSON lines."""

    def written(name: str, *lines: Any) -> Path:
        text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path

    return written


def files(tmp_path: Path) -> dict[str, bytes]:
    """All that the plans have on disk."""
    kept = tmp_path / "data" / "plans"
    return {path.relative_to(kept).as_posix(): path.read_bytes() for path in sorted(kept.rglob("*")) if path.is_file()}


def test_the_built_in_plans_are_there_before_anything_is_loaded(plans: Plans) -> None:
    assert plans.names() == list(BUILT_IN) == ["minnesota", "duluth"]
    assert plans.plan("minnesota").jurisdiction == STATE
    assert plans.plan("duluth").jurisdiction == DULUTH


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_plan_is_loaded_with_its_precedents(suffix: str, plans: Plans, write: Callable[..., Path]) -> None:
    added = plans.add(write(f"plan{suffix}", CLERK, "", TYPIST), "else", write(f"old{suffix}", SORTED)).plan
    assert plans.names() == ["minnesota", "duluth", "else"]
    assert plans.plan("else") == added
    clerk, typist = added.classes
    assert (clerk.title, clerk.code, clerk.series, clerk.level, clerk.plan) == ("Clerk", "0100", "Clerk", 1, "else")
    assert (clerk.jurisdiction, clerk.bargaining_unit, clerk.source.url) == (
        "City of Elsewhere",
        "A",
        "https://example.org/0100",
    )
    assert (typist.code, typist.series, typist.level, typist.jurisdiction) == ("200", "Typist", None, "else")
    assert [(precedent.id, precedent.class_code) for precedent in added.precedents] == [("p1", "0100")]
    assert added.jurisdiction == "City of Elsewhere"


def test_sections_become_exact_passages_and_empty_ones_none(plans: Plans, write: Callable[..., Path]) -> None:
    clerk, typist = plans.add(write("plan.jsonl", CLERK, TYPIST), "else").plan.classes
    assert [(p.pinpoint, p.text) for p in clerk.source.passages] == [
        ("Clerk, KIND AND LEVEL OF WORK", "Sorts mail."),
        ("Clerk, EXAMPLES", "- Files.\n- Copies."),
    ]
    assert [(p.pinpoint, p.text) for p in typist.source.passages] == [("Typist", "Types letters.")]
    for spec in (clerk, typist):
        for passage in spec.source.passages:
            assert passage.text == spec.source.text[passage.start : passage.end]
            assert passage.source == spec.source.id


def test_a_class_is_a_source_of_its_own(plans: Plans, write: Callable[..., Path]) -> None:
    plans.add(write("plan.jsonl", CLERK, TYPIST), "else")
    found = plans.source("else:200")
    assert found is not None
    assert found.title == "Typist"
    assert [plans.source(id) for id in ("else:999", "other:200", "minnesota:200", "mn-stat-43a-07")] == [None] * 4


def test_a_plan_outlives_the_process(plans: Plans, write: Callable[..., Path], tmp_path: Path) -> None:
    added = plans.add(write("plan.jsonl", CLERK, TYPIST), "else", write("old.jsonl", SORTED)).plan
    assert Plans(tmp_path / "data", Library(tmp_path / "data")).plan("else") == added


def test_replacing_drops_the_old_classes_and_precedents(plans: Plans, write: Callable[..., Path]) -> None:
    plans.add(write("plan.jsonl", CLERK), "else", write("old.jsonl", SORTED))
    replaced = plans.add(write("new.jsonl", TYPIST), "else", replace=True)
    assert [spec.title for spec in replaced.plan.classes] == ["Typist"]
    assert replaced.plan.precedents == ()
    assert str(replaced.changes) == "1 new, 0 changed, 1 removed, 0 as they were"
    assert replaced.remarks == ("its 1 precedents are gone; give them again with --precedents",)


def test_a_removed_plan_is_gone(plans: Plans, write: Callable[..., Path]) -> None:
    plans.add(write("plan.jsonl", CLERK), "else")
    plans.remove("else")
    assert plans.names() == ["minnesota", "duluth"]
    with pytest.raises(UnknownName, match="no class plan named 'else'; known: minnesota, duluth"):
        plans.plan("else")
    with pytest.raises(UnknownName):
        plans.remove("else")


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_plan_is_neither_removed_nor_replaced(name: str, plans: Plans, write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="built in"):
        plans.remove(name)
    with pytest.raises(InputError, match="built in"):
        plans.add(write("plan.jsonl", CLERK), name, replace=True)


WRONG_LINES = {
    "not JSON": ('{"class_title": "A"', "line 2"),
    "no object": ("[1]", "line 2"),
    "no title": ({**CLERK, "class_title": None, "class_code": "1"}, "line 2: class_title"),
    "an empty title": ({**CLERK, "class_title": "", "class_code": "1"}, "line 2: class_title"),
    "no code": ({"class_title": "A", "text": "Types."}, "line 2: class_code"),
    "sections of no words": (
        {"class_title": "A", "class_code": "1", "sections": {"B": 3.5, "C": []}},
        "line 2: sections.C",
    ),
    "a level in words": ({**TYPIST, "level": "two"}, "line 2: level"),
    "a code twice": ({**TYPIST, "class_code": "0100"}, "line 2: class_code '0100' stands already in line 1"),
}


@pytest.mark.parametrize(("line", "fault"), WRONG_LINES.values(), ids=WRONG_LINES)
def test_a_wrong_line_is_named_and_nothing_is_kept(
    line: Any, fault: str, plans: Plans, write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write("plan.jsonl", CLERK, line, TYPIST)
    with pytest.raises(InputError, match=fault) as caught:
        plans.add(path, "else")
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert "\n" not in str(caught.value)
    assert plans.names() == ["minnesota", "duluth"]
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ({**SORTED, "class_code": "999"}, "line 2: class_code '999' is not a class of this plan"),
        ({"id": "p2", "class_code": "0100"}, "line 2: text"),
        ("{", "line 2"),
    ],
)
def test_a_wrong_precedent_is_named_and_the_old_plan_stays(
    line: Any, fault: str, plans: Plans, write: Callable[..., Path], tmp_path: Path
) -> None:
    plans.add(write("plan.jsonl", CLERK), "else", write("old.jsonl", SORTED))
    before = files(tmp_path)
    path = write("wrong.jsonl", SORTED, line)
    with pytest.raises(InputError, match=fault) as caught:
        plans.add(write("new.jsonl", CLERK, TYPIST), "else", path, replace=True)
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert files(tmp_path) == before != {}


def damaged(path: Path) -> Path:
    """The same file with a letter of its compressed body changed."""
    data = bytearray(path.read_bytes())
    data[15] ^= 0xFF
    path.write_bytes(data)
    return path


FILES: dict[str, tuple[Callable[[Path, Callable[..., Path]], Path], str]] = {
    "missing": (lambda tmp_path, _: tmp_path / "none.jsonl", "no such file"),
    "a folder of no documents": (lambda tmp_path, _: tmp_path, "holds no class"),
    "empty": (lambda _, write: write("plan.jsonl"), "holds no class"),
    "blank lines only": (lambda _, write: write("plan.jsonl", "", "  "), "holds no class"),
    "not gzip": (lambda _, write: write("plan.jsonl", CLERK).rename(write("x.jsonl.gz")), "not JSON lines"),
    "cut gzip": (lambda _, write: cut(write("plan.jsonl.gz", CLERK, TYPIST)), "not JSON lines"),
    "damaged gzip": (lambda _, write: damaged(write("plan.jsonl.gz", CLERK, TYPIST)), "not JSON lines"),
    "UTF-16": (lambda _, write: utf16(write("plan.jsonl", CLERK)), "not JSON lines in UTF-8"),
}


def cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-12])
    return path


def utf16(path: Path) -> Path:
    path.write_text(path.read_text("utf-8"), "utf-16")
    return path


@pytest.mark.parametrize(("make", "fault"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_a_plan(
    make: Callable[[Path, Callable[..., Path]], Path],
    fault: str,
    plans: Plans,
    write: Callable[..., Path],
    tmp_path: Path,
) -> None:
    path = make(tmp_path, write)
    with pytest.raises(InputError, match=fault) as caught:
        plans.add(path, "else")
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "a\\b", ".hidden", "-dash", "two words", "x" * 65, "new\n", "c:d"]
)
def test_names_that_cannot_name_a_folder(name: str, plans: Plans, write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot name a plan"):
        plans.add(write("plan.jsonl", CLERK), name)
    assert files(tmp_path) == {}


@pytest.mark.parametrize("name", ["a", "NYC", "city-of-x_2.1", "x" * 64, "7"])
def test_names_that_can(name: str, plans: Plans, write: Callable[..., Path]) -> None:
    assert plans.add(write("plan.jsonl", CLERK), name).plan.name == name
    assert plans.names()[-1] == name


def test_a_name_in_use_is_kept_unless_replaced(plans: Plans, write: Callable[..., Path]) -> None:
    plans.add(write("plan.jsonl", CLERK), "else")
    with pytest.raises(InputError, match="--replace"):
        plans.add(write("new.jsonl", TYPIST), "else")
    assert [spec.title for spec in plans.plan("else").classes] == ["Clerk"]


def test_what_a_stopped_process_left_half_written_is_no_plan(
    plans: Plans, write: Callable[..., Path], tmp_path: Path
) -> None:
    plans.add(write("plan.jsonl", CLERK), "else")
    kept = tmp_path / "data" / "plans"
    (kept / "half").mkdir()
    (kept / "half" / "plan.jsonl.77.part").write_text(json.dumps(TYPIST))
    assert plans.names() == ["minnesota", "duluth", "else"]
    assert plans.plan("else").classes[0].title == "Clerk"


def titles(plans: Plans, name: str) -> list[str]:
    return [spec.title for spec in plans.plan(name).classes]


def test_official_documents_join_the_plan_of_their_own_employer(corpus: Path, tmp_path: Path) -> None:
    library = Library(tmp_path)
    before = Plans(tmp_path, library)
    state, city = titles(before, "minnesota"), titles(before, "duluth")
    library.add(s for path in sorted(corpus.iterdir()) for s in parse_document(read_document(path), path.name))
    plans = Plans(tmp_path, library)
    assert sorted(titles(plans, "minnesota")) == sorted(state)
    assert sorted(titles(plans, "duluth")) == sorted(city)
    assert {spec.jurisdiction for spec in plans.plan("minnesota").classes} == {STATE}
    assert {spec.jurisdiction for spec in plans.plan("duluth").classes} == {DULUTH}
    official = {spec.title: spec for name in BUILT_IN for spec in plans.plan(name).classes if spec.source.official}
    assert sorted(official) == ["Human Resources Technician", "Human Resources Technician 2"]
    assert (official["Human Resources Technician 2"].series, official["Human Resources Technician 2"].level) == (
        "Human Resources Technician",
        2,
    )
    assert "HR Technician 2" in official["Human Resources Technician 2"].also


def test_a_loaded_plan_holds_its_own_classes_only(plans: Plans, write: Callable[..., Path]) -> None:
    plans.add(write("plan.jsonl", CLERK, TYPIST), "else")
    assert titles(plans, "else") == ["Clerk", "Typist"]
    assert "Typist" not in titles(plans, "minnesota")
