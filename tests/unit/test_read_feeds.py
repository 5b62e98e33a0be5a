"""RSS and Atom, read through the public interface; links are served from loopback."""

from __future__ import annotations

import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.article import NoticeKind, ParagraphKind
from digest.errors import ArticleError, UnreachableError, UsageError
from digest.fetch import Network
from digest.read import read, read_bytes
from digest.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Article

FEED = Path(__file__).parents[2] / "samples" / "harbour-feed.xml"
PAGE = (Path(__file__).parents[2] / "samples" / "river-bridge.html").read_bytes()
ENTRIES = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<entry><id>tag:news.test,2026:1</id><title>The bridge</title><link href="http://news.test:PORT/bridge"/>
  <published>2026-03-11T18:00:00Z</published><updated>2026-03-12T18:00:00Z</updated>
  <summary>The council has voted for a second bridge. Read more</summary></entry>
<entry><id>tag:news.test,2026:2</id><title>Gone</title><link href="http://news.test:PORT/gone"/>
  <updated>2026-03-10T18:00:00Z</updated><summary>Only a few words.</summary></entry>
</feed>"""


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Serve the feed and one of the two pages that it links."""
        feed = ENTRIES.replace("PORT", self.headers["Host"].rpartition(":")[2]).encode()
        data, kind = {"/feed": (feed, "application/atom+xml"), "/bridge": (PAGE, "text/html")}.get(
            self.path, (b"gone", "text/plain")
        )
        self.send_response(404 if data == b"gone" else 200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    """A world in which every name is the local server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Network(resolver=lambda *_: ["127.0.0.1"], allowed=lambda _: True, ports={server.server_port}, seconds=5)
    server.shutdown()
    server.server_close()


def _feed(network: Network, **options: int | str) -> tuple[Article, ...]:
    (port,) = network.ports
    return read(f"http://news.test:{port}/feed", Settings(), network=network, **options)  # type: ignore[arg-type]


def test_each_entry_is_an_article_newest_first() -> None:
    """Title, byline, date, address and identity are the entry's; its content keeps headings, quotes and links."""
    fares, bridge = read(str(FEED), Settings())
    assert (fares.title, fares.byline, fares.key) == (
        "Ferry fares to rise in May & June",
        "Tom Achterberg",
        "harbour-post-1187",
    )
    assert fares.published == "2026-04-02T09:30:00+02:00"
    assert [section.heading for section in fares.sections] == [None, "Who pays less"]
    assert [p.kind for p in fares.sections[1].paragraphs] == [ParagraphKind.TEXT, ParagraphKind.QUOTE]
    assert fares.sections[1].paragraphs[0].links[0].url == "https://harbour-post.example.com/tickets/year"
    assert [notice.kind for notice in fares.notices] == [NoticeKind.ATTRIBUTION]
    assert bridge.title == "Old bridge closed for repairs"
    assert {article.format for article in (fares, bridge)} == {"feed"}


def test_limit_and_pick_choose_entries() -> None:
    """``pick`` counts from the newest, which is 1."""
    assert [article.title[:5] for article in read(str(FEED), Settings(), limit=1)] == ["Ferry"]
    assert [article.title[:5] for article in read(str(FEED), Settings(), pick="2")] == ["Old b"]
    assert [article.title[:5] for article in read(str(FEED), Settings(), pick="2,1")] == ["Old b", "Ferry"]
    with pytest.raises(UsageError, match="no entry 3"):
        read(str(FEED), Settings(), pick="3")
    with pytest.raises(UsageError, match="no list"):
        read(str(FEED), Settings(), pick="first")


def test_an_excerpt_is_read_from_its_link_and_a_dead_one_is_named(network: Network) -> None:
    """The article of the page comes under the entry's identity; what can't be read costs only itself."""
    (found,) = _feed(network)
    assert found.key == "tag:news.test,2026:1"
    assert (found.title, found.updated) == ("The bridge", "2026-03-12T18:00:00Z")
    assert "What it will cost" in [section.heading for section in found.sections]
    (left_out,) = [note for note in found.notes if note.rule == "reading-entry-left-out"]
    assert "“Gone”" in left_out.message
    assert "404" in left_out.message


def test_a_page_is_read_from_its_address(network: Network) -> None:
    """Its own canonical address counts before the one that was typed, which stays as the path."""
    (port,) = network.ports
    (found,) = read(f"http://news.test:{port}/bridge", Settings(), network=network)
    assert (found.format, found.path) == ("html", f"http://news.test:{port}/bridge")
    assert found.url == "https://harbour-post.example.com/2026/03/second-bridge"
    assert "What it will cost" in [section.heading for section in found.sections]


def test_other_addresses_are_refused() -> None:
    """A private address isn't reached, and another scheme is a wrong call."""
    with pytest.raises(UnreachableError):
        read("http://127.0.0.1/", Settings())
    with pytest.raises(UsageError):
        read("ftp://example.com/a.txt", Settings())


def test_a_feed_of_which_nothing_can_be_read_is_an_error(network: Network) -> None:
    """The error is the first entry's own."""
    with pytest.raises(UnreachableError, match="404"):
        _feed(network, pick="2")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "entities"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "without entries"),
        (b"<rss>" + b"x" * 5_000_000, "larger"),
    ],
)
def test_bad_feeds_are_refused(data: bytes, message: str) -> None:
    """Entities are not expanded, and an empty feed is said to be one."""
    with pytest.raises(ArticleError, match=message):
        read_bytes(data, path="feed.xml", settings=Settings())


def test_scripts_and_their_addresses_go_no_further() -> None:
    """A title's tags, a script and a javascript address leave no trace."""
    title = "<script>alert(1)</script>Open <b>again</b>"
    text = '<p>The bridge <a href="javascript:alert(2)">is open</a>.</p><script>alert(3)</script><p>Traffic flows.</p>'
    source = f"""<rss version="2.0"><channel><item><title>{escape(title)}</title>
    <description>{escape(text)}</description></item></channel></rss>"""
    found = read_bytes(source.encode(), path="feed.xml", settings=Settings())
    assert found.title == "Open again"
    assert "alert" not in found.text
    assert not [link for paragraph in found.paragraphs() for link in paragraph.links]
