"""What a reader has met already, so that nothing is told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_REPEATS = 0.7  # share of a sentence's content words that stand together in one told before


class Told:
    """Sentences by their content words, found again in time that doesn't grow with how many there are."""

    def __init__(self, sentences: Iterable[frozenset[str]] = ()) -> None:
        """Begin with the sentences of earlier blocks, each as its content words."""
        self.words: set[str] = set()
        self._holding: dict[str, list[frozenset[str]]] = {}
        for stems in sentences:
            self.add(stems)

    def add(self, stems: frozenset[str]) -> None:
        """Tell a sentence."""
        self.words |= stems
        for stem in stems:
            self._holding.setdefault(stem, []).append(stems)

    def repeats(self, stems: frozenset[str]) -> bool:
        """Whether one told sentence has most of a sentence's content words.

        One that has, has one of the rarest of them: only those that hold such a word are looked at.
        """
        if not stems:
            return False
        rarest = sorted(stems, key=lambda stem: (len(self._holding.get(stem, ())), stem))
        looked_at = rarest[: int((1 - _REPEATS) * len(stems)) + 1]
        return any(
            len(stems & told) >= _REPEATS * len(stems) for stem in looked_at for told in self._holding.get(stem, ())
        )
