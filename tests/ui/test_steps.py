"""The four steps from a draft to its packet: where one is, and the way on and back, without loss."""

from __future__ import annotations

from assistant.ui import examples, steps
from assistant.ui.modes import ASK, FIT
from tests.ui.conftest import Start
from tests.ui.reading import button, markup


def test_what_is_done_leads_on_and_nothing_is_lost_on_the_way_back(start: Start) -> None:
    at = start(FIT)
    assert at.radio(key=steps.KEY).value == steps.DESCRIBE
    button(at, "Find the class").click().run()
    assert at.radio(key=steps.KEY).value == steps.DESCRIBE  # there is nothing to compare
    button(at, "Run the example").click().run()
    assert at.radio(key=steps.KEY).value == steps.FIT
    assert 'class="pd-ladder"' in markup(at)
    button(at, "Next: draft").click().run()
    button(at, "Next: packet").click().run()
    assert at.radio(key=steps.KEY).value == steps.PACKET
    assert "Best fit so far" in markup(at)
    at.text_input(key="fact-by").set_value("Ada Lovelace").run()
    for back in ("Back to draft", "Back to fit", "Back to describe"):
        button(at, back).click().run()
    assert at.radio(key=steps.KEY).value == steps.DESCRIBE
    assert at.text_input(key="fact-by").value == "Ada Lovelace"
    assert at.text_area(key="draft_text").value == examples.DRAFT
    at.radio(key=steps.KEY).set_value(steps.DRAFT).run()
    at.radio(key="mode").set_value(ASK).run()
    at.radio(key="mode").set_value(FIT).run()
    assert at.radio(key=steps.KEY).value == steps.DRAFT
