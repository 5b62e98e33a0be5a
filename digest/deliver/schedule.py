"""A recurring digest: when it fires, less its days off, and which of its slots still should."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from digest.errors import SettingsError, UsageError
from digest.slot import SlotState
from digest.times import DayOff, Recurrence, days_off_of_calendar, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from digest.settings import Settings
    from digest.settings.model import ScheduleSettings

LATE = dt.timedelta(hours=1)  # what is later than this was missed
_MOST_OFF = 5_000  # slots in a row; a schedule with more days off never fires again
_CALENDAR = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One [schedules.NAME], ready to reckon with."""

    name: str
    settings: ScheduleSettings
    recurrence: Recurrence
    zone: ZoneInfo
    off: tuple[DayOff, ...]

    @property
    def rule(self) -> str:
        """What it fires by."""
        return f"{self.settings.cron} {self.zone.key}"

    def after(self, instant: dt.datetime) -> Iterator[dt.datetime]:
        """Its slots after an instant, in UTC, less its days off."""
        off = 0
        for at in self.recurrence.after(instant, self.zone):
            day = self.day(at)
            if not any(one.holds(day) for one in self.off):
                off = 0
                yield at
            elif (off := off + 1) > _MOST_OFF:
                return

    def day(self, at: dt.datetime) -> dt.date:
        """The date of a slot, where the schedule is."""
        return at.astimezone(self.zone).date()

    def due(self, since: dt.datetime, now: dt.datetime) -> list[dt.datetime]:
        """Its slots after ``since`` until now, the last hundred at most."""
        found: list[dt.datetime] = []
        for at in self.after(since):
            if at > now:
                break
            found = [*found[-99:], at]
        return found

    def next(self, after: dt.datetime, count: int, left_out: frozenset[dt.date]) -> list[dt.datetime]:
        """Its next slots, less the days that an editor left out too."""
        return list(islice((at for at in self.after(after) if self.day(at) not in left_out), count))

    def verdicts(self, due: Sequence[dt.datetime], now: dt.datetime) -> list[tuple[dt.datetime, SlotState, str]]:
        """What becomes of slots that are due: the last one fires, if it isn't late, or by the rule for missed ones."""
        rows = [(at, SlotState.MISSED, "nobody was there at the time") for at in due]
        if due:
            rows[-1] = (due[-1], *self.verdict(due[-1], now))
        return rows

    def verdict(self, at: dt.datetime, now: dt.datetime) -> tuple[SlotState, str]:
        """What becomes of one slot, and why."""
        if now - at <= LATE:
            return SlotState.DUE, ""
        return _LATE_VERDICTS[self.settings.missed]


_LATE_VERDICTS = {
    "once": (SlotState.DUE, "late"),
    "skip": (SlotState.MISSED, "nobody was there at the time"),
    "ask": (SlotState.ASKS, "nobody was there at the time"),
}


def schedules_of(settings: Settings) -> dict[str, Schedule]:
    """All schedules of a workspace by their names.

    Raises:
        SettingsError: a calendar of days off can't be read.
    """
    return {name: _schedule(name, row, settings) for name, row in settings.schedules.items()}


def schedule_of(settings: Settings, name: str) -> Schedule:
    """One schedule.

    Raises:
        UsageError: there is none of that name.
        SettingsError: its calendar of days off can't be read.
    """
    if name not in settings.schedules:
        raise UsageError(f"There is no schedule {name}.", remedy="See `digest schedules list`.")
    return _schedule(name, settings.schedules[name], settings)


def _schedule(name: str, row: ScheduleSettings, settings: Settings) -> Schedule:
    return Schedule(
        name=name,
        settings=row,
        recurrence=Recurrence.parse(row.cron),
        zone=zone_of(row.zone or settings.publication.timezone),
        off=tuple(day for one in row.except_ for day in _off(one, name, settings.workspace)),
    )


def _off(text: str, name: str, workspace: Path | None) -> tuple[DayOff, ...]:
    """A date, or the days of a calendar."""
    if not text.endswith(_CALENDAR):
        return (DayOff(first=dt.date.fromisoformat(text)),)
    path = workspace / text if workspace else None
    try:
        return days_off_of_calendar(path.read_text("utf-8-sig")) if path else ()
    except OSError as error:
        raise SettingsError(
            f"schedules.{name}.except: {text} can't be read: {error.strerror}.", remedy="Correct its path."
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"schedules.{name}.except: {text} {error}.", remedy="Put the calendar right, or list the days."
        ) from error
