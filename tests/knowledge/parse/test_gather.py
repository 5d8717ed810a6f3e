"""Folders and archives: every document in a fixed order, all else said with its reason, nothing hostile opened."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.parse import archive
from knowledge.parse import gather as gather_module
from knowledge.parse.gather import Found, PassedOver, gather

from .conftest import docx_bytes


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def seen(*paths: Path) -> list[str]:
    return [item.name for item in gather(paths) if isinstance(item, Found)]


def passed(*paths: Path) -> dict[str, str]:
    return {Path(item.name).name: item.why for item in gather(paths) if isinstance(item, PassedOver)}


def refusal(path: Path) -> str:
    (error,) = (item for item in gather([path]) if isinstance(item, UnreadableDocument))
    return str(error)


def test_a_folder_is_read_to_its_depth_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.html", "b/Z.MD", "a.pdf", "plain"):
        (tmp_path / name).write_text("Words.")
    assert [Path(name).name for name in seen(tmp_path)] == ["a.pdf", "Z.MD", "a.html", "c.txt", "plain"]


def test_what_is_no_document_is_said_with_the_reason(tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$open.docx", "photo.png", "old.doc"):
        (tmp_path / name).write_text("Words.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "notes.txt").write_text("Words.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "photo.png")
    assert seen(tmp_path) == []
    assert passed(tmp_path) == {
        ".hidden.txt": "hidden",
        "~$open.docx": "hidden",
        "notes.txt": "hidden",
        "photo.png": "a .png file, no document that can be read",
        "old.doc": "a .doc file, no document that can be read",
        "link.txt": "a link",
    }


def test_an_archive_and_one_within_it_are_opened(tmp_path: Path) -> None:
    inner = zipped(**{"deep.txt": b"Deep."})
    path = tmp_path / "all.zip"
    path.write_bytes(zipped(**{"a.txt": b"A.", "sub__b.docx": docx_bytes("B."), "in.zip": inner, "x.png": b""}))
    assert seen(path) == [f"{path}/a.txt", f"{path}/in.zip/deep.txt", f"{path}/sub/b.docx"]
    contents = [item.read()[:4] for item in gather([path]) if isinstance(item, Found)]
    assert contents == [b"A.", b"Deep", b"PK\x03\x04"]
    assert passed(path) == {"x.png": "a .png file, no document that can be read"}


def test_a_word_document_is_no_archive_of_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes("A."))
    assert seen(path) == [str(path)]


def bomb() -> bytes:
    return zipped(**{f"{n}.txt": b"\0" * 10_000_000 for n in range(4)})


def encrypted() -> bytes:
    data = bytearray(zipped(**{"a.txt": b"A."}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


HOSTILE = {
    "a bomb": (bomb, "unpacks to far more than documents hold"),
    "too deep": (lambda: zipped(**{"a.zip": zipped(**{"b.zip": zipped(**{"c.txt": b"C"})})}), "too deep"),
    "a way out": (lambda: zipped(**{"..__..__etc__passwd.txt": b"x"}), "points outside of it"),
    "an absolute path": (lambda: zipped(**{"__etc__passwd.txt": b"x"}), "points outside of it"),
    "a drive": (lambda: zipped(**{"C:\\x.txt": b"x"}), "points outside of it"),
    "a password": (encrypted, "protected by a password"),
    "cut short": (lambda: zipped(**{"a.txt": b"A." * 500})[:-30], "is damaged"),
    "too large a member": (lambda: zipped(**{"a.txt": random.Random(0).randbytes(11_000_000)}), "larger than 10 MB"),
}


@pytest.mark.parametrize(("make", "fault"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_archive_is_refused_and_hinders_no_other(
    make: Callable[[], bytes], fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make())
    (tmp_path / "b.txt").write_text("Words.")
    assert fault in refusal(path)
    assert seen(tmp_path)[-1:] == [str(tmp_path / "b.txt")]


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(**{f"{n}.txt": b"A." for n in range(3)}))
    assert "holds 3 files, more than 2" in refusal(path)


def test_all_archives_of_a_call_share_one_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather_module._Room.__init__, "__defaults__", (30,))
    (tmp_path / "a.zip").write_bytes(zipped(**{"a.txt": b"A" * 20}))
    (tmp_path / "b.zip").write_bytes(zipped(**{"b.txt": b"B" * 20}))
    assert seen(tmp_path) == [f"{tmp_path}/a.zip/a.txt"]
    assert "the archives unpack to far more" in refusal(tmp_path)
