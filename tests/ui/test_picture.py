"""The picture of a suggestion says in words all that it shows."""

from __future__ import annotations

import re

from assistant.classify.series import Place, Series, Step
from assistant.ui.picture import ladders

BEST = Step("Clerk <2>", Place.BEST, 0.5)
LIKELY = Step("Clerk 1", Place.LIKELY, 0.2)
ABOVE = Step("Clerk 3", Place.NEIGHBOUR)


def _read(markup: str) -> str:
    """What is left for somebody who does not see it: no tags, nothing hidden from a screen reader."""
    heard = re.sub(r'<span[^>]* aria-hidden="true">(?:<span[^>]*></span>|[^<]*)</span>', "", markup)
    return " ".join(re.sub(r"<[^>]+>", " ", heard).split())


def test_each_step_says_how_it_stands_and_how_sure_that_is() -> None:
    heard = _read(ladders([Series("Clerk", (ABOVE, BEST, LIKELY), numbered=True, above=2)], "It is one of two."))
    assert "Clerk 3 Not among the closest" in heard
    assert "Clerk &lt;2&gt; Your draft fits best here right about 5 times in 10 (50%)" in heard
    assert "Clerk 1 May fit as well right about 2 times in 10 (20%)" in heard
    assert "It is one of two." in heard
    assert "2 higher levels not shown" in heard
    assert "does not number" not in heard


def test_between_two_levels_is_said_and_an_order_of_our_own_too() -> None:
    both = Step("Clerk 1", Place.BEST, 0.4)
    heard = _read(ladders([Series("Clerk", (BEST, both), numbered=False)], ""))
    assert heard.count("Your draft stands between these two") == 2
    assert "The plan does not number these levels" in heard
    assert "shaded" not in heard
