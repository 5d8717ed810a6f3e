"""Asking for pages over the wire: a real server on loopback that behaves well, badly and not at all."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from knowledge.errors import FetchError
from knowledge.official.fetch import Fetcher, Limits, Wanted
from tests.knowledge.official.server import Answer, Site, Step, moved, page, serving, tagged, zipped

QUICK = Limits(pause=0, timeout=0.4, whole=1.0, size=20_000)
WORDS = "<p>Words of the page.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def slept() -> list[float]:
    """The waits that the fetcher asked for, none of them waited."""
    return []


@pytest.fixture
def fetcher(slept: list[float]) -> Iterator[Fetcher]:
    with Fetcher(QUICK, sleep=slept.append) as fetcher:
        yield fetcher


def refused(fetcher: Fetcher, wanted: Wanted) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(wanted)
    assert str(caught.value) == f"{caught.value.where}: {caught.value.problem}. {caught.value.mend}"
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1
    return caught.value


def test_a_page_comes_with_its_bytes_and_what_names_them(site: Site, fetcher: Fetcher) -> None:
    site.pages["/law"] = page(WORDS, headers={"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"})
    reply = fetcher.get(Wanted(f"{site.url}/law"))
    assert reply.body == WORDS.encode()
    assert (reply.type, reply.etag, reply.modified) == (
        "text/html; charset=utf-8",
        '"1"',
        "Mon, 02 Nov 2026 10:00:00 GMT",
    )
    assert reply.final == f"{site.url}/law"


def test_the_request_says_who_asks_and_carries_nothing_of_the_user(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login clerk password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/law"] = page(WORDS, headers={"Set-Cookie": "who=me; Path=/"})
    fetcher.get(Wanted(f"{site.url}/law"))
    fetcher.get(Wanted(f"{site.url}/law"))
    for heard in site.heard:
        assert heard.headers["User-Agent"].startswith("pd-assistant/")
        assert heard.headers["Host"] == site.url.removeprefix("http://")
        assert not {"Authorization", "Cookie", "Referer"} & set(heard.headers)


def test_a_page_that_is_still_the_same_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/law"] = tagged(WORDS, '"7"')
    first = fetcher.get(Wanted(f"{site.url}/law"))
    again = fetcher.get(Wanted(f"{site.url}/law", etag=first.etag, modified="Mon, 02 Nov 2026 10:00:00 GMT"))
    assert (first.body, again.body) == (WORDS.encode(), None)
    assert site.heard[-1].headers["If-Modified-Since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_a_packed_page_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.pages["/law"] = zipped(WORDS)
    assert fetcher.get(Wanted(f"{site.url}/law")).body == WORDS.encode()


REFUSALS: dict[str, tuple[Step, str]] = {
    "not there": (Answer(status=404), "answers 404: there is no such page"),
    "gone": (Answer(status=410), "answers 410"),
    "forbidden": (Answer(status=403), "does not let programs read it"),
    "teapot": (Answer(status=418), "answers 418"),
    "no content": (Answer(status=204), "answers 204"),
    "wrong type": (Answer(b"{}", type="application/json"), "application/json, neither HTML nor PDF"),
    "no type": (Answer(b"x", type=""), "no type"),
    "too large": (page("x" * 20_001), "larger than 20,000 bytes"),
    "too large unpacked": (zipped("x" * 5_000_000), "larger than 20,000 bytes"),
    "never answers": (page(WORDS, delay=1.0), "does not answer in time, 3 times"),
    "answers byte by byte": (page("x" * 400, drip=0.01), "takes longer than 1 seconds, 3 times"),
    "breaks off": (page(WORDS, missing=10), "breaks off its answer"),
    "garbled": (page(WORDS, headers={"Content-Encoding": "gzip"}), "garbles it"),
    "down": (Answer(status=503), "answers 503, 3 times"),
    "busy for long": (
        Answer(status=429, headers={"Retry-After": "86400"}),
        "answers 429 and asks to be left alone for 86400 seconds",
    ),
    "elsewhere": (moved("http://localhost/law"), "redirects to another host, localhost"),
    "elsewhere by a short form": (moved("//localhost/law"), "redirects to another host, localhost"),
    "into a private network": (moved("http://10.1.2.3/"), "redirects to another host, 10.1.2.3"),
    "to the metadata of a cloud": (moved("http://169.254.169.254/latest"), "another host, 169.254.169.254"),
    "to a file": (moved("file:///etc/passwd"), "redirects to another host, file:///etc/passwd"),
    "in circles": (moved("/law"), "redirects more than 5 times"),
    "to no address": (moved("http://[::1"), "garbles it (Invalid URL"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_no_page_is_refused_in_one_line(case: str, site: Site, fetcher: Fetcher) -> None:
    site.pages["/law"], problem = REFUSALS[case]
    error = refused(fetcher, Wanted(f"{site.url}/law"))
    assert problem in error.problem
    assert error.where.startswith(site.url)


def test_a_server_that_is_not_there(fetcher: Fetcher) -> None:
    with serving() as gone:
        pass
    assert "cannot be reached" in refused(fetcher, Wanted(f"{gone.url}/law")).problem


@pytest.mark.parametrize("step", [Answer(status=500), Answer(status=503), page(WORDS, missing=5), Answer(status=429)])
def test_a_fault_that_passes_is_waited_for_ever_longer(step: Answer, site: Site, slept: list[float]) -> None:
    site.pages["/law"] = [step, step, page(WORDS)]
    with Fetcher(replace(QUICK, pause=3.0), sleep=slept.append) as fetcher:
        assert fetcher.get(Wanted(f"{site.url}/law")).body == WORDS.encode()
    assert [wait for wait in slept if wait > 3.0] == [6.0, 12.0]


@pytest.mark.parametrize(
    ("said", "waited"),
    [
        ("7", 7.0),
        (format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True), 0.0),
        ("in a while", 6.0),
    ],
    ids=["seconds", "a day that has passed", "no time at all"],  # the same in each process of a run
)
def test_a_server_says_when_to_come_back(said: str, waited: float, site: Site, slept: list[float]) -> None:
    site.pages["/robots.txt"] = Answer(status=404)
    site.pages["/law"] = [Answer(status=429, headers={"Retry-After": said}), page(WORDS)]
    with Fetcher(replace(QUICK, pause=3.0), sleep=slept.append) as fetcher:
        fetcher.get(Wanted(f"{site.url}/law"))
    assert waited in slept


def test_a_date_to_come_back_at_is_waited_for(site: Site, slept: list[float]) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    site.pages["/law"] = [Answer(status=503, headers={"Retry-After": later}), page(WORDS)]
    with Fetcher(QUICK, sleep=slept.append) as fetcher:
        fetcher.get(Wanted(f"{site.url}/law"))
    assert 40 < max(slept) <= 50


def test_redirects_on_the_same_host_are_followed_and_the_last_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/old": moved("/older", 301), "/older": moved(f"{site.url}/law", 308), "/law": page(WORDS)}
    assert fetcher.get(Wanted(f"{site.url}/old")).final == f"{site.url}/law"


def test_a_host_that_the_manifest_names_may_be_redirected_to(site: Site, fetcher: Fetcher) -> None:
    other = site.url.replace("127.0.0.1", "localhost")
    site.pages |= {"/old": moved(f"{other}/law"), "/law": page(WORDS)}
    assert fetcher.get(Wanted(f"{site.url}/old", hosts=("localhost",))).final == f"{other}/law"


# --- robots.txt and pauses


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        (page("User-agent: *\nDisallow: /\n", type="text/plain"), "/law", False),
        (page("User-agent: *\nDisallow: /private/\n", type="text/plain"), "/law", True),
        (page("User-agent: *\nDisallow: /private/\n", type="text/plain"), "/private/law", False),
        (page("User-agent: pd-assistant\nDisallow: /\n\nUser-agent: *\nDisallow:\n", type="text/plain"), "/law", False),
        (page("User-agent: crawler\nDisallow: /\n", type="text/plain"), "/law", True),
        (page("<html>no rules here</html>"), "/law", True),
        (Answer(b"\xff\xfe\x00", type="text/plain"), "/law", True),
        (Answer(b"User-agent: *\nDisallow: /\n", status=404), "/law", True),
        (Answer(status=403), "/law", True),
    ],
)
def test_robots_txt_is_obeyed(robots: Answer, path: str, allowed: bool, site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": robots, path: page(WORDS)}
    if allowed:
        assert fetcher.get(Wanted(f"{site.url}{path}")).body
    else:
        assert "robots.txt asks programs not to read it" in refused(fetcher, Wanted(f"{site.url}{path}")).problem
        assert site.asked(path) == []


@pytest.mark.parametrize("robots", [Answer(status=500), moved("http://localhost/robots.txt"), page("x", missing=9)])
def test_rules_that_cannot_be_read_forbid_and_are_asked_for_once(robots: Answer, site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": robots, "/law": page(WORDS)}
    assert "robots.txt could not be read" in refused(fetcher, Wanted(f"{site.url}/law")).problem
    asked = len(site.heard)
    refused(fetcher, Wanted(f"{site.url}/law"))
    assert len(site.heard) == asked <= 3


def test_a_redirect_leads_to_nothing_that_robots_txt_forbids(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /inner/", type="text/plain"),
        "/law": moved("/inner/law"),
        "/inner/law": page(WORDS),
    }
    refused(fetcher, Wanted(f"{site.url}/law"))
    assert site.asked("/inner/law") == []


@pytest.mark.parametrize(
    ("rules", "pause"),
    [("", 5.0), ("User-agent: *\nCrawl-delay: 20\n", 20.0), ("User-agent: *\nCrawl-delay: 9000\n", 60.0)],
)
def test_a_host_is_left_in_peace_between_two_requests(rules: str, pause: float, site: Site, slept: list[float]) -> None:
    site.pages |= {"/robots.txt": page(rules, type="text/plain"), "/a": page(WORDS), "/b": page(WORDS)}
    with Fetcher(replace(QUICK, pause=5.0), sleep=slept.append) as fetcher:
        fetcher.get(Wanted(f"{site.url}/a"))
        fetcher.get(Wanted(f"{site.url}/b"))
    assert len(slept) == 2
    assert slept == pytest.approx([pause, pause], abs=0.5)


# --- where it connects


def pointing(address: str) -> Callable[[str, int], list[str]]:
    """A look-up by which every name leads to ``address``."""
    return lambda _host, _port: [address]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.7", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fd00::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.7", "100.64.0.1", "224.0.0.1", "fe80::1%eth0"],
)  # fmt: skip
def test_a_public_name_that_leads_inside_is_not_followed(address: str) -> None:
    """The network guard of these tests would fail on a connection."""
    with Fetcher(QUICK, resolve=pointing(address)) as fetcher:
        error = refused(fetcher, Wanted("https://law.example.org/law"))
    assert f"leads to {address}, which is no public address" in error.problem


def test_a_page_of_this_machine_leads_nowhere_else() -> None:
    with Fetcher(QUICK, resolve=pointing("10.0.0.7")) as fetcher:
        assert "leads to 10.0.0.7" in refused(fetcher, Wanted("http://localhost:1/law")).problem


def test_an_unencrypted_redirect_of_a_public_page_is_not_followed() -> None:
    from knowledge.official.fetch import _next

    wanted = Wanted("https://law.example.org/law")
    with pytest.raises(FetchError, match="not encrypted"):
        _next(wanted.address, "http://law.example.org/law", wanted)


def test_a_name_that_is_not_known(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with Fetcher(QUICK, sleep=slept.append) as fetcher:
        error = refused(fetcher, Wanted("https://no-such-host.invalid/law"))
    assert "cannot be reached (its name is not known" in error.problem


@pytest.mark.parametrize("addresses", [["127.0.0.2", "127.0.0.1"], ["127.0.0.1", "127.0.0.2"]])
def test_each_address_of_a_name_is_tried(addresses: list[str], site: Site) -> None:
    with Fetcher(QUICK, resolve=lambda _host, _port: addresses) as fetcher:
        site.pages["/law"] = page(WORDS)
        assert fetcher.get(Wanted(f"{site.url.replace('127.0.0.1', 'localhost')}/law")).body


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[Site, ssl.SSLContext]]:
    """A site over TLS that names itself ``localhost``, and the trust in its certificate."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed, so no certificate can be made")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", *subject],
        check=True,
        capture_output=True,
    )  # fmt: skip
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate, key)
    with serving(own) as site:
        yield site, ssl.create_default_context(cafile=certificate)


def test_the_certificate_is_the_names_though_the_address_is_connected_to(
    certified: tuple[Site, ssl.SSLContext],
) -> None:
    site, trust = certified
    site.pages["/law"] = page(WORDS)
    named = site.url.replace("127.0.0.1", "localhost")
    with Fetcher(QUICK, trust=trust) as fetcher:
        assert fetcher.get(Wanted(f"{named}/law")).body == WORDS.encode()
        assert "cannot be reached" in refused(fetcher, Wanted(f"{site.url}/law")).problem
    with Fetcher(QUICK) as fetcher:
        assert "cannot be reached" in refused(fetcher, Wanted(f"{named}/law")).problem
