"""What several of these tests share: the corpus, and small documents made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest

from knowledge.models import Source
from knowledge.parse.document import read_document
from knowledge.parse.ingest import parse_document

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"

MANUAL = "mn_job_audit_manual_appendix_d.txt"
CLASS_SPEC = "mn_hr_technician_2_class_spec.txt"
DULUTH = "duluth_hr_technician_revision_2023.txt"


@cache
def _parsed(name: str) -> tuple[Source, ...]:
    return tuple(parse_document(read_document(CORPUS / name), name))


@pytest.fixture
def corpus() -> Callable[[str], dict[str, Source]]:
    """The sources of a corpus document, by id."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus is not at {CORPUS}")
    return lambda name: {source.id: source for source in _parsed(name)}


def pinpoints(source: Source) -> list[str]:
    return [passage.pinpoint for passage in source.passages]


def docx_bytes(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_bytes(*pages: str) -> bytes:
    """A PDF of one line of text a page, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        content = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET" if page else ""
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    body = "%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
