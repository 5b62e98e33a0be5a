"""An article as the page shows it: what the digest took from it, and what became of its notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.preview.parts import Segment, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article, Notice, Section
    from digest.edition import Disclaimer, Edition
    from digest.preview.parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A heading, paragraph or notice."""

    kind: str  # heading, notice, or a paragraph's kind
    start: int
    segments: tuple[Segment, ...]
    label: str = ""  # of a notice: what became of it


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with what the digest took from it marked."""

    article: Article
    facts: tuple[str, ...]  # under the title
    passages: tuple[Passage, ...]


def article_views(edition: Edition, parts: Sequence[Part]) -> tuple[ArticleView, ...]:
    """All articles of an edition."""
    return tuple(
        ArticleView(
            article=article,
            facts=_facts(article),
            passages=tuple(sorted(_passages(article, index, parts, edition), key=lambda one: one.start)),
        )
        for index, article in enumerate(edition.articles)
    )


def _facts(article: Article) -> tuple[str, ...]:
    title = "Title derived from the text" if article.title_derived else None
    day = article.published and article.published[:10]
    place = article.url or (None if article.path == "-" else article.path)
    return tuple(fact for fact in (article.byline, day, place, title) if fact)


def _passages(article: Article, index: int, parts: Sequence[Part], edition: Edition) -> Iterator[Passage]:
    def cut(text: str, start: int) -> tuple[Segment, ...]:
        return segments(text, start, parts, index)

    for section in article.sections:
        yield from _heading(section)
        for paragraph in section.paragraphs:
            yield Passage(
                kind=str(paragraph.kind), start=paragraph.start, segments=cut(paragraph.text, paragraph.start)
            )
    for notice in article.notices:
        yield Passage(
            kind="notice",
            start=notice.start,
            segments=cut(notice.text, notice.start),
            label=_fate(notice, edition.disclaimers),
        )


def _heading(section: Section) -> Iterator[Passage]:
    if section.heading is not None:
        only = Segment(text=section.heading, parts=(), removed=False, opens=())
        yield Passage(kind="heading", start=section.start, segments=(only,))


def _fate(notice: Notice, disclaimers: Sequence[Disclaimer]) -> str:
    carried = any(one.text.split() == notice.text.split() for one in disclaimers)
    fate = "carried word for word" if carried else "left out"
    return f"{notice.kind.capitalize()}, {fate}: {notice.reason}"
