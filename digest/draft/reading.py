"""NAME.md and its sources -> an Edition, every sentence traced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.draft.front_matter import parse_front_matter, split_front_matter
from digest.draft.marks import line_feeds
from digest.draft.matching import match_articles, match_block, unchanged_blocks
from digest.draft.origins import sources_of
from digest.draft.parsing import parse_block, parse_stories
from digest.draft.restore import origin_of, restore_block
from digest.edition import Edition, Story, Support, edition_title, reading_minutes, texts
from digest.errors import DraftError
from digest.text import count_words, joiner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digest.draft.origins import Reread
    from digest.draft.parsing import DraftStory
    from digest.draft.restore import Origin
    from digest.edition import Block
    from digest.settings import Settings

_HEAD = 65_536  # bytes in which front matter ends
_IDENTIFYING = re.compile(r"^(?:id|sources):", re.MULTILINE)


def is_draft(source: Path | bytes) -> bool:
    """Whether a file, or what was read of it, has front matter with ``id`` or ``sources``: it claims to be a draft.

    False where the file can't be read; whoever reads it next says why.
    """
    try:
        data = source if isinstance(source, bytes) else _first_bytes(source)
    except OSError:
        return False
    yaml, _, _ = split_front_matter(line_feeds(data[:_HEAD].decode("utf-8-sig", errors="replace")))
    return bool(_IDENTIFYING.search(yaml))


def read_draft(path: Path, settings: Settings, *, reread: Reread | None = None) -> Edition:
    """The edition that a draft holds, without disclaimers.

    Blocks that nobody touched are exactly as composed. In the others each sentence is traced, and what stands nowhere
    is the editor's. Where NAME.sources.json is missing, ``reread`` reads a source again from its path or URL.

    Raises DraftError, with the line, where the draft can't be read back as it stands.
    """
    name = str(path)
    yaml, body, line = split_front_matter(_decoded(path))
    if not yaml:
        raise DraftError(f"{name} is no draft: it has no front matter.", remedy="Make one with digest draft.")
    front = parse_front_matter(yaml, name)
    sources = sources_of(front, path, reread)
    articles = sources.articles
    author = Support.EDITOR if sources.stories or front.author != "model" else Support.MODEL
    language = front.language or articles[0].language
    drafted = parse_stories(body, line, name)
    stories = []
    for story, article in zip(drafted, match_articles(drafted, articles, sources.stories, name), strict=True):
        origin = origin_of(article, articles, sources.stories, author=author, language=language)
        blocks = _blocks(story, sources.stories, origin, name)
        stories.append(Story(article=article, title=story.title, url=story.url, blocks=blocks))
    return Edition(
        id=front.id,
        subject=front.subject,
        preheader=front.preheader,
        title=edition_title(stories, publication=settings.publication.name, subject=front.subject),
        language=language,
        template=front.template or settings.edition.template,
        articles=articles,
        stories=tuple(stories),
        reading_minutes=reading_minutes(sum(map(count_words, texts(stories)))),
    )


def _blocks(story: DraftStory, composed: Sequence[Story], origin: Origin, name: str) -> tuple[Block, ...]:
    """A story's blocks, those that nobody touched as they were composed, wherever they stood then."""
    if not story.chunks:
        raise DraftError(f"{name}, line {story.line}: this story has no block.", remedy="Take its title out too.")
    own = [block for one in composed if one.article == origin.indexes[0] for block in one.blocks]
    others = [block for one in composed if one.article != origin.indexes[0] for block in one.blocks]
    same = unchanged_blocks(story.chunks, [*own, *others], origin.language)
    left = [block for block in own if block not in same]
    blocks = []
    for chunk, unchanged in zip(story.chunks, same, strict=True):
        if unchanged:
            blocks.append(unchanged)
            continue
        draft = parse_block(chunk, joiner(origin.language), name)
        was = match_block(draft, left)
        left = [block for block in left if block is not was]
        blocks.append(restore_block(draft, origin, was))
    return tuple(blocks)


def _first_bytes(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_HEAD)


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DraftError(f"{path} doesn't exist.", remedy="Make it with digest draft.") from None
    except OSError as error:
        raise DraftError(f"{path} can't be read: {error.strerror}.", remedy="Check its permissions.") from None
    try:
        return line_feeds(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DraftError(f"{path}, line {line}: this is no UTF-8.", remedy="Save the draft as UTF-8.") from None
