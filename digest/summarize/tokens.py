"""A sentence's words with what the rules ask of each: is it quoted, is it a name."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from digest.text import quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

STEM = 6  # letters of a word that are compared: "diplomacy" and "diplomatic" count as one
_MARKS = frozenset(",;:")
_TOKEN = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*|[,;:]")


class Token(NamedTuple):
    """A word, comma, semicolon or colon of a sentence; a compound is as many words as it has hyphens, and one."""

    text: str
    lower: str  # without what follows an apostrophe: "he's" is "he"
    mark: bool  # punctuation
    quoted: bool
    opens: bool  # first word of the sentence or of a quotation, so that its capital says nothing
    capital: bool  # written with one although nothing begins there

    @property
    def stem(self) -> str:
        """The letters by which its inflected forms are one."""
        return self.lower[:STEM]

    @property
    def possessive(self) -> bool:
        """Whether it ends in an English genitive."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))


def tokens(sentence: str) -> list[Token]:
    """Split a sentence into its words and marks, in order."""
    spans = quotes(sentence)[::-1]
    found: list[Token] = []
    opens, inside = True, False
    for match in _TOKEN.finditer(sentence):
        text = match[0]
        while spans and spans[-1][1] <= match.start():
            spans.pop()
        quoted = bool(spans) and spans[-1][0] <= match.start()
        opens = opens or (quoted and not inside)
        inside = quoted
        mark = text in _MARKS
        first = opens and not mark
        found.append(Token(text, _bare(text), mark, quoted, first, not first and text[0].isupper()))
        opens = opens and mark
    return found


def words_only(found: Sequence[Token]) -> list[Token]:
    """Leave the marks out."""
    return [token for token in found if not token.mark]


def has_name(found: Sequence[Token], function_words: frozenset[str]) -> bool:
    """Whether somebody or something is named: a capital inside a sentence, or two in a row where one begins."""
    for token, following in zip_longest(found, found[1:]):
        if token.capital and token.lower not in function_words:
            return True
        if not token.opens or not token.text[0].isupper() or token.lower in function_words:
            continue
        if token.possessive or token.text.isupper() or (following and following.text[0].isupper()):
            return True
    return False


def _bare(text: str) -> str:
    lower = text.lower()
    return re.split("['’]", lower, maxsplit=1)[0] if "'" in lower or "’" in lower else lower
