"""Negations: none may be added or lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.text import joiner
from digest.trace.claim import Claim, spelled, unsupported
from digest.trace.tokens import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Problem
    from digest.text import Language
    from digest.trace.tokens import Token

_REACH = 4  # tokens from a negation to the word it denies
_SMALL = 3  # tokens of an edit that turns a copied sentence around
_BACK = 4  # tokens before a word in which its negation stands


def negation_problems(claim: Claim) -> Iterator[Problem]:
    """Find words that the sentence denies and its source doesn't, or the other way round."""
    closest = claim.comparisons[0].source if claim.comparisons else None
    if closest is None or max(len(claim.tokens), len(closest.tokens)) > LONGEST:
        return
    if not joiner(claim.language.code):
        yield from _unspaced(claim)
        return
    yield from _edited(claim)
    for n, denied in _denied(claim.tokens, claim.language):
        stated = [m for m, token in enumerate(closest.tokens) if token.key == denied]
        if stated and not any(_negated(closest.tokens, m, claim.language) for m in stated):
            yield _added(claim.tokens[n])
    for m, denied in _denied(closest.tokens, claim.language):
        claimed = [n for n, token in enumerate(claim.tokens) if token.key == denied]
        if claimed and not any(_negated(claim.tokens, n, claim.language) for n in claimed):
            yield _lost(claim.tokens[claimed[0]].text, closest.tokens[m])


def _edited(claim: Claim) -> Iterator[Problem]:
    """Find a negation that a small edit put into a copied sentence, or took out of it."""
    denials = claim.language.negations | claim.language.denials
    for edit in claim.near.edits if claim.near else ():
        if max(len(edit.claimed), len(edit.stated)) > _SMALL:
            continue
        claimed = [token for token in edit.claimed if token.lower in claim.language.negations]
        stated = [token for token in edit.stated if token.lower in claim.language.negations]
        if claimed and not any(token.lower in denials for token in edit.stated):
            yield _added(claimed[0])
        if stated and not any(token.lower in denials for token in edit.claimed):
            kept = claim.tokens[max(0, edit.claim_at - 1)].text
            yield _lost(spelled(claim.text, edit.claimed) or kept, stated[0])


def _unspaced(claim: Claim) -> Iterator[Problem]:
    """Find the same where words aren't spaced and a negation may be an ending: by the letters of an edit and after."""
    near = claim.near
    for edit in near.edits if near else ():
        if near is None or max(len(edit.claimed), len(edit.stated)) > _SMALL:
            continue
        claimed = _negation(claim.tokens[edit.claim_at : edit.claim_at + len(edit.claimed) + 1], claim.language)
        at = edit.source_at
        stated = _negation(near.source.tokens[at : at + len(edit.stated) + 1], claim.language)
        if claimed and not stated:
            yield unsupported("negation", claimed, f"The article's sentence has no “{claimed}” here.")
        if stated and not claimed:
            yield unsupported("negation", spelled(claim.text, claim.tokens), f"The article says “{stated}” here.")


def _negation(tokens: Sequence[Token], language: Language) -> str | None:
    letters = "".join(token.text for token in tokens)
    return next((negation for negation in sorted(language.negations, key=len) if negation in letters), None)


def _added(negation: Token) -> Problem:
    return unsupported("negation", negation.text, f"The article's sentence has no “{negation.text}” here.")


def _lost(words: str, negation: Token) -> Problem:
    return unsupported("negation", words, f"The article says “{negation.text}” here.")


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
