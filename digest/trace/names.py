"""Names: each must stand in the sources or near them, and in the place where a copied sentence has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.article_names import PREFIX
from digest.trace.claim import Claim, spelled, unsupported
from digest.trace.names_found import is_name, name_runs
from digest.trace.tokens import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.edition import Problem
    from digest.trace.alignment import Edit
    from digest.trace.index import ArticleIndex
    from digest.trace.sources import SourceSentence
    from digest.trace.tokens import Token

_LATIN_PREFIX = 4  # as PREFIX; names in other scripts are inflected
_SAME = 0.7  # of what a sentence says besides a first name, in its source
_BEFORE = 3  # sentences in which a pronoun finds its name


def name_problems(claim: Claim) -> Iterator[Problem]:
    """Find the names that the article doesn't hold, that it hasn't together, or that stand in another's place."""
    edits = {
        edit.claim_at + n: edit for edit in (claim.near.edits if claim.near else ()) for n in range(len(edit.claimed))
    }
    for run in name_runs(claim.tokens, claim.index.names.known):
        tokens = [claim.tokens[n] for n in run]
        names = [token.lower for token in tokens]
        edit = edits.get(run[-1])
        unborne = (
            not _known(names, claim.index) or _mixed(names, claim.index) or (edit and not _fits(names, edit, claim))
        )
        if unborne or _for_namesake(run, claim):
            words = spelled(claim.text, tokens)
            yield unsupported("name", words, f"The article doesn't say this of “{words}”.")
    if not claim.index.names.cased:
        yield from _put_in(claim)


def _put_in(claim: Claim) -> Iterator[Problem]:
    """Where a script has no capitals, find words from elsewhere in the article in place of a copied sentence's own."""
    near = claim.near
    for edit in near.edits if near else ():
        words, replaced = spelled(claim.text, edit.claimed), spelled(near.source.text if near else "", edit.stated)
        whole = min(len(words), len(replaced)) > 1 and _told(edit.claimed) and _told(edit.stated)
        if whole and near and words not in near.source.text and words in claim.index.article.text:
            yield unsupported("name", words, f"The article says “{replaced}” here.")


def _told(tokens: Sequence[Token]) -> bool:
    return any(token.content and not token.number for token in tokens)


def _known(names: Sequence[str], index: ArticleIndex) -> bool:
    """Tell whether the article has every word of a name, a form of it, or its first letters."""
    initials = "".join(name[0] for name in names)
    return (len(initials) > 1 and initials in index.names.abbreviations) or all(
        name in index.words
        or name in index.edge_words
        or name.replace(".", "") in index.names.initials
        or any(alike(name, word) for word in index.names.alike(name))
        or _one_alias(name, index.words, index)
        for name in names
    )


def _mixed(names: Sequence[str], index: ArticleIndex) -> bool:
    """Tell whether a name's last two words are of different names in the article: Sergei of one, Putin of another."""
    return (
        len(names) > 1
        and all(index.names.names_something(name) for name in names[-2:])
        and not index.names.one_name(names[-2], names[-1])
    )


def _for_namesake(run: Sequence[int], claim: Claim) -> bool:
    """Tell whether a name stands where the source has another of its family: "Erik Lind" for "Anders Lind"."""
    if len(run) < 2 or not claim.sources:  # noqa: PLR2004  # a first name and a family's
        return False
    first, family = (claim.tokens[n] for n in run[-2:])
    source = claim.sources[0]
    words = {token.lower for token in source.tokens}
    if first.lower in words or not claim.index.names.namesakes(first.lower, family.lower) & words:
        return False
    rest = {token.key: claim.index.weight(token.key) for token in claim.tokens if token.content and token is not first}
    return sum(weight for key, weight in rest.items() if key in source.keys) >= _SAME * sum(rest.values())


def alike(name: str, other: str) -> bool:
    """Tell whether two names are forms of one: Russia and Russian."""
    least = _LATIN_PREFIX if name.isascii() else PREFIX
    shared = max(least, min(len(name), len(other)) - 2)
    return len(name) >= least and name[:shared] == other[:shared]


def one_bearer(names: Sequence[str], others: Sequence[str], index: ArticleIndex) -> bool:
    """Tell whether two names mean the same, by their last words: "Putin" and "President Vladimir Putin"."""
    head, other = names[-1], others[-1]
    return (
        any(head == name or alike(head, name) for name in others)
        or any(other == name or alike(other, name) for name in names)
        or index.names.one_name(head, other)
        or _one_alias(head, others, index)
    )


def _one_alias(name: str, others: Iterable[str], index: ArticleIndex) -> bool:
    """Tell whether a name is among others under another word: American and U.S."""
    alias = index.tables.aliases.get(name)
    return alias is not None and any(index.tables.aliases.get(other) == alias for other in others)


def _fits(names: Sequence[str], edit: Edit, claim: Claim) -> bool:
    """Tell whether a name may stand where the source has other words, or none."""
    source = claim.near.source if claim.near else None
    if source is None:
        return True
    at = range(edit.source_at, edit.source_at + len(edit.stated))
    replaced = [source.tokens[n].lower for n in at if is_name(source.tokens, n, claim.index.names.known)]
    if replaced:
        return one_bearer(names, replaced, claim.index)
    if edit.stated and all(token.content and not token.number for token in edit.stated) and _bare(source, edit, claim):
        return False
    if not any(token.lower in claim.language.pronouns for token in edit.stated):
        return True
    before = {token.lower for near in claim.index.around([source.number], _BEFORE, 0) for token in near.tokens}
    return any(name in before for name in names)


def _bare(source: SourceSentence, edit: Edit, claim: Claim) -> bool:
    """Tell whether the words that a name replaces are a subject that is nobody by name, as in "Officials said"."""
    following = edit.source_at + len(edit.stated)
    return edit.source_at == 0 and following < len(source.tokens) and is_verb(source.tokens[following], claim.language)
