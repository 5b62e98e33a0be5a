"""Novelty: what a sentence says that its sources don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.edition import Problem

_MUCH = 0.25  # of what a sentence says, the rarer words weighing more, if two words or more say it
_TOO_MUCH = 0.4  # however many say it


def novelty_problems(claim: Claim) -> Iterator[Problem]:
    """Find a sentence that says too much in words that its sources don't have.

    One word of its own is left to any sentence: a synonym looks like a new fact, and a new fact has more words.
    """
    stated = {key for source in claim.sources for key in source.keys}
    dull = claim.language.speech | claim.language.numbers.keys()
    own = [
        token.text
        for token in claim.tokens
        if token.content and token.key not in stated and not token.number and token.lower not in dull
    ]
    new = 1 - claim.coverage
    if own and (new > _TOO_MUCH or (len(own) > 1 and new > _MUCH)):
        yield unsupported("novelty", ", ".join(own), "The article says too little of this to bear it out.")
