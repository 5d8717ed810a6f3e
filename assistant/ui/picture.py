"""The suggestion as a picture: each series a ladder, its classes the steps, the likely ones shaded.

The picture is a list, drawn by the style sheet: whoever does not see it hears the same facts, step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.classify.series import Place, Series, Step
from assistant.ui.glossary import paragraph
from assistant.ui.markup import Html, esc, heading
from assistant.ui.text import confidence, count

_SAID: Final = {
    Place.BEST: "Your draft fits best here",
    Place.LIKELY: "May fit as well",
    Place.COMPARED: "Compared; less likely",
    Place.NEIGHBOUR: "Not among the closest",
}
_STYLE: Final = {Place.BEST: "pd-best pd-likely", Place.LIKELY: "pd-likely", Place.COMPARED: "", Place.NEIGHBOUR: ""}
_BOTH: Final = "Your draft stands between these two"


def ladders(found: Sequence[Series], told: str) -> Html:
    """The series side by side; ``told`` says how sure the shaded steps are, and is empty where nothing is stated."""
    both = sum(step.place is Place.BEST for series in found for step in series.steps) > 1
    key = "Each column is one series of classes. A higher step is a higher level. ◆ marks your draft."
    shaded = [paragraph(f"The shaded steps show how far it may be off. {told}")] if told else []
    return Html(
        "".join(
            [paragraph(key), *shaded, '<div class="pd-ladders">', *(_ladder(s, both=both) for s in found), "</div>"]
        )
    )


def _ladder(series: Series, *, both: bool) -> str:
    steps = "".join(_step(step, both=both) for step in series.steps)
    name = esc(series.name)
    return (
        f'<section class="pd-ladder">{heading(series.name, 4)}{_left_out(series.above, "higher")}'
        f'<ol role="list" aria-label="{name}, the highest level first">{steps}</ol>'
        f"{_left_out(series.below, 'lower')}{_order(series)}</section>"
    )


def _step(step: Step, *, both: bool) -> str:
    said = _BOTH if both and step.place is Place.BEST else _SAID[step.place]
    sure = _sure(step.confidence) if step.confidence is not None else ""
    return f'<li class="{_STYLE[step.place]}"><strong>{esc(step.title)}</strong><span>{said}</span>{sure}</li>'


def _sure(share: float) -> str:
    bar = f'<span class="pd-bar" aria-hidden="true"><span style="width:{share:.0%}"></span></span>'
    return f"<span>{esc(confidence(share))}</span>{bar}"


def _left_out(number: int, which: str) -> str:
    return f'<p class="pd-more">{count(number, f"{which} level")} not shown</p>' if number else ""


def _order(series: Series) -> str:
    """Where the order comes from, if the plan does not give it."""
    if series.numbered or len(series.steps) < 2:
        return ""
    return '<p class="pd-more">The plan does not number these levels; they stand in the order of their own words.</p>'
