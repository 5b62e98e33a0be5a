"""Composing: an edition's identity, its subject and preheader, and its language."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from digest.article import Article
from digest.compose import compose
from digest.compose.line import cut
from digest.edition import Block, BlockSentence, Edition, Support
from digest.read import read, read_bytes
from digest.settings import Settings
from digest.text import split_sentences

SAMPLE = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"


def article(source: str, **changes: object) -> Article:
    read_one = read_bytes(source.encode(), path="article.md", settings=Settings(), format="markdown")
    return replace(read_one, **changes)  # type: ignore[arg-type]


def blocks(of: Article) -> list[Block]:
    """A block a section: the first two sentences of its first paragraph."""
    found = []
    for i, section in enumerate(of.sections):
        first = section.paragraphs[0]
        spans = split_sentences(first.text, of.language)[:2]
        sentences = tuple(
            BlockSentence(
                text=first.text[start:end], support=Support.VERBATIM, start=first.start + start, end=first.start + end
            )
            for start, end in spans
        )
        found.append(Block(section=i, heading=section.heading, sentences=sentences))
    return found


def composed(*articles: Article, settings: Settings | None = None) -> Edition:
    return compose(articles, [blocks(one) for one in articles], settings or Settings())


def subject_of(title: str, body: str = "A plain sentence with enough words stands here.") -> str:
    return composed(article(f"# {title}\n\n{body}\n")).subject


def test_the_sample_gets_a_subject_and_a_preheader_of_its_own_words() -> None:
    (sample,) = read(str(SAMPLE), Settings())
    edition = composed(sample)
    assert edition.subject == "Putin links diplomacy to battlefield outcomes"
    assert edition.title == edition.subject
    assert edition.preheader.rstrip(".") in sample.text
    assert 30 < len(edition.preheader) <= 110


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Council adopts the budget", "Council adopts the budget"),
        (
            "Trends on Tuesday: Mobile users would rather read their news than watch it",
            "Mobile users would rather read their news than watch it",
        ),
        (
            "Four Challenges of Adopting Team Structures (And How Leaders Can Mitigate Them)",
            "Four Challenges of Adopting Team Structures",
        ),
        (
            "Minister resigns from the cabinet after three weeks of protests in the capital",
            "Minister resigns from the cabinet",
        ),
        (
            "A very long headline without any joint goes on about the many things that it wants",
            "A very long headline without any joint goes…",
        ),
    ],
)
def test_a_title_is_whole_or_shortened_where_it_says_the_same(title: str, subject: str) -> None:
    assert subject_of(title) == subject


@pytest.mark.parametrize(
    "title",
    [
        "Hurst: the mill by the river will close for good before the end of the year",
        "The mill will close its gates after the summer, officials of the town council say",
        "No plans to close the mill after the summer holidays of the coming year, or ever",
        "The mill by the river will close after the summer unless the town finds a buyer",
    ],
)
def test_a_title_keeps_who_claims_it_and_on_what_condition(title: str) -> None:
    """Nothing that would make a claim a fact, or a condition certain, is taken off but with an ellipsis to say so."""
    subject = subject_of(title, "Hurst said on Monday that the old place by the river had been losing money.")
    assert subject.endswith("…") or subject in {title, "Hurst said on Monday that the old place by the river had been"}
    assert title.startswith(subject.rstrip("…"))


@pytest.mark.parametrize(
    "title", ["The mill will close its gates for good, all of them: Hurst", "The mill will close — Hurst"]
)
def test_a_name_behind_a_claim_stays_with_it(title: str) -> None:
    long = title.replace("close", "close its doors to all of its many workers and visitors")
    for one in (title, long):
        assert subject_of(one) == one or subject_of(one).endswith("…")


def test_a_cut_line_says_that_it_is_cut_unless_a_sentence_ends_there() -> None:
    """The full stop of an abbreviation ends no sentence."""
    assert cut("The council sold its buildings in the U.S. Virgin Islands to Hurst.", 43, "en").endswith("…")
    assert cut("The council sold its buildings. Hurst bought all of them for a penny.", 43, "en") == (
        "The council sold its buildings."
    )
    assert cut("It did. The council sold its old buildings in May to Hurst.", 45, "en").endswith("…")


def test_a_quotation_is_not_cut_from_its_speaker_where_anything_else_will_do() -> None:
    source = (
        "“We lost money for nine years in a row,” said Ada Hurst, who owns the mill by the river in the town.\n\n"
        "## Hurst closes the mill by the river\n\nIt ends in May.\n"
    )
    assert composed(article(source)).subject == "Hurst closes the mill by the river"


def test_clickbait_gives_way_to_what_the_article_says() -> None:
    source = "# You won’t believe what this town did\n\nHurst sells its town hall for a penny.\n"
    assert composed(article(source)).subject == "Hurst sells its town hall for a penny"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ja", "東京都の新しい駅が来年春に開業すると発表され周辺の住民からは期待と不安の声が上がっている"),
        ("zh", "市政府宣布将在明年春天开放新的地铁站，周边居民对此既期待又担心，专家们也发表了看法"),
        ("ru", "Городской совет объявил о строительстве новой станции метро рядом с центральным рынком"),
        ("ar", "أعلن مجلس المدينة عن بناء محطة مترو جديدة بالقرب من السوق المركزي في العام المقبل"),
        ("hi", "नगर परिषद ने अगले वर्ष केंद्रीय बाजार के पास एक नए मेट्रो स्टेशन के निर्माण की घोषणा की है"),
    ],
)
def test_any_script_fits_the_line_without_a_cut_word(language: str, title: str) -> None:
    subject = composed(replace(article("# x\n\nA b c.\n"), title=title, language=language)).subject
    wide = language in {"ja", "zh"}
    assert len(subject) <= (31 if wide else 75)
    kept = subject.removesuffix("…").removesuffix("。")
    assert title.startswith(kept)
    if not wide:
        assert title[len(kept) :][:1] in {"", " ", "،", ","}


def test_a_prefix_takes_its_room_from_the_line() -> None:
    settings = Settings()
    settings = replace(settings, edition=replace(settings.edition, subject_prefix="[The Daily]"))
    edition = composed(article("# Council adopts the budget of the coming year for all schools\n\nA b c.\n"))
    prefixed = composed(*edition.articles, settings=settings)
    assert prefixed.subject.startswith("[The Daily] Council adopts the budget")
    assert len(prefixed.subject) <= 60


def test_the_preheader_says_something_else_than_the_subject() -> None:
    source = (
        "# Hurst sells its town hall for a penny\n\nHurst sells its town hall for a penny. "
        "The buyer, a baker from the next village, wants to turn it into flats.\n"
    )
    assert composed(article(source)).preheader == (
        "The buyer, a baker from the next village, wants to turn it into flats."
    )


def test_a_description_serves_only_if_the_article_bears_it_out() -> None:
    source = "# Mill closes\n\nThe mill by the river closes in May. Its thirty workers learn new trades in town.\n"
    borne = "Thirty workers of the mill learn new trades in May."
    assert composed(article(source, description=borne)).preheader == borne
    assert composed(article(source, description="A scandal that shocks everyone.")).preheader != borne
    assert "scandal" not in composed(article(source, description="A scandal that shocks everyone.")).preheader


def several() -> Sequence[Article]:
    titles = ["Council adopts the budget", "Mill closes in May", "Bridge opens to walkers", "Rain for all of June"]
    return [article(f"# {title}\n\nMore about number {i} stands here.\n") for i, title in enumerate(titles)]


def test_several_articles_share_a_subject_and_the_preheader_names_the_others() -> None:
    edition = composed(*several())
    assert edition.subject == "Council adopts the budget · Mill closes in May"
    assert edition.preheader == "Bridge opens to walkers · Rain for all of June"
    assert [story.title for story in edition.stories] == [one.title for one in several()]


def test_the_identity_is_the_articles_in_order() -> None:
    one, two, *_ = several()
    assert composed(one).id == composed(one).id
    assert len({composed(one).id, composed(two).id, composed(one, two).id, composed(two, one).id}) == 4
    assert composed(one).id.startswith("council-adopts-the-budget-")


def test_a_new_headline_is_the_same_edition_where_an_address_names_the_article() -> None:
    url = "https://example.com/2026/11/mill-closes-in-may.html"
    before = article("# Mill closes\n\nThe mill closes in May.\n", url=url)
    after = article("# Mill stays open\n\nThe mill stays open after all.\n", url=url)
    assert composed(before).id == composed(after).id
    assert composed(before).id.startswith("mill-closes-in-may-")


def test_a_title_in_another_script_still_has_an_identity() -> None:
    assert composed(article("# 新しい駅\n\nA b c.\n")).id.startswith("edition-")


@pytest.mark.parametrize(
    ("own", "articles", "language"),
    [
        ("", ["es"], "es"),
        ("pt-BR", ["pt"], "pt-BR"),
        ("en", ["ar"], "ar"),
        ("en", ["und"], "en"),
        ("en", ["de", "fr"], "en"),
        ("", ["de", "fr"], "de"),
        ("", ["und"], "und"),
    ],
)
def test_an_edition_speaks_its_articles_language(own: str, articles: list[str], language: str) -> None:
    settings = Settings()
    settings = replace(settings, publication=replace(settings.publication, language=own))
    read_ones = [article("# Title\n\nA plain sentence.\n", language=tag) for tag in articles]
    assert composed(*read_ones, settings=settings).language == language


def test_reading_time_grows_with_the_words() -> None:
    assert composed(*several()).reading_minutes == 1
    long = article("# Title\n\n" + "word " * 700 + ".\n")
    assert composed(long).reading_minutes == 3


def edition_of(text: str) -> Edition:
    """The edition of an article without a title, its blocks all that it says."""
    article = read_bytes(text.encode(), path="a.txt", settings=Settings())
    sentences = tuple(
        BlockSentence(text=article.text[left:right], support=Support.VERBATIM, article=0, start=left, end=right)
        for left, right in split_sentences(article.text)
    )
    return compose([article], [[Block(section=0, heading=None, sentences=sentences)]], Settings())


def test_an_article_of_one_sentence_fills_its_inbox_line() -> None:
    """An empty one would be filled with whatever comes first in the message."""
    edition = edition_of("Library opens at midnight.\n")
    assert (edition.subject, edition.preheader) == ("Library opens at midnight", "Library opens at midnight.")


def test_a_dateline_is_no_part_of_a_line() -> None:
    """Neither the subject nor the preheader begin with a place and an agency."""
    edition = edition_of(
        "KALDEN (Post) — The mill will close in June. OSLO, Norway — The ferry stays, said Ida Hurst.\n"
    )
    assert edition.subject == "The mill will close in June"
    assert edition.preheader == "The ferry stays, said Ida Hurst."


def test_a_clause_is_not_parted_from_who_denies_it() -> None:
    """A claim that the same sentence says is rejected is no line by itself."""
    claim = "The army said on Friday that it had taken the village of Merrow"
    edition = edition_of(f"The talks stalled again.\n\n{claim}, a claim that the general staff rejected in an hour.\n")
    assert f"{claim}." not in {edition.subject, edition.preheader}


def test_a_whole_sentence_is_better_than_one_cut_short() -> None:
    """Where a title was derived, a sentence of the first block that fits is the subject."""
    long = "The village school in Aldmoor will stay open for at least three years if its parents pay what they owe."
    assert edition_of(f"{long} Aldmoor parents raised £212,000 for the school.\n").subject == (
        "Aldmoor parents raised £212,000 for the school"
    )


def test_a_german_pronoun_opens_no_preheader() -> None:
    """An article without its noun is a pronoun: "Das teilte das Unternehmen mit" says nothing by itself."""
    edition = edition_of(
        "Die Stadtwerke Lindheim verkaufen ihre Anteile am Windpark. Das teilte das Unternehmen am Montag mit. "
        "Der Stadtrat von Lindheim muss dem Verkauf noch zustimmen.\n"
    )
    assert edition.preheader == "Der Stadtrat von Lindheim muss dem Verkauf noch zustimmen."
