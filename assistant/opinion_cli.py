"""The command ``opinion``: two classes of a plan beside the evidence of a description."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import AsJson, hand_over, open_desk, print_json


def opinion(
    file: Annotated[str, typer.Argument(help="The description, or - for standard input.")],
    current: Annotated[str, typer.Option(help="The class the position is in.")],
    proposed: Annotated[str, typer.Option(help="The class somebody proposes; it has no part in the analysis.")],
    plan: Annotated[str, typer.Option(help="The class plan both are in.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write the record: .docx, .pdf or .md.")] = None,
    as_json: AsJson = False,
) -> None:
    """Give a second opinion: a documented comparison, and the decision record drafted with its blanks."""
    from assistant.cases.like import like_opinion
    from assistant.opinion.answer import opinion_json
    from assistant.opinion.record import decision_record

    desk = open_desk()
    text = desk.read(sys.stdin.buffer.read(), "standard input") if file == "-" else desk.read_file(Path(file))
    found = desk.opinion(text, current=current, proposed=proposed, plan=plan)
    like = like_opinion(text, desk, found.plan, found.analysis)
    hand_over(desk, decision_record(found, like=like), out, shown=not as_json)
    if as_json:
        print_json(opinion_json(found, like=like))
