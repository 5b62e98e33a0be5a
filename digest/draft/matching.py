"""Which article a drafted story belongs to, and which composed block a drafted one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.draft.layout import block_markdown
from digest.draft.marks import line_feeds
from digest.errors import DraftError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.draft.parsing import Chunk, DraftBlock, DraftStory
    from digest.edition import Block, Story


def match_articles(
    drafted: Sequence[DraftStory], articles: Sequence[Article], composed: Sequence[Story], name: str
) -> list[int]:
    """The index of each story's article: by title, else by link, else by the most text in common, else in order.

    Raises DraftError, with ``name`` of the file and the line, for a story that no article is left for.
    """
    free = list(range(len(articles)))
    found: dict[int, int] = {}
    for strength in (_by_title, _by_link, _by_text, _in_order):
        for i, story in enumerate(drafted):
            best = max(free, key=lambda a: (strength(story, articles[a], _composed(composed, a)), -a), default=None)
            if i not in found and best is not None and strength(story, articles[best], _composed(composed, best)):
                found[i] = best
                free.remove(best)
    for i, story in enumerate(drafted):
        if i not in found:
            raise DraftError(
                f"{name}, line {story.line}: there are more titles than articles.",
                remedy="Make a heading of it with ##, or a draft of all the articles with digest draft.",
            )
    return [found[i] for i in range(len(drafted))]


def unchanged_blocks(chunks: Sequence[Chunk], composed: Sequence[Block], language: str) -> list[Block | None]:
    """For each chunk the composed block that is written exactly so, or None. Of blocks alike each serves once."""
    written: dict[str, list[Block]] = {}
    for block in composed:
        written.setdefault(_normal(block_markdown(block, language)), []).append(block)
    alike = [written.get(_normal(chunk.source), []) for chunk in chunks]
    return [blocks.pop(0) if len(blocks) > 1 else next(iter(blocks), None) for blocks in alike]


def match_block(draft: DraftBlock, left: Sequence[Block]) -> Block | None:
    """The composed block that a changed one comes from: by its heading, else by a sentence of its own."""
    text = "\n".join(draft.paragraphs)
    alike = [block for block in left if block.heading == draft.heading]
    alike += [block for block in left if any(one.text and one.text in text for one in block.sentences)]
    return next(iter(alike), None)


def _normal(source: str) -> str:
    """A block's Markdown without the white space that editing programs add, take away or change."""
    return "\n".join(line.rstrip(" \t") for line in line_feeds(source).split("\n")).strip("\n")


def _composed(stories: Sequence[Story], article: int) -> Story | None:
    return next((story for story in stories if story.article == article), None)


def _by_title(story: DraftStory, article: Article, composed: Story | None) -> float:
    return story.title in {article.title, composed.title if composed else article.title}


def _by_link(story: DraftStory, article: Article, composed: Story | None) -> float:
    return story.url is not None and story.url in {article.url, composed.url if composed else article.url}


def _by_text(story: DraftStory, article: Article, composed: Story | None) -> float:
    """The share of the draft's lines that are the article's."""
    del composed
    lines = [line for chunk in story.chunks for line in chunk.source.split("\n")[1:] if line]
    return sum(line in article.text for line in lines) / len(lines) if lines else 0.0


def _in_order(story: DraftStory, article: Article, composed: Story | None) -> float:
    del story, article, composed
    return 1.0
