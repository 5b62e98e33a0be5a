"""Drafts: an edition as a Markdown file, and what an editor did to it, read back."""

import datetime as dt
import json
from dataclasses import fields, replace
from pathlib import Path
from textwrap import dedent

import pytest

from digest.article import Article
from digest.compose import compose, require_disclaimers
from digest.draft import is_draft, read_draft, write_draft
from digest.edition import Block, BlockSentence, Edition, Figure, PullQuote, Support
from digest.errors import DraftError, OutputError
from digest.read import read, read_bytes
from digest.settings import Settings
from digest.summarize import summarize
from digest.trace import trace

SETTINGS = Settings()
SAMPLE = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"
MILL = """# The mill closes

The mill by the river closes in May. Its thirty workers look for other work.

## What the owner says

“We lost money for nine years,” said Ada Hurst, who owns the mill. The town offered no help.

## What comes next

The building becomes flats. A museum was refused.
"""


def article(source: str = MILL, **changes: object) -> Article:
    read_one = read_bytes(source.encode(), path="mill.md", settings=SETTINGS, format="markdown")
    return replace(read_one, **changes)  # type: ignore[arg-type]


def whole(of: Article) -> list[Block]:
    """A block a section, with every sentence of it."""
    return [
        Block(section=i, heading=section.heading, sentences=trace(section.paragraphs[0].text, [of]))
        for i, section in enumerate(of.sections)
    ]


def composed(*articles: Article) -> Edition:
    return compose(articles, [whole(one) for one in articles], SETTINGS)


def summarized(*articles: Article) -> Edition:
    blocks = [summarize(one, SETTINGS, index=i) for i, one in enumerate(articles)]
    return compose(articles, blocks, SETTINGS)


def same(one: Edition, other: Edition) -> bool:
    """Whether two editions are equal but for the paths of their articles, which a draft has relative to itself."""
    articles = tuple(replace(article, path="") for article in one.articles)
    others = tuple(replace(article, path="") for article in other.articles)
    return replace(one, articles=articles) == replace(other, articles=others)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "drafts" / "mill.md"
    write_draft(composed(article()), path)
    return path


