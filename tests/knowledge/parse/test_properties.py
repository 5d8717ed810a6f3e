"""What holds of any text at all: passages are exact, ordered, disjoint slices, the same on every run."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.models import Kind, Status
from knowledge.parse.ingest import parse_document

LINES = st.sampled_from(
    [
        "43A.07 CLASSIFIED SERVICE.", "Subd. 2. Plans. Agencies plan.", "(a) one;", "(i) two;", "3) three;", "INDEX",
        "64", "D.2 M.S. 43A.07 – SERVICE", "ADMINISTRATIVE PROCEDURE 7", "Objective - To be fair.", "Provisions -",
        "A. Include:", "1. A form.", "II. KIND AND LEVEL OF WORK", "N/A", "Knowledge of:", "- Serve.", "Clerk",
        "SUMMARY/PURPOSE", "JOB REQUIREMENTS", "~~struck~~", "2.3. Skill", "HR: A\tUnion: B\tCSB: C", "TO: Board",
        "DATE: May 1, 2026", "FROM: Lee", "SUBJECT: Clerk", "Page 2 of 3", "ARTICLE 1 - PAY", "# Guide", "",
        "words without an end that go on and on", "and run on in lower case.", "Job Manual Second Edition",
        "5 CFR 900.603 says", "\ue000 \u00a0 é",
    ]
)  # fmt: skip
DOCUMENTS = st.lists(LINES | st.text(max_size=20), max_size=25).map("\n".join)


@pytest.mark.parametrize("kind", [None, *Kind])
@given(text=DOCUMENTS)
@example(text="1. A form.\n5 CFR 900.603 says\nINDEX")
def test_passages_are_exact_slices_in_order(kind: Kind | None, text: str) -> None:
    sources = parse_document(text, "any.txt", kind=kind)
    assert sources == parse_document(text, "any.txt", kind=kind)
    assert len({source.id for source in sources}) == len(sources)
    for source in sources:
        assert source.id.startswith("official-")
        assert source.status is Status.OFFICIAL
        assert source.passages
        end = 0
        for passage in source.passages:
            assert end <= passage.start < passage.end <= len(source.text)
            assert passage.text == source.text[passage.start : passage.end] == passage.text.strip() != ""
            assert passage.source == source.id
            assert passage.pinpoint
            end = passage.end
