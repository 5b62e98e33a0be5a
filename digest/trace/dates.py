"""Months and days of the week: each must stand in the sources or beside them. Years and days are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.text import joiner
from digest.trace.claim import Claim, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.edition import Problem


def date_problems(claim: Claim) -> Iterator[Problem]:
    """Find the months and weekdays that the sources don't hold."""
    calendar = claim.language.months | claim.language.weekdays
    if not joiner(claim.language.code):
        yield from _unspaced(claim, calendar)
        return
    stated = calendar & ({token.lower for near in claim.context() for token in near.tokens} | claim.index.edge_words)
    replaced = {
        n
        for edit in (claim.near.edits if claim.near else ())
        if any(token.lower in calendar for token in edit.stated)
        for n in range(edit.claim_at, edit.claim_at + len(edit.claimed))
    }
    for n, token in enumerate(claim.tokens):
        if token.lower not in calendar or (not token.capital and claim.language.code in {"en", "de"}):
            continue
        if n in replaced or not any(_same(token.lower, other) for other in stated):
            yield unsupported("date", token.text, f"The article doesn't say “{token.text}” here.")


def _unspaced(claim: Claim, calendar: Iterable[str]) -> Iterator[Problem]:
    """Find them where words aren't spaced, by the letters themselves."""
    near = "\n".join(near.text for near in claim.context())
    for word in sorted(calendar):
        if len(word) > 1 and word in claim.text and word not in near:
            yield unsupported("date", word, f"The article doesn't say “{word}” here.")


def _same(claimed: str, stated: str) -> bool:
    """Tell whether two words are the same month or day, as Jan and January are."""
    return claimed == stated or (
        min(len(claimed), len(stated)) in {3, 4} and (claimed.startswith(stated) or stated.startswith(claimed))
    )
