"""Words, as they are counted and compared."""

from __future__ import annotations

import re

from digest.text.languages import language_of

# Letters, digits, and the combining signs that are no \w in Python but stand inside words.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u200c\u200d"
_UNSPACED = "\u0e00-\u0e7f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff々"
_WORD = re.compile(
    rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)+|(?:(?![{_UNSPACED}])[^\W_]|[{_SIGNS}])+(?:['’](?:(?![{_UNSPACED}])[^\W_])+)*"
)
_APOSTROPHE = re.compile("['’]")
# The same where none of those signs is.
_PLAIN_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_SPECIAL = re.compile(f"[{_UNSPACED}{_SIGNS}]")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")


def words(text: str, language: str = "en") -> list[str]:
    """Split a text into lower-cased words for counting overlap.

    Numbers stay whole ("3.5"), an English possessive loses its ending, an elided article is a word by itself ("l'",
    "accord"). Where words aren't spaced (Chinese, Japanese, Thai) each pair of neighbouring characters is a word.
    """
    elisions = language_of(language).elisions
    found: list[str] = []
    for match in (_WORD if _SPECIAL.search(text) else _PLAIN_WORD).finditer(text):
        word = match.group().lower()
        if _UNSPACED_CHARACTER.match(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif "'" in word or "’" in word:
            found += _apostrophes(word.replace("’", "'"), elisions=elisions)
        else:
            found.append(word.rstrip("."))
    return found


def _apostrophes(word: str, *, elisions: bool) -> list[str]:
    if elisions:
        head, _, tail = word.partition("'")
        return [f"{head}'", tail] if tail else [head]
    return [word.removesuffix("'s")]


def word_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Find the words of a text where they stand; each character is one where words aren't spaced."""
    elisions = language_of(language).elisions
    spans: list[tuple[int, int]] = []
    for match in (_WORD if _SPECIAL.search(text) else _PLAIN_WORD).finditer(text):
        start, end = match.span()
        if _UNSPACED_CHARACTER.match(text, start):
            spans += [(at, at + 1) for at in range(start, end)]
        elif elisions and (mark := _APOSTROPHE.search(text, start, end)):
            spans += [(start, mark.end()), (mark.end(), end)]
        else:
            spans.append((start, end))
    return spans


def count_words(text: str, language: str = "en") -> int:
    """Count words as a budget does: those between white space that hold a letter or digit.

    Where words aren't spaced, two characters are a word, rounded up. ``language`` is taken for symmetry: the script
    itself says how it is counted.
    """
    del language
    unspaced = len(_UNSPACED_CHARACTER.findall(text))
    rest = _UNSPACED_RUN.sub(" ", text) if unspaced else text
    return sum(any(map(str.isalnum, word)) for word in rest.split()) + (unspaced + 1) // 2


def stop_words(language: str) -> frozenset[str]:
    """Return a language's stop words, in lower case; none where the language isn't known."""
    return language_of(language).stop_words
