"""How much personal data is masked before the wire, and how much is masked that is none.

``python -m tests.evals.personal_data [DRAFTS] [SEED]`` writes drafts with invented people in them, masks them, and
prints recall by kind of identifier and way of writing it, what was missed, and what was masked without need. All in
the drafts is invented (``personal_data.yaml``); what is planted is known to the letter.
"""

from __future__ import annotations

import calendar
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.engine.mask import Masked, mask

_DATA = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
GIVEN, SURNAMES = _DATA["given"].split(), _DATA["surnames"].split()
SEVERAL, OTHER_SCRIPTS, SUFFIXES = _DATA["surnames of several words"], _DATA["other scripts"], _DATA["suffixes"]
ADDRESSES, CLASSES, EMPLOYERS, FACTS = (_DATA[name] for name in ("addresses", "classes", "employers", "facts"))


@dataclass(frozen=True, slots=True)
class Planted:
    """``text[start:end]`` identifies somebody; ``way`` says how it is written."""

    kind: str
    way: str
    start: int
    end: int


@dataclass(slots=True)
class Writing:
    """A draft while it is written."""

    text: str = ""
    planted: list[Planted] = field(default_factory=list)

    def add(self, words: str, kind: str = "", way: str = "") -> Writing:
        """Add words; with a kind they are personal data."""
        if kind:
            self.planted.append(Planted(kind, way, len(self.text), len(self.text) + len(words)))
        self.text += words
        return self


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person."""

    given: str
    middle: str
    surname: str
    suffix: str

    def full(self, way: str) -> str:
        """The name as a header may write it."""
        middle = f" {self.middle}" if self.middle else ""
        suffix = f" {self.suffix}" if self.suffix else ""
        plain = f"{self.given}{middle} {self.surname}{suffix}"
        if way == "surname first":
            return f"{self.surname}, {self.given}{middle}"
        return plain.upper() if way == "capitals" else plain

    @property
    def initials(self) -> str:
        """With dots, one for each of given name, middle initial and surname."""
        letters = [word[0] for word in (self.given, self.middle, self.surname) if word]
        return ".".join(letters) + "."


def someone(dice: random.Random) -> Someone:
    """A person of any origin and make of name."""
    if dice.random() < 0.04:
        given, _, surname = dice.choice(OTHER_SCRIPTS).partition(" ")
        return Someone(given, "", surname or given, "") if surname else Someone(given[1:], "", given[0], "")
    surname = dice.choice(SEVERAL) if dice.random() < 0.1 else dice.choice(SURNAMES)
    given = dice.choice(GIVEN)
    while given == surname:
        given = dice.choice(GIVEN)
    middle = dice.choice(["", "", f"{dice.choice('ABCDEFGHJKLMNPRSTVW')}."])
    return Someone(given, middle, surname, dice.choice(SUFFIXES) if dice.random() < 0.08 else "")


Layout = Callable[[random.Random, Writing, Someone, Someone], None]


def _number(dice: random.Random) -> str:
    return dice.choice(
        [
            f"{dice.randrange(10**7, 10**8):08d}",
            f"E-{dice.randrange(10000, 99999)}",
            f"00{dice.randrange(10**5, 10**6)}",
        ]
    )


def _birth(dice: random.Random) -> str:
    year, month, day = dice.randrange(1955, 2004), dice.randrange(1, 13), dice.randrange(1, 29)
    name = calendar.month_name[month]
    return dice.choice(
        [f"{month}/{day}/{year}", f"{year}-{month:02d}-{day:02d}", f"{name} {day}, {year}", f"{day} {name[:3]} {year}"]
    )


def _ssn(dice: random.Random) -> str:
    parts = dice.randrange(100, 773), dice.randrange(10, 99), dice.randrange(1000, 9999)
    return dice.choice(["{}-{}-{}", "{} {} {}", "{}–{}–{}"]).format(*parts)


def _phone(dice: random.Random) -> str:
    area, last = dice.choice([218, 612, 651, 507]), dice.randrange(100, 200)
    return dice.choice(
        [f"{area}-555-0{last}", f"({area}) 555-0{last}", f"{area}.555.0{last}", f"+1 {area} 555 0{last} ext. 12"]
    )


def _mail(dice: random.Random, person: Someone) -> str:
    plain = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", person.given.lower())) or "staff"
    last = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", person.surname.lower())) or "one"
    return dice.choice([f"{plain}.{last}", f"{plain[0]}{last}", f"{last}_{plain[0]}"]) + "@city.example"


def _way(dice: random.Random) -> str:
    return dice.choice(["plain", "plain", "surname first", "capitals"])


def colons(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """Label: value, a line each."""
    way = _way(dice)
    out.add(f"POSITION DESCRIPTION\nTitle: {dice.choice(CLASSES)}\n{dice.choice(['Employee', 'Incumbent'])}: ")
    out.add(who.full(way), "person", way).add(f"\nEmployee {dice.choice(['No.', 'ID', 'Number'])}: ").add(
        _number(dice), "employee number", "field"
    )
    out.add("\nSupervisor: ").add(boss.full("plain"), "person", "plain").add(
        f", {dice.choice(CLASSES)}\nEmployer: {dice.choice(EMPLOYERS)}\n"
    )
    out.add("Date of birth: ").add(_birth(dice), "birth date", "field").add("\nSSN: ").add(
        _ssn(dice), "ssn", "field"
    ).add("\n\n")


def bold(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """Markdown with labels in bold."""
    out.add(f"# {dice.choice(CLASSES)}\n\n**Incumbent:** ").add(who.full("plain"), "person", "plain").add(
        "  \n**Reports to:** "
    )
    out.add(boss.full("plain"), "person", "plain").add(f", {dice.choice(CLASSES)}  \n**Home address:** ")
    out.add(dice.choice(ADDRESSES), "address", "field").add("  \n**Phone:** ").add(_phone(dice), "phone", "field").add(
        "\n\n"
    )


def pairs(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """A table of label and value."""
    out.add("| Field | Entry |\n| --- | --- |\n| Employee name | ").add(
        who.full("surname first"), "person", "surname first"
    )
    out.add(f" |\n| Class | {dice.choice(CLASSES)} |\n| Employee ID | ").add(_number(dice), "employee number", "table")
    out.add(" |\n| Supervisor | ").add(boss.full("plain"), "person", "plain").add(" |\n| E-mail | ").add(
        _mail(dice, who), "email", "table"
    ).add(" |\n\n")


def columns(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """A table with its labels in the first row."""
    out.add("| Incumbent | Employee ID | Title | Supervisor |\n|---|---|---|---|\n| ").add(
        who.full("plain"), "person", "plain"
    ).add(" | ")
    out.add(_number(dice), "employee number", "table").add(f" | {dice.choice(CLASSES)} | ").add(
        boss.full("plain"), "person", "plain"
    ).add(" |\n\n")


def tabs(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """Columns set with tabs or with spaces."""
    gap = dice.choice(["\t", "      "])
    out.add(f"Employee:{gap}").add(who.full("plain"), "person", "plain").add(
        f"{gap}Class:{gap}{dice.choice(CLASSES)}\nSupervisor:{gap}"
    )
    out.add(boss.full("plain"), "person", "plain").add(f"{gap}Phone:{gap}").add(_phone(dice), "phone", "field").add(
        "\n\n"
    )


def above(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """Labels on lines of their own, over their values."""
    out.add("EMPLOYEE NAME\n").add(who.full("capitals"), "person", "capitals").add("\n\nSUPERVISOR'S NAME\n").add(
        boss.full("plain"), "person", "plain"
    )
    out.add(f"\n\nCLASS TITLE\n{dice.choice(CLASSES)}\n\nDOB\n").add(_birth(dice), "birth date", "above").add("\n\n")


def memo(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """A memo with its four lines."""
    out.add("MEMORANDUM\n\nDATE: June 3, 2024\nTO: ").add(boss.full("plain"), "person", "plain").add(
        f", {dice.choice(CLASSES)}\nCC: Civil Service Board\nFROM: "
    )
    out.add(who.full("plain"), "person", "plain").add(
        f"\n      {dice.choice(CLASSES)}\nSUBJECT: Request for reallocation, position 01234567\n\n"
    )


def letter(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """A letter with an address at its head and a name at its foot."""
    out.add(who.full("plain"), "person", "letter head").add("\n").add(
        dice.choice(ADDRESSES), "address", "letter head"
    ).add("\n").add(_mail(dice, who), "email", "letter head")
    out.add("\n\nDear ").add(f"Ms. {boss.surname}", "person", "honorific").add(
        ",\n\nI ask for a review of my class.\n\nSincerely,\n\n"
    ).add(who.full("plain"), "person", "foot").add("\n\ncc: ").add(boss.full("plain"), "person", "plain").add("\n\n")


def foot(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """Prepared by, and the block of signatures."""
    out.add(f"{dice.choice(CLASSES).upper()}\nPrepared by: ").add(who.full("plain"), "person", "plain").add(
        "   Date: 3/14/2025\nReviewed by: Mr. "
    )
    out.add(boss.full("plain"), "person", "honorific").add("\n\n_____________________________\n").add(
        who.full("plain"), "person", "signature"
    )
    out.add(", Employee\n\nSupervisor's signature: ____ /s/ ").add(boss.full("plain"), "person", "signature").add(
        "\n\n"
    )


def prose(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """No header at all: sentences."""
    out.add("The incumbent, ").add(who.full("plain"), "person", "in words").add(
        f", works as a {dice.choice(CLASSES)} and reports to "
    )
    out.add(boss.full("plain"), "person", "in words").add(". Employee number ").add(
        _number(dice), "employee number", "in words"
    ).add(", born on ")
    out.add(_birth(dice), "birth date", "in words").add(", reached at ").add(_phone(dice), "phone", "in words").add(
        " or "
    ).add(_mail(dice, who), "email", "in words").add(".\n\n")


def one_line(dice: random.Random, out: Writing, who: Someone, boss: Someone) -> None:
    """All fields on one line, small letters now and then."""
    name = who.full("plain")
    low = dice.random() < 0.3 and who.surname.lower() not in {"her", "long", "law"}
    out.add("Employee name: ").add(name.lower() if low else name, "person", "small letters" if low else "plain").add(
        " Supervisor: "
    )
    out.add(boss.full("plain"), "person", "plain").add(" Emp. ID: ").add(_number(dice), "employee number", "field").add(
        " SSN "
    ).add(_ssn(dice), "ssn", "in words").add("\n\n")


LAYOUTS: tuple[Layout, ...] = (colons, bold, pairs, columns, tabs, above, memo, letter, foot, prose, one_line)


def _bare(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def _mention(dice: random.Random, out: Writing, who: Someone) -> None:
    """One later sentence that speaks of a person."""
    surname, given = who.surname, who.given
    ways: list[tuple[str, str, str, str]] = [
        ("surname", "Each week ", surname, " trains new staff."),
        ("possessive", "", f"{surname}'s", " work is reviewed monthly."),
        ("honorific", "The files go to Mr. ", surname, " for signature."),
        ("given name", "The schedule is set with ", given, " in advance."),
        ("initial and surname", "Approved by ", f"{given[0]}. {surname}", " last spring."),
        ("surname in capitals", "Ask ", surname.upper(), " about keys."),
        ("full name", "", f"{given} {surname}", " coordinates the program."),
        ("initials", "Reviewed (", who.initials, ") and filed."),
        ("surname, given name", "See also ", f"{surname}, {given}", "."),
        ("without accents", "The desk of ", _bare(f"{given} {surname}"), " is upstairs."),
        ("at the head", "", surname, " was hired in 2019."),
        ("after an office", "The incumbent and supervisor ", surname, " meet weekly."),
    ]
    way, before, words, after = dice.choice(ways)
    out.add(f"- {before}").add(words, "person", way).add(f"{after}\n")


def drafts(number: int, seed: int) -> Iterator[Writing]:
    """Drafts with what is planted in them; the same seed gives the same drafts."""
    dice = random.Random(seed)
    for count in range(number):
        out = Writing()
        who, boss = someone(dice), someone(dice)
        LAYOUTS[count % len(LAYOUTS)](dice, out, who, boss)
        out.add("DUTIES\n")
        for _ in range(dice.randrange(4, 8)):
            out.add(f"- {dice.choice(FACTS)}\n")
            if dice.random() < 0.6:
                _mention(dice, out, dice.choice([who, boss]))
        yield out


@dataclass(slots=True)
class Score:
    """What was masked and what was not."""

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    masked: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    words: int = 0
    """Words that identify nobody."""
    needless: Counter[str] = field(default_factory=Counter)
    """Those of them that were masked."""
    altered: int = 0
    """Drafts that did not come back exactly."""

    @property
    def recall(self) -> float:
        """The share of planted identifiers that were masked whole."""
        return self.masked.total() / self.planted.total()

    @property
    def overmasked(self) -> float:
        """The share of other words that were masked."""
        return self.needless.total() / self.words


def covered(text: str, masked: Masked, place: int = 0) -> set[int]:
    """The offsets into a text that its marks stand for."""
    found: set[int] = set()
    at = 0
    pieces = re.split("(" + "|".join(map(re.escape, masked.marks)) + ")", masked.texts[place]) if masked.marks else []
    for piece in pieces:
        length = len(masked.marks.get(piece, piece))
        if piece in masked.marks:
            found.update(range(at, at + length))
        at += length
    assert at in (0, len(text))
    return found


def evaluate(number: int, seed: int) -> Score:
    """Mask so many drafts and count."""
    score = Score()
    for draft in drafts(number, seed):
        masked = mask([draft.text])
        score.altered += masked.restored(masked.texts[0]) != draft.text
        gone = covered(draft.text, masked)
        personal: set[int] = set()
        for planted in draft.planted:
            places = {at for at in range(planted.start, planted.end) if draft.text[at].isalnum()}
            personal.update(range(planted.start, planted.end))
            score.planted[planted.kind, planted.way] += 1
            if places <= gone or (planted.way in ("possessive", "honorific") and len(places - gone) <= 2):
                score.masked[planted.kind, planted.way] += 1
            else:
                line = draft.text[draft.text.rfind("\n", 0, planted.start) + 1 : draft.text.find("\n", planted.end)]
                score.missed.append(
                    f"{planted.kind}, {planted.way}: {draft.text[planted.start : planted.end]!r} in {line!r}"
                )
        for word in re.finditer(r"\w+", draft.text):
            if word.start() not in personal:
                score.words += 1
                score.needless[word[0]] += word.start() in gone
    score.needless = +score.needless
    return score


def report(score: Score, most: int = 40) -> str:
    """The counts as a table, then examples."""
    lines = [f"{'kind':<16} {'way':<22} {'planted':>7} {'masked':>7} {'recall':>7}"]
    for (kind, way), planted in sorted(score.planted.items()):
        masked = score.masked[kind, way]
        lines.append(f"{kind:<16} {way:<22} {planted:>7} {masked:>7} {masked / planted:>7.1%}")
    lines += [
        f"all: {score.masked.total()} of {score.planted.total()} identifiers masked, {score.recall:.2%}",
        f"needlessly masked: {score.needless.total()} of {score.words} other words, {score.overmasked:.2%}",
        f"drafts that did not come back exactly: {score.altered}",
        *(f"  missed {line}" for line in score.missed[:most]),
        *(f"  needless {word!r} {times}" for word, times in score.needless.most_common(most)),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    print(report(evaluate(*(asked + [300, 2026][len(asked) :]))))
