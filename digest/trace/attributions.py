"""Attributions: what the article only has somebody claim must not be told as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.edition import Problem

_REPORTED = 0.6  # of the sentence's words in the source, that come after the verb


def attribution_problems(claim: Claim) -> Iterator[Problem]:
    """Find a copied sentence that has lost the "Putin claimed" before it."""
    near, language = claim.near, claim.language
    reporting = language.speech | language.doubts
    if near is None or any(token.lower in reporting and not token.quoted for token in claim.tokens):
        return
    if any(phrase in claim.text.lower() for phrase in language.attributions):
        return
    for n, token in enumerate(near.source.tokens):
        after = sum(there > n for there in near.pairs.values())
        if token.lower in language.doubts and not token.quoted and after >= _REPORTED * len(near.pairs):
            message = f"The article has this with “{token.text}”, and so by somebody's word."
            yield unsupported("speaker", claim.text, message)
            return
