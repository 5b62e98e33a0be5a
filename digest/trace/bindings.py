"""How near a sentence puts what it mentions to its other words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.speakers import comma
from digest.trace.tokens import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.text import Language
    from digest.trace.mentions import Mention
    from digest.trace.tokens import Token

_WINDOW = 9  # tokens on either side that are held against a mention
_DECAY = 0.25  # of a word's weight, by each token of distance
_SPOKEN = 0.5  # the least weight of a reported word for its speaker
_BLOCKED = 0.35  # of the weight, where another of the kind stands between
_NEARER = 0.6  # of the weight, where another of the kind is nearer
_MINOR = 0.5  # of the weight, where the mention only says more of another
_PARTED = 0.6  # of the weight, where a comma stands between
_VOICE = 2  # tokens before a verb in which its auxiliary stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with what it mentions."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A word near a mention, another mention, or the preposition that goes before it."""

    key: str
    weight: float  # 0 to 1, the nearer the more
    spoken: float  # the same, if these are the mention's reported words
    side: int  # -1: the mention stands before a verb, as its subject does; 1: after it; 0: the word is no verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A mention, as it is spelled, with the words around it."""

    mention: Mention
    words: str
    contexts: tuple[Context, ...]


def bindings(scene: Scene, language: Language) -> tuple[Binding, ...]:
    """Bind each mention of a sentence to the words around it."""
    tokens, text = scene.tokens, scene.text
    parted = [0] * (len(tokens) + 1)  # commas up to each token
    for n in range(1, len(tokens)):
        parted[n] = parted[n - 1] + comma(text, tokens, n)
    return tuple(
        Binding(
            mention=mention,
            words=text[tokens[mention.first].start : tokens[mention.last].end],
            contexts=tuple(_contexts(mention, scene, parted, language)),
        )
        for mention in scene.mentions
    )


def _contexts(mention: Mention, scene: Scene, parted: Sequence[int], language: Language) -> Iterator[Context]:
    tokens = scene.tokens
    reach = len(tokens) if mention.speaks else _WINDOW
    rivals = [
        other for other in scene.mentions if other.kind == mention.kind and other.key != mention.key and not other.minor
    ]
    if mention.first and tokens[mention.first - 1].lower in language.directions:
        yield Context(key=f"{tokens[mention.first - 1].lower} …", weight=1.0, spoken=1.0, side=0)
    reported = _reported(mention, tokens)
    taken = {n: other for other in scene.mentions for n in range(other.first, other.last + 1)}
    for n in range(max(0, mention.first - reach), min(len(tokens), mention.last + reach + 1)):
        other = taken.get(n)
        if other is mention or (other and n != other.last) or _reports(tokens[n], language):
            continue
        if other or tokens[n].content:
            weight = _weight(mention, n, rivals, parted)
            yield Context(
                key=other.key if other else tokens[n].key,
                weight=weight,
                spoken=max(weight, _SPOKEN) if n in reported else weight,
                side=0 if other else _side(mention, n, tokens, language),
            )


def _reported(mention: Mention, tokens: Sequence[Token]) -> range:
    """Return the words that a mention speaks: those on its longer side."""
    if not mention.speaks:
        return range(0)
    after = range(mention.last + 1, len(tokens))
    return after if len(after) >= mention.first else range(mention.first)


def _weight(mention: Mention, n: int, rivals: Sequence[Mention], parted: Sequence[int]) -> float:
    low, high = (n, mention.first) if n < mention.first else (mention.last, n)
    weight = 1 / (1 + _DECAY * (high - low - 1))
    if parted[high] > parted[low]:
        weight *= _PARTED
    if mention.minor:
        weight *= _MINOR
    if any(low < rival.first and rival.last < high for rival in rivals):
        return weight * _BLOCKED
    nearer = any(max(rival.first - n, n - rival.last) < high - low for rival in rivals)
    return weight * (_NEARER if nearer else 1)


def _reports(token: Token, language: Language) -> bool:
    """Tell whether a word is a verb of saying without an object: "said", not "told"."""
    return token.lower in language.speech and token.lower not in language.verbs


def _side(mention: Mention, n: int, tokens: Sequence[Token], language: Language) -> int:
    """Return on which side of a verb a mention stands, as if the verb were active; 0 for what is no verb."""
    if not is_verb(tokens[n], language):
        return 0
    side = -1 if mention.last < n else 1
    passive = any(token.lower in language.passives for token in tokens[max(0, n - _VOICE) : n])
    return -side if passive else side
