"""Rendering, on an edition made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.edition import Support
from digest.errors import SettingsError, TemplateError
from digest.finding import Finding, Severity
from digest.mime import fill_html, fill_text
from digest.render import render
from digest.settings import Settings
from digest.settings.model import Brand, Public
from tests.editions import ARTICLE, EDITION, FIRST, SECOND, SETTINGS, VALUES

if TYPE_CHECKING:
    from digest.message import Message


def html_of(message: Message) -> str:
    """The HTML as a reader gets it."""
    return fill_html(message.html, message.fields, VALUES)


def text_of(message: Message) -> str:
    """The plain text as a reader gets it."""
    return fill_text(message.text, message.fields, VALUES)


def test_everything_stands_in_both_parts() -> None:
    """Title, blocks, quote, figures, disclaimers, reason, address and both links stand in the HTML and the text."""
    message = render(EDITION, SETTINGS)
    for part in (html_of(message), text_of(message)):
        for words in (
            EDITION.title,
            "Two years of work",
            FIRST,
            SECOND,
            "“A good day”",
            "The mayor",
            "ships a day",
            "Ann Writer",
            "24 November 2026",
            "Second part.",
            "reader@example.com",
            "https://mail.example.com/u/1",
            "1 Main Street, Springfield",
            "https://example.com/harbour#:~:text=The%20harbour%20opened%20on,two%20years%20of%20work.",
        ):
            assert words in part
    assert "Advertising &amp; news are apart." in message.html
    assert "No &lt;advice&gt; is given." in message.html
    assert "No <advice> is given." in message.text


def test_headers_say_who_sends_and_how_to_leave() -> None:
    """Sender, reply address and the list's headers come from the settings."""
    message = render(EDITION, SETTINGS)
    assert (message.sender.name, message.sender.address) == ("The Journal", "news@example.com")
    assert message.reply_to is not None
    assert message.reply_to.address == "desk@example.com"
    assert dict(message.headers)["List-Id"] == "<journal.example.com>"
    assert dict(message.headers)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_needs_a_base_url() -> None:
    """Where leaving is by mail only, one click isn't promised."""
    message = render(EDITION, replace(SETTINGS, public=Public()))
    assert "List-Unsubscribe-Post" not in dict(message.headers)


def test_without_any_settings_there_is_still_a_message() -> None:
    """The defaults make a whole message; what a real send would lack is for the checks to say."""
    message = render(EDITION, Settings())
    assert message.sender.address.endswith(".invalid")
    assert FIRST in message.html


def test_link_parameters_are_added_to_links_into_the_article() -> None:
    """The publication's own parameters stand before the text fragment, and none twice."""
    story = replace(EDITION.stories[0], url="https://example.com/harbour?utm_source=old")
    brand = Brand(link_parameters="utm_source=digest&utm_medium=email")
    message = render(replace(EDITION, stories=(story,)), replace(SETTINGS, brand=brand))
    assert "https://example.com/harbour?utm_source=old&utm_medium=email#:~:text=The%20harbour" in message.text


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "data:text/html,x", "ftp://example.com", "//example.com"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    """An article without an address of the web has neither link nor button."""
    story = replace(EDITION.stories[0], url=url)
    message = render(replace(EDITION, stories=(story,)), SETTINGS)
    assert "Read on" not in message.html + message.text
    assert "Read the full article" not in message.html + message.text


def test_right_to_left_is_mirrored() -> None:
    """An Arabic edition reads from the right, in Arabic labels."""
    message = render(replace(EDITION, language="ar"), SETTINGS)
    assert 'dir="rtl"' in message.html
    assert "border-right:3px" in message.html
    assert "إلغاء الاشتراك" in message.html
    assert "إلغاء الاشتراك" in message.text


def test_several_stories_have_contents_and_headlines() -> None:
    """Each story has its headline, listed above."""
    second = replace(EDITION.stories[0], title="Another story")
    message = render(replace(EDITION, title="Two stories", stories=(*EDITION.stories, second)), SETTINGS)
    assert 'href="#story-2"' in message.html
    assert 'id="story-2"' in message.html
    assert "2. Another story" in message.text


def test_the_same_edition_gives_the_same_message() -> None:
    """Wherever the article was read from."""
    article = replace(ARTICLE, path="/elsewhere/harbour.txt")
    assert render(EDITION, SETTINGS) == render(replace(EDITION, articles=(article,)), SETTINGS)


@pytest.mark.parametrize("brand", [Brand(accent="red;x"), Brand(background="#12345"), Brand(font='x"><script>')])
def test_a_brand_that_is_none_is_refused(brand: Brand) -> None:
    """Colours and fonts can't carry anything else into the message."""
    with pytest.raises(SettingsError, match=r"brand\."):
        render(EDITION, replace(SETTINGS, brand=brand))


@pytest.mark.parametrize("name", ["nothing", "../briefing", "", "."])
def test_a_template_that_is_none_is_refused(name: str) -> None:
    """The error names those there are."""
    with pytest.raises(TemplateError, match="briefing"):
        render(replace(EDITION, template=name), SETTINGS)


def test_what_is_known_of_where_the_words_stand_changes_nothing() -> None:
    """An edition whose sources were read again, at other offsets and with other notices, is the same message."""
    (story,) = EDITION.stories
    (block,) = story.blocks
    sentences = tuple(replace(one, support=Support.EDITOR) for one in block.sentences)
    notes = (Finding(rule="summary-leans", severity=Severity.NOTE, message="It leans."),)
    again = replace(block, section=None, sentences=sentences, notes=notes)
    edition = replace(EDITION, stories=(replace(story, blocks=(again,)),))
    assert render(edition, SETTINGS) == render(EDITION, SETTINGS)
