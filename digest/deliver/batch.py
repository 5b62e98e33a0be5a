"""A claim in hand, and what is written down of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.store import Claim, ClaimedDelivery, Outcome, Store


class Batch:
    """The deliveries of a claim, on their way group by group.

    What became of one group is written together with the beginning of the next: every commit waits for the disk, and
    this halves them without a moment in which more is in doubt.
    """

    def __init__(self, store: Store, claim: Claim) -> None:
        self._store = store
        self._claim = claim
        self._known: list[Outcome] = []
        self._tries = {delivery.id: delivery.tries for delivery in claim.deliveries}

    def groups(self, size: int) -> Iterable[Sequence[ClaimedDelivery]]:
        """The deliveries, so many at a time."""
        deliveries = self._claim.deliveries
        return (deliveries[start : start + size] for start in range(0, len(deliveries), size))

    def tries(self, delivery: int) -> int:
        """How often a delivery was tried before."""
        return self._tries[delivery]

    def note(self, outcomes: Iterable[Outcome]) -> None:
        """Remember what became of deliveries, to be written next."""
        self._known += outcomes

    def begin(self, deliveries: Iterable[int]) -> frozenset[int]:
        """Write down that these are about to leave, before their first byte does; give those that may."""
        with self._store.transaction():
            self.write()
            return self._store.claims.mark_sending(self._claim.fence, deliveries)

    def write(self) -> None:
        """Write down what is known."""
        if self._known:
            self._store.claims.record(self._claim.fence, self._known)
            self._known = []

    def end(self) -> None:
        """Give back what was not sent."""
        with self._store.transaction():
            self.write()
            self._store.claims.release(self._claim.fence)
