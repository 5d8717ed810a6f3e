"""What a model costs: tokens counted, priced by the settings alone, and held to a rate and a budget.

A budget is one of the program's run; in the chat it is shared by all who use it. It is looked at before a request is
sent, and a reply is capped at what is left, so that it is overdrawn by no more than a prompt.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from assistant.settings import Settings
from knowledge.errors import EngineError, SettingsError

_MINUTE = 60.0
_MILLION = 1_000_000
_CHARACTERS = 4
"""So many characters are counted as a token where the server does not say how many it counted."""
_LEAST = 16
"""A reply of fewer tokens says nothing."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a number of requests took."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    """Whether a server did not say how many tokens it counted, so that they were reckoned from the text's length."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.requests + other.requests,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.estimated or other.estimated,
        )

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


def reckoned(sent: str, received: str) -> Usage:
    """The usage of a request of which the server told none."""
    return Usage(1, len(sent) // _CHARACTERS + 1, len(received) // _CHARACTERS + 1, estimated=True)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in and out, in whatever currency the settings were written in; 0 is not known."""

    tokens_in: float
    tokens_out: float

    def of(self, usage: Usage) -> float | None:
        """The cost of ``usage``; nothing where no price was set."""
        if not (self.tokens_in or self.tokens_out):
            return None
        return (usage.tokens_in * self.tokens_in + usage.tokens_out * self.tokens_out) / _MILLION


class Meter:
    """Counts what is used, makes requests wait for the rate, and stops them at the budget. Safe between threads."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises :class:`SettingsError` where a budget is set in money and no price is."""
        self.price = Price(settings.model_price_in, settings.model_price_out)
        if settings.model_budget and self.price.of(Usage()) is None:
            raise SettingsError(
                "PD_MODEL_BUDGET needs PD_MODEL_PRICE_IN and PD_MODEL_PRICE_OUT, the price of a million tokens; "
                "set them, or limit the tokens with PD_MODEL_TOKENS"
            )
        self._settings, self._clock, self._sleep = settings, clock, sleep
        self._lock = Lock()
        self._sent: deque[float] = deque()
        self.used = Usage()

    def admit(self) -> int | None:
        """Let one request pass, after as long a wait as the rate asks for; how many tokens its reply may have.

        Raises :class:`EngineError` where the budget is used up. ``None`` is no limit.
        """
        left = self._left()
        if left is not None and left < _LEAST:
            raise EngineError(
                f"the budget of this run is used up ({self.told(self.used)}); raise PD_MODEL_BUDGET or "
                "PD_MODEL_TOKENS, start the program anew, or use --engine offline"
            )
        self._sleep(self._wait())
        return left

    def add(self, usage: Usage) -> None:
        """Count what a request took."""
        with self._lock:
            self.used += usage

    def told(self, usage: Usage) -> str:
        """``usage`` in words, with its cost where there are prices."""
        about = "about " if usage.estimated else ""
        cost = self.price.of(usage)
        requests = "1 request" if usage.requests == 1 else f"{usage.requests} requests"
        words = f"{requests}, {about}{usage.tokens_in} tokens sent and {about}{usage.tokens_out} received"
        return words if cost is None else f"{words}, cost {about}{cost:.4f}"

    def json(self, usage: Usage) -> dict[str, object]:
        """``usage`` as other programs read it."""
        return {
            "requests": usage.requests,
            "tokens_in": usage.tokens_in,
            "tokens_out": usage.tokens_out,
            "estimated": usage.estimated,
            "cost": self.price.of(usage),
        }

    def since(self, before: Usage) -> Usage:
        """What was used after ``before`` was."""
        now = self.used
        return replace(
            now,
            requests=now.requests - before.requests,
            tokens_in=now.tokens_in - before.tokens_in,
            tokens_out=now.tokens_out - before.tokens_out,
        )

    def _left(self) -> int | None:
        """The tokens that the budgets leave for a reply."""
        limits = []
        if self._settings.model_tokens:
            limits.append(self._settings.model_tokens - self.used.tokens)
        if self._settings.model_budget:
            money = self._settings.model_budget - (self.price.of(self.used) or 0.0)
            limits.append(int(money * _MILLION / (self.price.tokens_out or self.price.tokens_in)))
        return min(limits, default=None)

    def _wait(self) -> float:
        """Seconds until the rate allows one more request, which is counted as sent then."""
        rate = self._settings.model_rate
        if not rate:
            return 0.0
        with self._lock:
            now = self._clock()
            while self._sent and now - self._sent[0] >= _MINUTE:
                self._sent.popleft()
            start = now if len(self._sent) < rate else self._sent[-rate] + _MINUTE
            self._sent.append(max(now, start))
            return max(0.0, start - now)
