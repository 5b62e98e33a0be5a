"""What a worker does about schedules: notice what is due, draft it, and send what was approved.

Whatever it does is written into the store first, under a slot that exists once. Several workers may do so side by side,
and one that stops half-way is continued by the next.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest.deliver.drafting import draft_slot
from digest.deliver.launch import instant, launch_approved
from digest.deliver.schedule import LATE, Schedule, schedules_of
from digest.errors import DigestError, UnreachableError
from digest.slot import Slot, SlotState
from digest.store import Clock
from digest.times import rfc3339

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from digest.settings import Settings
    from digest.store import Store

LOG = logging.getLogger("digest.schedules")
_POLL = 0.5  # seconds between looks
_REST = 30.0  # seconds after a fault that the next look would find too
_WORK = (SlotState.DUE, SlotState.APPROVED)


def run_schedules(
    store: Store,
    settings: Callable[[], Settings],
    environ: Mapping[str, str],
    stop: threading.Event,
    clock: Clock,
) -> None:
    """Do what the schedules ask for until told to stop. ``settings`` gives them as they are by now."""
    scheduler = Scheduler(store=store, environ=environ, clock=clock)
    while not stop.is_set():
        rest = _POLL
        try:
            scheduler.tick(settings())
        except DigestError as error:
            LOG.error("schedules: %s", error.message)  # noqa: TRY400 - said in full, not our fault
            rest = _REST
        except Exception:
            LOG.exception("schedules: this is a fault of digest")  # which must not stop the campaigns
            rest = _REST
        stop.wait(rest)


@dataclass(kw_only=True)
class Scheduler:
    """One worker's look at the schedules, again and again."""

    store: Store
    environ: Mapping[str, str]
    clock: Clock = field(default_factory=Clock)
    _settings: Settings | None = None
    _schedules: dict[str, Schedule] = field(default_factory=dict)
    _next: dict[str, dt.datetime] = field(default_factory=dict)  # when to look at a schedule again

    def tick(self, settings: Settings) -> None:
        """Do all that can be done now.

        Raises:
            SettingsError: a calendar of days off can't be read.
        """
        if settings is not self._settings:
            self._schedules = schedules_of(settings)
            self._settings, self._next = settings, {}
        now = self.clock.wall()
        for schedule in self._schedules.values():
            if now >= self._next.get(schedule.name, now):
                self._notice(schedule, now)
        for slot in self.store.schedules.slots(states=_WORK):
            if slot.schedule in self._schedules and not self.store.holds.on(slot.schedule):
                self._work(self._schedules[slot.schedule], slot, settings)

    def _notice(self, schedule: Schedule, now: dt.datetime) -> None:
        """Write down what is due. What is held is looked at again when it is released."""
        store = self.store.schedules
        store.register(schedule.name, schedule.rule)
        if self.store.holds.on(schedule.name):
            return
        left_out = store.left_out(schedule.name)
        due = schedule.due(instant(store.since(schedule.name)), now)
        due = [at for at in due if schedule.day(at) not in left_out]
        for at, state, reason in schedule.verdicts(due, now):
            if store.add(schedule.name, rfc3339(at), state, reason=reason):
                LOG.info("schedule %s: %s %s %s", schedule.name, rfc3339(at), state, reason)
        self._next[schedule.name] = next(iter(schedule.next(now, 1, left_out)), dt.datetime.max.replace(tzinfo=dt.UTC))

    def _work(self, schedule: Schedule, slot: Slot, settings: Settings) -> None:
        """Draft a slot, or send it, unless it lay about for too long."""
        now = self.clock.wall()
        if not self.store.schedules.take(slot):
            return
        state, reason = _too_late(schedule, slot, now)
        if state is not slot.state:
            self._leave(slot, state, reason)
            return
        try:
            if slot.state is SlotState.DUE:
                done = draft_slot(self.store, schedule, slot, settings, self.environ, now=now)
            else:
                done = launch_approved(self.store, schedule, slot, settings, self.environ, now=now)
        except UnreachableError as error:
            LOG.warning("schedule %s: %s", schedule.name, error.message)  # and tried again, when it is free
        except DigestError as error:
            self._leave(slot, SlotState.ASKS if slot.state is SlotState.DUE else SlotState.WAITING, str(error))
        else:
            LOG.info("schedule %s: %s %s", schedule.name, done.at, told(done))

    def _leave(self, slot: Slot, state: SlotState, reason: str) -> None:
        """Let a slot wait for a person, or go."""
        if self.store.schedules.move(slot, state, reason=reason):
            LOG.warning("schedule %s: %s %s", slot.schedule, slot.at, told(replace(slot, state=state, reason=reason)))


def _too_late(schedule: Schedule, slot: Slot, now: dt.datetime) -> tuple[SlotState, str]:
    """What becomes of a slot that lay about, as it does while no worker runs, or in a store that was restored."""
    if slot.state is SlotState.DUE:
        return schedule.verdict(instant(slot.at), now)
    if now - instant(slot.changed) > LATE:
        return SlotState.WAITING, f"approved at {slot.changed}, and not sent in time"
    return slot.state, ""


def told(slot: Slot) -> str:
    """Where a slot stands, and what somebody may do about it."""
    remedies = {
        SlotState.WAITING: f"{slot.draft} waits; then: digest approve {slot.draft}",
        SlotState.ASKS: f"asks; send it with: digest schedules run {slot.schedule}",
        SlotState.STARTED: f"started as campaign {slot.campaign}",
    }
    words = remedies.get(slot.state, str(slot.state))
    return f"{words} ({slot.reason})" if slot.reason else words
