"""Plain text for the terminal: what of two wordings is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sources_plain import _difference

LONG = " ".join(f"w{n}" for n in range(100))


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("No protest.", "A protest.", "No protest.", "A protest."),
        (
            "a b c d e f within 30 days g h i j k l",
            "a b c d e f within 45 days g h i j k l",
            "… d e f within 30 days g h i …",
            "… d e f within 45 days g h i …",
        ),
        ("a b c", "a b c d", "a b c", "a b c d"),
        ("a a", "a a a", "a a", "a a a"),
        (LONG, "gone", " ".join(LONG.split()[:40]) + " …", "gone"),
    ],
)
def test_the_words_that_differ_are_shown_with_a_few_around_them(before: str, after: str, was: str, now: str) -> None:
    assert _difference(before, after) == (was, now)


WORDS = st.lists(st.sampled_from("abc"), max_size=9).map(" ".join)


@given(WORDS, WORDS)
def test_what_differs_is_seen_to_differ(before: str, after: str) -> None:
    was, now = _difference(before, after)
    assert (was == now) == (before == after)
    assert was.strip("… ") in before
    assert now.strip("… ") in after
