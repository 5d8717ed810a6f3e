"""The library: every source that is known, built in or ingested, and which passages may serve as evidence.

Built-in sources are the Markdown files of this package. Ingested ones are kept in ``DATA/sources`` as JSON, one file
a source, written whole or not at all; fetched ones in ``DATA/official`` (``held.py``). An official text comes before
our restatement of the same provision.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge import journal
from knowledge.conflicts import Conflict, read_conflicts, touched
from knowledge.errors import InputError, UnknownName
from knowledge.models import Citation, ClassSpec, Passage, Source
from knowledge.official.held import held_pages, source_from
from knowledge.parse import pinpoint
from knowledge.parse.restated import Restated, parse_restated
from knowledge.words import sentences

_HOME = Path(__file__).parent


class Library:
    """Read once, then unchanged until :meth:`add` puts new sources in."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._folder = data_dir / "sources"

    @cached_property
    def restated(self) -> tuple[Restated, ...]:
        """Our own files, in a fixed order."""
        return tuple(
            parse_restated(path.read_text("utf-8"), str(path.relative_to(_HOME)))
            for path in sorted(_HOME.rglob("*.md"))
            if path.name != "README.md"
        )

    @cached_property
    def ingested(self) -> tuple[Source, ...]:
        """What the user loaded or fetched, by id; a text fetched from its publisher stands before a loaded reprint."""
        fetched = [source for page in held_pages(self._data_dir).values() for source in page.sources]
        return tuple({source.id: source for source in (*self._loaded.values(), *fetched)}.values())

    @cached_property
    def _loaded(self) -> dict[Path, Source]:
        journal.finish(self._folder)
        return {path: _load(path) for path in sorted(self._folder.glob("*.json"))}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id, official texts first."""
        return {source.id: source for source in (*self.ingested, *(file.source for file in self.restated))}

    def source(self, id: str) -> Source:
        """One source. Raises :class:`UnknownName`."""
        if id not in self.sources:
            raise UnknownName("source", id, list(self.sources))
        return self.sources[id]

    def loaded_on(self, id: str) -> date:
        """The day a loaded source was put into the data folder."""
        written = (path.stat().st_mtime for path, source in self._loaded.items() if source.id == id)
        return date.fromtimestamp(max(written))

    def add(self, sources: Iterable[Source]) -> None:
        """Keep ``sources``, all of them or none, in place of those with the same id and those they replace."""
        new = {source.id: source for source in sources}
        texts: dict[str, str | None] = {f"{_file_name(id)}.json": None for id in self._replaced(new.values())}
        texts |= {f"{_file_name(id)}.json": json.dumps(asdict(new[id]), ensure_ascii=False) for id in new}
        journal.commit(self._folder, texts)
        self.forget()

    def forget(self) -> None:
        """Read the data folder anew at the next question: something was written to it."""
        for name in ("_loaded", "ingested", "sources", "passages", "register", "_official"):
            self.__dict__.pop(name, None)

    def remove(self, id: str) -> None:
        """Forget an ingested source. Raises :class:`UnknownName`, or :class:`InputError` for one that is built in."""
        self.source(id)
        name = f"{_file_name(id)}.json"
        if not (self._folder / name).exists():
            raise InputError(f"the source {id!r} was not ingested and cannot be removed")
        journal.commit(self._folder, {name: None})
        self.forget()

    def with_sources(self, sources: Iterable[Source]) -> Library:
        """The library as it will be once ``sources`` are kept; nothing is kept yet."""
        new = {source.id: source for source in sources}
        gone = self._replaced(new.values())
        kept = {source.id: source for source in self._loaded.values() if source.id not in gone} | new
        other = Library(self._data_dir)
        other.__dict__["restated"] = self.restated
        other.__dict__["_loaded"] = {self._folder / f"{_file_name(id)}.json": source for id, source in kept.items()}
        return other

    def _replaced(self, sources: Iterable[Source]) -> set[str]:
        """The ids of what was read before from the same documents, as another kind, say, and is not read again."""
        new = list(sources)
        documents = {source.document for source in new if source.document}
        return {s.id for s in self._loaded.values() if s.document in documents} - {s.id for s in new}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of every source, restated ones too: they are often found where legal words are not."""
        return tuple(passage for source in self.sources.values() for passage in source.passages)

    def evidence(self, passage: Passage) -> tuple[Passage, ...]:
        """What may be cited for ``passage``: the official passages of its provision where held, else itself."""
        if self.source(passage.source).official:
            return (passage,)
        name = _provision(passage.pinpoint)
        return self._official.get(name) or self._official_under(name) or (passage,)

    @cached_property
    def register(self) -> tuple[Conflict, ...]:
        """Every known conflict between sources, each side with the sentence that says it."""
        return tuple(read_conflicts([p for r in self.restated for p in r.source.passages], self.evidence, self.cite))

    def conflicts(self, cited: Iterable[Passage | Citation], question: str = "") -> tuple[Conflict, ...]:
        """The conflicts that an answer to ``question`` touches which rests on ``cited``."""
        return touched(self.register, cited, question)

    @cached_property
    def _official(self) -> dict[str, tuple[Passage, ...]]:
        found: dict[str, tuple[Passage, ...]] = {}
        for passage in (passage for source in self.ingested for passage in source.passages):
            name = _provision(passage.pinpoint)
            found[name] = (*found.get(name, ()), passage)
        return found

    def _official_under(self, name: str) -> tuple[Passage, ...]:
        """Official passages under a longer form of the same heading: *Background* and *Background Information*.

        Or, of a provision without words of its own before its clauses, the clauses, where the first of them is held.
        """
        first = {f"{name}(a)", f"{name}(1)"} & self._official.keys()
        forms = (f"{name} ", f"{name}(") if first else (f"{name} ",)
        return tuple(p for key, passages in self._official.items() if key.startswith(forms) for p in passages)

    def sentence(self, pinpoint: str, anchor: re.Pattern[str]) -> Citation:
        """The sentence of a provision in which ``anchor`` is found, the official one where it is held.

        The whole provision where none is. Raises :class:`UnknownName` for a provision that is not here.
        """
        own = [passage for passage in self.passages if passage.pinpoint == pinpoint]
        for passage in dict.fromkeys(cited for restated in own for cited in self.evidence(restated)):
            for start, end in sentences(passage.text):
                if anchor.search(" ".join(passage.text[start:end].split())):
                    return self.cite(passage, passage.start + start, passage.start + end)
        if not own:
            raise UnknownName("provision", pinpoint, [])
        return self.cite(own[0])

    def cite(self, passage: Passage, start: int | None = None, end: int | None = None) -> Citation:
        """A citation of ``source.text[start:end]``; the whole passage where no span is given."""
        return cite(self.source(passage.source), passage, start, end)


