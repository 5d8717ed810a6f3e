"""JSON lines from outside: one object a line, validated, each fault named with its file and line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.errors import InputError

Line = TypeVar("Line", bound=BaseModel)


def read_lines(path: Path, line_type: type[Line]) -> Iterator[tuple[int, Line]]:
    """The lines of a file (``.gz`` as it is), numbered from 1; blank ones are passed over.

    Raises :class:`InputError` naming the file, the line and the fault.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    number = 0
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line_type.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(map(str, fault["loc"])) or "the line"
            raise InputError(f"{path}, line {number}: {where}: {fault['msg']}") from error
        except (UnicodeDecodeError, gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise InputError(f"{path}: is not JSON lines in UTF-8 ({error})") from error
