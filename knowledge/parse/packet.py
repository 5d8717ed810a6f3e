"""Packets: memos and job descriptions in one document, with the revision shown a second time as a redline.

Such a repetition mixes old and new words, and conversion loses its strike marks, so no word of it can be
trusted: where a title stands twice, only the clean description is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse import generic, job_description, memo
from knowledge.parse.clean import clean
from knowledge.parse.naming import UNDATED, Context, edition

_REDLINED = re.compile(
    r"~~\S|<(?:del|s|strike)>"  # struck out
    r"|^\W*\d{1,2}\.\d{1,2}\.\s"  # the old number and the new: "2.3. Knowledge"
    r"|^\W*[A-Z]-[A-Z]\.\s",  # and so with letters: "B-C. Skill"
    re.M | re.I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A memo (its title is empty) or a description, as it stands in the packet."""

    title: str
    text: str


def split(text: str, context: Context) -> list[Source]:
    """One source for each memo and each description in force of a packet not yet cleaned."""
    found: list[Source] = []
    dated = context
    for part in _without_redlines(_parts(text)):
        words = clean(part.text)
        if part.title or not memo.openings(words):
            own = replace(dated, edition=_own_edition(words, dated))
            source = job_description.split(words, own)
        else:
            dated = replace(context, edition=memo.date(words) or context.edition)
            source = memo.split(words, dated)
        found += [source] if source else []
    return found or generic.split(clean(text), context, Kind.JOB_DESCRIPTION)


def _own_edition(text: str, dated: Context) -> str:
    own = edition(text)
    return dated.edition if own == UNDATED else own


def _parts(text: str) -> list[_Part]:
    openings = dict.fromkeys(memo.openings(text), "") | dict(job_description.openings(text))
    starts = sorted(openings)
    if not starts or text[: starts[0]].strip():
        lead = starts[0] if starts and not openings[starts[0]] else None
        starts = [0, *(start for start in starts if start != lead)]
        openings[0] = ""
    parts = [_Part(openings[start], text[start:end]) for start, end in pairwise([*starts, len(text)])]
    return _with_letterhead(parts)


def _with_letterhead(parts: list[_Part]) -> list[_Part]:
    """Give what stands before the first description, where it is no memo, to that description."""
    if len(parts) > 1 and not parts[0].title and not memo.openings(parts[0].text):
        first, second, *rest = parts
        return [_Part(second.title, first.text + second.text), *rest]
    return parts


def _without_redlines(parts: list[_Part]) -> list[_Part]:
    clean_titles = {part.title.casefold() for part in parts if part.title and not _REDLINED.search(part.text)}
    return [part for part in parts if part.title.casefold() not in clean_titles or not _REDLINED.search(part.text)]
