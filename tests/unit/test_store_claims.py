"""Claims, fences and leases: nobody is lost and nobody is sent to twice, whoever dies or sleeps."""

from __future__ import annotations

import datetime as dt
import os
import signal
import stat
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from digest.campaign import CampaignState, DeliveryState
from digest.errors import StoreError
from digest.store import Claim, Outcome, Store
from digest.subscriber import SuppressionReason
from tests.unit.store_parts import FakeClock, campaign_for, open_at

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED, PREPARED, REJECTED = DeliveryState.ACCEPTED, DeliveryState.PREPARED, DeliveryState.REJECTED
SENDING, UNCERTAIN = DeliveryState.SENDING, DeliveryState.UNCERTAIN


def claimed(store: Store, campaign: int, limit: int = 10) -> tuple[Claim, list[int]]:
    """A claim that is there, and the ids in it."""
    claim = store.claims.claim(campaign, limit)
    assert claim
    return claim, [delivery.id for delivery in claim.deliveries]


def stands(store: Store, campaign: int) -> dict[str, int]:
    """The states that anybody is in. They always add up to the audience."""
    balance = store.campaigns.balance(campaign)
    assert sum(balance.states.values()) == balance.audience
    return {state: number for state, number in balance.states.items() if number}


def test_two_processes_never_hold_the_same_delivery(tmp_path: Path) -> None:
    """Each claims what the other left."""
    with open_at(tmp_path) as one, open_at(tmp_path) as two:
        campaign = campaign_for(one, "ann bob cat").id
        _, mine = claimed(one, campaign, 2)
        _, theirs = claimed(two, campaign, 2)
        assert (len(mine), len(theirs)) == (2, 1)
        assert not set(mine) & set(theirs)
        assert two.claims.claim(campaign, 2) is None


@pytest.mark.parametrize("reason", SuppressionReason)
def test_who_leaves_before_the_claim_is_not_mailed(tmp_path: Path, reason: SuppressionReason) -> None:
    """The audience was frozen with them in it, and the claim looks again."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann bob").id
        store.suppressions.add("ann@example.com", reason, address="ann@example.com")
        claim, _ = claimed(store, campaign)
        assert [delivery.subscriber.name for delivery in claim.deliveries] == ["bob"]
        assert store.campaigns.balance(campaign).skipped_reasons == {reason: 1}


def test_a_claim_carries_people_as_they_are_now(tmp_path: Path) -> None:
    """What a message is filled with."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann").id
        claim, _ = claimed(store, campaign)
        person = claim.deliveries[0].subscriber
        assert (person.address, person.key, person.name) == ("ann@example.com", "ann@example.com", "ann")


def test_a_process_past_its_lease_sends_nothing_it_had_not_begun(tmp_path: Path) -> None:
    """It slept; another took over what was claimed, and what was being sent is uncertain."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as sleeper, open_at(tmp_path, clock) as other:
        campaign = campaign_for(sleeper, "ann bob cat").id
        claim, (ann, bob, cat) = claimed(sleeper, campaign)
        assert sleeper.claims.mark_sending(claim.fence, [ann]) == {ann}
        clock.go(11)
        _, taken = claimed(other, campaign)
        assert taken == [bob, cat]
        assert sleeper.claims.mark_sending(claim.fence, [bob, cat]) == frozenset()
        assert stands(other, campaign) == {"claimed": 2, "uncertain": 1}


def test_a_lease_that_ended_sends_nothing_though_nobody_took_over(tmp_path: Path) -> None:
    """Another process may be about to."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        claim, deliveries = claimed(store, campaign_for(store, "ann bob").id)
        clock.go(11)
        assert store.claims.mark_sending(claim.fence, deliveries) == frozenset()


def test_a_late_answer_still_settles_what_nobody_else_touched(tmp_path: Path) -> None:
    """The sleeper knows what became of its own delivery, and an uncertain one is nobody else's."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann").id
        claim, ids = claimed(store, campaign)
        store.claims.mark_sending(claim.fence, ids)
        clock.go(11)
        store.claims.expire()
        assert stands(store, campaign) == {"uncertain": 1}
        store.claims.record(claim.fence, [Outcome(delivery=ids[0], state=ACCEPTED, provider_id="m-1")])
        assert [d.provider_id for d in store.campaigns.deliveries(campaign, state=ACCEPTED)] == ["m-1"]


def test_an_old_fence_records_nothing(tmp_path: Path) -> None:
    """What somebody else holds by now is not the sleeper's to say."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as sleeper, open_at(tmp_path, clock) as other:
        campaign = campaign_for(sleeper, "ann").id
        old, ids = claimed(sleeper, campaign)
        clock.go(11)
        claimed(other, campaign)
        sleeper.claims.record(old.fence, [Outcome(delivery=ids[0], state=REJECTED)])
        assert stands(other, campaign) == {"claimed": 1}


