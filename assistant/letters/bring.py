"""What a case brings to its letters: tables and lists of facts, each with what it rests on, by name."""

from __future__ import annotations

from collections.abc import Callable

from assistant.letters import of_classes, of_file, of_position, of_tests
from assistant.letters.brought import Brought
from assistant.letters.letter import Block

BLOCKS: dict[str, Callable[[Brought, str], Block]] = {
    "packet items": of_file.required,
    "missing items": of_file.missing,
    "clock": of_file.clock,
    "change table": of_position.changes,
    "duties": of_position.duties,
    "purpose": of_position.purpose,
    "class concept": of_classes.concept,
    "comparison": of_classes.compared,
    "differences": of_classes.differences,
    "both cases": of_classes.both_cases,
    "classes considered": of_classes.classes,
    "documents considered": of_file.documents,
    "exhibits": of_file.exhibits,
    "steps taken": of_file.steps,
    "accounts": of_file.accounts,
    "stated": of_file.stated,
    "grounds": of_classes.grounds,
    "questions": of_position.questions,
    "open points": of_position.unsettled,
    "since the decision": of_file.since_decision,
    "change facts": of_position.change_sides,
    "what follows": of_position.follows,
    "protest dates": of_file.protest,
    "supervisory functions": of_tests.ten_functions,
    "functions held": of_tests.functions_held,
    "listed positions": of_tests.listed,
    "near words": of_tests.near_words,
    "like decisions": of_classes.like,
}
"""What a form may insert, by name."""


def insert(brought: Brought, name: str, of: str) -> Block:
    """The block of that name."""
    return BLOCKS[name](brought, of)
