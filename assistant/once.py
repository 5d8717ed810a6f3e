"""What is made once, however many ask for it at the same moment.

Each part has a lock of its own, so that nobody waits for what they did not ask for: a list of cases is there while the
index is still being built. What is made may need something else that is made once; since nothing can need itself, no
two threads wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar, overload

_Made = TypeVar("_Made")


class once(cached_property[_Made]):  # noqa: N801 - read like the decorator it replaces
    """A cached property that is made by the first thread to ask; the others wait for it."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        super().__init__(make)
        self._making = RLock()

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> once[_Made]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> _Made: ...
    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> once[_Made] | _Made:
        with self._making:
            return super().__get__(instance, owner)


class OnceEach(dict[str, _Made]):
    """By name, what is made for a name by the first thread to ask for it; taken out, it is made again."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make
        self._making: dict[str, RLock] = {}

    def __missing__(self, name: str) -> _Made:
        with self._making.setdefault(name, RLock()):
            if name not in self:
                self[name] = self._make(name)
            return self[name]
