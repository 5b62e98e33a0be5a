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


def test_html_inside_markdown_is_read_for_its_text() -> None:
    """Tags, comments and scripts leave no trace; what a block of HTML says is kept."""
    box = "<div><p>In a box.</p><script>alert(1)</script></div>"
    source = f"# Title\n\n{BODY}\n<!-- more -->\n\n{box}\n\nOne<br>two <i>three</i>.\n"
    assert [paragraph.text for paragraph in article(source, "a.md").paragraphs()][1:] == ["In a box.", "One two three."]


def test_the_first_of_several_equal_headings_is_no_title() -> None:
    """An article of second-level headings alone has its title derived; a single one above them is its title."""
    sections = f"## Costs\n\n{BODY}\n## Critics\n\n{BODY}"
    assert [section.heading for section in article(sections, "a.md").sections] == ["Costs", "Critics"]
    assert article(sections, "a.md").title_derived
    assert article(f"# The bridge\n\n{sections}", "a.md").title == "The bridge"


def test_a_bold_line_is_a_heading_and_a_bold_sentence_is_not() -> None:
    """Emphasis ends like a sentence or is long."""
    source = f"# Title\n\n{BODY}\n**What it costs**\n\n{BODY}\n**Nobody was hurt.**\n\n{BODY}"
    assert [section.heading for section in article(source, "a.md").sections] == [None, "What it costs"]


WRAPPED = """Harbour council approves bridge
By Ines Marlow
11 March 2026

The harbour council voted on Wednesday to build a second bridge across
the river, ending a dispute that has divided the town for eleven years.
Nine councillors voted for the plan and four against.

What it will cost

The town puts the price at 41.5 million euros, of which the region pays
60 per cent. The rest comes from a loan over 30 years, and from a long-
term grant.

- a list item that goes on and on until it does not fit on one line any
  more
- another
"""


def test_hard_wrapping_is_undone() -> None:
    """Lines broken at a width join again; title, byline and date are taken from the top; headings and items stay."""
    found = article(WRAPPED)
    assert (found.title, found.byline, found.published) == (
        "Harbour council approves bridge",
        "Ines Marlow",
        "11 March 2026",
    )
    assert [section.heading for section in found.sections] == [None, "What it will cost"]
    assert found.sections[0].paragraphs[0].text.startswith("The harbour council voted on Wednesday to build a second")
    assert "\n" not in "".join(paragraph.text for paragraph in found.paragraphs())
    assert found.sections[1].paragraphs[0].text.endswith("a long-term grant.")
    assert [p.text[:9] for p in found.paragraphs() if p.kind is ParagraphKind.LIST] == ["a list it", "another"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_western_encodings(encoding: str, name: str) -> None:
    """By its mark, its pattern of zeros, or because nothing else fits; 0x85 is an ellipsis."""
    text = f"“Voilà…”, said the café’s owner.\n\n{BODY}"
    found = article(text.encode(encoding))
    assert (found.text, found.encoding) == (text, name)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Совет собрался во вторник вечером и проголосовал за новый мост через реку. "),
        ("koi8-r", "Совет собрался во вторник вечером и проголосовал за новый мост через реку. "),
        ("shift_jis", "市議会は火曜日の夜に会合を開き、川の新しい橋の建設を可決した。"),
        ("euc-jp", "市議会は火曜日の夜に会合を開き、川の新しい橋の建設を可決した。"),
        ("gb18030", "市议会周二晚上开会，投票通过了在河上修建新桥的计划。"),
        ("big5", "市議會週二晚上開會，投票通過了在河上修建新橋的計畫。"),
    ],
)
def test_other_encodings_are_detected(encoding: str, text: str) -> None:
    """What is no western text is asked of the detector."""
    assert article((text * 8).encode(encoding)).text == text * 8


def test_canonical_text_is_the_file_without_what_nobody_wrote() -> None:
    """Line ends are made one, the mark and control characters go, with a note; nothing is normalised."""
    found = article(f"\ufeffCafe\u0301 opens\r\rThe\x07 café opened on Monday.\r\nIt\tsells tea.\r\n{BODY}")
    assert found.text == f"Cafe\u0301 opens\n\nThe café opened on Monday.\nIt\tsells tea.\n{BODY}"
    assert [note.rule for note in found.notes] == ["reading-control-characters"]


@pytest.mark.parametrize("path", ["missing.txt", "", "a\0b", "."])
def test_paths_that_lead_nowhere(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, empty, impossible, a folder: each is an error of the article."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArticleError):
        read(path, Settings())


def test_standard_input_is_read_and_told_by_its_bytes() -> None:
    """A page on standard input is read as one."""
    page = b"<!doctype html><title>Open</title><h1>Open</h1><p>The bridge is open, said the mayor of the town.</p>"
    (found,) = read("-", Settings(), stdin=lambda: page)
    assert (found.path, found.format, found.title) == ("-", "html", "Open")


@pytest.mark.parametrize("heading", ["By the numbers", "The budget for 2026", "May 2026"])
def test_a_heading_under_the_title_is_no_byline_and_no_date(heading: str) -> None:
    """Only a name after "by", and a day with its month and year, are taken from the top."""
    found = article(f"The bridge\n\n{heading}\n\n{BODY}{BODY}\nWho is against it\n\n{BODY}{BODY}")
    assert (found.byline, found.published) == (None, None)
    assert found.text.count(heading) == 1


def test_a_damaged_byte_costs_one_character() -> None:
    """UTF-8 with a byte of something else in it stays UTF-8, and a note says how much was lost."""
    found = article("Voilà l’été, dit le maire à l’œuvre… “déjà”.\n".encode() * 3 + b"caf\xe9\n" + BODY.encode())
    assert found.encoding == "utf-8"
    assert "Voilà" in found.text
    assert "caf\ufffd" in found.text
    assert [note.rule for note in found.notes if "damaged" in note.rule] == ["reading-damaged-characters"]


@pytest.mark.parametrize(
    ("opening", "byline", "published"),
    [
        ("Par Hélène Marchand\nPublié le 4 avril 2026", "Hélène Marchand", "4 avril 2026"),
        ("Ольга Лис\n5 марта 2026", "Ольга Лис", "5 марта 2026"),
        ("सीमा वर्मा\n5 मार्च 2026", "सीमा वर्मा", "5 मार्च 2026"),
        ("记者 王芳\n2026年3月5日", "王芳", "2026年3月5日"),
        ("佐藤恵\n公開日：2026年3月5日", "佐藤恵", "2026年3月5日"),
        ("Veröffentlicht am 3. März 2026", None, "3. März 2026"),
    ],
)
def test_who_wrote_it_and_when_stand_under_the_title(opening: str, byline: str | None, published: str) -> None:
    """In each language, and where no word but the date below tells a name from a heading; neither is news."""
    body = "The council met on Tuesday evening and voted for the bridge.\n\nWork on it begins in May, said the mayor.\n"
    article = read_bytes(f"The new bridge\n\n{opening}\n\n{body}".encode(), path="a.txt", settings=Settings())
    assert (article.byline, article.published) == (byline, published)
    assert len(list(article.paragraphs())) == 2
