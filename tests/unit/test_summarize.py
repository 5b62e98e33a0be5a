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


def test_key_figures_are_spans_of_the_block(sample: Article) -> None:
    """Figures are worded as the article does, and come from sentences that the block shows."""
    blocks = summarize(sample, settings_of())
    figures = [figure.text for figure in blocks[-1].figures]
    assert figures == ["injured at least 26 people", "at least 69 long-range drones"]
    for block in blocks:
        for figure in block.figures:
            assert figure.text == sample.text[figure.start : figure.end]
            assert figure.text in prose(block)
    assert not blocks[0].figures


FIGURES = {
    "ar": "دمر الفيضان *300 منزل* في المدينة و *نحو 12 مدرسة* في الريف، وتبلغ التكلفة 40 مليون دولار.",
    "de": "*Rund 12.000 Autos* sind betroffen, 40 Millionen Euro kostet der Bau, *20 Jahre Haft* drohen 26 Menschen.",
    "en": "The council will pay for *a total of 1,200 new homes*, a *$48 million flood wall* along the river and "
    "*500 trees a year*, which costs about $4.10 a month for 22 months.",
    "es": "Costará 40 millones de euros y *unos 12.000 coches* cruzan el puente; *120 personas heridas* lo esperan.",
    "fr": "Le pont voit *12 000 voitures par jour*, *12 nouvelles écoles* ouvrent et il coûtera 40 millions d’euros.",
    "hi": "बाढ़ में *300 घरों* को नुकसान हुआ और *लगभग 40 गांवों* में बिजली नहीं है, लागत 40 करोड़ रुपये है।",
    "it": "Il piano costa 40 milioni di euro, con *12 nuove scuole* e *almeno 26 persone ferite* nei lavori.",
    "ja": "*総工費40億円*、市が発表した工事で、*住宅300戸*、1日1万2000台の車が通る。",
    "pt": "O plano custa 40 milhões de euros, com *12 mil passageiros por dia* e *1.200 casas* novas.",
    "ru": "По мосту едут *около 12 тысяч машин*, работы стоят 40 миллионов рублей, *300 жилых домов* без света.",
    "uk": "Міст коштує 40 мільйонів гривень, ним їздять *12 тисяч машин на день*, поруч *300 житлових будинків*.",
    "zh": "*工程总投资4000万元*，每天有1.2万辆汽车通过，*300户家庭停电*。",
}


@pytest.mark.parametrize("language", FIGURES)
def test_a_key_figure_says_what_it_counts(language: str) -> None:
    """With its qualifier, and its period where it is a rate; sums, spans of time and numbers of people say nothing."""
    marked = FIGURES[language]
    article = dataclasses.replace(article_of(marked.replace("*", "") + "\n"), language=language)
    (block,) = summarize(article, settings_of())
    assert [figure.text for figure in block.figures] == marked.split("*")[1::2]


@pytest.mark.parametrize(
    "text",
    [
        "The plan costs $30 million over 22 months, or about $4.10 a month at 60 per cent of it.",
        "The agency did not build 300 homes or 40 schools in the north.",
        "Between 20 and 30 houses and from 40 to 50 cars burned down in Riverton.",
        "One of the 15 soldiers found in France served in Flight 9525 with another 30 pilots.",
        "Only 17% use apps and 70 miles outside Oslo few do, on 24 March 2024.",
    ],
)
def test_a_number_that_says_nothing_by_itself_is_no_figure(text: str) -> None:
    """Bare amounts, what is denied, the ends of a range, parts of a whole and names' numbers are left out."""
    (block,) = summarize(article_of(text + "\n"), settings_of())
    assert not block.figures


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


def test_an_article_of_very_many_sections_is_summarised_whole() -> None:
    """Each section has its block, whatever their number, and says what no block before it said."""
    news = (
        "## Day {n}\n\nThe council met again on this day in Kalden. The members spoke on {n}bridges and {n}ferries.\n"
    )
    sections = [news.format(n=n) for n in range(2000)]
    article = read_bytes("\n".join(sections).encode(), path="a.md", settings=Settings())
    blocks = summarize(article, settings_of(9))
    assert len(blocks) == 2000
    assert prose(blocks[-1]) == "The members spoke on 1999bridges and 1999ferries."


def test_a_table_run_together_gives_no_figures() -> None:
    """A sentence as long as a page is none."""
    (block,) = summarize(article_of("They sold 300 new homes, 12 new schools and " * 200 + "more.\n"), settings_of())
    assert not block.figures
