"""A redline as one page of HTML: old and new side by side, and what the changes mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from assistant.redline.align import Change, Step
from assistant.redline.meaning import Note
from assistant.redline.pieces import STAYS_ACCEPTED, STAYS_REJECTED, Piece, State, step_pieces

_TAGS = {State.INSERTED: "ins", State.DELETED: "del", State.MOVED_TO: "ins", State.MOVED_FROM: "del"}
STYLE = (
    ".pd-redline{border-collapse:collapse;width:100%;table-layout:fixed}"
    ".pd-redline caption{text-align:left;font-weight:600;padding:.25rem 0}"
    ".pd-redline th,.pd-redline td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}"
    ".pd-redline td p{margin:.1rem 0}.pd-redline .what{width:7rem}"
    ".pd-redline ins{background:#d8f0dc;color:#0b3d17;text-decoration:underline}"
    ".pd-redline del{background:#fbe0df;color:#6b1310;text-decoration:line-through}"
    ".pd-redline .heading{font-weight:600}"
)
_PAGE = "body{font:11pt/1.45 Calibri,Carlito,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"


def to_page(steps: Sequence[Step], notes: Sequence[Note], title: str) -> str:
    """The redline as one self-contained page."""
    style = f"<style>{_PAGE}{STYLE}</style>"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{style}'
    body = [f"<h1>{escape(title)}</h1>", "<h2>What changed</h2>", listed(notes)]
    body += ["<h2>Side by side</h2>", side_by_side(steps)]
    return "\n".join(
        ["<!doctype html>", '<html lang="en">', f"<head>{head}</head>", "<body>", *body, "</body>", "</html>", ""]
    )


def listed(notes: Iterable[Note]) -> str:
    """The changes in plain words, each with what it touches."""
    items = "".join(f"<li>{escape(note.says)}{_touched(note)}</li>" for note in notes)
    return f"<ul>{items}</ul>" if items else "<p>Nothing but numbering changed.</p>"


def _touched(note: Note) -> str:
    inner = "".join(f"<li>{escape(touch[:1].upper() + touch[1:])}.</li>" for touch in note.touches)
    return f"<ul>{inner}</ul>" if inner else ""


def side_by_side(steps: Sequence[Step]) -> str:
    """A table with a row for each paragraph; what was moved says so at both ends."""
    rows = "".join(_row(step) for step in steps)
    return (
        '<table class="pd-redline"><caption>Old and new description</caption><thead><tr>'
        '<th scope="col" class="what">Change</th><th scope="col">Old</th><th scope="col">New</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(step: Step) -> str:
    stream = list(step_pieces(step))
    old, new = (_cell(piece for piece in stream if piece.state in side) for side in (STAYS_REJECTED, STAYS_ACCEPTED))
    return f'<tr><th scope="row">{escape(_what(step))}</th><td>{old}</td><td>{new}</td></tr>'


def _what(step: Step) -> str:
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
    return f"<{tag}>{escape(words)}</{tag}>" if tag and words else escape(words)
