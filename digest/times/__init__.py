"""Times: how they are written, what the clocks of a zone do to them, and how often they come back."""

from digest.times.days_off import DayOff, days_off_of_calendar
from digest.times.recurrence import Recurrence
from digest.times.stamp import rfc3339
from digest.times.zones import is_missing, utc_of, zone_of

__all__ = ["DayOff", "Recurrence", "days_off_of_calendar", "is_missing", "rfc3339", "utc_of", "zone_of"]
