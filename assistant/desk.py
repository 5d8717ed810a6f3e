"""The desk: the verbs of the product. The chat, the command line and Python programs all call these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer.answer import Respondent
from assistant.answer.known import NOTHING, Known
from assistant.answer.meaning import Meanings
from assistant.answer.worded import Say
from assistant.classify.explain import Explanation, explain
from assistant.classify.kind import compared_in_meaning
from assistant.classify.meaning import Meaning
from assistant.classify.modelled import Modelled, modelled
from assistant.classify.rank import Ranker
from assistant.classify.suggest import suggest
from assistant.draft.describe import draft_description
from assistant.draft.modelled import with_model
from assistant.draft.profile import Profile
from assistant.draft.wording import employer_wording, learned_wording
from assistant.employer import Employer, employer
from assistant.engine.openai import ModelEngine
from assistant.engine.outgoing import Outgoing
from assistant.formats.found import Findings
from assistant.formats.store import Formats
from assistant.lint.finding import Finding
from assistant.lint.lint import Linter
from assistant.models import Answer, Draft, SuggestResult, Turn
from assistant.official import OfficialTexts
from assistant.once import OnceEach, once
from assistant.opinion.opinion import Opinion, form_opinion
from assistant.position.read import read_position
from assistant.redline.revise import Redline, redline
from assistant.settings import Settings
from knowledge.errors import InputError, SettingsError
from knowledge.intake import Intake, Orders, take_in, take_in_upload
from knowledge.library import Library
from knowledge.models import Kind, Passage, Source
from knowledge.parse.document import Words, read_document, read_words
from knowledge.parse.language import check_language
from knowledge.plans import Addition, Plans
from knowledge.search import Search

if TYPE_CHECKING:  # what fetches brings the HTTP library, what keeps cases the database's: imported only to do so
    from assistant.cases.store import Cases
    from assistant.packet.packet import Order, Packet
    from assistant.talks.store import Talks

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many of it are done, and how many there are."""

ENGINES = ("offline", "llm")
"""How answers are worded: as the provisions say it, or by a model."""
_FIRST_HOME = "minnesota"


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


