"""Speakers: who is said to have said it must be who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.claim import Claim, spelled, unsupported
from digest.trace.names import one_bearer
from digest.trace.names_found import name_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Problem
    from digest.text import Language
    from digest.trace.index import ArticleIndex, SourceSentence
    from digest.trace.tokens import Token

_REACH = 14  # tokens from a verb of saying back to its subject
_BEFORE = 3  # sentences in which a pronoun finds its name


def speaker_problems(claim: Claim) -> Iterator[Problem]:
    """Find names that speak where the article has another speaker."""
    for _, run in speaking(claim.text, claim.tokens, claim.index):
        names = [claim.tokens[n].lower for n in run]
        if claim.sources and not any(_speaks(names, source, claim.index) for source in claim.sources):
            words = spelled(claim.text, [claim.tokens[n] for n in run])
            yield unsupported("speaker", words, f"The article doesn't have “{words}” say this.")


def _speaks(names: list[str], source: SourceSentence, index: ArticleIndex) -> bool:
    """Tell whether one of these names speaks in a sentence: named there, or meant by the sentences before."""
    speakers = [run for _, run in speaking(source.text, source.tokens, index)]
    named = [[source.tokens[n].lower for n in run] for run in speakers]
    if named:
        return any(one_bearer(names, other, index) for other in named)
    before = {token.lower for near in index.around([source.number], _BEFORE, 1) for token in near.tokens}
    return any(name in before for name in names)


def speaking(text: str, tokens: Sequence[Token], index: ArticleIndex) -> Iterator[tuple[int, range]]:
    """Yield each verb of saying, outside quotations, that has a name for its subject, with that name."""
    runs = [run for run in name_runs(tokens, index.names, index.tables) if not tokens[run.start].quoted]
    for n, token in enumerate(tokens):
        if token.lower in index.tables.speech and not token.quoted:
            subject = _subject(text, tokens, n, runs, index.tables)
            if subject:
                yield n, subject


def _subject(text: str, tokens: Sequence[Token], verb: int, runs: list[range], language: Language) -> range | None:
    after = next((run for run in runs if run.start == verb + 1), None)
    if after and (verb == 0 or tokens[verb - 1].quoted or _comma(text, tokens, verb)):
        return after
    before = next((run for run in reversed(runs) if run.stop <= verb), None)
    if before is None or verb - before.stop > _REACH:
        return None
    between = range(before.stop, verb)
    apposition = bool(between) and _comma(text, tokens, before.stop) and _comma(text, tokens, verb)
    return before if apposition or not any(_noun(tokens[n], language) for n in between) else None


def _comma(text: str, tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a comma or dash stands between a token and the one before it."""
    return any(sign in ",،，、—–" for sign in text[tokens[n - 1].end : tokens[n].start])


def _noun(token: Token, language: Language) -> bool:
    """Tell whether a word between a name and its verb may be the real subject: "Putin's spokesman said"."""
    return token.content and not token.lower.endswith("ly") and token.lower not in language.weekdays
