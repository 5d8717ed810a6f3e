"""The model engine: says in plain words what verified sentences say, through any OpenAI-compatible server.

The model is given sentences under opaque keys and may cite those keys only. Everything it writes goes through
:func:`assistant.engine.verify.verify` afterwards; passages, deadlines, pinpoints and refusals are never its own.
Nothing but the server's host is contacted: redirects are not followed, and tracing is off even if the environment
turns it on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from assistant.engine.prompt import load_prompt
from assistant.models import Claim, Withheld
from assistant.settings import Settings
from knowledge.errors import EngineError, SettingsError
from knowledge.models import Citation
from knowledge.words import stems

if TYPE_CHECKING:
    from openai import APIError

_OPENAI = "https://api.openai.com/v1"
_TRIES = 2
"""How often a reply is asked for before it counts as unreadable."""
_RETRIES = 1
"""How often a request is sent again where the server was busy or did not answer."""
_LONGEST_EXCUSE = 200
_INSTEAD = "or use --engine offline"
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

_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\]\(", re.I)

Messages = list[tuple[str, str]]
"""(role, text) pairs; the texts are sent as they are."""


class Statement(BaseModel):
    """One statement of a reply and the keys of the evidence it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str
    keys: list[str]


class Reply(BaseModel):
    """What the model returns."""

    model_config = ConfigDict(extra="forbid")

    statements: list[Statement]


class _Unreadable(Exception):
    """The server answered, but not with a reply that can be used; the text says why."""


