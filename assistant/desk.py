"""The desk: the verbs of the product. The chat, the command line and Python programs all call these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.classify.explain import Explanation, explain
from assistant.classify.kind import compared_in_meaning
from assistant.classify.meaning import Meaning
from assistant.classify.rank import Ranker
from assistant.classify.suggest import suggest
from assistant.draft.describe import draft_description
from assistant.draft.profile import load_profile, profiles
from assistant.draft.wording import employer_wording
from assistant.engine.openai import ModelEngine
from assistant.models import Answer, Draft, SuggestResult, Turn
from assistant.position.read import read_position
from assistant.redline.revise import Redline, redline
from assistant.settings import Settings
from knowledge.errors import InputError, SettingsError, UnknownName
from knowledge.intake import Intake, Orders, take_in, take_in_upload
from knowledge.library import Library
from knowledge.models import Kind, Passage, Source
from knowledge.official.held import HeldPage, held_pages
from knowledge.official.manifest import Page, read_manifest, read_pages
from knowledge.official.review import Check, Standing, check, standings
from knowledge.parse.document import read_bytes, read_document
from knowledge.parse.language import check_language
from knowledge.plans import Addition, Plans
from knowledge.search import Search

if TYPE_CHECKING:  # what fetches brings the HTTP library, and is imported only to fetch
    from knowledge.official.compare import Outcome

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many of it are done, and how many there are."""

ENGINES = ("offline", "llm")
"""How answers are worded: as the provisions say it, or by a model."""
PAUSE = 2.0
"""Seconds between two requests to one host."""
_FIRST_HOME = "minnesota"


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


