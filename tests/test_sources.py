"""The commands ``sources``: fetched over a real server on loopback, by the command as scripts run it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.settings import Settings
from knowledge.models import Status
from tests.command import Run
from tests.knowledge.official import pages
from tests.knowledge.official.server import Answer, Site, page, serving, tagged

ROOT = Path(__file__).resolve().parents[1]
PROTEST = "Who may protest when a position is reclassified, and to whom?"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages |= {"/43A.07": tagged(pages.statute(), '"v1"'), "/guide": page(pages.guide())}
        yield site


@pytest.fixture
def data(own_data: Path) -> Path:
    """A data folder of this test's own, its index built."""
    return own_data


@pytest.fixture
def manifest(site: Site, tmp_path: Path) -> Path:
    """Two pages of the site: a section that stands over our restatement of it, and a page of guidance."""
    path = tmp_path / "pages.yaml"
    path.write_text(
        f"""
pages:
  - id: mn-stat-43a-07
    title: Minn. Stat. 43A.07, Classified service
    address: {site.url}/43A.07
    kind: statute
    jurisdiction: State of Minnesota
    select: "#xtend"
    edition: '\\d{{4}} Minnesota Statutes'
    holds: Minn. Stat. 43A.07
    stands_over: [mn-stat-43a-07]
  - id: guide
    title: Job audit resources
    address: {site.url}/guide
    kind: manual
    jurisdiction: State of Minnesota
    select: main
    unverified: true
    note: found in a drawer
""",
        "utf-8",
    )
    return path


@pytest.fixture
def run(command: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``sources …`` over :func:`data`."""
    monkeypatch.setenv("PD_DATA_DIR", str(data))
    return partial(command, "sources")


@pytest.fixture
def fetch(run: Run, manifest: Path) -> Run:
    """Runs ``sources fetch`` over :func:`manifest` without pauses."""
    return lambda *args: run("fetch", *args, "--manifest", manifest, "--pause", "0")


def kept(folder: Path) -> dict[str, bytes]:
    """What is in a data folder; the index database's own bookkeeping and the vectors' cache aside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if not path.name.startswith(("chroma.sqlite3", "vectors"))
    }


def test_official_pages_are_fetched_indexed_once_and_cited(fetch: Run, run: Run, data: Path) -> None:
    ran = fetch()
    assert ran.code == 0, ran.err
    assert "mn-stat-43a-07: new, 8 passages, 2025 Minnesota Statutes" in ran.out
    desk = Desk.open(Settings(data_dir=data))
    assert desk.warnings == (), "the index is that of the fetched texts already"
    assert len(list((data / "index").glob("index-*"))) == 1
    cited = [c for c in desk.ask(PROTEST).citations if c.pinpoint == "Minn. Stat. 43A.07, subd. 3"]
    quoted = [c.quote for c in cited if c.text_status is Status.OFFICIAL]
    assert quoted
    assert [words for words in quoted if words not in pages.SECTION["3"][1]] == []
    desk.search.close()
    shown = run("show", "official-mn-stat-43a-07", "--json").json
    assert (shown["status"], shown["edition"]) == ("official", "2025 Minnesota Statutes")


def test_json_tells_what_came_of_each_page(fetch: Run, site: Site) -> None:
    site.pages["/guide"] = Answer(status=404)
    ran = fetch("--json")
    assert ran.code == 1
    law, guide = json.loads(ran.out)
    assert (law["id"], law["state"], law["problem"]) == ("mn-stat-43a-07", "new", "")
    assert law["held"]["sources"] == ["official-mn-stat-43a-07"]
    assert (guide["state"], guide["held"]) == ("failed", None)
    complaints = [line for line in ran.err.splitlines() if line.startswith("pd-assistant: ")]
    assert complaints == [f"pd-assistant: guide: {guide['problem']}"]


def test_fetching_again_changes_nothing_and_rebuilds_nothing(fetch: Run, data: Path) -> None:
    fetch()
    before = {path: path.stat().st_mtime_ns for path in (data / "index").glob("index-*")}
    ran = fetch()
    assert (ran.code, [line.split(",")[0] for line in ran.out.splitlines()]) == (
        0,
        ["mn-stat-43a-07: unchanged", "guide: unchanged"],
    )
    assert {path: path.stat().st_mtime_ns for path in (data / "index").glob("index-*")} == before


