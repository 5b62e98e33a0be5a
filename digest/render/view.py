"""An Edition as templates see it: everything ready to be placed, nothing left to work out.

docs/adding-a-template.md describes these values for people who write templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.edition import Placement
from digest.render.links import read_on_link, web_link
from digest.text import amounts, direction, joiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.edition import Block, Disclaimer, Edition, PullQuote, Story
    from digest.render.images import Picture
    from digest.render.labels import Labels
    from digest.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A key figure, parted at its amount, its words in order: "at least", "$48 million", "flood wall"."""

    before: str
    number: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A pull quote within the quotation marks of its language."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclaimerView:
    """A disclaimer, split where its text has a blank line."""

    id: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block. ``link`` opens the article at its first sentence; None where the article has no address."""

    heading: str | None
    paragraphs: tuple[str, ...]
    quote: QuoteView | None
    figures: tuple[FigureView, ...]
    link: str | None
    disclaimers: tuple[DisclaimerView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story. ``top`` and ``end`` are disclaimers of its article alone, where there are several stories.

    ``turned`` is the direction it runs in where that isn't the edition's, else None; ``start`` is the side its lines
    begin at.
    """

    number: int  # from 1
    title: str
    byline: str
    link: str | None
    image: Picture | None
    blocks: tuple[BlockView, ...]
    top: tuple[DisclaimerView, ...]
    end: tuple[DisclaimerView, ...]
    turned: str | None
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """The edition. ``direction`` is ltr or rtl; ``start`` and ``end`` are the sides a line begins and ends at."""

    title: str
    preheader: str
    language: str
    direction: str
    start: str
    end: str
    date: str
    minutes: str
    stories: tuple[StoryView, ...]
    top: tuple[DisclaimerView, ...]
    closing: tuple[DisclaimerView, ...]


def view(edition: Edition, settings: Settings, labels: Labels, pictures: Mapping[int, Picture]) -> EditionView:
    """Work out all that a template places. ``pictures`` are the lead images by article."""
    rtl = direction(_speech(edition.language, edition.title)) == "rtl"
    return EditionView(
        title=edition.title,
        preheader=edition.preheader,
        language=edition.language,
        direction="rtl" if rtl else "ltr",
        start="right" if rtl else "left",
        end="left" if rtl else "right",
        date=labels.day(max((a.published or "" for a in edition.articles), default="")),
        minutes=labels.minutes.format(n=edition.reading_minutes),
        stories=tuple(
            _story(edition, index, settings, labels, pictures.get(story.article))
            for index, story in enumerate(edition.stories)
        ),
        top=_placed(_shared(edition), Placement.TOP),
        closing=_placed(_shared(edition), Placement.END),
    )


def _story(edition: Edition, index: int, settings: Settings, labels: Labels, image: Picture | None) -> StoryView:
    story = edition.stories[index]
    article = edition.articles[story.article]
    link = web_link(story.url, settings.brand.link_parameters)
    own = () if len(edition.stories) == 1 else tuple(d for d in edition.disclaimers if d.article == story.article)
    way = direction(_speech(article.language, story.title))
    return StoryView(
        number=index + 1,
        title=story.title,
        byline=article.byline or "",
        link=link,
        image=image,
        blocks=tuple(_block(edition, story, block, link, labels) for block in story.blocks),
        top=_placed(own, Placement.TOP),
        end=_placed(own, Placement.END),
        turned=None if way == direction(_speech(edition.language, edition.title)) else way,
        start="right" if way == "rtl" else "left",
    )


def _block(edition: Edition, story: Story, block: Block, link: str | None, labels: Labels) -> BlockView:
    own = (d for d in edition.disclaimers if d.article in {None, story.article})
    return BlockView(
        heading=block.heading,
        paragraphs=block.paragraphs(joiner(edition.language)),
        quote=_quote(block.quote, labels) if block.quote else None,
        figures=tuple(_figure(figure.text, edition.language) for figure in block.figures),
        link=read_on_link(link, block, edition.articles[story.article]),
        disclaimers=_placed(own, Placement.BLOCK),
    )


def _quote(quote: PullQuote, labels: Labels) -> QuoteView:
    opening, closing = labels.quotes
    return QuoteView(text=f"{opening}{quote.text}{closing}", speaker=quote.speaker)


def _figure(text: str, language: str) -> FigureView:
    amount = next(amounts(text, language), None)
    if amount is None:
        return FigureView(before=text, number="", after="")
    return FigureView(before=text[: amount.start], number=text[amount.start : amount.end], after=text[amount.end :])


def _shared(edition: Edition) -> Iterator[Disclaimer]:
    """Disclaimers of the whole message: all of them, where one story is all there is."""
    single = len(edition.stories) <= 1
    return (d for d in edition.disclaimers if single or d.article is None)


def _placed(disclaimers: Iterable[Disclaimer], placement: Placement) -> tuple[DisclaimerView, ...]:
    return tuple(
        DisclaimerView(id=d.id, paragraphs=tuple(part.strip() for part in re.split(r"\n\s*\n", d.text) if part.strip()))
        for d in disclaimers
        if d.placement is placement
    )


def _speech(language: str, title: str) -> str:
    """What tells the direction: the language, or the title where nobody knows the language."""
    return f" {title}" if language == "und" else language
