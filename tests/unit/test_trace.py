"""Tracing: where a sentence stands in an article, and what the article doesn't bear out."""

from pathlib import Path

import pytest

from digest.article import Article
from digest.edition import Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.trace import trace, trace_figure, trace_quote, trace_sentence, verify

_TEXT = """Bridge to reopen in March

Mayor Anna Weiss said on Monday that the Elbe bridge would reopen on March 3 after repairs that cost 12 million euros. \
She thanked the crews. However, the eastern lane will stay closed until June.

What the city says

"We did not cut corners. The steel is new," Weiss told reporters. City engineer Paul Brandt said 340 beams were \
replaced. Brandt warned that trucks over 30 tons must not cross before autumn.

Opposition leader Karin Vogt called the work a waste of money. Vogt claimed that Weiss is hiding the real cost.
"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read_bytes(_TEXT.encode(), path="bridge.txt", settings=Settings())


def kinds(text: str, article: Article) -> set[str]:
    return {problem.kind for problem in verify(text, article)}


def test_every_sentence_of_the_article_is_verbatim_where_it_stands(article: Article) -> None:
    for sentence in trace(article.text, [article]):
        assert sentence.support is Support.VERBATIM
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert not sentence.problems


def test_a_sentence_less_its_connective_is_trimmed_and_says_what_was_removed(article: Article) -> None:
    sentence = trace_sentence("The eastern lane will stay closed until June.", [article])
    assert sentence.support is Support.TRIMMED
    ((start, end),) = sentence.removed
    assert article.text[start:end] == "However, "
    assert article.text[sentence.start : sentence.end] == "However, the eastern lane will stay closed until June."


def test_half_a_sentence_is_not_verbatim(article: Article) -> None:
    assert trace_sentence("The Elbe bridge would reopen on March 3", [article]).support is not Support.VERBATIM


@pytest.mark.parametrize(
    "text",
    [
        "The bridge across the Elbe reopens on March 3, the mayor said.",
        "Repairs on the bridge cost 12 million euros.",
        "According to Paul Brandt, crews replaced 340 beams.",
        "Karin Vogt said the work was a waste of money.",
        "Trucks of more than 30 tons must not cross until autumn, Brandt warned.",
    ],
)
def test_a_faithful_sentence_in_other_words_is_aligned_with_its_sources(text: str, article: Article) -> None:
    sentence = trace_sentence(text, [article])
    assert (sentence.support, sentence.problems) == (Support.ALIGNED, ())
    assert sentence.sources


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("City engineer Paul Brandt said 350 beams were replaced.", "number"),
        ("Repairs on the bridge cost 12 billion euros.", "number"),
        ("Repairs on the bridge cost 12 million dollars.", "number"),
        ("The bridge across the Elbe reopens on April 3.", "date"),
        ("City engineer Karin Vogt said 340 beams were replaced.", "speaker"),
        ("The Rhine bridge repairs cost 12 million euros.", "name"),
        ("Brandt warned that trucks over 30 tons must cross before autumn.", "negation"),
        ("Opposition leader Karin Vogt never called the work a waste of money.", "negation"),
        ('"We did not cut prices. The steel is new," Weiss told reporters.', "quote"),
        ('"We did not cut corners. The steel is new," Vogt told reporters.', "speaker"),
        ("Weiss warned that trucks over 30 tons must not cross before autumn.", "speaker"),
        ("Weiss is hiding the real cost.", "speaker"),
        ("Schools in the north will get free lunches.", "novelty"),
    ],
)
def test_a_changed_fact_is_found_and_named(text: str, kind: str, article: Article) -> None:
    assert kind in kinds(text, article)
    assert trace_sentence(text, [article]).support is Support.UNSUPPORTED


def test_an_authors_own_words_keep_their_author_and_their_problems(article: Article) -> None:
    (sentence,) = trace("The bridge cost 99 million euros.", [article], author=Support.EDITOR)
    assert sentence.support is Support.EDITOR
    assert [problem.kind for problem in sentence.problems] == ["number"]


def test_the_article_that_holds_a_sentence_is_named(article: Article) -> None:
    other = read_bytes(b"Rain fell all day on Tuesday.", path="rain.txt", settings=Settings())
    assert [s.article for s in trace("Rain fell all day on Tuesday.\nShe thanked the crews.", [article, other])] == [
        1,
        0,
    ]


def test_a_pull_quote_needs_its_words_and_its_speaker(article: Article) -> None:
    found = trace_quote("We did not cut corners.", "Anna Weiss", [article])
    assert article.text[found.start : found.end] == found.text
    assert not found.problems
    assert [p.kind for p in trace_quote("We did not cut corners.", "Ian Doe", [article]).problems] == ["speaker"]
    assert [p.kind for p in trace_quote("We cut no corners.", "Anna Weiss", [article]).problems] == ["quote"]


def test_a_figure_stands_word_for_word(article: Article) -> None:
    found = trace_figure("340 beams", [article])
    assert article.text[found.start : found.end] == "340 beams"
    assert [p.kind for p in trace_figure("350 beams", [article]).problems] == ["number"]


def test_the_sample_is_verbatim_in_itself() -> None:
    path = Path(__file__).parents[2] / "samples" / "putin-territorial-gains.txt"
    article = read_bytes(path.read_bytes(), path=str(path), settings=Settings())
    assert {sentence.support for sentence in trace(article.text, [article])} == {Support.VERBATIM}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Erik Lind said he took responsibility.", ["name"]),
        ("Anders Lind did not respond to requests for comment.", ["name"]),
        ("Anders Lind took responsibility for it, he said.", []),
        ("Erik Lind did not answer requests for comment.", []),
    ],
)
def test_two_of_one_family_are_told_apart(text: str, kinds: list[str]) -> None:
    """One doesn't stand for the other, whose words or deeds they are."""
    story = (
        "Two brothers, Anders Lind and Erik Lind, leave the company. Anders Lind said he took responsibility for it. "
        "Erik Lind did not respond to requests for comment."
    )
    article = read_bytes(story.encode(), path="a.txt", settings=Settings())
    assert [problem.kind for sentence in trace(text, [article]) for problem in sentence.problems] == kinds
