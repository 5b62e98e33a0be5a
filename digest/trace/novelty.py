"""Novelty: what a sentence says that its sources don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.edition import Problem

_LEAST_COVERED = 0.4  # of what a sentence says


def novelty_problems(claim: Claim) -> Iterator[Problem]:
    """Find a sentence of which the sources hold too little."""
    if claim.coverage < _LEAST_COVERED and any(token.content for token in claim.tokens):
        yield unsupported("novelty", claim.text, "The article says too little of this to bear it out.")
