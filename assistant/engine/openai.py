"""The one seam to a model: any OpenAI-compatible server, hosted or local.

Every request of every task goes out through :meth:`ModelEngine.reply`: counted and priced, held to a rate and a budget,
sent again where the server was busy, in the best form the server takes, and to be kept by nobody (``store=False``).
Nothing but the server's host is contacted: redirects are not followed, and tracing is off even if the environment turns
it on. What a model writes is checked by those who asked for it; nothing here reaches a user.
"""

from __future__ import annotations

import json
import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from assistant.engine import stop
from assistant.engine.beside import Beside
from assistant.engine.faults import INSTEAD, Trouble, backoff, refused
from assistant.engine.habits import Form, Habits, adapted
from assistant.engine.log import Call, CallLog, fingerprint
from assistant.engine.meter import Meter, Usage, reckoned
from assistant.engine.outgoing import Messages, outgoing
from assistant.engine.prompt import load_prompt
from assistant.engine.reply import Heard, Part, Pieces, Result, Unreadable, read_reply
from assistant.engine.wording import Judged, plain, word
from assistant.models import Claim, Withheld
from assistant.settings import Settings
from knowledge.errors import EngineError, SettingsError

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

_OPENAI = "https://api.openai.com/v1"
_TRIES = 2
"""How often a reply is asked for before it counts as unreadable."""
_CUT = ("length", "max_output_tokens", "incomplete")
_DECLINED = "it declined to answer"


@dataclass(slots=True)
class _Reply:
    """What has come of a reply."""

    text: str = ""
    ended: str = ""
    """Why it ended, in the server's word."""
    declined: bool = False
    usage: Usage | None = None


