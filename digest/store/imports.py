"""Taking in many subscribers at once: staged beside the store, compared with it, then merged in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.store.queries import query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.store.clock import Clock
    from digest.store.database import Database, Value

# key, line, address, name, language, timezone, confirmed, consent at, source, address, leaving, then the attributes
StagedRow = tuple["Value", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the staged rows stand to a list. Each row counts once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    suppressed: int = 0  # left, bounced, complained or erased, by what the store or the row itself says


class ImportStore:
    """The rows of a file on their way into a store. Staging writes nothing that outlives the store being open."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._attributes = "NULL"
        self._erased = 0

    def begin(self, attributes: Sequence[str] = ()) -> None:
        """Forget what was staged, and expect rows with these attributes."""
        self._database.run("imports.forget_stage")
        self._database.run("imports.stage_table")
        names = ", ".join("'" + name.replace("'", "''") + "', nullif(?, '')" for name in attributes)
        self._attributes = f"json_object({names})" if attributes else "NULL"
        self._erased = 0

    def stage(self, rows: Sequence[StagedRow]) -> list[tuple[int, int]]:
        """Add rows; give (line, line of the first) for each whose address was staged before and is left out."""
        with self._database.scratch():
            added = self._database.run_many("imports.stage", rows, parts={"attributes": self._attributes})
        if added == len(rows):
            return []
        firsts = ((int(str(row[1])), self._line_of(row[0])) for row in rows)
        return [(line, first) for line, first in firsts if first != line]

    def compare(self, name: str) -> Comparison:
        """How the staged rows stand to a list, which need not exist. Rows of erased people are dropped."""
        self._drop_erased()
        rows = self._database.rows("imports.plan", parts={"differs": query("imports.differs")}, list=name)
        counts = {row["verdict"]: row["number"] for row in rows}
        counts["suppressed"] = counts.get("suppressed", 0) + self._erased
        return Comparison(**counts)

    def merge(self, name: str) -> None:
        """Write the staged rows into a list, made where it is missing. Nobody is removed, no suppression lifted."""
        now = self._clock.now()
        with self._database.transaction():
            self._drop_erased()
            self._database.run("imports.add_list", list=name, now=now)
            self._database.run("imports.change", parts={"differs": query("imports.differs")})
            self._database.run("imports.add", now=now)
            self._database.run("imports.join_list", list=name, now=now)
            self._database.run("imports.suppress", list=name, now=now)

    def _line_of(self, key: Value) -> int:
        return int(str(self._database.value("imports.first_line", key=key)))

    def _drop_erased(self) -> None:
        if self._database.value("imports.has_erased"):
            self._erased += self._database.run("imports.drop_erased")
