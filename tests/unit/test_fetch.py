"""Fetching, from a server on loopback that behaves badly in every way that servers do."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from digest.errors import InputError, UnreachableError
from digest.fetch import IMAGES, Network, fetch, probe
from digest.fetch.addresses import is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = "<html><body><p>The bridge is open, said the mayor’s office.</p></body></html>".encode()
OURS = ip_address("127.0.0.1")  # stands in for a public address


class _Server(BaseHTTPRequestHandler):
    """One path for each way of answering."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the path says."""
        with suppress(OSError):
            getattr(self, "answer_" + self.path.strip("/").partition("?")[0].replace("-", "_"))()

    def _send(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        named = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(data)), **headers}
        for name, value in named.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def answer_page(self) -> None:
        self._send(PAGE)

    def answer_headers(self) -> None:
        self._send(str(self.headers).encode())

    def answer_packed(self) -> None:
        self._send(gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self._send(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def answer_torn(self) -> None:
        self._send(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")

    def answer_brotli(self) -> None:
        self._send(PAGE, Content_Encoding="br")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"and so on " * 1000)

    def answer_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b".")
            time.sleep(0.05)

    def answer_nothing(self) -> None:
        self.close_connection = True

    def answer_broken(self) -> None:
        self._send(b"oh no", status=500)

    def answer_picture(self) -> None:
        self._send(b"\x89PNG", Content_Type="image/png")

    def answer_home(self) -> None:
        self._send(b"", status=302, Location="/page")

    def answer_round(self) -> None:
        self._send(b"", status=302, Location="/round")

    def answer_private(self) -> None:
        self._send(b"", status=302, Location=f"http://intranet.test:{self.server.server_port}/page")  # type: ignore[attr-defined]

    def answer_file(self) -> None:
        self._send(b"", status=302, Location="file:///etc/passwd")

    def answer_again(self) -> None:
        self._send(b"", status=302, Location="/page?again")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def names() -> dict[str, list[str]]:
    """What the resolver knows."""
    return {"news.test": ["127.0.0.1"], "intranet.test": ["10.0.0.7"], "both.test": ["127.0.0.1", "10.0.0.7"]}


@pytest.fixture
def network(port: int, names: dict[str, list[str]]) -> Network:
    """A world in which the server's address is the public one."""
    return Network(
        resolver=lambda host, _: names.get(host, []), allowed=lambda address: address == OURS, ports={port}, seconds=5
    )


@pytest.fixture
def at(port: int) -> Callable[[str], str]:
    """The address of a path on the server."""
    return lambda path: f"http://news.test:{port}/{path}"


def test_a_page_comes_with_its_type_and_charset(network: Network, at: Callable[[str], str]) -> None:
    """A plain answer, a packed one and a redirected one give the same page."""
    for path in ("page", "packed", "home"):
        found = fetch(at(path), network=network)
        assert (found.data, found.content_type) == (PAGE, "text/html")
    assert fetch(at("home"), network=network).url == at("page")
    assert fetch(at("page"), network=network).charset == "utf-8"


def test_no_cookie_password_or_proxy_is_used(
    network: Network, at: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment's proxies are not asked, and the request carries nothing of ours."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    headers = fetch(at("headers"), network=network).data.decode().lower()
    assert "cookie" not in headers
    assert "authorization" not in headers
    with pytest.raises(UnreachableError, match="password"):
        fetch(at("page").replace("news", "me:secret@news"), network=network)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("private", "isn't public"),
        ("file", "no http"),
        ("round", "redirects more than 5"),
        ("broken", "answers 500"),
        ("nothing", "can't be reached"),
        ("torn", "breaks off"),
    ],
)
def test_what_cannot_be_reached_says_why(network: Network, at: Callable[[str], str], path: str, message: str) -> None:
    """Each is one sentence, and exit code 3."""
    with pytest.raises(UnreachableError, match=message) as caught:
        fetch(at(path), network=network)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("path", "message"), [("endless", "larger"), ("bomb", "larger"), ("picture", "image/png"), ("brotli", "br")]
)
def test_what_is_no_article_says_why(network: Network, at: Callable[[str], str], path: str, message: str) -> None:
    """An endless body and a bomb are given up at the limit; exit code 2."""
    with pytest.raises(InputError, match=message) as caught:
        fetch(at(path), network=network)
    assert caught.value.exit_code == 2


def test_a_server_that_trickles_meets_the_deadline(port: int, at: Callable[[str], str]) -> None:
    """A byte now and then doesn't keep the connection alive past the deadline."""
    hurried = Network(resolver=lambda *_: ["127.0.0.1"], allowed=lambda _: True, ports={port}, seconds=0.5)
    began = time.monotonic()
    with pytest.raises(UnreachableError, match="too long"):
        fetch(at("slow"), network=hurried)
    assert time.monotonic() - began < 2


def test_a_resolver_that_hangs_meets_the_deadline(port: int, at: Callable[[str], str]) -> None:
    """Looking the name up counts, too."""

    def hang(_host: str, _port: int) -> list[str]:
        time.sleep(3)
        return []

    with pytest.raises(UnreachableError, match="took too long"):
        fetch(at("page"), network=Network(resolver=hang, allowed=lambda _: True, ports={port}, seconds=0.2))


def test_one_bad_address_is_enough_to_refuse(network: Network, port: int) -> None:
    """A name with a public and a private address isn't dialled at all."""
    with pytest.raises(UnreachableError, match="isn't public"):
        fetch(f"http://both.test:{port}/page", network=network)


def test_a_name_is_looked_up_once_and_again_on_each_redirect(port: int, at: Callable[[str], str]) -> None:
    """A name that is public first and private later reaches the private address neither at once nor by a redirect."""
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    network = Network(resolver=rebinding, allowed=lambda address: address == OURS, ports={port}, seconds=5)
    assert fetch(at("page"), network=network).data == PAGE
    assert asked == ["news.test"]
    asked.clear()
    with pytest.raises(UnreachableError, match="isn't public"):
        fetch(at("again"), network=network)
    assert asked == ["news.test", "news.test"]


def test_an_image_is_fetched_as_one_and_a_page_is_not(network: Network, at: Callable[[str], str]) -> None:
    """The caller says which types it takes."""
    assert fetch(at("picture"), types=IMAGES, network=network).content_type == "image/png"
    with pytest.raises(InputError, match="text/html"):
        fetch(at("page"), types=IMAGES, network=network)


def test_a_link_check_reads_a_status_and_no_endless_body(network: Network, at: Callable[[str], str]) -> None:
    """A probe follows redirects and stops after the first bytes."""
    assert [probe(at(path), network=network) for path in ("home", "broken", "endless", "bomb")] == [200, 500, 200, 200]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://example.com:8080/",
        "ftp://example.com/",
        "http://",
        "http://a b/",
        "http://[",
    ],
)
def test_the_public_network_has_no_private_corner(url: str) -> None:
    """With the defaults, whatever the spelling of the address."""
    with pytest.raises(UnreachableError):
        fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("224.0.0.1", False),
        ("100.100.100.200", False),
        ("168.63.129.16", False),
        ("::ffff:168.63.129.16", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("fe80::1", False),
        ("ff02::1", False),
        ("::", False),
    ],
)
def test_which_addresses_are_public(address: str, *, public: bool) -> None:
    """Multicast, NAT64, 6to4, site-local and metadata addresses are not, whatever `is_global` says."""
    assert is_public(ip_address(address)) is public
