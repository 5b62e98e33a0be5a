"""The default summariser, by its public interface."""

import dataclasses
from pathlib import Path

import pytest

from digest.article import Article
from digest.edition import Block, Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.summarize import share_words, summarize
from digest.text import count_words

SAMPLE = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"


def settings_of(words: int = 60) -> Settings:
    settings = Settings()
    return dataclasses.replace(settings, summary=dataclasses.replace(settings.summary, words=words))


def article_of(text: str) -> Article:
    return read_bytes(text.encode(), path="article.txt", settings=Settings())


@pytest.fixture(scope="module")
def sample() -> Article:
    return read_bytes(SAMPLE.read_bytes(), path=str(SAMPLE), settings=Settings())


def prose(block: Block) -> str:
    return " ".join(sentence.text for sentence in block.sentences)


def test_every_section_has_its_block(sample: Article) -> None:
    """The sample's lede and six sections give seven blocks, in order, with their headings."""
    blocks = summarize(sample, settings_of())
    assert [block.section for block in blocks] == [0, 1, 2, 3, 4, 5, 6]
    assert [block.heading for block in blocks] == [section.heading for section in sample.sections]


@pytest.mark.parametrize("budget", [1, 20, 35, 60, 120])
def test_sentences_are_their_spans_and_keep_the_budget(sample: Article, budget: int) -> None:
    """A sentence is its span less what was removed; a block of more than one sentence keeps its budget."""
    for block in summarize(sample, settings_of(budget)):
        assert block.sentences
        assert len(block.sentences) == 1 or count_words(prose(block)) <= budget
        for sentence in block.sentences:
            assert sentence.start is not None
            span = sample.text[sentence.start : sentence.end]
            for left, right in sentence.removed:
                span = span[: left - sentence.start] + span[right - sentence.start :]
            assert sentence.text == span[:1].upper() + span[1:]
            assert (sentence.support is Support.TRIMMED) == bool(sentence.removed)


def test_order_is_the_articles(sample: Article) -> None:
    """Within a block the sentences stand as they do in the article."""
    for block in summarize(sample, settings_of(90)):
        starts = [sentence.start or 0 for sentence in block.sentences]
        assert starts == sorted(starts)


@pytest.mark.parametrize("budget", [1, 35, 60])
def test_no_block_opens_on_somebody_unnamed(sample: Article, budget: int) -> None:
    """A block never begins with a pronoun or a connective."""
    openers = ("He ", "She ", "They ", "It ", "His ", "This ", "But ", "However", "At the same time", "“Our troops")
    for block in summarize(sample, settings_of(budget)):
        assert not prose(block).startswith(openers)


def test_a_sentence_that_leans_follows_the_one_it_leans_on(sample: Article) -> None:
    """A pronoun inside a block has the article's own sentence before it."""
    for block in summarize(sample, settings_of()):
        for before, sentence in zip(block.sentences, block.sentences[1:], strict=False):
            if sentence.text.startswith(("He ", "His ", "However, he")):
                assert before.end is not None
                assert sentence.start is not None
                assert not sample.text[before.end : sentence.start].strip()


def test_notices_take_no_part(sample: Article) -> None:
    """No word of a notice stands in a block."""
    text = " ".join(prose(block) for block in summarize(sample, settings_of(300)))
    assert sample.notices
    assert "JournosNews" not in text


def test_a_topic_sentence_gives_way_to_the_news(sample: Article) -> None:
    """A short sentence that says what the heading says is left out."""
    last = summarize(sample, settings_of())[-1]
    assert not prose(last).startswith("Despite diplomatic efforts")
    assert "26 people" in prose(last)


def test_a_pull_quote_has_its_speaker_and_is_not_in_the_block(sample: Article) -> None:
    """A quotation is set apart only with the person who said it, as first named, and by its exact span."""
    quoted = [block for block in summarize(sample, settings_of(40)) if block.quote]
    assert quoted
    for block in quoted:
        assert block.quote
        assert block.quote.text == sample.text[block.quote.start : block.quote.end]
        assert block.quote.text not in prose(block)
        assert block.quote.speaker in {"Vladimir Putin", "Andrei Belousov"}


