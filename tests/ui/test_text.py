"""Text as typed, and counts in words."""

import pytest

from assistant.ui.text import brief, confidence, count, file_name, literal, spoken

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        pytest.param("plain words, nothing else; 43A", "plain words, nothing else; 43A", id="plain"),
        pytest.param("$21.50 to $29", r"\$21\.50 to \$29", id="maths"),
        pytest.param("~20 days~", r"\~20 days\~", id="strikethrough"),
        pytest.param(":red[urgent]", r"\:red\[urgent\]", id="colour"),
        pytest.param(":material/home:", r"\:material\/home\:", id="icon"),
        pytest.param("<b>&amp;", r"\<b\>\&amp;", id="html"),
        pytest.param("`x` *y* _z_", r"\`x\` \*y\* \_z\_", id="code and emphasis"),
        pytest.param("# a\n- b\n1. c", "\\# a\n\\- b\n1\\. c", id="blocks"),
        pytest.param("title\n===", "title\n\\=\\=\\=", id="underlined heading"),
        pytest.param("[1](u)", r"\[1\]\(u\)", id="link"),
        pytest.param("\\", "\\\\", id="backslash"),
        pytest.param("a -- b", rf"a \-{JOINER}\- b", id="dash"),
        pytest.param("a -> b <- c", rf"a \-{JOINER}\> b \<{JOINER}\- c", id="arrows"),
        pytest.param("1 >= 2 <= 3 ~= 4", rf"1 \>{JOINER}\= 2 \<{JOINER}\= 3 \~{JOINER}\= 4", id="comparisons"),
        pytest.param(":streamlit:", rf"\:{JOINER}streamlit\:", id="logo"),
    ],
)
def test_literal_leaves_nothing_to_interpret(typed: str, escaped: str) -> None:
    assert literal(typed) == escaped


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "right less than 1 time in 10 (0%)"),
        (0.12, "right about 1 time in 10 (12%)"),
        (0.82, "right about 8 times in 10 (82%)"),
        (1.0, "right more than 9 times in 10 (100%)"),
    ],
)
def test_confidence_says_how_often_it_is_right(share: float, words: str) -> None:
    assert confidence(share) == words


def test_counts_and_names() -> None:
    assert [count(number, "citation") for number in (0, 1, 2)] == ["0 citations", "1 citation", "2 citations"]
    assert spoken("north-shore_city") == "North shore city"
    assert file_name("Human Resources Technician / 2") == "human-resources-technician-2"
    assert file_name("—") == "draft"
    assert brief("a\nb " + "word " * 40).endswith(" …")
