"""Words: stems, sentences at exact offsets, and the trade's terms for workers' words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.words import official_terms, sentences, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The and of it", []),
        ("The Employee's audits", ["employee", "audits"]),
        ("the employee’s request", ["employee", "request"]),
        ("don't", ["don't"]),
        ("43A.07, 5.2 and 2.2.3.", ["43a.07", "5.2", "2.2.3"]),
        ("I-9 e-mail co-worker", ["9", "e", "mail", "co", "worker"]),
        ("HR/benefits & pay", ["hr", "benefits", "pay"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "family",
    [
        ["classify", "classified", "classifies", "classifying"],
        ["supervise", "supervises", "supervised", "supervising"],
        ["protest", "protested", "Protests"],
        ["position", "positions"],
    ],
)
def test_inflections_share_a_stem(family: list[str]) -> None:
    assert len({tuple(stems(word)) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), [("allocation", "reallocation"), ("class", "clerk"), ("1", "1a")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stems(one) != stems(other)


SENTENCES: list[tuple[str, list[str]]] = [
    ("", []),
    ("  \n ", []),
    ("One.", ["One."]),
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    (
        "Under Minn. Stat. 43A.07, subd. 2, she may ask. He may not.",
        ["Under Minn. Stat. 43A.07, subd. 2, she may ask.", "He may not."],
    ),
    ("See art. IV. Then go.", ["See art. IV.", "Then go."]),
    ("Forms, charts, etc. The rest follows.", ["Forms, charts, etc. The rest follows."]),
    ("J. Smith and U.S. Bank agree. Done.", ["J. Smith and U.S. Bank agree.", "Done."]),
    ("He said “Never.” She left.", ["He said “Never.”", "She left."]),
    ("It costs 5.2 percent. Yes.", ["It costs 5.2 percent.", "Yes."]),
    ("A line\nthat runs on. Next.", ["A line\nthat runs on.", "Next."]),
    ("Heading\n\nA paragraph", ["Heading", "A paragraph"]),
    ("Does:\n- one thing\n- another\n2. third", ["Does:", "- one thing", "- another", "2. third"]),
    ("Sorts mail; Files papers.", ["Sorts mail;", "Files papers."]),
    ("lower case. follows here.", ["lower case. follows here."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


PIECES = st.sampled_from(["A word.", "etc.", "subd. 2", "\n\n", "\n- item", " ", "“Yes!”", "43A.07", "é", "?", "B"])


@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map(" ".join))
def test_sentences_are_trimmed_in_order_and_lose_nothing(text: str) -> None:
    spans = list(sentences(text))
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


TERMS = [
    ("They turned down my request", "denied"),
    ("They TURNED DOWN my request", "denied"),
    ("they won’t look at my job", "denied"),
    ("Can I appeal this?", "protest"),
    ("will there be a hearing", "contested case"),
    ("my job got moved up", "reclassification"),
    ("please do a desk audit", "job audit"),
    ("my job grew over time", "reallocation"),
]


@pytest.mark.parametrize(("text", "term"), TERMS)
def test_workers_words_give_the_term_of_the_trade(text: str, term: str) -> None:
    assert term in official_terms(text)


@pytest.mark.parametrize("text", ["", "The weather is fine.", "appealingly", "unappealed lands", "misjudged"])
def test_a_lay_wording_counts_as_whole_words_only(text: str) -> None:
    assert official_terms(text) == []


def test_a_long_text_is_cut_in_time_that_grows_with_its_length() -> None:
    """A draft of a megabyte, which is allowed, took many minutes when each cut looked back to the beginning."""
    text = "She answers the phones under subd. 2 and files the papers. " * 20_000
    start = time.process_time()
    assert len(list(sentences(text))) == 20_000
    assert time.process_time() - start < 5
