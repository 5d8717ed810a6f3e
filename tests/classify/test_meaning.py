"""Meaning: what moves a text's vector, what must not, and what is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify import meaning
from assistant.classify.kind import KindRanker, compared_in_meaning
from assistant.classify.meaning import Meaning, packs
from knowledge.embed import DIMENSIONS
from tests.classify.samples import CLASSES, PLAN, WITH_PRECEDENTS

DUTIES = ("Weighs grain at the gate.", "Settles unusual orders; leads a crew.", "Mends the mill's wheel.")

SAID = ["weighs", "grain", "settles", "orders", ".", ";", "leads"]


@given(st.lists(st.sampled_from(SAID), max_size=200).map(" ".join))
def test_packs_hold_every_word_and_are_short(text: str) -> None:
    found = packs(text)
    assert found
    assert all(len(pack.split()) <= 45 for pack in found)
    bare = sorted(" ".join(found).replace(".", " ").split())
    assert bare == sorted(text.replace(".", " ").replace(";", " ").split())


def test_order_and_letter_case_do_not_move_a_text() -> None:
    assert packs(" ".join(DUTIES)) == packs("\n".join(DUTIES[::-1]).upper())
    assert Meaning().of(" ".join(DUTIES)).tobytes() == Meaning().of("\n".join(DUTIES[::-1]).upper()).tobytes()


@pytest.mark.parametrize("text", ["", "...", "\x1f", "grain", "grain " * 200])
def test_every_text_has_a_finite_vector_of_length_one_at_most(text: str) -> None:
    vector = Meaning().of(text)
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) <= 1 + 1e-9


def test_what_means_alike_is_near_without_a_shared_word() -> None:
    physician, carpenter = Meaning().known(["Physician", "Carpenter"])
    draft = Meaning().of("Diagnoses illnesses and treats the sick.")
    assert draft @ physician > draft @ carpenter


def test_what_is_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "vectors.npz"
    texts = compared_in_meaning(PLAN)
    first = Meaning(file).known(texts)

    def refuses(*_: object) -> None:
        raise AssertionError("a text was read that was kept")

    monkeypatch.setattr(meaning._shared(), "_run", refuses)
    assert Meaning(file).known(texts) == pytest.approx(first)


def test_what_a_plan_is_read_for_is_what_its_ranking_asks_for(tmp_path: Path) -> None:
    for plan in (PLAN, WITH_PRECEDENTS):
        file = tmp_path / f"{len(plan.precedents)}.npz"
        Meaning(file).known(compared_in_meaning(plan))
        written = file.stat().st_mtime_ns
        KindRanker(plan, Meaning(file)).nearest(DUTIES[0])
        assert file.stat().st_mtime_ns == written


def test_titles_alone_are_read_without_allocated_positions() -> None:
    assert compared_in_meaning(PLAN) == [spec.title for spec in CLASSES]
    assert len(compared_in_meaning(WITH_PRECEDENTS)) == len(CLASSES) + len(WITH_PRECEDENTS.precedents)
