"""Saved cases: whole or not at all, on both databases, whoever writes and whenever the power goes."""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from assistant.cases.entries import DateSet, DescriptionAdded, NoteAdded, Opened, Party, PersonNamed, Stage, Withdrawn
from assistant.cases.store import ROOM, Cases, entries
from assistant.database import migrate
from knowledge.errors import InputError, SettingsError, UnknownName
from tests.cases.conftest import NOON, later
from tests.cases.writer import keep_writing, prepare
from tests.processes import PROCESSES

OPENED = Opened(title="Study of a position", plan="minnesota")
KILLS = 50
"""On each of the two databases."""


def opened(cases: Cases) -> str:
    return cases.open(OPENED, who="Ada", at=NOON).id


def test_a_case_is_what_was_written(cases: Cases, address: str, tmp_path: Path) -> None:
    id = opened(cases)
    cases.add(id, PersonNamed(party=Party.EMPLOYEE, name="Émile Ōta ‹x›"), who="Ada", at=later(1))
    cases.add(id, DescriptionAdded(stage=Stage.CURRENT, name="a.txt", text="First\x00 draft"), who="Ada", at=later(2))
    cases.add(id, DescriptionAdded(stage=Stage.CURRENT, name="b.txt", text="Second"), who="Bo", at=later(3))
    cases.close()
    again = Cases(tmp_path, address)
    found = again.case(id)
    again.close()
    assert found.opened == OPENED
    assert found.people == {Party.EMPLOYEE: "Émile Ōta ‹x›"}
    assert found.descriptions[Stage.CURRENT].name == "b.txt"
    assert [entry.who for entry in found.trail] == ["Ada", "Ada", "Ada", "Bo"]
    assert [entry.at for entry in found.trail] == [NOON, later(1), later(2), later(3)]


def test_what_is_withdrawn_stays_in_the_trail_and_no_longer_counts(cases: Cases) -> None:
    id = opened(cases)
    cases.add(id, DateSet(event="request made", day=NOON.date()), who="Ada", at=later(1))
    case = cases.add(id, Withdrawn(entry=2, why="another position"), who="Ada", at=later(2))
    assert case.dates == {}
    assert len(case.trail) == 3


def test_the_case_last_written_to_comes_first(cases: Cases) -> None:
    first, second = opened(cases), opened(cases)
    cases.add(first, NoteAdded(words="more"), who="Ada", at=later(5))
    assert cases.ids() == [first, second]


def test_an_unknown_number_names_the_known(cases: Cases) -> None:
    id = opened(cases)
    with pytest.raises(UnknownName, match=id):
        cases.case("nobody")
    with pytest.raises(UnknownName):
        cases.add("nobody", NoteAdded(words="x"), who="Ada", at=NOON)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE entries SET who = 'Eve' WHERE n = 2",
        "UPDATE entries SET did = replace(did, 'kept', 'lost') WHERE n = 2",
        "DELETE FROM entries WHERE n = 2",
        "DELETE FROM entries WHERE n = 1",
    ],
)
def test_a_trail_that_was_altered_is_known_as_altered(cases: Cases, harm: str) -> None:
    id = opened(cases)
    for number in range(2):
        cases.add(id, NoteAdded(words=f"kept {number}"), who="Ada", at=later(number))
    with cases._database.transaction() as connection:
        connection.execute(text(harm))
    with pytest.raises(InputError, match="missing or was altered"):
        cases.case(id)


def test_two_who_write_at_once_both_get_their_entries(cases: Cases, address: str, tmp_path: Path) -> None:
    id = opened(cases)
    others = [Cases(tmp_path, address) for _ in range(3)]
    faults: list[BaseException] = []

    def write(own: Cases) -> None:
        try:
            for _ in range(10):
                own.add(id, NoteAdded(words="at once"), who="Ada", at=NOON)
        except BaseException as fault:  # told to the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(own,)) for own in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for own in others:
        own.close()
    assert faults == []
    assert len(cases.case(id).trail) == 31


def test_a_case_goes_out_and_comes_back_as_one_file(cases: Cases, tmp_path: Path) -> None:
    id = opened(cases)
    early = cases.exported(id)
    cases.add(id, NoteAdded(words="more"), who="Ada", at=later(1))
    late = cases.exported(id)
    elsewhere = Cases(tmp_path / "elsewhere")
    assert elsewhere.imported(early, "early.json").id == id
    assert elsewhere.imported(late, "late.json").trail == cases.case(id).trail
    assert elsewhere.imported(early, "early.json").trail == cases.case(id).trail
    assert elsewhere.exported(id) == late
    elsewhere.close()


