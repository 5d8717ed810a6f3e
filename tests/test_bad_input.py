"""Bad input: each is refused with one clear sentence and exit code 2, and nothing is half-written."""

from __future__ import annotations

import io
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from assistant.cli import main

from .knowledge.parse.conftest import docx_bytes, pdf_bytes

SPANISH = """\
Resumen del puesto. La persona empleada realiza una variedad de actividades técnicas y administrativas en apoyo de la
oficina de recursos humanos. Recibe instrucciones generales de su supervisora y consulta los casos difíciles con ella.

Funciones. Procesa las transacciones de personal, prepara cartas e informes, contesta las preguntas de los empleados
sobre sus beneficios y mantiene los registros al día según las normas de la ciudad y los convenios colectivos vigentes.
"""


def empty(path: Path) -> None:
    path.touch()


def blank(path: Path) -> None:
    path.write_text(" \n\t\n", "utf-8")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)


def locked_pdf(path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf_bytes("Processes personnel transactions."))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def scanned_pdf(path: Path) -> None:
    path.write_bytes(pdf_bytes("", ""))


def cut_pdf(path: Path) -> None:
    path.write_bytes(pdf_bytes("Processes personnel transactions.")[:60])


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (60 * 1024 * 1024))


def cut_docx(path: Path) -> None:
    path.write_bytes(docx_bytes("Processes personnel transactions.")[:-200])


def archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as members:
        members.writestr("readme.txt", "Processes personnel transactions.")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def spanish(path: Path) -> None:
    path.write_text(SPANISH, "utf-8")


def missing(path: Path) -> None:
    assert not path.exists()


def folder(path: Path) -> None:
    path.mkdir()


BAD: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "empty": ("draft.txt", empty, "is empty"),
    "blank": ("draft.txt", blank, "is empty"),
    "40 MB": ("draft.txt", huge, "larger than 10 MB"),
    "locked PDF": ("draft.pdf", locked_pdf, "protected by a password"),
    "scanned PDF": ("draft.pdf", scanned_pdf, "no text, as a scan does"),
    "cut PDF": ("draft.pdf", cut_pdf, "damaged"),
    "ZIP bomb": ("draft.docx", bomb, "unpacks to far more"),
    "cut DOCX": ("draft.docx", cut_docx, "damaged"),
    "other archive": ("draft.docx", archive, "not a Word document"),
    "binary": ("draft.txt", binary, "binary data"),
    "Spanish": ("draft.txt", spanish, "Spanish"),
    "missing": ("draft.txt", missing, "no such file"),
    "a folder": ("draft", folder, "a folder"),
}
DRAFTED = ("empty", "40 MB", "locked PDF", "ZIP bomb", "binary", "Spanish", "missing")
CASES = [
    *((["suggest"], name) for name in BAD),
    *((["suggest", "--json"], name) for name in ("empty", "binary")),
    *((["ingest"], name) for name in BAD),
    *((["draft", "--format", "duluth", "--out", "out.docx"], name) for name in DRAFTED),
]


def kept(folder: Path) -> dict[str, int]:
    """What is in a data folder; the index database's own bookkeeping aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("chroma.sqlite3"))
    return {str(path.relative_to(folder)): path.stat().st_size for path in files}


@pytest.fixture(scope="module")
def data(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder, so that a fault of these tests' subject harms no others."""
    return Path(shutil.copytree(data_dir, tmp_path_factory.mktemp("bad") / "data"))


@pytest.fixture
def complain(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs the command, checks that it only complained, and gives the complaint."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PD_DATA_DIR", str(data))

    def complained(*args: str, stdin: bytes = b"") -> str:
        monkeypatch.setattr(sys, "argv", ["pd-assistant", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        before, beside = kept(data), sorted(tmp_path.rglob("*"))
        with pytest.raises(SystemExit) as exit:
            main()
        said = capsys.readouterr()
        assert (exit.value.code, said.out) == (2, "")
        assert said.err.startswith("pd-assistant: ")
        assert said.err.count("\n") == 1
        assert "Traceback" not in said.err
        assert (kept(data), sorted(tmp_path.rglob("*"))) == (before, beside)
        return said.err

    return complained


@pytest.mark.parametrize(("command", "name"), CASES, ids=lambda case: case if isinstance(case, str) else case[0])
def test_a_bad_file_is_refused(command: list[str], name: str, complain: Callable[..., str], tmp_path: Path) -> None:
    file, make, fault = BAD[name]
    make(tmp_path / file)
    said = complain(*command, file)
    assert re.search(fault, said)
    assert file in said
    assert re.search(r"\. [A-Z][^.]+", said), "it says how to mend it"


@pytest.mark.parametrize(
    ("stdin", "fault"),
    [(b"", "is empty"), (b" \n", "is empty"), (bytes(range(256)), "binary data"), (SPANISH.encode(), "Spanish")],
)
def test_bad_standard_input_is_refused(stdin: bytes, fault: str, complain: Callable[..., str]) -> None:
    said = complain("suggest", stdin=stdin)
    assert fault in said
    assert "standard input" in said


def test_one_bad_file_keeps_the_good_ones_out(complain: Callable[..., str], tmp_path: Path, data: Path) -> None:
    (tmp_path / "good.txt").write_text("43A.07 CLASSIFIED SERVICE.\nSubd. 3. Protest. In writing.\n", "utf-8")
    binary(tmp_path / "bad.txt")
    assert "bad.txt" in complain("ingest", "good.txt", "bad.txt")
    assert not (data / "sources").exists()


def test_a_text_of_which_nothing_could_be_cited(complain: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "signs.txt").write_text("-----\n=====\n", "utf-8")
    assert "--kind" in complain("ingest", "signs.txt")
