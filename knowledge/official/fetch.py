"""Asking a web server for a page: politely, within limits, and only where the manifest points.

The one owner of the HTTP library, and imported only by what fetches. Every fault is one :class:`FetchError` that says
what is wrong, where, and how to mend it.

- Only ``https``, but for this machine's own addresses. A name is looked up once and the address it gave is the one that
  is connected to; it must be a public one, or this machine's where the manifest itself points there.
- ``robots.txt`` is obeyed (RFC 9309: a missing one allows, one that cannot be read forbids). One request at a time,
  with a pause between two to one host.
- Redirects are followed step by step to the same host, or to one that the manifest allows.
- No cookies, no credentials, no proxy of the environment.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from knowledge.errors import FetchError
from knowledge.official.manifest import is_loopback

AGENT = "pd-assistant"
USER_AGENT = f"{AGENT}/0.1 (Position Description Assistant; reads listed pages of public law, one at a time)"
TYPES = ("text/html", "application/xhtml+xml", "application/pdf")
_ROBOTS_SIZE = 500 * 1024
_SAVE_IT = "Open it in a browser, save it and load the file with `pd-assistant ingest`"
_LATER = "Check the address and your connection, and fetch it again later"

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host name, for a port."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often; times in seconds."""

    pause: float = 2.0
    """Between two requests to one host; a longer one that ``robots.txt`` asks for counts, up to ``longest_wait``."""
    timeout: float = 30.0
    """For a connection, and for each piece of an answer."""
    whole: float = 120.0
    """For one answer from its first byte to its last."""
    size: int = 10 * 1024 * 1024
    """Bytes of one page, unpacked."""
    redirects: int = 5
    tries: int = 3
    longest_wait: float = 60.0
    """A server that asks for a longer one is not asked again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to ask for; with ``etag`` or ``modified``, only if it is no longer the one they name."""

    address: str
    hosts: tuple[str, ...] = ()
    """Hosts beside the address's own to which it may redirect."""
    etag: str = ""
    modified: str = ""

    def allows(self, host: str) -> bool:
        return host in (urlsplit(self.address).hostname, *self.hosts)

    @property
    def local(self) -> bool:
        """Whether the page is this machine's own."""
        return is_loopback(urlsplit(self.address).hostname or "")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the page, or that it is still the one that was named (``body`` is ``None``)."""

    final: str
    body: bytes | None
    type: str = ""
    etag: str = ""
    modified: str = ""


class _Again(Exception):
    """A fault that may pass; ``wait`` is what the server asked for, in seconds."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class Fetcher:
    """A polite reader of pages; a context manager, since it holds the HTTP client."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser | FetchError] = {}
        self._last: dict[str, float] = {}
        self._client = httpx.Client(
            transport=_Pinned(resolve or _resolve, trust),
            timeout=self._limits.timeout,
            trust_env=False,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": USER_AGENT, "Accept": ", ".join(TYPES), "Accept-Encoding": "gzip"},
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, wanted: Wanted) -> Reply:
        """The page. Raises :class:`FetchError`."""
        response, body = self._follow(wanted, self._limits.size)
        address = str(response.url)
        etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Reply(address, None, "", etag, modified)
        if response.status_code != httpx.codes.OK:
            raise _refused(address, response.status_code)
        type = response.headers.get("Content-Type", "")
        if type.partition(";")[0].strip().lower() not in TYPES:
            raise FetchError(address, f"answers with {type or 'no type'}, neither HTML nor PDF", "Correct the address")
        return Reply(address, body, type, etag, modified)

    def _follow(self, wanted: Wanted, size: int, *, robots: bool = True) -> tuple[httpx.Response, bytes]:
        """The answer at the end of the redirects, each step of them allowed."""
        address = wanted.address
        for _ in range(self._limits.redirects + 1):
            if robots:
                self._check_robots(address, wanted)
            response, body = self._answer(address, wanted, size)
            if not response.has_redirect_location:
                return response, body
            address = _next(address, response.headers["Location"], wanted)
        raise FetchError(
            wanted.address,
            f"redirects more than {self._limits.redirects} times, last to {address}",
            "Open it in a browser and put the address where it ends into the manifest",
        )

    def _check_robots(self, address: str, wanted: Wanted) -> None:
        where = urljoin(address, "/robots.txt")
        if where not in self._robots:
            self._robots[where] = self._read_robots(Wanted(where, (urlsplit(where).hostname or "", *wanted.hosts)))
        rules = self._robots[where]
        if isinstance(rules, FetchError):
            raise FetchError(address, f"the site's robots.txt could not be read: it {rules.problem}", rules.mend)
        if not rules.can_fetch(AGENT, address):
            raise FetchError(address, "the site's robots.txt asks programs not to read it", _SAVE_IT)

    def _read_robots(self, wanted: Wanted) -> RobotFileParser | FetchError:
        """The rules of a site, none where it has no such file; the fault where they cannot be known."""
        try:
            response, body = self._follow(wanted, _ROBOTS_SIZE, robots=False)
        except FetchError as error:
            return error
        rules = RobotFileParser(wanted.address)
        rules.parse(body.decode("utf-8", "replace").splitlines() if response.is_success else [])
        return rules

    def _answer(self, address: str, wanted: Wanted, size: int) -> tuple[httpx.Response, bytes]:
        """The answer and its body; asked for anew while the fault is one that may pass."""
        request = self._request(address, wanted)
        wait = 0.0
        for tried in range(1, self._limits.tries + 1):
            self._wait_for_turn(address)
            try:
                return self._once(request, size)
            except (_Again, httpx.RequestError) as error:
                asked = error.wait if isinstance(error, _Again) else None
                wait = self._limits.pause * 2**tried if asked is None else asked
                if tried == self._limits.tries or wait > self._limits.longest_wait:
                    raise _given_up(address, error, tried, asked) from error
            self._sleep(wait)
        raise AssertionError("there is at least one try")

    def _request(self, address: str, wanted: Wanted) -> httpx.Request:
        asked = {"If-None-Match": wanted.etag, "If-Modified-Since": wanted.modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            return self._client.build_request("GET", address, headers=headers, extensions={"local": wanted.local})
        except httpx.InvalidURL as error:
            raise FetchError(address, f"is no web address ({error})", "Correct the address") from error

    def _wait_for_turn(self, address: str) -> None:
        """Let the pause pass that a host is owed since it was last asked."""
        host = urlsplit(address).netloc
        rules = self._robots.get(urljoin(address, "/robots.txt"))
        delay = rules.crawl_delay(AGENT) if isinstance(rules, RobotFileParser) else None
        pause = max(self._limits.pause, min(float(delay or 0), self._limits.longest_wait))
        left = self._last[host] + pause - time.monotonic() if host in self._last else 0.0
        if left > 0:
            self._sleep(left)
        self._last[host] = time.monotonic()

    def _once(self, request: httpx.Request, size: int) -> tuple[httpx.Response, bytes]:
        with closing(self._client.send(request, stream=True)) as response:
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
                raise _Again(f"answers {response.status_code}", _seconds(response.headers.get("Retry-After", "")))
            return response, self._body(response, size)

    def _body(self, response: httpx.Response, size: int) -> bytes:
        """The body, unpacked, as long as it stays within the limits."""
        body = bytearray()
        end = time.monotonic() + self._limits.whole
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > size:
                raise FetchError(
                    str(response.url), f"is larger than {size:,} bytes", "List the address of the part that matters"
                )
            if time.monotonic() > end:
                raise _Again(f"takes longer than {self._limits.whole:g} seconds")
        return bytes(body)


class _Pinned(httpx.HTTPTransport):
    """Connects to the very address that was looked up and found fit; the certificate is still the host name's.

    Each connection serves one request, so that none is reused for another host at the same address.
    """

    def __init__(self, resolve: Resolve, trust: ssl.SSLContext | None) -> None:
        super().__init__(
            verify=True if trust is None else trust, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        addresses = self._resolve(host, port)
        for address in addresses:
            _check_reach(str(request.url), address, local=bool(request.extensions["local"]))
        for address in addresses[:-1]:
            try:
                return super().handle_request(_sent_to(request, address, host))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return super().handle_request(_sent_to(request, addresses[-1], host))


def _sent_to(request: httpx.Request, address: str, host: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpx.ConnectError(f"its name is not known ({error.strerror or error})") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _check_reach(where: str, address: str, *, local: bool) -> None:
    """Only public addresses; of a page of this machine's own, only this machine's."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.is_loopback if local else found.is_global and not found.is_multicast:
        return
    raise FetchError(
        where, f"leads to {address}, which is no public address", "Only public pages are fetched; correct the address"
    )


