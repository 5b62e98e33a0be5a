"""What must hold of any text, however odd: by Hypothesis, and by the time that long ones take."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.edition import Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.text import count_words, detect_language, quotes, split_sentences, words
from digest.trace import trace

_SIGNS = "abcXYZ0 \n\t.?!…,;:'’‘“”\"«»„()[]《》。！？「」—-%$€"
_WORDS = (" U.S. ", " Mr. ", " a.m. ", " 1. ", " said ", " не ", "नहीं", "لا", "没有", "\u200f")
_PIECES = st.sampled_from([*_SIGNS, *_WORDS])
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)
_LANGUAGES = st.sampled_from(["en", "es", "fr", "de", "ru", "ar", "hi", "zh", "ja", "xx"])
_UNITS = {
    "sentences": "The talks failed on Monday, Mr. Lee said. “We will not go,” he added. ",
    "opening marks": "“a ‘b «c ",
    "full stops": ". ",
    "abbreviations": "U.S. ",
    "brackets": "(a ",
    "one word": "a",
}


@given(_TEXTS, _LANGUAGES)
def test_sentences_hold_all_of_a_text_but_white_space(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(_TEXTS, _LANGUAGES)
def test_no_sentence_ends_inside_a_quotation(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    for start, end in quotes(text):
        assert any(left <= start and end <= right for left, right in spans)


@given(_TEXTS, _TEXTS, _LANGUAGES)
def test_any_text_can_be_counted_told_and_traced(text: str, other: str, language: str) -> None:
    assert count_words(text, language) >= 0
    assert all(words(text, language))
    assert detect_language(text)
    article = read_bytes(f"A title\n\nMr. Lee left. {other}".encode(), path="a.txt", settings=Settings())
    for sentence in trace(text, [article]):
        assert sentence.support is not Support.VERBATIM or sentence.text in article.text


@pytest.mark.parametrize("unit", _UNITS.values(), ids=_UNITS)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    """Ten times the text takes about ten times as long, and never a hundred times."""

    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        started = time.process_time()
        split_sentences(text)
        return time.process_time() - started

    seconds(10_000)
    assert seconds(300_000) < 40 * max(seconds(30_000), 0.002)
