"""Whole bold paragraphs, which many writers use for headings."""

from __future__ import annotations

import re

BOLD_CONFIDENCE = 0.9
_MOST_WORDS = 20
_MOST_CHARACTERS = 150
_CLOSED = re.compile(r"[.,;…。，；؛।][\"'”’»)\]]*\s*$")


def is_bold_heading(text: str) -> bool:
    """Whether a bold paragraph is short and ends like a heading: a bold sentence is emphasis."""
    return (
        len(text) <= _MOST_CHARACTERS
        and len(text.split()) <= _MOST_WORDS
        and not _CLOSED.search(text)
        and not text.lstrip()[:1].islower()
    )