def test_key_figures_are_spans_with_their_units(sample: Article) -> None:
    """Figures stand where the section counts something, worded as the article does."""
    blocks = summarize(sample, settings_of())
    figures = [figure.text for figure in blocks[-1].figures]
    assert figures == ["at least 26 people", "at least 69 long-range drones", "94 Ukrainian drones"]
    assert all(figure.text == sample.text[figure.start : figure.end] for block in blocks for figure in block.figures)
    assert not blocks[0].figures


FIGURES = {
    "en": "Shares of Flight 9525 rose *3.2%* to *$1.2 billion*, *nearly 1,200 workers* were hired on 24 March 2024.",
    "fr": "Le pont voit *12 000 voitures* et coûtera *40 millions d'euros* en 2024.",
    "de": "*Rund 12.000 Autos* fahren täglich, *40 Millionen Euro* kostet der Bau.",
    "es": "Costará *40 millones de euros* y *unos 12.000 coches* cruzan el puente.",
    "ru": "По мосту едут *около 12 тысяч машин*, работы стоят *40 миллионов рублей*.",
    "zh": "工程将耗资*4000万元*，每天有*1.2万辆*汽车通过。",
    "ja": "工事に*40億円*かかり、*1万2000台*の車が通る。",
}


@pytest.mark.parametrize("language", FIGURES)
def test_key_figures_in_other_languages(language: str) -> None:
    """What qualifies a number and what it counts belong to it; years, dates and names' numbers are no figures."""
    marked = FIGURES[language]
    article = dataclasses.replace(article_of(marked.replace("*", "") + "\n"), language=language)
    (block,) = summarize(article, settings_of())
    assert [figure.text for figure in block.figures] == marked.split("*")[1::2]


def test_the_editions_budget_is_shared_among_its_blocks(sample: Article) -> None:
    """[edition] words bounds the block's budget, and never raises it."""
    edition = dataclasses.replace(Settings().edition, words=210)
    assert share_words([sample], dataclasses.replace(settings_of(60), edition=edition)).summary.words == 30
    assert share_words([sample], dataclasses.replace(settings_of(20), edition=edition)).summary.words == 20
    assert share_words([sample], settings_of(60)).summary.words == 60


def test_a_section_nobody_can_open_keeps_its_block_with_a_warning() -> None:
    """Where every sentence leans, the block is kept and says so."""
    article = article_of("He said so. She left.\n")
    (block,) = summarize(article, settings_of())
    assert len(block.sentences) == 1
    assert [note.rule for note in block.notes] == ["summary-leans"]


def test_nothing_is_told_twice() -> None:
    """A sentence that an earlier block holds isn't chosen again."""
    fact = "The Ministry of Finance in Oslo raised the fuel tax by 12 percent on Monday morning."
    article = article_of(
        f"{fact} Drivers in Bergen queued at stations through the night before the change took effect.\n\n"
        f"Prices at the pump\n\n"
        f"{fact} Stations near Trondheim charged 24 kroner a litre, the highest price that the country has seen.\n",
    )
    blocks = summarize(article, settings_of(40))
    assert sum(prose(block).count("raised the fuel tax") for block in blocks) == 1


def test_a_leading_connective_goes_where_what_it_connects_with_is_left_out() -> None:
    """A listed connective is trimmed, recorded, and the next letter made a capital."""
    article = article_of(
        "Nobody moved at all then. Meanwhile, the European Central Bank in Frankfurt raised rates to 4.5 percent, "
        "the highest level since the euro was introduced in 1999.\n",
    )
    (block,) = summarize(article, settings_of(25))
    (sentence,) = block.sentences
    assert sentence.text.startswith("The European Central Bank")
    assert sentence.support is Support.TRIMMED
    assert [article.text[left:right] for left, right in sentence.removed] == ["Meanwhile, "]
