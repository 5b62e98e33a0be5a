"""Whether a sentence can stand alone: what in it leans on a sentence that the reader doesn't see.

A hard defect leaves the reader without the person or thing spoken of; a soft one only reads less well. The rules look
at closed word classes of the language's tables, names and quotations; they need no parser and no model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from digest.summarize.attribution import OPENING_MARKS, quotes_pronoun, unattributed
from digest.summarize.pronouns import unresolved
from digest.summarize.tokens import Token, tokens, words_only
from digest.text import Language, language_of, leading_connective, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAD = 8  # words and marks of the head
_REPORTED = 60  # words and marks within which somebody's words are reported
_PHRASE = 4  # words within which a noun stands after its article


class Lean(StrEnum):
    """What a sentence leans on."""

    PRONOUN = "pronoun"  # "He said": somebody named before
    QUOTE = "quote"  # words whose speaker stands elsewhere
    CONNECTIVE = "connective"  # "But": the statement before
    DEFINITE = "definite"  # "The plan": a thing described before
    ADDRESS = "address"  # "Watch this", "you": the page it stood on
    OPEN = "open"  # a question or colon, answered elsewhere


_HARD = frozenset({Lean.PRONOUN, Lean.QUOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One way in which a sentence leans on others; ``words`` gave it away."""

    lean: Lean
    words: str

    @property
    def hard(self) -> bool:
        """Whether the reader is left without the person or thing spoken of."""
        return self.lean in _HARD


def defects(
    sentence: str,
    language: str = "en",
    *,
    known: Iterable[str] = (),
    found: Sequence[Token] | None = None,
) -> tuple[Defect, ...]:
    """Find what keeps a sentence from standing alone.

    Args:
        sentence: one sentence.
        language: BCP 47.
        known: lower-cased nouns that the reader has just seen, in a heading say: "the plan" may then open.
        found: its tokens, where they are at hand.
    """
    table = language_of(language)
    found = tokens(sentence) if found is None else found
    if not words_only(found):
        return ()
    outside = [token for token in found if not token.quoted]
    function_words = stop_words(language)
    leaning = {
        Lean.PRONOUN: _pointer(sentence, table)
        or unresolved(outside, table, function_words)
        or quotes_pronoun(found, table, function_words),
        Lean.QUOTE: unattributed(sentence, found, table, function_words),
        Lean.CONNECTIVE: _connective(sentence, language),
        Lean.DEFINITE: _definite(outside, table, frozenset(known)),
        Lean.ADDRESS: _address(outside, table),
        Lean.OPEN: _open(sentence, outside),
    }
    return tuple(Defect(lean=lean, words=words) for lean, words in leaning.items() if words)


def _pointer(sentence: str, table: Language) -> str | None:
    """Find a phrase of the table that points back, however its words are spaced."""
    if not table.pointers:
        return None
    head = sentence[:20].lstrip(OPENING_MARKS + "（([").lower()
    return next((phrase for phrase in table.pointers if head.startswith(phrase)), None)


def _connective(sentence: str, language: str) -> str | None:
    head = sentence.lstrip(OPENING_MARKS)
    connective = leading_connective(head, language)
    return head[: connective.end].strip() if connective else None


def reported_definite(found: Sequence[Token], table: Language, known: frozenset[str]) -> str | None:
    """Find a noun with the article and nothing that says which, in what is reported: "He claimed the system is ..."."""
    said = False
    for index, token in enumerate(found[: min(_REPORTED, len(found) - 2)]):
        verb = token.lower in table.speech
        said = said or verb
        if verb or (said and token.lower in table.reports):
            phrase = _definite(found[index + 1 :], table, known | {word.lower for word in found[:index]})
            if phrase:
                return phrase
    return None


def _definite(outside: Sequence[Token], table: Language, known: frozenset[str]) -> str | None:
    """Find an opening noun with the article and nothing that says which: "The company has ..."."""
    if not outside or outside[0].lower not in table.articles:
        return None
    phrase: list[Token] = []
    for token in outside[1 : _PHRASE + 1]:
        if token.lower in table.completions or token.capital or token.text[0].isdigit():
            return None
        if token.mark or (phrase and _ends_phrase(token, table)):
            break
        phrase.append(token)
        if token.possessive:
            break
    if not phrase or any(token.lower in table.unique | known for token in phrase):
        return None
    return " ".join([outside[0].text, *(token.text for token in phrase)])


def _ends_phrase(token: Token, table: Language) -> bool:
    return token.lower in table.auxiliaries | table.articles | table.newcomers or token.lower.endswith("ed")


def _address(outside: Sequence[Token], table: Language) -> str | None:
    """Find a sentence that speaks to its reader, or as its writer."""
    if outside and outside[0].opens and outside[0].lower in table.imperatives:
        return outside[0].text
    for token in outside[:_LEAD]:
        if token.capital or token.lower in table.auxiliaries:
            return None
        if token.lower in table.persons:
            return token.text
    return None


def _open(sentence: str, outside: Sequence[Token]) -> str | None:
    return sentence[-1] if sentence.endswith((":", "：")) or (outside and sentence.endswith(("?", "？"))) else None
