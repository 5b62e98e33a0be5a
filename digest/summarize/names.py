"""Names as an article introduces them: "Defense Minister Andrei Belousov" first, "Belousov" from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.summarize.tokens import Token


class Introductions:
    """What an article has named so far, fed sentence by sentence in its order."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._introduced: set[str] = set()

    def shortened(self, found: Sequence[Token], function_words: frozenset[str]) -> frozenset[str]:
        """Return the stems of names that a sentence gives short, having been introduced in full before it."""
        short: set[str] = set()
        for run in _runs(found, function_words):
            last = run[-1].stem
            if len(run) > 1 and last not in self._seen:
                self._introduced.add(last)
            elif len(run) == 1 and last in self._introduced:
                short.add(last)
            self._seen.update(token.stem for token in run)
        return frozenset(short)


def _runs(found: Sequence[Token], function_words: frozenset[str]) -> Iterator[list[Token]]:
    """Yield neighbouring words with capitals."""
    run: list[Token] = []
    for token in found:
        if token.text[0].isupper() and token.lower not in function_words:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run
