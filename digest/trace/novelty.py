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
    reporting = {word for phrase in claim.language.attributions for word in phrase.split()}
    dull = claim.language.speech | claim.language.numbers.keys() | reporting
    telling = [token for token in claim.tokens if token.content and not token.number and token.lower not in dull]
    own = [token for token in telling if token.key not in stated]
    new, whole = (sum(claim.index.weight(token.key) for token in some) for some in (own, telling))
    share = new / whole if whole else len(own) / max(1, len(telling))  # in the smallest articles no word weighs
    if share > _TOO_MUCH or (len(own) > 1 and share > _MUCH):
        words = ", ".join(token.text for token in own)
        yield unsupported("novelty", words, "The article says too little of this to bear it out.")
