"""HTML pages, read through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.article import Article, NoticeKind, ParagraphKind
from digest.read import read, read_bytes
from digest.settings import Settings

PAGE = Path(__file__).parents[2] / "samples" / "river-bridge.html"


@pytest.fixture(scope="module")
def page() -> Article:
    """The sample page, which carries all that pages put around an article."""
    return read(str(PAGE), Settings())[0]


def test_headings_survive_even_a_bold_paragraph(page: Article) -> None:
    """A heading is an h2 or a whole bold paragraph; related stories and newsletter boxes are none."""
    assert [(section.heading, section.confidence) for section in page.sections] == [
        (None, None),
        ("What it will cost", 1.0),
        ("Who objects", 1.0),
        ("How the vote went", 0.9),
    ]


def test_what_stands_around_the_article_is_no_paragraph(page: Article) -> None:
    """Cookie notes, navigation, share bars, captions, newsletter boxes, related links and the footer are left out."""
    for stray in ("cookies", "Home", "Tweet", "convinced", "morning newsletter", "Ferry", "Ten walks", "© 2026"):
        assert stray not in page.text


def test_quotes_lists_tables_and_links_stay_what_they_are(page: Article) -> None:
    """Each paragraph has its kind, and a link its words and its absolute address."""
    kinds = [paragraph.kind for paragraph in page.paragraphs()]
    assert kinds.count(ParagraphKind.QUOTE) == 1
    assert kinds.count(ParagraphKind.LIST) == 2
    assert [p.text for p in page.paragraphs() if p.kind is ParagraphKind.TABLE][1] == "Harbour List\t6\t0"
    links = {page.text[link.start : link.end]: link.url for p in page.paragraphs() for link in p.links}
    assert links == {
        "the ring road": "https://harbour-post.example.com/2026/02/ring-road",
        "fish market": "https://fish.example.com/market",
    }


def test_what_the_page_says_of_itself(page: Article) -> None:
    """Title, byline, dates, address and language come from the page's own words, and a note says which."""
    assert page.title == "Harbour council approves second river bridge"
    assert not page.title_derived
    assert (page.byline, page.published) == ("Ines Marlow, Tom Achterberg", "2026-03-11T17:40:00+00:00")
    assert (page.language, page.updated) == ("en-GB", "2026-03-12T08:05:00+00:00")
    assert page.key == "https://harbour-post.example.com/2026/03/second-bridge"
    assert any(note.rule == "reading-byline" and "JSON-LD" in note.message for note in page.notes)


def test_images_keep_alt_and_credit(page: Article) -> None:
    """The credit is read from the caption."""
    (image,) = page.images
    assert image.src == "https://harbour-post.example.com/img/bridge-model.jpg"
    assert (image.alt, image.credit) == ("A model of the bridge on a table", "Lena Osei")


def test_notices_of_a_page(page: Article) -> None:
    """A correction is a disclaimer, an invitation to follow is promotion."""
    assert [notice.kind for notice in page.notices] == [NoticeKind.DISCLAIMER, NoticeKind.PROMOTION]


@pytest.mark.parametrize(
    ("declared", "encoding", "read_as"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
        ("utf-8", "cp1252", "cp1252"),
        ("windows-1251", "cp1251", "cp1251"),
        ("no-such-thing", "cp1252", "cp1252"),
    ],
)
def test_a_wrong_charset_is_found_out(declared: str, encoding: str, read_as: str) -> None:
    """The declared encoding counts where it fits the bytes."""
    word = "Мост открыт" if encoding == "cp1251" else "café “ouvert”"
    source = (
        f'<html><head><meta charset="{declared}"></head><body><p>{word}, said the mayor of the town.</p></body></html>'
    )
    found = read_bytes(source.encode(encoding), path="a.html", settings=Settings())
    assert word in found.text
    assert found.encoding == read_as


def test_captions_in_other_clothes_are_no_paragraphs() -> None:
    """A caption that is a paragraph with a class is left out, and still names the photographer."""
    prose = "<p>The bridge opened on Monday, two years after the council had voted for it, said the mayor.</p>" * 3
    page = f"""<html><body><article><h1>Open</h1><p>By Ines Marlow</p><p>11 March 2026</p>{prose}
    <figure><img src="https://example.com/a.jpg"><div class="wp-caption-text">The bridge. Foto: Lena Osei</div></figure>
    <div class="wp-caption"><img src="https://example.com/b.jpg" alt="A ship"><p class="caption">A ship.</p></div>
    {prose}</article></body></html>"""
    found = read_bytes(page.encode(), path="a.html", settings=Settings())
    assert {paragraph.text[:10] for paragraph in found.paragraphs()} == {"The bridge"}
    assert len(list(found.paragraphs())) == 6
    assert [image.src[-5:] for image in found.images] == ["a.jpg", "b.jpg"]
    assert found.images[0].credit == "Lena Osei"
    assert (found.byline, found.published) == ("Ines Marlow", "11 March 2026")


def test_a_short_page_is_read_whole() -> None:
    """One paragraph is an article, too."""
    found = read_bytes(b"<h1>Open</h1><p>The bridge is open.</p>", path="a.html", settings=Settings())
    assert [paragraph.text for paragraph in found.paragraphs()] == ["The bridge is open."]
