"""The organization chart: who stands where, what is blank, and that nothing drawn lies on something else."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from assistant.packet.chart import Chart, draw_up, supervisor_named
from assistant.packet.drawing import figure, listed, svg
from assistant.packet.facts import Facts, people
from assistant.position.read import read_position
from tests.packet.samples import NEW, facts

SVG = "{http://www.w3.org/2000/svg}"
DUTIES = "\n\nDuties\n1. Enters hires in the system.\n2. Answers letters of the public.\n"


def chart(text: str = NEW, known: Facts | None = None) -> Chart:
    return draw_up(read_position(text), known or Facts(), "Clerk")


def crowd(above: int, beside: int, below: int) -> Facts:
    def some(number: int) -> list[dict[str, str]]:
        return [{"title": f"Worker <{n}> & Sons of the Western District", "name": f"N{n}"} for n in range(number)]

    return Facts.model_validate(
        {
            "organization": {"above": some(above), "same_level": some(beside), "below": some(below)},
            "agency": "City & <Co>",
        }
    )


@pytest.mark.parametrize(
    ("says", "title"),
    [
        ("Reports to: Office Manager", "Office Manager"),
        ("Reports to the human resources supervisor, who reviews the work.", "Human resources supervisor"),
        ("The position reports directly to the Deputy Director for budget matters.", "Deputy Director"),
        ("Works under general supervision of the shop foreman.", "Shop foreman"),
        ("Three clerks report to me.", ""),
        ("Works independently.", ""),
    ],
)
def test_the_supervisor_is_whom_the_draft_names(says: str, title: str) -> None:
    found, words = supervisor_named(read_position(f"Title: Clerk\n\nSupervision\n{says}{DUTIES}"))
    assert found == title
    assert bool(words) == bool(title)


def test_what_nobody_said_is_a_blank_box() -> None:
    found = chart(f"Title: Clerk{DUTIES}")
    assert [box.title for box in found.above] == ["", ""]
    assert all(box.missing for box in (*found.above, *found.beside, *found.below))
    assert len(list(found.blanks)) >= 6


def test_facts_come_before_the_draft_and_nobody_is_no_blank() -> None:
    found = chart(known=facts())
    assert [(box.title, box.name, box.code) for box in found.above] == [
        ("Director", "Q. R.", "12"),
        ("Office Manager", "vacant", ""),
    ]
    assert found.beside == ()
    assert "compensation code for Office Manager" in list(found.blanks)


@pytest.mark.parametrize(
    "says", ["Supervises: nobody", "Supervises: none.", "\nSupervision given\nDoes not supervise."]
)
def test_who_supervises_nobody_has_no_box_below_and_the_reason_is_told(says: str) -> None:
    found = chart(f"Title: Clerk\n{says}{DUTIES}")
    assert found.below == ()
    assert any("Nobody stands below" in ground for ground in found.grounds)


@pytest.mark.parametrize(("above", "beside", "below"), [(0, 0, 0), (1, 3, 4), (2, 7, 13), (4, 1, 5), (2, 12, 1)])
def test_boxes_lie_inside_the_drawing_and_on_nothing_else(above: int, beside: int, below: int) -> None:
    root = ElementTree.fromstring(svg(chart(known=crowd(above, beside, below))))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    boxes = [
        tuple(float(box.get(side, "")) for side in ("x", "y", "width", "height")) for box in root.iter(f"{SVG}rect")
    ]
    assert len(boxes) == max(above, 2) + beside + 1 + below
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
    for (ax, ay, aw, ah), (bx, by, bw, bh) in combinations(boxes, 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay
    for line in root.iter(f"{SVG}path"):
        left, top, right, bottom = map(float, re.findall(r"[\d.]+", line.get("d", "")))
        for x, y, w, h in boxes:
            across = max(left, x) < min(right, x + w) and y < top < y + h
            down = x < left < x + w and max(min(top, bottom), y) < min(max(top, bottom), y + h)
            assert not across
            assert not down


def test_only_the_position_is_marked_and_by_words_too() -> None:
    texts = [text.text for text in ElementTree.fromstring(svg(chart(known=crowd(2, 5, 5)))).iter(f"{SVG}text")]
    assert texts.count("THIS POSITION") == 1
    assert "City & <Co>" in texts


def test_the_list_and_the_alternative_text_say_what_is_drawn() -> None:
    found = chart(known=facts())
    said = [run.text for item in listed(found).items for run in item.words]
    for box in (*found.above, found.here):
        assert any(box.title in words and (box.name or "name blank") in words for words in said)
        assert box.title in figure(found).alt
    assert said[-1] == f"blank: {found.below[0].missing}"


def test_positions_are_typed_one_a_line() -> None:
    (clerk, typist) = people("Clerk; A. Smith; 14\n\n Typist \n")
    assert (clerk.title, clerk.name, clerk.code) == ("Clerk", "A. Smith", "14")
    assert (typist.title, typist.name) == ("Typist", "")
