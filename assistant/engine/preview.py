"""What would be sent to a model, to the letter, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args, get_origin

from assistant.engine.beside import Beside
from assistant.engine.outgoing import Outgoing, outgoing
from assistant.engine.reply import Heard, Part, Result
from assistant.engine.wording import Judged, word
from assistant.models import Claim, Withheld


class Preview:
    """Stands where a model would, keeps what it is asked, masked as it would leave, and says nothing."""

    second_opinion = False

    def __init__(self) -> None:
        self.outgoing: list[Outgoing] = []

    def beside(self, text: str) -> Beside:
        """This, with a text that is read for names."""
        return Beside(self, text)

    def reply(
        self, task: str, parts: Sequence[Part], result: type[Result], heard: Heard | None = None, beside: str = ""
    ) -> Result:
        """Keeps the messages; the reply says nothing."""
        del heard
        self.outgoing.append(outgoing(task, parts, beside))
        return result.model_validate({name: _nothing(field.annotation) for name, field in result.model_fields.items()})

    def word(
        self,
        question: str,
        evidence: Sequence[Claim],
        faults: Sequence[Withheld],
        heard: Callable[[Judged], None] | None = None,
    ) -> tuple[list[Claim], list[Withheld]]:
        """Keeps what a model would be asked for an answer."""
        return word(self, question, evidence, faults, heard)


def _nothing(annotation: Any) -> Any:
    """What says nothing: no list, no text, and of several words the last, which decides least."""
    if get_origin(annotation) is list:
        return []
    return get_args(annotation)[-1] if get_origin(annotation) is Literal else ""
