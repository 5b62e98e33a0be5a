"""Looking where links lead: a server on loopback stands for every host."""

from __future__ import annotations

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

import pytest

from digest.check import check
from digest.fetch import Network, probe
from digest.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = b"From: News <news@example.com>\r\nSubject: Links\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"


class _Server(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer with the status that the path names, and remember being asked."""
        self.asked.append(f"{self.headers['Host'].partition(':')[0]}{self.path}")
        self.send_response(int(self.path.strip("/").partition("?")[0] or 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server that stands for every host."""
    _Server.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def _found(links: list[str], port: int) -> dict[str, list[str]]:
    """The findings of looking at these links, by rule."""
    ours = ip_address("127.0.0.1")
    network = Network(
        resolver=lambda *_: ["127.0.0.1"], allowed=lambda address: address == ours, ports={port}, seconds=5.0
    )
    html = "".join(f'<a href="{link}">link</a>' for link in links)
    report = check(_HEAD + html.encode(), Settings(), probe=partial(probe, network=network))
    found: dict[str, list[str]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(finding.message)
    return found


def test_a_page_that_is_gone_is_an_error_and_one_that_fails_a_warning(port: int) -> None:
    at = f"http://shop.example.com:{port}"
    found = _found([f"{at}/200", f"{at}/404", f"{at}/410", f"{at}/503"], port)
    assert [message.partition(" ")[0] for message in found["link-dead"]] == [f"{at}/404", f"{at}/410"]
    assert found["link-unreachable"] == [f"{at}/503 answers 503."]


def test_a_host_that_does_not_answer_is_a_warning(port: int) -> None:
    assert "link-unreachable" in _found(["http://shop.example.com:9/"], port)


def test_each_link_is_asked_for_once_and_private_hosts_never(port: int) -> None:
    at = f"http://a.example.com:{port}"
    _found([f"{at}/200", f"{at}/200", f"http://b.example.com:{port}/204", f"http://127.0.0.1:{port}/201"], port)
    assert sorted(_Server.asked) == ["a.example.com/200", "b.example.com/204"]


def test_more_links_than_are_looked_at_are_said(port: int) -> None:
    at = f"http://a.example.com:{port}/200?"
    found = _found([f"{at}{number}" for number in range(103)], port)
    assert len(_Server.asked) == 100
    assert len(found["link-not-looked-at"]) == 3


def test_nobody_looks_unasked(port: int) -> None:
    check(_HEAD + f'<a href="http://a.example.com:{port}/404">link</a>'.encode(), Settings())
    assert _Server.asked == []


@pytest.mark.parametrize("host", ["10.0.0.1", "2130706433", "169.254.169.254", "[fd00::1]", "[64:ff9b::a00:1]"])
def test_a_link_into_a_private_network_is_an_error(host: str) -> None:
    """In whatever way the address is written, and also where another is wrapped into it."""
    data = _HEAD + f'<a href="https://{host}/">link</a>'.encode()
    assert "link-private" in {finding.rule for finding in check(data, Settings()).findings}
