"""An editor's yes to the hash of a message, and an editor's wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.slot import Approval, Hold

if TYPE_CHECKING:
    from digest.store.clock import Clock
    from digest.store.database import Database


class ApprovalStore:
    """Who said yes to what, and when."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, *, edition: str, hash: str, who: str) -> None:  # noqa: A002 - its name everywhere
        """Keep a yes."""
        self._database.run("approvals.add", edition=edition, hash=hash, who=who, at=self._clock.now())

    def of_edition(self, edition: str) -> list[Approval]:
        """Every yes to any message of an edition, the oldest first."""
        return [Approval(**dict(row)) for row in self._database.rows("approvals.of_edition", edition=edition)]


class HoldStore:
    """What is held."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, *, who: str) -> None:
        """Hold a schedule, or everything where ``name`` is empty."""
        self._database.run("holds.add", name=name, who=who, at=self._clock.now())

    def remove(self, name: str) -> bool:
        """Release what :meth:`add` held; False where it wasn't."""
        return self._database.run("holds.remove", name=name) > 0

    def all(self) -> list[Hold]:
        """All holds."""
        return [Hold(**dict(row)) for row in self._database.rows("holds.all")]

    def on(self, name: str) -> Hold | None:
        """The hold over a schedule, its own or the one over everything."""
        return next((hold for hold in self.all() if hold.name in {"", name}), None)

    def over(self, campaign: int) -> Hold | None:
        """The hold over a campaign: over everything, or over the schedule that it comes from."""
        rows = self._database.rows("holds.over", campaign=campaign)
        return Hold(**dict(rows[0])) if rows else None