class ModelEngine:
    """A model behind its server; nothing is imported or contacted before the first request."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Raises :class:`SettingsError` where a setting the engine needs is missing or wrong."""
        needed = {
            "OPENAI_API_KEY": settings.openai_api_key.get_secret_value(),
            "OPENAI_MODEL": settings.openai_model,
        }
        missing = [name for name, value in needed.items() if not value.strip()]
        if missing:
            raise SettingsError(f"the engine 'llm' needs {' and '.join(missing)}; set them, {INSTEAD}")
        self._settings, self._clock, self._sleep, self._now = settings, clock, sleep, now
        self._address = settings.openai_base_url or _OPENAI
        self.host = _host(self._address)
        """The host, and port if it has one, that requests go to."""
        self.name = settings.openai_model
        self.second_opinion = settings.model_second_opinion
        """Whether what it said is also put to it as a question of support."""
        self.meter = Meter(settings, clock, sleep)
        self._log = CallLog(settings.data_dir)
        self._habits = Habits()

    def beside(self, text: str) -> Beside:
        """This model, names also looked for in a text of which only parts are sent."""
        return Beside(self, text)

    def reply(
        self, task: str, parts: Sequence[Part], result: type[Result], heard: Heard | None = None, beside: str = ""
    ) -> Result:
        """A model's reply to the parts of a task's prompt; one that cannot be used is asked for once more, with why.

        Personal data, names that ``beside`` introduces among it, is masked in what is sent and put back into the reply.
        With ``heard`` the reply is streamed.
        Raises :class:`EngineError` where the server cannot be reached, fails or
        gives no usable reply, or where the budget is used up.
        """
        out = outgoing(task, parts, beside)
        pieces = Pieces(out.masked.restored, heard) if heard else None
        asked, reason = out.messages, ""
        for _ in range(_TRIES):
            try:
                return out.restored(read_reply(self._sent(task, asked, result, pieces), result))
            except Unreadable as error:
                reason = str(error)
                mend = load_prompt("form").filled("Unreadable", reason=reason, schema=_schema(result))
                asked = [*out.messages, ("user", mend)]
        raise EngineError(
            f"the model {self.name!r} at {self.host} gave no usable reply, asked twice: {reason}; "
            f"check OPENAI_BASE_URL, choose a model that can return JSON by a schema (OPENAI_MODEL), {INSTEAD}"
        )

    def word(
        self,
        question: str,
        evidence: Sequence[Claim],
        faults: Sequence[Withheld],
        heard: Callable[[Judged], None] | None = None,
    ) -> tuple[list[Claim], list[Withheld]]:
        """The evidence of an answer in the model's words, as :func:`assistant.engine.wording.word` says."""
        return word(self, question, evidence, faults, heard)

    def _sent(self, task: str, messages: Messages, result: type[BaseModel], heard: Pieces | None) -> str:
        """The text of a reply: sent again while the trouble may pass, and without what the server refuses."""
        failed = 0
        while True:
            try:
                return self._once(task, messages, result, heard)
            except Trouble as trouble:
                learnt = adapted(self._habits, trouble.message, must_not_store=_of_openai(self.host))
                if trouble.status in (400, 422) and learnt:
                    self._habits = learnt
                    continue
                failed += 1
                wait = backoff(failed) if trouble.wait is None else trouble.wait
                hopeless = not trouble.passing or failed > self._settings.model_retries
                if hopeless or wait > self._settings.model_timeout:
                    raise EngineError(self._told(trouble)) from trouble
                self._sleep(wait)

    def _told(self, trouble: Trouble) -> str:
        """A trouble as one sentence: where, what, and how to mend it."""
        later = f"; it asks to wait {trouble.wait:.0f} seconds" if trouble.wait and trouble.wait >= 1 else ""
        at = f"the model server at {self.host}"
        says = f"did not serve {self.name!r} {trouble.says}" if trouble.status else trouble.says
        return plain(f"{at} {says}{later}, {INSTEAD}")

    def _once(self, task: str, messages: Messages, result: type[BaseModel], heard: Pieces | None) -> str:
        """One request, over a connection of its own. Raises :class:`Unreadable` or :class:`Trouble`."""
        stop.check()
        self._log.ready()
        most = self.meter.admit()
        asked = self._in_form(messages, result)
        reply = _Reply()
        with self._logged(task, [text for _, text in asked], reply):
            with _troubles(self._settings.model_timeout), self._model(most, result) as model:
                self._receive(model, asked, reply, heard)
            if reply.declined or reply.ended == "content_filter":
                raise Unreadable(_DECLINED)
            if reply.ended in _CUT:
                raise Unreadable("it was cut off before its end")
            return reply.text

    @contextmanager
    def _logged(self, task: str, sent: Sequence[str], reply: _Reply) -> Iterator[None]:
        """Count a request and log it, however it ends; what was not answered at all took no tokens."""
        at, outcome = self._now(), "answered"
        try:
            yield
        except Trouble as trouble:
            outcome = f"http {trouble.status}" if trouble.status else "stopped" if stop.pressed() else "no answer"
            raise
        except Unreadable:
            outcome = "unusable"
            raise
        finally:
            usage = reply.usage or (reckoned("".join(sent), reply.text) if reply.text else Usage(1))
            self.meter.add(usage)
            name = re.sub(r"[^\w.:/@+-]", "_", self.name)
            self._log.write(
                Call(at, task, name, self.host, usage.tokens_in, usage.tokens_out, fingerprint(sent), outcome)
            )

    def _receive(self, model: ChatOpenAI, asked: Messages, reply: _Reply, heard: Pieces | None) -> None:
        """Take in the pieces of a reply, as long as they come in time."""
        latest = self._clock() + self._settings.model_timeout
        if heard is None:
            _take(model.invoke(asked), reply)
            return
        for piece in model.stream(asked):
            if _take(piece, reply):
                heard(reply.text)
            if self._clock() > latest:
                raise _late(self._settings.model_timeout)
        if not reply.ended:
            raise Trouble("ended the connection in the middle of its reply; try again", passing=True)

    def _in_form(self, messages: Messages, result: type[BaseModel]) -> Messages:
        """The messages, with the form of the reply in words where the server does not hold the model to it."""
        if self._habits.form is Form.SCHEMA:
            return messages
        return [*messages, ("user", load_prompt("form").filled("Form", schema=_schema(result)))]

    @cached_property
    def _http(self) -> Any:
        """Made once, since reading the certificates takes longer than a short reply; each connection is closed."""
        import openai

        return openai.DefaultHttpxClient(
            follow_redirects=False,
            timeout=self._settings.model_timeout,
            headers={"Connection": "close"},
            event_hooks=stop.hooks(),
        )

    @contextmanager
    def _model(self, most: int | None, result: type[BaseModel]) -> Iterator[ChatOpenAI]:
        """The client for one request."""
        from langchain_openai import ChatOpenAI
        from langsmith import tracing_context

        settings, habits = self._settings, self._habits
        responses = settings.model_api == "responses" or (settings.model_api == "auto" and _of_openai(self.host))
        thinks = bool(settings.model_effort)
        with tracing_context(enabled=False):
            yield ChatOpenAI(
                model=settings.openai_model,
                base_url=self._address,
                api_key=settings.openai_api_key,
                organization=settings.openai_organization or None,
                timeout=settings.model_timeout,
                max_retries=0,
                temperature=0 if habits.temperature and not thinks else None,
                reasoning_effort=settings.model_effort or None,
                use_responses_api=responses,
                output_version="v0",
                store=False if habits.store else None,
                stream_usage=habits.counts,
                openai_proxy=None,
                http_client=self._http,
                extra_body=_extra(habits, most, result, responses=responses) or None,
            )


