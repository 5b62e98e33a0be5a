"""Names: each must stand in the sources or near them, and in the place where a copied sentence has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, spelled, unsupported
from digest.trace.names_found import is_name, name_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Problem
    from digest.trace.alignment import Edit
    from digest.trace.index import ArticleIndex
    from digest.trace.tokens import Token

_BEFORE = 3  # sentences in which a pronoun finds its name
_SHARED = 4  # letters that "Russia" and "Russian" have in common, at least


def name_problems(claim: Claim) -> Iterator[Problem]:
    """Find the names that the article doesn't hold, and those that stand in another's place."""
    near = {token.lower for source in claim.context(before=_BEFORE) for token in source.tokens}
    runs = name_runs(claim.tokens, claim.index.names, claim.language)
    swapped = set(_swapped(claim))
    for run in runs:
        tokens = [claim.tokens[n] for n in run]
        known = all(_known(token.lower, near, claim.index) for token in tokens) or _abbreviated(tokens, claim.index)
        if swapped.intersection(run) or not known:
            words = spelled(claim.text, tokens)
            yield unsupported("name", words, f"The article doesn't say this of “{words}”.")


def _known(name: str, near: set[str], index: ArticleIndex) -> bool:
    return (
        name in near
        or name in index.words
        or name in index.edge_words
        or any(alike(name, word) for word in index.words)
        or name.replace(".", "") in index.initials
    )


def alike(name: str, other: str) -> bool:
    """Tell whether two names are forms of one: Russia and Russian."""
    shared = min(len(name), len(other))
    return shared >= _SHARED and name[: max(_SHARED, shared - 2)] == other[: max(_SHARED, shared - 2)]


def one_bearer(names: Sequence[str], others: Sequence[str], index: ArticleIndex) -> bool:
    """Tell whether two names mean the same, by their last words: "Putin" and "President Vladimir Putin"."""
    head, other = names[-1], others[-1]
    return (
        any(head == name or alike(head, name) for name in others)
        or any(other == name or alike(other, name) for name in names)
        or index.one_name(head, other)
    )


def _abbreviated(tokens: Sequence[Token], index: ArticleIndex) -> bool:
    """Tell whether the article has the first letters of a name, or the name of these letters."""
    letters = "".join(token.lower[0] for token in tokens)
    return len(letters) > 1 and letters in index.abbreviations


def _swapped(claim: Claim) -> Iterator[int]:
    for edit in claim.near.edits if claim.near else ():
        names = [
            edit.claim_at + n
            for n in range(len(edit.claimed))
            if is_name(claim.tokens, edit.claim_at + n, claim.index.names, claim.language)
        ]
        if names and not _stands_for(claim, edit, [claim.tokens[n].lower for n in names]):
            yield from names


def _stands_for(claim: Claim, edit: Edit, names: list[str]) -> bool:
    """Tell whether names may stand where the source has other words, or none."""
    source = claim.near.source if claim.near else None
    if source is None:
        return True
    replaced = [
        token.lower
        for n, token in enumerate(edit.stated)
        if is_name(source.tokens, edit.source_at + n, claim.index.names, claim.language)
    ]
    if replaced:
        return one_bearer(names, replaced, claim.index)
    before = {token.lower for near in claim.index.around([source.number], _BEFORE, 0) for token in near.tokens}
    return any(name in before or any(alike(name, word) for word in before) for name in names)
