"""The official texts: fetched, kept as they came, compared, and put in place together or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.errors import AssistantError, InputError
from knowledge.library import Library
from knowledge.models import STATE, Kind, Status
from knowledge.official.compare import Changes, Outcome, Rewording, State, ask, keep
from knowledge.official.fetch import Fetcher, Limits
from knowledge.official.held import held_bytes, held_pages
from knowledge.official.manifest import Page
from knowledge.official.review import Origin, check, standings
from knowledge.parse.ingest import parse_document
from knowledge.parse.restated import parse_restated
from tests.knowledge.official import pages
from tests.knowledge.official.server import Answer, Site, moved, page, serving, tagged

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)

Fetch = Callable[..., tuple[Outcome, ...]]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages |= {
            "/43A.07": page(pages.statute()),
            "/3920.0300": page(pages.rule()),
            "/guide": page(pages.guide()),
        }
        yield site


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    """Fetches pages and keeps them; with ``keeping=False`` only asks."""

    def fetched(*wanted: Page, now: datetime = NOW, keeping: bool = True) -> tuple[Outcome, ...]:
        with Fetcher(Limits(pause=0, timeout=0.5)) as fetcher:
            outcomes = ask(wanted, tmp_path, fetcher, now, lambda *_: None)
        if keeping:
            keep(outcomes, tmp_path)
        return outcomes

    return fetched


def law(site: Site, **fields: object) -> Page:
    made = {
        "id": "mn-stat-43a-07",
        "title": "Minn. Stat. 43A.07",
        "address": f"{site.url}/43A.07",
        "kind": Kind.STATUTE,
        "jurisdiction": STATE,
        "select": "#xtend",
        "edition": r"\d{4} Minnesota Statutes",
        "holds": "Minn. Stat. 43A.07",
        "stands_over": ("mn-stat-43a-07",),
        **fields,
    }
    return Page.model_validate(made)


def guide(site: Site, **fields: object) -> Page:
    return law(site, id="guide", address=f"{site.url}/guide", kind=Kind.MANUAL, select="main", holds="", **fields)


def states(outcomes: tuple[Outcome, ...]) -> list[State]:
    return [outcome.state for outcome in outcomes]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_page_is_kept_as_it_came_with_its_hash_and_date(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    (outcome,) = fetch(law(site))
    assert outcome.state is State.NEW
    held = held_pages(tmp_path)["mn-stat-43a-07"]
    data = pages.statute().encode()
    assert held.sha256 == hashlib.sha256(data).hexdigest()
    assert (tmp_path / "official" / "mn-stat-43a-07" / f"{held.sha256}.html").read_bytes() == data
    assert held_bytes(tmp_path, held) == data
    assert (held.fetched, held.asked, held.previous, held.final) == (NOW, NOW, "", f"{site.url}/43A.07")
    assert held == outcome.held
    assert held.page == law(site)
    (source,) = held.sources
    assert (source.id, source.status, source.edition) == (
        "official-mn-stat-43a-07",
        Status.OFFICIAL,
        "2025 Minnesota Statutes",
    )


def test_what_is_fetched_stands_before_our_restatement(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    fetch(law(site))
    library = Library(tmp_path)
    cited = {
        passage.pinpoint: {(library.source(p.source).status, p.pinpoint) for p in library.evidence(passage)}
        for passage in library.source("mn-stat-43a-07").passages
    }
    assert cited["Minn. Stat. 43A.07, subd. 3"] == {(Status.OFFICIAL, "Minn. Stat. 43A.07, subd. 3")}
    assert cited["Minn. Stat. 43A.07, subd. 2"] == {
        (Status.OFFICIAL, f"Minn. Stat. 43A.07, subd. 2{clause}") for clause in ("(a)", "(a)(1)", "(a)(2)", "(b)")
    }, "a subdivision that is nothing but clauses"
    assert cited["Minn. Stat. 43A.07, subd. 6"] == {(Status.RESTATED, "Minn. Stat. 43A.07, subd. 6")}
    assert next(iter(library.sources)) == "official-mn-stat-43a-07"


def test_what_is_fetched_stands_before_a_reprint_that_was_loaded(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    library = Library(tmp_path)
    reprint = "Minn. Stat. 43A.07 CLASSIFIED SERVICE.\n\nSubd. 3. Protest. An old reprint of the rule on protests.\n"
    library.add(parse_document(reprint, "manual.txt"))
    assert "old reprint" in library.source("official-mn-stat-43a-07").text
    fetch(law(site))
    library.forget()
    assert "old reprint" not in library.source("official-mn-stat-43a-07").text
    library.add(parse_document(reprint, "manual.txt"))
    assert "old reprint" not in library.source("official-mn-stat-43a-07").text


def test_a_page_that_fails_is_one_line_and_the_others_land(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.pages["/guide"] = Answer(b"{}", type="application/json")
    rule = law(site, id="rule", address=f"{site.url}/3920.0300", kind=Kind.RULE, holds="Minn. R. 3920.0300")
    gone = law(site, id="gone", address=f"{site.url}/gone")
    outcomes = fetch(gone, law(site), guide(site), rule)
    assert states(outcomes) == [State.FAILED, State.NEW, State.FAILED, State.NEW]
    assert outcomes[0].problem == (
        f"{site.url}/gone: answers 404: there is no such page. Look for its new address and put it into the manifest"
    )
    assert "neither HTML nor PDF" in outcomes[2].problem
    assert set(held_pages(tmp_path)) == {"mn-stat-43a-07", "rule"}


@pytest.mark.parametrize("bad", [Answer(status=404), page(pages.soft_404()), page(pages.statute(), missing=40)])
def test_a_page_that_fails_later_leaves_what_is_held(bad: Answer, site: Site, fetch: Fetch, tmp_path: Path) -> None:
    fetch(law(site))
    before = snapshot(tmp_path)
    site.pages["/43A.07"] = bad
    assert states(fetch(law(site), now=LATER)) == [State.FAILED]
    assert snapshot(tmp_path) == before


def changed() -> pages.Subdivisions:
    kept = {number: part for number, part in pages.SECTION.items() if number != "1a"}
    return {**kept, "3": ("Protest.", ["Nobody may protest in winter."]), "4": ("Feast.", ["There is a feast."])}


REWORDED = Rewording("Minn. Stat. 43A.07, subd. 3", " ".join(pages.SECTION["3"][1]), "Nobody may protest in winter.")


def test_a_changed_page_names_what_changed_and_keeps_what_was(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    fetch(law(site))
    first = held_pages(tmp_path)["mn-stat-43a-07"]
    site.pages["/43A.07"] = page(pages.statute(parts=changed(), edition="2026 Minnesota Statutes"))
    (outcome,) = fetch(law(site), now=LATER)
    assert outcome.state is State.CHANGED
    assert outcome.changes == Changes(
        added=("Minn. Stat. 43A.07, subd. 4",),
        removed=("Minn. Stat. 43A.07, subd. 1a",),
        reworded=(REWORDED,),
        edition=("2025 Minnesota Statutes", "2026 Minnesota Statutes"),
    )
    second = held_pages(tmp_path)["mn-stat-43a-07"]
    assert (second.previous, second.fetched) == (first.sha256, LATER)
    assert held_bytes(tmp_path, first) == pages.statute().encode(), "the bytes before stay"
    assert "a feast" in Library(tmp_path).source("official-mn-stat-43a-07").text


def test_asking_only_tells_what_changed_and_keeps_nothing(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    fetch(law(site))
    before = snapshot(tmp_path)
    site.pages["/43A.07"] = page(pages.statute(parts=changed()))
    (outcome,) = fetch(law(site), now=LATER, keeping=False)
    assert outcome.changes.reworded == (REWORDED,)
    assert snapshot(tmp_path) == before


def test_a_page_that_is_still_the_same_is_not_sent_again_and_counts_as_looked_at(
    site: Site, fetch: Fetch, tmp_path: Path
) -> None:
    site.pages["/43A.07"] = tagged(pages.statute(), '"v1"', "Mon, 02 Nov 2026 10:00:00 GMT")
    fetch(law(site))
    assert states(fetch(law(site), now=LATER)) == [State.UNCHANGED]
    again = site.asked("/43A.07")[-1].headers
    assert (again["If-None-Match"], again["If-Modified-Since"]) == ('"v1"', "Mon, 02 Nov 2026 10:00:00 GMT")
    held = held_pages(tmp_path)["mn-stat-43a-07"]
    assert (held.fetched, held.asked) == (NOW, LATER)


def test_other_bytes_around_the_same_text_are_no_change(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    """Also of a page that prints no date: its edition stays the day its words came."""
    site.pages["/guide"] = [page(pages.guide()), page(pages.guide().replace("site-header", "banner"))]
    fetch(guide(site))
    before = held_pages(tmp_path)["guide"]
    assert states(fetch(guide(site), now=LATER)) == [State.UNCHANGED]
    after = held_pages(tmp_path)["guide"]
    assert (after.sources, after.sha256, after.asked) == (before.sources, before.sha256, LATER)
    assert after.sources[0].edition == "as fetched on 2026-11-22"
    assert held_bytes(tmp_path, after) == pages.guide().encode()


def test_a_corrected_selector_reads_kept_bytes_anew(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.pages["/43A.07"] = tagged(pages.statute(), '"v1"')
    fetch(law(site))
    (outcome,) = fetch(law(site, drop="[id='stat.43A.07.3']"), now=LATER)
    assert (outcome.state, outcome.changes.removed) == (State.CHANGED, ("Minn. Stat. 43A.07, subd. 3",))
    held = held_pages(tmp_path)["mn-stat-43a-07"]
    assert (held.etag, held.fetched, held.previous) == ('"v1"', NOW, "")


def test_the_same_bytes_read_anew_have_nothing_before_them(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    fetch(law(site))
    (outcome,) = fetch(law(site, drop="[id='stat.43A.07.3']"), now=LATER)
    assert outcome.state is State.CHANGED
    assert held_pages(tmp_path)["mn-stat-43a-07"].previous == ""


def test_a_new_address_is_asked_for_without_conditions(site: Site, fetch: Fetch) -> None:
    site.pages["/43A.07"] = tagged(pages.statute(), '"v1"')
    site.pages["/new"] = tagged(pages.statute(parts=changed()), '"v1"')
    fetch(law(site))
    (outcome,) = fetch(law(site, address=f"{site.url}/new"), now=LATER)
    assert outcome.state is State.CHANGED
    assert "If-None-Match" not in site.asked("/new")[0].headers


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other words")])
def test_damaged_bytes_are_noticed_and_fetched_again(
    harm: Callable[[Path], None], site: Site, fetch: Fetch, tmp_path: Path
) -> None:
    site.pages["/43A.07"] = tagged(pages.statute(), '"v1"')
    fetch(law(site))
    held = held_pages(tmp_path)["mn-stat-43a-07"]
    harm(tmp_path / "official" / "mn-stat-43a-07" / held.file)
    (fault,) = check(Library(tmp_path), tmp_path, {}, NOW.date()).damaged
    assert fault.startswith("mn-stat-43a-07: ")
    assert "Run `pd-assistant sources fetch mn-stat-43a-07`" in fault
    assert states(fetch(law(site), now=LATER)) == [State.UNCHANGED]
    assert check(Library(tmp_path), tmp_path, {}, NOW.date()).damaged == ()


def test_a_server_that_says_unasked_that_nothing_changed(site: Site, fetch: Fetch) -> None:
    site.pages["/43A.07"] = Answer(status=304)
    (outcome,) = fetch(law(site))
    assert "unasked" in outcome.problem


def test_a_redirect_is_recorded(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    site.pages["/old"] = moved("/43A.07")
    fetch(law(site, address=f"{site.url}/old"))
    held = held_pages(tmp_path)["mn-stat-43a-07"]
    assert (held.page.address, held.final) == (f"{site.url}/old", f"{site.url}/43A.07")
    assert held.sources[0].url == f"{site.url}/43A.07"


def test_two_pages_never_give_the_same_source(site: Site, fetch: Fetch) -> None:
    outcomes = fetch(law(site), law(site, id="again"))
    assert states(outcomes) == [State.NEW, State.FAILED]
    assert "gives official-mn-stat-43a-07, as the page mn-stat-43a-07 does" in outcomes[1].problem
    assert states(fetch(law(site, id="again"))) == [State.FAILED], "what is held counts too"


def test_a_write_that_fails_leaves_all_pages_as_they_were(
    site: Site, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch(law(site), guide(site))
    before = snapshot(tmp_path)
    site.pages |= {
        "/43A.07": page(pages.statute(parts=changed())),
        "/guide": page(pages.guide().replace("front", "back")),
    }
    outcomes = fetch(law(site), guide(site), now=LATER, keeping=False)
    assert states(outcomes) == [State.CHANGED, State.CHANGED]
    write, left = Path.write_bytes, iter(range(3))

    def full(path: Path, data: bytes) -> int:
        if next(left, None) is None:
            raise OSError("no space left")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AssistantError, match=r"cannot be written \(no space left\)"):
        keep(outcomes, tmp_path)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda _: b"null",
        lambda _: b"\xff",
        lambda raw: raw.replace(b'"statute"', b'"novel"'),
        lambda raw: json.dumps({k: v for k, v in json.loads(raw).items() if k != "sources"}).encode(),
        lambda raw: json.dumps({**json.loads(raw), "fetched": "yesterday"}).encode(),
        lambda raw: json.dumps({**json.loads(raw), "more": 1}).encode(),
    ],
)
def test_a_damaged_record_is_named_with_how_to_mend_it(
    harm: Callable[[bytes], bytes], site: Site, fetch: Fetch, tmp_path: Path
) -> None:
    fetch(law(site))
    record = tmp_path / "official" / "mn-stat-43a-07" / "page.json"
    record.write_bytes(harm(record.read_bytes()))
    with pytest.raises(InputError, match="is damaged") as caught:
        _ = Library(tmp_path).sources
    assert str(caught.value).startswith(f"{record}: ")
    assert "fetch the page again" in str(caught.value)
    assert "\n" not in str(caught.value)


# --- how the sources stand


def test_each_source_says_where_it_comes_from_and_when_to_look_again(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    listed = {"mn-stat-43a-07": law(site, review_days=90)}
    fetch(law(site))
    library = Library(tmp_path)
    library.add(parse_document("Town Manual\n\nThe town has a manual of its own, and this is it.\n", "town.txt"))
    (kept,) = (tmp_path / "sources").glob("*.json")
    kept.rename(kept.with_name("by-another-name.json"))
    library.forget()
    found = {standing.source.id: standing for standing in standings(library, tmp_path, listed)}
    assert list(found) == list(library.sources)

    fetched = found["official-mn-stat-43a-07"]
    assert (fetched.origin, fetched.since, fetched.pages) == (Origin.FETCHED, NOW.date(), ("mn-stat-43a-07",))
    assert fetched.due == NOW.date() + timedelta(days=90), "the manifest of today counts, not that of the fetch"

    (loaded,) = [standing for standing in found.values() if standing.origin is Origin.LOADED]
    written = (tmp_path / "sources" / "by-another-name.json").stat().st_mtime
    assert (loaded.since, loaded.due) == (datetime.fromtimestamp(written).date(), None)

    restated = found["mn-stat-43a-07"]
    assert (restated.origin, restated.pages) == (Origin.BUILT_IN, ("mn-stat-43a-07",))
    assert 0 < restated.official < len(restated.source.passages)
    assert restated.unmatched == tuple(f"Minn. Stat. 43A.07, subd. {number}" for number in (4, 5, 6))
    assert (found["mn-stat-43a-08"].official, found["mn-stat-43a-08"].unmatched) == (0, ())


def test_a_built_in_file_may_state_when_it_was_reviewed(tmp_path: Path) -> None:
    def since(stated: str) -> date:
        library = Library(tmp_path)
        front = "id: town\ntitle: Town\nkind: manual\njurisdiction: Town\nedition: 2026\nstatus: restated\n"
        library.__dict__["restated"] = (
            parse_restated(f"---\n{front}{stated}---\n\n## A {{Town, A}}\n\nWords.\n", "t"),
        )
        (standing,) = standings(library, tmp_path, {})
        assert standing.due == standing.since + timedelta(days=365)
        return standing.since

    assert since("") == date(2026, 11, 21)
    assert since("reviewed: 2026-03-01\n") == date(2026, 3, 1)
    with pytest.raises(InputError, match="town: 'reviewed: last spring' is no date"):
        since("reviewed: last spring\n")


def test_what_is_overdue_waits_or_was_not_fetched(site: Site, fetch: Fetch, tmp_path: Path) -> None:
    listed = {"mn-stat-43a-07": law(site, review_days=90), "guide": guide(site)}
    fetch(law(site))
    library = Library(tmp_path)

    def overdue(days: int) -> set[str]:
        found = check(library, tmp_path, listed, NOW.date() + timedelta(days=days))
        assert [page.id for page in found.unfetched] == ["guide"]
        return {standing.source.id for standing in found.overdue}

    assert overdue(89) == set()
    assert overdue(90) == {"official-mn-stat-43a-07"}
    assert overdue(400) == set(library.sources)
    fetch(law(site), now=LATER)
    library.forget()
    assert overdue(119) == set(), "asked again and found the same"
    assert overdue(120) == {"official-mn-stat-43a-07"}


def test_a_passage_that_is_not_what_its_text_says_is_noticed(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add(parse_document("Town Manual\n\nThe town has a manual of its own, and this is it.\n", "town.txt"))
    assert check(library, tmp_path, {}, NOW.date()).damaged == ()
    (path,) = (tmp_path / "sources").glob("*.json")
    path.write_text(path.read_text("utf-8").replace("The town has", "A village has", 1), "utf-8")
    (fault,) = check(Library(tmp_path), tmp_path, {}, NOW.date()).damaged
    assert path.stem in fault
