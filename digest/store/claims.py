"""Working on a campaign: claim, send, record.

A claim is a batch of deliveries under a fence, its number, which only grows. Whatever is written under a fence whose
lease ran out, or whose deliveries somebody else has by now, changes nothing.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.campaign import CampaignState, DeliveryState
from digest.store.owners import OwnerLocks
from digest.store.queries import query
from digest.store.refusals import RefusalStreaks
from digest.store.rows import subscriber_from_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.store.clock import Clock
    from digest.store.database import Database, Value
    from digest.subscriber import Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedDelivery:
    """A delivery in hand: whom it goes to as they are now, and how often it was tried."""

    id: int
    subscriber: Subscriber
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Deliveries that are this process's to send. ``deliveries`` may be empty: see :meth:`ClaimStore.claim`."""

    fence: int
    campaign: int
    deliveries: tuple[ClaimedDelivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one delivery that was handed over.

    ``state`` is accepted, rejected, failed, uncertain, skipped, or prepared: refused for now, surely not taken, and to
    be tried again after ``wait`` seconds. ``refusal`` is the refusal's pattern, its words less addresses and digits,
    where it may be the sender's fault; '' where it is the recipient's.
    """

    delivery: int
    state: DeliveryState
    words: str = ""
    provider_id: str = ""
    wait: float = 0.0
    refusal: str = ""
    tried: bool = True  # whether it counts as a try


LONGEST_WAIT = (
    3600.0  # seconds until a delivery is tried again; one due later than that is due since a clock was set back
)


class ClaimStore:
    """The deliveries of a store, for those who send them."""

    def __init__(self, database: Database, clock: Clock, lease: float) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease
        self._locks = OwnerLocks(database.path)
        self._streaks = RefusalStreaks(database, clock)
        self._owner: int | None = None

    def claim(self, campaign: int, limit: int) -> Claim | None:
        """Take up to ``limit`` deliveries that are due; None where none is, or the campaign is not sending.

        Whoever was suppressed since the audience was frozen becomes skipped here. A claim may be left without
        deliveries that way; then go on to the next.
        """
        with self._database.transaction():
            self.expire()
            now = self._clock.now()
            self._database.run("claims.hasten", campaign=campaign, latest=self._clock.now(LONGEST_WAIT))
            if not self._database.value("claims.is_due", campaign=campaign, now=now):
                return None
            fence = self._open_batch(campaign)
            self._database.run("claims.pick", campaign=campaign, fence=fence, limit=limit, now=now)
            self._database.run("claims.leave_out", parts={"standing_now": query("audiences.standing_now")}, fence=fence)
            rows = self._database.rows("claims.claimed", fence=fence)
            self._database.run("claims.size_batch", fence=fence, size=len(rows))
        deliveries = tuple(
            ClaimedDelivery(id=row["id"], subscriber=subscriber_from_row(row), tries=row["tries"]) for row in rows
        )
        return Claim(fence=fence, campaign=campaign, deliveries=deliveries)

    def mark_sending(self, fence: int, deliveries: Iterable[int]) -> frozenset[int]:
        """Commit that the bytes of these deliveries are about to leave; give those that may.

        The others must not be sent: the lease ran out, the campaign was paused, or the person left meanwhile.
        """
        ids = json.dumps(list(deliveries))
        with self._database.transaction():
            rows = self._database.rows(
                "claims.mark_sending", fence=fence, deliveries=ids, clock=self._clock.steady(), now=self._clock.now()
            )
            return frozenset(row["id"] for row in rows)

    def record(self, fence: int, outcomes: Sequence[Outcome]) -> None:
        """Write down what became of deliveries, together. Call it once for each group that went out together.

        The twentieth refusal running that says the same takes all twenty back and pauses the campaign.
        """
        with self._database.transaction():
            rows = json.dumps([self._recorded(outcome) for outcome in outcomes])
            self._database.run("claims.record", fence=fence, outcomes=rows, now=self._clock.now())
            campaign = self._end_if_cancelled(fence)
            taken = sum(outcome.state is DeliveryState.ACCEPTED for outcome in outcomes)
            self._database.run("claims.count_taken", campaign=campaign, number=taken)
            self._streaks.note(campaign, outcomes)

    def release(self, fence: int) -> None:
        """End a claim: what was not sent is prepared again, and what has no outcome is uncertain."""
        with self._database.transaction():
            self._close(fence)

    def renew(self) -> None:
        """Prolong the leases of all claims of this process that still hold. Call it every third of a lease."""
        if self._owner is not None:
            clock = self._clock.steady()
            with self._database.transaction():
                self._database.run("claims.renew", owner=self._owner, lease=clock + self._lease, clock=clock)

    def expire(self) -> None:
        """Take back the claims of processes that died or lost their lease."""
        with self._database.transaction():
            for row in self._database.rows("claims.owners", owner=self._owner or 0):
                if self._locks.is_gone(row["id"]):
                    self._database.run("claims.owner_gone", owner=row["id"])
                    self._locks.forget(row["id"])
            self._take_back_expired()

    def close(self) -> None:
        """Give back what this process still holds."""
        if self._owner is None:
            return
        try:
            with self._database.transaction():
                self._database.run("claims.owner_gone", owner=self._owner)
                self._take_back_expired()
        finally:
            self._locks.let_go()
            self._owner = None

    def _open_batch(self, campaign: int) -> int:
        return int(
            self._database.rows(
                "claims.open_batch",
                campaign=campaign,
                owner=self._own(),
                lease=self._clock.steady() + self._lease,
                opened=self._clock.seconds(),
            )[0]["id"]
        )

    def _own(self) -> int:
        if self._owner is None:
            row = self._database.rows(
                "claims.add_owner", host=socket.gethostname(), pid=os.getpid(), now=self._clock.now()
            )[0]
            self._locks.hold(row["id"])
            self._owner = int(row["id"])
        return self._owner

    def _recorded(self, outcome: Outcome) -> tuple[Value, ...]:
        due = self._clock.now(min(outcome.wait, LONGEST_WAIT)) if outcome.state is DeliveryState.PREPARED else ""
        return outcome.delivery, outcome.state, outcome.words, outcome.provider_id, due, outcome.tried

    def _take_back_expired(self) -> None:
        for row in self._database.rows("claims.expired", clock=self._clock.steady()):
            self._close(row["id"])

    def _close(self, fence: int) -> None:
        self._database.run("claims.hand_back", fence=fence, now=self._clock.now())
        self._database.run("claims.doubt", fence=fence, now=self._clock.now())
        self._database.run("claims.close_batch", fence=fence, closed=self._clock.seconds())
        self._end_if_cancelled(fence)

    def _end_if_cancelled(self, fence: int) -> int:
        """What comes back to a campaign that was cancelled meanwhile goes no further. Gives the campaign."""
        campaign = self._database.rows("claims.campaign", fence=fence)[0]
        if campaign["state"] == CampaignState.CANCELLED:
            self._database.run("campaigns.drop_prepared", campaign=campaign["id"], now=self._clock.now())
        return int(campaign["id"])
