"""Plain text and Markdown, read through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.article import Article, NoticeKind, ParagraphKind
from digest.errors import ArticleError
from digest.read import read, read_bytes
from digest.settings import Settings

SAMPLE = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"
BODY = "The council met on Tuesday and voted for the new bridge over the river. Work begins in May.\n"


def article(text: str | bytes, path: str = "a.txt") -> Article:
    """What is read from a file of these contents."""
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, path=path, settings=Settings())


def test_the_sample_has_a_lede_six_headed_sections_and_three_notices() -> None:
    """The sample has no markup at all; its notices stand in no section."""
    (found,) = read(str(SAMPLE), Settings())
    assert [section.heading for section in found.sections] == [
        None,
        "Putin links diplomacy to battlefield outcomes",
        "Military buildup and nuclear signaling",
        "Deep divisions over peace terms",
        "Territory remains the core obstacle",
        "Russian military outlines further advances",
        "Fighting and aerial attacks continue",
    ]
    assert [notice.kind for notice in found.notices] == [
        NoticeKind.DISCLAIMER,
        NoticeKind.DISCLAIMER,
        NoticeKind.PROMOTION,
    ]
    words = [paragraph.text for paragraph in found.paragraphs()]
    assert not {notice.text for notice in found.notices} & set(words)
    assert found.title_derived
    assert found.text == SAMPLE.read_text(encoding="utf-8")


def test_every_offset_names_its_slice() -> None:
    """Sections, paragraphs and notices are exactly the canonical text at their offsets."""
    (found,) = read(str(SAMPLE), Settings())
    for paragraph in found.paragraphs():
        assert found.text[paragraph.start : paragraph.end] == paragraph.text
    for notice in found.notices:
        assert found.text[notice.start : notice.end] == notice.text
    for section in found.sections:
        opening = section.heading or section.paragraphs[0].text
        assert found.text[section.start :].startswith(opening)
        assert section.end == section.paragraphs[-1].end


def test_front_matter_is_read_as_strings() -> None:
    """`language: no` is Norwegian, and a title that YAML refuses is taken literally, with a note."""
    found = article(
        f"---\ntitle: Putin warns: more\nlanguage: no\ndate: 2025-12-17\n---\n{BODY}\n## Costs\n\n{BODY}", "a.md"
    )
    assert (found.title, found.language, found.published) == ("Putin warns: more", "no", "2025-12-17")
    assert [note.rule for note in found.notes] == ["reading-title-literal"]
    assert [section.heading for section in found.sections] == [None, "Costs"]


def test_markdown_keeps_kinds_and_links() -> None:
    """Quotes, list items and table rows say what they are; a link keeps its words and its target."""
    source = f"# Title\n\n{BODY}\n> Said so.\n\n- one [two](https://example.com/)\n\n| a | b |\n|---|---|\n| c | d |\n"
    found = article(source, "a.md")
    assert [paragraph.kind for paragraph in found.paragraphs()] == [
        ParagraphKind.TEXT,
        ParagraphKind.QUOTE,
        ParagraphKind.LIST,
        ParagraphKind.TABLE,
        ParagraphKind.TABLE,
    ]
    link = found.sections[0].paragraphs[2].links[0]
    assert (link.url, found.text[link.start : link.end]) == ("https://example.com/", "two")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (bytes(range(256)) * 20, "not a text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"Fine words here.\nA lone \xed\xa0\x80 surrogate.", "line 2"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    """Each bad input names the file and says why."""
    with pytest.raises(ArticleError, match=message) as caught:
        article(data)
    assert "a.txt" in caught.value.message


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    """A sparse file of 200 MB is refused by its size."""
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ArticleError, match="larger"):
        read(str(path), Settings())


def test_an_article_in_one_paragraph_is_no_notice_for_its_credit() -> None:
    """A wire story pasted as one paragraph keeps its news though it ends in who contributed."""
    story = "The council of Bergen voted on Monday to close the old harbour bridge for repairs until the spring. " * 5
    found = article(f"{story}Reuters contributed to this report.")
    assert found.sections[0].paragraphs
    assert not found.notices
