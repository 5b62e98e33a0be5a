"""A store whose processes are killed at any moment loses nobody and gives nobody out twice."""

from __future__ import annotations

import collections
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest

from digest.campaign import CampaignState, DeliveryState
from tests.unit.store_parts import campaign_for, open_at

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE, GROUP, KILLS = 2000, 10, 12
# Works as a sender does; the wire is a file, to which each delivery's number is appended
# after it is marked, and which takes its time to answer.
SENDER = textwrap.dedent("""
    import os, sys, time
    from pathlib import Path
    from digest.campaign import DeliveryState
    from digest.store import Outcome, Store
    store = Store(Path(sys.argv[1]), lease=3600)
    wire = os.open(sys.argv[2], os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    while not store.campaigns.finish_if_through(1):
        claim = store.claims.claim(1, 40)
        if claim is None:
            time.sleep(0.01)
            continue
        for start in range(0, len(claim.deliveries), 10):
            group = [delivery.id for delivery in claim.deliveries[start : start + 10]]
            going = sorted(store.claims.mark_sending(claim.fence, group))
            os.write(wire, "".join(f"{number}\\n" for number in going).encode())
            time.sleep(0.03)
            store.claims.record(claim.fence, [Outcome(delivery=n, state=DeliveryState.ACCEPTED) for n in going])
        store.claims.release(claim.fence)
    store.close()
""")


def sender(folder: Path) -> subprocess.Popen[bytes]:
    """One more process at work on the campaign."""
    return subprocess.Popen([sys.executable, "-c", SENDER, str(folder / "digest.db"), str(folder / "wire")])


@pytest.mark.parametrize("side_by_side", [1, 3])
def test_killed_senders_lose_nobody_and_repeat_nobody(tmp_path: Path, side_by_side: int) -> None:
    """Each is on the wire once at most; whoever has no outcome is named, and no more than were in flight."""
    chance = random.Random(side_by_side)  # noqa: S311  nobody's secret
    with open_at(tmp_path) as store:
        campaign = campaign_for(store, " ".join(f"r{number}" for number in range(PEOPLE))).id
        processes = [sender(tmp_path) for _ in range(side_by_side)]
        kills = 0
        while store.campaigns.get(campaign).state is CampaignState.SENDING:
            time.sleep(chance.uniform(0.2, 0.4))
            if kills < KILLS:
                victim = processes.pop(chance.randrange(side_by_side))
                victim.send_signal(signal.SIGKILL)
                kills += victim.wait() == -signal.SIGKILL
                processes.append(sender(tmp_path))
            balance = store.campaigns.balance(campaign)
            assert sum(balance.states.values()) == balance.audience == PEOPLE
        for process in processes:
            assert process.wait(timeout=60) == 0
        balance = store.campaigns.balance(campaign)
        accepted = {delivery.id for delivery in store.campaigns.deliveries(campaign, state=DeliveryState.ACCEPTED)}
        uncertain = {delivery.id for delivery in store.campaigns.deliveries(campaign, state=DeliveryState.UNCERTAIN)}
    wire = collections.Counter(int(number) for number in (tmp_path / "wire").read_text().split())
    assert kills > 1
    assert max(wire.values()) == 1
    assert accepted <= set(wire)
    assert set(wire) <= accepted | uncertain
    assert len(accepted) + len(uncertain) == PEOPLE
    assert len(uncertain) <= kills * GROUP
    assert os.listdir(f"{tmp_path / 'digest.db'}.owners") == []  # noqa: PTH208
