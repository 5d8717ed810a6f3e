"""The page of sources: what is loaded, one read whole, a document added."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui.modes import SOURCES
from assistant.ui.sources import KINDS
from knowledge.models import Kind
from tests.ui.conftest import APP, TIMEOUT, Start
from tests.ui.reading import button, markup, words

STATUTE = b"""Minnesota Statutes 2024
900.01 EXAMPLE OF A STATUTE.
Subdivision 1. Notice. The agency shall give notice of a change within ten days after it decides.
Subd. 2. Reply. An employee may reply in writing within twenty days after the notice.
"""


@pytest.fixture
def loaded(start: Start) -> AppTest:
    """The page of sources, opened."""
    return start(SOURCES)


def test_every_kind_has_a_name_for_people() -> None:
    assert set(KINDS) == set(Kind)


def test_each_source_is_listed_with_whose_it_is_and_its_status(loaded: AppTest, data_dir: Path) -> None:
    shown = words(loaded)
    for source in Desk(Settings(data_dir=data_dir)).sources():
        if source.kind is not Kind.CLASS_SPEC:
            assert source.title in shown
    assert "Restated" in shown
    assert "State of Minnesota" in shown


def test_classes_are_listed_when_asked_for(loaded: AppTest) -> None:
    assert "Accounting Officer" not in words(loaded)
    loaded.selectbox(key="source_kind").set_value(KINDS[Kind.CLASS_SPEC]).run()
    assert "Accounting Officer" in words(loaded)
    loaded.text_input(key="source_words").set_value("accounting officer senior").run()
    assert "Sources (1)" in words(loaded)


def test_a_source_is_read_with_its_passages_under_their_pinpoints(loaded: AppTest, data_dir: Path) -> None:
    law = next(s for s in Desk(Settings(data_dir=data_dir)).sources() if s.title.startswith("Minn. Stat. 43A.07"))
    loaded.selectbox(key="source_read").set_value(law.id).run()
    shown = " ".join(words(loaded).split())
    assert law.url in shown
    for passage in law.passages:
        assert passage.pinpoint in shown
        assert " ".join(passage.text.split()) in shown
    assert markup(loaded).count('class="pd-passage"') == len(law.passages)


def test_an_upload_is_shown_before_it_is_kept(own_folder: Path) -> None:
    at = AppTest.from_file(str(APP), default_timeout=TIMEOUT).run()
    at.radio(key="mode").set_value(SOURCES).run()
    at.file_uploader[0].upload("example.txt", STATUTE, "text/plain").run()
    assert "Minn. Stat. 900.01" in words(at)
    assert not list((own_folder / "sources").glob("*.json"))
    button(at, "Keep 1 source").click().run()
    assert "1 source kept" in at.success[0].value
    assert len(list((own_folder / "sources").glob("*.json"))) == 1
    assert "1 official" in words(at)


def test_an_upload_that_cannot_be_read_is_explained(own_folder: Path) -> None:
    at = AppTest.from_file(str(APP), default_timeout=TIMEOUT).run()
    at.radio(key="mode").set_value(SOURCES).run()
    at.file_uploader[0].upload("broken.pdf", b"%PDF-1.7 and nothing more", "application/pdf").run()
    assert "broken" in at.error[0].value
    assert not (own_folder / "sources").exists()
