"""Articles and their blocks -> an Edition: identity, subject, preheader, and the disclaimers it must carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.compose.disclaimers import require_disclaimers
from digest.compose.headline import headline
from digest.compose.identity import edition_id
from digest.compose.line import ELLIPSIS, columns, joined, one_line
from digest.compose.preheader import WIDTH, preheader
from digest.compose.topic import topic_of
from digest.edition import Edition, Story, edition_title, reading_minutes, texts
from digest.text import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.edition import Block
    from digest.settings import Settings

__all__ = ["compose", "require_disclaimers"]

SUBJECT_WIDTH = 60  # columns: what desktop inboxes show
_WIDEST_DERIVED = 100  # columns of a title
_NARROWEST = 25  # columns left for the subject beside a long prefix


def compose(articles: Sequence[Article], blocks: Sequence[Sequence[Block]], settings: Settings) -> Edition:
    """An edition of one or more articles, in order; ``blocks`` holds those of each. It has no disclaimers yet.

    Subject and preheader are made of the articles' own words, whole, and fit the lines that inboxes show.
    """
    prefix = settings.edition.subject_prefix
    prefix = f"{prefix.rstrip()} " if prefix.strip() else ""
    width = max(_NARROWEST, SUBJECT_WIDTH - columns(prefix))
    topics = [topic_of(article) for article in articles]
    headlines = [headline(*each, width) for each in zip(articles, blocks, topics, strict=True)]
    stories = tuple(_story(i, article, blocks[i], headlines[i]) for i, article in enumerate(articles))
    subject = joined(headlines[:2], width)
    if len(articles) == 1:
        under = preheader(articles[0], blocks[0], topics[0], subject)
    else:
        named = 1 if subject == headlines[0] else 2
        under = _headlines_left([story.title for story in stories][named:], headlines[named:])
    return Edition(
        id=edition_id(articles),
        subject=prefix + subject,
        preheader=under,
        title=edition_title(stories, publication=settings.publication.name, subject=prefix + subject),
        language=_language(articles, settings),
        template=settings.edition.template,
        articles=tuple(articles),
        stories=stories,
        reading_minutes=reading_minutes(sum(map(count_words, texts(stories)))),
    )


def _story(index: int, article: Article, blocks: Sequence[Block], short: str) -> Story:
    """An article's part under its title, or, where that was derived and is long, under a ``short`` one if whole."""
    title = one_line(article.title)
    long = title.endswith(ELLIPSIS) or columns(title) > _WIDEST_DERIVED
    if article.title_derived and long and not short.endswith(ELLIPSIS):
        title = short
    return Story(article=index, title=title, url=article.url, blocks=tuple(blocks))


def _headlines_left(titles: Sequence[str], headlines: Sequence[str]) -> str:
    """The headlines that a subject leaves out, whole, as many as fit; the short one where a title is too long."""
    pairs = zip(titles, headlines, strict=True)
    return joined([title if columns(title) <= WIDTH else short for title, short in pairs], WIDTH)


def _language(articles: Sequence[Article], settings: Settings) -> str:
    """The articles' language, as the publication tags it (pt-BR for pt); the publication's where they differ."""
    own = settings.publication.language
    spoken = list(dict.fromkeys(article.language for article in articles if article.language != "und"))
    primary = {tag.partition("-")[0].lower() for tag in spoken}
    if own and (len(primary) != 1 or own.partition("-")[0].lower() in primary):
        return own
    return spoken[0] if spoken else "und"
