"""Which sentences of a section make its block: those worth most together, within the budget, nothing told twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.summarize.rank import gain, value, word_worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.summarize.passage import Candidate

_REPEATS = 0.7  # share of a sentence's content words that stand together in one told before
_RUN = 3  # sentences that stand together since each leans on the one before
_STEPS = 1500  # of the search; beyond them the best so far is taken


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
    search = _Search([run for run in _runs(fresh) if _length(run) <= budget], worth)
    search.extend((), 0, 0.0, budget)
    if search.found:
        return Selection(chosen=tuple(sorted(search.found, key=lambda one: one.position)))
    return _single(section, fresh, worth)


def _runs(fresh: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """List what may stand by itself: a sentence, or one with those after it that lean on it."""
    for index, candidate in enumerate(fresh):
        if candidate.leans:
            continue
        yield (candidate,)
        for size in range(2, _RUN + 1):
            run = tuple(fresh[index : index + size])
            if len(run) < size or not run[-1].leans or run[-1].position != candidate.position + size - 1:
                break
            yield run


@dataclass(slots=True)
class _Search:
    """A search for the set of runs that is worth most: branch and bound, the most promising first."""

    runs: Sequence[tuple[Candidate, ...]]
    worth: Mapping[str, float]
    bounds: list[float] = field(init=False)  # the most that a word of room can add from each run on
    found: tuple[Candidate, ...] = ()
    most: float = 0.0
    steps: int = 0

    def __post_init__(self) -> None:
        self.runs = sorted(self.runs, key=lambda run: -sum(gain(one, self.worth) for one in run) / len(run))
        densities = [sum(value(one, self.worth) for one in run) / _length(run) for run in self.runs]
        self.bounds = list(accumulate(reversed(densities), max))[::-1]

    def extend(self, chosen: tuple[Candidate, ...], index: int, sofar: float, room: int) -> None:
        """Add each run from that index on that fits, and go on from there."""
        if sofar > self.most:
            self.found, self.most = chosen, sofar
        covered = frozenset().union(*(one.stems for one in chosen))
        for following in range(index, len(self.runs)):
            self.steps += 1
            if self.steps > _STEPS or sofar + room * self.bounds[following] <= self.most:
                return
            run = self.runs[following]
            if _length(run) <= room and not any(one in chosen for one in run) and not _tells(run, chosen):
                self.extend(chosen + run, following + 1, sofar + self._added(run, covered), room - _length(run))

    def _added(self, run: Sequence[Candidate], covered: frozenset[str]) -> float:
        added = 0.0
        for one in run:
            added += value(one, self.worth, covered)
            covered |= one.stems
        return added


def _tells(run: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    return any(_repeats(one, [other.stems for other in chosen]) for one in run)


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


def _length(run: Sequence[Candidate]) -> int:
    return sum(candidate.length for candidate in run)
