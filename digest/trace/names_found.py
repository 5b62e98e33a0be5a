"""Which words of a sentence are names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from digest.text import Language
    from digest.trace.tokens import Token


def name_runs(tokens: Sequence[Token], names: Collection[str], language: Language) -> list[range]:
    """Find the names of a sentence, each as the indices of its tokens; ``names`` are the article's, in lower case."""
    runs: list[range] = []
    for n in range(len(tokens)):
        if not is_name(tokens, n, names, language):
            continue
        if runs and runs[-1].stop == n and tokens[n].start - tokens[n - 1].end == 1:
            runs[-1] = range(runs[-1].start, n + 1)
        else:
            runs.append(range(n, n + 1))
    return runs


def is_name(tokens: Sequence[Token], n: int, names: Collection[str], language: Language) -> bool:
    """Tell whether a token belongs to a name: one of the article's, or a capital that nothing else explains."""
    token = tokens[n]
    if token.number or token.lower in language.stop_words or token.lower in language.months | language.weekdays:
        return False
    if token.lower in names:
        return True
    if not token.capital or language.ordinal_dot:  # every German noun has a capital
        return False
    if n and tokens[n - 1].quoted == token.quoted:
        return True
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    return bool(following and following.capital and following.content and not language.is_opener(token.lower))
