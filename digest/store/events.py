"""What providers tell afterwards: stored once, applied in any order, each effect harmless when it comes again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from digest.campaign import DELIVERY_MOVES, CampaignState, DeliveryState, Event, EventKind
from digest.subscriber import SuppressionReason
from digest.times import rfc3339

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from digest.store.clock import Clock
    from digest.store.database import Database

STATES = {  # what an event makes of its delivery; the others change none
    EventKind.ACCEPTED: DeliveryState.ACCEPTED,
    EventKind.DEFERRED: DeliveryState.ACCEPTED,  # the provider has it, and tries again by itself
    EventKind.DELIVERED: DeliveryState.DELIVERED,
    EventKind.BOUNCED: DeliveryState.BOUNCED,
    EventKind.SOFT_BOUNCED: DeliveryState.BOUNCED,
    EventKind.BLOCKED: DeliveryState.BOUNCED,
    EventKind.DROPPED: DeliveryState.FAILED,
    EventKind.COMPLAINED: DeliveryState.COMPLAINED,
}
SUPPRESSIONS = {  # what an event makes of its address, on all lists
    EventKind.BOUNCED: SuppressionReason.BOUNCED,
    EventKind.COMPLAINED: SuppressionReason.COMPLAINED,
    EventKind.UNSUBSCRIBED: SuppressionReason.UNSUBSCRIBED,
}
UNKEPT = frozenset({EventKind.OPENED, EventKind.CLICKED})  # nobody is watched reading
SOFT_CAMPAIGNS, SOFT_DAYS = 3, 14  # soft bounces that make a hard one
FEW = 200  # accepted messages below which shares mean nothing
MOST_BOUNCES, MOST_COMPLAINTS = 0.05, 0.003  # of those accepted; what Gmail and Yahoo bear


class EventStore:
    """The events of a store."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def apply(self, events: Iterable[Event]) -> int:
        """Store events and let them take effect, all or none; give how many were new.

        An event moves its delivery where the table of moves lets it, so that a late "delivered" never hides a bounce.
        Events of deliveries that this store doesn't have are left out.
        """
        new = 0
        tallies: Counter[tuple[int, EventKind]] = Counter()
        with self._database.transaction():
            for event in events:
                if event.kind in UNKEPT or not self._add(event):
                    continue
                new += 1
                delivery = self._database.rows("events.delivery", delivery=event.delivery)[0]
                self._move(event, delivery)
                self._suppress(event, delivery)
                tallies[delivery["campaign_id"], event.kind] += 1
            for campaign in {campaign for campaign, _ in tallies}:
                bounces = tallies[campaign, EventKind.BOUNCED] + tallies[campaign, EventKind.BLOCKED]
                self._tally(campaign, bounces, tallies[campaign, EventKind.COMPLAINED])
        return new

    def _add(self, event: Event) -> bool:
        added = self._database.run(
            "events.add",
            provider=event.provider,
            delivery=event.delivery,
            message_id=event.message_id,
            kind=event.kind,
            at=event.at,
            words=event.words,
        )
        return added > 0

    def _move(self, event: Event, delivery: sqlite3.Row) -> None:
        state = STATES.get(event.kind)
        if state in DELIVERY_MOVES[DeliveryState(delivery["state"])]:
            self._database.run(
                "events.move",
                delivery=event.delivery,
                state=state,
                words=event.words,
                message_id=event.message_id,
                now=self._clock.now(),
            )

    def _suppress(self, event: Event, delivery: sqlite3.Row) -> None:
        reason = SUPPRESSIONS.get(event.kind)
        if event.kind is EventKind.SOFT_BOUNCED and self._bounces_softly(delivery["key"], event.at):
            reason = SuppressionReason.BOUNCED
        if reason and delivery["subscriber_id"] is not None:  # of an erased person a hash says it already
            self._database.run(
                "events.suppress",
                key=delivery["key"],
                reason=reason,
                address=delivery["address"],
                source=f"campaign {delivery['campaign_id']}, {event.provider}",
                now=self._clock.now(),
            )

    def _bounces_softly(self, key: str, at: str) -> bool:
        since = dt.datetime.fromisoformat(at) - dt.timedelta(days=SOFT_DAYS)
        met = self._database.value(
            "events.campaigns_with",
            key=key,
            kind=EventKind.SOFT_BOUNCED,
            since=rfc3339(since),
        )
        return int(met or 0) >= SOFT_CAMPAIGNS

    def _tally(self, campaign: int, bounces: int, complaints: int) -> None:
        """Pause a campaign when a share passes its limit now; one that was let go on then stays going."""
        before = self._database.rows("events.tallies", campaign=campaign)[0]
        self._database.run("events.tally", campaign=campaign, bounces=bounces, complaints=complaints)
        for word, old, more, most in (
            ("bounced or were blocked", before["bounces"], bounces, MOST_BOUNCES),
            ("complained", before["complaints"], complaints, MOST_COMPLAINTS),
        ):
            if before["taken"] > FEW and old < before["taken"] * most <= old + more:
                reason = f"Of {before['taken']:,} messages accepted, {old + more:,} {word}."
                self._database.run("refusals.pause", campaign=campaign, state=CampaignState.PAUSED, reason=reason)
