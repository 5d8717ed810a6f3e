"""Stopping a request to a model from outside, at once, also while its server is silent.

A request runs in a thread of its own and blocks there, for as long as the server takes. What stops it shuts down the
connection, so that the server hears of it too, and no request is sent after that.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any


class Stopped(BaseException):
    """The work was stopped on purpose: no fault, so that nothing catches it as one or tries again."""


@dataclass(slots=True)
class Stop:
    """A switch for the requests made under :func:`stoppable`."""

    stopped: bool = False
    _lock: Lock = field(default_factory=Lock)
    _connections: list[socket.socket] = field(default_factory=list)

    def now(self) -> None:
        """Shut down what is connected, and let nothing be sent any more."""
        with self._lock:
            self.stopped = True
            for connection in self._connections:
                with suppress(OSError):  # it has ended by itself
                    connection.shutdown(socket.SHUT_RDWR)

    def holds(self, connection: socket.socket) -> None:
        """Takes in a connection that was made. Raises :class:`Stopped` where that came too late."""
        with self._lock:
            self._connections.append(connection)
        self.check()

    def check(self) -> None:
        """Raises :class:`Stopped` once it was stopped."""
        if self.stopped:
            raise Stopped


_current: ContextVar[Stop | None] = ContextVar("stop", default=None)


@contextmanager
def stoppable(stop: Stop) -> Iterator[None]:
    """Requests made inside end when ``stop`` says so."""
    token = _current.set(stop)
    try:
        yield
    finally:
        _current.reset(token)


def pressed() -> bool:
    """Whether the request that is being made was stopped."""
    stop = _current.get()
    return stop is not None and stop.stopped


def check() -> None:
    """Raises :class:`Stopped` where the request that would be made was stopped."""
    if stop := _current.get():
        stop.check()


def hooks() -> Mapping[str, list[Callable[..., Any]]]:
    """The event hooks of an HTTP client whose requests can be stopped."""
    return {"request": [_watch]}


def _watch(request: Any) -> None:
    """Before a request is sent: have its connection known as soon as it is made."""
    stop = _current.get()
    if stop is None:
        return
    stop.check()

    def traced(event: str, info: Mapping[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            connection = info["return_value"].get_extra_info("socket")
            if connection is not None:
                stop.holds(connection)

    request.extensions["trace"] = traced
