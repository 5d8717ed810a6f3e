"""A model that is also told whose names to look for: in a whole draft or conversation of which only parts are sent.

A name is known as one where a text introduces it (*Incumbent: …*); the duty that mentions it by itself goes out alone.
So what is masked in a part is found in the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.engine.reply import Asked, Heard, Part, Result
from assistant.engine.wording import Judged, word
from assistant.models import Claim, Withheld


@dataclass(frozen=True, slots=True)
class Beside:
    """A model, and the text that is read for names beside all that it is asked; it is never sent."""

    model: Asked
    text: str

    @property
    def second_opinion(self) -> bool:
        """As the model has it."""
        return self.model.second_opinion

    def beside(self, text: str) -> Beside:
        """The same with one more text."""
        return Beside(self.model, f"{self.text}\n\n{text}")

    def reply(
        self, task: str, parts: Sequence[Part], result: type[Result], heard: Heard | None = None, beside: str = ""
    ) -> Result:
        """The model's reply, names found in this text masked in what is sent."""
        return self.model.reply(task, parts, result, heard, f"{self.text}\n\n{beside}")

    def word(
        self,
        question: str,
        evidence: Sequence[Claim],
        faults: Sequence[Withheld],
        heard: Callable[[Judged], None] | None = None,
    ) -> tuple[list[Claim], list[Withheld]]:
        """The evidence of an answer in the model's words."""
        return word(self, question, evidence, faults, heard)