def _extra(habits: Habits, most: int | None, result: type[BaseModel], *, responses: bool) -> dict[str, Any]:
    """What a request says of the reply's form and length, in the words of either API."""
    extra: dict[str, Any] = {}
    if most is not None:
        extra["max_output_tokens" if responses else habits.cap] = most
    schema = {"name": result.__name__, "schema": result.model_json_schema(), "strict": True}
    form: dict[str, Any] = {"type": "json_object"}
    if habits.form is Form.SCHEMA:
        form = {"type": "json_schema", **schema} if responses else {"type": "json_schema", "json_schema": schema}
    if habits.form is not Form.WORDS:
        extra |= {"text": {"format": form}} if responses else {"response_format": form}
    return extra


def _take(message: BaseMessage, reply: _Reply) -> bool:
    """Add a message, or a piece of one, to the reply; whether it brought text."""
    said = str(message.text)
    reply.text += said
    about, more = message.response_metadata, message.additional_kwargs
    incomplete = about.get("incomplete_details") or {}
    reply.ended = incomplete.get("reason") or about.get("finish_reason") or about.get("status") or reply.ended
    blocks = message.content if isinstance(message.content, list) else []
    reply.declined |= bool(more.get("refusal")) or any(
        isinstance(block, dict) and block.get("type") == "refusal" for block in blocks
    )
    counted = getattr(message, "usage_metadata", None)
    if counted:
        reply.usage = Usage(1, counted["input_tokens"], counted["output_tokens"])
    return bool(said)


@contextmanager
def _troubles(timeout: float) -> Iterator[None]:
    """The many ways in which a request can fail, as our two errors."""
    import openai

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"langchain_openai\b")  # its advice is for programmers
            yield
    except openai.APITimeoutError as error:
        raise _late(timeout) from error
    except openai.APIConnectionError as error:
        raise Trouble(
            "cannot be reached; check that it runs and that OPENAI_BASE_URL is right", passing=True
        ) from error
    except openai.APIStatusError as error:
        found = refused(error.status_code, plain(error.message), error.response.headers, datetime.now(UTC))
        raise found from error
    except openai.APIError as error:
        raise Trouble("sent what is no answer of such a server; check OPENAI_BASE_URL") from error
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise Unreadable("it was not the JSON that was asked for") from error


def _late(timeout: float) -> Trouble:
    return Trouble(f"did not answer within {timeout:g} seconds; try again, raise PD_MODEL_TIMEOUT")


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


def _of_openai(host: str) -> bool:
    return host == "openai.com" or host.endswith(".openai.com")


def _schema(result: type[BaseModel]) -> str:
    return json.dumps(result.model_json_schema())
