"""The command ``lint``: what a reader would stumble over in a description, as text or JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.contract import citation_json
from assistant.lint.finding import Finding, short
from assistant.terminal import AsJson, open_desk, print_json

_WIDTH = 160


def lint(
    file: Annotated[str, typer.Argument(help="The description, or - for standard input.")] = "-",
    format: Annotated[str, typer.Option(help="The format it is meant for: duluth or minnesota.")] = "",
    as_json: AsJson = False,
) -> None:
    """List what a reader would stumble over in a description, with reason, source and a wording that adds no fact."""
    desk = open_desk()
    text = desk.read(sys.stdin.buffer.read(), "standard input") if file == "-" else desk.read_file(Path(file))
    findings = desk.lint(text, format=format)
    if as_json:
        print_json({"format": format, "findings": [finding_json(finding) for finding in findings]})
    else:
        typer.echo(listed(findings))


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding: its place in the text as read, its reason, its source, and what to write instead."""
    remark = finding.remark
    return {
        "rule": remark.rule,
        "where": asdict(remark.span),
        **({"beside": asdict(remark.beside)} if remark.beside else {}),
        "what": remark.what,
        "why": finding.why,
        "source": citation_json(finding.citation) if finding.citation else None,
        "suggestion": remark.suggestion,
    }


def listed(findings: Sequence[Finding]) -> str:
    """The findings as plain text, in the order of the description's words."""
    if not findings:
        return "Nothing found. That says nothing of whether the description is true or complete."
    count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}; none of them changes the description."
    return "\n\n".join([*(_entry(number, finding) for number, finding in enumerate(findings, 1)), count])


def _entry(number: int, finding: Finding) -> str:
    source = f" ({finding.citation.pinpoint})" if finding.citation else ""
    return (
        f"{number}. {finding.name}: “{short(finding.remark.span.quote, _WIDTH)}”\n"
        f"   {finding.remark.what}\n"
        f"   Why: {finding.why}{source}\n"
        f"   Instead: {finding.remark.suggestion}"
    )
