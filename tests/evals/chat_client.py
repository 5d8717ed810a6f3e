"""A browser tab without the browser: speaks to a served chat over its websocket, in Streamlit's own messages.

What a tab costs here is a few messages, so that twenty of them measure the server and not the machine's browsers.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 300
"""Seconds that a run of the page may take."""


@dataclass
class Tab:
    """One session, with what its page holds now."""

    connection: ClientConnection
    elements: dict[tuple[int, ...], Any] = field(default_factory=dict)
    """Place on the page -> what stands there."""
    states: dict[str, WidgetState] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    """Every message as text, for what must not be in any."""

    @classmethod
    async def open(cls, address: str) -> Self:
        """A tab at ``address``, once its first page is drawn."""
        where = address.replace("http", "ws", 1) + "/_stcore/stream"
        tab = cls(await connect(where, subprotocols=["streamlit"], max_size=None, origin=address))  # type: ignore[list-item]
        await tab.run()
        return tab

    async def close(self) -> None:
        """Closes the tab."""
        await self.connection.close()

    def find(self, kind: str, label: str) -> Any:
        """The element of a kind with that label; raises :class:`LookupError` where the page has none."""
        for element in self.elements.values():
            if element.WhichOneof("type") == kind and getattr(element, kind).label == label:
                return getattr(element, kind)
        raise LookupError(f"the page has no {kind} {label!r}: {self.text()[:2000]}")

    def text(self) -> str:
        """The page as text, as its messages have it."""
        return "\n".join(str(element) for element in self.elements.values())

    async def choose(self, kind: str, label: str, value: str) -> float:
        """Sets a field and lets the page follow; seconds."""
        id = self.find(kind, label).id
        self.states[id] = WidgetState(id=id, string_value=value)
        return await self.run()

    async def press(self, label: str) -> float:
        """Presses a button and waits until the page is drawn; seconds."""
        id = self.find("button", label).id
        return await self.run(WidgetState(id=id, trigger_value=True))

    async def run(self, *pressed: WidgetState) -> float:
        """One run of the page from the click to its end; seconds."""
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.extend([*self.states.values(), *pressed])
        began = time.monotonic()
        await self.connection.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._take(await self.connection.recv()):
                pass
        return time.monotonic() - began

    def _take(self, data: Any) -> bool:
        """Takes in a message; whether it is the last of a run."""
        told = ForwardMsg()
        told.ParseFromString(data)
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.elements.clear()
        elif kind == "delta":
            self.heard.append(str(told.delta))
            place = tuple(told.metadata.delta_path)
            if told.delta.WhichOneof("type") == "new_element":
                self.elements[place] = told.delta.new_element
        return kind == "script_finished"
