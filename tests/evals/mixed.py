"""Drafts of two kinds of work, to see that the one that takes most of the time comes first.

Run as ``python -m tests.evals.mixed [FOLDER…]``; FOLDER holds a plan and its queries as the benchmarks do. The
duties of two classes of different families are put into one description, four sentences of each, in turn and with their
shares of time: once the first takes four fifths of it, once the second, once both alike.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.classify.case import read_case
from assistant.classify.rank import Ranker
from assistant.evaluation import read_plan, read_queries
from assistant.position.read import read_position
from knowledge.words import sentences

SHARED = Path(__file__).resolve().parents[3] / "shared" / "benchmarks"
PAIRS = 100
EACH = 4
SHARES = ((20, 5), (5, 20), (12.5, 12.5))
"""Percent of the time that each sentence of the first and of the second class takes."""


def draft(ours: Sequence[str], theirs: Sequence[str], shares: tuple[float, float]) -> str:
    """Both classes' duties in turn, each with its share."""
    lines = [
        f"- {share:g}% {said}"
        for pair in zip(ours, theirs, strict=True)
        for share, said in zip(shares, pair, strict=True)
    ]
    return "Duties\n" + "\n".join(lines)


def duties(text: str) -> list[str]:
    """The first sentences that are long enough to say something."""
    return [said for start, end in sentences(text) if len((said := " ".join(text[start:end].split())).split()) > 5][
        :EACH
    ]


def main(folders: Sequence[str]) -> None:
    """Print, for each plan and distribution of time, how often the first class of the two comes before the other."""
    for folder in folders or [str(SHARED / name) for name in ("la", "calhr")]:
        ranker = Ranker(read_plan(Path(folder)))
        queries = [query for query in read_queries(Path(folder)) if len(duties(query["text"])) == EACH]
        rng = random.Random(5)
        pairs = [rng.sample(queries, 2) for _ in range(3 * PAIRS)]
        pairs = [(one, two) for one, two in pairs if one.get("family") != two.get("family")][:PAIRS]
        for shares in SHARES:
            before = first = 0
            for one, two in pairs:
                text = draft(duties(one["text"]), duties(two["text"]), shares)
                order = [ranked.standing.spec.code for ranked in read_case(read_position(text), ranker).ranked]
                place = {
                    query["code"]: order.index(query["code"]) if query["code"] in order else len(order)
                    for query in (one, two)
                }
                before += place[one["code"]] < place[two["code"]]
                first += place[one["code"]] == 0
            told = f"first before second {before}, at the top {first} of {len(pairs)}"
            print(f"{Path(folder).name}: {shares[0]:g} to {shares[1]:g}: {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
