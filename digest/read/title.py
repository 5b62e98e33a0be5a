"""A title for an article that has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Section

_LONGEST = 100  # characters


def derive_title(sections: Sequence[Section]) -> str:
    """The article's first sentence without its full stop, cut after a whole word, and marked as cut, if long."""
    first = next(paragraph.text for section in sections for paragraph in section.paragraphs)
    sentence = re.sub(r"\s+", " ", first[slice(*_first_sentence(first))])
    sentence = sentence.rstrip(".。।")
    if len(sentence) <= _LONGEST:
        return sentence
    whole = sentence[:_LONGEST].rsplit(" ", 1)[0] if " " in sentence[:_LONGEST] else sentence[: _LONGEST - 1]
    return whole.rstrip(" ,;:—–-") + "…"


def _first_sentence(text: str) -> tuple[int, int]:
    end = re.search(r"[.!?。！？।](?=\s|$)", text)
    return 0, end.end() if end else len(text)
