"""A sentence's words with what the rules ask of each: is it quoted, is it a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from digest.text import quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

STEM = 6  # letters of a word that are compared: "diplomacy" and "diplomatic" count as one
_TOKEN = re.compile(r"[^\W_]+(?:[’'.\-&][^\W_]+)*|[,;:.]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a comma, semicolon, colon or full stop of a sentence."""

    text: str
    lower: str  # without what follows an apostrophe: "he's" is "he"
    start: int
    quoted: bool
    opens: bool  # first word of the sentence or of a quotation, so that its capital says nothing

    @property
    def stem(self) -> str:
        """The letters by which its inflected forms are one."""
        return self.lower[:STEM]

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital although no sentence or quotation begins there."""
        return self.text[0].isupper() and not self.opens

    @property
    def possessive(self) -> bool:
        """Whether it ends in an English genitive."""
        return self.text.endswith(("'s", "’s", "s'", "s’"))


def tokens(sentence: str) -> list[Token]:
    """Split a sentence into its words and marks, in order."""
    spans = quotes(sentence)
    found: list[Token] = []
    opens, inside = True, False
    for match in _TOKEN.finditer(sentence):
        text, start = match.group(), match.start()
        quoted = bool(spans) and any(left <= start < right for left, right in spans)
        opens = opens or (quoted != inside and quoted)
        inside = quoted
        mark = not text[0].isalnum()
        found.append(Token(text, _bare(text), start, quoted, opens and not mark))
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
    lower = text.lower().replace("’", "'")
    return lower.partition("'")[0] if "'" in lower else lower