def test_a_file_that_tells_another_story_changes_nothing(cases: Cases, tmp_path: Path) -> None:
    id = opened(cases)
    elsewhere = Cases(tmp_path / "elsewhere")
    elsewhere.imported(cases.exported(id), "case.json")
    cases.add(id, NoteAdded(words="here"), who="Ada", at=later(1))
    elsewhere.add(id, NoteAdded(words="there"), who="Bo", at=later(1))
    with pytest.raises(InputError, match="another trail"):
        elsewhere.imported(cases.exported(id), "case.json")
    assert elsewhere.case(id).trail[-1].who == "Bo"
    elsewhere.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file[:-20], "not a case file"),
        (lambda file: json.dumps({**json.loads(file), "format": "other"}), "made in the format 'other'"),
        (lambda file: file.replace("Study of", "Study on"), "missing or was altered"),
        (lambda file: json.dumps({**json.loads(file), "trail": []}), "does not begin"),
    ],
)
def test_a_spoilt_file_is_one_clear_line(cases: Cases, spoil: object, says: str) -> None:
    file = cases.exported(opened(cases))
    with pytest.raises(InputError, match=says):
        cases.imported(spoil(file), "case.json")  # type: ignore[operator]


@pytest.mark.parametrize("url", ["nonsense", "mysql://somewhere/x", "oracle://x"])
def test_an_address_that_cannot_be_used_says_how_to_write_it(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="PD_DATABASE_URL"):
        Cases(tmp_path, url)


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"127\.0\.0\.1") as told:
        Cases(tmp_path, "postgresql://ann:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.sqlite3").write_text("not a database " * 100)
    with pytest.raises(SettingsError, match=r"cases\.sqlite3"):
        Cases(tmp_path)


def test_no_kept_entry_is_lost_when_the_process_is_killed(cases: Cases, address: str, tmp_path: Path) -> None:
    """At random moments; what the writer was told is kept is there afterwards, and every case can be read."""
    chance = random.Random(20261122)
    id = opened(cases)
    for _ in range(KILLS):
        hears, tells = PROCESSES.Pipe(duplex=False)
        writer = PROCESSES.Process(target=keep_writing, args=(tmp_path, address, id, tells))
        writer.start()
        tells.close()
        told = [_number(hears)]
        time.sleep(chance.random() * 0.15)
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        told += _rest(hears)
        case = cases.case(id)
        assert len(case.trail) >= told[-1]
        assert len(case.trail) <= told[-1] + 1
    cases.add(id, NoteAdded(words="and on"), who="Ada", at=NOON)


def _number(hears: Connection) -> int:
    return int.from_bytes(hears.recv_bytes(), "big")


def _rest(hears: Connection) -> list[int]:
    """What was told before the end; a number cut off in the middle was not."""
    numbers = []
    with suppress(EOFError, OSError):
        while True:
            numbers.append(_number(hears))
    hears.close()
    return numbers


def test_several_who_open_a_new_database_at_once_all_find_it_whole(address: str, tmp_path: Path) -> None:
    pipes = [PROCESSES.Pipe(duplex=False) for _ in range(4)]
    openers = [PROCESSES.Process(target=prepare, args=(tmp_path, address, tells)) for _, tells in pipes]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(60)
    assert [opener.exitcode for opener in openers] == [0] * len(openers)
    assert [_number(hears) for hears, _ in pipes] == [0] * len(openers)


def test_the_steps_are_carried_out_once_however_often_it_is_opened(cases: Cases, address: str, tmp_path: Path) -> None:
    id = opened(cases)
    with cases._database.transaction() as connection:
        migrate(connection, ROOM)
        migrate(connection, ROOM)
        steps = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert len(steps) == 1
    again = Cases(tmp_path, address)
    assert again.case(id) == cases.case(id)
    again.close()


def test_the_steps_make_the_tables_that_the_program_writes_to(cases: Cases) -> None:
    made = {column["name"]: column["nullable"] for column in inspect(cases._database.engine).get_columns("entries")}
    assert made == {column.name: column.nullable for column in entries.columns}
