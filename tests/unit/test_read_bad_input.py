"""Whatever bytes come in, what comes out is an article whose offsets are right, or one clear error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.article import Article
from digest.errors import DigestError
from digest.read import FORMATS, read_bytes
from digest.settings import Settings

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").iterdir() if path.name != "README.md")
SENTENCE = "The council met on Tuesday and voted for the new bridge over the river. "


def outcome(data: bytes, *, format: str | None = None, path: str = "a") -> Article | DigestError:  # noqa: A002
    """The article, checked, or the error that names the file."""
    try:
        found = read_bytes(data, path=path, settings=Settings(), format=format)
    except DigestError as error:
        refused = error
    else:
        check(found)
        return found
    assert path in refused.message
    assert "\n" not in refused.message
    return refused


def check(found: Article) -> None:
    """Every part is the slice that its offsets name, in order, and nothing is in two parts."""
    end = 0
    for section in found.sections:
        assert section.start >= end
        for paragraph in section.paragraphs:
            assert paragraph.start >= end
            assert found.text[paragraph.start : paragraph.end] == paragraph.text
            assert paragraph.text.strip() == paragraph.text != ""
            end = paragraph.end
            for link in paragraph.links:
                assert paragraph.start <= link.start < link.end <= paragraph.end
        if section.heading is not None:
            assert found.text[section.start :].startswith(section.heading)
    kept = {(paragraph.start, paragraph.end) for paragraph in found.paragraphs()}
    assert not kept & {(notice.start, notice.end) for notice in found.notices}
    assert found.title
    assert not any(0xD800 <= ord(character) < 0xE000 for character in found.text)


@given(data=st.binary(max_size=400), format=st.sampled_from([None, *FORMATS]))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, format: str | None) -> None:  # noqa: A002  # the option's name
    """Random bytes in any format."""
    outcome(data, format=format)


@given(text=st.text(max_size=400), format=st.sampled_from([None, "text", "markdown", "html"]))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, format: str | None) -> None:  # noqa: A002
    """Random text, surrogates too, in the formats that hold text."""
    outcome(text.encode("utf-8", "surrogatepass"), format=format)


# fmt: off
_LINES = st.sampled_from([
    "", "", "  ", "Heading here", "# Marked", "**Bold**", "---", "===", "- item", "1. Number one", "> quoted", "a\tb",
    "By Ines Marlow", "11 March 2026", "Follow us on Mastodon.", "Read more: all", "<p>tag</p>", "[a](b)", "橋。",
    "The council voted for the new bridge.",
])
# fmt: on


@given(lines=st.lists(_LINES, max_size=25), format=st.sampled_from(["text", "markdown"]))
@settings(max_examples=300, deadline=None)
def test_any_order_of_lines(lines: list[str], format: str) -> None:  # noqa: A002
    """Lines of every kind, shuffled: plain text that is not wrapped stays as it was written."""
    text = "\n".join(lines)
    found = outcome(text.encode(), format=format)
    if isinstance(found, Article) and format == "text":
        assert found.text == text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_truncated_files(path: Path) -> None:
    """Each sample, cut off at many places."""
    data = path.read_bytes()
    for size in range(0, len(data), max(1, len(data) // 25)):
        outcome(data[:size], path=path.name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_damaged_files(path: Path) -> None:
    """Each sample with bytes changed, dropped and doubled; the same ones every time."""
    dice = random.Random(path.name)  # noqa: S311  # no secret
    for _ in range(25):
        data = bytearray(path.read_bytes())
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        outcome(bytes(data), path=path.name)


@pytest.mark.parametrize("tag", [b"div", b"span", b"blockquote", b"ul><li", b"table><tr><td", b"b"])
def test_deeply_nested_html(tag: bytes) -> None:
    """A hundred thousand levels are an article or an error, at once."""
    outcome(b"<html><body>" + b"<%s>" % tag * 100_000 + SENTENCE.encode(), path="a.html")


def test_ten_megabytes_of_one_line() -> None:
    """One line of many sentences is one paragraph."""
    found = outcome(SENTENCE.encode() * (10_000_000 // len(SENTENCE)), path="a.txt")
    assert isinstance(found, Article)
    assert len(list(found.paragraphs())) == 1


def test_more_lines_than_an_article_has() -> None:
    """Ten million line ends are refused before anything is made of them."""
    assert "lines" in str(outcome(b"a" + b"\n" * 10_000_000 + b"b.", path="a.txt"))
