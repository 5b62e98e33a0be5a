"""The steps from articles to a checked message, in a row.

    read -> summarise -> compose -> render -> check

What the command line, the studio and the schedules call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check import check
from digest.compose import compose, require_disclaimers
from digest.mime import compile_message, example_stamp, example_values
from digest.render import render
from digest.summarize import summarize

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from digest.article import Article
    from digest.check import Report
    from digest.edition import Block, Edition
    from digest.message import Message
    from digest.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An edition as it would leave, with example values in its fields, and what the checks found in those bytes."""

    edition: Edition
    message: Message
    data: bytes
    report: Report
    settings: Settings


def edition_of_articles(articles: Sequence[Article], settings: Settings, *, on: dt.date) -> Edition:
    """One edition of all articles, with the disclaimers in force on that day."""
    blocks: list[tuple[Block, ...]] = []
    for index, article in enumerate(articles):
        earlier = [block for story in blocks for block in story]
        blocks.append(summarize(article, settings, index=index, earlier=earlier))
    return require_disclaimers(compose(articles, blocks, settings), settings, on=on)


def prove(edition: Edition, settings: Settings) -> Proof:
    """Render an edition and check its bytes."""
    message = render(edition, settings)
    values = example_values(message, base_url=settings.public.base_url)
    data = compile_message(message).fill(values, example_stamp(message))
    return Proof(
        edition=edition,
        message=message,
        data=data,
        report=check(data, settings, edition=edition),
        settings=settings,
    )
