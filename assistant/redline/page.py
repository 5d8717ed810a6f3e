"""A redline as one page of HTML: old and new side by side, and what the changes mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from assistant.redline.align import Change, Step
from assistant.redline.meaning import Note
from assistant.redline.pieces import STAYS_ACCEPTED, STAYS_REJECTED, Piece, State, step_pieces

_TAGS = {State.INSERTED: "ins", State.DELETED: "del", State.MOVED_TO: "ins", State.MOVED_FROM: "del"}
_SAID = {
    State.INSERTED: "added",
    State.DELETED: "removed",
    State.MOVED_TO: "moved here",
    State.MOVED_FROM: "moved away",
}
"""What a screen reader says in front of marked words: few of them tell of ``ins`` and ``del``."""
TOUCHES_NOTHING = "touches neither the kind nor the level of the work, as far as the words show"
STYLE = (
    ".pd-redline{border-collapse:collapse;width:100%;table-layout:fixed}"
    ".pd-redline caption{text-align:left;font-weight:600;padding:.25rem 0}"
    ".pd-redline th,.pd-redline td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
    ".pd-redline td p{margin:.1rem 0}.pd-redline .what{width:7rem}"
    ".pd-redline ins{background:#d8f0dc;color:#0b3d17;text-decoration:underline}"
    ".pd-redline del{background:#fbe0df;color:#6b1310;text-decoration:line-through}"
    ".pd-redline .heading{font-weight:600}"
    ".pd-redline .said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "@media(max-width:640px){.pd-redline thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;"
    "overflow:hidden}.pd-redline,.pd-redline tbody,.pd-redline tr,.pd-redline :is(caption,th,td){display:block}"
    ".pd-redline .what{width:auto}.pd-redline tr{border:1px solid #767676;margin-bottom:.75rem}"
    ".pd-redline td:empty{display:none}.pd-redline :is(tbody th,td){border:0}"
    ".pd-redline td::before{content:attr(data-label);font-weight:600}}"
)
_PAGE = "body{font:11pt/1.45 Calibri,Carlito,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"


def to_page(steps: Sequence[Step], notes: Sequence[Note], title: str, foot: str = "") -> str:
    """The redline as one self-contained page."""
    style = f"<style>{_PAGE}{STYLE}</style>"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{style}'
    body = [f"<h1>{escape(title)}</h1>", "<h2>What changed</h2>", listed(notes)]
    body += ["<h2>Side by side</h2>", side_by_side(steps)]
    if foot:
        body.append(f"<footer>{escape(foot)}</footer>")
    return "\n".join(
        ["<!doctype html>", '<html lang="en">', f"<head>{head}</head>", "<body>", *body, "</body>", "</html>", ""]
    )


def listed(notes: Iterable[Note]) -> str:
    """The changes in plain words, each with what it touches."""
    items = "".join(f"<li>{escape(note.says)}{_touched(note)}</li>" for note in notes)
    return f"<ul>{items}</ul>" if items else "<p>Nothing but numbering changed.</p>"


def _touched(note: Note) -> str:
    touches = note.touches or (TOUCHES_NOTHING,)
    inner = "".join(f"<li>{escape(touch[:1].upper() + touch[1:])}.</li>" for touch in touches)
    return f"<ul>{inner}</ul>"


def side_by_side(steps: Iterable[Step]) -> str:
    """A table with a row for each paragraph; a move says so at both ends. On a narrow screen a row is a card."""
    rows = "".join(_row(step) for step in steps)
    return (
        '<table class="pd-redline" role="table"><caption>Old and new description</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="what">Change</th>'
        '<th scope="col" role="columnheader">Old</th><th scope="col" role="columnheader">New</th></tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(step: Step) -> str:
    stream = list(step_pieces(step))
    old, new = (_cell(piece for piece in stream if piece.state in side) for side in (STAYS_REJECTED, STAYS_ACCEPTED))
    what = f'<th scope="row" role="rowheader">{escape(what_became(step))}</th>'
    cells = "".join(f'<td role="cell" data-label="{name}">{cell}</td>' for name, cell in (("Old", old), ("New", new)))
    return f'<tr role="row">{what}{cells}</tr>'


def what_became(step: Step) -> str:
    """What became of a paragraph; of a move, which one and at which end."""
    if step.change is Change.MOVED:
        return f"moved ({step.move}) {'from here' if step.old else 'here'}"
    return str(step.change)


def _cell(stream: Iterable[Piece]) -> str:
    return "".join(f"<p{kind}>{words}</p>" for kind, words in _lines(stream))


def _lines(stream: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    line = ""
    for piece in stream:
        *whole, rest = piece.text.split("\n")
        for words in whole:
            yield ' class="heading"' if piece.heading else "", line + _marked(piece.state, words)
            line = ""
        line += _marked(piece.state, rest)


def _marked(state: State, words: str) -> str:
    tag = _TAGS.get(state)
    said = f'<span class="said">{_SAID[state]}: </span>' if tag else ""
    return f"<{tag}>{said}{escape(words)}</{tag}>" if tag and words else escape(words)
