"""Which disclaimers an edition must carry, on which day, for whom."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.article import Article
from digest.compose import compose, require_disclaimers
from digest.edition import Block, BlockSentence, Disclaimer, Edition, Placement, Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.settings.model import DisclaimerSetting, NoticeSettings

TODAY = dt.date(2026, 11, 24)
REVIEWED = "All opinions expressed here are those of the author and do not reflect the views of Example News."
REWRITTEN = "This article was rewritten by Example News based on reporting from trusted sources."
FOLLOW = "Subscribe to our newsletter and follow us on social media for more news."


def article(title: str, *notices: str, url: str | None = None) -> Article:
    body = "\n\n".join([f"# {title}", "The council met on Monday and adopted the budget for the year.", *notices])
    read_one = read_bytes(body.encode(), path="a.md", settings=Settings(), format="markdown")
    assert [notice.text for notice in read_one.notices] == list(notices)
    return replace(read_one, url=url)


def edition(*articles: Article, support: Support = Support.VERBATIM, language: str = "en") -> Edition:
    sentence = BlockSentence(text="The council met on Monday.", support=support)
    blocks = [[Block(section=0, heading=None, sentences=(sentence,))] for _ in articles]
    return replace(compose(articles, blocks, Settings()), language=language)


def required(of: Edition, *rows: DisclaimerSetting, **changes: object) -> tuple[Disclaimer, ...]:
    settings = replace(Settings(), disclaimers=rows, **changes)  # type: ignore[arg-type]
    return require_disclaimers(of, settings, on=TODAY).disclaimers


def texts(disclaimers: tuple[Disclaimer, ...]) -> list[str]:
    return [disclaimer.text for disclaimer in disclaimers]


def row(text: str, **changes: object) -> DisclaimerSetting:
    return replace(DisclaimerSetting(id="a", text=text), **changes)  # type: ignore[arg-type]


def test_an_article_brings_its_notices_word_for_word_but_no_promotion() -> None:
    found = required(edition(article("One", REWRITTEN, REVIEWED, FOLLOW)))
    assert texts(found) == [REWRITTEN, REVIEWED]
    assert {(one.source, one.placement, one.article) for one in found} == {("article", Placement.END, None)}
    assert len({one.id for one in found}) == 2


def test_promotion_stays_where_the_publication_keeps_it() -> None:
    kept = required(edition(article("One", FOLLOW)), notices=NoticeSettings(keep_promotion=True))
    assert texts(kept) == [FOLLOW]


def test_a_shared_notice_stands_once_and_others_with_their_article() -> None:
    found = required(edition(article("One", REVIEWED), article("Two", REVIEWED, REWRITTEN), article("Three")))
    assert [(one.text, one.article) for one in found] == [(REVIEWED, None), (REWRITTEN, 1)]


def test_what_the_publication_requires_stands_where_it_says() -> None:
    (found,) = required(edition(article("One")), row("Edited by people.", placement=Placement.TOP))
    assert found == Disclaimer(id="a", text="Edited by people.", placement=Placement.TOP, source="publication")


def test_the_same_text_from_publication_and_article_stands_once() -> None:
    (found,) = required(edition(article("One", REVIEWED)), row(REVIEWED.replace(" ", "\n ", 1)))
    assert found.source == "publication"


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + dt.timedelta(days=1), None, False),
        (None, TODAY - dt.timedelta(days=1), False),
    ],
)
def test_only_those_in_force_that_day_are_required(first: dt.date | None, last: dt.date | None, holds: bool) -> None:  # noqa: FBT001
    assert bool(required(edition(article("One")), row("Text.", from_=first, until=last))) is holds


def test_a_list_and_a_language_have_their_own_variants() -> None:
    rows = [
        row("For all."),
        row("Para todos.", languages=("es",)),
        row("For Madrid.", lists=("madrid",)),
        row("From tomorrow.", from_=TODAY + dt.timedelta(days=1)),
        row("Since May.", from_=dt.date(2026, 5, 1)),
    ]
    english, spanish = edition(article("One")), edition(article("One"), language="es-MX")
    assert texts(required(english, *rows)) == ["Since May."]
    assert texts(required(english, *rows[:3])) == ["For all."]
    assert texts(required(spanish, *rows[:3])) == ["Para todos."]
    assert texts(required(spanish, *rows, list_name="madrid")) == ["For Madrid."]
    assert texts(required(spanish, *rows[:3], list_name="other")) == ["Para todos."]


def test_words_of_a_model_are_disclosed_at_the_top_in_the_editions_language() -> None:
    (found,) = required(edition(article("One"), support=Support.MODEL, language="de"))
    assert (found.id, found.source, found.placement) == ("ai-disclosure", "law", Placement.TOP)
    assert "künstliche Intelligenz" in found.text


def test_the_publication_may_word_the_disclosure_itself() -> None:
    own = row("A machine wrote this.", id="ai-disclosure")
    assert texts(required(edition(article("One"), support=Support.MODEL), own)) == ["A machine wrote this."]
    assert required(edition(article("One")), own) == ()


def test_what_a_source_must_carry_is_required_even_where_it_was_not_found() -> None:
    expected = {"example.com": ("Republished under a licence.", REVIEWED)}
    notices = NoticeSettings(expect=expected)
    found = required(edition(article("One", REVIEWED, url="https://www.example.com/one")), notices=notices)
    assert texts(found) == [REVIEWED, "Republished under a licence."]
    assert required(edition(article("One", url="https://notexample.com/one")), notices=notices) == ()


def test_disclaimers_are_those_of_the_day_and_replace_earlier_ones() -> None:
    before = require_disclaimers(edition(article("One")), replace(Settings(), disclaimers=(row("Old."),)), on=TODAY)
    assert texts(required(before, row("New."))) == ["New."]
