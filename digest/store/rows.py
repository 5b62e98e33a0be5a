"""Rows that more than one part of the store reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.subscriber import Subscriber

if TYPE_CHECKING:
    import sqlite3

    from digest.store.database import Database


def subscriber_from_row(row: sqlite3.Row) -> Subscriber:
    """A subscriber, from a row with ``subscriber_id`` and the columns of ``subscribers``."""
    return Subscriber(
        id=row["subscriber_id"],
        address=row["address"],
        key=row["key"],
        name=row["name"],
        language=row["language"],
        timezone=row["timezone"],
        attributes=json.loads(row["attributes"]),
    )


def list_id(database: Database, name: str) -> int:
    """The id of a list.

    Raises:
        InputError: there is none of that name.
    """
    number = database.value("lists.id", list=name)
    if number is None:
        raise InputError(f"There is no list {name}.", remedy="See `digest lists list`.")
    return int(number)
