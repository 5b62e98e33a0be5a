"""Which words of a sentence are names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.speakers import comma
from digest.trace.tokens import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.text import Language
    from digest.trace.tokens import Token

_TITLE = 4  # words of a title
_APPOSITION = 7  # words of ", the mayor of Calloway,"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """The names of an article, word by word in lower case."""

    capital: frozenset[str]  # with a capital oftener than not
    always: frozenset[str]  # never without
    language: Language


def name_runs(tokens: Sequence[Token], known: KnownNames) -> list[range]:
    """Find the names of a sentence, each as the indices of its tokens. "Russia's Putin" is two.

    In a sentence without capitals, the article's names are found all the same.
    """
    runs: list[range] = []
    cased = any(token.capital for token in tokens[1:])
    for n, token in enumerate(tokens):
        if not is_name(tokens, n, known) or (cased and not token.capital):
            continue
        joined = bool(n) and token.start - tokens[n - 1].end == 1 and not tokens[n - 1].possessive
        if runs and runs[-1].stop == n and joined:
            runs[-1] = range(runs[-1].start, n + 1)
        else:
            runs.append(range(n, n + 1))
    return runs


def is_name(tokens: Sequence[Token], n: int, known: KnownNames) -> bool:
    """Tell whether a token belongs to a name: one of the article's, or a capital that nothing else explains."""
    token, language = tokens[n], known.language
    unnamed = (language.stop_words, language.titles, language.months, language.weekdays)
    if token.number or any(token.lower in words for words in unnamed):
        return False
    if not token.capital:
        return token.lower in known.always
    if token.lower in known.capital:
        return True
    if language.ordinal_dot:  # every German noun has a capital
        return False
    if n and tokens[n - 1].quoted == token.quoted:
        return True
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    return bool(following and following.capital and following.content and not language.is_opener(token.lower))


def title_of(text: str, tokens: Sequence[Token], run: range, language: Language) -> Iterator[str]:
    """Yield the keys of the words before a name, and of those between commas after it, that say who it is."""
    for n in range(run.start - 1, max(-1, run.start - 1 - _TITLE), -1):
        if not tokens[n].content or is_verb(tokens[n], language):
            break
        yield tokens[n].key
    if run.stop < len(tokens) and comma(text, tokens, run.stop):
        after = range(run.stop + 1, min(len(tokens), run.stop + _APPOSITION))
        end = next((n for n in after if comma(text, tokens, n)), None)
        if end is not None:
            yield from (tokens[n].key for n in range(run.stop, end) if tokens[n].content)
