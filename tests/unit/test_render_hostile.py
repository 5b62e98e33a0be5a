"""Any text, in every place that a user's text can go, arrives as the same text and as nothing else."""

from __future__ import annotations

import email
import email.policy
import html as html_module
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from digest.article import Image
from digest.edition import Disclaimer, Figure, Placement, PullQuote
from digest.mime import compile_message, example_stamp, printable
from digest.render import render
from digest.settings.model import Brand, EditionSettings, Publication
from tests.editions import ARTICLE, BLOCK, EDITION, SETTINGS, VALUES
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from digest.settings import Settings

TEMPLATES = ["briefing", "digest", "compact", "alert"]


def edition_of(text: str, template: str) -> tuple[object, Settings]:
    """An edition that says the text in every place, and settings that do."""
    sentences = tuple(replace(sentence, text=text) for sentence in BLOCK.sentences)
    block = replace(
        BLOCK,
        heading=text,
        sentences=sentences,
        quote=PullQuote(text=text, speaker=text),
        figures=(Figure(text=text),),
    )
    article = replace(
        ARTICLE, title=text, byline=text, images=(Image(src="https://example.com/i.png", alt=text, credit=text),)
    )
    story = replace(EDITION.stories[0], title=text, blocks=(block,))
    edition = replace(
        EDITION,
        template=template,
        subject=text,
        preheader=text,
        title=text,
        articles=(article,),
        stories=(story, story),
        disclaimers=tuple(
            Disclaimer(id=str(place), text=text, placement=place, source="publication") for place in Placement
        ),
    )
    settings = replace(
        SETTINGS,
        publication=Publication(name=text, from_="News <news@example.com>", postal_address=text),
        brand=Brand(social_links={text: "https://example.com/"}, logo="https://example.com/l.png", logo_alt=text),
        edition=EditionSettings(images=True),
    )
    return edition, settings


def folded(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_arrives_as_it_is(text: str, template: str) -> None:
    """In HTML's text and attributes, in the plain text and in the subject, after the whole way through MIME."""
    edition, settings = edition_of(text, template)
    message = render(edition, settings)  # type: ignore[arg-type]
    data = compile_message(message).fill(VALUES, example_stamp(message))
    received = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(received, email.message.EmailMessage)
    html, plain = received.get_body(("html",)), received.get_body(("plain",))
    assert html is not None
    assert plain is not None
    page = lxml_html.document_fromstring(html.get_content())
    shown, expected = folded(page.text_content()), folded(text)
    assert shown.count(expected) >= 12
    assert folded(plain.get_content()).count(expected) >= 12
    assert folded(received["Subject"]) == expected
    alts = [folded(image.get("alt")) for image in page.iter("img")]
    assert alts
    assert set(alts) == {expected}
    assert not page.xpath("//script")
    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_text_adds_no_element(template: str) -> None:
    """The HTML has the same elements whatever the text is."""
    shapes = set()
    for text in ("plain words", *(text for text in HOSTILE if len(text) < 1_000)):  # longer: another template
        edition, settings = edition_of(text, template)
        page = lxml_html.document_fromstring(render(edition, settings).html)  # type: ignore[arg-type]
        number = [element for element in page.iter("b", "br") if element.getparent().get("class") == "figure"]
        shapes.add(sum(1 for _ in page.iter()) - len(number))
    assert len(shapes) == 1


def test_control_characters_are_dropped() -> None:
    """They can't be mailed; what stands around them stays."""
    edition, settings = edition_of("be\x00fo\x08re\x1b\x7f\x9f\ufffeafter", "briefing")
    message = render(edition, settings)  # type: ignore[arg-type]
    assert html_module.unescape(message.html).count("beforeafter") >= 12
    assert message.text.count("beforeafter") >= 12
    assert printable(message.html, breaks="\n") == message.html
