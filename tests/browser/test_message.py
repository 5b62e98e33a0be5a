"""Every template's message, as Chromium lays it out: phone to desktop, light and dark, without images."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.mime.parse import parse_message
from tests.browser.sample import ARABIC, MEASURE, SAMPLE, SAMPLES, SETTINGS, TEMPLATES, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from digest.pipeline import Proof
    from tests.browser.chromium import Scheme

pytestmark = pytest.mark.browser
RIGHT_EDGE = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return Math.round(range.getClientRects()[0].right);
}"""
WIDTHS = (320, 375, 700)


@pytest.fixture(scope="module", params=[*TEMPLATES, "several articles", "right to left"])
def proof(request: pytest.FixtureRequest) -> Proof:
    """The sample in each template; several articles in one message; an article in Arabic."""
    if request.param == "several articles":
        return proof_of(*SAMPLES)
    if request.param == "right to left":
        return proof_of(ARABIC)
    return proof_of(SAMPLE, settings=replace(SETTINGS, edition=replace(SETTINGS.edition, template=request.param)))


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    """A reader's colour scheme."""
    given: Scheme = request.param
    return given


@pytest.fixture(scope="module")
def message(chromium: Browser, proof: Proof, scheme: Scheme) -> Iterator[Page]:
    """The message's HTML as a mail program without the network shows it, ready to be measured."""
    page = chromium.new_page(color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(parse_message(proof.data).html or "")
    page.evaluate(MEASURE)
    yield page
    page.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, message: Page) -> Page:
    """The message in a window of that width."""
    message.set_viewport_size({"width": request.param, "height": 800})
    return message


def test_nothing_scrolls_sideways(page: Page) -> None:
    """No text and no picture sticks out of the window."""
    assert page.evaluate("measure.overflow()") == []


def test_type_is_large_enough(page: Page) -> None:
    """No visible text is smaller than 14 pixels."""
    assert page.evaluate("measure.smallText(14)") == []


def test_contrast_is_sufficient(page: Page) -> None:
    """All text has a contrast of 4.5 to 1 or more to its ground (WCAG 2.2, 1.4.3)."""
    assert page.evaluate("measure.lowContrast(4.5)") == []


def test_no_text_lies_over_another(page: Page) -> None:
    """Texts never overlap."""
    assert page.evaluate("measure.overlaps()") == []


def test_disclaimers_are_seen(page: Page, proof: Proof) -> None:
    """Every disclaimer is really on the screen, word for word."""
    seen = page.evaluate("measure.seen()")
    assert proof.edition.disclaimers
    for disclaimer in proof.edition.disclaimers:
        assert re.sub(r"\s+", " ", disclaimer.text) in seen


def test_every_sentence_is_seen(page: Page, proof: Proof) -> None:
    """No part of a block is lost at any width or in any scheme."""
    seen = page.evaluate("measure.seen()")
    for block in proof.edition.blocks():
        for text in [block.heading or "", *(sentence.text for sentence in block.sentences)]:
            assert re.sub(r"\s+", " ", text) in seen


def test_dark_is_dark(message: Page, scheme: Scheme) -> None:
    """The message has colours of its own in a dark scheme, and not in a light one."""
    red, green, blue = map(
        int, re.findall(r"\d+", message.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    )
    assert (red + green + blue < 3 * 64) == (scheme == "dark")


def test_message_is_accessible(message: Page, axe: str) -> None:
    """axe-core finds nothing serious; a message has no landmarks of a page."""
    assert (
        message.evaluate(axe, {"rules": {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}}) == []
    )


def test_arabic_begins_at_the_right(chromium: Browser) -> None:
    """In a right-to-left language the page is mirrored: every line begins at the right edge of the column."""
    page = chromium.new_page(viewport={"width": 375, "height": 800})
    proof = proof_of(ARABIC)
    page.set_content(parse_message(proof.data).html or "")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    sentences = [block.sentences[0].text for block in proof.edition.blocks()]
    edges = {page.get_by_text(text).last.evaluate(RIGHT_EDGE) for text in (proof.edition.title, *sentences)}
    assert edges == {375 - 20}
    page.close()


def test_measures_see_what_is_wrong(chromium: Browser) -> None:
    """A page with one fault of each kind is measured as faulty: the tests above can fail."""
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    page.set_content("""
        <p style="width:400px">Wide text that goes on and on, past the edge of a narrow window, and further.</p>
        <p style="font-size:10px">Tiny</p> <p style="color:#999;background:#fff">Faint</p>
        <p>Under</p><p style="margin-top:-34px">Over</p> <p style="opacity:0">Hidden</p><p hidden>Gone</p>""")
    page.evaluate(MEASURE)
    faults = [
        page.evaluate(f"measure.{one}") for one in ("overflow()", "smallText(14)", "lowContrast(4.5)", "overlaps()")
    ]
    assert [fault[-1] for fault in faults] == [
        "Wide text that goes on and on, past the edge of a narrow win",
        "10px: Tiny",
        "2.85: Faint",
        "Under / Over",
    ]
    seen = page.evaluate("measure.seen()")
    assert "Hidden" not in seen
    assert "Gone" not in seen
    page.close()
