"""What people ask: one register whose every entry names held passages, searched and answered alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.desk import Desk
from knowledge.asked import read_asked, searched_by
from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.words import stems

LIBRARY = Library(Path("nowhere"))
ISSUES = read_asked(LIBRARY)


def test_no_question_and_no_wording_is_recorded_twice() -> None:
    said = Counter(question for issue in ISSUES for question in (*issue.asked, issue.words) if question)
    assert [question for question, times in said.items() if times > 1] == []
    assert len(said) > 600


def test_words_say_what_no_question_of_their_issue_says() -> None:
    repeated = [
        issue.words for issue in ISSUES if issue.words and set(stems(issue.words)) <= set(stems(" ".join(issue.asked)))
    ]
    assert repeated == []


def test_an_issue_of_one_party_or_with_a_denial_is_answered_not_only_searched() -> None:
    assert all(issue.asked for issue in ISSUES if issue.party or issue.denies or issue.confirms)


def test_a_passage_is_searched_by_the_wordings_of_the_issues_it_leads() -> None:
    asked = searched_by(ISSUES)
    led = next(issue for issue in ISSUES if issue.words and len(issue.asked) > 1 and len(issue.passages) > 1)
    first, second = (asked.get(passage.id, "") for passage in led.passages[:2])
    assert led.words in first
    assert all(question in first for question in led.asked)
    assert led.asked[0] not in second
    assert len(asked) > 220


def test_a_wording_that_is_only_searched_finds_its_passage(desk: Desk) -> None:
    """A seventh of them, each among the first three."""
    issues = [issue for issue in ISSUES if not issue.asked][::7]
    lost = [i.words for i in issues if i.passages[0] not in [hit.passage for hit in desk.search.find(i.words, 3)]]
    assert len(issues) > 10
    assert lost == []


AT = '"Admin. Procedure 7, Appeals": [Who may appeal]'
FAULTS = [
    ("{at: {" + AT + "}}", "give asked or words"),
    ("{at: {}, asked: [Who appeals]}", "at"),
    ("{asked: [Who appeals]}", "at"),
    ("{at: {" + AT + "}, asked: [Who appeals], deny: ['no']}", "deny"),
    ("{at: {" + AT + "}, asked: [Who appeals], denies: ['(no']}", "no regular expression"),
    ("{at: {" + AT + "}, asked: [Who appeals], party: boss}", "party"),
    ('{at: {"Admin. Procedure 7, Appeals": []}, words: appeals}', "at"),
    ('{at: {"Admin. Procedure 7, Appeals": [Gone]}, words: appeals}', "no passage headed 'Gone' is held at 'Admin"),
    ('{at: {"Admin. Procedure 99": [Gone]}, words: appeals}', "Procedure 99"),
    ("appeals", "entry 1"),
    ("{at: [}", "no YAML"),
]


@pytest.mark.parametrize(("entry", "fault"), FAULTS)
def test_a_faulty_entry_is_named_with_its_fault(entry: str, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "asked.yaml"
    file.write_text(f"protest:\n  - {entry}\n", "utf-8")
    with pytest.raises(InputError, match=r"^asked\.yaml") as raised:
        read_asked(LIBRARY, file)
    assert fault in str(raised.value)


def test_what_makes_an_answer_say_no_is_read_whatever_the_case(tmp_path: Path) -> None:
    file = tmp_path / "asked.yaml"
    file.write_text(
        f"protest:\n  - {{at: {{{AT}}}, asked: [Who appeals], denies: [by phone], confirms: [in writing]}}\n", "utf-8"
    )
    (issue,) = read_asked(LIBRARY, file)
    assert issue.passages[0].heading[-1] == "Who may appeal, and to whom"
    assert [issue.opening(text) for text in ("BY PHONE?", "In writing?", "When?")] == ["No.", "Yes.", ""]
