"""The one tree of errors. A message says what is wrong, where, and how to mend it.

::

    AssistantError                 anything we raise on purpose          exit code 1
    ├── InputError                 the input is at fault                 exit code 2
    │   ├── UnreadableDocument     a file that cannot be read as text
    │   ├── UnknownName            a plan, class, source or format that does not exist
    │   └── SettingsError          a setting is missing or wrong
    ├── IndexDamaged               the retrieval index cannot be opened: it is rebuilt
    ├── EngineError                a live model call failed
    └── FetchError                 an official page could not be fetched or is not the page that was meant
"""

from __future__ import annotations


class AssistantError(Exception):
    """Anything raised on purpose; its text is fit to be shown to a user."""

    exit_code = 1


class InputError(AssistantError):
    """What the user gave cannot be used; the text says what, where and how to mend it."""

    exit_code = 2


class UnreadableDocument(InputError):
    """A file that cannot be read as text."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        super().__init__(f"{name}: {problem}. {mend}")
        self.name, self.problem, self.mend = name, problem, mend


class UnknownName(InputError):
    """A plan, class, source or format that does not exist; names those that do."""

    def __init__(self, what: str, name: str, known: list[str]) -> None:
        listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        super().__init__(f"there is no {what} named {name!r}; known: {listed or 'none'}")
        self.what, self.name, self.known = what, name, known


class SettingsError(InputError):
    """A setting is missing or wrong."""


class IndexDamaged(AssistantError):
    """The retrieval index cannot be opened."""


class EngineError(AssistantError):
    """A live model call failed."""


class FetchError(AssistantError):
    """An official page that could not be fetched, or that is not the page that was meant."""

    def __init__(self, where: str, problem: str, mend: str) -> None:
        super().__init__(f"{where}: {problem}. {mend}")
        self.where, self.problem, self.mend = where, problem, mend
