"""WHEN, as an editor writes it -> an instant, or a time of day on each recipient's own clock."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import UsageError
from digest.times import utc_of, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LOCAL = "local"
_EXAMPLES = '"tomorrow 07:30 Europe/London", "2026-12-01T07:30:00Z" or "07:30 local"'
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHEN = re.compile(
    r"""(?:(?P<day>today|tomorrow|\d{4}-\d\d-\d\d|(?:next\s+|on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)
        (?:[T\s,]\s*|$))?
        (?:at\s+)?(?P<time>\d{1,2}:\d\d(?::\d\d)?)?(?:\.\d+)?
        (?:\s*(?P<zone>\S+))?""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFSET = re.compile(r"Z|[+-]\d\d:?\d\d", re.IGNORECASE)
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WallTime:
    """A time on each recipient's clock: on that day, or, without one, the next time it comes."""

    time: dt.time
    day: dt.date | None = None

    def due(self, zone: ZoneInfo, *, after: dt.datetime) -> dt.datetime:
        """The instant at which the clocks of a zone show it, in UTC."""
        return _on(self.day, self.time, zone, after)

    def __str__(self) -> str:
        return f"{self.day} {self.time:%H:%M:%S}" if self.day else f"{self.time:%H:%M:%S}"

    @classmethod
    def parse(cls, text: str) -> WallTime:
        """The inverse of ``str``."""
        day, _, time = text.rpartition(" ")
        return cls(time=dt.time.fromisoformat(time), day=dt.date.fromisoformat(day) if day else None)


def parse_when(text: str, *, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | WallTime:
    """What WHEN means: an instant in UTC, or a wall time where it says "local".

    A day (today, tomorrow, a weekday, a date), a time of day and a zone; without a day the next time that the clocks
    show it, without a zone ``zone``. RFC 3339 is one way to write it. A time that clocks jump over, or show twice, is
    as :func:`digest.times.utc_of` says.

    Raises:
        UsageError: nobody could say what is meant, or it has passed.
    """
    found = _read(text, now=now, zone=zone)
    if isinstance(found, dt.datetime) and found <= now:
        raise UsageError(
            f"“{text}” has passed: it was {found:%Y-%m-%d %H:%M} UTC.",
            remedy="Name a later time, or leave out --at to send now.",
        )
    return found


def parse_moment(text: str, *, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """As :func:`parse_when`, for looking at a calendar: a day alone is its beginning, and the past is no fault.

    Raises:
        UsageError: nobody could say what is meant.
    """
    found = _read(text, now=now, zone=zone, midnight=True)
    if isinstance(found, WallTime):
        raise UsageError(f"“{text}” is another moment in each zone.", remedy="Name a zone, or leave it out.")
    return found


def _read(text: str, *, now: dt.datetime, zone: ZoneInfo, midnight: bool = False) -> dt.datetime | WallTime:
    """What is meant, past or not; with ``midnight`` a day alone will do."""
    match = _WHEN.fullmatch(" ".join(text.split()))
    if not match or not (match["time"] or (midnight and match["day"])):
        raise UsageError(f"“{text}” is no time.", remedy=f"Write it like {_EXAMPLES}.")
    time, where = _time(match["time"] or "00:00", text), match["zone"] or ""
    if where.lower() == LOCAL:
        return WallTime(time=time, day=_day(match["day"], text, now.astimezone(zone).date()))
    if _OFFSET.fullmatch(where):
        return _with_offset(match["day"] or "", time, where, text)
    clock = _zone(where, text) if where else zone
    return _on(_day(match["day"], text, now.astimezone(clock).date()), time, clock, now)


def _with_offset(day: str, time: dt.time, offset: str, text: str) -> dt.datetime:
    """RFC 3339: a date, a time and an offset."""
    try:
        return dt.datetime.fromisoformat(f"{day}T{time.isoformat()}{offset.upper()}").astimezone(dt.UTC)
    except ValueError as error:
        raise UsageError(f"“{text}” has an offset and no date.", remedy=f"Write it like {_EXAMPLES}.") from error


def _on(day: dt.date | None, time: dt.time, zone: ZoneInfo, now: dt.datetime) -> dt.datetime:
    """When the clocks show that time: on the day, or next after now."""
    if day is not None:
        return utc_of(dt.datetime.combine(day, time), zone)
    today = now.astimezone(zone).date()
    days = (today + dt.timedelta(days=n) for n in range(3))
    return next(at for day in days if (at := utc_of(dt.datetime.combine(day, time), zone)) > now)


def _day(said: str | None, text: str, today: dt.date) -> dt.date | None:
    if said is None:
        return None
    word = said.lower().rsplit(" ", 1)[-1]
    if word in _DAYS:
        return today + dt.timedelta(days=(_DAYS.index(word) - today.weekday() - 1) % _WEEK + 1)
    if word in {"today", "tomorrow"}:
        return today + dt.timedelta(days=word == "tomorrow")
    try:
        return dt.date.fromisoformat(word)
    except ValueError as error:
        raise UsageError(f"“{text}” has the date {word}, which no calendar has.", remedy="Correct it.") from error


def _time(said: str, text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(said.zfill(len("07:30") if said.count(":") == 1 else len("07:30:00")))
    except ValueError as error:
        raise UsageError(f"“{text}” has the time {said}, which no clock shows.", remedy="Correct it.") from error


def _zone(name: str, text: str) -> ZoneInfo:
    try:
        return zone_of(name)
    except ValueError as error:
        raise UsageError(f"“{text}”: {name} {error}.", remedy=f"Write it like {_EXAMPLES}.") from error
