"""How fast a provider may be used, by all processes together and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.store.clock import Clock
    from digest.store.database import Database


class RateStore:
    """When each provider may take the next message."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def reserve(self, provider: str, messages: int, rate: float) -> float:
        """Take the next ``messages`` places at ``rate`` a second; give the seconds to wait before sending them.

        Places are given out one after another, so that ten processes together are no faster than one.
        """
        with self._database.transaction():
            now = self._clock.seconds()
            rows = self._database.rows("rates.get", provider=provider)
            row = rows[0] if rows else None
            set_back = max(0.0, row["noted"] - now) if row else 0.0  # a clock set back must not stop the sending
            start = max(now, row["next"] - set_back) if row else now
            self._database.run("rates.put", provider=provider, next=start + messages / rate, noted=now)
            return start - now
