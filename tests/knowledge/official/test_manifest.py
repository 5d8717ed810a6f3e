"""The manifest: the project's own is sound, the user's wins, and each fault of one is named with its place."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from knowledge.errors import InputError, UnknownName
from knowledge.library import Library
from knowledge.models import FEDERAL, STATE
from knowledge.official.manifest import chosen, read_manifest, read_pages

NOWHERE = Path("nowhere") / "official.yaml"
ENTRY = {
    "id": "town-law",
    "title": "Town law",
    "address": "https://law.example.org/1",
    "kind": "statute",
    "jurisdiction": "Town of Example",
}


def manifest(folder: Path, **fields: object) -> Path:
    """A manifest of one page, with these fields changed; ``None`` leaves one out."""
    entry = {name: value for name, value in {**ENTRY, **fields}.items() if value is not None}
    path = folder / "official.yaml"
    path.write_text("pages:\n  - " + "\n    ".join(f"{k}: {v!r}" for k, v in entry.items()) + "\n", "utf-8")
    return path


def test_the_projects_pages_stand_over_sources_that_exist_of_the_same_place() -> None:
    library = Library(Path("nowhere"))
    for page in read_manifest(NOWHERE).values():
        for id in page.stands_over:
            assert not library.source(id).official
            assert page.jurisdiction in (STATE, FEDERAL)


def test_the_projects_pages_are_public_offices_and_say_that_nobody_opened_them() -> None:
    """The offices' own sites; one word of an address is another page, so each stands once."""
    pages = list(read_manifest(NOWHERE).values())
    assert len(pages) >= 25
    assert len({page.address for page in pages}) == len(pages)
    for page in pages:
        assert urlsplit(page.address).hostname in ("www.revisor.mn.gov", "mn.gov")
        assert urlsplit(page.address).scheme == "https"
        assert page.unverified
        assert page.note


def test_a_page_of_law_says_which_provision_it_must_hold() -> None:
    pages = [page for page in read_manifest(NOWHERE).values() if "revisor" in page.address]
    for page in pages:
        number = page.holds.split()[-1]
        assert number in page.title
        assert number in page.address


def test_the_users_page_replaces_the_projects_of_the_same_id(tmp_path: Path) -> None:
    own = read_manifest(manifest(tmp_path, id="mn-stat-43a-07"))
    built_in = read_manifest(NOWHERE)
    assert list(own) == list(built_in)
    assert own["mn-stat-43a-07"].title == "Town law"
    assert {**own, "mn-stat-43a-07": None} == {**built_in, "mn-stat-43a-07": None}
    assert list(read_manifest(manifest(tmp_path))) == [*built_in, "town-law"]


@pytest.mark.parametrize(
    "address",
    ["https://law.example.org:8443/1?x=1", "http://127.0.0.1:8000/a", "http://localhost/a", "https://[::1]/a"],
)
def test_addresses_that_can_be_fetched(address: str, tmp_path: Path) -> None:
    assert read_pages(manifest(tmp_path, address=address))["town-law"].address == address


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"address": "http://law.example.org/1"}, "page town-law, address: is not encrypted"),
        ({"address": "ftp://law.example.org/1"}, "is no web address"),
        ({"address": "law.example.org"}, "is no web address"),
        ({"address": "file:///etc/passwd"}, "is no web address"),
        ({"address": "https://clerk:secret@law.example.org/1"}, "a user name"),
        ({"address": "https://law.example.org/1#part"}, "'#' part"),
        ({"address": "https://10.0.0.7/1"}, "private network"),
        ({"address": "https://169.254.169.254/1"}, "private network"),
        ({"address": "https://law.example.org:port/1"}, "page town-law, address"),
        ({"address": None}, "page town-law, address: Field required"),
        ({"id": "Town Law"}, "page Town Law, id"),
        ({"id": "../outside"}, "page ../outside, id"),
        ({"id": None}, "page 1, id"),
        ({"title": ""}, "page town-law, title"),
        ({"kind": "novel"}, "page town-law, kind"),
        ({"kind": "gap"}, "page town-law, kind: names what is not held"),
        ({"edition": "("}, "is no regular expression"),
        ({"holds": "the town law"}, "is no pinpoint"),
        ({"review_days": 0}, "page town-law, review_days"),
        ({"selector": "main"}, "page town-law, selector: Extra inputs"),
    ],
)
def test_a_fault_is_named_with_its_page_and_field(fields: dict[str, object], fault: str, tmp_path: Path) -> None:
    path = manifest(tmp_path, **fields)
    with pytest.raises(InputError) as caught:
        read_pages(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"pages: [", "is not YAML"),
        (b"pages: \xff", "is not YAML in UTF-8"),
        (b"- a\n- b\n", "the file"),
        (b"pages: none\n", "pages"),
        (b"pages: [1]\n", "page 1"),
        (b"page: []\n", "page: Extra inputs"),
        (b"pages:\n  - !!python/object/apply:os.getcwd []\n", "is not YAML"),
        (b" " * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_manifest(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "official.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=fault) as caught:
        read_manifest(path)
    assert "\n" not in str(caught.value)


def test_two_pages_of_one_id(tmp_path: Path) -> None:
    path = manifest(tmp_path)
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").removeprefix("pages:\n"), "utf-8")
    with pytest.raises(InputError, match="two pages are called 'town-law'"):
        read_pages(path)


def test_an_empty_file_lists_no_page(tmp_path: Path) -> None:
    (tmp_path / "official.yaml").write_text("# nothing yet\n", "utf-8")
    assert read_pages(tmp_path / "official.yaml") == {}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_pages(tmp_path / "none.yaml")


def test_pages_are_chosen_by_id_each_once_in_the_manifests_order() -> None:
    pages = read_manifest(NOWHERE)
    assert [page.id for page in chosen(pages, ["mn-stat-43a-08", "mn-stat-43a-07", "mn-stat-43a-08"])] == [
        "mn-stat-43a-07",
        "mn-stat-43a-08",
    ]
    assert chosen(pages, []) == list(pages.values())
    with pytest.raises(InputError, match="lists no page"):
        chosen({}, [])
    with pytest.raises(UnknownName, match="no official page named 'nope'; known: mn-stat-43a-07"):
        chosen(pages, ["nope"])
