"""From what a clock on the wall shows to the instant it shows it."""

from __future__ import annotations

import datetime as dt
import zoneinfo


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """A time zone by its name in the IANA database.

    Raises:
        ValueError: there is none of that name; the message is the end of a sentence.
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is no time zone of the IANA database, such as Europe/Berlin") from error


def utc_of(wall: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The one instant of a wall time, by the rule of calendars (RFC 5545, section 3.3.5).

    A time that happens twice, because clocks go back over it, is the first. One that does not happen, because clocks
    jump over it, is as long after the jump as it would have been after its beginning: 02:30 becomes 03:30.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)


def is_missing(wall: dt.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether the clocks jump over a wall time."""
    return utc_of(wall, zone).astimezone(zone).replace(tzinfo=None) != wall
