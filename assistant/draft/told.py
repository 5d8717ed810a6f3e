"""A drafted description as JSON, with the levels picked, their reasons, and what each next level would need."""

from __future__ import annotations

from typing import Any

from assistant.contract import citation_json
from assistant.draft.levels import level_names, neighbours
from assistant.models import Block, Draft, Section


def draft_json(draft: Draft) -> dict[str, Any]:
    """``{"title", "format", "sections": [{"heading", "level"?, "blocks"}], "notes"}``."""
    return {
        "title": draft.title,
        "format": draft.format,
        "sections": [_section(section) for section in draft.sections],
        "notes": list(draft.notes),
    }


def _section(section: Section) -> dict[str, Any]:
    level = {
        "picked": section.level,
        "name": level_names().get(section.level, ""),
        "reason": section.reason,
        "instead": [{"level": code, "if": fact} for code, fact in neighbours(section.level)],
    }
    return {
        "heading": section.heading,
        **({"level": level} if section.reason else {}),
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"text": block.text, "origin": block.origin.name.lower(), "marker": block.marker}
    return {**found, "citation": citation_json(block.citation)} if block.citation else found
