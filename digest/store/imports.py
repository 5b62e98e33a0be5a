"""Taking in many subscribers at once: staged beside the store, compared with it, then merged in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.store.queries import query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.store.clock import Clock
    from digest.store.database import Database, Value

# What a row may say. ``spelling`` is the address to mail, None where that is the key; ``confirmed`` is 0 or 1, and 1
# where nothing says it; ``consent_at`` is UTC; ``leaving`` is a SuppressionReason, or None for somebody who is to be
# mailed, and ``here`` is 1 where it holds for the list alone; ``attributes`` is a JSON object, whose nulls
# stand for what is empty.
COLUMNS = (
    "key",
    "line",
    "spelling",
    "name",
    "language",
    "timezone",
    "confirmed",
    "consent_at",
    "consent_source",
    "consent_address",
    "leaving",
    "here",
    "attributes",
)
_TOLD = 1000  # repeated rows that are told one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the staged rows stand to a list. Each row counts once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    suppressed: int = 0  # left, bounced, complained or erased, by what the store or the row itself says


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Rows whose address came before in the file: how many, and of the first of them (line, line of the first row)."""

    number: int = 0
    lines: tuple[tuple[int, int], ...] = ()


class ImportStore:
    """The rows of a file on their way into a store. Staging writes nothing that outlives the store being open.

    ``begin``; ``expect`` for each file and ``take`` its rows; ``settle``; then ``compare``, ``merge``, or both.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._parts: dict[str, str] = {}
        self._erased = 0

    def begin(self) -> None:
        """Forget what was staged."""
        self._database.run("imports.forget_incoming")
        self._database.run("imports.incoming_table")

    def expect(self, columns: Sequence[str], attributes: Sequence[str] = ()) -> None:
        """Expect rows with these of ``COLUMNS``, then these attributes, if any."""
        if unknown := set(columns) - set(COLUMNS):
            raise ValueError(unknown)
        pairs = ", ".join("'" + name.replace("'", "''") + "', nullif(?, '')" for name in attributes)
        self._parts = {
            "columns": ", ".join([*columns, *(["attributes"] if attributes else [])]),
            "places": ", ".join(["?"] * len(columns) + ([f"json_object({pairs})"] if attributes else [])),
        }

    def take(self, rows: Sequence[Sequence[Value]]) -> None:
        """Add rows."""
        with self._database.scratch():
            self._database.run_many("imports.take", rows, parts=self._parts)

    def settle(self) -> Repeats:
        """Sort what was taken, and find the rows whose address came before.

        Those are left out, but for what they say of somebody leaving. So are the rows of erased people, whose address
        nothing may keep.
        """
        with self._database.scratch():
            for statement in ("forget_staged", "staged_table", "sort", "forget_repeats", "repeats_table"):
                self._database.run(f"imports.{statement}")
            self._database.run("imports.find_repeats")
            lines = tuple(map(tuple, self._database.rows("imports.repeated", limit=_TOLD)))
            repeats = Repeats()
            if lines:
                self._database.run("imports.keep_leaving")
                repeats = Repeats(number=self._database.run("imports.drop_repeated"), lines=lines)
            has_erased = self._database.value("imports.has_erased")
            self._erased = self._database.run("imports.drop_erased") if has_erased else 0
        return repeats

    def compare(self, name: str) -> Comparison:
        """How the staged rows stand to a list, which need not exist."""
        row = self._database.rows("imports.plan", parts={"differs": query("imports.differs")}, list=name)[0]
        return Comparison(
            new=row["new"],
            changed=row["changed"],
            unchanged=row["unchanged"],
            suppressed=row["suppressed"] + self._erased,
        )

    def merge(self, name: str, *, source: str) -> None:
        """Write the staged rows into a list, made where it is missing. Nobody is removed, no suppression lifted.

        ``source`` says where the consent comes from where a row doesn't.
        """
        now = self._clock.now()
        with self._database.transaction():
            self._database.run("imports.add_list", list=name, now=now)
            self._database.run("imports.change", parts={"differs": query("imports.differs")})
            self._database.run("imports.add")
            self._database.run("imports.join_list", list=name, source=source, now=now)
            self._database.run("imports.suppress", list=name, source=source, now=now)
