"""A plan's file in the forms employers have it: what its columns are is seen and said, and every fault is named."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from knowledge import plan_store
from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.plan_files import read_classes, read_precedents
from knowledge.plans import Plans

SPEC = """Harbor Clerk {n}

Class Code: 12{n}

DEFINITION

Under direction, keeps {word}.

TYPICAL TASKS

Answers.
"""


def silent(_what: str, _done: int, _total: int) -> None:
    return None


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans(tmp_path / "data", Library(tmp_path / "data"))


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_table_is_mapped_by_its_columns_names_and_says_so(tmp_path: Path) -> None:
    table = "Job Title;Job Code;Union;Duties;Minimum Qualifications;Grade\nClerk;0100;AFSCME;Keeps books.;One year.;7\n"
    found = read_classes(written(tmp_path / "plan.csv", table), silent)
    ((place, line),) = found.lines
    assert (place, line.class_title, line.class_code, line.bargaining_unit) == ("line 2", "Clerk", "0100", "AFSCME")
    assert line.sections == {"Duties": "Keeps books.", "Minimum Qualifications": "One year."}
    assert found.remarks == (
        "read 'Job Title' as class_title, 'Job Code' as class_code, 'Union' as bargaining_unit",
        "read as sections: 'Duties', 'Minimum Qualifications'",
        "not used: 'Grade'",
    )


def test_cells_of_several_lines_keep_their_place(tmp_path: Path) -> None:
    table = 'title,code,text\nA,1,"one\ntwo"\nB,2,"""said"", he"\n,3,x\n'
    with pytest.raises(InputError, match="line 5: class_title"):
        read_classes(written(tmp_path / "plan.csv", table), silent)
    good = read_classes(written(tmp_path / "good.csv", table.replace("\n,3", "\nC,3")), silent)
    assert [(place, line.text) for place, line in good.lines] == [
        ("line 2", "one\ntwo"),
        ("line 4", '"said", he'),
        ("line 5", "x"),
    ]


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Cover"
    sheet = book.create_sheet("Classes")
    for row in (["Class plan of the harbor"], [], ["Class Title", "Class Code", "Level", "Description"]):
        sheet.append(row)
    for title, code, level, text in (("Clerk", 100, 1.0, "Keeps books."), ("Diver", 7, 2, "Dives.")):
        sheet.append([title, code, level, text])
        sheet.cell(sheet.max_row, 2).number_format = "0000"
    book.save(path)
    return path


def test_a_workbook_keeps_the_zeros_of_its_codes(tmp_path: Path) -> None:
    found = read_classes(workbook(tmp_path / "plan.xlsx"), silent)
    assert [(p, c.class_title, c.class_code, c.level, c.text) for p, c in found.lines] == [
        ("row 4", "Clerk", "0100", 1, "Keeps books."),
        ("row 5", "Diver", "0007", 2, "Dives."),
    ]