def test_online_the_publishers_are_asked_and_nothing_is_kept(
    fetch: Run, run: Run, site: Site, manifest: Path, data: Path
) -> None:
    fetch()
    online = ("check", "--online", "--manifest", manifest, "--pause", "0")
    parts = {**pages.SECTION, "3": ("Protest.", ["Nobody may protest in winter."])}
    site.pages["/43A.07"] = tagged(pages.statute(parts=parts), '"v2"')
    before = kept(data)
    ran = run(*online)
    assert ran.code == 0, ran.err
    assert "mn-stat-43a-07: changed" in ran.out
    assert (
        "  ~ Minn. Stat. 43A.07, subd. 3\n"
        "      was: Whoever is touched by a decision of the keeper may protest against it in writing.\n"
        "      now: Nobody may protest in winter.\n"
    ) in ran.out
    assert "guide: unchanged" in ran.out
    assert kept(data) == before
    law, _ = run(*online, "--json").json
    assert [item["pinpoint"] for item in law["reworded"]] == ["Minn. Stat. 43A.07, subd. 3"]
    assert law["reworded"][0]["after"] == "Nobody may protest in winter."
    assert set(law) == {"id", "state", "added", "removed", "reworded", "edition", "held", "problem"}
    assert (law["added"], law["removed"], law["edition"]) == ([], [], None)


def test_online_the_pages_that_are_held_are_asked_for(fetch: Run, run: Run, site: Site) -> None:
    """Also one that no manifest lists any more: its own record says where it came from."""
    fetch("guide")
    site.pages["/guide"] = Answer(status=410)
    ran = run("check", "--online", "--pause", "0")
    assert (ran.code, ran.out) == (1, "")
    assert f"pd-assistant: guide: {site.url}/guide: answers 410" in ran.err