def cite(source: Source, passage: Passage, start: int | None = None, end: int | None = None) -> Citation:
    """A citation into ``source``, whose quote is cut from its text and from nowhere else."""
    begin, stop = (passage.start if start is None else start), (passage.end if end is None else end)
    return Citation(
        source=source.id,
        title=source.title,
        pinpoint=passage.pinpoint,
        quote=source.text[begin:stop],
        start=begin,
        end=stop,
        text_status=source.status,
        edition=source.edition,
        url=source.url,
    )


def class_spec(source: Source, fields: dict[str, Any], plan: str) -> ClassSpec:
    """The class that a profile describes; ``fields`` is its front matter."""
    level = fields.get("level")
    return ClassSpec(
        title=source.title,
        code=str(fields.get("code") or ""),
        series=str(fields.get("series") or source.title),
        level=int(level) if level is not None else None,
        plan=plan,
        jurisdiction=source.jurisdiction,
        source=source,
        bargaining_unit=str(fields.get("bargaining_unit") or ""),
        flsa=str(fields.get("flsa") or ""),
        also=tuple(fields.get("also") or ()),
    )


def write_whole(texts: Mapping[Path, str | bytes]) -> None:
    """Write files whole, and none before all of them are ready to be put in place."""
    parts = {path.with_name(f"{path.name}.{os.getpid()}.part"): path for path in texts}
    try:
        for part, path in parts.items():
            content = texts[path]
            part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        for part, path in parts.items():
            part.replace(path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _load(path: Path) -> Source:
    try:
        return source_from(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: is damaged ({error}); delete it and ingest the document again") from error


def _file_name(id: str) -> str:
    return re.sub(r"[^\w.-]+", "-", id)


def _provision(text: str) -> str:
    """What a pinpoint names, however its heading is worded: a section by its number, a provision by its grammar."""
    section = re.match(r"(.+?, [IVX]+)\.", text)
    return (section[1] if section else str(pinpoint.parse(text) or text)).lower()
