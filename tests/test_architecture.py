"""The shape of the house: imports run one way, each outside dependency has one owner, and nothing grows out of hand."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ASSISTANT = Path(__file__).resolve().parents[1] / "assistant"
COMMANDS = tuple(f"assistant.{path.stem}" for path in sorted(ASSISTANT.glob("*cli.py")))
"""The modules of the command line, by their names."""
SKINS = ("app", *COMMANDS, "assistant.terminal", "assistant.ui", "assistant.__main__")
LONGEST_MODULE = 350
LONGEST_FUNCTION = 60

OWNERS: dict[str, tuple[str, ...]] = {
    "bm25s": ("knowledge.search",),
    "bs4": ("knowledge.parse.markup", "knowledge.official.page"),
    "chromadb": ("knowledge.index",),
    "docx": ("assistant.draft", "assistant.redline.word"),
    "httpx": ("knowledge.official.fetch",),
    "holidays": ("assistant.answer.deadlines",),
    "icalendar": ("assistant.answer.calendar",),
    "langchain": ("assistant.engine.openai",),
    "langchain_core": ("assistant.engine.openai",),
    "langchain_openai": ("assistant.engine.openai",),
    "lxml": ("knowledge.parse.word_xml",),
    "mammoth": ("knowledge.parse.word", "knowledge.parse.word_lists"),
    "onnxruntime": ("knowledge.embed",),
    "openpyxl": ("knowledge.tables",),
    "openai": ("assistant.engine.openai",),
    "py3langid": ("knowledge.parse.language",),
    "pydantic_settings": ("assistant.settings",),
    "pypdf": ("knowledge.parse.pdf",),
    "soupsieve": ("knowledge.official.page",),
    "sklearn": (
        "assistant.classify.precedents",
        "assistant.classify.vectors",
        "assistant.evaluation",
    ),
    "Stemmer": ("knowledge.words",),
    "streamlit": ("app", "assistant.ui"),
    "tokenizers": ("knowledge.embed",),
    "pypdfium2": ("knowledge.parse.ocr",),
    "pytesseract": ("knowledge.parse.ocr",),
    "tqdm": ("assistant.terminal",),
    "alembic": ("assistant.cases", "assistant.database", "assistant.talks"),
    "sqlalchemy": ("assistant.cases", "assistant.database", "assistant.talks"),
    "typer": (*COMMANDS, "assistant.terminal"),
    "typst": ("assistant.draft.pdf",),
}
"""Outside package -> the only modules, or packages of modules, that may import it."""

ABANDONED = {"langchain_classic", "langchain_community"}


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    files = [ROOT / "app.py", *(ROOT / "assistant").rglob("*.py"), *(ROOT / "knowledge").rglob("*.py")]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text("utf-8"))


@cache
def imports(module: str) -> frozenset[str]:
    """The modules that ``module`` imports anywhere in it, inside functions too."""
    return frozenset(imported(tree(module)))


def imported(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not used"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def offenders(who: Callable[[str], bool], what: Callable[[str], bool]) -> list[str]:
    """``module -> import`` for each module that ``who`` picks and each of its imports that ``what`` picks."""
    return [
        f"{name} -> {used}" for name in sorted(modules()) if who(name) for used in sorted(imports(name)) if what(used)
    ]


def test_the_reader_of_imports_sees_them_all() -> None:
    code = "import a.b as c\nfrom d import e\ndef f():\n    import g\nif True:\n    from h.i import j, k\n"
    assert set(imported(ast.parse(code))) == {"a.b", "d.e", "g", "h.i.j", "h.i.k"}
    assert within("assistant.ui.ask", "assistant.ui")
    assert not within("assistant.uix", "assistant.ui")
    assert len(modules()) > 50
    assert set(SKINS) <= set(modules())


def test_knowledge_knows_nothing_of_the_assistant() -> None:
    assert offenders(lambda name: within(name, "knowledge"), lambda used: within(used, "assistant", "app")) == []


def test_only_skins_import_skins() -> None:
    assert offenders(lambda name: not within(name, *SKINS), lambda used: within(used, *SKINS)) == []


def test_nouns_import_no_verbs() -> None:
    nouns = ("knowledge.models", "knowledge.errors", "assistant.models")
    allowed = ("knowledge.models", "knowledge.errors")
    assert (
        offenders(
            lambda name: name in nouns,
            lambda used: within(used, "assistant", "knowledge") and not within(used, *allowed),
        )
        == []
    )


@pytest.mark.parametrize("package", sorted(OWNERS))
def test_each_outside_dependency_has_one_owner(package: str) -> None:
    assert offenders(lambda name: not within(name, *OWNERS[package]), lambda used: within(used, package)) == []


def test_nothing_abandoned_is_imported() -> None:
    assert offenders(lambda _: True, lambda used: within(used, *ABANDONED)) == []


def test_modules_are_about_one_thing() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_fit_a_screen() -> None:
    lengths = {
        f"{name}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
