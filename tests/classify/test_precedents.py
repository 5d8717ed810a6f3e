"""Allocated positions: what they teach, what they must not teach, and which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.classify.kind import KindRanker
from assistant.classify.meaning import Meaning
from assistant.classify.precedents import Precedents
from assistant.classify.rank import Ranker
from assistant.classify.suggest import suggest
from assistant.contract import suggest_json
from assistant.models import Comparators, Usual
from assistant.plain import suggested
from assistant.position.read import read_position
from knowledge.models import ClassSpec
from knowledge.plans import ClassPlan, Precedent
from knowledge.words import sentences, stems
from tests.classify.samples import CLASSES, CLERK_1, MILL, OVERSEER, PLAN, WITH_PRECEDENTS, spec

HARBOUR = "The Harbour Board runs the piers and the ferries of the town. Its seal is a heron."
FOREST = "The Forest Office keeps the woods of the county. Its badge is an oak leaf."
BAKING = (
    "Kneads dough and bakes rye loaves.",
    "Bakes loaves and cakes in the stone oven.",
    "Mixes flour, salt and yeast into dough.",
    "Shapes loaves by hand and fires the oven.",
)
SMITHING = (
    "Forges hinges and nails at the anvil.",
    "Heats iron in the furnace and hammers it at the anvil.",
    "Shoes horses and mends iron tools.",
    "Hammers iron bars into hinges and horseshoes.",
)
BAKER = spec("Town Baker", "Makes bread.", code="1")
SMITH = spec("Iron Smith", "Makes ironware.", code="2")
DIVER = spec("Salvage Diver", "Dives for wrecks.", code="3")


def trade(classes: Sequence[ClassSpec], **texts: Sequence[str]) -> ClassPlan:
    """A plan whose classes hold these positions, by code (``c1`` for class 1)."""
    allocated = [
        Precedent(f"{code}-{number}", text, code[1:])
        for code, positions in texts.items()
        for number, text in enumerate(positions, 1)
    ]
    return ClassPlan("trades", MILL, tuple(classes), tuple(allocated))


TRADES = trade((BAKER, SMITH, DIVER), c1=BAKING, c2=SMITHING)


def first(plan: ClassPlan, text: str) -> str:
    return plan.classes[int(KindRanker(plan).scores(text).argmax())].title


def alike(plan: ClassPlan, text: str, of: ClassSpec, k: int = 2) -> Comparators:
    found = Precedents(plan, [one.title for one in plan.classes], Meaning()).alike(text, list(sentences(text)), of, k)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fires the oven and bakes loaves of rye.", "Town Baker"),
        ("Hammers hinges out of hot iron.", "Iron Smith"),
        ("Dives for wrecks.", "Salvage Diver"),
    ],
)
def test_the_class_of_like_positions_is_first_and_one_without_any_still_counts(text: str, title: str) -> None:
    assert first(TRADES, text) == title


def test_an_agency_s_own_words_do_not_decide() -> None:
    """Both trades work for both agencies, as in life; the agency's words then point to neither."""
    plan = trade(
        (BAKER, SMITH),
        c1=[f"{HARBOUR} {BAKING[0]}", f"{HARBOUR} {BAKING[1]}", f"{FOREST} {BAKING[2]}", f"{HARBOUR} {BAKING[3]}"],
        c2=[
            f"{FOREST} {SMITHING[0]}",
            f"{FOREST} {SMITHING[1]}",
            f"{HARBOUR} {SMITHING[2]}",
            f"{FOREST} {SMITHING[3]}",
        ],
    )
    assert first(plan, f"{FOREST} Bakes loaves of rye and kneads dough.") == "Town Baker"
    assert first(plan, f"{HARBOUR} Forges hinges at the anvil and hammers iron.") == "Iron Smith"


def test_the_title_of_a_class_counts_half_in_its_own_positions_only() -> None:
    """Else a draft that merely names another trade's title is placed by that name."""
    plan = trade((BAKER, SMITH), c1=[f"The town baker works here. {text}" for text in BAKING], c2=SMITHING)
    assert first(plan, "For the town baker, hammers iron into hinges at the anvil.") == "Iron Smith"
    same = trade((BAKER, SMITH), c1=["The baker works."], c2=["The baker works."])
    taught = Precedents(same, ["", ""], Meaning())
    column = taught._terms.vocabulary_["baker"]
    ratio = [row[0, column] / row[0, taught._terms.vocabulary_["work"]] for row in taught._vectors]
    assert ratio == pytest.approx([0.5, 1.0])


def test_kin_by_title_lend_their_strength() -> None:
    clerk, chief = spec("Grain Clerk", "Writes.", code="1"), spec("Chief Grain Clerk", "Writes.", code="2")
    plan = trade((clerk, chief, SMITH, DIVER), c1=BAKING)
    taught = Precedents(plan, ["", "", "", ""], Meaning())
    kin = taught._of_kin(np.array([1.0, 0.0, 0.0, 0.0]))
    assert kin[1] > 0
    assert kin == pytest.approx([0.0, kin[1], 0.0, 0.0])


