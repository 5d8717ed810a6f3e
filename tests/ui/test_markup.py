"""Our own HTML: tags are ours, text is escaped."""

import pytest

from assistant.ui import markup

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("One.\nTwo.\n\nThree.", "<p>One.<br>Two.</p><p>Three.</p>", id="paragraphs"),
        pytest.param("- a\n- b", "<ul><li>a</li><li>b</li></ul>", id="bullets"),
        pytest.param("2. a\n3) b", '<ol><li value="2">a</li><li value="3">b</li></ol>', id="numbers are kept"),
        pytest.param("Is **not** subject", "<p>Is <strong>not</strong> subject</p>", id="bold"),
        pytest.param("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>", id="stars with spaces are stars"),
        pytest.param("$x$ ~y~ :red[z] `w` [1]", "<p>$x$ ~y~ :red[z] `w` [1]</p>", id="as typed"),
        pytest.param("**<b>**", "<p><strong>&lt;b&gt;</strong></p>", id="escaped in bold"),
    ],
)
def test_prose_knows_paragraphs_lists_and_bold(text: str, html: str) -> None:
    assert markup.prose(text) == html


@pytest.mark.parametrize(
    ("start", "end", "html"),
    [
        pytest.param(4, 7, "one <mark>two</mark> &lt;three&gt;", id="inside"),
        pytest.param(-3, 3, "<mark>one</mark> two &lt;three&gt;", id="begins before"),
        pytest.param(8, 99, "one two <mark>&lt;three&gt;</mark>", id="ends after"),
        pytest.param(0, 0, "one two &lt;three&gt;", id="nothing"),
        pytest.param(40, 50, "one two &lt;three&gt;", id="beyond"),
    ],
)
def test_marked_highlights_the_span_and_loses_nothing(start: int, end: int, html: str) -> None:
    assert markup.marked("one two <three>", start, end) == f'<div class="pd-text">{html}</div>'


def test_wrapped_lines_run_on_and_paragraphs_do_not() -> None:
    wrapped, short = "word " * 17, "short line"
    assert f"{wrapped} word" in markup.marked(f"{wrapped}\nword", 0, 0)
    for kept in (
        f"{wrapped}.\nWord",
        f"{wrapped}\n- item",
        f"{wrapped}(40%)\n2. Item",
        f"{wrapped}\n(a) item",
        f"{wrapped}\n\nWord",
        f"{short}\nword",
    ):
        assert kept in markup.marked(kept, 0, 0)


@pytest.mark.parametrize(
    "html",
    [
        markup.esc(HOSTILE),
        markup.heading(HOSTILE, 4),
        markup.paragraph(HOSTILE, label=HOSTILE),
        markup.bullets([HOSTILE]),
        markup.quoted(HOSTILE),
        markup.prose(f"- {HOSTILE}\n\n{HOSTILE}\n\n1. {HOSTILE}"),
        markup.marked(HOSTILE * 3, 5, 12),
        markup.facts([(HOSTILE, HOSTILE)]),
        markup.table(HOSTILE, [HOSTILE, HOSTILE], [[markup.esc(HOSTILE)] * 2]),
    ],
)
def test_no_tag_of_others_gets_through(html: str) -> None:
    assert "<img" not in html
    assert 'onerror="' not in html


def test_a_table_names_its_rows_and_columns() -> None:
    html = markup.table("Deadlines", ["What", "Date"], [[markup.esc("Appeal"), markup.esc("March 31")]])
    assert "<caption>Deadlines</caption>" in html
    assert '<th scope="col" role="columnheader">Date</th>' in html
    assert '<th scope="row" role="rowheader">Appeal</th>' in html
    assert '<td role="cell" data-label="Date">March 31</td>' in html


def test_facts_without_a_value_are_left_out() -> None:
    assert markup.facts([("Edition", ""), ("Status", "official")]).count("<dt>") == 1
