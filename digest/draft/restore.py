"""A draft's texts -> blocks again: what is unchanged as it was composed, all else traced against the articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.edition import Block, BlockSentence, Support
from digest.text import joiner, split_sentences
from digest.trace import trace_figure, trace_quote, trace_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.article import Article
    from digest.draft.parsing import DraftBlock
    from digest.edition import Figure, PullQuote, Story

_CLOSED = (".", "!", "?", "…", "”", "’", '"', "'", "»", ")", "。", "！", "？", "」", "』", "।", "؟")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the changed blocks of one story are restored from."""

    articles: tuple[Article, ...]  # the story's own first
    indexes: tuple[int, ...]  # of each in the edition
    composed: Mapping[str, BlockSentence]  # by text, the longest first
    author: Support  # whose words are that stand nowhere
    language: str


def origin_of(
    article: int, articles: Sequence[Article], composed: Sequence[Story], *, author: Support, language: str
) -> Origin:
    """The origin of the story that belongs to the article of that index."""
    indexes = (article, *(i for i in range(len(articles)) if i != article))
    own_last = sorted(composed, key=lambda story: story.article == article)
    sentences = [one for story in own_last for block in story.blocks for one in block.sentences if one.text]
    return Origin(
        articles=tuple(articles[i] for i in indexes),
        indexes=indexes,
        composed={one.text: one for one in sorted(sentences, key=lambda one: -len(one.text))},
        author=author,
        language=language,
    )


def restore_block(draft: DraftBlock, origin: Origin, was: Block | None) -> Block:
    """A block that was changed or added. ``was`` is the composed block it comes from, if any.

    Sentences of the composed edition keep their spans and authors, wherever they stand now; the others are traced.
    """
    sentences: list[BlockSentence] = []
    for paragraph in draft.paragraphs:
        for i, text in enumerate(_split(paragraph, origin)):
            sentence = origin.composed.get(text) or _traced(text, origin)
            sentences.append(replace(sentence, opens_paragraph=i == 0 and bool(sentences)))
    return Block(
        section=was.section if was else _section(draft, sentences, origin),
        heading=draft.heading,
        sentences=tuple(sentences),
        quote=_quote(draft.quote, origin, was) if draft.quote else None,
        figures=tuple(_figure(text, origin, was) for text in draft.figures),
    )


def _section(draft: DraftBlock, sentences: Sequence[BlockSentence], origin: Origin) -> int | None:
    """The section that a block is of, where it isn't known what was composed: same heading, and its first words."""
    if origin.composed:
        return None
    starts = [one.start for one in sentences if one.start is not None and one.article == origin.indexes[0]]
    for i, section in enumerate(origin.articles[0].sections):
        if section.heading == draft.heading and any(section.start <= start < section.end for start in starts):
            return i
    return None


def _traced(text: str, origin: Origin) -> BlockSentence:
    found = trace_sentence(text, origin.articles, author=origin.author)
    sources = tuple(replace(source, article=origin.indexes[source.article]) for source in found.sources)
    return replace(found, article=origin.indexes[found.article], sources=sources)


def _quote(draft: tuple[str, str], origin: Origin, was: Block | None) -> PullQuote:
    written = "” — ".join(draft)  # as a whole: the words may hold such marks themselves
    if was and was.quote and f"{was.quote.text}” — {was.quote.speaker}" == written:
        return was.quote
    found = trace_quote(*draft, origin.articles)
    return replace(found, article=origin.indexes[found.article])


def _figure(text: str, origin: Origin, was: Block | None) -> Figure:
    if was and (known := next((one for one in was.figures if one.text == text), None)):
        return known
    found = trace_figure(text, origin.articles)
    return replace(found, article=origin.indexes[found.article])


def _split(paragraph: str, origin: Origin) -> Iterator[str]:
    """The sentences of a paragraph. One that was composed is never split otherwise than it was."""
    spaced = bool(joiner(origin.language))
    start = 0
    while start < len(paragraph):
        own = _composed_at(paragraph, start, origin, spaced=spaced)
        if own:
            yield own
            end = start + len(own)
        else:
            end = _next_composed(paragraph, start, origin, spaced=spaced)
            rest = paragraph[start:end]
            yield from (rest[a:b] for a, b in split_sentences(rest, origin.language))
        while end < len(paragraph) and paragraph[end].isspace():
            end += 1
        start = end


def _next_composed(paragraph: str, start: int, origin: Origin, *, spaced: bool) -> int:
    """Where the next composed sentence begins after ``start``, or the end of the paragraph."""
    for i in range(start + 1, len(paragraph)):
        begins = not paragraph[i].isspace() and (paragraph[i - 1].isspace() or not spaced)
        if begins and _composed_at(paragraph, i, origin, spaced=spaced):
            return i
    return len(paragraph)


def _composed_at(paragraph: str, start: int, origin: Origin, *, spaced: bool) -> str | None:
    """The composed sentence that stands whole at ``start``, with nothing written onto its end."""
    for text in origin.composed:
        end = start + len(text)
        if paragraph.startswith(text, start) and (
            end == len(paragraph) or (text.endswith(_CLOSED) and (not spaced or paragraph[end].isspace()))
        ):
            return text
    return None
