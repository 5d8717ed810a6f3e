"""Mutations: sentences that say something else than the provision they cite, made by rule from real ones and others.

Each kind is a function from a sentence to what it might wrongly become; sentences it does not touch give none. Run
``python -m tests.engine.mutations`` for the table by kind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.engine.verify import verify
from assistant.models import Claim
from knowledge.library import Library
from knowledge.models import STATE, Citation, Kind
from knowledge.words import sentences

SEED = 13
PER_KIND = 45
LIBRARY = Library(Path(__file__).parent / "no such folder")
LAW = {Kind.STATUTE, Kind.RULE, Kind.PROCEDURE, Kind.MANUAL, Kind.CONTRACT}


@dataclass(frozen=True, slots=True)
class Case:
    """What might be claimed, the sentence it cites, and the kind of mutation, or ``faithful``."""

    kind: str
    text: str
    citation: Citation


def swap(pattern: str, instead: str) -> Callable[[str], str]:
    """Replace the first occurrence."""
    return lambda text: re.sub(pattern, instead, text, count=1)


def moved(text: str) -> str:
    """A number of days, months or years, doubled."""
    return re.sub(
        r"\b(\d+)(?=[ -](?:calendar |working |work )?(?:days?|months?|years?)\b)",
        lambda match: str(2 * int(match[1])),
        text,
        count=1,
    )


def dated(text: str) -> str:
    """A year, or the day of a month, one later."""
    return re.sub(r"\b(?:19|20)\d\d\b|(?<=\d )(?:January|March|June|July)\b", _later, text, count=1)


def _later(match: re.Match[str]) -> str:
    return str(int(match[0]) + 1) if match[0].isdigit() else "November"


def renumbered(text: str) -> str:
    """A clause, subdivision or section, one further."""
    return re.sub(
        r"(?<=subdivision )\d+|(?<=section \d\d\dA\.)\d+|(?<=section \d\dA\.)\d+|(?<=section )\d+(?=\.)|(?<=\bA\.)\d",
        lambda match: str(int(match[0]) + 1).zfill(len(match[0])),
        text,
        count=1,
    )


def unconditioned(text: str) -> str:
    """A leading or trailing condition dropped."""
    cut = re.sub(r"^(?:If|When|Unless|Until|Once|Where) [^,]+, (\w)", lambda match: match[1].upper(), text)
    return cut if cut != text else re.sub(r",? (?:unless|if|except|until) [^,.;]+(?=[.;])", "", text, count=1)


def denied(text: str) -> str:
    """A modal verb denied."""
    return re.sub(r"\b(may|shall|must|can|will)\b(?! not)", r"\1 not", text, count=1)


def undenied(text: str) -> str:
    """A *not* left out."""
    return re.sub(r"\b(?:not|never) |(?<!or )\bno (?=\w)|(?<=can)not\b", "", text, count=1)


KINDS: dict[str, Callable[[str], str]] = {
    "may to shall": swap(r"\bmay\b", "shall"),
    "may to must": swap(r"\b(?:may|can)\b", "must"),
    "shall to may": swap(r"\b(?:shall|must|has to|(?<!not )have to)\b", "may"),
    "days doubled": moved,
    "calendar to working": swap(r"\bcalendar days?\b", "working days"),
    "working to calendar": swap(r"\b(?:working|work) days\b", "calendar days"),
    "days to months": swap(r"\b(\d+)[ -](?:calendar )?days?\b", r"\1 months"),
    "employee to agency": swap(
        r"\b(?:[Tt]he employees?|[Aa]n employee|Employees)\b(?!['’])", "the appointing authority"
    ),
    "agency to employee": swap(r"\b(?:[Tt]he|[Aa]n) (?:appointing authority|agency)\b(?!['’])", "the employee"),
    "agency to union": swap(r"\b(?:[Tt]he|[Aa]n) (?:appointing authority|agency)\b(?!['’])", "the union"),
    "commissioner to arbitrator": swap(r"\bcommissioner\b", "arbitrator"),
    "not dropped": undenied,
    "not added": denied,
    "condition dropped": unconditioned,
    "date moved": dated,
    "all to some": swap(r"\b(?:[Aa]ll|[Ee]very|[Ee]ach|[Bb]oth)\b(?! the)", "some"),
    "some to all": swap(r"\b(?:[Ss]ome|[Ss]everal|[Cc]ertain)\b", "all"),
    "only dropped": swap(r"\bonly (?!optional)", ""),
    "before to after": swap(r"\bbefore\b", "after"),
    "after to before": swap(r"\b(?:after|once)\b", "before"),
    "if to unless": swap(r"\b([Ii]f|[Ww]hen)\b", "unless"),
    "within to at least": swap(r"\b[Ww]ithin\b(?= \d)", "at least"),
    "clause renumbered": renumbered,
}
"""Kind -> what it does to a sentence."""


@cache
def real() -> tuple[tuple[str, Citation], ...]:
    """Every sentence of Minnesota's law, rules, procedures, manual and agreements, quoted to the letter."""
    found = []
    for passage in LIBRARY.passages:
        source = LIBRARY.source(passage.source)
        if source.kind in LAW and source.jurisdiction == STATE:
            for start, end in sentences(passage.text):
                citation = LIBRARY.cite(passage, passage.start + start, passage.start + end)
                found.append((" ".join(citation.quote.split()), citation))
    return tuple(found)


