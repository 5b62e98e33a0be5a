"""One connection to the database, its transactions, and its errors in plain words.

SQLite runs in WAL with ``synchronous=FULL``: with NORMAL a loss of power may take the last commits with it, and what
they said was sent would be sent again. Every writing transaction begins IMMEDIATE, since one that reads first and
writes later is refused when another wrote in between. Threads share the connection and take turns.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from typing import TYPE_CHECKING

from digest.errors import StoreError
from digest.store.queries import query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Value = str | int | float | None
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -8192",  # KiB; more makes nothing faster: what is big is gone through in order
    "PRAGMA temp.cache_size = -8192",
)
_PATIENCE = 30  # seconds; importing or freezing a million people holds the database for less
_REMEDIES = {  # what SQLite says -> what to do
    "locked": "Another process is writing to it; try again when that is done.",
    "full": "Make room on the disk, then run the same command again.",
    "readonly": "Make the file and its folder writable, then run the same command again.",
    "unable to open": "Check that its folder exists and can be written.",
    "not a database": "Name another file under [store] url in digest.toml, or move this one away.",
    "malformed": "Restore it from a backup.",
}


class Database:
    """A SQLite database; in memory where ``path`` is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        with self._plain_errors():
            self._connection = _connect(path)

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything in the block or, where it raises, nothing. One inside another is part of it.

        Raises:
            StoreError: the database can't be written.
        """
        with self._begun("BEGIN IMMEDIATE"):
            yield

    @contextlib.contextmanager
    def scratch(self) -> Iterator[None]:
        """Write temporary tables only, without keeping other processes from the database."""
        with self._begun("BEGIN"):
            yield

    def run(self, name: str, /, *, parts: Mapping[str, str] | None = None, **values: Value) -> int:
        """Execute a named statement, and give the number of rows it changed."""
        with self._lock, self._plain_errors():
            return self._connection.execute(query(name, parts), values).rowcount

    def run_many(self, name: str, rows: Iterable[Sequence[Value]], *, parts: Mapping[str, str] | None = None) -> int:
        """Execute a named statement for each row of values, and give the number of rows changed."""
        with self._lock, self._plain_errors():
            return self._connection.executemany(query(name, parts), rows).rowcount

    def rows(self, name: str, /, *, parts: Mapping[str, str] | None = None, **values: Value) -> list[sqlite3.Row]:
        """All rows of a named statement."""
        with self._lock, self._plain_errors():
            return self._connection.execute(query(name, parts), values).fetchall()

    def value(self, name: str, /, **values: Value) -> Value:
        """The first column of the first row of a named statement, None where there is none."""
        rows = self.rows(name, parts=None, **values)
        return rows[0][0] if rows else None

    def script(self, text: str) -> None:
        """Execute the statements of a migration, inside the transaction that is open."""
        with self._lock, self._plain_errors():
            statement = ""
            for line in text.splitlines(keepends=True):
                statement += line
                if sqlite3.complete_statement(statement):
                    self._connection.execute(statement)
                    statement = ""

    def add_function(self, name: str, function: Callable[[str], str]) -> None:
        """Let statements call a function of one text."""
        with self._lock, self._plain_errors():
            self._connection.create_function(name, 1, function, deterministic=True)

    def pragma(self, name: str, value: int | None = None) -> int:
        """Read or set one of SQLite's own numbers."""
        with self._lock, self._plain_errors():
            row = self._connection.execute(f"PRAGMA {name}" + ("" if value is None else f" = {value:d}")).fetchone()
            return int(row[0]) if row else 0

    @contextlib.contextmanager
    def _begun(self, begin: str) -> Iterator[None]:
        with self._lock, self._plain_errors():
            if self._depth == 0:
                self._connection.execute(begin)
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self._connection.execute("COMMIT")
            except BaseException:
                if self._depth == 1 and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            words = str(error)
            remedy = next((text for part, text in _REMEDIES.items() if part in words), None)
            raise StoreError(f"The store {self.path or 'in memory'} can't be used: {words}.", remedy=remedy) from error


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None and not path.exists() and path.parent.is_dir():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # addresses are nobody else's to read
    connection = sqlite3.connect(
        path or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection
