"""Whether a sentence can stand alone: what in it leans on a sentence that the reader doesn't see.

A hard defect leaves the reader without the person or thing spoken of; a soft one only reads less well. The rules look
at closed word classes, names and quotations; they need no parser and no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from digest.summarize.tokens import Token, has_name, tokens, words_only
from digest.text import Language, language_of, leading_connective, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAD = 8  # tokens within which a pronoun still belongs to the opening
_PHRASE = 4  # tokens within which a noun stands after its article
_SPEECH = 4  # quoted words from which a quotation is somebody's, not a term in marks
_EXPLETIVE = re.compile(
    r"it(?:[’']s| is| was| will be| would be| has been| seems| appears| looks| turns? out| turned out| takes| took)\b"
    r"\s\w+[^.;:]*?\b(?:that|to|for|how|whether|why|if|when|who)\b",
    re.IGNORECASE,
)
_OPENING_MARKS = "“„«‘'\"‹「『(["
_OWN = {  # words after which a demonstrative says itself what it means
    "those": frozenset({"who", "whose", "with"}),
    "that": frozenset({"is"}),
    "such": frozenset({"a", "an", "as"}),
}


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
    candidates = (
        _connective(sentence, language),
        _pronoun(outside, table, function_words),
        _quotation(found, outside, table, function_words) or _unclosed(sentence, found, table, function_words),
        _definite(outside, table, frozenset(known)),
        _address(outside, table),
        _open(sentence, outside),
        _prefix(sentence, table),
    )
    return tuple(defect for defect in candidates if defect)


def _dated(table: Language) -> frozenset[str]:
    return table.dated | table.months | table.weekdays


def _connective(sentence: str, language: str) -> Defect | None:
    opening = sentence.lstrip(_OPENING_MARKS)
    connective = leading_connective(opening, language)
    return Defect(lean=Lean.CONNECTIVE, words=opening[: connective.end].strip()) if connective else None


def _pronoun(outside: Sequence[Token], table: Language, function_words: frozenset[str]) -> Defect | None:
    found = words_only(outside)
    if not found:
        return None
    if _points_back(outside, table, function_words):
        return Defect(lean=Lean.PRONOUN, words=found[0].text)
    for index, token in enumerate(outside[1:_LEAD], start=1):
        before = outside[:index]
        if has_name(before, function_words) or any(word.lower in table.newcomers for word in before):
            return None
        if _leans(token, before, outside[index + 1 :], table):
            return Defect(lean=Lean.PRONOUN, words=token.text)
    return None


def _points_back(outside: Sequence[Token], table: Language, function_words: frozenset[str]) -> bool:
    """Whether the first word is a pronoun, a demonstrative or a part of something named before."""
    first, following = outside[0], outside[1] if len(outside) > 1 else None
    after = following.lower if following else ""
    if first.lower in table.pronouns:
        return not _EXPLETIVE.match(" ".join(token.text for token in outside))
    if first.lower in table.demonstratives:
        return after not in _dated(table) | _OWN.get(first.lower, frozenset())
    if first.lower in table.possessives:
        return not _named_after_comma(outside, table, function_words)
    return first.lower in table.partitives and after != "of"


def _leans(token: Token, before: Sequence[Token], after: Sequence[Token], table: Language) -> bool:
    """Whether a word near the opening points back, nobody having been named before it."""
    following = after[0].lower if after else ""
    if token.lower in table.pronouns and not token.capital:
        nouns = sum(1 for word in before if not word.mark)
        return before[-1].mark or token.lower in {"he", "she", "him"} or nouns == 1
    if token.lower in table.demonstratives and token.lower != "that":
        return len(before) == 1 and following not in _dated(table)
    return False


def _named_after_comma(outside: Sequence[Token], table: Language, function_words: frozenset[str]) -> bool:
    """Whether a possessive looks forward: "Its profits falling, Nissan said ..."."""
    for index, token in enumerate(outside):
        if token.text == ",":
            rest = outside[index + 1 : index + 4]
            return has_name(rest, function_words) and not any(word.lower in table.pronouns for word in rest)
    return False


def _quotation(
    found: Sequence[Token], outside: Sequence[Token], table: Language, function_words: frozenset[str]
) -> Defect | None:
    inside = words_only([token for token in found if token.quoted])
    if len(inside) < _SPEECH:
        return None
    around = words_only(outside)
    if not around or (len(around) < len(inside) and not _speaker(around, table, function_words)):
        return Defect(lean=Lean.QUOTE, words=inside[0].text)
    if len(around) < len(inside) and _points_back(inside, table, function_words):
        return Defect(lean=Lean.PRONOUN, words=inside[0].text)
    return None


def _unclosed(sentence: str, found: Sequence[Token], table: Language, function_words: frozenset[str]) -> Defect | None:
    """Find one sentence of a longer quotation: a mark that opens it and isn't closed, and nobody who speaks."""
    opens = sentence[0] in _OPENING_MARKS[:-2] and not found[0].quoted
    return Defect(lean=Lean.QUOTE, words=found[0].text) if opens and not _says(found, table, function_words) else None


def _says(found: Sequence[Token], table: Language, function_words: frozenset[str]) -> bool:
    """Whether a name and a verb of saying stand beside one another."""
    said = [index for index, token in enumerate(found) if token.lower in table.speech]
    return any(has_name(found[max(0, index - 3) : index + 4], function_words) for index in said)


def _speaker(around: Sequence[Token], table: Language, function_words: frozenset[str]) -> bool:
    """Whether the words beside a quotation say whose it is: a name, or somebody brought in ("an official said")."""
    if has_name(around, function_words):
        return True
    if any(token.lower in table.newcomers for token in around):
        return True
    nouns = [token for token in around if token.lower not in function_words | table.speech | table.pronouns]
    return bool(nouns) and not any(token.lower in table.articles | table.pronouns for token in around)


def _definite(outside: Sequence[Token], table: Language, known: frozenset[str]) -> Defect | None:
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
    return Defect(lean=Lean.DEFINITE, words=" ".join([outside[0].text, *(token.text for token in phrase)]))


def _ends_phrase(token: Token, table: Language) -> bool:
    return token.lower in table.auxiliaries | table.articles | table.newcomers or token.lower.endswith("ed")


def _address(outside: Sequence[Token], table: Language) -> Defect | None:
    """Find a sentence that speaks to its reader, or as its writer."""
    if outside and outside[0].opens and outside[0].lower in table.imperatives:
        return Defect(lean=Lean.ADDRESS, words=outside[0].text)
    for token in outside[:_LEAD]:
        if token.capital or token.lower in table.auxiliaries:
            return None
        if token.lower in table.persons:
            return Defect(lean=Lean.ADDRESS, words=token.text)
    return None


def _open(sentence: str, outside: Sequence[Token]) -> Defect | None:
    if sentence.endswith((":", "：")) or (outside and sentence.endswith(("?", "？"))):
        return Defect(lean=Lean.OPEN, words=sentence[-1])
    return None


def _prefix(sentence: str, table: Language) -> Defect | None:
    """Find a pronoun that opens a sentence whose words are not spaced."""
    start = sentence.lstrip("“”「『\"'（(")
    for prefix in table.pointers:
        if start.startswith(prefix):
            return Defect(lean=Lean.PRONOUN, words=prefix)
    return None
