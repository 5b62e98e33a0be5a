"""One edition sent to a frozen audience at one time, each subscriber's delivery in it, and how both may change.

``CAMPAIGN_MOVES`` and ``DELIVERY_MOVES`` are all moves there are. The store holds its rows to the same tables, so that
no statement, however wrong, can make another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CampaignState(StrEnum):
    """Where a campaign stands."""

    SCHEDULED = "scheduled"  # due later
    WAITING = "waiting"  # for somebody's yes
    SENDING = "sending"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


CAMPAIGN_MOVES: Mapping[CampaignState, frozenset[CampaignState]] = {
    CampaignState.SCHEDULED: frozenset({CampaignState.WAITING, CampaignState.SENDING, CampaignState.CANCELLED}),
    CampaignState.WAITING: frozenset({CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.CANCELLED}),
    CampaignState.SENDING: frozenset({CampaignState.PAUSED, CampaignState.FINISHED, CampaignState.CANCELLED}),
    CampaignState.PAUSED: frozenset({CampaignState.SENDING, CampaignState.CANCELLED}),
    CampaignState.FINISHED: frozenset({CampaignState.PAUSED}),  # when an uncertain delivery is to be sent after all
    CampaignState.CANCELLED: frozenset(),
}
NOT_BEGUN = frozenset({CampaignState.SCHEDULED, CampaignState.WAITING})  # whose audience isn't frozen
UNFINISHED = frozenset({CampaignState.SCHEDULED, CampaignState.WAITING, CampaignState.SENDING, CampaignState.PAUSED})


class DeliveryState(StrEnum):
    """Where one subscriber's message stands."""

    PREPARED = "prepared"
    CLAIMED = "claimed"  # a worker has it in hand, and nothing has left
    SENDING = "sending"  # its bytes may be on their way
    ACCEPTED = "accepted"  # the provider took it
    DELIVERED = "delivered"  # the provider's event says so
    REJECTED = "rejected"  # refused for good, with the provider's words
    FAILED = "failed"  # given up: tried too often, or dropped by the provider after it had taken it
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SKIPPED = "skipped"  # left out, with the reason
    UNCERTAIN = "uncertain"  # the bytes went out and nobody can know what became of them


_EVENT_STATES = frozenset(
    {
        DeliveryState.ACCEPTED,
        DeliveryState.DELIVERED,
        DeliveryState.FAILED,
        DeliveryState.BOUNCED,
        DeliveryState.COMPLAINED,
    }
)
# An event may come before the answer it belongs to, or after an editor chose to send again: the provider has the
# message then, so the delivery must not go out (again). That is why even what is prepared may become delivered.
DELIVERY_MOVES: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.PREPARED: _EVENT_STATES | {DeliveryState.CLAIMED, DeliveryState.SKIPPED},
    DeliveryState.CLAIMED: _EVENT_STATES | {DeliveryState.PREPARED, DeliveryState.SENDING, DeliveryState.SKIPPED},
    DeliveryState.SENDING: _EVENT_STATES
    | {DeliveryState.PREPARED, DeliveryState.REJECTED, DeliveryState.SKIPPED, DeliveryState.UNCERTAIN},
    DeliveryState.UNCERTAIN: _EVENT_STATES | {DeliveryState.PREPARED, DeliveryState.REJECTED},
    DeliveryState.ACCEPTED: _EVENT_STATES - {DeliveryState.ACCEPTED},
    DeliveryState.DELIVERED: frozenset({DeliveryState.BOUNCED, DeliveryState.COMPLAINED}),
    DeliveryState.BOUNCED: frozenset({DeliveryState.COMPLAINED}),
    DeliveryState.REJECTED: frozenset({DeliveryState.PREPARED}),  # when the sender, not the recipient, was refused
    DeliveryState.FAILED: frozenset(),
    DeliveryState.COMPLAINED: frozenset(),
    DeliveryState.SKIPPED: frozenset(),
}
IN_HAND = frozenset({DeliveryState.PREPARED, DeliveryState.CLAIMED, DeliveryState.SENDING})
REACHED = frozenset(  # an edition that stands so with an address is not sent to it again
    IN_HAND
    | {
        DeliveryState.ACCEPTED,
        DeliveryState.DELIVERED,
        DeliveryState.BOUNCED,
        DeliveryState.COMPLAINED,
        DeliveryState.UNCERTAIN,
    }
)
NOT_REACHED = frozenset(DeliveryState) - REACHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One edition sent to one list, or several together. ``reason`` says why it is paused or waits."""

    id: int
    edition: str
    subject: str
    message_hash: str
    lists: tuple[str, ...]
    state: CampaignState
    audience: int
    created: str  # all times RFC 3339, UTC
    started: str | None = None
    finished: str | None = None
    due: str | None = None
    reason: str = ""
    again: bool = False  # also to those whom the edition reached before
    remainder_of: int | None = None  # the campaign whose left-out people this one is for
    corrects: int | None = None  # the campaign this one puts right


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One subscriber's row in a campaign. ``address`` is empty once the person was erased."""

    id: int
    campaign: int
    subscriber: int | None
    address: str
    state: DeliveryState
    reason: str = ""  # why it was skipped, or the provider's words
    provider_id: str = ""
    tries: int = 0
    due: str | None = None
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How many deliveries of a campaign stand where. The states add up to the audience, always."""

    audience: int
    states: Mapping[DeliveryState, int]
    skipped_reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def in_hand(self) -> int:
        """Deliveries that a campaign still has to deal with; at none it is through."""
        return sum(self.states[state] for state in IN_HAND)


class EventKind(StrEnum):
    """What a provider has to say of a message it took, in the words of all providers together."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    DELIVERED = "delivered"
    BOUNCED = "bounced"  # the address does not work
    SOFT_BOUNCED = "soft bounced"  # full, away, too large: it may work again
    BLOCKED = "blocked"  # the sender's reputation, not the address
    DROPPED = "dropped"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    OPENED = "opened"
    CLICKED = "clicked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a delivery. Providers repeat events, sometimes under a new id of their own."""

    provider: str
    kind: EventKind
    delivery: int
    at: str  # RFC 3339, UTC
    message_id: str = ""  # the provider's
    words: str = ""
