"""Quotations, and whether their own sentence says whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.summarize.pronouns import points_back
from digest.summarize.tokens import Token, has_name, words_only
from digest.text import quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.text import Language

OPENING_MARKS = "“„«‘'\"‹「『”»"
_SPEECH = 4  # quoted words from which a quotation is somebody's, not a term in marks
_UNSPACED_SPEECH = 10  # the same in characters
_BESIDE = 3  # words around a verb of saying among which its subject stands


def unattributed(
    sentence: str, found: Sequence[Token], language: Language, function_words: frozenset[str]
) -> str | None:
    """Return the first word of a quotation whose speaker stands in another sentence."""
    if language.pointers and _unspaced(sentence, language):
        return sentence[:1]
    inside = words_only([token for token in found if token.quoted])
    around = words_only([token for token in found if not token.quoted])
    if not inside or (sentence[0] in OPENING_MARKS and not found[0].quoted):
        return _unclosed(sentence, found, language, function_words)
    orphan = not around or (len(around) < len(inside) and not _speaker(around, language, function_words))
    return inside[0].text if len(inside) >= _SPEECH and orphan else None


def quotes_pronoun(found: Sequence[Token], language: Language, function_words: frozenset[str]) -> str | None:
    """Return the pronoun that a quotation opens on, where the quotation is most of its sentence."""
    inside = words_only([token for token in found if token.quoted])
    around = words_only([token for token in found if not token.quoted])
    most = len(inside) >= _SPEECH and len(around) < len(inside)
    return inside[0].text if most and points_back(inside, language, function_words) else None


def _unspaced(sentence: str, language: Language) -> bool:
    """Whether most of a sentence is quoted and nobody stands beside the quotation, in a language without spaces."""
    spans = quotes(sentence)
    quoted = sum(right - left for left, right in spans)
    rest = sentence
    for left, right in reversed(spans):
        rest = rest[:left] + rest[right:]
    rest = rest.strip(" 。，,：:、！？")
    most = quoted > _UNSPACED_SPEECH and quoted > len(rest)
    return most and (not rest or rest.startswith(language.pointers))


def _speaker(around: Sequence[Token], language: Language, function_words: frozenset[str]) -> bool:
    """Whether the words beside a quotation say whose it is: a name, or somebody brought in ("an official said")."""
    if has_name(around, function_words):
        return True
    if any(token.lower in language.newcomers for token in around):
        return True
    nouns = [token for token in around if token.lower not in function_words | language.speech | language.pronouns]
    return bool(nouns) and not any(token.lower in language.articles | language.pronouns for token in around)


def _unclosed(sentence: str, found: Sequence[Token], language: Language, function_words: frozenset[str]) -> str | None:
    """Find one sentence of a longer quotation: a mark that opens it and isn't closed, and nobody who speaks."""
    if sentence[0] not in OPENING_MARKS or found[0].quoted:
        return None
    said = [index for index, token in enumerate(found) if token.lower in language.speech]
    named = any(has_name(found[max(0, index - _BESIDE) : index + _BESIDE + 1], function_words) for index in said)
    return None if named else found[0].text
