"""The time, as the store writes it down."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.times import rfc3339

if TYPE_CHECKING:
    from collections.abc import Callable


def _utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The clock on the wall, which somebody may set, and one that only counts seconds.

    The second is the same for all processes of a machine; leases are kept by it.
    """

    wall: Callable[[], dt.datetime] = _utc
    steady: Callable[[], float] = time.monotonic

    def now(self, later: float = 0.0) -> str:
        """The time that many seconds from now: RFC 3339, UTC, whole seconds."""
        return rfc3339(self.wall() + dt.timedelta(seconds=later))

    def seconds(self) -> float:
        """Seconds since 1970."""
        return self.wall().timestamp()
