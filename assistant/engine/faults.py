"""What can go wrong with a request to a model server: whether to try again, when, and what to tell the user."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_EXCUSE = 200
INSTEAD = "or use --engine offline"
"""How every fault of a model ends: the offline engine is always there."""
_KEY = "the key is not accepted; check OPENAI_API_KEY"
_REFUSALS = {
    300: "it points elsewhere, which is not followed; check OPENAI_BASE_URL",
    401: _KEY,
    403: _KEY,
    404: "there is no such model or address; check OPENAI_MODEL and OPENAI_BASE_URL",
    429: "too many requests, or the quota is used up; wait and try again",
    500: "it failed; try again later, tell whoever runs it",
}
"""HTTP status, or the hundred it is of -> what it means and how to mend it; for others the server's own words."""
_PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}
"""HTTP status that may be gone in a moment."""
_SPENT = ("insufficient_quota", "billing")
"""A 429 that says one of these does not pass by waiting."""
_FIRST_WAIT, _LONGEST_BACKOFF = 0.5, 8.0


class Trouble(Exception):
    """A request that failed."""

    def __init__(
        self, says: str, status: int = 0, message: str = "", wait: float | None = None, *, passing: bool = False
    ) -> None:
        """``says`` tells what went wrong and how to mend it, as a clause; ``message`` is the server's own words.

        ``status`` is that of HTTP, 0 where there was none; ``wait`` the seconds that the server asks to wait;
        ``passing`` says whether it may help to send the request again.
        """
        super().__init__(says)
        self.says, self.status, self.message, self.wait, self.passing = says, status, message, wait, passing


def refused(status: int, message: str, headers: Mapping[str, str], now: datetime) -> Trouble:
    """The trouble that an HTTP status stands for."""
    why = _REFUSALS.get(status) or _REFUSALS.get(status // 100 * 100)
    if why is None:
        why = f"{message.removeprefix(f'Error code: {status} - ')[:_LONGEST_EXCUSE]}; check OPENAI_MODEL"
    passing = status in _PASSING and not any(word in message for word in _SPENT)
    return Trouble(f"(HTTP {status}): {why}", status, message, wait_asked(headers, now), passing=passing)


def wait_asked(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds a server asks to wait: ``retry-after-ms``, or ``Retry-After`` in seconds or as a date (RFC 9110)."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    try:
        day = parsedate_to_datetime(headers["retry-after"])
    except (KeyError, ValueError):
        return None
    return max(0.0, (day.replace(tzinfo=day.tzinfo or UTC) - now).total_seconds())


def backoff(tried: int) -> float:
    """Seconds to wait after the ``tried``-th failure where the server asks for none: doubling, up to a bound."""
    return float(min(_FIRST_WAIT * 2.0 ** (tried - 1), _LONGEST_BACKOFF))
