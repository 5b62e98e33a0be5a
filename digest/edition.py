"""One composed digest: its stories, their blocks, and the disclaimers it must carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.finding import Finding


class Support(StrEnum):
    """How a sentence of a digest stands to its article."""

    VERBATIM = "verbatim"  # exactly its span
    TRIMMED = "trimmed"  # its span less ``removed``, the next letter made a capital
    ALIGNED = "aligned"  # other words, every claim found in ``sources``
    EDITOR = "editor"  # an editor's own words
    MODEL = "model"  # a language model's words
    UNSUPPORTED = "unsupported"


class Placement(StrEnum):
    """Where a disclaimer stands: above the first block, in each block, or after the last."""

    TOP = "top"
    BLOCK = "block"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A claim that the article doesn't bear out."""

    kind: str  # number date name quote speaker negation novelty
    text: str  # the words at fault
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place in an article that bears a sentence out."""

    start: int
    end: int
    article: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSentence:
    """A sentence of a block, with where it stands in the article of that index."""

    text: str
    support: Support
    article: int = 0
    start: int | None = None  # None where the words stand nowhere
    end: int | None = None
    removed: tuple[tuple[int, int], ...] = ()  # offsets in the article's text, within start and end
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    opens_paragraph: bool = False  # a new paragraph begins here; the first sentence never says so


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote:
    """Words somebody said, without their quotation marks, and who said them."""

    text: str
    speaker: str
    article: int = 0
    start: int | None = None
    end: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key figure with what it counts, as the article words it: "26 people injured"."""

    text: str
    article: int = 0
    start: int | None = None
    end: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The digest of one section. ``section`` is its index in the article, None for a block an editor added."""

    section: int | None
    heading: str | None
    sentences: tuple[BlockSentence, ...]
    quote: PullQuote | None = None
    figures: tuple[Figure, ...] = ()
    notes: tuple[Finding, ...] = ()  # what the summariser has to say of this block

    def paragraphs(self, between: str) -> tuple[str, ...]:
        """Its sentences as the paragraphs they stand in, ``between`` those of one: a space, or nothing."""
        texts: list[list[str]] = []
        for sentence in self.sentences:
            if sentence.opens_paragraph or not texts:
                texts.append([])
            texts[-1].append(sentence.text)
        return tuple(between.join(text) for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article's part of an edition. ``article`` is its index in the edition's articles."""

    article: int
    title: str
    url: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclaimer:
    """Text that every copy must carry word for word. ``article`` is set where it belongs to one story only."""

    id: str
    text: str
    placement: Placement
    source: str  # publication, article or law
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One composed digest. The id survives every edit; see docs/drafts.md."""

    id: str
    subject: str
    preheader: str
    title: str
    language: str
    template: str
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    disclaimers: tuple[Disclaimer, ...] = ()
    reading_minutes: int = 1

    def blocks(self) -> Iterator[Block]:
        """All blocks of all stories, in order."""
        for story in self.stories:
            yield from story.blocks


def edition_title(stories: Sequence[Story], *, publication: str, subject: str) -> str:
    """The headline of an edition: its one story's, or else the publication's name, or else the subject."""
    if len(stories) == 1:
        return stories[0].title
    return publication or subject


def texts(stories: Sequence[Story]) -> Iterator[str]:
    """The sentences of all stories' blocks, in order."""
    for story in stories:
        for block in story.blocks:
            yield from (sentence.text for sentence in block.sentences)


def reading_minutes(words: int) -> int:
    """How long ``words`` take to read, at 230 a minute (Brysbaert 2019: 238 for English non-fiction); at least 1."""
    return max(1, round(words / 230))
