"""The dense index: built once, named by its content, and built again, saying so, when it is stale or damaged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.embed import Embedder, Vectors
from knowledge.index import Entry, Index, open_index
from knowledge.library import Library
from knowledge.models import Passage
from knowledge.search import Search

EMBEDDER = Embedder()
WORDS = [
    "The employee may protest in writing.",
    "The agency designs positions.",
    "Back pay begins with a documented request.",
    "Mows lawns and trims trees.",
]


def entries(*words: str) -> list[Entry]:
    return [Entry(Passage("s", f"P {n}", ("H",), n, n + 1, text), text) for n, text in enumerate(words or WORDS)]


class Opener:
    """Opens indexes in one folder, and remembers what each opening told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.progress: list[tuple[str, int, int]] = []
        self._open: list[Index] = []

    def __call__(self, found: list[Entry], *, held: bool = True) -> Index:
        self.said, self.progress = [], []
        index = open_index(
            found, self.folder, EMBEDDER, lambda *step: self.progress.append(step), self.said.append, held=held
        )
        self._open.append(index)
        return index

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    @property
    def kept(self) -> list[str]:
        return sorted(path.name.partition("-")[0] for path in self.folder.iterdir())

    @property
    def home(self) -> Path:
        """The index built last."""
        return max(self.folder.glob("index-*"), key=lambda home: (home / "seal.json").stat().st_mtime_ns)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(tmp_path / "index")
    yield opener
    opener.close()


def ranking(index: Index, words: str, count: int = 4) -> list[tuple[str, float]]:
    return index.nearest(EMBEDDER.embed([words])[0], count)


def test_it_is_built_once(opened: Opener) -> None:
    index = opened(entries())
    assert opened.said == []
    assert opened.progress == [("embedding passages", n, 4) for n in (1, 2, 3, 4)]
    assert opened.kept == ["index", "vectors.npz"]
    first = ranking(index, "appeal")
    opened.close()
    again = opened(entries())
    assert opened.said == opened.progress == []
    assert ranking(again, "appeal") == first


def test_the_nearest_come_first_with_their_cosine(opened: Opener) -> None:
    found = entries()
    ranked = ranking(opened(found), "She wants to appeal by letter")
    assert ranked[0][0] == found[0].passage.id
    vectors = EMBEDDER.embed([*WORDS, "She wants to appeal by letter"])
    cosines = dict(zip((entry.passage.id for entry in found), (vectors[:-1] @ vectors[-1]).tolist(), strict=True))
    assert dict(ranked) == pytest.approx(cosines, abs=1e-4)
    assert [id for id, _ in ranked] == sorted(cosines, key=lambda id: -cosines[id])


def test_equal_ones_come_by_id_and_no_more_than_asked_for(opened: Opener) -> None:
    same = entries(*["Mows lawns."] * 12)
    index = opened(same)
    assert [id for id, _ in ranking(index, "lawn", 12)] == sorted(entry.passage.id for entry in same)
    assert len(ranking(index, "lawn", 3)) == 3
    assert len(ranking(index, "lawn", 99)) == 12


def test_a_stale_index_is_built_again_and_only_what_is_new_is_embedded(opened: Opener) -> None:
    opened(entries())
    opened.close()
    index = opened(entries(*WORDS[1:], "Types letters."))
    assert opened.said == ["What is loaded has changed since the last start, so the search index was made anew."]
    assert opened.progress == [("embedding passages", 1, 1)]
    assert ranking(index, "typing")[0][0] == "s@3-4"


def test_an_earlier_index_stays_until_the_new_one_is_opened_again(opened: Opener) -> None:
    opened(entries())
    earlier = opened.home
    opened.close()
    for _ in range(2):  # an import that is stopped, and tried again
        opened(entries(*WORDS[1:]), held=False)
        opened.close()
        assert earlier.exists()
    assert ranking(opened(entries()), "lawn")[0][0] == "s@3-4"
    assert opened.said == []
    opened.close()
    opened(entries(*WORDS[1:]))
    assert not earlier.exists()
    assert opened.kept == ["index", "vectors.npz"]


