"""What providers tell afterwards, in any order and as often as they like."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from digest.campaign import CampaignState, DeliveryState, Event, EventKind
from digest.store import Outcome, Store
from tests.unit.store_parts import FakeClock, campaign_for, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.campaign import Campaign


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store(None, clock=FakeClock().clock()) as opened:
        yield opened


def sent(store: Store, names: str, edition: str = "morning-0123456789") -> tuple[Campaign, list[int]]:
    """A campaign that a provider accepted, and its deliveries in the order of the names."""
    campaign = campaign_for(store, names, edition)
    claim = store.claims.claim(campaign.id, 10_000)
    ids = [delivery.id for delivery in claim.deliveries] if claim else []
    if claim:
        store.claims.mark_sending(claim.fence, ids)
        store.claims.record(claim.fence, [Outcome(delivery=i, state=DeliveryState.ACCEPTED) for i in ids])
        store.claims.release(claim.fence)
    return campaign, ids


def event(kind: EventKind, delivery: int, at: str = "2026-11-24T08:00:00Z") -> Event:
    """An event of that delivery."""
    return Event(provider="sendgrid", kind=kind, delivery=delivery, at=at, message_id="m-1", words="250 ok")


def state(store: Store, campaign: Campaign) -> DeliveryState:
    """The state of a campaign's only delivery."""
    (delivery,) = store.campaigns.deliveries(campaign.id)
    return delivery.state


ENDS = [
    ({EventKind.ACCEPTED, EventKind.DEFERRED}, DeliveryState.ACCEPTED),
    ({EventKind.ACCEPTED, EventKind.DELIVERED}, DeliveryState.DELIVERED),
    ({EventKind.ACCEPTED, EventKind.DELIVERED, EventKind.BOUNCED}, DeliveryState.BOUNCED),
    ({EventKind.DELIVERED, EventKind.BOUNCED, EventKind.COMPLAINED}, DeliveryState.COMPLAINED),
    ({EventKind.ACCEPTED, EventKind.DROPPED}, DeliveryState.FAILED),
    ({EventKind.DELIVERED, EventKind.OPENED, EventKind.CLICKED, EventKind.UNKNOWN}, DeliveryState.DELIVERED),
]


@pytest.mark.parametrize(("kinds", "end"), ENDS)
def test_events_end_the_same_in_any_order(kinds: set[EventKind], end: DeliveryState) -> None:
    """And repeated."""
    for order in itertools.permutations(sorted(kinds)):
        with Store(None) as store:
            campaign, (delivery,) = sent(store, "ann")
            for kind in [*order, *order]:
                store.events.apply([event(kind, delivery)])
            assert state(store, campaign) is end


def test_an_event_is_stored_once(store: Store) -> None:
    """Providers send them again, even under a new id of their own; one of nobody's delivery is left out."""
    _, (delivery,) = sent(store, "ann")
    told = [event(EventKind.DELIVERED, delivery), event(EventKind.DELIVERED, delivery), event(EventKind.DELIVERED, 999)]
    assert (store.events.apply(told), store.events.apply(told)) == (1, 0)


def test_events_settle_the_uncertain(store: Store) -> None:
    """Nobody knew whether it arrived; the provider does."""
    campaign = campaign_for(store, "ann")
    claim = store.claims.claim(campaign.id, 1)
    assert claim
    delivery = claim.deliveries[0].id
    store.claims.mark_sending(claim.fence, [delivery])
    store.claims.release(claim.fence)
    assert state(store, campaign) is DeliveryState.UNCERTAIN
    store.events.apply([event(EventKind.DEFERRED, delivery)])
    assert state(store, campaign) is DeliveryState.ACCEPTED


def test_what_arrived_is_not_sent_again_after_all(store: Store) -> None:
    """An editor had it sent again, and the event came before the claim."""
    campaign = campaign_for(store, "ann")
    (delivery,) = store.campaigns.deliveries(campaign.id)
    store.events.apply([event(EventKind.DELIVERED, delivery.id)])
    assert store.claims.claim(campaign.id, 1) is None


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        (EventKind.BOUNCED, ["bounced"]),
        (EventKind.COMPLAINED, ["complained"]),
        (EventKind.UNSUBSCRIBED, ["unsubscribed"]),
        (EventKind.BLOCKED, []),
        (EventKind.SOFT_BOUNCED, []),
        (EventKind.DROPPED, []),
    ],
)
def test_some_events_suppress_at_once(store: Store, kind: EventKind, reasons: list[str]) -> None:
    """On all lists. A block is about the sender's name, not the address."""
    _, (delivery,) = sent(store, "ann")
    store.events.apply([event(kind, delivery)])
    found = store.suppressions.of("ann@example.com")
    assert ([entry.reason for entry in found], {entry.list for entry in found} <= {None}) == (reasons, True)


@pytest.mark.parametrize(("days", "suppressed"), [((1, 8, 15), True), ((1, 8, 16), False), ((1, 1, 1), True)])
def test_soft_bounces_of_three_campaigns_suppress(store: Store, days: tuple[int, ...], *, suppressed: bool) -> None:
    """Within fourteen days."""
    for number, day in enumerate(days):
        _, (delivery,) = sent(store, "ann", f"e-{number}")
        told = event(EventKind.SOFT_BOUNCED, delivery, f"2026-11-{day:02}T08:00:00Z")
        store.events.apply([told, told])
    assert bool(store.suppressions.of("ann@example.com")) is suppressed


@pytest.mark.parametrize(
    ("kind", "size", "enough"),
    [(EventKind.BOUNCED, 400, 20), (EventKind.BLOCKED, 400, 20), (EventKind.COMPLAINED, 1000, 3)],
)
def test_too_many_bounces_or_complaints_pause_a_campaign(store: Store, kind: EventKind, size: int, enough: int) -> None:
    """At the limit, not before; let go on by a person, it stays going."""
    campaign, ids = sent(store, " ".join(f"r{number}" for number in range(size)))
    people(store, "late")
    store.events.apply([event(kind, delivery) for delivery in ids[: enough - 1]])
    assert store.campaigns.get(campaign.id).state is CampaignState.SENDING
    store.events.apply([event(kind, ids[enough - 1])])
    paused = store.campaigns.get(campaign.id)
    assert (paused.state, str(enough) in paused.reason) == (CampaignState.PAUSED, True)
    store.campaigns.resume(campaign.id)
    store.events.apply([event(kind, ids[enough])])
    assert store.campaigns.get(campaign.id).state is CampaignState.SENDING


def test_a_few_messages_pause_nothing(store: Store) -> None:
    """Of ten, one bounce is ten per cent and no news."""
    campaign, ids = sent(store, " ".join(f"r{number}" for number in range(10)))
    store.events.apply([event(EventKind.BOUNCED, delivery) for delivery in ids])
    assert store.campaigns.get(campaign.id).state is CampaignState.SENDING