class ModelEngine:
    """Words the claims of an answer; nothing is imported or contacted before the first question."""

    def __init__(self, settings: Settings) -> None:
        """Raises :class:`SettingsError` where a setting the engine needs is missing or wrong."""
        needed = {
            "OPENAI_API_KEY": settings.openai_api_key.get_secret_value(),
            "OPENAI_MODEL": settings.openai_model,
        }
        missing = [name for name, value in needed.items() if not value.strip()]
        if missing:
            raise SettingsError(f"the engine 'llm' needs {' and '.join(missing)}; set them, {_INSTEAD}")
        self._settings = settings
        self._address = settings.openai_base_url or _OPENAI
        self.host = _host(self._address)
        """The host, and port if it has one, that questions go to."""

    def word(
        self, question: str, evidence: Sequence[Claim], faults: Sequence[Withheld]
    ) -> tuple[list[Claim], list[Withheld]]:
        """The evidence in the model's words, with the citations it rests on, and what is not even worth verifying.

        With ``faults``, only better versions of those statements. Raises :class:`EngineError` where the model cannot be
        reached or does not give a usable reply.
        """
        keyed = {f"K{number}": claim.citations for number, claim in enumerate(evidence, 1)}
        claims: list[Claim] = []
        refused: list[Withheld] = []
        for statement in self._reply(_messages(question, keyed, faults)).statements:
            text = _plain(statement.text)
            citations = tuple(dict.fromkeys(cited for key in statement.keys for cited in keyed.get(key, ())))
            fault = _fault(text, [key for key in statement.keys if key not in keyed])
            if fault:
                refused.append(Withheld(text, fault))
            else:
                claims.append(Claim(text, citations))
        return claims, refused

    def _reply(self, messages: Messages) -> Reply:
        """The reply; one that cannot be used is asked for once more, with the reason."""
        asked = messages
        reason = ""
        for _ in range(_TRIES):
            try:
                return self._call(asked)
            except _Unreadable as error:
                reason = str(error)
                asked = [*messages, ("user", load_prompt("answer").filled("Unreadable", reason=reason))]
        raise EngineError(
            f"the model {self._settings.openai_model!r} at {self.host} gave no usable reply, asked twice: {reason}; "
            f"check OPENAI_BASE_URL, choose a model that can return JSON by a schema (OPENAI_MODEL), {_INSTEAD}"
        )

    def _call(self, messages: Messages) -> Reply:
        """One request, over a connection of its own. Raises :class:`_Unreadable` or :class:`EngineError`."""
        import openai
        from langchain_openai import ChatOpenAI
        from langsmith import tracing_context

        settings = self._settings
        with (
            tracing_context(enabled=False),
            openai.DefaultHttpxClient(follow_redirects=False, timeout=settings.model_timeout) as client,
        ):
            model = ChatOpenAI(
                model=settings.openai_model,
                base_url=self._address,
                api_key=settings.openai_api_key,
                timeout=settings.model_timeout,
                max_retries=_RETRIES,
                temperature=0,
                use_responses_api=False,
                store=_store(self.host),
                openai_proxy=None,
                http_client=client,
            )
            asked = model.with_structured_output(Reply, method="json_schema", strict=True)
            return self._reply_of(lambda: asked.invoke(messages))

    def _reply_of(self, ask: Callable[[], object]) -> Reply:
        """What a request brings; the many ways it can fail as one of our two errors."""
        import openai
        from langchain_openai.chat_models.base import OpenAIRefusalError

        try:
            reply = ask()
        except openai.APIError as error:
            raise EngineError(self._explained(error)) from error
        except openai.LengthFinishReasonError as error:
            raise _Unreadable("it was cut off before its end") from error
        except (openai.ContentFilterFinishReasonError, OpenAIRefusalError) as error:
            raise _Unreadable("it declined to answer") from error
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise _Unreadable("it was not the JSON that was asked for") from error
        if not isinstance(reply, Reply):
            raise _Unreadable("it was empty")
        return reply

    def _explained(self, error: APIError) -> str:
        """What went wrong with a request, where, and how to mend it, in one sentence."""
        import openai

        at = f"the model server at {self.host}"
        if isinstance(error, openai.APITimeoutError):
            wait = f"{self._settings.model_timeout:g} seconds"
            return f"{at} did not answer within {wait}; try again, raise PD_MODEL_TIMEOUT, {_INSTEAD}"
        if isinstance(error, openai.APIConnectionError):
            return f"{at} cannot be reached; check that it runs and that OPENAI_BASE_URL is right, {_INSTEAD}"
        if not isinstance(error, openai.APIStatusError):
            return f"{at} sent what is no answer of such a server; check OPENAI_BASE_URL, {_INSTEAD}"
        status = error.status_code
        why = _REFUSALS.get(status) or _REFUSALS.get(status // 100 * 100)
        if why is None:
            excuse = _plain(error.message).removeprefix(f"Error code: {status} - ")
            why = f"{excuse[:_LONGEST_EXCUSE]}; check OPENAI_MODEL"
        return f"{at} did not serve {self._settings.openai_model!r} (HTTP {status}): {why}, {_INSTEAD}"


def _messages(question: str, keyed: Mapping[str, Sequence[Citation]], faults: Sequence[Withheld]) -> Messages:
    """Instructions, then the material as JSON: what stays the same first, the question last."""
    prompt = load_prompt("answer")
    evidence = [
        {"key": key, "source": cited[0].title, "text": " ".join(" ".join(c.quote for c in cited).split())}
        for key, cited in keyed.items()
    ]
    material = prompt.filled("Material", evidence=_json(evidence), question=_json(question))
    messages = [("system", prompt.filled("Instructions")), ("user", material)]
    if faults:
        named = [{"statement": fault.text, "fault": fault.reason} for fault in faults]
        messages.append(("user", prompt.filled("Faults", faults=_json(named))))
    return messages


def _fault(text: str, unknown: Sequence[str]) -> str:
    """Why a statement cannot be verified at all; empty where it can."""
    if unknown:
        return f"it cites {', '.join(map(_plain, unknown))}, which was not given"
    if not stems(text):
        return "it says nothing that could be checked"
    if _ADDRESS.search(text):
        return "it holds an address or a link"
    return ""


def _host(address: str) -> str:
    """The host and port of a server's address, without a name or password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("OPENAI_BASE_URL is no address of a server; write it as http://127.0.0.1:8080/v1")
    return f"{parts.hostname}:{port}" if port else parts.hostname


def _store(host: str) -> bool | None:
    """OpenAI is asked not to keep the exchange; some other servers refuse a request that has the field at all."""
    return False if host == "openai.com" or host.endswith(".openai.com") else None


def _plain(text: str) -> str:
    """One line, without characters that do not print."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
