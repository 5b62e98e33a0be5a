"""The text part, written from the edition and not scraped from the HTML.

A paragraph is one line: mail programs wrap lines to the width they have, and no address is broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.mime import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.render.labels import Labels
    from digest.render.layout import Page
    from digest.render.view import BlockView, DisclaimerView, EditionView, StoryView
    from digest.settings.model import Publication

_MAX_RULE = 60  # letters of an underline


def plain_text(page: Page, publication: Publication, leave: str) -> str:
    """The page as plain text; ``leave`` is what stands for the unsubscribe link."""
    edition, labels = page.edition, page.labels
    parts = [
        *_masthead(page, publication),
        *_heading(edition.title, "="),
        *_byline(edition.stories[:1] if len(edition.stories) == 1 else ()),
        *_disclaimers(edition.top),
        *_contents(edition, labels),
        *(part for story in edition.stories for part in _story(story, edition, labels)),
        *_closing(edition, labels),
        *_footer(page, publication, leave),
    ]
    return "\n\n".join(parts) + "\n"


def _masthead(page: Page, publication: Publication) -> Iterator[str]:
    line = " · ".join(part for part in (page.edition.date, page.edition.minutes) if part)
    name = publication.name if publication.name != page.edition.title else ""  # which follows, underlined
    if parts := [part for part in (name, line, page.home) if part]:
        yield "\n".join(map(_clean, parts))


def _contents(edition: EditionView, labels: Labels) -> Iterator[str]:
    if len(edition.stories) > 1:
        lines = [f"{story.number}. {_clean(story.title)}" for story in edition.stories]
        yield "\n".join([f"{labels.contents}:", *lines])


def _story(story: StoryView, edition: EditionView, labels: Labels) -> Iterator[str]:
    if len(edition.stories) > 1:
        yield from _heading(story.title, "=")
        yield from _byline((story,))
    if story.image and story.image.credit:
        yield _clean(story.image.credit)
    yield from _disclaimers(story.top)
    for block in story.blocks:
        yield from _block(block, labels)
    if story.link:
        yield f"{labels.read_full}:\n{story.link}"
    yield from _disclaimers(story.end)


def _byline(stories: Sequence[StoryView]) -> Iterator[str]:
    yield from (_clean(story.byline) for story in stories if story.byline)


def _block(block: BlockView, labels: Labels) -> Iterator[str]:
    if block.heading:
        yield from _heading(block.heading, "-")
    yield from map(_clean, block.paragraphs)
    if block.figures:
        yield "\n".join(_clean(f"- {figure.before}{figure.number}{figure.after}") for figure in block.figures)
    if block.quote:
        speaker = f"\n> — {_clean(block.quote.speaker)}" if block.quote.speaker else ""
        yield f"> {_clean(block.quote.text)}{speaker}"
    if block.link:
        yield f"{labels.read_on}: {block.link}"
    yield from _disclaimers(block.disclaimers)


def _closing(edition: EditionView, labels: Labels) -> Iterator[str]:
    if edition.closing:
        yield from _heading(labels.about, "-")
        yield from _disclaimers(edition.closing)


def _footer(page: Page, publication: Publication, leave: str) -> Iterator[str]:
    yield "—"
    yield _clean(page.why)
    yield f"{page.labels.leave}: {leave}"
    if publication.postal_address:
        yield "\n".join(map(_clean, publication.postal_address.splitlines()))
    if page.social_links:
        yield "\n".join(f"{_clean(name)}: {link}" for name, link in page.social_links)


def _disclaimers(disclaimers: Sequence[DisclaimerView]) -> Iterator[str]:
    for disclaimer in disclaimers:
        yield from map(_clean, disclaimer.paragraphs)


def _heading(text: str, mark: str) -> Iterator[str]:
    text = _clean(text)
    yield f"{text}\n{mark * min(_MAX_RULE, max(3, len(text)))}"


def _clean(text: str) -> str:
    return printable(text)
