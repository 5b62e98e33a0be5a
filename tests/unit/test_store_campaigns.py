"""Freezing an audience, and a campaign's states."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from digest.campaign import CampaignState, DeliveryState
from digest.errors import InputError, MoveError, RefusedError
from digest.store import Audience, Outcome, Store
from digest.subscriber import SuppressionReason
from tests.unit.store_parts import FakeClock, campaign_for, content, message, open_at, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store(None) as opened:
        yield opened


def send_all(store: Store, campaign: int, state: DeliveryState = DeliveryState.ACCEPTED) -> list[str]:
    """Work a campaign through; give the addresses, in order."""
    sent = []
    while claim := store.claims.claim(campaign, 2):
        ids = [delivery.id for delivery in claim.deliveries]
        assert store.claims.mark_sending(claim.fence, ids) == frozenset(ids)
        store.claims.record(claim.fence, [Outcome(delivery=number, state=state) for number in ids])
        store.claims.release(claim.fence)
        sent += [delivery.subscriber.address for delivery in claim.deliveries]
    store.campaigns.finish_if_through(campaign)
    return [address.partition("@")[0] for address in sent]


def test_a_campaign_reaches_everybody_once_and_finishes(store: Store) -> None:
    """The plain case: all of the list, each once, and the balance says so."""
    campaign = campaign_for(store, "ann bob cat")
    assert (campaign.state, campaign.audience) == (CampaignState.SENDING, 3)
    assert sorted(send_all(store, campaign.id)) == ["ann", "bob", "cat"]
    assert store.campaigns.get(campaign.id).state is CampaignState.FINISHED
    balance = store.campaigns.balance(campaign.id)
    assert (balance.states[DeliveryState.ACCEPTED], sum(balance.states.values()), balance.audience) == (3, 3, 3)


def test_the_message_is_frozen_with_the_campaign(store: Store) -> None:
    """Another process sends the same bytes from the campaign's id alone."""
    campaign = campaign_for(store, "ann")
    assert store.campaigns.content(campaign.id) == content()
    assert campaign.message_hash == message().hash


def test_who_must_not_be_mailed_is_skipped_with_the_reason(store: Store) -> None:
    """The suppressed and unconfirmed are in the audience, and left out."""
    people(store, "ann bob cat dan")
    people(store, "eve", confirmed=0)
    for name, reason in (("bob", SuppressionReason.UNSUBSCRIBED), ("cat", SuppressionReason.BY_HAND)):
        store.suppressions.add(f"{name}@example.com", reason, address=name, name="readers" if name == "bob" else None)
    campaign = store.audiences.start(content(), Audience(lists=("readers",)))
    balance = store.campaigns.balance(campaign.id)
    assert balance.skipped_reasons == {"unsubscribed": 1, "by hand": 1, "unconfirmed": 1}
    assert sorted(send_all(store, campaign.id)) == ["ann", "dan"]


def test_who_left_one_list_still_gets_the_other(store: Store) -> None:
    """Leaving a list is leaving that list, and on two lists at once a person still gets one message."""
    people(store, "ann bob")
    people(store, "ann bob", on="sports")
    store.suppressions.add("ann@example.com", SuppressionReason.UNSUBSCRIBED, address="ann", name="readers")
    campaign = store.audiences.start(content(), Audience(lists=("readers", "sports")))
    assert sorted(send_all(store, campaign.id)) == ["ann", "bob"]


def test_an_edition_reaches_an_address_once(store: Store) -> None:
    """A later campaign of the same edition, edited and on another list, skips whom it reached."""
    send_all(store, campaign_for(store, "ann bob").id)
    people(store, "bob cat", on="sports")
    later = store.audiences.start(content(subject="Edited"), Audience(lists=("sports",)))
    assert send_all(store, later.id) == ["cat"]
    assert store.campaigns.balance(later.id).skipped_reasons == {"already sent": 1}


def test_a_campaign_that_reaches_nobody_is_finished_at_once(store: Store) -> None:
    """The same send a second time, after the first is through."""
    send_all(store, campaign_for(store, "ann").id)
    again = store.audiences.start(content(), Audience(lists=("readers",)))
    assert (again.state, again.audience) == (CampaignState.FINISHED, 1)


def test_again_overrides_what_was_reached(store: Store) -> None:
    """The editor's word sends an edition twice."""
    send_all(store, campaign_for(store, "ann").id)
    again = store.audiences.start(content(), Audience(lists=("readers",), again=True))
    assert again.again
    assert send_all(store, again.id) == ["ann"]


def test_the_same_send_while_one_is_unfinished_is_refused(store: Store) -> None:
    """It names the campaign and the command that lets it go on, and writes nothing."""
    first = campaign_for(store, "ann")
    with pytest.raises(RefusedError, match=f"Campaign {first.id} .* resume {first.id}"):
        store.audiences.start(content(), Audience(lists=("readers",)))
    assert len(store.campaigns.all()) == 1


