"""The whole packet: every file opened and held against the manifest, and what happens when it cannot be made."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from pypdf import PdfReader

from assistant.desk import Desk
from assistant.models import Draft
from assistant.packet.packet import Order, Packet, to_zip, write_packet
from assistant.packet.revision import description
from assistant.redline.paragraphs import paragraphs
from knowledge.errors import InputError, UnknownName
from knowledge.parse.document import read_bytes
from tests.packet.samples import NEW, OLD, order

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = ["0-contents", "1-description", "2-redline", "3-memo", "4-organization-chart", "5-comparison"]


@pytest.fixture(scope="module")
def packet(desk: Desk) -> Packet:
    return desk.packet(order())


@pytest.fixture(scope="module")
def opened(packet: Packet) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_zip(packet))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def words(opened: dict[str, bytes], name: str) -> str:
    return " ".join(read_bytes(opened[name], name).split())


def test_every_document_is_there_as_word_and_pdf_and_is_what_the_manifest_says(opened: dict[str, bytes]) -> None:
    manifest = json.loads(opened["manifest.json"])
    listed = {one["name"]: one for one in manifest["files"]}
    assert list(listed) == [f"{name}.{kind}" for name in DOCUMENTS for kind in ("docx", "pdf")]
    assert set(listed) == set(opened) - {"manifest.json"}
    for name, one in listed.items():
        assert one["sha256"] == hashlib.sha256(opened[name]).hexdigest()
        assert one["bytes"] == len(opened[name])
        assert one["what"]


def test_the_page_for_people_tells_the_same_digests(opened: dict[str, bytes]) -> None:
    page = words(opened, "0-contents.docx")
    told = re.sub(r"[^0-9a-z.-]", "", page)
    for one in json.loads(opened["manifest.json"])["files"][2:]:
        assert one["sha256"] in told
        assert one["name"] in told
    for said in (
        "Civil Service Board decides",
        "made on: 2026-03-02",
        "unions: the Harbor Guild",
        "confirmed by A. Writer",
    ):
        assert said in page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_file_opens_and_word_says_what_the_pdf_says(opened: dict[str, bytes], name: str) -> None:
    document = docx.Document(io.BytesIO(opened[f"{name}.docx"]))
    reader = PdfReader(io.BytesIO(opened[f"{name}.pdf"]))
    assert document.paragraphs
    assert document.core_properties.title
    assert reader.metadata is not None
    assert reader.metadata.title == document.core_properties.title
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    if name != "2-redline":  # tracked there, marked here
        word, pdf = (_letters(read_bytes(opened[f"{name}.{kind}"], f"x.{kind}")) for kind in ("docx", "pdf"))
        assert len(set(word.split()) & set(pdf.split())) >= 0.9 * len(set(word.split()))


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z]{4,}", text.lower()))


def test_the_redline_accepted_is_the_clean_description_and_rejected_the_old_one(
    opened: dict[str, bytes], desk: Desk
) -> None:
    clean = [p.text for p in paragraphs(description(_draft(desk)))]
    with zipfile.ZipFile(io.BytesIO(opened["2-redline.docx"])) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    assert _settled(body, {"del", "moveFrom"}) == clean
    assert _settled(body, {"ins", "moveTo"}) == [p.text for p in paragraphs(OLD)]
    read = [line.split("\t")[-1] for line in _document_lines(opened["1-description.docx"])]
    assert [line for line in clean if ":" not in line and _bare(line) not in " ".join(read)] == []


def _draft(desk: Desk) -> Draft:
    return desk.draft(NEW, format="duluth")


def _bare(line: str) -> str:
    return re.sub(r"^(?:\d+|[A-Z])\. ", "", line)


def _document_lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def _settled(body: ElementTree.Element, dropped: set[str]) -> list[str]:
    text = ""
    for paragraph in body.iter(f"{W}p"):
        for child in paragraph:
            if child.tag.removeprefix(W) not in dropped:
                text += "".join(t.text or "" for t in child.iter() if t.tag in (f"{W}t", f"{W}delText"))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        text += "" if mark is not None and any(e.tag.removeprefix(W) in dropped for e in mark) else "\n"
    return [line for line in text.split("\n") if line]


def test_same_input_same_bytes(desk: Desk, opened: dict[str, bytes]) -> None:
    again = desk.packet(order())
    assert {one.name: one.data for one in again.files} == opened
    assert to_zip(again) == to_zip(desk.packet(order()))


def test_another_day_changes_only_what_bears_the_day(desk: Desk, packet: Packet) -> None:
    later = desk.packet(replace(order(), made=order().made.replace(year=2027)))
    changed = [a.name for a, b in zip(packet.files, later.files, strict=True) if a.data != b.data]
    assert changed == ["manifest.json", "0-contents.docx", "0-contents.pdf", "2-redline.docx"]


def test_without_an_old_description_there_is_no_redline_and_nothing_is_said_to_be_revised(desk: Desk) -> None:
    found = desk.packet(order(old="  \n"))
    assert not [one for one in found.files if "redline" in one.name]
    (memo,) = [one for one in found.files if one.name == "3-memo.docx"]
    told = read_bytes(memo.data, memo.name)
    assert '"Revised" or "New"' in told
    assert "revision marked" not in told


def test_a_class_named_or_requested_moves_nothing(desk: Desk) -> None:
    plain = desk.packet(order(format="minnesota")).manifest
    named = desk.packet(
        order(
            format="minnesota",
            class_title="Accounting Director",
            facts=order().facts.model_copy(update={"requested_class": "Actuary"}),
        )
    )
    assert named.manifest["sources"] == plain["sources"]
    (comparison,) = [one for one in named.files if one.name == "5-comparison.docx"]
    told = read_bytes(comparison.data, comparison.name)
    for title in ("Accounting Director", "Actuary"):
        assert f"The class {title} was named for the description. It was noted and weighs nothing here" in told


@pytest.mark.parametrize("place", ["folder.zip", "nowhere/x.zip", "x.docx", "/proc/x.zip"])
def test_a_place_that_cannot_be_written_to_is_one_clear_line_and_leaves_nothing(
    packet: Packet, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder.zip").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError) as raised:
        write_packet(packet, tmp_path / place)
    assert "\n" not in str(raised.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_stands_there_already_is_kept_whole_when_writing_fails(
    packet: Packet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "p.zip"
    out.write_bytes(b"before")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left"):
        write_packet(packet, out)
    assert [one.name for one in tmp_path.iterdir()] == ["p.zip"]
    assert out.read_bytes() == b"before"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (order(old=NEW), "are the same"),
        (order(old=f"  {NEW}\n\n"), "are the same"),
        (order(new=" \n "), "is empty"),
        (order(format="nowhere"), "no format named 'nowhere'"),
        (order(plan="nowhere"), "no class plan named 'nowhere'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_the_input_is_one_clear_line(desk: Desk, wrong: Order, says: str) -> None:
    with pytest.raises((InputError, UnknownName)) as raised:
        desk.packet(wrong)
    assert says in str(raised.value)


def test_libreoffice_opens_every_word_file(opened: dict[str, bytes], tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    for name in DOCUMENTS:
        (tmp_path / f"{name}.docx").write_bytes(opened[f"{name}.docx"])
    command = [
        soffice,
        f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(tmp_path / f"{name}.docx") for name in DOCUMENTS]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for name in DOCUMENTS:
        assert PdfReader(tmp_path / f"{name}.pdf").pages
