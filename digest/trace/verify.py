"""The verifier: whether an article bears a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.trace.attributions import attribution_problems
from digest.trace.claim import Claim, make_claim
from digest.trace.dates import date_problems
from digest.trace.index import index_of
from digest.trace.names import name_problems
from digest.trace.negations import negation_problems
from digest.trace.novelty import novelty_problems
from digest.trace.numbers import number_problems
from digest.trace.quotations import quotation_problems
from digest.trace.roles import role_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.edition import Problem, Source

CHECKS = (
    number_problems,
    date_problems,
    name_problems,
    quotation_problems,
    role_problems,
    attribution_problems,
    negation_problems,
    novelty_problems,
)


def verify(sentence: str, article: Article, sources: Sequence[Source] = ()) -> tuple[Problem, ...]:
    """Find what a sentence claims and the article doesn't bear out.

    Args:
        sentence: The sentence, in any words.
        article: What it must be borne out by.
        sources: Places in the article to hold it against; those that fit it best where none are given.
    """
    index = index_of(article)
    among = frozenset(
        there.number
        for there in index.sentences
        for source in sources
        if there.start < source.end and source.start < there.end
    )
    return problems_of(make_claim(sentence, index, among or None))


def problems_of(claim: Claim) -> tuple[Problem, ...]:
    """Run every check over a claim. Of two faults in the same words the later check has more to say."""
    found = {problem.text: problem for check in CHECKS for problem in check(claim)}
    return tuple(found.values())
