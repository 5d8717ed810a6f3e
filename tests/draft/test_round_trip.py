"""Read, write, read: every sentence stays, whatever the file it went through.

On generated descriptions, and on a hundred real texts where the benchmarks are at hand. A sentence counts as kept where
its letters and figures stand in the text that was read again; the writer may capitalise, and sets shares of time apart.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.layout import lay_out
from assistant.draft.paper import Heading, Item, Items, Paper, Run, Table, bullets, paragraph
from assistant.draft.pdf import to_pdf
from assistant.draft.render import to_html, to_markdown
from assistant.draft.word import write_paper
from assistant.models import Draft
from knowledge.parse.document import read_bytes
from knowledge.words import sentences
from tests.draft.samples import drafted
from tests.position.test_read import assert_nothing_lost

TEXTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "benchmarks" / "nyc" / "queries.jsonl.gz"
REAL, PDF_EVERY = 100, 10
_AFTER_ETC = re.compile(r"(?<=etc\.) (?=[A-Z])")
"""Where one sentence of the benchmark is two."""
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[A-Za-z])[.)]\s")


def docx(paper: Paper) -> bytes:
    stream = BytesIO()
    write_paper(paper, stream)
    return stream.getvalue()


WRITERS: dict[str, Callable[[Draft], bytes]] = {
    "docx": lambda draft: docx(lay_out(draft)),
    "html": lambda draft: to_html(draft).encode(),
    "md": lambda draft: to_markdown(draft).encode(),
    "pdf": lambda draft: to_pdf(lay_out(draft)),
}


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def lost(said: Sequence[str], text: str) -> list[str]:
    """The sentences that do not stand in the text; a label in front of one may be told apart from it."""
    kept = letters(text)
    return [
        sentence
        for sentence in said
        if letters(plain := _NUMBER.sub("", sentence)) not in kept
        and not all(letters(part) in kept for part in plain.split(": ", 1))
    ]


VERBS = ["Files", "Audits", "Plans", "Keeps", "Answers", "Inspects"]
THINGS = [
    "records", "claims & appeals", "the $5 fund", "boats <large>", "forms #3", "e-mail", "data_sets", "a [new] plan",
    "café menus", "1,000 permits", "rules (all)", "*starred* letters", "5:30 reports", "the A/B list", "“quoted” words",
]  # fmt: skip
ENDS = ["", " every week", " for the public", " by the manual", " when asked; refers hard cases", ", as the law asks"]
SENTENCE = st.builds(lambda verb, thing, end: f"{verb} {thing}{end}.", *map(st.sampled_from, (VERBS, THINGS, ENDS)))
DUTIES = st.lists(
    st.tuples(SENTENCE, st.sampled_from([None, 10, 35]), st.lists(SENTENCE, max_size=2)), min_size=1, max_size=6,
    unique_by=lambda duty: duty[0],
)  # fmt: skip


def tasks_of(tasks: Sequence[str]) -> list[Items]:
    """The tasks of a duty as a lettered list, if there are any."""
    items = tuple(Item((Run(task),), f"{letter}.") for letter, task in zip("ab", tasks, strict=False))
    return [Items(items)] if items else []


@st.composite
def descriptions(draw: st.DrawFn) -> tuple[Paper, list[str]]:
    """A description as some employer may have laid it out, and every sentence in it."""
    purpose = f"This position exists so that {draw(st.sampled_from(THINGS))} are in order."
    duties = draw(DUTIES)
    needs = [f"Knowledge of {thing}." for thing in draw(st.lists(st.sampled_from(THINGS), max_size=3, unique=True))]
    said = [purpose, *(duty for duty, _, _ in duties), *(task for _, _, tasks in duties for task in tasks), *needs]
    if draw(st.booleans()):
        rows = tuple(
            ((paragraph(f"{place}."),), (paragraph(duty), *tasks_of(tasks)), (paragraph(f"{share}%" if share else ""),))
            for place, (duty, share, tasks) in enumerate(duties, 1)
        )
        body: list[Items | Table] = [Table(("No.", "Responsibility", "% of time"), rows, (1, 6, 1))]
    else:
        items: list[Item] = []
        for place, (duty, share, tasks) in enumerate(duties, 1):
            items.append(Item((Run(f"{duty} ({share}%)" if share else duty),), f"{place}."))
            items += [item for listed in tasks_of(tasks) for item in listed.items]
        body = [Items(tuple(items))]
    parts = [Heading("Position Purpose"), paragraph(purpose), Heading("Principal Responsibilities"), *body]
    if needs:
        parts += [Heading("Knowledge, Skills and Abilities"), bullets(*needs)]
    return Paper("Records Clerk", tuple(parts)), said


@settings(max_examples=40)
@given(descriptions(), st.sampled_from([docx, to_pdf]), st.sampled_from(sorted(WRITERS)))
def test_every_sentence_of_a_description_stays(
    description: tuple[Paper, list[str]], first: Callable[[Paper], bytes], second: str
) -> None:
    paper, said = description
    read = read_bytes(first(paper), "first")
    assert lost(said, read) == []
    assert_nothing_lost(read)
    again = read_bytes(WRITERS[second](drafted(read, "minnesota")), "second")
    assert lost(said, again) == []
    assert_nothing_lost(again)


def laid_out(place: int, said: Sequence[str]) -> Paper:
    """A real text as a document: its first two sentences the purpose, the rest as prose, a numbered list or a table."""
    rest = said[2:]
    forms = (
        paragraph(" ".join(rest)),
        Items(tuple(Item((Run(sentence),), f"{number}.") for number, sentence in enumerate(rest, 1))),
        Table(("Responsibility", "% of time"), tuple(((paragraph(sentence),), ()) for sentence in rest), (6, 1)),
    )
    return Paper(
        "Research Clerk",
        (
            Heading("Position Purpose"),
            paragraph(" ".join(said[:2])),
            Heading("Principal Responsibilities"),
            forms[place % 3],
        ),
    )


def real_texts() -> list[list[str]]:
    if not TEXTS.exists():
        pytest.skip(f"the benchmark texts are not at {TEXTS}")
    with gzip.open(TEXTS, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file][::3][:REAL]
    cut = [[text[start:end] for start, end in sentences(text)] for text in texts]
    return [[part for sentence in said for part in _AFTER_ETC.split(sentence)] for said in cut]


def test_every_sentence_of_real_texts_stays() -> None:
    texts = real_texts()
    gone: dict[str, int] = {}
    for place, said in enumerate(texts):
        read = read_bytes(docx(laid_out(place, said)), "first")
        assert lost(said, read) == []
        assert_nothing_lost(read)
        draft = drafted(read, "minnesota")
        for name in ("docx", "html", "md", *(("pdf",) if place % PDF_EVERY == 0 else ())):
            gone[name] = gone.get(name, 0) + len(lost(said, read_bytes(WRITERS[name](draft), name)))
    assert len(texts) == REAL
    assert gone == dict.fromkeys(gone, 0)