def test_a_lease_that_is_renewed_holds(tmp_path: Path) -> None:
    """Every few seconds, for as long as it takes."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann").id
        claim, ids = claimed(store, campaign)
        for _ in range(10):
            clock.go(3)
            store.claims.renew()
        assert store.claims.mark_sending(claim.fence, ids) == frozenset(ids)


def test_a_clock_set_back_keeps_no_lease_alive(tmp_path: Path) -> None:
    """Leases are kept by a clock that nobody sets."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann").id
        claimed(store, campaign)
        clock.go(11)
        clock.at = clock.at.replace(year=2025)
        store.claims.expire()
        assert stands(store, campaign) == {"prepared": 1}


def test_what_is_refused_for_now_waits(tmp_path: Path) -> None:
    """It is prepared again, is not due yet, and counts its tries."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann").id
        claim, ids = claimed(store, campaign)
        store.claims.mark_sending(claim.fence, ids)
        store.claims.record(claim.fence, [Outcome(delivery=ids[0], state=PREPARED, words="451 busy", wait=60)])
        assert store.claims.claim(campaign, 10) is None
        assert not store.campaigns.finish_if_through(campaign)
        assert store.campaigns.next_due(campaign) == "2026-11-24T07:31:00Z"
        clock.go(60)
        again, _ = claimed(store, campaign)
        assert again.deliveries[0].tries == 1


def test_after_a_clock_was_set_back_nobody_waits_a_day(tmp_path: Path) -> None:
    """Who is due later than anything may be put off is due."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        campaign = campaign_for(store, "ann").id
        claim, ids = claimed(store, campaign)
        store.claims.mark_sending(claim.fence, ids)
        store.claims.record(claim.fence, [Outcome(delivery=ids[0], state=PREPARED, words="451 busy", wait=1e9)])
        assert store.claims.claim(campaign, 10) is None
        clock.at -= dt.timedelta(days=1)
        assert claimed(store, campaign)[1] == ids


def test_twenty_refusals_in_the_same_words_are_the_senders_fault(tmp_path: Path) -> None:
    """All twenty go back to prepared and the campaign pauses; an acceptance in between starts the count anew."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, " ".join(f"r{number:02}" for number in range(50))).id
        claim, ids = claimed(store, campaign, 50)
        store.claims.mark_sending(claim.fence, ids)
        refused = [Outcome(delivery=i, state=REJECTED, words=f"550 {i} blocked", refusal="blocked") for i in ids]
        store.claims.record(claim.fence, [*refused[:19], Outcome(delivery=ids[19], state=ACCEPTED)])
        assert store.campaigns.get(campaign).state is CampaignState.SENDING
        store.claims.record(claim.fence, refused[20:39])
        store.claims.record(claim.fence, refused[39:40])
        store.claims.release(claim.fence)
        assert stands(store, campaign) == {"rejected": 19, "accepted": 1, "prepared": 20, "uncertain": 10}
        paused = store.campaigns.get(campaign)
        assert paused.state is CampaignState.PAUSED
        assert "blocked" in paused.reason


def test_refusals_of_recipients_never_pause_a_campaign(tmp_path: Path) -> None:
    """A list full of dead addresses is the list's fault."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, " ".join(f"r{number:02}" for number in range(30))).id
        claim, ids = claimed(store, campaign, 30)
        store.claims.mark_sending(claim.fence, ids)
        store.claims.record(claim.fence, [Outcome(delivery=i, state=REJECTED, words="550 5.1.1") for i in ids])
        assert store.campaigns.finish_if_through(campaign)
        assert stands(store, campaign) == {"rejected": 30}