def edited(path: Path, old: str, new: str) -> Edition:
    """What is read back after one change, which must be possible."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_draft(path, SETTINGS)


def refusal(path: Path, old: str, new: str) -> DraftError:
    with pytest.raises(DraftError) as caught:
        edited(path, old, new)
    assert caught.value.remedy
    return caught.value


def sentences(edition: Edition, block: int) -> list[tuple[str, Support]]:
    return [(one.text, one.support) for one in list(edition.blocks())[block].sentences]


def test_the_sample_comes_back_as_it_was_composed(tmp_path: Path) -> None:
    edition = summarized(*read(str(SAMPLE), SETTINGS))
    write_draft(edition, tmp_path / "sample.md")
    assert same(read_draft(tmp_path / "sample.md", SETTINGS), edition)


def test_several_articles_come_back_each_with_its_title_and_link(tmp_path: Path) -> None:
    urls = ["https://example.com/mill_(2026)", None, "https://example.com/a?b=c&d=é"]
    words = ["mill", "inn", "ferry"]
    articles = [article(MILL.replace("mill", word), url=url) for word, url in zip(words, urls, strict=True)]
    edition = summarized(*articles)
    write_draft(edition, tmp_path / "all.md")
    assert same(read_draft(tmp_path / "all.md", SETTINGS), edition)
    assert (tmp_path / "all.md").read_text().count("\n# ") == 3


def test_a_draft_is_readable_markdown(draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    assert text.startswith('---\nid: "the-mill-closes-')
    assert f'mill.md"\n    sha256: "{article().sha256}"\n---\n' in text
    assert "\n# The mill closes\n\n##\n\nThe mill by the river closes in May. Its thirty workers" in text
    assert "\n## What comes next\n\nThe building becomes flats." in text


def test_a_changed_sentence_is_the_editors_and_the_others_keep_their_places(draft: Path) -> None:
    before = read_draft(draft, SETTINGS)
    after = edited(draft, "Its thirty workers look for other work.", "Thirty people now want work.")
    assert sentences(after, 0) == [
        ("The mill by the river closes in May.", Support.VERBATIM),
        ("Thirty people now want work.", Support.EDITOR),
    ]
    first = next(after.blocks()).sentences[0]
    assert first == next(before.blocks()).sentences[0]
    assert [*after.blocks()][1:] == [*before.blocks()][1:]


def test_a_number_that_the_article_lacks_is_shown_as_a_problem(draft: Path) -> None:
    after = edited(draft, "Its thirty workers", "Its 45 workers")
    changed = next(after.blocks()).sentences[1]
    assert changed.support is Support.EDITOR
    assert [problem.kind for problem in changed.problems] == ["number"]


def test_what_is_written_onto_a_sentence_belongs_to_it(draft: Path) -> None:
    after = edited(draft, "closes in May.", "closes in May, at last.")
    assert sentences(after, 0)[0] == ("The mill by the river closes in May, at last.", Support.EDITOR)


def test_a_sentence_of_the_article_is_found_wherever_it_is_put(draft: Path) -> None:
    moved = "A museum was refused."
    after = edited(draft, "The mill by the river closes in May.", f"{moved} The mill by the river closes in May.")
    first = next(after.blocks()).sentences[0]
    (article_read,) = after.articles
    assert (first.text, first.support) == (moved, Support.VERBATIM)
    assert article_read.text[first.start : first.end] == moved


def test_blocks_may_be_moved_dropped_and_added(draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    head, lede, owner, coming = text.replace("\n## ", "\n##SPLIT ").replace("\n##\n", "\n##SPLIT\n").split("\n##SPLIT")
    added = "\n## From the editor\n\nWe asked the town for comment.\n"
    draft.write_text(f"{head}\n##{coming}\n##{lede}{added}", encoding="utf-8")
    blocks = list(read_draft(draft, SETTINGS).blocks())
    assert "What the owner says" in owner
    assert [(block.section, block.heading) for block in blocks] == [
        (2, "What comes next"),
        (0, None),
        (None, "From the editor"),
    ]
    assert [one.support for one in blocks[2].sentences] == [Support.EDITOR]


def test_a_new_heading_keeps_the_blocks_section(draft: Path) -> None:
    after = edited(draft, "## What comes next", "## Flats, no museum")
    assert [(block.section, block.heading) for block in after.blocks()][-1] == (2, "Flats, no museum")


def test_a_paragraph_break_is_kept(draft: Path) -> None:
    after = edited(draft, "closes in May. Its", "closes in May.\n\nIts")
    assert [one.opens_paragraph for one in next(after.blocks()).sentences] == [False, True]


def test_a_wrapped_paragraph_is_the_same_paragraph(draft: Path) -> None:
    before = read_draft(draft, SETTINGS)
    after = edited(draft, "closes in May. Its thirty", "closes in\nMay. Its   \nthirty")
    assert [one.text for one in next(after.blocks()).sentences] == [one.text for one in next(before.blocks()).sentences]


def test_subject_preheader_title_and_link_are_the_editors(draft: Path) -> None:
    edited(draft, "# The mill closes\n", "# Mill shuts\n\n[More](https://example.com/mill)\n")
    text = draft.read_text(encoding="utf-8").split("\n")
    text[2:4] = ["subject: 12:30: mill # shuts", "preheader: no"]
    draft.write_text("\n".join(text), encoding="utf-8")
    after = read_draft(draft, SETTINGS)
    assert (after.subject, after.preheader, after.title) == ("12:30: mill # shuts", "no", "Mill shuts")
    assert after.stories[0].url == "https://example.com/mill"


def test_line_ends_and_a_byte_order_mark_of_other_systems_change_nothing(draft: Path) -> None:
    before = read_draft(draft, SETTINGS)
    draft.write_bytes(b"\xef\xbb\xbf" + draft.read_bytes().replace(b"\n", b"\r\n"))
    assert read_draft(draft, SETTINGS) == before
    assert is_draft(draft)


def test_a_quote_and_its_speaker_are_traced_again(tmp_path: Path) -> None:
    edition = composed(article())
    quote = PullQuote(text="We lost money for nine years", speaker="Ada Hurst", start=130, end=158)
    (story,) = edition.stories
    blocks = (story.blocks[0], replace(story.blocks[1], quote=quote, figures=(Figure(text="nine years"),)))
    path = tmp_path / "x.md"
    write_draft(replace(edition, stories=(replace(story, blocks=blocks),)), path)
    assert list(read_draft(path, SETTINGS).blocks())[1].quote == quote
    after = list(
        edited(path, "> “We lost money for nine years” — Ada", '> "We lost money for ten years" -- Ada').blocks()
    )
    assert after[1].quote is not None
    assert (after[1].quote.text, after[1].quote.speaker) == ("We lost money for ten years", "Ada Hurst")
    assert after[1].quote.problems
    assert after[1].figures == (Figure(text="nine years"),)


def test_the_articles_notices_cannot_be_edited_away(tmp_path: Path) -> None:
    edition = summarized(*read(str(SAMPLE), SETTINGS))
    path = tmp_path / "x.md"
    write_draft(edition, path)
    assert "fact-checked" not in path.read_text(encoding="utf-8")
    on = dt.date(2026, 1, 1)
    disclaimers = require_disclaimers(edition, SETTINGS, on=on).disclaimers
    assert len(disclaimers) == 2
    assert require_disclaimers(read_draft(path, SETTINGS), SETTINGS, on=on).disclaimers == disclaimers
    beside = tmp_path / "x.sources.json"
    document = json.loads(beside.read_bytes())
    document["articles"][0]["notices"] = []
    beside.write_text(json.dumps(document))
    with pytest.raises(DraftError, match="was changed since it was written"):
        read_draft(path, SETTINGS)


def test_words_of_a_model_stay_the_models(tmp_path: Path) -> None:
    """Even where the sources are read again: the front matter says that a model wrote."""
    edition = composed(article())
    written = BlockSentence(text="In May the mill shuts.", support=Support.MODEL)
    (story,) = edition.stories
    stories = (replace(story, blocks=(replace(story.blocks[0], sentences=(written,)), *story.blocks[1:])),)
    path = tmp_path / "x.md"
    write_draft(replace(edition, stories=stories), path)
    assert sentences(read_draft(path, SETTINGS), 0) == [("In May the mill shuts.", Support.MODEL)]
    (tmp_path / "x.sources.json").unlink()
    again = read_draft(path, SETTINGS, reread=lambda _: [article()])
    assert sentences(again, 0) == [("In May the mill shuts.", Support.MODEL)]


def test_missing_sources_are_read_again_if_they_are_the_same(draft: Path) -> None:
    before = read_draft(draft, SETTINGS)
    (draft.parent / "mill.sources.json").unlink()
    asked = []

    def reread(source: str) -> list[Article]:
        asked.append(source)
        return [article("# Other\n\nAnother text.\n"), article()]

    after = read_draft(draft, SETTINGS, reread=reread)
    assert [(one.text, one.start) for block in after.blocks() for one in block.sentences] == [
        (one.text, one.start) for block in before.blocks() for one in block.sentences
    ]
    assert [block.section for block in after.blocks()] == [0, 1, 2]
    assert [Path(one).resolve() for one in asked] == [Path("mill.md").resolve()]
    with pytest.raises(DraftError, match="has changed since"):
        read_draft(draft, SETTINGS, reread=lambda _: [article(MILL + "\nMore.\n")])
    with pytest.raises(DraftError, match=r"mill\.sources\.json is missing"):
        read_draft(draft, SETTINGS)


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").split("\n").index(text) + 1


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("## What comes next\n\nThe **bold** flats.", "a draft can't show bold type"),
        ("## What comes next\n\nThe *new* flats.", "a draft can't show italic type"),
        ("## What comes next\n\nThe [flats](https://example.com).", "a draft can't show a link inside the text"),
        ("## What comes next\n\n![flats](flats.png)", "a draft can't show an image"),
        ("## What comes next\n\n<b>Flats</b>", "a draft can't show markup in angle brackets"),
        ("## What comes next\n\n<!-- note -->", "a draft can't show markup in angle brackets"),
        ("## What comes next\n\n### Deeper", "a draft can't show a heading below ##"),
        ("## What comes next\n\n| a | b |", "a draft can't show a table"),
        ("## What comes next\n\n---", "a draft can't show a rule"),
        ("## What comes next\n\n```", "a draft can't show code"),
        ("## What comes next\n\n> Nobody said this.", "doesn't say who spoke"),
        ("## What comes next\n\n> “A b.” — C D\n\n> “E f.” — G H\n\n", "one pull quote at most"),
        ("## Empty\n\n## What comes next", "has no sentence"),
        ("# \n\n## What comes next", "title is empty"),
        ("# Another story\n\n## What comes next", "more titles than articles"),
        ("# Another story\n\n[Read on](ftp://x)\n\n## What comes next", "is no web address"),
    ],
)
def test_what_a_draft_cannot_hold_is_refused_with_its_line(draft: Path, new: str, words: str) -> None:
    """Nothing is dropped silently."""
    error = refusal(draft, "## What comes next", new)
    assert words in error.message
    assert f"{draft}, line " in error.message


def test_the_line_is_that_of_the_file(draft: Path) -> None:
    error = refusal(draft, "The building becomes flats.", "The building\n**becomes**\nflats.")
    assert f"{draft}, line {line_of(draft, '**becomes**')}: " in error.message


def test_a_backslash_keeps_signs_as_text(draft: Path) -> None:
    after = edited(draft, "The building becomes flats.", r"The \*new\* building \[sic\] becomes 5 * 3 flats\_.")
    assert sentences(after, 2)[0] == ("The *new* building [sic] becomes 5 * 3 flats_.", Support.EDITOR)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("template:", "tempalte:", "line 5: a draft has no “tempalte”; the nearest it has is template"),
        ("preheader:", "subject:", "line 4: subject stands twice"),
        ('id: "the', 'id: "../the', "line 2: “../the-mill-closes-a0c7058ff4” is no id"),
        ('template: "', 'template: "../', "line 5: “../briefing” is no template"),
        ('language: "en', 'language: "english', "line 6: “english” is no language"),
        ("sources:\n  - path", "sources:\n  - file", "a source is a path or url"),
        ("\n# The mill closes", "\nStray words.\n\n# The mill closes", "line 12: this stands above the first title"),
        ("id:", "language: [a\nid:", "the front matter is no YAML"),
        ('sha256: "', 'sha256: "0', "names other sources"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(draft: Path, old: str, new: str, words: str) -> None:
    assert words in refusal(draft, old, new).message


def test_front_matter_with_only_one_of_id_and_sources_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    for key, other in (("id: x", "sources"), ("sources: []", "id")):
        path.write_text(f"---\n{key}\nsubject: x\n---\n# T\n")
        assert is_draft(path)
        with pytest.raises(DraftError, match=f"lacks {other}"):
            read_draft(path, SETTINGS)


@pytest.mark.parametrize("source", ["", "# Title\n", "---\ntitle: x\n---\n# T\n", "--- \nid: x", "id: x\nsources: y\n"])
def test_an_article_is_no_draft(tmp_path: Path, source: str) -> None:
    (tmp_path / "x.md").write_text(source)
    assert not is_draft(tmp_path / "x.md")
    assert not is_draft(source.encode())


def test_what_is_no_file_is_no_draft(tmp_path: Path) -> None:
    assert not is_draft(tmp_path)
    assert not is_draft(tmp_path / "missing.md")


def test_a_draft_is_replaced_only_by_force(draft: Path) -> None:
    edition = replace(composed(article()), subject="Changed")
    before = draft.read_bytes()
    with pytest.raises(OutputError, match="exists"):
        write_draft(edition, draft)
    assert draft.read_bytes() == before
    write_draft(edition, draft, force=True)
    assert read_draft(draft, SETTINGS).subject == "Changed"


def test_where_one_file_cannot_be_written_neither_is(tmp_path: Path) -> None:
    path = tmp_path / "mill.md"
    path.mkdir()
    with pytest.raises(OutputError, match="can't be written"):
        write_draft(composed(article()), path, force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["mill.md"]


def test_the_sources_hold_the_articles_as_they_were_read(draft: Path) -> None:
    (kept,) = read_draft(draft, SETTINGS).articles
    for field in fields(Article):
        if field.name != "path":
            assert getattr(kept, field.name) == getattr(article(), field.name)


def test_an_unknown_block_is_never_lost(draft: Path) -> None:
    """Text right under a title is a block without a heading."""
    after = edited(draft, "# The mill closes\n", "# The mill closes\n\nA word from the editor.\n")
    first = next(after.blocks())
    assert isinstance(first, Block)
    assert (first.heading, first.sentences[0].text) == (None, "A word from the editor.")


def test_the_page_about_drafts_shows_one_that_can_be_read(draft: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "drafts.md").read_text(encoding="utf-8")
    example = dedent(page.split("like an article.")[1].split("\n\n    ---\n")[1].split("\n| line")[0])
    front = draft.read_text(encoding="utf-8").split("\n# ")[0]
    draft.write_text(front + example.split("---\n")[1], encoding="utf-8")
    edition = read_draft(draft, SETTINGS)
    first, second = edition.blocks()
    assert (edition.title, edition.stories[0].url) == ("The mill closes", "https://example.com/mill")
    assert first.sentences[0].support is Support.VERBATIM
    assert second.quote is not None
    assert second.quote.speaker == "Ada Hurst"
    assert [figure.text for figure in second.figures] == ["30 workers", "nine years"]
