"""Campaigns that are due later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.campaign import Campaign, CampaignState
from digest.deliver.later import begin, begin_due, send_later
from digest.deliver.when import WallTime
from digest.errors import RefusedError
from digest.settings import Settings
from digest.settings.model import DisclaimerSetting
from digest.store import Audience
from digest.subscriber import SuppressionReason
from digest.times import zone_of
from tests.unit.store_parts import FakeClock, content, open_at, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.store import Store

BERLIN = zone_of("Europe/Berlin")
SETTINGS = Settings()
DUE = dt.datetime(2026, 11, 25, 6, 30, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> FakeClock:
    """It is half past seven in the morning, UTC, of 24 November 2026."""
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    """A store with two readers who name no zone, and one each in Tokyo and Los Angeles."""
    with open_at(tmp_path, clock) as store:
        people(store, "ann bo")
        for name, zone in (("cy", "Asia/Tokyo"), ("di", "America/Los_Angeles")):
            store.imports.begin()
            store.imports.expect(("key", "line", "spelling", "name", "confirmed", "timezone"))
            store.imports.take([(f"{name}@example.com", 2, f"{name}@example.com", name, 1, zone)])
            store.imports.settle()
            store.imports.merge("readers", source="test")
        yield store


def planned(store: Store, clock: FakeClock, when: dt.datetime | WallTime) -> Campaign:
    """A campaign to the readers, for later."""
    audience = Audience(lists=("readers",))
    return send_later(store, content(), audience, when, zone=BERLIN, now=clock.at)


def at(store: Store, clock: FakeClock, when: str, settings: Settings = SETTINGS) -> Campaign:
    """Let it become that time and a worker look; the campaign then."""
    clock.at = dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC)
    begin_due(store, settings, now=clock.at)
    return store.campaigns.all()[-1]


def test_it_begins_when_it_is_due_with_those_who_are_on_the_list_then(store: Store, clock: FakeClock) -> None:
    """Who joins in between gets it, who leaves doesn't."""
    campaign = planned(store, clock, DUE)
    assert (campaign.state, campaign.due, campaign.audience) == (CampaignState.SCHEDULED, "2026-11-25T06:30:00Z", 0)
    assert at(store, clock, "2026-11-25T06:29:59").state is CampaignState.SCHEDULED
    people(store, "eve")
    store.suppressions.add("ann@example.com", SuppressionReason.UNSUBSCRIBED, address="ann@example.com")
    begun = at(store, clock, "2026-11-25T06:30")
    assert (begun.state, begun.audience) == (CampaignState.SENDING, 5)
    assert store.campaigns.balance(begun.id).in_hand == 4
    assert at(store, clock, "2026-11-25T06:31").audience == 5


def test_the_same_edition_is_not_sent_beside_it(store: Store, clock: FakeClock) -> None:
    """It is on its way, if later."""
    planned(store, clock, DUE)
    with pytest.raises(RefusedError, match="is scheduled"):
        store.audiences.start(content(), Audience(lists=("readers",)))


def test_local_time_is_each_readers_own(store: Store, clock: FakeClock) -> None:
    """Tokyo first, Los Angeles last, and the publication's zone for those who name none."""
    campaign = planned(store, clock, WallTime(time=dt.time(7, 30)))
    assert campaign.due == "2026-11-24T15:30:00Z"  # 07:30 in Los Angeles, later the same day
    begun = at(store, clock, "2026-11-24T15:30")
    due = {one.address[:2]: one.due for one in store.campaigns.deliveries(begun.id)}
    assert due == {
        "an": "2026-11-25T06:30:00Z",
        "bo": "2026-11-25T06:30:00Z",
        "cy": "2026-11-24T22:30:00Z",
        "di": "2026-11-24T15:30:00Z",
    }
    claim = store.claims.claim(begun.id, 10)
    assert claim is not None
    assert [one.subscriber.key for one in claim.deliveries] == ["di@example.com"]


def test_what_is_an_hour_late_waits_for_a_person(store: Store, clock: FakeClock) -> None:
    """Who lets it begin after all."""
    planned(store, clock, DUE)
    late = at(store, clock, "2026-11-25T07:31")
    assert (late.state, "Nobody was there" in late.reason) == (CampaignState.WAITING, True)
    begin(store, late, SETTINGS, now=clock.at)
    assert store.campaigns.get(late.id).state is CampaignState.SENDING
    with pytest.raises(RefusedError, match="has begun"):
        begin(store, late, SETTINGS, now=clock.at)


def test_other_disclaimers_in_force_by_then_stop_it(store: Store, clock: FakeClock) -> None:
    """It can't be begun by hand either."""
    planned(store, clock, DUE)
    row = DisclaimerSetting(id="vote", text="Voting is open.", from_=dt.date(2026, 11, 25))
    settings = replace(SETTINGS, disclaimers=(row,))
    waits = at(store, clock, "2026-11-25T06:30", settings)
    assert (waits.state, "Other disclaimers" in waits.reason) == (CampaignState.WAITING, True)
    with pytest.raises(RefusedError, match="Other disclaimers"):
        begin(store, waits, settings, now=clock.at)


def test_a_hold_keeps_it(store: Store, clock: FakeClock) -> None:
    """Until it is released."""
    planned(store, clock, DUE)
    store.holds.add("", who="Kim")
    assert at(store, clock, "2026-11-25T06:30").state is CampaignState.SCHEDULED
    store.holds.remove("")
    assert at(store, clock, "2026-11-25T06:31").state is CampaignState.SENDING