def test_a_list_that_does_not_exist_starts_nothing(store: Store) -> None:
    """All or nothing: no campaign is left behind."""
    with pytest.raises(InputError, match="no list nobody"):
        store.audiences.start(content(), Audience(lists=("nobody",)))
    assert store.campaigns.all() == []


def test_a_remainder_is_exactly_those_left_out(store: Store) -> None:
    """Rejected people and those whom a cancelled campaign did not come to; nobody who got it."""
    campaign = campaign_for(store, "ann bob cat dan")
    claim = store.claims.claim(campaign.id, 2)
    assert claim
    first, second = (delivery.id for delivery in claim.deliveries)
    store.claims.mark_sending(claim.fence, [first, second])
    outcomes = [
        Outcome(delivery=first, state=DeliveryState.ACCEPTED),
        Outcome(delivery=second, state=DeliveryState.REJECTED, words="550 5.1.1 unknown"),
    ]
    store.claims.record(claim.fence, outcomes)
    with pytest.raises(RefusedError, match="not known yet"):
        store.audiences.start(content(), Audience(remainder_of=campaign.id))
    store.campaigns.cancel(campaign.id)
    rest = store.audiences.start(content(), Audience(remainder_of=campaign.id))
    assert (send_all(store, rest.id), rest.lists) == (["bob", "cat", "dan"], ("readers",))


def test_a_correction_goes_to_those_who_got_the_faulty_one(store: Store) -> None:
    """Though they got the edition before, and to nobody else."""
    campaign = campaign_for(store, "ann bob")
    send_all(store, campaign.id)
    people(store, "cat")
    correction = store.audiences.start(content(subject="Correction"), Audience(corrects=campaign.id))
    assert send_all(store, correction.id) == ["ann", "bob"]


def test_nothing_leaves_a_paused_campaign(store: Store) -> None:
    """Not even what was claimed before; resumed, it goes on."""
    campaign = campaign_for(store, "ann bob")
    claim = store.claims.claim(campaign.id, 1)
    assert claim
    store.campaigns.pause(campaign.id, "a person said so")
    assert store.claims.mark_sending(claim.fence, [claim.deliveries[0].id]) == frozenset()
    assert store.claims.claim(campaign.id, 1) is None
    store.claims.release(claim.fence)
    store.campaigns.resume(campaign.id)
    assert send_all(store, campaign.id) == ["ann", "bob"]


def test_a_cancelled_campaign_sends_nothing_and_balances(store: Store) -> None:
    """What was in hand is skipped; what was in flight keeps its outcome; what comes back goes no further."""
    campaign = campaign_for(store, "ann bob cat dan")
    claim = store.claims.claim(campaign.id, 3)
    assert claim
    ann, bob, cat = (delivery.id for delivery in claim.deliveries)
    store.claims.mark_sending(claim.fence, [ann, bob])
    store.campaigns.cancel(campaign.id)
    assert store.claims.mark_sending(claim.fence, [cat]) == frozenset()
    back = Outcome(delivery=bob, state=DeliveryState.PREPARED, words="421 later", wait=1)
    store.claims.record(claim.fence, [Outcome(delivery=ann, state=DeliveryState.ACCEPTED), back])
    balance = store.campaigns.balance(campaign.id)
    assert balance.states[DeliveryState.ACCEPTED] == 1
    assert balance.skipped_reasons == {"cancelled": 3}


def test_a_finished_campaign_cannot_be_paused(store: Store) -> None:
    """Moves that the table lacks are refused in words."""
    campaign = campaign_for(store, "ann")
    send_all(store, campaign.id)
    with pytest.raises(MoveError, match=r"is finished and can't become paused"):
        store.campaigns.pause(campaign.id)


def test_a_campaign_is_forgotten_after_a_time(tmp_path: Path) -> None:
    """Nobody can be told from it any more; it balances, and its edition still reaches nobody twice."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann bob")
        send_all(store, campaign.id)
        clock.go(30 * 86_400 - 1)
        assert store.campaigns.forget(30) == 0
        clock.go(1)
        assert (store.campaigns.forget(30), store.campaigns.forget(30)) == (1, 0)
        assert {delivery.address for delivery in store.campaigns.deliveries(campaign.id)} == {""}
        assert store.campaigns.balance(campaign.id).states[DeliveryState.ACCEPTED] == 2
        people(store, "cat")
        assert send_all(store, store.audiences.start(content(), Audience(lists=("readers",))).id) == ["cat"]


def test_the_database_refuses_a_move_that_the_table_lacks(store: Store) -> None:
    """Even a statement that ignores the table can't make an accepted delivery go out again."""
    campaign = campaign_for(store, "ann")
    send_all(store, campaign.id)
    with pytest.raises(sqlite3.IntegrityError, match="not allowed"):
        store._database._connection.execute("UPDATE deliveries SET state = 'prepared'")
