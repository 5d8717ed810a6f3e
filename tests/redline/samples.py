"""Two descriptions of one invented position, and pairs made up by chance."""

from __future__ import annotations

import random

OLD = """Records Assistant

SUMMARY
To perform clerical work in support of the office.

DUTIES
1. Opens and sorts the mail of the office every morning.
2. Enters hires and transfers in the personnel system.
3. Checks the entries of two colleagues against the labor agreement.
4. Orders supplies for the office and keeps the storeroom.
5. Answers questions of employees about leave and benefits.
6. Trains new staff. Writes instructions for the personnel system and keeps them up to date.
"""

NEW = """Records Assistant

SUMMARY
To perform a variety of technical work in support of the office.

DUTIES
1. Answers questions of employees and supervisors about leave and benefits.
2. Opens and sorts the mail of the office every morning.
3. Enters hires and transfers in the personnel system; checks the entries of two colleagues against the labor agreement.
4. Trains new staff.
5. Writes instructions for the personnel system and keeps them up to date.
6. Supervises three clerks and evaluates their work.
"""

_SUBJECTS = ("permits", "ledgers", "culverts", "invoices", "vaccines", "hydrants", "payroll", "archives", "licences")
_VERBS = ("Reviews", "Files", "Inspects", "Answers", "Prepares", "Trains", "Orders", "Repairs", "Schedules", "Compares")
_PLACES = ("in the county office", "at the depot", "for three districts", "with the auditor", "by general direction")


def pair(seed: int, length: int = 30) -> tuple[str, str]:
    """An old description of so many duties, and one that was revised in every way a description can be."""
    chance = random.Random(seed)
    old = [_duty(chance) for _ in range(length)]
    new = list(old)
    for _ in range(length // 5):
        chance.choice((_reword, _move, _remove, _add, _merge, _split))(new, chance)
    return _numbered(old), _numbered(new)


def _duty(chance: random.Random) -> str:
    words = (chance.choice(_VERBS), *chance.sample(_SUBJECTS, 3), chance.choice(_PLACES), str(chance.randrange(99)))
    return "{} {} and {} with {} {} in {} cases.".format(*words)


def _numbered(duties: list[str]) -> str:
    return "DUTIES\n\n" + "\n".join(f"{number}. {duty}" for number, duty in enumerate(duties, 1)) + "\n"


def _reword(duties: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(duties))
    duties[place] = duties[place].replace(" with ", " together with ", 1)


def _move(duties: list[str], chance: random.Random) -> None:
    duties.insert(chance.randrange(len(duties)), duties.pop(chance.randrange(len(duties))))


def _remove(duties: list[str], chance: random.Random) -> None:
    duties.pop(chance.randrange(len(duties)))


def _add(duties: list[str], chance: random.Random) -> None:
    duties.insert(chance.randrange(len(duties)), _duty(chance))


def _merge(duties: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(duties) - 1)
    duties[place : place + 2] = [f"{duties[place][:-1]}; {duties[place + 1]}"]


def _split(duties: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(duties))
    one, _, two = duties[place].partition(" with ")
    duties[place : place + 1] = [f"{one}.", f"Works with {two}"]
