"""A citation as it is put into a letter or a brief: the provision in legal form, edition, status and address.

The forms are those of Minnesota's courts and of the Code of Federal Regulations: ``Minn. Stat. § 43A.07, subd. 3``,
``Minn. R. 3900.0200, subp. 2``, ``5 C.F.R. § 900.603(a)``. What has no such form is cited by its title and pinpoint.
"""

from __future__ import annotations

import re

from knowledge.models import Citation, Status

_FORMS = (
    (re.compile(r"^Minn\. Stat\. (?=\d)"), "Minn. Stat. § "),
    (re.compile(r"^(\d+) CFR (?=\d)"), r"\1 C.F.R. § "),
)
_RESTATED = "restated; compare with the official text"


def _says_its_title(cited: Citation) -> bool:
    """Whether the pinpoint begins with the source's own name, or is it: ``Elmwood Civil Service Rules, ¶3``."""
    return cited.title.startswith(cited.pinpoint) or cited.pinpoint.startswith(f"{cited.title},")


def legal_form(cited: Citation) -> str:
    """The citation in one line, without the quotation."""
    where = cited.pinpoint
    for pattern, form in _FORMS:
        where = pattern.sub(form, where)
    if where == cited.pinpoint and not where.startswith("Minn. R. ") and not _says_its_title(cited):
        where = f"{cited.title}, {where}"
    about = [cited.edition, _RESTATED if cited.text_status is Status.RESTATED else ""]
    told = "; ".join(filter(None, about))
    return " ".join(filter(None, (where, f"({told})" if told else "", cited.url)))
