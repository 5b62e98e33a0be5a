"""Every template with all that it can be given: several stories, quotes, figures, images, long words, right to left."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.article import Image
from digest.edition import Disclaimer, Figure, Placement
from digest.mime import fill_html
from digest.render import render
from digest.settings.model import Brand, EditionSettings
from tests.browser.sample import MEASURE, TEMPLATES
from tests.editions import ARTICLE, BLOCK, EDITION, SETTINGS, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_ARTICLE = replace(
    ARTICLE, images=(Image(src="https://example.com/i.png", alt="The harbour", credit="A photographer"),)
)
_BLOCKS = (
    replace(BLOCK, figures=tuple(Figure(text=f"about {n} large ships a day") for n in (26, 1_400, 300_000, 7))),
    replace(BLOCK, heading="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 2, quote=None),
)
_STORY = replace(EDITION.stories[0], blocks=_BLOCKS)
_DISCLAIMERS = tuple(
    Disclaimer(
        id=f"{place}-{article}", text=f"To be read: {place}, {article}.", placement=place, source="law", article=article
    )
    for place, article in itertools.product(Placement, (None, 0))
)
ONE = replace(EDITION, articles=(_ARTICLE,), stories=(_STORY,), disclaimers=_DISCLAIMERS)
EDITIONS = {
    "one": ONE,
    "several": replace(ONE, stories=(_STORY, replace(_STORY, title="Another story of the day"), _STORY)),
    "arabic": replace(ONE, stories=(_STORY, _STORY), language="ar", articles=(replace(_ARTICLE, language="ar"),)),
}
BRANDS = {
    "own": SETTINGS.brand,
    "dark ground": Brand(background="#20303a", accent="#ffd400", social_links={"Mastodon": "https://example.com/"}),
}


_CASES = [*itertools.product(TEMPLATES, EDITIONS, ["own"]), ("briefing", "one", "dark ground")]


@pytest.fixture(scope="module", params=_CASES, ids="-".join)
def html(request: pytest.FixtureRequest) -> str:
    """A message's HTML."""
    template, edition, brand = request.param
    settings = replace(SETTINGS, brand=BRANDS[brand], edition=EditionSettings(images=True))
    message = render(replace(EDITIONS[edition], template=template), settings)
    return fill_html(message.html, message.fields, VALUES)


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request: pytest.FixtureRequest, chromium: Browser, html: str) -> Iterator[Page]:
    """The message as a reader without images sees it."""
    page = chromium.new_page(color_scheme=request.param)
    page.route("**/*", lambda route: route.abort())
    page.set_content(html)
    page.evaluate(MEASURE)
    yield page
    page.close()


def test_it_can_be_read_at_every_width(page: Page) -> None:
    """Nothing scrolls sideways, is too small, too faint or lies over something else, from 320 to 700 pixels."""
    for width in (320, 480, 700):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("measure.overflow()") == []
        assert page.evaluate("measure.smallText(14)") == []
        assert page.evaluate("measure.overlaps()") == []
        assert page.evaluate("measure.lowContrast(4.5)") == []


def test_every_disclaimer_is_seen(page: Page) -> None:
    """In each placement, for all stories and for one."""
    seen = page.evaluate("measure.seen()")
    for disclaimer in _DISCLAIMERS:
        assert disclaimer.text in seen


def test_it_is_accessible(page: Page, axe: str) -> None:
    """axe-core finds nothing serious; a message has no landmarks of a page."""
    rules = {"rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}}
    assert page.evaluate(axe, rules) == []


def test_right_to_left_is_mirrored(chromium: Browser) -> None:
    """An Arabic message begins its lines, its quote's bar and its button at the right."""
    message = render(EDITIONS["arabic"], SETTINGS)
    page = chromium.new_page(viewport={"width": 700, "height": 800})
    page.set_content(message.html)
    starts = page.evaluate(
        """() => [...document.querySelectorAll("h1, .heading, .said, .quote, .soft:not([dir])")].map((element) => {
            const { direction, textAlign } = getComputedStyle(element);
            return [direction, textAlign];
        })"""
    )
    assert {direction for direction, _ in starts} == {"rtl"}
    assert {align for _, align in starts} <= {"right", "start"}
    assert page.evaluate("getComputedStyle(document.querySelector('.quote')).borderRightWidth") == "3px"
    page.close()