@pytest.mark.parametrize(
    "classes", [(BAKER,), (BAKER, SMITH), (BAKER, SMITH, DIVER)], ids=["one class", "two", "three"]
)
def test_plans_of_any_size_are_read(classes: tuple[ClassSpec, ...]) -> None:
    plan = trade(classes, c1=BAKING[:1])
    scores = KindRanker(plan).scores("Bakes loaves.")
    assert scores.shape == (len(classes),)
    assert np.isfinite(scores).all()
    assert int(scores.argmax()) == 0


def test_the_order_of_the_duties_moves_nothing() -> None:
    taught = KindRanker(TRADES)
    one, two = "Kneads dough. Hammers iron. Mends tools.", "Mends tools. Hammers iron. Kneads dough."
    assert taught.scores(one) == pytest.approx(taught.scores(two))


def test_the_most_alike_positions_are_shown_best_first_with_their_nearest_sentences() -> None:
    draft = "Greets guests. Kneads dough for rye bread. Bakes loaves in the oven."
    found = alike(TRADES, draft, BAKER)
    assert len(found.decisions) == 2
    assert found.decisions[0].similarity >= found.decisions[1].similarity > 0
    texts = {precedent.id: precedent.text for precedent in TRADES.precedents}
    for decision in found.decisions:
        assert draft[decision.position.start : decision.position.end] == decision.position.quote
        assert texts[decision.id][decision.allocated.start : decision.allocated.end] == decision.allocated.quote
        assert decision.position.quote != "Greets guests."


def test_what_differs_is_told_from_both_sides() -> None:
    decision = alike(TRADES, "Bakes loaves in the stone oven and mends iron tools.", BAKER, 1).decisions[0]
    assert decision.id == "c1-2"
    assert {"iron", "tools"} <= set(decision.only_draft)
    assert decision.only_allocated == ("cakes",)
    assert not set(stems(" ".join(decision.only_draft))) & set(stems(" ".join(decision.only_allocated)))


ALIKE = tuple(
    f"Kneads dough, bakes {kind} loaves and fires the oven." for kind in ("rye", "oat", "bran", "corn", "rice")
)
ODD = ("Sails a boat to the market and counts coins.", "Paints signs for shops and gilds letters.")


def test_the_usual_form_is_compared_with_and_not_the_fringe() -> None:
    """Of seven positions five are alike; a draft like one of the odd two is at the fringe, and these are not shown."""
    plan = trade((BAKER, SMITH), c1=ALIKE + ODD, c2=SMITHING)
    usual = alike(plan, "Bakes wheat loaves, kneads dough and fires the oven.", BAKER)
    assert (usual.usual, usual.allocated, usual.at_fringe) == (Usual.INSIDE, 7, 2)
    odd = alike(plan, "Paints signs for shops and gilds letters in gold.", BAKER, 7)
    assert odd.usual is Usual.FRINGE
    assert [decision.id for decision in odd.decisions] == [f"c1-{n}" for n in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("members", [1, 2, 3])
def test_few_positions_show_no_usual_form(members: int) -> None:
    found = alike(trade((BAKER, SMITH), c1=BAKING[:members]), BAKING[0], BAKER)
    assert (found.usual, found.allocated, found.at_fringe) == (Usual.FEW, members, 0)
    assert len(found.decisions) == min(members, 2)
    assert found.decisions[0].id == "c1-1"


def test_a_class_without_positions_and_a_plan_without_any_show_none() -> None:
    assert KindRanker(WITH_PRECEDENTS).alike("Weighs grain.", [(0, 13)], OVERSEER) is None
    assert KindRanker(PLAN).alike("Weighs grain.", [(0, 13)], CLERK_1) is None
    assert KindRanker(WITH_PRECEDENTS).alike("", [], CLERK_1) is None


def test_a_suggestion_carries_them_into_json_and_text() -> None:
    text = "Drives the ox cart to the market every week. Feeds the oxen with hay and mends the harness of the cart."
    result = suggest(read_position(text), Ranker(WITH_PRECEDENTS), top=len(CLASSES))
    rows = {row["class_code"]: row for row in suggest_json(result)["suggestions"]}
    assert [decision["id"] for decision in rows["101"]["precedents"]] == ["p1", "p2"]
    assert rows["101"]["usual"] == {"range": Usual.FEW.value, "allocated": 2, "at_fringe": 0}
    assert all("precedents" not in row for row in rows.values() if row["rank"] > 2)
    said = suggested(result)
    assert "allocated to this class: 2 positions" in said
    assert "p1: “Drives the ox cart to market" in said


def test_an_allocated_position_without_words_is_no_reason_to_fail() -> None:
    found = alike(trade((BAKER, SMITH), c1=[" "], c2=SMITHING), "Bakes loaves.", BAKER)
    assert found.decisions[0].allocated.quote.strip() == ""
    assert found.decisions[0].similarity == 0
