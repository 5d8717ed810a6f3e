"""Work in hand: whose it is, what came since, who wrote first, and when it is gone; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from assistant.talks.store import Changes, Talks, items, metadata
from knowledge.errors import SettingsError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANN, BO = "ann", "bo"


@pytest.fixture
def talks(address: str, tmp_path: Path) -> Iterator[Talks]:
    """No work yet."""
    opened = Talks(tmp_path, address, days=30)
    yield opened
    opened.close()


def test_what_was_kept_is_there_for_whoever_opens_the_database_next(
    talks: Talks,
    address: str,
    tmp_path: Path,
) -> None:
    id = talks.begin(ANN, NOON)
    assert talks.keep(id, ANN, {"a": "Émile \u2028 ‹x›", "b": "2"}, 0, NOON) == 1
    assert talks.keep(id, ANN, {"b": "3"}, 1, NOON) == 2
    again = Talks(tmp_path, address)
    assert again.since(id, ANN, 0, NOON) == Changes(2, {"a": "Émile \u2028 ‹x›", "b": "3"})
    assert again.since(id, ANN, 1, NOON) == Changes(2, {"b": "3"})
    assert again.since(id, ANN, 2, NOON) == Changes(2, {})
    again.close()


def test_who_is_not_its_owner_is_told_the_same_as_if_there_were_none(talks: Talks) -> None:
    id = talks.begin(ANN, NOON)
    talks.keep(id, ANN, {"a": "secret"}, 0, NOON)
    assert talks.since(id, BO, 0, NOON) is None
    assert talks.since("no-such-work", ANN, 0, NOON) is None
    assert talks.keep(id, BO, {"a": "mine"}, 1, NOON) is None
    talks.forget(id, BO)
    assert talks.since(id, ANN, 0, NOON) == Changes(1, {"a": "secret"})


def test_who_writes_second_writes_nothing_until_it_has_seen_the_first(talks: Talks) -> None:
    id = talks.begin(ANN, NOON)
    assert talks.keep(id, ANN, {"a": "first"}, 0, NOON) == 1
    assert talks.keep(id, ANN, {"a": "second"}, 0, NOON) is None
    assert talks.since(id, ANN, 0, NOON) == Changes(1, {"a": "first"})
    assert talks.keep(id, ANN, {"a": "second"}, 1, NOON) == 2


def test_what_is_forgotten_is_gone_and_stays_so(talks: Talks) -> None:
    id = talks.begin(ANN, NOON)
    talks.keep(id, ANN, {"a": "1"}, 0, NOON)
    talks.forget(id, ANN)
    assert talks.since(id, ANN, 0, NOON) is None
    assert talks.keep(id, ANN, {"a": "2"}, 1, NOON) is None
    assert list(talks.named("")) == []


def test_it_is_gone_so_many_days_after_its_last_change_and_not_before(talks: Talks) -> None:
    id = talks.begin(ANN, NOON)
    talks.keep(id, ANN, {"a": "1"}, 0, NOON + timedelta(days=20))
    assert talks.since(id, ANN, 0, NOON + timedelta(days=50)) is not None
    past = NOON + timedelta(days=50, seconds=1)
    assert talks.since(id, ANN, 0, past) is None
    talks.begin(BO, past)
    assert list(talks.named("")) == []


def test_items_are_found_by_the_beginning_of_their_names_and_not_by_a_pattern(talks: Talks) -> None:
    for owner in (ANN, BO):
        id = talks.begin(owner, NOON)
        talks.keep(id, owner, {"turn-1": owner, "turn-2": "", "xturn-": "no", "turn_3": "no"}, 0, NOON)
    assert sorted(talks.named("turn-")) == [ANN, BO]


def test_the_steps_make_the_tables_that_the_program_writes_to(talks: Talks) -> None:
    made = inspect(talks._database.engine)
    for table in metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in made.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
    assert items.name in made.get_table_names()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "talks.sqlite3").write_text("not a database " * 100)
    with pytest.raises(SettingsError, match=r"talks\.sqlite3"):
        Talks(tmp_path)
