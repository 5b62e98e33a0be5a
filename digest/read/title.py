"""A title for an article that has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Section

_WORD = re.compile(r"[^\W_]")
_LONGEST = 100  # characters
_LOOKED_AT = 1_000  # characters of the first paragraph


def derive_title(sections: Sequence[Section], language: str) -> str:
    """The article's first sentence without its full stop; a long one is cut after a whole word, and marked so."""
    first = next(paragraph.text[:_LOOKED_AT] for section in sections for paragraph in section.paragraphs)
    spans = split_sentences(first, language) or [(0, len(first))]
    whole = next((first[start:end] for start, end in spans if _WORD.search(first[start:end])), first)
    sentence = re.sub(r"\s+", " ", whole).rstrip(".。।")
    if len(sentence) <= _LONGEST:
        return sentence
    start = sentence[:_LONGEST]
    return (start.rpartition(" ")[0] or start[:-1]).rstrip(" ,;:—–-") + "…"