def _next(address: str, location: str, wanted: Wanted) -> str:
    """Where a redirect leads. Raises :class:`FetchError` where it may not be followed."""
    target = urljoin(address, location)
    host, scheme = urlsplit(target).hostname or "", urlsplit(target).scheme
    if not wanted.allows(host):
        raise FetchError(
            address,
            f"redirects to another host, {host or target}",
            "If that is right, name it under `hosts` in the manifest, or list the new address",
        )
    if scheme != "https" and not (scheme == "http" and wanted.local):
        raise FetchError(address, f"redirects to {target}, which is not encrypted", "List an https:// address")
    return target


def _seconds(retry_after: str) -> float | None:
    """The wait that a server asks for, in seconds or until a date; ``None`` where it asks for none."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _refused(address: str, status: int) -> FetchError:
    if status in (401, 403):
        return FetchError(address, f"does not let programs read it ({status})", _SAVE_IT)
    if status in (404, 410):
        return FetchError(
            address, f"answers {status}: there is no such page", "Look for its new address and put it into the manifest"
        )
    return FetchError(address, f"answers {status}", "Open it in a browser to see why, and correct the address")


def _given_up(address: str, error: Exception, tried: int, asked: float | None) -> FetchError:
    if isinstance(error, httpx.TimeoutException):
        problem = "does not answer in time"
    elif isinstance(error, httpx.ConnectError):
        problem = f"cannot be reached ({error})"
    elif isinstance(error, httpx.RequestError):
        problem = f"breaks off its answer or garbles it ({error})"
    else:
        problem = str(error) + (f" and asks to be left alone for {asked:g} seconds" if asked else "")
    return FetchError(address, problem + (f", {tried} times" if tried > 1 else ""), _LATER)
