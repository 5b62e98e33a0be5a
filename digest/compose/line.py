"""One line of an inbox: how wide a text is there, and how it is made to fit."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digest.text import count_words, language_of, quotes, split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"
BETWEEN = " · "  # headlines in a row

_FEWEST_WORDS = 4  # of a line that is cut
_LEAST_KEPT = 0.6
_COMMAS = (",", "،")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def one_line(text: str) -> str:
    """``text`` with each run of white space as one space."""
    return " ".join(text.split())


def columns(text: str) -> int:
    """How wide a text is in an inbox: a letter is 1, a Chinese, Japanese or Korean one 2, an accent 0."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)


def joined(lines: Sequence[str], width: int) -> str:
    """As many of ``lines``, whole and in order, as fit ``width`` columns with a dot between them."""
    kept: list[str] = []
    for line in lines:
        if columns(BETWEEN.join([*kept, line])) <= width:
            kept.append(line)
    return BETWEEN.join(kept)


def cut(text: str, width: int, language: str) -> str:
    """``text`` up to the last whole word that fits ``width`` columns with an ellipsis; as it is where it fits.

    Where a sentence ends not far before, the text ends with it, and has no ellipsis.
    """
    if columns(text) <= width:
        return text
    room = width - 1
    while columns(text[:room]) > width - 1:
        room -= 1
    end = _word_end(text, room)
    spans = [*quotes(text), *(match.span() for match in _BRACKETS.finditer(text))]
    if before := max((start for start, stop in spans if start < end < stop), default=0):
        end = before if count_words(text[:before], language) >= _FEWEST_WORDS else end
    sentences = max((stop for _, stop in split_sentences(text, language) if stop <= end), default=0)
    if columns(text[:sentences]) >= _LEAST_KEPT * width:
        return text[:sentences]
    kept = text[:end].rstrip()
    stop_words = language_of(language).stop_words
    kept = _without_hanging_words(_without_begun_phrase(kept, text[end:], stop_words), stop_words)
    return kept.rstrip(" ,;:—–-、，；：") + ELLIPSIS


def _word_end(text: str, room: int) -> int:
    """The last offset up to ``room`` where no word is cut through."""
    for end in range(room, 0, -1):
        before, after = text[end - 1], text[end]
        if after.isspace() or (not before.isspace() and _between_unspaced(before, after)):
            return end
    return room


def _between_unspaced(before: str, after: str) -> bool:
    """Whether Chinese or Japanese may be cut here: after a mark, or where kana gives way to other letters."""
    if not _UNSPACED.match(after):
        return False
    return before in "、。，；：！？」』）・" or ("\u3041" <= before <= "\u309f" and not "\u3041" <= after <= "\u309f")


def _without_begun_phrase(text: str, rest: str, stop_words: frozenset[str]) -> str:
    """``text`` less a phrase of a few words at its end that goes on in ``rest``: "in several" (states), ", viral"."""
    words, after = text.split(" "), rest.split()
    for start in range(len(words) - 1, max(0, len(words) - _FEWEST_WORDS), -1):
        listed = words[start - 1].endswith(_COMMAS)
        if listed or words[start].lower() in stop_words:
            goes_on = listed or (bool(after) and after[0].lower() not in stop_words)
            whole = " ".join(words[:start])
            return whole if goes_on and columns(whole) >= _LEAST_KEPT * columns(text) else text
    return text


def _without_hanging_words(text: str, stop_words: frozenset[str]) -> str:
    """``text`` less the small words at its end that point at what was cut: "that", "to the"."""
    words = text.split(" ")
    while len(words) > _FEWEST_WORDS and words[-1].strip(",;:—–-").lower() in stop_words | {""}:
        words.pop()
    return " ".join(words)
