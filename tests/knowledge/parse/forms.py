"""Word forms made on the spot: content controls, fields of old forms, boxes of text, lists, comments."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add(paragraph: Paragraph, xml: str, more: str = "") -> None:
    """Put a fragment at the end of a paragraph; its namespaces are declared here."""
    wrapper = parse_xml(f"<w:p {nsdecls('w', 'wp', 'a')} {W14} {more}>{xml}</w:p>")
    for child in list(wrapper):
        paragraph._p.append(child)


def text_control(paragraph: Paragraph, words: str, *, prompt: bool = False, kind: str = "<w:text/>") -> None:
    """A content control; with ``prompt`` nobody has filled it in, and it shows what to do."""
    shows = "<w:showingPlcHdr/>" if prompt else ""
    add(
        paragraph,
        f"<w:sdt><w:sdtPr>{shows}{kind}</w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def check_control(paragraph: Paragraph, checked: bool) -> None:
    sign, value = ("☒", "1") if checked else ("☐", "0")
    kind = f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>'
    text_control(paragraph, sign, kind=kind)


def choice_control(paragraph: Paragraph, *entries: str, chosen: str) -> None:
    listed = "".join(f'<w:listItem w:displayText="{entry}" w:value="{entry}"/>' for entry in entries)
    text_control(paragraph, chosen, kind=f"<w:dropDownList>{listed}</w:dropDownList>")


def old_field(paragraph: Paragraph, instruction: str, data: str, result: str = "") -> None:
    """A field of a form made before content controls."""
    add(
        paragraph,
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F"/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def old_check(paragraph: Paragraph, checked: bool) -> None:
    old_field(paragraph, "FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(checked)}"/></w:checkBox>')


def old_choice(paragraph: Paragraph, *entries: str, chosen: int) -> None:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    old_field(paragraph, "FORMDROPDOWN", f'<w:ddList><w:result w:val="{chosen}"/>{listed}</w:ddList>')


def box(paragraph: Paragraph, words: str, *, fallback: bool = True) -> None:
    """A box of text as Word writes it: once for newer and once for older programs."""
    content = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    older = f"<mc:Fallback><w:pict><v:oval><v:textbox>{content}</v:textbox></v:oval></w:pict></mc:Fallback>"
    add(
        paragraph,
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f"<wps:txbx>{content}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"{older if fallback else ''}</mc:AlternateContent></w:r>",
        SHAPES,
    )


def tracked(paragraph: Paragraph, kind: str, words: str) -> None:
    text = "delText" if kind in {"del", "moveFrom"} else "t"
    mark = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    add(paragraph, f'<w:{kind} {mark}><w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r></w:{kind}>')


def numbering(document: Document, number: int, *levels: tuple[str, str], restart: int = 0) -> None:
    """A list of the document's own; each level is a format and a pattern, as ``decimal`` and ``%1.``."""
    root = document.part.numbering_part.element
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (format_, pattern) in enumerate(levels)
    )
    if levels:
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{made}</w:abstractNum>')
        root.findall("{*}abstractNum")[-1].addnext(abstract)
    kind = number if levels else restart
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'))


def item(document: Document, words: str, number: int, level: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(words)
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
    return paragraph


def blank() -> Document:
    document: Document = docx.Document()
    return document
