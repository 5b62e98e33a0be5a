"""The words of a sentence with their places, as they are compared between a text and an article."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.text import language_of, quotes, word_spans

if TYPE_CHECKING:
    from digest.text import Language

_ENDINGS = re.compile(r"(?:ings?|edly|ed|ies|es|s|ly|e|y)\Z")
_CYRILLIC_ENDINGS = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ией|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ам|ям|ах|ях|ом|ем|ую|юю|[аяоеыиуюьйії])\Z"
)
_ARABIC_ARTICLE = re.compile(r"\A(?:وال|بال|كال|فال|لل|ال)(?=..)")
LONGEST = 200  # tokens; of a longer sentence only the words are compared, not how they stand together
_MARKS = re.compile("[“”„«»「」『』\"‘’‚‹›'`]")
_EDGES = " \t\n,.;:!?—–-،。，、؟¡¿"
_POSSESSIVE = re.compile(r"['’]s\b|s['’](?!\w)")
_SPACE = re.compile(r"\s+")
_STEM = 6  # letters that are compared of a long word
_SHORT = 4  # letters of a word that is compared whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a sentence. ``key`` is alike for the forms of a word."""

    text: str
    lower: str
    key: str
    start: int  # in the sentence
    end: int
    capital: bool
    content: bool  # no stop word
    quoted: bool  # inside a quotation
    possessive: bool  # in English: "Russia's"

    @property
    def number(self) -> bool:
        """Tell whether it is written in digits."""
        return self.text[0].isdigit()


def tokenize(text: str, language: str) -> tuple[Token, ...]:
    """Split a sentence into tokens."""
    tables = language_of(language)
    quoted = quotes(text)
    found: list[Token] = []
    n = 0
    for start, end in word_spans(text, language):
        while n < len(quoted) and quoted[n][1] <= start:
            n += 1
        found.append(_token(text, start, end, tables, quoted=n < len(quoted) and quoted[n][0] <= start))
    return tuple(found)


def _token(text: str, start: int, end: int, tables: Language, *, quoted: bool) -> Token:
    word = sys.intern(text[start:end])
    lower = sys.intern(word.lower().replace("’", "'").removesuffix("'s").rstrip("."))
    return Token(
        text=word,
        lower=lower,
        key=sys.intern(stem(lower)),
        start=start,
        end=end,
        capital=word[0].isupper(),
        content=lower not in tables.stop_words and lower not in tables.negations,
        quoted=quoted,
        possessive=bool(_POSSESSIVE.search(text, max(0, end - 2), end + 2)),
    )


def is_verb(token: Token, language: Language) -> bool:
    """Tell whether a word surely is a verb that somebody does: a verb of saying, a listed or an English past form."""
    return (
        token.lower in language.speech
        or token.lower in language.verbs
        or (language.code == "en" and token.lower.endswith("ed") and not token.capital)
    )


def stem(word: str) -> str:
    """Cut a lower-cased word to what its forms have in common; numbers and short words stay whole."""
    if word[0].isdigit() or (len(word) <= _SHORT and word.isascii()):
        return word
    if word.isascii():
        bare = _ENDINGS.sub("", word)
        return (bare if len(bare) >= _SHORT - 1 else word)[:_STEM]
    script = unicodedata.name(word[0], "").partition(" ")[0]
    if script == "ARABIC":
        return _ARABIC_ARTICLE.sub("", word)[:_STEM]
    if script == "CYRILLIC":
        bare = _CYRILLIC_ENDINGS.sub("", word)
        return (bare if len(bare) >= _SHORT - 1 else word)[:_STEM]
    return word[:_STEM]


def plain(text: str) -> str:
    """Return words as quotations are compared: marks and white space alike, letters in lower case."""
    return _SPACE.sub(" ", _MARKS.sub("", text)).strip(_EDGES).lower()
