"""What is known of languages: sentences, words, quotations, connectives and direction.

The tables stand in ``languages/``, one file a language. A language without a file is read by rules that hold anywhere.
"""

from digest.text.amounts import Amount, amounts
from digest.text.connectives import Connective, leading_connective
from digest.text.datelines import dateline_end
from digest.text.detection import detect_language, direction, joiner
from digest.text.languages import Language, language_of
from digest.text.quotations import quotes
from digest.text.sentences import split_sentences
from digest.text.words import count_words, stop_words, word_spans, words

__all__ = [
    "Amount",
    "Connective",
    "Language",
    "amounts",
    "count_words",
    "dateline_end",
    "detect_language",
    "direction",
    "joiner",
    "language_of",
    "leading_connective",
    "quotes",
    "split_sentences",
    "stop_words",
    "word_spans",
    "words",
]