@cache
def paraphrased() -> tuple[tuple[str, Citation], ...]:
    """(paraphrase, the sentence it rests on)"""
    quoted = [
        LIBRARY.cite(passage, passage.start + start, passage.start + end)
        for passage in LIBRARY.passages
        for start, end in sentences(passage.text)
    ]
    told = {" ".join(citation.quote.split()): citation for citation in quoted}
    raw = yaml.safe_load((Path(__file__).parent / "paraphrases.yaml").read_text("utf-8"))
    return tuple(
        (item["says"], next(cited for words, cited in told.items() if words.startswith(item["of"]))) for item in raw
    )


def mutations(seed: int = SEED) -> list[Case]:
    """Up to ``PER_KIND`` of each kind, drawn from real sentences and paraphrases alike."""
    rng = random.Random(seed)
    drawn: list[Case] = []
    for kind, change in KINDS.items():
        made = [
            [Case(kind, changed, citation) for text, citation in told if (changed := change(text)) != text]
            for told in (real(), paraphrased())
        ]
        for pool in made:
            rng.shuffle(pool)
        drawn += [*made[1][: PER_KIND // 3], *made[0]][:PER_KIND]
    return drawn


def faithful() -> list[Case]:
    """Every real sentence, and every paraphrase, as it is."""
    return [Case("faithful", text, citation) for text, citation in (*real(), *paraphrased())]


def reason(case: Case) -> str:
    """Why the check withholds a case; empty where it lets it pass."""
    _, withheld = verify([Claim(case.text, (case.citation,))], LIBRARY.source)
    return withheld[0].reason if withheld else ""


def table(seed: int = SEED) -> Iterator[str]:
    """Kind, mutations, share caught; then the false alarms."""
    cases = mutations(seed)
    yield f"{'kind':<28}{'made':>6}{'caught':>8}"
    for kind in KINDS:
        caught = [bool(reason(case)) for case in cases if case.kind == kind]
        if caught:
            yield f"{kind:<28}{len(caught):>6}{sum(caught) / len(caught):>8.3f}"
    all_caught = [bool(reason(case)) for case in cases]
    yield f"{'all':<28}{len(all_caught):>6}{sum(all_caught) / len(all_caught):>8.3f}"
    for name, told in (("real sentences", real()), ("paraphrases", paraphrased())):
        alarms = [bool(reason(Case("faithful", text, citation))) for text, citation in told]
        yield f"false alarms, {name:<14}{len(alarms):>6}{sum(alarms) / len(alarms):>8.3f}"


if __name__ == "__main__":
    print("\n".join(table()))
