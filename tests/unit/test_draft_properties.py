"""Whatever an edition says, its draft says the same."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.article import Article
from digest.draft import is_draft, read_draft, write_draft
from digest.draft.marks import escape, unescape, unknown_mark
from digest.edition import Block, BlockSentence, Edition, Figure, Problem, PullQuote, Source, Story, Support
from digest.settings import Settings

MARKS = [
    "*",
    "_",
    "#",
    "## ",
    ">",
    "- ",
    "[x](y)",
    "](",
    "`",
    "\\",
    "<b>",
    "1. ",
    "---",
    "|",
    "~~~",
    "“",
    "” — ",
    "&amp;",
]
ODD = ["\u00a0", "\u200d", "\u202e", "\x85", "\u2028", "\x0b", "\t", "é", "文", "ё", "👩‍👩‍👧", "\n", "\r\n", "\n\n## "]

ANY_TEXT = st.lists(
    st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
        st.sampled_from(["The", "mill", "closes", "in May.", "no", "12:30", "yes: no", "“We", "left,” she said."]),
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
TEXT = ANY_TEXT.map(str.strip).filter(bool)
LINE = ANY_TEXT.map(lambda text: " ".join(text.split())).filter(bool)

SPANS = st.one_of(st.none(), st.integers(0, 999))


def sentences(texts: st.SearchStrategy[str]) -> st.SearchStrategy[BlockSentence]:
    return st.builds(
        BlockSentence,
        text=texts,
        support=st.sampled_from(Support),
        start=SPANS,
        end=SPANS,
        removed=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=1).map(tuple),
        sources=st.lists(st.builds(Source, start=st.just(1), end=st.just(2)), max_size=1).map(tuple),
        problems=st.lists(st.builds(Problem, kind=st.just("date"), text=texts, message=texts), max_size=1).map(tuple),
        opens_paragraph=st.booleans(),
    )


def blocks(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    return st.builds(
        Block,
        section=st.integers(0, 9),
        heading=st.one_of(st.none(), LINE),
        sentences=st.lists(sentences(texts), min_size=1, max_size=3).map(tuple),
        quote=st.one_of(st.none(), st.builds(PullQuote, text=texts, speaker=LINE)),
        figures=st.lists(st.builds(Figure, text=texts), max_size=2).map(tuple),
    )


@st.composite
def editions(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXT) -> Edition:
    """One to three stories of one to three blocks."""
    count = draw(st.integers(1, 3))
    articles = [
        Article(
            path="-", format="text", encoding="utf-8", language="en", title=draw(LINE), text=draw(TEXT), sections=()
        )
        for _ in range(count)
    ]
    stories = [
        Story(
            article=i,
            title=f"{i} {draw(LINE)}",
            url=draw(st.sampled_from([None, "https://example.com/a_(b)", "https://example.com/?q=a&b=[c]"])),
            blocks=tuple(draw(st.lists(blocks(texts), min_size=1, max_size=3))),
        )
        for i in range(count)
    ]
    subject = draw(LINE)
    return Edition(
        id="mill-0123456789",
        subject=subject,
        preheader=draw(LINE),
        title=stories[0].title if count == 1 else subject,
        language=draw(st.sampled_from(["en", "ja", "ar"])),
        template="briefing",
        articles=tuple(articles),
        stories=tuple(stories),
    )


def read_back(edition: Edition, edit: tuple[str, str] | None = None) -> Edition:
    """The edition by way of its files, with one change of text if one is asked for."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        write_draft(edition, path)
        assert is_draft(path)
        if edit:
            path.write_bytes(path.read_bytes().replace(edit[0].encode(), edit[1].encode(), 1))
        return read_draft(path, Settings())


@settings(max_examples=60, deadline=None)
@given(editions())
def test_any_edition_comes_back_exactly(edition: Edition) -> None:
    back = read_back(edition)
    assert replace(back, reading_minutes=edition.reading_minutes) == edition


@settings(max_examples=40, deadline=None)
@given(editions(LINE))
def test_a_change_in_one_block_changes_no_other_and_no_word(edition: Edition) -> None:
    """The first block gets a new heading, so that it is parsed anew; its texts stay, and other blocks are the same."""
    first = edition.stories[0].blocks[0]
    marked = replace(first, heading="Zyx")
    story = replace(edition.stories[0], blocks=(marked, *edition.stories[0].blocks[1:]))
    back = read_back(replace(edition, stories=(story, *edition.stories[1:])), ("## Zyx\n", "## Xyz\n"))
    (changed, *others) = list(back.blocks())
    assert others == list(edition.blocks())[1:]
    assert changed.heading == "Xyz"
    assert squeezed(changed) == squeezed(first)
    assert [figure.text for figure in changed.figures] == [figure.text for figure in first.figures]
    assert (changed.quote and changed.quote.speaker) == (first.quote and first.quote.speaker)


def squeezed(block: Block) -> str:
    """A block's words without white space."""
    return "".join("".join(sentence.text for sentence in block.sentences).split())


@given(LINE)
def test_escaping_can_be_undone_and_leaves_no_mark(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unknown_mark(escape(text)) is None