class Desk:
    """One user's data folder, opened; what is slow to load is loaded at first use."""

    def __init__(self, settings: Settings, progress: Progress = _silent) -> None:
        self.settings = settings
        self._progress = progress
        self._said: list[str] = []
        self._rankers: dict[str, Ranker] = {}
        self.library = Library(settings.data_dir)
        self.plans_kept = Plans(settings.data_dir, self.library)

    @classmethod
    def open(cls, settings: Settings | None = None, progress: Progress | None = None) -> Desk:
        """The desk of ``settings`` with its index ready, built if it is not there or is damaged."""
        desk = cls(settings or Settings(), progress or _silent)
        desk.prepare()
        return desk

    def prepare(self) -> None:
        """Have the index and what answers need at hand, so that nobody waits for it later."""
        _ = self.search
        with suppress(SettingsError):  # a fault of the model's settings is told to whoever asks
            _ = self._respondent

    @property
    def warnings(self) -> tuple[str, ...]:
        """What happened on opening that the user should know, as an index built again."""
        return tuple(self._said)

    @cached_property
    def search(self) -> Search:
        return self._search_in(self.library, self._said.append)

    def _search_in(self, library: Library, say: Callable[[str], None]) -> Search:
        return Search(library, self.settings.data_dir / "index", self._progress, say, self.settings.chroma_url)

    @cached_property
    def model(self) -> ModelEngine | None:
        """The model that words answers, if the settings choose one. Raises :class:`SettingsError`."""
        if self.settings.engine not in ENGINES:
            raise SettingsError(f"there is no engine named {self.settings.engine!r}; known: {', '.join(ENGINES)}")
        return ModelEngine(self.settings) if self.settings.engine == "llm" else None

    def suggest(self, text: str, *, plan: str = "", top: int = 5, requested: str = "", id: str = "") -> SuggestResult:
        """Rank the classes of ``plan`` (the state's, if none is named) for a drafted description."""
        _checked(text, "the draft")
        return suggest(read_position(text), self._ranker(plan or _FIRST_HOME), top=top, requested=requested, id=id)

    def explain(self, text: str, *, plan: str = "", top: int = 10) -> Explanation:
        """How the ranking for a draft comes about: scores by part, evidence used and not used."""
        _checked(text, "the draft")
        return explain(read_position(text), self._ranker(plan or _FIRST_HOME), top=top)

    def ask(self, question: str, *, role: str = "", history: Sequence[Turn] = (), id: str = "") -> Answer:
        """Answer a question from verified passages, or refuse with whom to ask."""
        _checked(question, "the question")
        return self._respondent.answer(question, role=role, history=history, id=id)

    def draft(self, text: str, *, format: str, class_title: str = "") -> Draft:
        """The standardized description in an employer's format, with its own wording where that is ingested."""
        _checked(text, "the draft")
        profile = load_profile(format)
        own = [
            s
            for s in self.library.ingested
            if s.kind is Kind.JOB_DESCRIPTION and s.jurisdiction == profile.jurisdiction
        ]
        wording = employer_wording(own) if own else None
        return draft_description(read_position(text), profile, wording=wording, class_title=class_title or None)

    def redline(self, old: str, new: str) -> Redline:
        """The revision of a description: what was kept, reworded, moved, merged, split, added and removed."""
        _checked(old, "the old description")
        _checked(new, "the new description")
        return redline(old, new)

    def read(self, data: bytes, name: str) -> str:
        """The text of an uploaded document; an English one, since that is what is understood."""
        text = read_bytes(data, name)
        check_language(text, name)
        return text

    def read_file(self, path: Path) -> str:
        """The text of a document on disk."""
        text = read_document(path)
        check_language(text, path.name)
        return text

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        kind: Kind | None = None,
        jurisdiction: str = "",
        ocr: bool = False,
        keep_going: bool = False,
    ) -> Intake:
        """Read, split and keep the documents of files, folders and archives: all of them, or none.

        With ``keep_going`` those that can be read.

        Raises :class:`InputError` where one cannot be read; then nothing is kept.
        """
        found = take_in(paths, Orders(kind, jurisdiction, ocr, keep_going), self._progress)
        self.keep(found.sources)
        return found

    def parse_upload(self, data: bytes, name: str, *, kind: Kind | None = None, jurisdiction: str = "") -> list[Source]:
        """The sources in an uploaded document or archive; nothing is kept. Raises :class:`InputError`."""
        return take_in_upload(data, name, Orders(kind, jurisdiction), self._progress).sources

    def keep(self, sources: Sequence[Source]) -> None:
        """Keep sources, all of them or none.

        The new index is built before anything is kept, so that whenever the process is stopped there is a whole index
        that fits what is kept.
        """
        self._search_in(self.library.with_sources(sources), lambda _: None).close()
        self.library.add(sources)
        self._follow()

    def forget(self, id: str) -> None:
        """Take an ingested source out of the library. Raises :class:`InputError` for one that is built in."""
        self.library.remove(id)
        self._follow()

    def official_pages(self, manifest: Path | None = None) -> dict[str, Page]:
        """The official pages that can be fetched, by id; those of one manifest file alone, if it is named."""
        return read_pages(manifest) if manifest else read_manifest(self.settings.data_dir / "official.yaml")

    def ask_official(self, pages: Sequence[Page], *, now: datetime, pause: float = PAUSE) -> tuple[Outcome, ...]:
        """Ask the publishers how their pages stand against what is held; nothing is kept."""
        from knowledge.official.compare import ask
        from knowledge.official.fetch import Fetcher, Limits

        with Fetcher(Limits(pause=pause)) as fetcher:
            return ask(pages, self.settings.data_dir, fetcher, now, self._progress)

    def fetch_official(self, pages: Sequence[Page], *, now: datetime, pause: float = PAUSE) -> tuple[Outcome, ...]:
        """Fetch official pages, at least ``pause`` seconds between two of one host; the index follows once, at the end.

        A page that fails is an outcome of its own and hinders no other.
        """
        from knowledge.official.compare import keep

        outcomes = self.ask_official(pages, now=now, pause=pause)
        if keep(outcomes, self.settings.data_dir):
            self.library.forget()
            self._follow()
        return outcomes

    def held_pages(self) -> dict[str, HeldPage]:
        """The official pages that are held, by id."""
        return held_pages(self.settings.data_dir)

    def standings(self) -> tuple[Standing, ...]:
        """Every source with where it comes from, since when, and when to look at it again."""
        return standings(self.library, self.settings.data_dir, self.official_pages())

    def check_sources(self, today: date) -> Check:
        """What is overdue, not fetched or damaged; nobody is asked."""
        return check(self.library, self.settings.data_dir, self.official_pages(), today)

    def sources(self) -> list[Source]:
        """Every source that is indexed, official texts first."""
        return list(self.library.sources.values())

    def source(self, id: str) -> Source:
        """One source with its whole text, a class of a loaded plan among them. Raises :class:`UnknownName`."""
        own = self.plans_kept.source(id) if ":" in id else None
        return own or self.library.source(id)

    def around(self, source: str, start: int, end: int) -> tuple[Passage | None, Passage, Passage | None]:
        """The passage that holds ``text[start:end]`` of a source, with the ones before and after it."""
        passages = self.source(source).passages
        for place, passage in enumerate(passages):
            if passage.start <= start and end <= passage.end:
                before = passages[place - 1] if place else None
                after = passages[place + 1] if place + 1 < len(passages) else None
                return before, passage, after
        raise UnknownName("passage", f"{source}[{start}:{end}]", [passage.id for passage in passages])

    def plans(self) -> list[str]:
        """The names of the class plans."""
        return self.plans_kept.names()

    def add_plan(self, file: Path, name: str, precedents: Path | None = None, *, replace: bool = False) -> Addition:
        """Load a class plan from a file, a folder or an archive. Raises :class:`InputError`."""
        added = self.plans_kept.add(file, name, precedents, replace=replace, progress=self._progress)
        self._rankers.pop(name, None)
        self._meaning(name).known(compared_in_meaning(added.plan))
        return added

    def formats(self) -> list[str]:
        """The names of the description formats."""
        return profiles()

    def _follow(self) -> None:
        """Let the index and all that was read from the library follow it."""
        self._rankers.clear()
        for name in ("search", "_respondent"):
            self.__dict__.pop(name, None)
        _ = self.search

    def _ranker(self, plan: str) -> Ranker:
        if plan not in self._rankers:
            self._rankers[plan] = Ranker(self.plans_kept.plan(plan), self._meaning(plan))
        return self._rankers[plan]

    def _meaning(self, plan: str) -> Meaning:
        return Meaning(self.plans_kept.vectors_file(plan), self._progress)

    @cached_property
    def _respondent(self) -> Respondent:
        model = self.model
        meanings = Meanings(self.search.embedder, self.settings.data_dir / "index" / "sentences.npz")
        return Respondent(self.library, self.plans_kept, self.search, meanings, model, self._progress)


def _checked(text: str, what: str) -> None:
    if not text.strip():
        raise InputError(f"{what} is empty; give its text, or a file that holds it")
