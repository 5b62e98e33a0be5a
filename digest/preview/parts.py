"""What a digest is made of, piece by piece, and the article cut where those pieces stand in it.

A part has one number, the same in the article, in the message and in the list of parts, so that what is pointed at in
one of them can be lit in the others.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.edition import Source, Support

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Block, BlockSentence, Edition, Figure, Problem, PullQuote


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence, quotation, key figure or disclaimer of a digest."""

    number: int
    kind: Literal["sentence", "quote", "figure", "disclaimer"]
    text: str
    support: Support
    places: tuple[Source, ...]  # empty where the words stand nowhere
    removed: tuple[Source, ...] = ()  # what a trimmed sentence lost
    speaker: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockParts:
    """The parts of one block, in reading order, under its heading."""

    story: str  # the article's title where its first block begins, and there are others
    heading: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of an article's text to which the same parts hold."""

    text: str
    parts: tuple[int, ...]
    removed: bool  # trimmed off a sentence
    opens: tuple[int, ...]  # parts that begin here


def parts_of(edition: Edition) -> tuple[BlockParts, ...]:
    """All blocks of an edition as numbered parts."""
    blocks: list[BlockParts] = []
    number = 0
    for story in edition.stories:
        for index, block in enumerate(story.blocks):
            parts = tuple(_block_parts(block, number))
            number += len(parts)
            title = story.title if index == 0 and len(edition.stories) > 1 else ""
            blocks.append(BlockParts(story=title, heading=block.heading, parts=parts))
    return tuple(blocks)


def disclaimer_parts(edition: Edition, number: int) -> tuple[Part, ...]:
    """The disclaimers of an edition as parts, numbered from ``number``, with the notices that they come from."""
    notices = [(index, notice) for index, article in enumerate(edition.articles) for notice in article.notices]
    return tuple(
        Part(
            number=number + count,
            kind="disclaimer",
            text=disclaimer.text,
            support=Support.VERBATIM,
            places=tuple(
                Source(start=notice.start, end=notice.end, article=index)
                for index, notice in notices
                if notice.text.split() == disclaimer.text.split()
            ),
        )
        for count, disclaimer in enumerate(edition.disclaimers)
    )


def segments(text: str, start: int, parts: Sequence[Part], article: int) -> tuple[Segment, ...]:
    """A paragraph of an article, whose text begins at offset ``start``, cut where parts begin and end."""
    end = start + len(text)
    places = [(one, part.number) for part in parts for one in part.places if _meets(one, article, start, end)]
    removed = [one for part in parts for one in part.removed if _meets(one, article, start, end)]
    cuts = {start, end}
    for one in [place for place, _ in places] + removed:
        cuts |= {max(one.start, start), min(one.end, end)}
    edges = sorted(cuts)
    first = [(part.places[0].start, part.number) for part in parts if part.places and part.places[0].article == article]
    return tuple(
        Segment(
            text=text[left - start : right - start],
            parts=tuple(number for place, number in places if place.start <= left < place.end),
            removed=any(one.start <= left < one.end for one in removed),
            opens=tuple(number for offset, number in first if offset == left),
        )
        for left, right in itertools.pairwise(edges)
    )


def _meets(place: Source, article: int, start: int, end: int) -> bool:
    return place.article == article and place.start < end and start < place.end


def _block_parts(block: Block, number: int) -> Iterator[Part]:
    for sentence in block.sentences:
        yield _sentence(sentence, number)
        number += 1
    if block.quote:
        yield _placed(block.quote, "quote", number, block.quote.speaker)
        number += 1
    for figure in block.figures:
        yield _placed(figure, "figure", number)
        number += 1


def _sentence(sentence: BlockSentence, number: int) -> Part:
    places = () if sentence.problems else sentence.sources or _span(sentence)  # what isn't borne out stands nowhere
    removed = tuple(Source(start=start, end=end, article=sentence.article) for start, end in sentence.removed)
    return Part(
        number=number,
        kind="sentence",
        text=sentence.text,
        support=sentence.support,
        places=places,
        removed=removed,
        problems=sentence.problems,
    )


def _placed(one: PullQuote | Figure, kind: Literal["quote", "figure"], number: int, speaker: str = "") -> Part:
    places = _span(one)
    return Part(
        number=number,
        kind=kind,
        text=one.text,
        support=Support.VERBATIM if places else Support.EDITOR,
        places=places,
        speaker=speaker,
        problems=one.problems,
    )


def _span(one: BlockSentence | PullQuote | Figure) -> tuple[Source, ...]:
    if one.start is None or one.end is None:
        return ()
    return (Source(start=one.start, end=one.end, article=one.article),)