@pytest.mark.parametrize("cut", [20, 900])
def test_a_damaged_workbook_is_an_error(cut: int, tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(InputError, match=r"plan\.xlsx: .*(damaged|not an Excel workbook)"):
        read_classes(path, silent)


def specs(folder: Path, count: int = 3, word: str = "the register") -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        written(folder / f"{n}.txt", SPEC.format(n=n, word=word))
    written(folder / "notes.xml", "x")
    return folder


def test_a_folder_and_an_archive_of_specifications_are_a_plan(plans: Plans, tmp_path: Path) -> None:
    folder = specs(tmp_path / "specs")
    added = plans.add(folder, "harbor")
    clerk = added.plan.classes[1]
    assert (clerk.title, clerk.code) == ("Harbor Clerk 1", "121")
    assert [p.pinpoint for p in clerk.source.passages] == [
        "Harbor Clerk 1, Definition",
        "Harbor Clerk 1, Typical Tasks",
    ]
    assert added.remarks == ("passed over: 1 × a .xml file, no document that can be read",)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
    (tmp_path / "specs.zip").write_bytes(stream.getvalue())
    assert str(plans.add(tmp_path / "specs.zip", "harbor", replace=True).changes).endswith("3 as they were")


def test_faults_of_a_folder_are_all_named(plans: Plans, tmp_path: Path) -> None:
    folder = specs(tmp_path / "specs")
    written(folder / "again.txt", SPEC.format(n=1, word="x"))
    with pytest.raises(InputError, match=r"class_code '121' stands already in .*1\.txt|again\.txt"):
        plans.add(folder, "harbor")
    written(folder / "again.txt", "")
    with pytest.raises(InputError, match=r"again\.txt: the document is empty"):
        plans.add(folder, "harbor")
    assert plans.names() == ["minnesota", "duluth"]


def test_adding_again_reads_only_what_changed(plans: Plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = specs(tmp_path / "specs", 4)
    assert str(plans.add(folder, "harbor").changes) == "4 new, 0 changed, 0 removed, 0 as they were"
    before = plans.plan("harbor").classes
    written(folder / "1.txt", SPEC.format(n=1, word="the log"))
    (folder / "2.txt").unlink()
    written(folder / "9.txt", SPEC.format(n=9, word="the books"))
    read: list[str] = []
    class_of = plan_store.class_of
    monkeypatch.setattr(
        "knowledge.plans.class_of", lambda line, plan: read.append(line.class_code) or class_of(line, plan)
    )
    added = plans.add(folder, "harbor", replace=True)
    assert str(added.changes) == "1 new, 1 changed, 1 removed, 2 as they were"
    assert read == ["121", "129"]
    assert added.plan.classes[0] == before[0]
    assert "the log" in added.plan.classes[1].source.text


def test_all_faults_are_told_at_once_up_to_a_few(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"title": "A", "code": str(n // 2), "text": "x"}) + "\n" for n in range(20))
    with pytest.raises(InputError) as caught:
        read_classes(written(tmp_path / "p.jsonl", lines), silent)
    said = str(caught.value)
    assert said.startswith(f"{tmp_path / 'p.jsonl'}, line 2: class_code '0' stands already in line 1; line 4: ")
    assert said.endswith("; and 5 more")


def test_classes_without_text_are_kept_by_title_and_said(plans: Plans, tmp_path: Path) -> None:
    path = written(tmp_path / "p.csv", "title,code,text\nClerk,1,Keeps books.\nDiver,2,\n")
    added = plans.add(path, "harbor")
    assert added.remarks[-1] == "1 classes have no text and are known by their title only: line 3"
    diver = added.plan.classes[1]
    assert [(p.pinpoint, p.text) for p in diver.source.passages] == [("Diver", "Diver")]
    with pytest.raises(InputError, match="line 2: the class needs 'text' or 'sections'"):
        plans.add(written(tmp_path / "q.csv", "title,code,text\nDiver,2,\n"), "other")


def test_precedents_come_in_tables_too_with_their_faults(tmp_path: Path) -> None:
    table = "Position Number,Class Code,Duties\np1,1,Keeps books.\np2,9,Dives.\np1,1,\n"
    with pytest.raises(InputError) as caught:
        read_precedents(written(tmp_path / "old.csv", table), {"1"})
    assert str(caught.value) == f"{tmp_path / 'old.csv'}, line 4: text: Field required"
    with pytest.raises(InputError, match="line 3: class_code '9' is not a class of this plan; line 4: id 'p1' stands"):
        read_precedents(written(tmp_path / "old.csv", table.replace("p1,1,\n", "p1,1,Reads.\n")), {"1"})
    good = read_precedents(written(tmp_path / "good.csv", table.split("p2")[0]), {"1"})
    assert [(line.id, line.class_code, line.text) for _, line in good.lines] == [("p1", "1", "Keeps books.")]


def test_a_plan_of_the_first_version_is_still_read(plans: Plans, tmp_path: Path) -> None:
    old = tmp_path / "data" / "plans" / "harbor"
    old.mkdir(parents=True)
    written(old / "classes.jsonl", '{"class_title": "Clerk", "class_code": "1", "text": "Keeps books."}\n')
    written(old / "precedents.jsonl", '{"id": "p", "text": "Books.", "class_code": "1"}\n')
    plan = plans.plan("harbor")
    assert [spec.title for spec in plan.classes] == ["Clerk"]
    assert [precedent.id for precedent in plan.precedents] == ["p"]
    assert str(plans.add(old / "classes.jsonl", "harbor", replace=True).changes).endswith("1 as they were")
    assert sorted(path.name for path in old.iterdir()) == ["plan.jsonl"]


def test_a_damaged_plan_is_one_clear_error(plans: Plans, tmp_path: Path) -> None:
    path = written(tmp_path / "p.csv", "title,code,text\nClerk,1,Keeps books.\n")
    plans.add(path, "harbor")
    kept = tmp_path / "data" / "plans" / "harbor" / "plan.jsonl"
    kept.write_text(kept.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(InputError, match=r"plan\.jsonl: is damaged .*--replace"):
        plans.plan("harbor")
    assert str(plans.add(path, "harbor", replace=True).changes).startswith("1 new")
    assert [spec.title for spec in plans.plan("harbor").classes] == ["Clerk"]


def test_levels_may_be_roman_and_two_columns_of_one_part_both_stay(tmp_path: Path) -> None:
    table = "title,code,level,min_qual,requirements\nClerk,1,II,One year.,A license.\n"
    ((_, line),) = read_classes(written(tmp_path / "p.csv", table), silent).lines
    assert line.level == 2
    assert line.sections == {"Minimum Qualifications": "One year.", "requirements": "A license."}