class Desk:
    """One user's data folder, opened; what is slow to load is loaded at first use."""

    def __init__(self, settings: Settings, progress: Progress = _silent) -> None:
        self.settings = settings
        self._progress = progress
        self._said: list[str] = []
        self._rankers = OnceEach(self._ranker)
        self.library = Library(settings.data_dir)
        self.plans_kept = Plans(settings.data_dir, self.library)
        self.formats_kept = Formats(settings.data_dir / "formats")

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

    @once
    def search(self) -> Search:
        return self._search_in(self.library, self._said.append)

    def _search_in(self, library: Library, say: Callable[[str], None], *, held: bool = True) -> Search:
        given = self.settings
        return Search(library, given.data_dir / "index", self._progress, say, given.chroma_url, held=held)

    @once
    def employer(self) -> Employer:
        """Whose desk it is. Raises :class:`SettingsError`."""
        return employer(self.settings)

    @once
    def model(self) -> ModelEngine | None:
        """The model that words answers, if the settings choose one. Raises :class:`SettingsError`."""
        if self.settings.engine not in ENGINES:
            raise SettingsError(f"there is no engine named {self.settings.engine!r}; known: {', '.join(ENGINES)}")
        return ModelEngine(self.settings) if self.settings.engine == "llm" else None

    @property
    def _needed(self) -> ModelEngine:
        if self.model is None:
            raise SettingsError("the engine is 'offline'; choose 'llm' with --engine or PD_ENGINE")
        return self.model

    def suggest(
        self, text: str, *, plan: str = "", top: int = 5, requested: str = "", id: str = "", case: str = ""
    ) -> SuggestResult:
        """Rank the classes of ``plan`` (the state's, if none is named) for a drafted description.

        This office's own decisions on like positions stand beside the first classes and have no part in the ranking;
        that of ``case`` is left out.
        """
        from assistant.cases.like import beside_suggestion

        _checked(text, "the draft")
        found = suggest(read_position(text), self.ranker(plan), top=top, requested=requested, id=id)
        return beside_suggestion(found, text, self, case)

    def tell(self, text: str, result: SuggestResult) -> Modelled:
        """What the model adds to a suggestion for ``text``, verified. Raises :class:`SettingsError` without one."""
        return modelled(self._needed, text, result, self.source)

    def polish(self, draft: Draft, text: str) -> Draft:
        """A description of ``text`` with its purpose and duties polished by the model; facts, standard wording stay."""
        return with_model(self._needed, draft, self.formats_kept.profile(draft.format), text)

    def explain(self, text: str, *, plan: str = "", top: int = 10) -> Explanation:
        """How the ranking for a draft comes about: scores by part, evidence used and not used."""
        _checked(text, "the draft")
        return explain(read_position(text), self.ranker(plan), top=top)

    def opinion(self, text: str, *, current: str, proposed: str, plan: str = "") -> Opinion:
        """A second opinion on two classes of ``plan``; neither has a part in the analysis."""
        _checked(text, "the description")
        return form_opinion(read_position(text), self.ranker(plan), current=current, proposed=proposed)

    def ask(
        self,
        question: str,
        *,
        role: str = "",
        history: Sequence[Turn] = (),
        id: str = "",
        say: Say | None = None,
        worded: bool = True,
        known: Known | None = None,
    ) -> Answer:
        """Answer a question from verified passages, or refuse with whom to ask.

        ``say`` hears it as it is written; unless it is to be ``worded``, no model is asked. ``known`` is what the case
        holds that the question is asked in.
        """
        _checked(question, "the question")
        own = known or NOTHING
        answer = self._respondent.answer(question, role=role, history=history, id=id, say=say, worded=worded, known=own)
        return self.employer.tells(answer)

    def preview(self, question: str, *, role: str = "", history: Sequence[Turn] = ()) -> list[Outgoing]:
        """What :meth:`ask` would send to a model, personal data masked; nothing is sent."""
        _checked(question, "the question")
        return self._respondent.would_send(question, role=role, history=history)

    def draft(self, text: str, *, format: str, class_title: str = "", picks: Sequence[str] = ()) -> Draft:
        """The standardized description in an employer's format, with its own wording where that is held.

        ``picks`` are levels and alternatives that somebody chose, as ``SUPERVISION GIVEN=G0``.
        """
        _checked(text, "the draft")
        profile = self.formats_kept.profile(format)
        if profile.learned_from:
            wording = learned_wording(profile, self.source)
        else:
            wording = employer_wording(self.library.ingested, profile.jurisdiction)
        position = read_position(text)
        made = draft_description(position, profile, wording=wording, class_title=class_title or None, picks=picks)
        return replace(made, foot=self.employer.foot)

    def lint(self, text: str, *, format: str = "") -> tuple[Finding, ...]:
        """What a reader would stumble over in a description, each with its reason and a wording that adds no fact."""
        _checked(text, "the description")
        return self._linter.lint(read_position(text), self.formats_kept.profile(format) if format else None)

    def redline(self, old: str, new: str) -> Redline:
        """The revision of a description: what was kept, reworded, moved, merged, split, added and removed."""
        _checked(old, "the old description")
        _checked(new, "the new description")
        return replace(redline(old, new), foot=self.employer.foot)

    def packet(self, order: Order, draft: Draft | None = None) -> Packet:
        """All documents of a revision, of ``draft`` or one made now; the plan is the one named or the format's."""
        from assistant.packet.packet import make_packet

        draft = draft or self.draft(order.new, format=order.format, class_title=order.class_title)
        plan = order.plan or (order.format if order.format in self.plans() else "")
        return make_packet(order, read_position(order.new), draft, self.suggest(order.new, plan=plan))

    def read(self, data: bytes, name: str) -> str:
        """The text of an uploaded document; an English one, since that is what is understood."""
        return self.read_words(data, name).text

    def read_words(self, data: bytes, name: str) -> Words:
        """As :meth:`read`, with what its user should know of the reading, such as comments that are no part of it."""
        words = read_words(data, name)
        check_language(words.text, name)
        return words

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

        The index is built before anything is kept: whenever the process is stopped, a whole one fits what is kept.
        """
        self._search_in(self.library.with_sources(sources), lambda _: None, held=False).close()
        self.library.add(sources)
        self._follow()

    def forget(self, id: str) -> None:
        """Take an ingested source out of the library. Raises :class:`InputError` for one that is built in."""
        self.library.remove(id)
        self._follow()

    @once
    def official(self) -> OfficialTexts:
        """The official pages: which there are, which are held, and how to fetch them."""
        return OfficialTexts(self.library, self.settings.data_dir, self._progress, self._follow)

    def sources(self) -> list[Source]:
        """Every source that is indexed, official texts first."""
        return list(self.library.sources.values())

    def source(self, id: str) -> Source:
        """One source with its whole text, a class of a loaded plan among them. Raises :class:`UnknownName`."""
        own = self.plans_kept.source(id) if ":" in id else None
        return own or self.library.source(id)

    def around(self, source: str, start: int, end: int) -> tuple[Passage | None, Passage, Passage | None]:
        """The passage that holds ``text[start:end]`` of a source, with the ones before and after it."""
        return self.source(source).around(start, end)

    def plans(self) -> list[str]:
        """The names of the class plans."""
        return self.plans_kept.names()

    def add_plan(self, file: Path, name: str, precedents: Path | None = None, *, replace: bool = False) -> Addition:
        """Load a class plan from a file, a folder or an archive. Raises :class:`InputError`."""
        added = self.plans_kept.add(file, name, precedents, replace=replace, progress=self._progress)
        self._rankers.pop(name, None)
        self.__dict__.pop("_linter", None)
        self._meaning(name).known(compared_in_meaning(added.plan))
        return added

    def formats(self) -> list[str]:
        """The names of the description formats, the user's own among them."""
        return self.formats_kept.names()

    def save_format(self, found: Findings, profile: Profile) -> None:
        """Save what was learned as a format, and keep the descriptions whose wording it cites."""
        self.keep([description.source for description in found.descriptions])
        self.formats_kept.save(profile)

    @once
    def cases(self) -> Cases:
        """The saved cases."""
        from assistant.cases.store import Cases

        return Cases(self.settings.data_dir, self.settings.database_url)

    @once
    def talks(self) -> Talks:
        """What people have in hand at the chat."""
        from assistant.talks.store import Talks

        return Talks(self.settings.data_dir, self.settings.database_url, days=self.settings.keep_days)

    def ranker(self, plan: str = "") -> Ranker:
        """What ranks the classes of ``plan`` (the state's, if none is named), made at first use."""
        return self._rankers[plan or _FIRST_HOME]

    def _ranker(self, plan: str) -> Ranker:
        return Ranker(self.plans_kept.plan(plan), self._meaning(plan))

    def _follow(self) -> None:
        """Let the index and all that was read from the library follow it."""
        self._rankers.clear()
        for name in ("official", "search", "_respondent", "_linter"):
            self.__dict__.pop(name, None)
        _ = self.search

    @once
    def _linter(self) -> Linter:
        return Linter(self.library, self.plans_kept)

    def _meaning(self, plan: str) -> Meaning:
        return Meaning(self.plans_kept.vectors_file(plan), self._progress)

    @once
    def _respondent(self) -> Respondent:
        model = self.model
        meanings = Meanings(self.search.embedder, self.settings.data_dir / "index" / "sentences.npz")
        return Respondent(self.library, self.plans_kept, self.search, meanings, model, self._progress)


def _checked(text: str, what: str) -> None:
    if not text.strip():
        raise InputError(f"{what} is empty; give its text, or a file that holds it")
