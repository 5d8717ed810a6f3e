"""How whole class plans of other employers are read: which parts of each class are found, how much is in passages.

Run as ``python -m tests.evals.parse_plans [FOLDER]``; FOLDER holds ``calhr``, ``la`` and ``nyc``, as the benchmarks do.
Each plan is added twice, in one call each: from its JSON lines as they are (the whole text of a page, without
headings), and from a folder with a text file a class, laid out as the employer publishes it.

The benchmarks keep a page's words but not its headings, and cut it after 1,200 words. What is known of the truth:
which parts a page has (``sections``), where its definition ends (``text_no_definition``), and its tasks, which were
taken out to serve as queries. In the folder, definition, tasks and what follows are parted by that knowledge; the
heading of the qualifications, where something stands before them, is put where our own reading sees them begin.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.library import Library
from knowledge.models import ClassSpec
from knowledge.parse.spec_parts import Part, part_of, stretches
from knowledge.plans import Plans

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
CUT = 1_200
"""Words after which the benchmark cuts a page: its later parts may be missing."""
_NEAR = 60
"""Letters by which the seen end of a definition may miss the true one: a heading such as *Either I* stands between."""
_STANDARD = {
    "definition": Part.DEFINITION, "scope": Part.DEFINITION, "def_series": Part.DEFINITION, "tasks": Part.TASKS,
    "mq": Part.QUALIFICATIONS,
}  # fmt: skip
_CONCEPT = {Part.DEFINITION, Part.LEVELS}

Class = dict[str, Any]
Section = tuple[str, str]
"""A heading and the words under it."""


@dataclass
class Figures:
    """What was found in one plan."""

    name: str
    classes: int = 0
    seconds: float = 0.0
    """Of the processor, for the one call that adds the plan."""
    told_apart: list[bool] = field(default_factory=list)
    """For each class whose parts are known: whether all of them were found apart."""
    single: list[bool] = field(default_factory=list)
    series: list[bool] = field(default_factory=list)
    boundary: list[bool] = field(default_factory=list)
    """For each class whose definition's end is known: whether it was seen there."""
    coverage: list[float] = field(default_factory=list)
    """For each class, the share of the letters of its text that stand in passages."""

    def __str__(self) -> str:
        shares = [self.told_apart, self.single, self.series, self.boundary]
        shown = " ".join(f"{100 * sum(part) / len(part):6.1f}" if part else "     –" for part in shares)
        whole = sum(share >= 0.98 for share in self.coverage) / len(self.coverage)
        covered = f"{min(self.coverage):6.3f} {100 * whole:6.1f}"
        return f"{self.name:<22}{self.classes:>6}{self.seconds:>7.1f} s  {shown}   {covered}"


