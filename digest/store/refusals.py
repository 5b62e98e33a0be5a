"""The same refusal, again and again: not the recipients' fault, but the sender's.

A provider that refuses an account, a sender or a quota says the same to everybody. The last refusals are counted in the
store, so that workers side by side, or one after another, notice it together.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from digest.campaign import CampaignState, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.store.claims import Outcome
    from digest.store.clock import Clock
    from digest.store.database import Database

STREAK = 20  # refusals running
_ADDRESS = re.compile(r"\S+@\S+")


class RefusalStreaks:
    """The running refusals of each campaign."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, campaign: int, outcomes: Sequence[Outcome]) -> None:
        """Count outcomes, in order; twenty refusals running that say the same, or more, are taken back: it pauses."""
        before = self._database.value("refusals.get", campaign=campaign)
        streak = json.loads(str(before))
        words = ""
        for outcome in outcomes:
            refused = outcome.state is DeliveryState.REJECTED and outcome.refusal
            if outcome.state is DeliveryState.ACCEPTED or (refused and streak.get("refusal") != outcome.refusal):
                streak = self._end(campaign, streak, words, whole=True)
            if refused:
                ids, words = streak.get("deliveries", []), outcome.words
                streak = {"refusal": outcome.refusal, "deliveries": [*ids, outcome.delivery]}
        after = json.dumps(self._end(campaign, streak, words, whole=False))
        if after != before:
            self._database.run("refusals.set", campaign=campaign, streak=after)

    def _end(self, campaign: int, streak: dict[str, Any], words: str, *, whole: bool) -> dict[str, Any]:
        """Judge a streak, which is ``whole`` where something else came after it; gives what is left to count on."""
        if len(streak.get("deliveries", [])) >= STREAK:
            self._take_back(campaign, streak["deliveries"], _ADDRESS.sub("…", words))
            return {}
        return {} if whole else streak

    def _take_back(self, campaign: int, deliveries: list[int], words: str) -> None:
        now = self._clock.now()
        self._database.run("refusals.take_back", deliveries=json.dumps(deliveries), now=now)
        self._database.run(
            "refusals.pause",
            campaign=campaign,
            state=CampaignState.PAUSED,
            reason=f"The provider refused {len(deliveries)} running in the same words: {words}",
        )
