"""Which sentences of a section make its block: the best that stand alone, within the budget, nothing told twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.summarize.rank import gain, word_worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.summarize.passage import Candidate

_REPEATS = 0.7  # share of a sentence's content words that stand together in one told before


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen sentences in the article's order; ``stands`` is False where even the best leans on others."""

    chosen: tuple[Candidate, ...]
    stands: bool = True

    @property
    def trimmed(self) -> tuple[bool, ...]:
        """For each sentence, whether its connective goes: it stays where what it connects with stands before it."""
        positions = {one.position for one in self.chosen}
        return tuple(one.trim > 0 and one.position - 1 not in positions for one in self.chosen)


def select(section: Sequence[Candidate], budget: int, told: Sequence[frozenset[str]]) -> Selection:
    """Choose a block's sentences.

    Args:
        section: its candidates, at least one.
        budget: in words; the block has one sentence even where that is too few.
        told: the content words of each sentence that the reader has met before.
    """
    worth = word_worth(section, frozenset().union(*told))
    new = [candidate for candidate in section if not _repeats(candidate, told)]
    fresh = [candidate for candidate in new if not candidate.thin] or new
    chosen: list[Candidate] = []
    while True:
        room = budget - _length(chosen)
        units: list[tuple[Candidate, ...]] = [
            unit
            for unit in _units(fresh, chosen)
            if _length(unit) <= room and not _repeats(unit[-1], [one.stems for one in chosen])
        ]
        if not units:
            break
        covered = frozenset().union(*(one.stems for one in chosen))
        chosen += _best(units, worth, covered)
    if chosen:
        return Selection(chosen=tuple(sorted(chosen, key=lambda one: one.position)))
    return _single(section, fresh, worth)


def _units(fresh: Sequence[Candidate], chosen: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """List what may be added: a sentence that stands alone, or one that leans together with the one before it."""
    before: Candidate | None = None
    for candidate in fresh:
        adjacent = before is not None and before.position == candidate.position - 1
        if candidate not in chosen:
            if not candidate.leans or (adjacent and before in chosen):
                yield (candidate,)
            elif adjacent and before and not before.leans:
                yield (before, candidate)
        before = candidate


def _best(
    units: Sequence[tuple[Candidate, ...]], worth: Mapping[str, float], covered: frozenset[str]
) -> tuple[Candidate, ...]:
    return max(units, key=lambda unit: _unit_gain(unit, worth, covered))


def _unit_gain(unit: Sequence[Candidate], worth: Mapping[str, float], covered: frozenset[str]) -> float:
    """Return the mean gain of a unit's sentences, each on top of those before it."""
    total = 0.0
    for candidate in unit:
        total += gain(candidate, worth, covered)
        covered |= candidate.stems
    return total / len(unit)


def _single(section: Sequence[Candidate], fresh: Sequence[Candidate], worth: Mapping[str, float]) -> Selection:
    """Choose the one sentence of a block whose budget holds none, or in which none stands alone."""
    standing = [one for one in fresh if not one.leans] or [one for one in section if not one.leans]
    if standing:
        return Selection(chosen=(max(standing, key=lambda one: gain(one, worth)),))
    best = min(section, key=lambda one: (sum(defect.hard for defect in one.defects), -gain(one, worth)))
    return Selection(chosen=(best,), stands=not any(defect.hard for defect in best.defects))


def _repeats(candidate: Candidate, told: Sequence[frozenset[str]]) -> bool:
    """Whether one told sentence has most of a sentence's content words."""
    size = len(candidate.stems)
    return size > 0 and max((len(candidate.stems & one) / size for one in told), default=0.0) >= _REPEATS


def _length(unit: Sequence[Candidate]) -> int:
    return sum(candidate.length for candidate in unit)
