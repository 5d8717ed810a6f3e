"""What a source is called: its place, its edition, its title's short form and its id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from knowledge.models import DULUTH, FEDERAL, STATE, Kind, Source, Status

UNSTATED = "unstated"
UNDATED = "undated"

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = (
    rf"(?:{_MONTHS})(?:\s+\d{{1,2}},)?\s+\d{{4}}"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
)
_DATED = re.compile(
    rf"\b(?P<what>Revised|Rev|Effective|Eff|Updated|Established|Approved|Adopted|Date)\b\.?"
    rf"(?:[ \t]+date)?:?[ \t]*(?P<dates>(?:{_DATE})(?:[;,][ \t]*(?:{_DATE}))*)",
    re.I,
)
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th"}
_EDITION = re.compile(
    rf"(?P<title>[A-Z][^\n]*?\bManual)\b[^\n]*?\b(?P<number>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\s+Ed(?:ition|\.)"
    rf",?\s*(?P<date>{_DATE})?",
    re.I,
)
_CITY_LETTERHEAD = re.compile(r"\bCity of Duluth\b|duluthmn\.gov", re.I)
_CITY_FOOTER = re.compile(r"\bCSB:.*\n?.*\bEEOF:", re.I)
_STATE_MARKS = re.compile(
    r"\bState of Minnesota\b|\bMinn\. (?:Stat|R)\.|\bMinnesota (?:Statutes|Rules|Management and Budget)\b|\bM\.S\. \d"
    r"|\bSEGIP\b|\bDOER\b|\bKIND AND LEVEL OF WORK\b|\bADMINISTRATIVE PROCEDURE\s+\d",
    re.I,
)
_OTHER_PLACE = re.compile(
    r"\b(?:(?:City|County|State|Town|Village) of (?:[A-Z][a-z]+)(?: [A-Z][a-z]+)?|[A-Z][a-z]+ County)\b"
)
_STATE_BOARD = re.compile(r"\b(?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?) State Personnel Board\b")
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a document beside its text."""

    name: str
    jurisdiction: str
    edition: str

    def source(self, id: str, title: str, kind: Kind, text: str) -> Source:
        """The official source that one part of the document is, still without passages."""
        return Source(
            id=f"official-{slug(id)}",
            title=title,
            kind=kind,
            jurisdiction=self.jurisdiction,
            edition=self.edition,
            status=Status.OFFICIAL,
            url="",
            text=text,
            note=f"Official text, read from {PurePath(self.name).name or 'a document'}.",
        )

    @property
    def stem(self) -> str:
        """The file's name as a title, where the text has none."""
        return re.sub(r"[_\s]+", " ", PurePath(self.name).stem).strip() or "Document"


def jurisdiction(text: str) -> str:
    """Whose document this is, by letterhead and by what only one employer writes; ``"unstated"`` where nothing says.

    A city's own name outranks the state's, which cities cite; a place merely named in the text decides nothing.
    """
    head = "\n".join([line for line in text.split("\n") if line.strip()][:_HEAD_LINES])
    if "State of Minnesota" in head:
        return STATE
    board = "Duluth" in head and re.search(r"\bCivil Service (?:Board|Code)\b", text)
    if board or _CITY_LETTERHEAD.search(head) or _CITY_FOOTER.search(text):
        return DULUTH
    other = _OTHER_PLACE.search(head)
    if other:
        return other[0]
    by_board = _STATE_BOARD.search(head)
    if by_board:
        return f"State of {by_board['state']}"
    if _STATE_MARKS.search(text):
        return STATE
    return FEDERAL if re.search(r"\bCode of Federal Regulations\b|\b\d+ ?CFR ?\d", text) else UNSTATED


def edition(text: str) -> str:
    """The edition or latest date that a text prints of itself; ``"undated"`` where it prints none."""
    manual = _EDITION.search(text[:2000])
    if manual:
        number = _ORDINALS.get(manual["number"].lower(), manual["number"])
        return f"{manual['title']}, {number} ed." + (f", {manual['date']}" if manual["date"] else "")
    statutes = re.search(r"\b(\d{4}) Minnesota Statutes\b|\bMinnesota Statutes,? (\d{4})\b", text[:1000])
    if statutes:
        return f"Minnesota Statutes {statutes[1] or statutes[2]}"
    return _latest_date(text)


def _latest_date(text: str) -> str:
    """The date that says most of a text's age: of its last revision, else of its effect, else any."""
    dated = list(_DATED.finditer(text))
    if not dated:
        return UNDATED
    rank = ["date", "established", "adopted", "approved", "effective", "updated", "revised"]
    full = {"rev": "revised", "eff": "effective"}
    best = max(dated, key=lambda match: rank.index(full.get(match["what"].lower(), match["what"].lower())))
    what = full.get(best["what"].lower(), best["what"].lower())
    latest = re.findall(_DATE, best["dates"])[-1]
    return str(latest) if what == "date" else f"{what.capitalize()} {latest}"


def slug(text: str) -> str:
    """Lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "document"


def place(where: str) -> str:
    """The short name that goes before a city's documents: ``"City of Duluth"`` is ``"Duluth"``; the state has none."""
    match = re.match(r"(?:City|Town|Village|County) of (.+)|(\w+ County)", where)
    return (match[1] or match[2]) if match else ""


def full_title(printed: str) -> str:
    """A title without the abbreviation in parentheses: ``"Human Resources (HR) Technician 2"``."""
    return " ".join(re.sub(r"\([A-Z]{2,6}\)", " ", printed).split())


def short_title(printed: str) -> str:
    """The title as people say it: an abbreviation in place of the words before it, ``HR`` for Human Resources."""
    short = " ".join(printed.split())
    for match in re.finditer(r"\(([A-Z]{2,6})\)", short):
        words = r"\s+".join(rf"{letter}\w*" for letter in match[1])
        short = re.sub(rf"{words}\s*\({match[1]}\)", match[1], short, count=1)
    return re.sub(r"\bHuman Resources?\b", "HR", full_title(short), flags=re.I)
