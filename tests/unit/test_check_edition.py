"""A message is held to the edition that it was made from, and to what its publication owes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from digest.check import check
from digest.edition import Placement, Support
from digest.finding import Severity
from digest.mime import compile_message, example_stamp, example_values
from digest.pipeline import edition_of_articles
from digest.read import read_bytes
from digest.render import render
from digest.settings import Settings
from digest.settings.model import DisclaimerSetting, EditionSettings, NoticeSettings, Public, Publication

if TYPE_CHECKING:
    from digest.edition import Edition

ARTICLE = """---
title: Ferry strike enters its second week
url: https://news.example.com/ferry
---
No ferry has left Port Sample since Monday, and talks between the crews and the line ended without a date for more.

## What the crews ask

The union wants a limit of twelve hours on a shift. The line says that it would cost 40,000 euros a day.

## What the town loses

Shops on the quay have sold half of what they sold in May. The mayor wants a mediator from the capital.
"""
OPINIONS = "The opinions in this digest are the authors’ own; they are not “advice”."
DAY = dt.date(2026, 11, 20)


def settings(placement: Placement = Placement.END, template: str = "briefing") -> Settings:
    """The settings of a publication that lacks nothing."""
    return Settings(
        publication=Publication(
            name="The Example Times",
            from_="The Example Times <news@news.example.com>",
            postal_address="The Example Times, 12 Harbour Lane, Port Sample",
        ),
        disclaimers=(DisclaimerSetting(id="opinions", text=OPINIONS, placement=placement),),
        public=Public(base_url="https://news.example.com"),
        edition=EditionSettings(template=template),
    )


def edition(own: Settings) -> Edition:
    """The edition of one article."""
    article = read_bytes(ARTICLE.encode(), path="ferry.md", settings=own)
    return edition_of_articles([article], own, on=DAY)


def rules(one: Edition, own: Settings, **changes: tuple[str, str]) -> set[str]:
    """The errors and warnings for its message, with a string of its parts changed."""
    message = render(one, own)
    for part, (old, new) in changes.items():
        assert old in getattr(message, part)
        message = dataclasses.replace(message, **{part: getattr(message, part).replace(old, new)})
    data = compile_message(message).fill(example_values(message, base_url=own.public.base_url), example_stamp(message))
    findings = check(data, own, edition=one).findings
    return {finding.rule for finding in findings if finding.severity is not Severity.NOTE}


@pytest.mark.parametrize("template", ["briefing", "digest", "compact", "alert"])
@pytest.mark.parametrize("placement", Placement)
def test_what_each_template_makes_has_neither_error_nor_warning(template: str, placement: Placement) -> None:
    own = settings(placement, template)
    assert rules(edition(own), own) == set()


@pytest.mark.parametrize(
    "title", ["Why {{ mustache }} and __DG_NAME__ mean something", "What =?utf-8?q?=41?= means in a header"]
)
def test_a_title_that_looks_like_a_field_or_an_encoded_word_is_only_a_title(title: str) -> None:
    own = settings()
    article = read_bytes(
        ARTICLE.replace("Ferry strike enters its second week", title).encode(), path="a.md", settings=own
    )
    one = edition_of_articles([article], own, on=DAY)
    assert one.subject == title
    assert rules(one, own) == set()


def test_line_separators_and_unseen_characters_of_the_settings_make_no_difference() -> None:
    own = settings()
    address = "The Example\u00ad Times,\u2028 12 Harbour\ufeff Lane"
    (row,) = own.disclaimers
    own = dataclasses.replace(
        own,
        publication=dataclasses.replace(own.publication, postal_address=address),
        disclaimers=(dataclasses.replace(row, text="One line.\u2028\u2029Another line."),),
    )
    assert rules(edition(own), own) == set()


def test_a_disclaimer_of_each_block_must_stand_in_each() -> None:
    own = settings(Placement.BLOCK)
    one = edition(own)
    html = render(one, own).html
    assert html.count(OPINIONS) == 3
    kept = html.replace(OPINIONS, "", 1)
    assert "disclaimer-misplaced" in rules(one, own, html=(html, kept))


def test_a_disclaimer_of_the_top_must_stand_above_the_first_block() -> None:
    own = settings(Placement.END)
    one = edition(own)
    moved = dataclasses.replace(one, disclaimers=(dataclasses.replace(one.disclaimers[0], placement=Placement.TOP),))
    message = render(one, own)
    data = compile_message(message).fill(
        example_values(message, base_url="https://news.example.com"), example_stamp(message)
    )
    assert "disclaimer-misplaced" in {finding.rule for finding in check(data, own, edition=moved).findings}


def test_a_subject_that_is_not_the_editions_is_found() -> None:
    own = settings()
    one = edition(own)
    assert "subject-altered" in rules(one, own, subject=(one.subject, "Another day"))


def test_a_link_to_leave_at_another_place_is_found() -> None:
    """In a message of our own it is at the publication's base_url."""
    own = settings()
    elsewhere = dataclasses.replace(own, public=Public(base_url="https://elsewhere.example.org"))
    one = edition(own)
    message = render(one, own)
    data = compile_message(message).fill(
        example_values(message, base_url="https://news.example.com"), example_stamp(message)
    )
    assert "unsubscribe-foreign" in {finding.rule for finding in check(data, elsewhere, edition=one).findings}


def test_an_article_without_the_notice_that_its_host_must_carry_is_an_error() -> None:
    expect = {"example.com": ("Republished with permission.",)}
    own = dataclasses.replace(settings(), notices=NoticeSettings(expect=expect))
    assert rules(edition(own), own) == {"notice-expected"}


def test_an_article_whose_address_is_none_is_of_no_host() -> None:
    """Pages and front matter may give anything as an address."""
    own = dataclasses.replace(settings(), notices=NoticeSettings(expect={"example.com": ("Republished.",)}))
    text = ARTICLE.replace("https://news.example.com/ferry", '"http://[news.example.com"')
    one = edition_of_articles([read_bytes(text.encode(), path="ferry.md", settings=own)], own, on=DAY)
    assert "notice-expected" not in rules(one, own)


def test_a_models_words_without_the_disclosure_are_an_error() -> None:
    own = settings()
    one = edition(own)
    story = one.stories[0]
    block = story.blocks[0]
    written = dataclasses.replace(block.sentences[0], support=Support.MODEL)
    block = dataclasses.replace(block, sentences=(written, *block.sentences[1:]))
    story = dataclasses.replace(story, blocks=(block, *story.blocks[1:]))
    one = dataclasses.replace(one, stories=(story,))
    assert "ai-disclosure-missing" in rules(one, own)


def test_what_the_settings_lack_for_a_real_send_is_a_warning() -> None:
    own = Settings()
    assert rules(edition(own), own) == {"sender-unset", "postal-address-unset", "unsubscribe-mailto"}


def test_words_of_the_article_that_look_like_a_field_are_none() -> None:
    own = settings()
    article = read_bytes(ARTICLE.replace("Shops", "{{name}} shops").encode(), path="ferry.md", settings=own)
    one = edition_of_articles([article], own, on=DAY)
    assert "{{name}} shops" in render(one, own).text
    assert rules(one, own) == set()
