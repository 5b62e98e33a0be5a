"""Bringing a database up to this version's tables, one file of ``schema/`` after another."""

from __future__ import annotations

import secrets
from importlib import resources
from typing import TYPE_CHECKING

from digest.campaign import CAMPAIGN_MOVES, DELIVERY_MOVES
from digest.errors import StoreError

if TYPE_CHECKING:
    from digest.store.database import Database


def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction, and hold the rows to the moves that this version allows.

    Raises:
        StoreError: the database was written by a newer version.
    """
    steps = _steps()
    if database.pragma("user_version") < len(steps):
        with database.transaction():
            for number, text in enumerate(steps[database.pragma("user_version") :], database.pragma("user_version")):
                database.script(text)
                database.pragma("user_version", number + 1)
            database.run("facts.add", name="store", value=secrets.token_hex(8))
            database.run("facts.add", name="erasure key", value=secrets.token_hex(32))
    elif database.pragma("user_version") > len(steps):
        raise StoreError(
            f"The store {database.path} was written by a newer version of digest.", remedy="Update digest."
        )
    _write_moves(database)


def _steps() -> list[str]:
    folder = resources.files(__package__) / "schema"
    return [file.read_text("utf-8") for file in sorted(folder.iterdir(), key=lambda file: file.name)]


def _write_moves(database: Database) -> None:
    allowed = {("delivery", str(old), str(new)) for old, moves in DELIVERY_MOVES.items() for new in moves}
    allowed |= {("campaign", str(old), str(new)) for old, moves in CAMPAIGN_MOVES.items() for new in moves}
    if allowed != {tuple(row) for row in database.rows("facts.moves")}:
        with database.transaction():
            database.run("facts.forget_moves")
            database.run_many("facts.add_move", sorted(allowed))
