"""Times of day on the clocks of a zone: what their changes do to them, and how often they come back."""

from digest.times.days_off import DayOff, days_off_of_calendar
from digest.times.recurrence import Recurrence
from digest.times.zones import is_missing, utc_of, zone_of

__all__ = ["DayOff", "Recurrence", "days_off_of_calendar", "is_missing", "utc_of", "zone_of"]
