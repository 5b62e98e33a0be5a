"""Addresses that must not be mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.store.rows import list_id
from digest.subscriber import Suppression, SuppressionReason

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from digest.store.clock import Clock
    from digest.store.database import Database

_PAGE = 1000


class SuppressionStore:
    """The suppressions of a store. ``key`` is an address in its normalised form, ``name`` a list, None for all."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, key: str, reason: SuppressionReason, *, address: str, name: str | None = None, source: str = ""
    ) -> bool:
        """Suppress an address; say whether that is new. A campaign that runs skips it from now on.

        Raises:
            InputError: the list doesn't exist.
        """
        with self._database.transaction():
            added = self._database.run(
                "suppressions.add",
                key=key,
                list_id=list_id(self._database, name) if name else 0,
                reason=reason,
                address=address,
                source=source,
                now=self._clock.now(),
            )
            return added > 0

    def remove(self, key: str, *, name: str | None = None) -> int:
        """Take back what was added by hand, everywhere or on one list; give the number taken back.

        Who left, bounced, complained or was erased stays suppressed: that is not an editor's to undo.
        """
        with self._database.transaction():
            return self._database.run(
                "suppressions.remove",
                key=key,
                reason=SuppressionReason.BY_HAND,
                list_id=list_id(self._database, name) if name else -1,
            )

    def of(self, key: str) -> list[Suppression]:
        """The suppressions of one address, of an erased person too."""
        return [_suppression(row) for row in self._database.rows("suppressions.of_address", key=key)]

    def all(self) -> Iterator[Suppression]:
        """All suppressions by address, read page by page."""
        key, list_number, reason = "", 0, ""
        while rows := self._database.rows(
            "suppressions.page", key=key, list_id=list_number, reason=reason, limit=_PAGE
        ):
            yield from map(_suppression, rows)
            key, list_number, reason = rows[-1]["key"], rows[-1]["list_id"], rows[-1]["reason"]


def _suppression(row: sqlite3.Row) -> Suppression:
    return Suppression(
        address=row["address"],
        reason=SuppressionReason(row["reason"]),
        list=row["list"],
        at=row["at"],
        source=row["source"],
    )
