"""Novelty: what a sentence says that its sources don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported
from digest.trace.names_found import name_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.edition import Problem
    from digest.trace.tokens import Token

_MUCH = 0.25  # of what a sentence says, the rarer words weighing more, if two words or more say it
_TOO_MUCH = 0.4  # however many say it


def novelty_problems(claim: Claim) -> Iterator[Problem]:
    """Find a sentence that says too much in words that its sources don't have.

    One word of its own is left to any sentence: a synonym looks like a new fact, and a new fact has more words. Names
    are never new here, having a check of their own.
    """
    stated = {key for source in claim.sources for key in source.keys}
    named = {claim.tokens[n] for run in name_runs(claim.tokens, claim.index.names.known) for n in run}
    telling = list(_telling(claim))
    new = [token for token in telling if token.key not in stated and token not in named]
    if new and (_share(new, telling, claim) > (_MUCH if len(new) > 1 else _TOO_MUCH)):
        words = ", ".join(token.text for token in new)
        yield unsupported("novelty", words, "The article says too little of this to bear it out.")


def _telling(claim: Claim) -> Iterator[Token]:
    """Yield the words that say something: no numbers, which are checked by themselves, and no "said" or "take"."""
    language = claim.language
    reporting = {word for phrase in language.attributions for word in phrase.split()}
    dull = language.speech | language.light | language.numbers.keys() | reporting
    for token in claim.tokens:
        if token.content and not token.number and token.lower not in dull:
            yield token


def _share(new: list[Token], telling: list[Token], claim: Claim) -> float:
    weights = [sum(claim.index.weight(token.key) for token in some) for some in (new, telling)]
    return weights[0] / weights[1] if weights[1] else len(new) / len(telling)  # in the smallest articles none weighs
