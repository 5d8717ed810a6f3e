"""The XML of a Word document made plain: what forms, boxes and rarer marks say becomes ordinary text in its place.

Mammoth reads paragraphs, tables, lists and tracked changes. What it passes over is settled here first: check boxes and
drop-down lists of forms, old and new; prompts that nobody has filled in; boxes of text; simple fields; text moved here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

CHECKED, UNCHECKED = "☒", "☐"

_OFF = frozenset({"0", "false", "off"})
_RENAMED = {
    "moveTo": "ins",
    "dstrike": "strike",
    "cr": "br",
    "ptab": "tab",
    "fldSimple": "smartTag",
    "customXml": "smartTag",
    "dir": "smartTag",
    "bdo": "smartTag",
}
"""What Mammoth does not know -> what it reads in the same way."""
_HOLDERS = frozenset({"AlternateContent", "drawing", "pict"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the package, such as ``word/document.xml``, and the namespace of its words."""

    root: Any
    word: str

    def tag(self, name: str) -> str:
        """The full name of an element of WordprocessingML."""
        return f"{{{self.word}}}{name}"

    def all(self, name: str, within: Any = None) -> list[Any]:
        """The elements of a name, in order."""
        return list((self.root if within is None else within).iter(self.tag(name)))

    def is_in(self, element: Any, *names: str) -> bool:
        """Whether an element stands within one of these names."""
        return next(element.iterancestors(*map(self.tag, names)), None) is not None

    def value(self, element: Any, default: str = "") -> str:
        """The ``w:val`` of an element; the default where there is no element."""
        return default if element is None else str(element.get(self.tag("val"), ""))

    def run(self, text: str) -> Any:
        """A run of plain text."""
        run = etree.Element(self.tag("r"))
        words = etree.SubElement(run, self.tag("t"))
        words.text = text
        return run


def parse(content: bytes) -> Part:
    """A part of the package as a tree. Raises :class:`ValueError` where it is no XML."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    return Part(root, etree.QName(root).namespace or "")


def serialise(part: Part) -> bytes:
    """The part as XML again."""
    written: bytes = etree.tostring(part.root, encoding="UTF-8", xml_declaration=True)
    return written


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def keep_names(styles: Part) -> None:
    """Leave of each style what says which one it is and what list it numbers; how it looks is most of a package."""
    for style in list(styles.root):
        if style.tag != styles.tag("style"):
            styles.root.remove(style)
            continue
        for child in list(style):
            if child.tag == styles.tag("pPr"):
                _keep(child, styles.tag("numPr"))
        _keep(style, styles.tag("name"), styles.tag("pPr"))


def _keep(element: Any, *tags: str) -> None:
    for child in list(element):
        if child.tag not in tags:
            element.remove(child)


def settle(part: Part) -> None:
    """Make a part plain, in place."""
    _rename(part)
    for control in part.all("sdt"):
        _settle_control(part, control)
    for field in part.all("ffData"):
        _settle_field(part, field)
    while holders := _boxes(part):
        for holder in holders:
            _unbox(part, holder)


def _rename(part: Part) -> None:
    for name, known in _RENAMED.items():
        for element in part.all(name):
            element.tag = part.tag(known)


def _settle_control(part: Part, control: Any) -> None:
    """A content control: an unfilled one says nothing, a check box shows its state."""
    properties, content = control.find(part.tag("sdtPr")), control.find(part.tag("sdtContent"))
    if properties is None or content is None:
        return
    box = next((child for child in properties if local(child) == "checkbox"), None)
    words = part.all("t", content)
    if box is not None:
        properties.remove(box)  # Mammoth would make a picture of it
        for place, word in enumerate(words):
            word.text = _state(box) if place == 0 else ""
    elif part.value(properties.find(part.tag("showingPlcHdr")), default="0").lower() not in _OFF:
        for word in words:
            word.text = ""


def _state(box: Any) -> str:
    checked = next((child for child in box if local(child) == "checked"), None)
    value = "0" if checked is None else next(iter(checked.attrib.values()), "1")
    return UNCHECKED if value.lower() in _OFF else CHECKED


def _settle_field(part: Part, field: Any) -> None:
    """A field of an old form: its check box or chosen entry as text in front of it. A text field holds its text."""
    begin = field.getparent()
    run = begin.getparent()
    box, choice = field.find(part.tag("checkBox")), field.find(part.tag("ddList"))
    if box is not None:
        run.addprevious(part.run(_old_state(part, box)))
    elif choice is not None:
        entries = [part.value(entry) for entry in choice.findall(part.tag("listEntry"))]
        chosen = choice.find(part.tag("result"))
        given = part.value(chosen if chosen is not None else choice.find(part.tag("default")), default="0")
        number = int(given) if given.isdecimal() else 0
        if number < len(entries):
            run.addprevious(part.run(entries[number]))


def _old_state(part: Part, box: Any) -> str:
    checked = box.find(part.tag("checked"))
    state = checked if checked is not None else box.find(part.tag("default"))
    return UNCHECKED if state is None or part.value(state).lower() in _OFF else CHECKED


def _boxes(part: Part) -> list[Any]:
    """What holds boxes of text, the outermost of those in one another: a drawing, or its newer and older form."""
    found: dict[Any, None] = {}
    for content in part.all("txbxContent"):
        holders = [above for above in content.iterancestors() if local(above) in _HOLDERS]
        if holders:
            found[holders[-1]] = None
    return list(found)


def _unbox(part: Part, holder: Any) -> None:
    """The paragraphs of each box behind the paragraph that it hangs on; the drawing itself goes."""
    forms = holder if local(holder) == "AlternateContent" else [holder]
    shown = next(form for form in forms if part.all("txbxContent", form))
    at = next(holder.iterancestors(part.tag("p")))
    for box in [box for box in part.all("txbxContent", shown) if not part.is_in(box, "txbxContent")]:
        for block in list(box):
            at.addnext(block)
            at = block
    holder.getparent().remove(holder)
