"""What is made once, however many ask for it at the same moment."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import Any, TypeVar, overload

_Made = TypeVar("_Made")
MAKING = RLock()
"""One for all: what is made may need something else that is made once, and two locks could wait for each other."""


class once(cached_property[_Made]):  # noqa: N801 - read like the decorator it replaces
    """A cached property that is made by the first thread to ask; the others wait for it."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> once[_Made]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> _Made: ...
    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> once[_Made] | _Made:
        with MAKING:
            return super().__get__(instance, owner)
