"""Which sentences of an article a text's sentence comes from."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.tokens import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.trace.index import ArticleIndex
    from digest.trace.sources import SourceSentence
    from digest.trace.tokens import Token

_MOST_SOURCES = 3
_LEAST_GAIN = 0.12  # of a sentence's weight that another source must add


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The source sentences that cover a sentence best, the best first, and how much of its weight they cover."""

    sources: tuple[SourceSentence, ...]
    coverage: float  # 0 to 1


def align(tokens: Sequence[Token], index: ArticleIndex, among: frozenset[int] | None = None) -> Alignment:
    """Find up to three sentences that together hold most of what the tokens say.

    ``among`` keeps the search to the sentences of these numbers.
    """
    left = {token.key: index.weight(token.key) for token in tokens if token.content}
    total = sum(left.values())
    chosen: list[SourceSentence] = []
    while left and len(chosen) < _MOST_SOURCES:
        best, gain = _best(left, index, among)
        if best is None or gain < _LEAST_GAIN * total:
            break
        chosen.append(best)
        left = {key: weight for key, weight in left.items() if key not in best.keys}
    coverage = 1 - sum(left.values()) / total if total else 0.0
    return Alignment(sources=tuple(chosen), coverage=coverage)


def _best(
    left: dict[str, float], index: ArticleIndex, among: frozenset[int] | None
) -> tuple[SourceSentence | None, float]:
    gains: defaultdict[int, float] = defaultdict(float)
    for key, weight in left.items():
        for n in index.having(key):
            if among is None or n in among:
                gains[n] += weight
    if not gains:
        return None, 0.0
    best = min(gains, key=lambda n: (-gains[n], len(index.sentences[n].keys), n))
    return index.sentences[best], gains[best]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch where a sentence differs from its source: tokens of the one in place of tokens of the other."""

    claimed: tuple[Token, ...]
    stated: tuple[Token, ...]
    claim_at: int  # index of the first claimed token
    source_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A sentence held against one source, word by word."""

    source: SourceSentence
    edits: tuple[Edit, ...]
    pairs: dict[int, int]  # index of a token -> index of the same token in the source
    share: float  # of the sentence's tokens that stand in the source in the same order


def compare(tokens: Sequence[Token], source: SourceSentence) -> Comparison:
    """Hold a sentence against a source."""
    if len(tokens) > LONGEST or len(source.tokens) > LONGEST:
        return Comparison(source=source, edits=(), pairs={}, share=0.0)
    ours, theirs = [token.lower for token in tokens], [token.lower for token in source.tokens]
    edits: list[Edit] = []
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        else:
            edits.append(Edit(claimed=tuple(tokens[a:b]), stated=source.tokens[c:d], claim_at=a, source_at=c))
    return Comparison(source=source, edits=tuple(edits), pairs=pairs, share=len(pairs) / max(1, len(ours)))
