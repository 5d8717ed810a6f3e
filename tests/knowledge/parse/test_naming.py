"""Names: whose document, of when, and how a class is called for short."""

from __future__ import annotations

import pytest

from knowledge.models import DULUTH, FEDERAL, STATE
from knowledge.parse.naming import UNDATED, UNSTATED, edition, full_title, jurisdiction, place, short_title


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("City of Duluth\n\nLibrarian", DULUTH),
        ("Room 340\nDuluth, Minnesota\n\nTO: Civil Service Board\n\nPlease approve.", DULUTH),
        ("HR: AB\tUnion: Basic\tCSB:\tClass No: 1\nWC: 2\tPay: 9\tEEOF: Admin", DULUTH),
        ("State of Minnesota\nLocation: Duluth\n\nTypes letters for the City of Duluth.", STATE),
        ("Types letters.\nLocation: Duluth, MN 55802", UNSTATED),
        ("KIND AND LEVEL OF WORK\n\nTypes.", STATE),
        ("Employees under Minnesota Statutes, section 43A.01", STATE),
        ("State of Wisconsin\n\nTypes letters.", "State of Wisconsin"),
        ("Hennepin County\n\nTypes letters.", "Hennepin County"),
        ("as 5 CFR 900.603 requires", FEDERAL),
        ("Types letters.", UNSTATED),
    ],
)
def test_jurisdiction(text: str, where: str) -> None:
    assert jurisdiction(text) == where


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Job Audit Manual Fourth Edition, February 2011\n\nA.1", "Job Audit Manual, 4th ed., February 2011"),
        ("Established 05/1974\nRevised 08/1982; 06/2025", "Revised 06/2025"),
        ("Established 05/1974", "Established 05/1974"),
        ("STATUTORY EFF. DATE 12-06-82 REV. DATE ____", "Effective 12-06-82"),
        ("DATE: September 27, 2023", "September 27, 2023"),
        ("2023 Minnesota Statutes\n\n43A.01", "Minnesota Statutes 2023"),
        ("Last revised in 2010 over 10 years ago", UNDATED),
        ("", UNDATED),
    ],
)
def test_edition(text: str, dated: str) -> None:
    assert edition(text) == dated


@pytest.mark.parametrize(
    ("printed", "full", "short"),
    [
        ("Human Resources (HR) Technician 2", "Human Resources Technician 2", "HR Technician 2"),
        ("Human Resources Technician", "Human Resources Technician", "HR Technician"),
        ("Information Technology (IT) Analyst", "Information Technology Analyst", "IT Analyst"),
        ("Electrician, Senior", "Electrician, Senior", "Electrician, Senior"),
        ("Coordinator (HR)", "Coordinator", "Coordinator"),
    ],
)
def test_titles(printed: str, full: str, short: str) -> None:
    assert (full_title(printed), short_title(printed)) == (full, short)


@pytest.mark.parametrize(
    ("where", "name"),
    [(DULUTH, "Duluth"), (STATE, ""), ("Hennepin County", "Hennepin County"), (UNSTATED, "")],
)
def test_place(where: str, name: str) -> None:
    assert place(where) == name
