"""Negations: none may be added or lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported
from digest.trace.tokens import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Problem
    from digest.text import Language
    from digest.trace.tokens import Token

_REACH = 4  # tokens from a negation to the word it denies
_BACK = 4  # tokens before a word in which its negation stands


def negation_problems(claim: Claim) -> Iterator[Problem]:
    """Find words that the sentence denies and its source doesn't, or the other way round."""
    closest = claim.comparisons[0].source if claim.comparisons else None
    if closest is None or max(len(claim.tokens), len(closest.tokens)) > LONGEST:
        return
    for n, denied in _denied(claim.tokens, claim.language):
        stated = [m for m, token in enumerate(closest.tokens) if token.key == denied]
        if stated and not any(_negated(closest.tokens, m, claim.language) for m in stated):
            words = claim.tokens[n].text
            yield unsupported("negation", words, f"“{words}” is not in the article's sentence.")
    for m, denied in _denied(closest.tokens, claim.language):
        claimed = [n for n, token in enumerate(claim.tokens) if token.key == denied]
        if claimed and not any(_negated(claim.tokens, n, claim.language) for n in claimed):
            words = closest.tokens[m].text
            yield unsupported("negation", claim.tokens[claimed[0]].text, f"The article says “{words}” here.")


def _denied(tokens: Sequence[Token], language: Language) -> Iterator[tuple[int, str]]:
    """Yield each negation with the word that it denies: the next one that isn't a stop word."""
    for n, token in enumerate(tokens):
        if token.lower in language.negations:
            for later in tokens[n + 1 : n + 1 + _REACH]:
                if later.content:
                    yield n, later.key
                    break


def _negated(tokens: Sequence[Token], n: int, language: Language) -> bool:
    denials = language.negations | language.denials
    return any(token.lower in denials for token in tokens[max(0, n - _BACK) : n])
