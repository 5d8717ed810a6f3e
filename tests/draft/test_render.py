"""Outputs: escaped, whole, the same bytes for the same draft."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.render import to_html, to_markdown, write_draft
from assistant.draft.word import to_docx
from assistant.draft.wording import employer_wording
from assistant.models import Block, Draft, Origin, Section
from knowledge.errors import InputError
from tests.draft.samples import ROUGH, approved_source, drafted

WORDING = employer_wording([approved_source()])
DULUTH = drafted(ROUGH + "\nRefers difficult cases.", wording=WORDING)
MINNESOTA = drafted(ROUGH, "minnesota")


def docx_bytes(draft: Draft) -> bytes:
    stream = BytesIO()
    to_docx(draft, stream)
    return stream.getvalue()


@pytest.mark.parametrize("draft", [DULUTH, MINNESOTA])
def test_markdown_escapes_the_drafts_words(draft: Draft) -> None:
    text = to_markdown(draft)
    assert r"Prepare reports \<b\>bold\</b\> \*and\* \$5\$" in text
    assert "<b>" not in text


@pytest.mark.parametrize("draft", [DULUTH, MINNESOTA])
def test_html_escapes_the_drafts_words(draft: Draft) -> None:
    page = to_html(draft)
    assert "Prepare reports &lt;b&gt;bold&lt;/b&gt; *and* $5$" in page
    assert "<b>" not in page
    assert "http" not in page


def test_markers_stand_as_given() -> None:
    text = to_markdown(DULUTH)
    assert "\n7. Other duties may be assigned.\n" in text
    assert "\nA. CDL class B required.\n" in text


def test_html_marks_blanks() -> None:
    assert "<mark>[To be supplied by the employer: " in to_html(DULUTH)


@pytest.mark.parametrize("form", [to_markdown, to_html])
def test_where_the_wording_comes_from(form: object) -> None:
    text = to_markdown(DULUTH) if form is to_markdown else to_html(DULUTH)
    closing = WORDING.closing[-1]
    assert f"characters {closing.start}–{closing.end}" in text
    assert "Dock Worker, May 2024" in text
    assert "the draft says “" in text


@pytest.mark.parametrize("draft", [DULUTH, MINNESOTA])
def test_same_draft_same_bytes(draft: Draft) -> None:
    assert docx_bytes(draft) == docx_bytes(draft)


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".pdf", ".MD"])
def test_write(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    write_draft(DULUTH, out)
    first = out.read_bytes()
    write_draft(DULUTH, out)
    assert out.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(("name", "says"), [("out.txt", r"\.docx, \.md, \.html, \.pdf"), ("out", "without suffix")])
def test_other_suffixes_are_refused(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        write_draft(DULUTH, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="create it first"):
        write_draft(DULUTH, tmp_path / "none" / "out.md")


def test_a_place_that_cannot_be_written_to_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.md").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_draft(DULUTH, tmp_path / "out.md")
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_written(title: str, words: str) -> None:
    draft = Draft(
        title, "duluth", (Section("S", (Block(words, Origin.DRAFT, "A."), Block("", Origin.BLANK))),), (words,)
    )
    assert to_markdown(draft)
    assert to_html(draft)
    assert Document(BytesIO(docx_bytes(draft))).paragraphs
