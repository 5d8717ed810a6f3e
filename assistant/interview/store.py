"""An interview on disk: one JSON file, put in place whole after every answer."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from assistant.interview.facts import Interview
from knowledge.errors import InputError


def save(interview: Interview, path: Path) -> None:
    """Put the interview in place. Raises :class:`InputError` where it cannot be written."""
    put_in_place(interview.model_dump_json(indent=1) + "\n", path)


def put_in_place(text: str, path: Path) -> None:
    """Write a file beside its place, then rename it: a stop at any moment leaves the old or the new one, whole.

    Raises :class:`InputError` where it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        with suppress(OSError):  # where there is no such folder there is nothing to take away
            part.unlink(missing_ok=True)


def load(path: Path) -> Interview:
    """The interview saved in a file. Raises :class:`InputError` naming the file and the fault."""
    try:
        return Interview.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a file that --save has written") from error
    except (ValidationError, UnicodeDecodeError) as error:
        fault = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": "is not UTF-8"}
        where = ".".join(map(str, fault["loc"])) or "the file"
        raise InputError(
            f"{path}: is no saved interview ({where}: {fault['msg']}); name a file that --save has written"
        ) from error