def measure(folder: Path) -> list[Figures]:
    """The figures of all plans in a folder, from their JSON lines and from text files."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        return [
            figures
            for name, layout in LAYOUTS.items()
            if (folder / name).is_dir()
            for figures in (_from_lines(folder / name, data), _from_files(folder / name, data, layout))
        ]


def _from_lines(folder: Path, data: Path) -> Figures:
    rows = {row["code"]: row for row in _rows(folder / "classes.jsonl.gz")}
    figures, specs = _added(f"{folder.name}, JSON lines", folder / "classes.jsonl.gz", data)
    for spec in specs:
        row = rows[spec.code]
        text = row.get("text") or row.get("min_qual") or row["title"]
        figures.coverage.append(_letters("".join(p.text for p in spec.source.passages)) / _letters(text))
        _judge(figures, row, spec, taken_out={"tasks"})
    return figures


def _from_files(folder: Path, data: Path, layout: Callable[[Class, str], list[Section]]) -> Figures:
    rows = {row["code"]: row for row in _rows(folder / "classes.jsonl.gz")}
    queries = folder / "queries.jsonl.gz"
    tasks = {row["code"]: row["text"] for row in _rows(queries)} if folder.name != "nyc" else {}
    files = data / f"{folder.name}-files"
    files.mkdir()
    written = {code: layout(row, tasks.get(code, "")) for code, row in rows.items()}
    for code, row in rows.items():
        (files / f"{code}.txt").write_text(_page(row, written[code]), "utf-8")
    figures, specs = _added(f"{folder.name}, folder", files, data)
    for spec in specs:
        sections = written[spec.code]
        found = {name: "" for name, _ in sections}
        for passage in spec.source.passages:
            name = passage.heading[0] if passage.heading else ""
            found[name] = found.get(name, "") + passage.text
        whole = _letters("".join(words for _, words in sections)) or 1
        held = sum(min(_letters(found[name]), _letters(words)) for name, words in sections)
        figures.coverage.append(held / whole if sections else 1.0)
        apart = all(_letters(found[name]) >= 0.98 * _letters(words) for name, words in sections)
        _count(figures, rows[spec.code], apart)
    return figures


def _added(name: str, source: Path, data: Path) -> tuple[Figures, tuple[ClassSpec, ...]]:
    start = time.process_time()
    added = Plans(data, Library(data)).add(source, name.replace(", ", "-").replace(" ", "-"))
    return Figures(name, len(added.plan.classes), time.process_time() - start), added.plan.classes


def _judge(figures: Figures, row: Class, spec: ClassSpec, taken_out: set[str]) -> None:
    """Compare the parts found in a text without headings with those that the page is known to have."""
    named = row.get("sections", ["mq"] if row.get("min_qual") or row.get("requirements") else [])
    cut = len(row.get("text", "").split()) >= CUT
    wanted = {_STANDARD[name] for name in named if name in _STANDARD and name not in taken_out}
    wanted -= {Part.QUALIFICATIONS} if cut else set()
    found = [(part_of(p.heading[0]) if p.heading else None, p.start) for p in spec.source.passages]
    parts = {Part.DEFINITION if part in _CONCEPT else part for part, _ in found}
    if wanted:
        _count(figures, row, wanted <= parts)
    end = _end_of_definition(row)
    following = [name for name in named if name not in ("definition", "tasks")]
    if end and named[:1] == ["definition"] and following[:1] == ["mq"]:
        first = next((start for part, start in found if part not in _CONCEPT), -1)
        figures.boundary.append(abs(first - end) <= _NEAR)


def _count(figures: Figures, row: Class, apart: bool) -> None:
    figures.told_apart.append(apart)
    if "series" in row:
        (figures.series if row["series"] else figures.single).append(apart)


# --- layouts


def _calhr(row: Class, tasks: str) -> list[Section]:
    text, end = row["text"], _end_of_definition(row) or 0
    begin = next((s.start for s in stretches(text) if s.part is Part.QUALIFICATIONS and s.start >= end), len(text))
    known = [name for name in row["sections"] if name not in ("definition", "scope", "def_series", "tasks")]
    if known[:1] == ["mq"] or not end:
        begin = end
    skills = next(
        (at for at in (text.find("Knowledge of:", begin), text.find("Ability to:", begin)) if at > begin), len(text)
    )
    found = [
        ("Scope" if row["series"] else "Definition", text[:end]),
        ("Typical Tasks", tasks),
        ("Definition of Levels" if row["series"] else "Distinguishing Characteristics", text[end:begin]),
        ("Minimum Qualifications", text[begin:skills]),
        ("Knowledge and Abilities", text[skills:]),
    ]
    return [(name, words.strip()) for name, words in found if _letters(words)]


def _la(row: Class, tasks: str) -> list[Section]:
    wanted = row["requirements"]
    found = [("Duties", tasks), ("Requirements", wanted), ("Selection Process", row["text"].removeprefix(wanted))]
    return [(name, words.strip()) for name, words in found if _letters(words)]


def _nyc(row: Class, _tasks: str) -> list[Section]:
    return [("Minimum Qualifications", row["min_qual"].strip())] if _letters(row["min_qual"]) else []


LAYOUTS: dict[str, Callable[[Class, str], list[Section]]] = {"calhr": _calhr, "la": _la, "nyc": _nyc}


def _page(row: Class, sections: list[Section]) -> str:
    """A class as its employer lays it out: title, facts, and each part under its heading; bulletins in capitals."""
    shout = str.upper if "open_date" in row else str
    body = "".join(f"\n{shout(name)}\n\n{words}\n" for name, words in sections)
    return f"{row['title']}\n\nClass Code: {row['code']}\n{body}"


def _end_of_definition(row: Class) -> int | None:
    """Where a page's words go on after its definition; ``None`` where that is not known."""
    rest = row.get("text_no_definition", "")
    at = row["text"].find(rest[:80]) if rest else -1
    return at if at > 0 else None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _rows(path: Path) -> Iterator[Class]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    print(f"{'plan':<22}{'classes':>6}{'time':>9}   apart single series  ends at   least  ≥ 98 %")
    for figures in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED):
        print(figures)