def test_pages_are_listed_and_a_dry_run_asks_nobody(fetch: Run, site: Site) -> None:
    listed = fetch("--list").out
    assert "not fetched yet; address not verified: found in a drawer" in listed
    assert "2 pages" in listed
    assert f"  {site.url}/43A.07\n  would ask for it\n1 page\n" in fetch("mn-stat-43a-07", "--dry-run").out
    assert site.heard == []
    asked = fetch("--list", "--json").json
    assert [item["held"] for item in asked] == [None, None]
    assert set(asked[0]) == {
        "id", "title", "address", "kind", "jurisdiction", "unverified", "note", "stands_over", "held",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (["fetch", "nope"], "no official page named 'nope'"),
        (["fetch", "--manifest", "none.yaml"], "none.yaml: cannot be read"),
        (["fetch", "--pause", "-1"], "--pause"),
        (["check", "--online"], "no official page is held yet"),
        (["check", "--manifest", "pages.yaml"], "--manifest goes with --online"),
        (["show", "nope"], "no source named 'nope'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(args: list[str], fault: str, run: Run, data: Path) -> None:
    before = kept(data)
    ran = run(*args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert fault in ran.err
    assert kept(data) == before


def test_a_bad_manifest_in_the_data_folder_is_named(run: Run, data: Path) -> None:
    (data / "official.yaml").write_text("pages:\n  - id: town\n", "utf-8")
    ran = run("fetch")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"{data / 'official.yaml'}: page town, title: Field required" in ran.err


def test_the_users_manifest_is_fetched_by_id(run: Run, manifest: Path, data: Path) -> None:
    shutil.copy(manifest, data / "official.yaml")
    assert run("fetch", "guide", "--pause", "0").code == 0
    assert "guide: Job audit resources" in run("fetch", "guide", "--list").out


def test_the_list_says_of_each_source_how_it_stands(fetch: Run, run: Run) -> None:
    fetch("mn-stat-43a-07")
    listed = run("list").out
    assert max(map(len, listed.splitlines())) <= 100
    assert "State of Minnesota · statute\n  official-mn-stat-43a-07 " in listed, "official texts first"
    flat = " ".join(listed.split())
    assert "Minn. Stat. 43A.07, Classified service. Edition: 2025 Minnesota Statutes. Fetched 20" in flat
    assert "official text held for" in flat
    by_id = {item["id"]: item for item in run("list", "--json").json}
    law = by_id["official-mn-stat-43a-07"]
    assert (law["origin"], law["status"], law["passages"], law["pages"]) == (
        "fetched",
        "official",
        8,
        ["mn-stat-43a-07"],
    )
    assert by_id["mn-stat-43a-07"]["official_passages"] > 0
    for id in by_id:
        assert id in listed
    assert set(law) == {
        "id", "title", "kind", "jurisdiction", "edition", "status", "url", "passages", "origin", "since", "due",
        "pages", "official_passages", "unmatched",
    }  # fmt: skip


def test_offline_a_check_says_what_to_do(fetch: Run, run: Run, data: Path) -> None:
    fetch()
    (damaged,) = (data / "official" / "guide").glob("*.html")
    damaged.write_bytes(b"other words")
    ran = run("check")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 100
    first, second = ran.out.splitlines()[:2]
    assert first == "Damaged"
    assert second.startswith("  guide: ")
    assert "mn-stat-43a-08: `pd-assistant sources fetch mn-stat-43a-08`" in ran.out
    assert "sources fetch mn-stat-43a-07`" not in ran.out, "it is held"
    assert "repealed, perhaps, or renumbered\n  mn-stat-43a-07: Minn. Stat. 43A.07, subd. 4; " in ran.out
    found = run("check", "--json").json
    assert set(found) == {"restated", "overdue", "unmatched", "unfetched", "damaged"}
    assert found["unmatched"] == {"mn-stat-43a-07": [f"Minn. Stat. 43A.07, subd. {number}" for number in (4, 5, 6)]}
    assert "mn-stat-43a-07" not in found["unfetched"]
    assert len(found["damaged"]) == 1


OFFLINE = """
import sys
from assistant.cli import main
sys.argv = ["pd-assistant", *{args!r}]
try:
    main()
except SystemExit as exit:
    assert not exit.code, exit.code
network = ("knowledge.official.fetch", "knowledge.official.compare")
print([name for name in network if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "args",
    [["sources", "list"], ["sources", "check"], ["sources", "fetch", "--list"], ["sources", "fetch", "--dry-run"]],
)
def test_what_asks_nobody_loads_nothing_that_could(args: list[str], data: Path) -> None:
    done = _process(data, "-c", OFFLINE.format(args=args))
    assert done.wait(60) == 0
    assert done.stderr is not None
    with done.stderr as said:
        assert said.read().strip() == "[]"


def test_a_fetch_that_is_killed_midway_leaves_the_old_texts_serving(
    fetch: Run, site: Site, manifest: Path, data: Path
) -> None:
    fetch()
    before = kept(data)
    site.pages["/43A.07"] = page(pages.statute(edition="2026 Minnesota Statutes"))
    site.pages["/guide"] = page(pages.guide(), delay=30)
    asked = len(site.asked("/guide"))
    killed = _process(data, "-m", "assistant", "sources", "fetch", "--manifest", str(manifest), "--pause", "0")
    _until(lambda: len(site.asked("/guide")) > asked)
    _kill(killed)
    assert kept(data) == before
    desk = Desk.open(Settings(data_dir=data))
    assert desk.warnings == ()
    assert desk.source("official-mn-stat-43a-07").edition == "2025 Minnesota Statutes"
    desk.search.close()


def test_a_fetch_that_is_killed_while_the_index_is_built_serves_the_new_texts_later(manifest: Path, data: Path) -> None:
    killed = _process(data, "-m", "assistant", "sources", "fetch", "--manifest", str(manifest), "--pause", "0")
    _until(lambda: (data / "official" / "guide" / "page.json").exists())
    _kill(killed)
    desk = Desk.open(Settings(data_dir=data))
    assert desk.source("official-mn-stat-43a-07").official
    assert desk.search.find("protest in writing against a decision of the keeper", 3)
    desk.search.close()
    assert not list(data.rglob("official/**/*.part"))


def _process(data: Path, *args: str) -> subprocess.Popen[str]:
    """A real process over a data folder, its complaints to be read."""
    return subprocess.Popen(
        [sys.executable, *args],
        env={**os.environ, "PD_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
        cwd=data,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _until(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.01)


def _kill(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()
