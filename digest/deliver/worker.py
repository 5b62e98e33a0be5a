"""A process that sends whatever is to be sent, until it is told to stop."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from digest.campaign import CampaignState
from digest.deliver.work import work_on
from digest.errors import DigestError

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

    from digest.settings import Settings
    from digest.store import Store

LOG = logging.getLogger("digest.worker")
_POLL = 0.5  # seconds between looks for something to do
_REST = 30.0  # seconds that a campaign rests whose provider could not be reached


def run_worker(store: Store, settings: Settings, environ: Mapping[str, str], stop: threading.Event) -> None:
    """Send what is due of every campaign, one after another. Several processes may do so side by side."""
    resting: dict[int, float] = {}  # campaign -> when to try it again
    while not stop.is_set():
        for campaign in store.campaigns.unfinished():
            if campaign.state is not CampaignState.SENDING or time.monotonic() < resting.get(campaign.id, 0.0):
                continue
            try:
                work_on(store, campaign.id, settings, environ, stop=stop, patient=False)
            except DigestError as error:
                LOG.error("campaign %d: %s", campaign.id, error.message)  # noqa: TRY400 - said in full, not our fault
                resting[campaign.id] = time.monotonic() + _REST
            state = store.campaigns.get(campaign.id).state
            if state is not CampaignState.SENDING:
                LOG.info("campaign %d: %s", campaign.id, state)
        stop.wait(_POLL)
