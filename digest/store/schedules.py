"""Slots of schedules, each fired once whoever runs, and the articles that went into them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from digest.slot import OPEN, Slot, SlotState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.store.clock import Clock
    from digest.store.database import Database

_TAKEN = 120.0  # seconds that drafting may take before another process tries


class ScheduleStore:
    """What became of the slots of each schedule."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def register(self, name: str, rule: str) -> None:
        """Know a schedule: what was due before it was known, or by another rule, never fires."""
        self._database.run("schedules.register", name=name, rule=rule, now=self._clock.now())

    def since(self, name: str) -> str:
        """The instant after which a schedule's slots are not written down yet: RFC 3339, UTC."""
        return str(self._database.value("schedules.since", name=name))

    def add(self, name: str, at: str, state: SlotState, *, reason: str = "", take: bool = False) -> bool:
        """Write a slot down; False where it is there already. ``take`` keeps it for this process at first."""
        with self._database.transaction():
            self._database.run("schedules.supersede", schedule=name, at=at, now=self._clock.now())
            taken = self._clock.seconds() + _TAKEN if take else 0.0
            added = self._database.run(
                "schedules.add", schedule=name, at=at, state=state, reason=reason, taken=taken, now=self._clock.now()
            )
            return added > 0

    def slots(self, name: str = "", states: Iterable[SlotState] = OPEN) -> list[Slot]:
        """Slots in any of these states, of one schedule or all, the earliest first."""
        rows = self._database.rows("schedules.slots", schedule=name, states=json.dumps(list(states)))
        return [Slot(**{**dict(row), "state": SlotState(row["state"])}) for row in rows]

    def take(self, slot: Slot) -> bool:
        """Keep a slot that is as it was for this process, for a while; False where another has it."""
        clock = self._clock.seconds()
        values = {"schedule": slot.schedule, "at": slot.at, "state": slot.state}
        return self._database.run("schedules.take", parts=None, **values, clock=clock, until=clock + _TAKEN) > 0

    def move(  # noqa: PLR0913 - one for each column
        self,
        slot: Slot,
        state: SlotState,
        *,
        reason: str = "",
        draft: str | None = None,
        edition: str | None = None,
        campaign: int | None = None,
    ) -> bool:
        """Change a slot that is still in its state; False, and nothing changed, where it isn't. None keeps a value."""
        moved = self._database.run(
            "schedules.move",
            schedule=slot.schedule,
            at=slot.at,
            old=slot.state,
            state=state,
            reason=reason,
            draft=draft,
            edition=edition,
            campaign=campaign,
            now=self._clock.now(),
        )
        return moved > 0

    def drafted(self, name: str) -> frozenset[str]:
        """Keys of the articles that a schedule has drafted."""
        return frozenset(row["key"] for row in self._database.rows("schedules.drafted", schedule=name))

    def remember(self, slot: Slot, keys: Iterable[str]) -> None:
        """Know articles as drafted in a slot."""
        self._database.run_many("schedules.remember", [(slot.schedule, key, slot.at) for key in keys])

    def leave_out(self, name: str, day: dt.date) -> None:
        """Let a schedule fire nothing on a day."""
        self._database.run("schedules.leave_out", schedule=name, day=day.isoformat())

    def left_out(self, name: str) -> frozenset[dt.date]:
        """The days on which an editor lets a schedule fire nothing."""
        rows = self._database.rows("schedules.left_out", schedule=name)
        return frozenset(dt.date.fromisoformat(row["day"]) for row in rows)
