"""A process that sends whatever is to be sent, until it is told to stop."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from digest.campaign import CampaignState
from digest.deliver.current import CurrentSettings
from digest.deliver.later import begin_due
from digest.deliver.scheduler import run_schedules
from digest.deliver.work import work_on
from digest.errors import DigestError
from digest.store import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.settings import Settings
    from digest.store import Store

LOG = logging.getLogger("digest.worker")
_POLL = 0.5  # seconds between looks for something to do
_REST = 30.0  # seconds that a campaign rests whose provider could not be reached


def run_worker(
    store: Store, settings: Settings, environ: Mapping[str, str], stop: threading.Event, *, clock: Clock | None = None
) -> None:
    """Run the schedules, and send what is due of every campaign. Several processes may do so side by side."""
    clock, current = clock or Clock(), CurrentSettings(settings, environ)
    schedules = threading.Thread(
        target=run_schedules, args=(store, current.get, environ, stop, clock), name="schedules"
    )
    schedules.start()
    try:
        _run_campaigns(store, current, environ, stop, clock)
    finally:
        stop.set()
        schedules.join()


def _run_campaigns(
    store: Store, current: CurrentSettings, environ: Mapping[str, str], stop: threading.Event, clock: Clock
) -> None:
    """Send what is due, one campaign after another, until told to stop."""
    resting: dict[int, float] = {}  # campaign -> when to try it again
    while not stop.is_set():
        begin_due(store, current.get(), now=clock.wall())
        for campaign in store.campaigns.unfinished():
            if campaign.state is not CampaignState.SENDING or time.monotonic() < resting.get(campaign.id, 0.0):
                continue
            if _waits_for_clocks(store, campaign.id, clock):
                continue
            try:
                work_on(store, campaign.id, current.get(), environ, stop=stop, patient=False)
            except DigestError as error:
                LOG.error("campaign %d: %s", campaign.id, error.message)  # noqa: TRY400 - said in full, not our fault
                resting[campaign.id] = time.monotonic() + _REST
            state = store.campaigns.get(campaign.id).state
            if state is not CampaignState.SENDING:
                LOG.info("campaign %d: %s", campaign.id, state)
        stop.wait(_POLL)


def _waits_for_clocks(store: Store, campaign: int, clock: Clock) -> bool:
    """Whether nobody's own clock shows the time at which a campaign is due; frees what another process left lying."""
    wall, _ = store.campaigns.wall(campaign)
    due = store.campaigns.next_due(campaign) if wall else None
    if not due or due <= clock.now():
        return False
    store.claims.expire()
    return True
