"""Roles: whether the article would bear a sentence out better with another of its names, numbers or days in a place.

A text may be made of the article's own words and still say that the wrong one did it: "X accused Y" for "Y accused X".
Each name, number and day of the sentence is held against the words around it: how near the article puts the two, in
which order, and whether it puts another of the kind nearer. Where another fits those words clearly better, it is
probably the other that the article means. The title that goes with a name ("union leader Marta Oyelaran") says nothing
of what she did, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.alignment import align
from digest.trace.bindings import Binding, Context, Scene, bindings
from digest.trace.claim import Claim, spelled, unsupported
from digest.trace.mentions import Mention, mentions
from digest.trace.tokens import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.edition import Problem
    from digest.trace.article_names import ArticleNames

_At = tuple[str, str, int]  # key of a mention, key of a word, side of the verb
_TURNED = 0.25  # of a binding's weight, where a verb has the mention on its other side
_COPIED = 2  # words copied along with a mention that acquit it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """How much better another must fit: by a margin, of 1, and so that the mention has less than a part of its fit."""

    margin: float
    ratio: float


_EXCHANGED = _Bar(margin=0.06, ratio=0.85)  # two of the sentence's own: both places must agree
_SPOKEN = _Bar(margin=0.16, ratio=0.6)  # another's words
_GIVEN = _Bar(margin=0.3, ratio=0.6)  # another, whom the sentence doesn't mention


def role_problems(claim: Claim) -> Iterator[Problem]:
    """Find names, numbers and days whose place is another's."""
    if len(claim.tokens) > LONGEST:
        return
    names = claim.index.names
    own = mentions(claim.text, claim.tokens, names.known)
    doubtful = [mention for mention in own if not mention.minor and not _copied(mention, claim)]
    if not doubtful or not claim.sources:
        return
    evidence = _Evidence(names)
    for number in _numbers(claim, own):
        evidence.add(names.bindings(number))
    scene = Scene(text=claim.text, tokens=claim.tokens, mentions=own)
    bound = bindings(scene, names.known.language)
    for mention in doubtful:
        better = evidence.better(mention, bound)
        if better:
            words = spelled(claim.text, claim.tokens[mention.first : mention.last + 1])
            kind = "speaker" if mention.speaks else mention.kind
            yield unsupported(kind, words, f"The article says this of “{better}”, not of “{words}”.")


def _numbers(claim: Claim, own: Sequence[Mention]) -> list[int]:
    """Return the numbers of the sources, of those that the words apart from the mentions come from, and around them."""
    taken = {n for mention in own for n in range(mention.first, mention.last + 1)}
    rest = [token for n, token in enumerate(claim.tokens) if n not in taken]
    found = {source.number for source in (*claim.sources, *align(rest, claim.index).sources)}
    return [near.number for near in claim.index.around(found, 1, 1)]


def _copied(mention: Mention, claim: Claim) -> bool:
    """Tell whether a mention stands in a stretch of one source, word for word, with words that say something of it."""
    titles = claim.index.names.titles(mention.key)
    for comparison in claim.comparisons:
        pairs = comparison.pairs
        first, last = mention.first, mention.last
        if not all(n in pairs for n in range(first, last + 1)):
            continue
        while first - 1 in pairs and pairs[first - 1] == pairs[first] - 1:
            first -= 1
        while last + 1 in pairs and pairs[last + 1] == pairs[last] + 1:
            last += 1
        around = (claim.tokens[n] for n in (*range(first, mention.first), *range(mention.last + 1, last + 1)))
        if sum(token.content and token.key not in titles for token in around) >= _COPIED:
            return True
    return False


class _Evidence:
    """How near the article puts each mention to each word."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._fit: defaultdict[_At, float] = defaultdict(float)
        self._spoken: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._rivals: dict[tuple[str, str, bool], str] = {}  # kind, key and whether it says where, as spelled

    def add(self, bound: Sequence[Binding]) -> None:
        """Take in a sentence of the article."""
        for binding in bound:
            mention = binding.mention
            if not mention.minor:
                self._rivals.setdefault((mention.kind, mention.key, mention.placed), binding.words)
            for context in binding.contexts:
                at = (mention.key, context.key)
                self._spoken[at] = max(self._spoken[at], context.spoken)
                for side in (-1, 0, 1):
                    turned = bool(side and context.side and side != context.side)
                    weight = context.weight * (_TURNED if turned else 1)
                    self._fit[*at, side] = max(self._fit[*at, side], weight)

    def better(self, mention: Mention, claimed: Sequence[Binding]) -> str | None:
        """Return the words of another mention of the kind that fits clearly better, or None."""
        own = next(binding for binding in claimed if binding.mention is mention)
        others = {binding.mention.key: binding for binding in claimed if binding.mention.kind == mention.kind}
        best, gain = None, 0.0
        for key, words in self._rivals_of(mention):
            other = others.get(key)
            if other and other.mention.placed != mention.placed:
                continue
            here, there = self._score(own, key)
            if other:  # the two change places
                more = self._score(other, mention.key)
                here, there = (here + more[0]) / 2, (there + more[1]) / 2
            bar = _EXCHANGED if other else _SPOKEN if mention.speaks else _GIVEN
            if there - here > max(bar.margin, gain) and here < bar.ratio * there:
                best, gain = words, there - here
        return best

    def _rivals_of(self, mention: Mention) -> Iterator[tuple[str, str]]:
        for (kind, key, placed), words in self._rivals.items():
            alike = key == mention.key or self._names.one_key(key, mention.key)
            if (kind, placed) == (mention.kind, mention.placed) and not alike:
                yield key, words

    def _score(self, binding: Binding, other: str) -> tuple[float, float]:
        """Return how well the article binds the words around a mention to it, and to the other in its place."""
        mention = binding.mention
        apart = {mention.key, other} | mention.titles | self._names.titles(mention.key) | self._names.titles(other)
        total = here = there = 0.0
        for context in binding.contexts:
            if context.key not in apart:
                weight = context.spoken if mention.speaks else context.weight
                total += weight
                here += weight * self._fits(mention, mention.key, context)
                there += weight * self._fits(mention, other, context)
        return here / (total or 1.0), there / (total or 1.0)

    def _fits(self, mention: Mention, key: str, context: Context) -> float:
        return self._spoken[key, context.key] if mention.speaks else self._fit[key, context.key, context.side]
