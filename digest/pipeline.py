"""The steps from articles to a checked message, in a row.

    read -> summarise -> compose -> (edit a draft) -> render -> check

Whatever makes an edition, a command or a schedule, calls them here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from digest.check import apply_levels, check
from digest.compose import compose, require_disclaimers
from digest.draft import read_draft
from digest.finding import gravest_first
from digest.mime import compile_message, example_stamp, example_values
from digest.read import read
from digest.render import render
from digest.summarize import share_words, summarize

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from digest.article import Article
    from digest.check import Report
    from digest.edition import Block, Edition
    from digest.finding import Finding
    from digest.message import Message
    from digest.settings import Settings
    from digest.subscriber import Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An edition as it would leave, its fields filled for one reader.

    ``report`` is what the checks found in those bytes, and what was noted on the way to them.
    """

    edition: Edition
    message: Message
    data: bytes
    report: Report
    settings: Settings


def edition_of_articles(articles: Sequence[Article], settings: Settings, *, on: dt.date) -> Edition:
    """One edition of all articles, with the disclaimers in force on that day."""
    blocks: list[tuple[Block, ...]] = []
    shared = share_words(articles, settings)
    for index, article in enumerate(articles):
        earlier = [block for story in blocks for block in story]
        blocks.append(summarize(article, shared, index=index, earlier=earlier))
    return require_disclaimers(compose(articles, blocks, settings), settings, on=on)


def edition_of_draft(path: Path, settings: Settings, *, on: dt.date, template: str | None = None) -> Edition:
    """The edition that an editor's draft holds, with the disclaimers in force on that day.

    ``template`` lays it out in place of the one that the draft names.
    """
    edition = read_draft(path, settings, reread=partial(read, settings=settings))
    edition = replace(edition, template=template or edition.template)
    return require_disclaimers(edition, settings, on=on)


def prove(
    edition: Edition,
    settings: Settings,
    *,
    probe: Callable[[str], int] | None = None,
    reader: Subscriber | None = None,
) -> Proof:
    """Render an edition and check its bytes; ``probe`` goes and looks where its links lead.

    Its fields are filled for ``reader``, or with examples; the link to leave by does nothing in either case.
    """
    message = render(edition, settings)
    values = example_values(message, base_url=settings.public.base_url)
    if reader:
        values = reader.values | {"unsubscribe": values["unsubscribe"]}
    data = compile_message(message).fill(values, example_stamp(message))
    report = check(data, settings, edition=edition, probe=probe)
    notes = apply_levels(_notes(edition, message), settings)
    return Proof(
        edition=edition,
        message=message,
        data=data,
        report=replace(report, findings=gravest_first((*report.findings, *notes))),
        settings=settings,
    )


def _notes(edition: Edition, message: Message) -> Iterator[Finding]:
    """What reading, summarising and rendering had to say on the way."""
    for article in edition.articles:
        yield from article.notes
    for block in edition.blocks():
        yield from block.notes
    yield from message.notes
