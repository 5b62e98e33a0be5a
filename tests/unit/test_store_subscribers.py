"""What is held of a person, and forgetting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.campaign import DeliveryState, Event, EventKind
from digest.errors import InputError
from digest.store import Audience, Comparison, Outcome, Store
from digest.subscriber import SuppressionReason
from tests.unit.store_parts import campaign_for, content, open_at, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANN = "ann@example.com"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store(None) as opened:
        yield opened


def test_lists_say_how_many_they_have(store: Store) -> None:
    """And how many of those would be left out."""
    people(store, "ann bob cat")
    people(store, "dan", confirmed=0)
    people(store, "eve", on="sports")
    store.suppressions.add(ANN, SuppressionReason.BY_HAND, address=ANN)
    counts = {entry.name: (entry.subscribers, entry.unconfirmed, entry.suppressed) for entry in store.lists.all()}
    assert counts == {"readers": (4, 1, 1), "sports": (1, 0, 0)}
    with pytest.raises(InputError, match="no list nobody"):
        store.lists.get("nobody")


def test_an_editor_takes_back_only_what_an_editor_did(store: Store) -> None:
    """Who left stays away."""
    for reason in (SuppressionReason.BY_HAND, SuppressionReason.UNSUBSCRIBED):
        assert store.suppressions.add(ANN, reason, address=ANN)
        assert not store.suppressions.add(ANN, reason, address=ANN)
    assert (store.suppressions.remove(ANN), store.suppressions.remove(ANN)) == (1, 0)
    assert [entry.reason for entry in store.suppressions.all()] == ["unsubscribed"]


def test_what_is_taken_back_on_a_list_holds_on_the_others(store: Store) -> None:
    people(store, "ann")
    people(store, "ann", on="weekly")
    for name in ("readers", "weekly"):
        store.suppressions.add(ANN, SuppressionReason.BY_HAND, address=ANN, name=name)
    assert store.suppressions.remove(ANN, name="weekly") == 1
    assert [suppression.list for suppression in store.suppressions.of(ANN)] == ["readers"]


def test_all_that_is_held_is_shown(store: Store) -> None:
    """Details, lists, consent, suppressions, deliveries and their events."""
    campaign = campaign_for(store, "ann")
    (delivery,) = store.campaigns.deliveries(campaign.id)
    told = Event(provider="p", kind=EventKind.COMPLAINED, delivery=delivery.id, at="2026-11-24T08:00:00Z", words="w")
    store.events.apply([told])
    held = store.subscribers.held(ANN)
    assert (held["address"], held["name"], held["attributes"]) == (ANN, "ann", {})
    assert [(entry["list"], entry["confirmed"], entry["consent_source"]) for entry in held["lists"]] == [
        ("readers", True, "test")
    ]
    assert [entry["reason"] for entry in held["suppressions"]] == ["complained"]
    assert [(entry["state"], len(entry["events"])) for entry in held["deliveries"]] == [("complained", 1)]
    assert store.subscribers.held("nobody@example.com") == {}


def test_an_erased_person_is_nowhere_in_the_database(tmp_path: Path) -> None:
    """Not in deliveries, provider's words, suppressions or free pages; and the campaigns still balance."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann bob")
        claim = store.claims.claim(campaign.id, 1)
        assert claim
        first = claim.deliveries[0].id
        store.claims.mark_sending(claim.fence, [first])
        words = f"550 <{ANN}> unknown"
        store.claims.record(claim.fence, [Outcome(delivery=first, state=DeliveryState.REJECTED, words=words)])
        told = Event(provider="p", kind=EventKind.UNKNOWN, delivery=first, at="2026-11-24T08:00:00Z", words=words)
        store.events.apply([told])
        store.suppressions.add(ANN, SuppressionReason.BOUNCED, address=ANN, source="test")
        assert store.subscribers.erase(ANN)
        assert store.subscribers.held(ANN)["suppressions"][0]["reason"] == "erased"
        balance = store.campaigns.balance(campaign.id)
        assert (sum(balance.states.values()), balance.states[DeliveryState.REJECTED]) == (2, 1)
    assert b"ann@" not in (tmp_path / "digest.db").read_bytes()


def test_erased_before_their_claim_nobody_mails_them(store: Store) -> None:
    """Claimed or not, what had not begun to leave is skipped."""
    campaign = campaign_for(store, "ann bob")
    claim = store.claims.claim(campaign.id, 1)
    assert claim
    for name in ("ann", "bob"):
        store.subscribers.erase(f"{name}@example.com")
    assert store.claims.mark_sending(claim.fence, [claim.deliveries[0].id]) == frozenset()
    assert store.claims.claim(campaign.id, 10) is None
    assert store.campaigns.balance(campaign.id).skipped_reasons == {"erased": 2}


def test_no_import_brings_an_erased_person_back(store: Store) -> None:
    """Their address is not even written down."""
    people(store, "ann bob")
    store.subscribers.erase(ANN)
    people(store, "ann bob cat")
    assert store.subscribers.get(ANN) is None
    assert {member.subscriber.name for member in store.lists.members("readers")} == {"bob", "cat"}
    store.imports.begin()
    store.imports.expect(("key", "line", "spelling"))
    store.imports.take([(ANN, 2, ANN)])
    store.imports.settle()
    assert store.imports.compare("readers") == Comparison(suppressed=1)


def test_a_plan_is_what_a_campaign_would_be(store: Store) -> None:
    """The same people and reasons, and nothing is written."""
    people(store, "ann bob cat")
    store.suppressions.add(ANN, SuppressionReason.BY_HAND, address=ANN)
    plan = store.audiences.plan("morning-0123456789", Audience(lists=("readers",)))
    assert (plan.audience, plan.skipped_reasons) == (3, {"by hand": 1})
    assert [person.name for person in plan.subscribers] == ["bob", "cat"]
    assert store.campaigns.all() == []
    campaign = store.audiences.start(content(), Audience(lists=("readers",)))
    assert store.campaigns.balance(campaign.id).skipped_reasons == plan.skipped_reasons


def test_a_plan_for_a_file_needs_no_import(store: Store) -> None:
    """What the file says goes over what is known, and who left stays out."""
    people(store, "ann bob")
    store.suppressions.add(ANN, SuppressionReason.UNSUBSCRIBED, address=ANN, name="readers")
    store.imports.begin()
    store.imports.expect(("key", "line", "spelling", "name"), ("city",))
    store.imports.take([(ANN, 2, ANN, "Ann", ""), ("bob@example.com", 3, "Bob@example.com", "Bobby", "Rom")])
    store.imports.settle()
    plan = store.audiences.plan("e", Audience(lists=("readers",), imported=True))
    assert (plan.audience, plan.skipped_reasons) == (2, {"unsubscribed": 1})
    assert [(person.name, person.address, person.attributes) for person in plan.subscribers] == [
        ("Bobby", "Bob@example.com", {"city": "Rom"})
    ]
    assert [member.subscriber.name for member in store.lists.members("readers")] == ["ann", "bob"]
