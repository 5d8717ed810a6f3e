"""What would be sent to a model, to the letter, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.engine.outgoing import Outgoing, outgoing
from assistant.engine.reply import Heard, Part, Result
from assistant.engine.wording import Judged, word
from assistant.models import Claim, Withheld


class Preview:
    """Stands where a model would, keeps what it is asked, masked as it would leave, and says nothing."""

    second_opinion = False

    def __init__(self) -> None:
        self.outgoing: list[Outgoing] = []

    def reply(self, task: str, parts: Sequence[Part], result: type[Result], heard: Heard | None = None) -> Result:
        """Keeps the messages; the reply holds no statement."""
        del heard
        self.outgoing.append(outgoing(task, parts))
        return result.model_validate({"statements": []})

    def word(
        self,
        question: str,
        evidence: Sequence[Claim],
        faults: Sequence[Withheld],
        heard: Callable[[Judged], None] | None = None,
    ) -> tuple[list[Claim], list[Withheld]]:
        """Keeps what a model would be asked for an answer."""
        return word(self, question, evidence, faults, heard)
