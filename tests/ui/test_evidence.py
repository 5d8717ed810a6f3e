"""The passage behind a citation: where it stands, its neighbours, the way back, and what is copied."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from assistant.citing import legal_form
from assistant.desk import Desk
from assistant.talks.conversation import Conversation
from assistant.ui import examples
from assistant.ui.modes import ASK, FIT
from assistant.ui.text import literal
from knowledge.models import Citation
from tests.ui.conftest import Start
from tests.ui.reading import button, citations, markup, words


def opened(start: Start) -> tuple[AppTest, Citation]:
    """The first source of an answer, opened."""
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    cited = at.session_state["conversation"].thread[0].answer.citations[0]
    return citations(at, "ask-1")[0].click().run(), cited


def dialog(at: AppTest) -> Block:
    (found,) = at.get("dialog")
    assert isinstance(found, Block)
    return found


def test_the_passage_is_shown_with_its_place_edition_status_and_address(start: Start, desk: Desk) -> None:
    at, cited = opened(start)
    shown = words(dialog(at))
    _, passage, _ = desk.around(cited.source, cited.start, cited.end)
    for told in (cited.title, cited.pinpoint, cited.edition, cited.url):
        assert told in shown
    assert all(step in shown for step in passage.heading)
    assert f"<mark>{cited.quote[:20]}" in markup(dialog(at))


def test_a_source_that_changed_or_went_shows_the_words_as_they_stood(start: Start) -> None:
    at, cited = opened(start)
    conversation = at.session_state["conversation"]
    for other in (replace(cited, quote="Words that are not there."), replace(cited, source="gone")):
        answer = replace(conversation.thread[0].answer, citations=(other,))
        at.session_state["conversation"] = Conversation((replace(conversation.thread[0], answer=answer),))
        at = citations(at.run(), "ask-1")[0].click().run()
        assert "The text of this source has changed" in words(dialog(at))
        assert other.quote.strip()[:30] in words(dialog(at))
        assert not at.error


def test_the_drafts_own_words_open_in_the_draft(start: Start) -> None:
    at = button(start(FIT), "Run the example").click().run()
    own = next(found for found in at.button if str(found.key).startswith("cite-own-"))
    at = own.click().run()
    assert "<mark>" in markup(dialog(at))
    assert "Duties" in words(dialog(at))


def test_what_is_copied_is_the_legal_form(start: Start) -> None:
    at, cited = opened(start)
    told = [component.proto for component in dialog(at).get("bidi_component")]
    assert any(legal_form(cited) in str(proto) for proto in told)
