"""Citations in legal form."""

from __future__ import annotations

import pytest

from assistant.citing import legal_form
from knowledge.models import Citation, Status


@pytest.mark.parametrize(
    ("pinpoint", "title", "status", "edition", "url", "form"),
    [
        pytest.param(
            "Minn. Stat. 43A.07, subd. 3", "Minn. Stat. 43A.07", "official", "2025", "https://x.example/43A.07",
            "Minn. Stat. § 43A.07, subd. 3 (2025) https://x.example/43A.07", id="statute",
        ),
        pytest.param(
            "Minn. R. 3900.0200, subp. 2", "Minn. R. 3900.0200", "official", "", "",
            "Minn. R. 3900.0200, subp. 2", id="rule without edition",
        ),
        pytest.param(
            "5 CFR 900.603(a)", "5 CFR 900.603", "restated", "2002", "",
            "5 C.F.R. § 900.603(a) (2002; restated; compare with the official text)", id="federal, restated",
        ),
        pytest.param(
            "HR Technician 2, II. Distinguishing Characteristics", "Human Resources Technician 2", "official",
            "06/2025", "",
            "Human Resources Technician 2, HR Technician 2, II. Distinguishing Characteristics (06/2025)",
            id="class specification",
        ),
        pytest.param(
            "Elmwood Civil Service Rules, ¶3", "Elmwood Civil Service Rules", "official", "undated", "",
            "Elmwood Civil Service Rules, ¶3 (undated)", id="a document named by its own title",
        ),
    ],
)  # fmt: skip
def test_a_citation_is_in_legal_form(pinpoint: str, title: str, status: str, edition: str, url: str, form: str) -> None:
    assert legal_form(Citation("s", title, pinpoint, "words", 0, 5, Status(status), edition, url)) == form