def test_an_editor_settles_the_uncertain(tmp_path: Path) -> None:
    """One address as accepted, the rest to be sent after all, which opens the campaign again, paused."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann bob").id
        claim, ids = claimed(store, campaign)
        store.claims.mark_sending(claim.fence, ids)
        store.claims.release(claim.fence)
        assert store.campaigns.finish_if_through(campaign)
        assert store.campaigns.resolve(campaign, state=ACCEPTED, key="ann@example.com") == 1
        assert store.campaigns.get(campaign).state is CampaignState.FINISHED
        assert store.campaigns.resolve(campaign, state=PREPARED) == 1
        assert store.campaigns.get(campaign).state is CampaignState.PAUSED
        assert stands(store, campaign) == {"accepted": 1, "prepared": 1}


def test_a_rate_is_shared_and_survives_a_restart(tmp_path: Path) -> None:
    """Ten messages at five a second take two seconds, whoever sends them."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        assert store.rates.reserve("smtp", 10, rate=5) == 0
    with open_at(tmp_path, clock) as store:
        assert store.rates.reserve("smtp", 1, rate=5) == pytest.approx(2)
        assert store.rates.reserve("sendgrid", 1, rate=5) == 0
        clock.at = clock.at.replace(year=2025)
        assert store.rates.reserve("smtp", 1, rate=5) == pytest.approx(2.2)


WORKER = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from digest.store import Store
    store = Store(Path(sys.argv[1]), lease=3600)
    claim = store.claims.claim(1, 4)
    store.claims.mark_sending(claim.fence, [claim.deliveries[0].id])
    print("at work", flush=True)
    time.sleep(60)
""")


def worker(folder: Path) -> subprocess.Popen[str]:
    """Another process that claimed four deliveries and is sending the first."""
    command = [sys.executable, "-c", WORKER, str(folder / "digest.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "at work\n"
    return process


def test_a_killed_process_frees_its_claims_at_once(tmp_path: Path) -> None:
    """Its lease had an hour to go. What it was sending is uncertain, the rest goes on."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann bob cat dan eve").id
        process = worker(tmp_path)
        assert stands(store, campaign) == {"prepared": 1, "claimed": 3, "sending": 1}
        store.claims.expire()
        assert stands(store, campaign) == {"prepared": 1, "claimed": 3, "sending": 1}
        process.send_signal(signal.SIGKILL)
        process.communicate()
        _, ids = claimed(store, campaign)
        assert len(ids) == 4
        assert stands(store, campaign) == {"claimed": 4, "uncertain": 1}
        assert len(os.listdir(f"{tmp_path / 'digest.db'}.owners")) == 1  # noqa: PTH208


def test_a_store_that_closes_gives_back_what_it_holds(tmp_path: Path) -> None:
    """Nothing is left for a lease to free."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, "ann").id
        with open_at(tmp_path) as other:
            claimed(other, campaign)
        assert stands(store, campaign) == {"prepared": 1}


def test_the_database_is_its_owners_alone(tmp_path: Path) -> None:
    """It holds addresses."""
    with open_at(tmp_path):
        assert stat.S_IMODE((tmp_path / "digest.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("fault", "mended", "words"),
    [
        ("max_page_count", 2**30, "full.*Make room on the disk"),
        ("query_only", 0, "readonly.*Make the file and its folder writable"),
    ],
)
def test_what_cannot_be_written_is_not_half_written(tmp_path: Path, fault: str, mended: int, words: str) -> None:
    """A full disk or a read-only database stops the work in words; put right, it goes on."""
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, " ".join(f"r{number}" for number in range(500))).id
        claim, ids = claimed(store, campaign, 500)
        store.claims.mark_sending(claim.fence, ids)
        outcomes = [Outcome(delivery=i, state=REJECTED, words="x" * 900) for i in ids]
        store._database.pragma(fault, 1)
        with pytest.raises(StoreError, match=words):
            store.claims.record(claim.fence, outcomes)
        assert stands(store, campaign) == {"sending": 500}
        store._database.pragma(fault, mended)
        store.claims.record(claim.fence, outcomes)
        assert stands(store, campaign) == {"rejected": 500}


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """In words, with what to do."""
    (tmp_path / "digest.db").write_text("not a database, but long enough to be taken for the head of one" * 20)
    with pytest.raises(StoreError, match=r"digest\.db can't be used: file is not a database.*Name another file"):
        open_at(tmp_path)


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """Its tables mean something that this version doesn't know."""
    with open_at(tmp_path) as store:
        store._database.pragma("user_version", 99)
    with pytest.raises(StoreError, match="newer version"):
        open_at(tmp_path)
