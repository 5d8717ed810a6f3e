"""Class profiles: one spelling for each fact, and every level says what tells it from its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import STATE, Kind
from knowledge.parse.restated import Restated
from knowledge.profile import read_profile

FILES = [file for file in Library(Path("nowhere")).restated if file.source.kind is Kind.CLASS_SPEC]
GOOD = {
    "id": "x",
    "title": "X",
    "short": "X",
    "kind": "class-spec",
    "jurisdiction": STATE,
    "series": "X",
    "level": 1,
    "code": "",
    "bargaining_unit": "214 (unverified)",
    "flsa": "non-exempt",
    "edition": "e",
    "status": "restated",
    "url": "https://example.org",
    "note": "n",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.source.id)
def test_every_profile_is_valid(file: Restated) -> None:
    profile = read_profile(file.fields)
    assert (
        profile.seen_at or "general knowledge" in profile.note or profile.jurisdiction != STATE or is_second_hand(file)
    )


def is_second_hand(file: Restated) -> bool:
    """Its facts stand in the user's own document or in a list, which has no address of the class's own."""
    return "document" in file.fields["note"] + file.fields["edition"] or "by name" in file.fields["note"]


BAD = [
    ({"flsa": "nonexempt"}, "flsa"),
    ({"flsa": "exempt, executive"}, "flsa"),
    ({"bargaining_unit": "MAPE"}, "bargaining_unit"),
    ({"level": 0}, "level"),
    ({"code": "36"}, "code"),
    ({"status": "official"}, "status"),
    ({"seen_at": ["not an address"]}, "seen_at"),
    ({"salary": "$20"}, "salary"),
]


@pytest.mark.parametrize(("change", "where"), BAD, ids=[str(change) for change, _ in BAD])
def test_a_profile_that_is_wrong_says_where(change: dict[str, object], where: str) -> None:
    assert read_profile(GOOD).title == "X"
    with pytest.raises(InputError, match=rf"^class profile x: {where}"):
        read_profile({**GOOD, **change})


def test_neighbouring_levels_tell_themselves_apart() -> None:
    """Each level of a series names, where it tells itself apart, the level below and the level above."""
    series: dict[str, list[Restated]] = defaultdict(list)
    for file in FILES:
        if file.fields.get("level"):
            series[file.fields["series"]].append(file)
    silent = []
    pairs = 0
    for files in series.values():
        files.sort(key=lambda file: int(file.fields["level"]))
        for one, other in [pair for low, high in pairwise(files) for pair in ((low, high), (high, low))]:
            pairs += 1
            said = " ".join(p.text for p in one.source.passages if p.heading[-1].startswith("II."))
            names = {other.source.title, other.source.title.split(", ")[-1]}
            if not any(name in " ".join(said.split()) for name in names):
                silent.append((one.source.title, other.source.title))
    assert pairs > 120
    assert silent == []


def test_no_profile_states_pay() -> None:
    """Pay dates quickly and never tells one class from another."""
    assert [file.source.id for file in FILES if re.search(r"\$\d", file.source.text)] == []
