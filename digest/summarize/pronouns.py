"""Pronouns and demonstratives near a sentence's head, and whether anything before them says who is meant."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from digest.summarize.tokens import Token, has_name, words_only
from digest.text import language_of, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.text import Language

_LEAD = 8  # words and marks within which a pronoun still belongs to the head
_NEAR = 6  # those after which a demonstrative may mean what the sentence itself brought in
_PERSONAL = frozenset({"he", "she", "him", "they"})
_HIS = frozenset({"his", "her"})
_EXPLETIVE = re.compile(
    r"it(?: will| may| could| has| is)* (?:rain|snow|hail)|"
    r"it(?:[’']s| is| was| will be| would be| has been| seems| appears| looks| turns? out| turned out| takes| took)\b"
    r"\s\w+[^.;:]*?\b(?:that|to|for|how|whether|why|if|when|who)\b",
    re.IGNORECASE,
)
_OWN = {  # words after which a demonstrative says itself what it means
    "those": frozenset({"who", "whose", "with"}),
    "that": frozenset({"is"}),
    "such": frozenset({"a", "an", "as"}),
}


@cache
def _dated(code: str) -> frozenset[str]:
    """Return the nouns that a demonstrative points out by itself: "this week", "this Monday"."""
    language = language_of(code)
    return language.dated | language.months | language.weekdays


@cache
def _no_names(code: str) -> frozenset[str]:
    """Return words whose capitals make no name."""
    return stop_words(code) | _dated(code)


def unresolved(outside: Sequence[Token], language: Language, function_words: frozenset[str]) -> str | None:
    """Return the word near the head of a sentence that means somebody or something named in another one.

    Args:
        outside: the sentence's tokens but for those in quotations, which are judged by themselves.
        language: its tables.
        function_words: capitals that are no names.
    """
    if not words_only(outside):
        return None
    if points_back(outside, language, function_words) or _says_nobody(outside, language):
        return outside[0].text
    if not any(token.text.lower() != token.text.upper() for token in outside):
        return None  # a script without capitals doesn't show names
    no_names = _no_names(language.code)
    for index, token in enumerate(outside[1:_LEAD], start=1):
        before, after = outside[:index], outside[index + 1 :]
        named = has_name(before, no_names) or any(word.lower in language.newcomers for word in before)
        if named and not _only_where_or_when(outside[0], language):
            return None
        if _leans(token, before, after, language, function_words, named=named):
            return token.text
    return None


def points_back(found: Sequence[Token], language: Language, function_words: frozenset[str]) -> bool:
    """Whether the first word is a pronoun, a demonstrative or a part of something named before."""
    first, after = found[0].lower, found[1].lower if len(found) > 1 else ""
    if first in language.pronouns:
        head = " ".join(token.text for token in found)
        return not _EXPLETIVE.match(head) and not head.lower().startswith(language.expletives)
    if first in language.demonstratives:
        return after not in _dated(language.code) | _OWN.get(first, frozenset())
    if first in language.possessives:
        return not _looks_forward(found, language, function_words)
    return first in language.partitives and after != "of"


def _says_nobody(outside: Sequence[Token], language: Language) -> bool:
    """Whether a sentence opens on a verb of saying without a subject, where grammar allows it: "Dijo que ..."."""
    if not language.drops_subject or outside[0].lower not in language.speech or len(outside) == 1:
        return False
    return outside[1].mark or outside[1].lower in language.reports


def _only_where_or_when(first: Token, language: Language) -> bool:
    """Whether a phrase that begins so names no subject: "In Oslo, he ...", "Speaking to the BBC, he ..."."""
    participle = bool(language.prepositions) and first.lower.endswith("ing")
    return participle or first.lower in language.prepositions


def _leans(  # noqa: PLR0913  # what stands around a word
    token: Token,
    before: Sequence[Token],
    after: Sequence[Token],
    language: Language,
    function_words: frozenset[str],
    *,
    named: bool,
) -> bool:
    """Whether a word near the head points back.

    ``named``: a name stands in the phrase before it, which only says where or when ("In March 2012 she ...").
    """
    if token.capital:
        return False
    if named:
        return token.lower in _PERSONAL and (before[-1].mark or before[-1].text[0].isdigit())
    if token.lower in language.pronouns:
        return before[-1].mark or token.lower in _PERSONAL - {"they"} or len(words_only(before)) == 1
    following = after[0].lower if after else ""
    if token.lower in language.demonstratives and following not in _dated(language.code) | _OWN.get(
        token.lower, frozenset()
    ):
        pronoun = token.lower == "that"  # elsewhere "that" is most often a conjunction
        return len(before) < _NEAR if not pronoun else len(before) == 1 and before[0].lower in language.prepositions
    return token.lower in _HIS and len(before) == 1 and not _looks_forward(after, language, function_words)


def _looks_forward(found: Sequence[Token], language: Language, function_words: frozenset[str]) -> bool:
    """Whether a possessive means who comes after it: "Its profits falling, Nissan said ..."."""
    for index, token in enumerate(found):
        if token.text == ",":
            rest = found[index + 1 : index + 4]
            named = has_name(rest, function_words) or any(word.capital for word in rest)
            return named and rest[0].lower not in language.pronouns
    return False
