"""What comes back: the instants of a cron expression, or of plain words, on the clocks of a zone.

cronsim reckons on a clock that never changes, and the zone's changes are applied to each time by itself. Given the
zone, it would skip times where clocks move by half an hour, as in Lord Howe.
"""

from __future__ import annotations

import datetime as dt
import heapq
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from digest.times.words import cron_of
from digest.times.zones import is_missing, utc_of

if TYPE_CHECKING:
    import zoneinfo
    from collections.abc import Iterator

_FIELDS = 5  # minute, hour, day of the month, month, day of the week
_CRON = re.compile(r"[\d*/,-]+\s+[\d*/,-]+(?:\s+[\w*/,#-]+)+")
_LONGEST_JUMP = dt.timedelta(hours=25)  # of a clock: Samoa left out a whole day in 2011
_FIRST = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - on a wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A rule such as ``30 7 * * 1-5``, or several at once. Each wall time fires once, whatever the clocks do."""

    expressions: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Recurrence:
        """A cron expression of five fields, or plain words; see :func:`digest.times.words.cron_of`.

        Raises:
            ValueError: it is neither, or never comes; the message is the end of a sentence.
        """
        rule = cls(expressions=(text,) if _CRON.fullmatch(text.strip()) else cron_of(text))
        if not any(True for _ in islice(rule.walls(_FIRST), 1)):
            raise ValueError("names a day that never comes")
        return rule

    def after(self, instant: dt.datetime, zone: zoneinfo.ZoneInfo) -> Iterator[dt.datetime]:
        """The instants after that one, in UTC and in order, without end.

        A time that clocks jump over waits for its turn among the times after the jump, and is one with a time that it
        falls together with.
        """
        last = instant.astimezone(dt.UTC)
        jumped: list[dt.datetime] = []
        for wall in self.walls(last.astimezone(zone).replace(tzinfo=None) - _LONGEST_JUMP):
            at = utc_of(wall, zone)
            if is_missing(wall, zone):
                jumped.append(at)
                continue
            for one in (*(early for early in jumped if early < at), at):
                if one > last:
                    last = one
                    yield one
            jumped = [late for late in jumped if late > at]

    def walls(self, start: dt.datetime) -> Iterator[dt.datetime]:
        """The times after ``start`` on a clock that never changes."""
        from cronsim import CronSim, CronSimError

        for expression in self.expressions:
            if len(expression.split()) != _FIELDS:
                raise ValueError("is no cron expression: those have five fields, such as 30 7 * * 1-5")
        try:
            each = [CronSim(expression, start) for expression in self.expressions]
        except (CronSimError, AssertionError, TypeError, ValueError) as error:
            raise ValueError(f"is no cron expression: {str(error).lower() or 'it has a wrong field'}") from error
        return heapq.merge(*each)
