"""What the default summariser is measured against, each filling the same budget by the same rule.

The rule: sentences in the method's order while the budget lasts, none cut, at least one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from rouge_score import rouge_scorer, tokenizers

from digest.text import count_words, split_sentences, stop_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")
SUMY = ("LexRank", "TextRank", "LSA", "Luhn")
_TOKENIZER = tokenizers.DefaultTokenizer(use_stemmer=True)
SCORER = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


def sentences_of(text: str) -> list[str]:
    """Split a text as the product does, so that all methods choose among the same sentences."""
    return [line[left:right] for line in text.split("\n") for left, right in split_sentences(line)]


def fill(ranked: Iterable[T], budget: int, text: Callable[[T], str] = str) -> list[T]:
    """Take sentences in order while the budget lasts; the first whatever its length."""
    taken: list[T] = []
    room = budget
    for sentence in ranked:
        room -= count_words(text(sentence))
        if taken and room < 0:
            break
        taken.append(sentence)
    return taken


def lead(sentences: Sequence[str], budget: int) -> list[str]:
    """Take the first sentences."""
    return fill(sentences, budget)


def oracle(sentences: Sequence[str], references: Sequence[str], budget: int) -> list[str]:
    """Add whatever raises ROUGE-1 most, knowing the references: about the best that whole sentences can do."""
    counted = {sentence: _unigrams(sentence) for sentence in sentences}
    wanted = [_unigrams(reference) for reference in references]
    taken: list[str] = []
    have: Counter[str] = Counter()
    best = 0.0
    while True:
        room = budget - sum(map(count_words, taken))
        options = [one for one in counted if one not in taken and (not taken or count_words(one) <= room)]
        scored = [(max(_f1(have + counted[one], reference) for reference in wanted), one) for one in options]
        if not scored or max(scored)[0] <= best:
            return [sentence for sentence in sentences if sentence in taken]
        best, sentence = max(scored)
        taken.append(sentence)
        have += counted[sentence]


def sumy(name: str) -> Callable[[Sequence[str], int], list[str]]:
    """Return a method of the sumy package, with its own stemmer and stop words."""

    def method(sentences: Sequence[str], budget: int) -> list[str]:
        def best(ranked: Iterable[Any]) -> list[Any]:
            return fill(ranked, budget, lambda info: str(info.sentence))

        return [str(sentence) for sentence in _summarizer(name)(_document(sentences), best)]

    return method


class _Tokenizer:
    """sumy's own downloads its data; this one splits words as the product does."""

    language = "english"

    def to_words(self, text: str) -> tuple[str, ...]:
        """Split a sentence into words."""
        return tuple(words(text))


def _document(sentences: Sequence[str]) -> Any:  # noqa: ANN401  # sumy has no types
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # loads nltk

    return ObjectDocumentModel([Paragraph([Sentence(sentence, _Tokenizer()) for sentence in sentences])])


@cache
def _summarizer(name: str) -> Any:  # noqa: ANN401
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers import lex_rank, lsa, luhn, text_rank

    kinds = {
        "LexRank": lex_rank.LexRankSummarizer,
        "TextRank": text_rank.TextRankSummarizer,
        "LSA": lsa.LsaSummarizer,
        "Luhn": luhn.LuhnSummarizer,
    }
    summarizer = kinds[name](Stemmer("english"))
    summarizer.stop_words = stop_words("en")
    return summarizer


def _unigrams(text: str) -> Counter[str]:
    return Counter(_TOKENIZER.tokenize(text))


def _f1(have: Counter[str], wanted: Counter[str]) -> float:
    return 2 * (have & wanted).total() / max(1, have.total() + wanted.total())
