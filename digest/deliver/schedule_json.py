"""What the commands say of schedules as JSON. The keys are a contract with other programs; docs/json.md lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.slot import SlotState
from digest.times import rfc3339

if TYPE_CHECKING:
    import datetime as dt

    from digest.deliver.schedule import Schedule
    from digest.store import Store

_TOLD = (SlotState.ASKS, SlotState.WAITING, SlotState.APPROVED, SlotState.DUE)  # the first that there is


def schedule_json(store: Store, schedule: Schedule, *, after: dt.datetime, count: int) -> dict[str, Any]:
    """One schedule: how it stands, and its next times after an instant, less all days off."""
    times = schedule.next(after, count, store.schedules.left_out(schedule.name))
    return {
        "name": schedule.name,
        "cron": schedule.settings.cron,
        "zone": schedule.zone.key,
        "list": schedule.settings.list,
        "state": _state(store, schedule.name),
        "next": [{"utc": rfc3339(at), "local": at.astimezone(schedule.zone).isoformat()} for at in times],
    }


def _state(store: Store, name: str) -> str:
    """``held``, what a slot of it is at (``asks``, ``waiting``, ``approved``, ``due``), or ``ready``."""
    if store.holds.on(name):
        return "held"
    states = {slot.state for slot in store.schedules.slots(name)}
    return str(next((state for state in _TOLD if state in states), "ready"))
