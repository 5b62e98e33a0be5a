"""Which sentences of a section make its block: those worth most together, within the budget, nothing told twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.summarize.rank import Worth
from digest.summarize.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.summarize.passage import Candidate

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


def select(
    section: Sequence[Candidate],
    budget: int,
    told: Told,
    headed: frozenset[str] = frozenset(),
) -> Selection:
    """Choose a block's sentences.

    Args:
        section: its candidates, at least one.
        budget: in words; the block has one sentence even where that is too few.
        told: what the reader has met before.
        headed: the content words of the article's title and the section's heading.
    """
    worth = Worth(section, told.words, headed)
    new = [candidate for candidate in section if not told.repeats(candidate.stems)]
    fresh = [candidate for candidate in new if not candidate.thin] or new
    search = _Search(list(_runs(fresh, worth, budget)), worth)
    search.extend((), 0, 0.0, budget)
    if search.found:
        return Selection(chosen=tuple(sorted(search.found, key=lambda one: one.position)))
    return _single(section, fresh, worth)


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A sentence that stands alone, with those after it that lean on it, if they come along."""

    sentences: tuple[Candidate, ...]
    length: int
    gain: float
    density: float  # the most that a word of it adds


def _runs(fresh: Sequence[Candidate], worth: Worth, budget: int) -> Iterator[_Run]:
    """List what fits the budget by itself."""
    for index, candidate in enumerate(fresh):
        if candidate.leans:
            continue
        for size in range(1, _RUN + 1):
            run = tuple(fresh[index : index + size])
            adjacent = run[-1].position == candidate.position + size - 1
            length = sum(one.length for one in run)
            if len(run) < size or not adjacent or (size > 1 and not run[-1].leans) or not 0 < length <= budget:
                break
            yield _Run(
                sentences=run,
                length=length,
                gain=sum(map(worth.for_its_room, run)) / size,
                density=sum(map(worth.alone, run)) / length,
            )


@dataclass(slots=True)
class _Search:
    """A search for the set of runs that is worth most: branch and bound, the most promising first."""

    runs: list[_Run]
    worth: Worth
    bounds: list[float] = field(init=False)  # the most that a word of room can add from each run on
    found: tuple[Candidate, ...] = ()
    most: float = 0.0
    steps: int = 0

    def __post_init__(self) -> None:
        self.runs.sort(key=lambda run: -run.gain)
        self.bounds = list(accumulate((run.density for run in reversed(self.runs)), max))[::-1]

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
            if run.length <= room and not _tells(run.sentences, chosen):
                added = self._added(run.sentences, covered)
                self.extend(chosen + run.sentences, following + 1, sofar + added, room - run.length)

    def _added(self, run: Sequence[Candidate], covered: frozenset[str]) -> float:
        added = 0.0
        for one in run:
            added += self.worth.added(one, covered)
            covered |= one.stems
        return added


def _tells(run: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Whether a chosen sentence is one of the run's, or says as much."""
    told = Told(other.stems for other in chosen)
    return any(one in chosen or told.repeats(one.stems) for one in run)


def _single(section: Sequence[Candidate], fresh: Sequence[Candidate], worth: Worth) -> Selection:
    """Choose the one sentence of a block whose budget holds none, or in which none stands alone."""
    for standing in (
        [one for one in fresh if not one.leans],
        [one for one in fresh if not any(defect.hard for defect in one.defects)],
        [one for one in section if not one.leans],
    ):
        if standing:
            return Selection(chosen=(max(standing, key=worth.for_its_room),))
    best = min(section, key=lambda one: (sum(defect.hard for defect in one.defects), -worth.for_its_room(one)))
    return Selection(chosen=(best,), stands=not any(defect.hard for defect in best.defects))
