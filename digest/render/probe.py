"""Try a publication's own template on editions that use all it must place, before a reader's edition does."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.article import Article, Image
from digest.edition import (
    Block,
    BlockSentence,
    Disclaimer,
    Edition,
    Figure,
    Placement,
    PullQuote,
    Story,
    Support,
)
from digest.errors import TemplateError
from digest.render.environment import template_folders
from digest.render.images import pictures
from digest.render.layout import inline_css, lay_out, page_for, validate
from digest.settings import Settings
from digest.settings.model import Brand, EditionSettings, Publication
from digest.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = Settings(
    publication=Publication(name="Probe", url="https://example.com/", postal_address="1 Main Street"),
    brand=Brand(
        logo="https://example.com/l.png",
        logo_dark="https://example.com/d.png",
        social_links={"A": "https://example.com/a"},
    ),
    edition=EditionSettings(images=True),
)
_ARTICLE = Article(
    path="-",
    format="text",
    encoding="utf-8",
    language="en",
    title="A title",
    text="A sentence.",
    sections=(),
    byline="A writer",
    published="2026-01-01",
    images=(Image(src="https://example.com/i.jpg", alt="A picture", credit="A photographer"),),
)
_SENTENCE = BlockSentence(text="A sentence.", support=Support.VERBATIM, start=0, end=11)
_FULL_BLOCK = Block(
    section=0,
    heading="A heading",
    sentences=(_SENTENCE, replace(_SENTENCE, opens_paragraph=True)),
    quote=PullQuote(text="A quotation", speaker="A speaker"),
    figures=(Figure(text="about 26 people"), Figure(text="many")),
)
_BARE_BLOCK = Block(section=None, heading=None, sentences=(_SENTENCE,))


def try_template(name: str, workspace: Path | None) -> None:
    """Find the faults of a template that stands in the workspace; the shipped ones are held to this by the tests.

    Raises:
        TemplateError: it has one, or leaves out a placement of disclaimers.
    """
    own = (workspace / "templates" / name).resolve() if workspace else None
    if own and own.is_dir() and own != (shipped("templates") / name).resolve():
        stamps = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(own.iterdir()))
        _try(template_folders(name, workspace), stamps)


@functools.lru_cache(maxsize=16)
def _try(folders: tuple[Path, ...], _stamps: tuple[tuple[str, int], ...]) -> None:
    for edition, settings in _editions():
        page = page_for(edition, settings, pictures(edition, settings), lambda name, _default="": f"FIELD_{name}")
        page = replace(page, folders=folders)
        if "FIELD_unsubscribe" not in validate(lay_out(page), page):
            message = f"The template {folders[0].name!r} has no unsubscribe link."
            raise TemplateError(message, remedy='Place field("unsubscribe") in its footer.')
        inline_css(page)


def _editions() -> Iterator[tuple[Edition, Settings]]:
    """One story and several, with everything and with next to nothing, from left to right and the other way."""
    full = Story(article=0, title="A story", url="https://example.com/a", blocks=(_FULL_BLOCK, _BARE_BLOCK))
    bare = Story(article=0, title="A bare story", url=None, blocks=(_BARE_BLOCK,))
    placed = tuple(
        Disclaimer(
            id=f"{placement}" if article is None else f"{placement} of an article",
            text=f"For {placement} {article}.",
            placement=placement,
            source="probe",
            article=article,
        )
        for placement in Placement
        for article in (None, 0)
    )
    edition = Edition(
        id="probe",
        subject="A subject",
        preheader="A preheader",
        title="A title",
        language="en",
        template="briefing",
        articles=(_ARTICLE,),
        stories=(full,),
        disclaimers=placed,
    )
    yield edition, _FULL
    yield replace(edition, stories=(full, bare), language="ar"), _FULL
    without = replace(_ARTICLE, byline=None, published=None, images=())
    yield replace(edition, articles=(without,), stories=(bare,), disclaimers=()), Settings()
