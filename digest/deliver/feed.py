"""The groups of deliveries that go over one connection, each written down before it leaves."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.campaign import DeliveryState
from digest.errors import StoreError
from digest.store import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from digest.deliver.ledger import Ledger
    from digest.store import Claim, ClaimedDelivery, Store

GROUPS = 4  # of a claim, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Deliveries that are committed as leaving, under the fence of their claim."""

    fence: int
    deliveries: tuple[ClaimedDelivery, ...]
    marked: float = field(default_factory=time.monotonic)


@dataclass(kw_only=True)
class Feed:
    """Claims deliveries and gives them out group by group. Use from one thread.

    What became of one group is written together with the beginning of another, which halves the commits. Asked for
    ahead, the next group is written down while one is on its way; then two are in doubt if the process dies.
    """

    store: Store
    ledger: Ledger
    campaign: int
    size: int  # of a group
    ready: Callable[[int], object]  # called before so many are written down as leaving; it waits until they may
    _claim: Claim | None = None
    _given: int = 0  # deliveries of the claim that were given out
    _spent: list[int] = field(default_factory=list)  # fences whose last group is still on its way
    _known: list[tuple[int, list[Outcome]]] = field(default_factory=list)  # fence, and what is not yet written
    _writing: list[tuple[int, list[Outcome]]] = field(default_factory=list)  # in the ledger's hands
    _ahead: Future[Group | None] | None = None

    def next(self) -> Group | None:
        """The next group, which may leave now; None where nothing is due.

        Raises:
            StoreError: the store can't be written.
        """
        future, self._ahead = self._ahead, None
        if future is not None:
            return self._written(future)
        taken = self._written(self._submit(self._take))
        if taken is None:
            return None
        self.ready(len(taken.deliveries))
        return self._written(self._submit(lambda: self._mark(taken)))

    def look_ahead(self) -> None:
        """Have the next group written down already, whether or not :attr:`ready` says so."""
        self._ahead = self._submit(lambda: self._mark(self._take()))

    def note(self, group: Group, outcomes: Iterable[Outcome]) -> None:
        """Remember what became of a group, to be written with the next."""
        self._known.append((group.fence, list(outcomes)))

    def give_back(self, group: Group | None) -> None:
        """Remember that nothing of a group left."""
        if group is not None:
            state = DeliveryState.PREPARED
            self.note(group, [Outcome(delivery=one.id, state=state, tried=False) for one in group.deliveries])

    def settle(self) -> None:
        """Write all that is known, and give back all that was not sent."""
        future, self._ahead = self._ahead, None
        if future is not None:
            self.give_back(self._written(future))
        self._written(self._submit(self._release))

    def _submit(self, work: Callable[[], Group | None]) -> Future[Group | None]:
        """Have the ledger write what is known, then do the work."""
        self._writing, self._known = self._known, []
        known = self._writing

        def job() -> Group | None:
            for fence, outcomes in known:
                self.store.claims.record(fence, outcomes)
            while self._spent:
                self.store.claims.release(self._spent.pop())
            return work()

        return self.ledger.submit(job)

    def _written(self, future: Future[Group | None]) -> Group | None:
        try:
            return future.result()
        except StoreError:
            # What is known is tried once more at the end. The claims are as they were: closing the store frees them.
            self._known = self._writing + self._known
            self._claim, self._spent = None, []
            raise

    def _take(self) -> Group | None:
        """The next deliveries of the claim, or of another one; not yet written down as leaving."""
        while self._claim is None or self._given >= len(self._claim.deliveries):
            if self._claim is not None:
                self._spent.append(self._claim.fence)
            self._claim, self._given = self.store.claims.claim(self.campaign, GROUPS * self.size), 0
            if self._claim is None:
                return None
        start, self._given = self._given, self._given + self.size
        return Group(fence=self._claim.fence, deliveries=self._claim.deliveries[start : self._given])

    def _mark(self, group: Group | None) -> Group | None:
        """Commit that a group is leaving; gives it less those that may not any more."""
        if group is None:
            return None
        going = self.store.claims.mark_sending(group.fence, [one.id for one in group.deliveries])
        return Group(fence=group.fence, deliveries=tuple(one for one in group.deliveries if one.id in going))

    def _release(self) -> None:
        if self._claim is not None:
            self.store.claims.release(self._claim.fence)
            self._claim = None
