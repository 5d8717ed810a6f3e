"""How long suggestions and answers take, warm and from nothing, and how that grows with the plan.

Run as ``python -m tests.evals.speed [FOLDER]``; FOLDER holds ``calhr``, ``nyc`` and ``minnesota`` as the benchmarks do.
Every row has a process of its own, so that nothing is warm that a user would find cold; numerical libraries keep to one
thread. *From nothing* is the time from the start of that process to the first result, *new* the median over the next
queries, whose near classes are often read for the first time, and *again* the median over the same ones once more.
Each is given as it was waited for and, in brackets, as the processor worked: on a busy machine only the second tells.
A plan larger than the real one is made of copies of its classes with the words of titles and texts shuffled.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
OWN = Path(__file__).parent
SIZES = (100, 500, 1_754, 10_000)
QUERIES = 60
LONG = 600
"""Words of a long draft."""

Line = dict[str, Any]
Moment = tuple[float, float]
"""Seconds waited and seconds of the processor."""


@dataclass(frozen=True)
class Work:
    """One row: a verb, the plan it is done with as files or by name, and what it is done for."""

    name: str
    verb: str
    items: Sequence[Line]
    classes: Path | None = None
    precedents: Path | None = None


def row(work: Work, data: Path, began: float) -> str:
    """Do the work in this process and say how long it took; ``began`` is when the process was asked for."""
    from assistant.desk import Desk
    from assistant.settings import Settings

    do = _suggesting(work, data) if work.verb == "suggest" else _asking(Desk.open(Settings()))
    do(work.items[0])
    first = time.monotonic() - began, time.process_time()
    new, again = [_timed(do, item) for item in work.items[1:]], [_timed(do, item) for item in work.items[1:]]
    cells = [_seconds(first), _milliseconds(new), _milliseconds(again)]
    return f"| {work.name} | {len(work.items)} | {' | '.join(cells)} |"


def _suggesting(work: Work, data: Path) -> Callable[[Line], object]:
    from assistant.desk import Desk
    from assistant.settings import Settings

    desk = Desk(Settings(data_dir=data))
    plan = work.classes.stem if work.classes else "minnesota"
    return lambda item: desk.suggest(item["text"], plan=plan)


def _asking(desk: Any) -> Callable[[Line], object]:
    from assistant.models import Turn

    return lambda item: desk.ask(item["question"], history=[Turn(**turn) for turn in item.get("history", [])])


def _timed(do: Callable[[Line], object], item: Line) -> Moment:
    wall, processor = time.monotonic(), time.process_time()
    do(item)
    return time.monotonic() - wall, time.process_time() - processor


def _seconds(spent: Moment) -> str:
    return f"{spent[0]:.1f} s ({spent[1]:.1f})"


def _milliseconds(spent: Sequence[Moment]) -> str:
    return f"{1000 * median(wall for wall, _ in spent):.0f} ms ({1000 * median(cpu for _, cpu in spent):.0f})"


def works(folder: Path, place: Path) -> Iterator[Work]:
    """All rows; the files of their plans are written to ``place``."""
    classes, queries = _lines(folder / "calhr/classes.jsonl.gz"), _lines(folder / "calhr/queries.jsonl.gz")
    some = queries[:: len(queries) // QUERIES][:QUERIES]
    for size in SIZES:
        yield Work(f"suggest, {size:,} classes", "suggest", some, _plan(place, f"calhr-{size}", _sized(classes, size)))
    real = _plan(place, "calhr-long", classes)
    yield Work(f"suggest, {len(classes):,} classes, {LONG} words", "suggest", list(_joined(queries))[:QUERIES], real)
    state = _lines(folder / "minnesota/positions.jsonl") + _lines(OWN / "positions.jsonl")
    yield Work("suggest, minnesota", "suggest", state)
    city, posted = _lines(folder / "nyc/classes.jsonl.gz"), _lines(folder / "nyc/queries.jsonl.gz")
    allocated = [
        {"id": line["id"], "text": line["text"], "class_code": line["code"]}
        for line in _lines(folder / "nyc/spec_postings.jsonl.gz")
    ]
    kept = _written(place / "nyc-precedents.jsonl", allocated)
    yield Work("suggest, nyc and its precedents", "suggest", posted[:QUERIES], _plan(place, "nyc", city), kept)
    yield Work("ask, minnesota", "ask", _lines(folder / "minnesota/questions.jsonl"))
    yield Work("ask, our own", "ask", _lines(OWN / "questions.jsonl"))


def _sized(classes: Sequence[Line], size: int) -> list[Line]:
    """So many classes; beyond the real ones copies, each a real class with its words in another order."""
    chance = random.Random(0)
    made = list(classes[:size])
    while len(made) < size:
        of, copy = classes[len(made) % len(classes)], len(made) // len(classes)
        title, text = (chance.sample(words, len(words)) for words in (of["title"].split(), of["text"].split()))
        names = {
            "code": f"{of['code']}-{copy}",
            "title": f"{' '.join(title)} {copy}",
            "family": f"{of['family']} {copy}",
        }
        made.append({**names, "text": " ".join(text)})
    return made


def _joined(queries: Sequence[Line]) -> Iterator[Line]:
    """Drafts of ``LONG`` words, made of queries that follow one another."""
    words: list[str] = []
    for query in queries:
        words += query["text"].split()
        if len(words) >= LONG:
            yield {"text": " ".join(words[:LONG])}
            words = []


def _plan(place: Path, name: str, classes: Sequence[Line]) -> Path:
    lines = (
        {
            "class_title": line["title"],
            "class_code": line["code"],
            "series": line.get("family"),
            "text": line.get("text") or line.get("min_qual") or line["title"],
        }
        for line in classes
    )
    return _written(place / f"{name}.jsonl", lines)


def _written(file: Path, lines: Any) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def _lines(file: Path) -> list[Line]:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _add(work: Work, data: Path) -> None:
    from knowledge.library import Library
    from knowledge.plans import Plans

    if work.classes is not None:
        Plans(data, Library(data)).add(work.classes, work.classes.stem, work.precedents)


def main(folder: Path) -> None:
    """Print the table, a row as soon as it is measured."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    print("| what | n | from nothing | new | again |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as place:
        for work in works(folder, Path(place)):
            _add(work, Path(place))
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                print(process.submit(row, work, Path(place), time.monotonic()).result(), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
