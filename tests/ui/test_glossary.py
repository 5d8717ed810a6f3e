"""Words of the trade are explained where the program says them, once in each part that is read by itself."""

from __future__ import annotations

import re

import pytest

from assistant.ui import examples, glossary
from assistant.ui.modes import ASK, FIT
from assistant.ui.text import literal
from tests.ui.conftest import Start
from tests.ui.reading import button, markup, words

_EXPLAINED = re.compile(r'<dfn class="pd-term" tabindex="0" aria-describedby="([^"]+)">([^<]+)<span [^>]*id="([^"]+)"')


def _marked(markup: str) -> list[str]:
    return [word for _, word, _ in _EXPLAINED.findall(markup)]


@pytest.mark.parametrize(
    ("said", "explained"),
    [
        pytest.param("A class is not a level.", ["class", "level"], id="each word"),
        pytest.param("Class by class, all classes.", ["Class"], id="the first use only, whatever its form"),
        pytest.param("The class plan is loaded.", ["class plan"], id="the longest word"),
        pytest.param("You wrote “the class of 1999”.", [], id="never the words of others"),
        pytest.param('You wrote "the class of 1999".', [], id="nor in straight quotation marks"),
        pytest.param("See Admin. Procedure 7, Provisions C.", [], id="no name and no citation"),
        pytest.param("It fits. Levels differ.", ["Levels"], id="large at the beginning of a sentence"),
        pytest.param("A first-class job of a classmate.", [], id="whole words only"),
        pytest.param("Her job is nonexempt, his is not exempt.", ["nonexempt", "exempt"], id="each of two alike"),
        pytest.param("A provisional answer.", [], id="no other word that begins so"),
    ],
)
def test_a_word_is_explained_where_the_program_says_it(said: str, explained: list[str]) -> None:
    with glossary.region("test"):
        assert _marked(glossary.told(said)) == explained


def test_each_part_that_is_read_by_itself_explains_anew_and_under_ids_of_its_own() -> None:
    with glossary.region("first"):
        shown = [glossary.told("A class."), glossary.told("The class.")]
    with glossary.region("second"):
        shown.append(glossary.paragraph("The class."))
    shown.append(glossary.within("third")("The class."))
    found = _EXPLAINED.findall("".join(shown))
    assert [(by, at) for by, _, at in found] == [
        (f"says-{part}-class", f"says-{part}-class") for part in ("first", "second", "third")
    ]


def test_outside_of_a_region_and_within_tags_of_others_nothing_is_made() -> None:
    assert glossary.told("A class.") == "A class."
    with glossary.region("test"):
        assert "<b>" not in glossary.told("<b>class</b> & more")


def test_what_is_said_stays_to_the_letter() -> None:
    said = "The class & the level of a “position”: $21 ~ $29 :red[x]."
    with glossary.region("test"):
        shown = glossary.told(said)
    bare = re.sub(r'<span class="pd-says".*?</span>|<[^>]+>', "", shown)
    assert bare.replace("&amp;", "&") == said


def test_a_suggestion_and_an_answer_explain_their_words_and_leave_what_was_typed(start: Start) -> None:
    at = button(start(FIT), "Run the example").click().run()
    assert {"class", "series", "level", "factor", "verdict"} <= {*_marked(markup(at))}
    ids = [by for by, _, _ in _EXPLAINED.findall(markup(at))]
    assert len(ids) == len({*ids})
    at = button(at, "Write the draft").click().run()
    of_others = re.findall(r'<q>.*?</q>|<div class="pd-(?:draft|text)">.*?</div>', markup(at), re.DOTALL)
    assert len(of_others) > 5
    assert [one for one in of_others if "dfn" in one] == []
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    assert _marked(markup(at))
    assert all(one not in words(at) for one in ("<dfn", "pd-says"))
