"""A title for an article that has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import dateline_end, split_sentences, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Section

_WORD = re.compile(r"[^\W_]")
_LONGEST = 100  # characters
_LOOKED_AT = 1_000  # characters of the first paragraph


def derive_title(sections: Sequence[Section], language: str) -> str:
    """The article's first sentence without dateline and full stop; a long one is cut after a whole word, marked so."""
    first = next(paragraph.text[:_LOOKED_AT] for section in sections for paragraph in section.paragraphs)
    first = first[dateline_end(first) :] or first
    spans = split_sentences(first, language) or [(0, len(first))]
    whole = next((first[start:end] for start, end in spans if _WORD.search(first[start:end])), first)
    sentence = re.sub(r"\s+", " ", whole).rstrip(".。।")
    if len(sentence) <= _LONGEST:
        return sentence
    start = sentence[:_LONGEST]
    words = (start.rpartition(" ")[0] or start[:-1]).split(" ")
    while len(words) > 1 and words[-1].lower() in stop_words(language):
        words.pop()  # "found that"
    return " ".join(words).rstrip(" ,;:—–-") + "…"