@pytest.mark.parametrize(
    "other",
    [
        entries(*WORDS[:3]),
        entries(*reversed(WORDS)),
        [Entry(entry.passage, f"Title. {entry.words}") for entry in entries()],
        [Entry(Passage("t", *WORDS[:1], (), n, n + 1, ""), text) for n, text in enumerate(WORDS)],
    ],
    ids=["fewer", "other order", "other words", "other ids"],
)
def test_other_content_has_another_name(other: list[Entry], opened: Opener) -> None:
    opened(entries())
    name = opened.home.name
    opened.close()
    opened(other)
    assert opened.home.name != name


def test_another_embedder_has_another_name_and_other_vectors(opened: Opener) -> None:
    class Other(Embedder):
        name = "other weights"

    opened(entries())
    name = opened.home.name
    opened.close()
    progress: list[tuple[str, int, int]] = []
    open_index(entries(), opened.folder, Other(), lambda *step: progress.append(step), lambda _: None).close()
    assert progress[-1] == ("embedding passages", 4, 4)
    assert opened.home.name != name


def test_nothing_is_left_of_a_build_that_was_stopped(opened: Opener) -> None:
    class Stopped(Embedder):
        def embed(self, *_: object) -> Vectors:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_index(entries(), opened.folder, Stopped(), lambda *_: None, lambda _: None)
    assert list(opened.folder.iterdir()) == []
    opened(entries())
    assert opened.said == []
    assert opened.kept == ["index", "vectors.npz"]


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    os.truncate(path, 0)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garble(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [delete, truncate, empty, garble])
def test_a_damaged_database_is_built_again_and_said(damage: Callable[[Path], None], opened: Opener) -> None:
    before = ranking(opened(entries()), "appeal")
    opened.close()
    damage(opened.home / "chroma.sqlite3")
    index = opened(entries())
    (line,) = opened.said
    assert line.startswith("The search index could not be opened (")
    assert line.endswith("), so it was made anew.")
    assert "\n" not in line
    assert opened.progress == [], "the vectors were kept"
    assert ranking(index, "appeal") == before
    assert opened.kept == ["index", "vectors.npz"]


@pytest.mark.parametrize("damage", [delete, truncate, empty, garble])
def test_damaged_vectors_are_embedded_again(damage: Callable[[Path], None], opened: Opener) -> None:
    opened(entries())
    opened.close()
    damage(opened.folder / "vectors.npz")
    opened(entries(*WORDS, "Types letters."))
    assert opened.progress[-1] == ("embedding passages", 5, 5)


DAMAGED = [
    ("header.bin", truncate),
    ("data_level0.bin", empty),
    ("data_level0.bin", flip),
    ("link_lists.bin", delete),
    ("length.bin", flip),
    ("index_metadata.pickle", delete),
    ("seal.json", delete),
    ("seal.json", truncate),
]


@pytest.fixture
def real(own_data: Path) -> Path:
    """A copy of the index of all built-in sources, large enough for Chroma to write its graph to files."""
    return own_data / "index"


def reopened(folder: Path) -> tuple[list[str], list[tuple[str, float]]]:
    """What opening said, and what a search finds then."""
    said: list[str] = []
    search = Search(Library(folder / "none"), folder, lambda *_: pytest.fail("embedded again"), said.append)
    try:
        return said, [(hit.passage.id, hit.similarity) for hit in search.find("They turned down my request", 20)]
    finally:
        search.close()


def test_the_whole_index_is_opened_as_it_is(real: Path) -> None:
    said, found = reopened(real)
    assert said == []
    assert len(found) == 20
    assert reopened(real) == ([], found)


@pytest.mark.parametrize(("name", "damage"), DAMAGED)
def test_a_damaged_file_of_the_graph_is_seen_before_chroma_crashes_on_it(
    name: str, damage: Callable[[Path], None], real: Path
) -> None:
    """Chroma ends the process on a header cut short, and answers wrongly from an empty ``data_level0.bin``."""
    _, whole = reopened(real)
    (path,) = real.rglob(name)
    damage(path)
    said, found = reopened(real)
    assert len(said) == 1
    assert said[0].endswith("so it was made anew.")
    assert found == whole
    assert reopened(real) == ([], whole)
