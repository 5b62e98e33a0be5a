"""Stories and blocks as the Markdown of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.draft.marks import escape
from digest.text import joiner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.edition import Block, Story


def stories_markdown(stories: Sequence[Story], language: str) -> str:
    """All stories, a blank line between their parts."""
    return "\n".join(story_markdown(story, language) for story in stories)


def story_markdown(story: Story, language: str) -> str:
    """A story: its title, its link where the article's address is known, and its blocks."""
    parts = [f"# {escape(story.title)}"]
    if story.url:
        parts.append(link_line(story.url))
    parts += [block_markdown(block, language) for block in story.blocks]
    return "\n\n".join(parts) + "\n"


def link_line(url: str) -> str:
    """The line under a title that leads to the article."""
    return f"[Read on](<{url}>)" if any(sign in url for sign in "() <") else f"[Read on]({url})"


def block_markdown(block: Block, language: str) -> str:
    """A block: its heading, a line a paragraph, the pull quote, and the key figures."""
    parts = [f"## {escape(block.heading)}" if block.heading else "##", *map(escape, block.paragraphs(joiner(language)))]
    if block.quote:
        speaker = f" — {escape(block.quote.speaker)}" if block.quote.speaker else ""
        parts.append(f"> “{escape(block.quote.text)}”{speaker}")
    if block.figures:
        parts.append("\n".join(f"- {escape(figure.text)}" for figure in block.figures))
    return "\n\n".join(parts)
