"""The employer's name, words and colour: what can be used is used, what cannot is refused with one reason."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from assistant.desk import Desk
from assistant.draft.paper import Paper, paragraph
from assistant.draft.pdf import to_pdf
from assistant.draft.word import write_paper
from assistant.employer import Employer, contrast, employer
from assistant.models import Answer, Decision
from assistant.settings import Settings
from knowledge.errors import SettingsError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def _settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["#0b5394", "#0B5394", "#767676", "#000000", "#00205b", "#7a0019"])
def test_a_readable_colour_is_taken_and_stands_out_in_the_dark_too(colour: str) -> None:
    found = employer(_settings(employer_color=colour))
    assert found.color == colour.lower()
    assert contrast(found.dark_color, "#0e1117") >= 3
    assert contrast(found.dark_color, "#ffffff") >= 4.5


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"employer_color": "#ffcc33"}, r"PD_EMPLOYER_COLOR: white on #ffcc33 has a contrast of 1\.5:1"),
        ({"employer_color": "#777777"}, r"PD_EMPLOYER_COLOR: .* 4\.5:1"),
        ({"employer_color": "blue"}, "PD_EMPLOYER_COLOR: 'blue' is no colour"),
        ({"employer_name": "x" * 201}, "PD_EMPLOYER_NAME: has 201"),
        ({"employer_logo": "/nowhere/logo.png"}, "PD_EMPLOYER_LOGO: .* cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(given: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        employer(_settings(**given))


def test_a_logo_is_a_picture_of_some_size(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(PNG)
    assert employer(_settings(employer_logo=file)).logo == PNG
    file.write_bytes(b"<svg/>")
    with pytest.raises(SettingsError, match="use PNG or JPEG"):
        employer(_settings(employer_logo=file))
    file.write_bytes(PNG * 100_000)
    with pytest.raises(SettingsError, match="make it smaller"):
        employer(_settings(employer_logo=file))


def test_an_answer_that_says_whom_to_ask_names_the_employers_contact_first() -> None:
    whose = Employer(contact="Human Resources, 555-0100.")
    refused = Answer(
        id="", engine="offline", decision=Decision.ABSTAIN, answer="", whom_to_ask="the union, or a lawyer"
    )
    told = whose.tells(refused)
    assert told.whom_to_ask == "Human Resources, 555-0100. The union, or a lawyer"
    assert whose.tells(told) == told
    assert whose.tells(replace(refused, whom_to_ask="")).whom_to_ask == ""
    assert Employer().tells(refused) is refused


def test_papers_bear_the_name_and_the_disclaimer_at_their_foot(tmp_path: Path) -> None:
    whose = Employer(name="City of *Elmwood*", disclaimer="Not legal advice.")
    paper = Paper("A memo", (paragraph("Words."),), foot=whose.foot)
    (page,) = PdfReader(BytesIO(to_pdf(paper))).pages
    assert "City of *Elmwood* · Not legal advice." in page.extract_text()
    write_paper(paper, tmp_path / "memo.docx")
    foot = docx.Document(str(tmp_path / "memo.docx")).sections[0].footer
    assert [line.text for line in foot.paragraphs] == [whose.foot, "A memo\tPage  of "]  # the fields count
    write_paper(Paper("A memo", ()), tmp_path / "plain.docx")
    assert len(docx.Document(str(tmp_path / "plain.docx")).sections[0].footer.paragraphs) == 1


def test_the_desk_gives_its_drafts_that_foot(tmp_path: Path) -> None:
    desk = Desk(Settings(data_dir=tmp_path, employer_name="City of Elmwood"))
    assert desk.draft("Clerk\n\nFiles records and answers the telephone.", format="minnesota").foot == "City of Elmwood"
