"""Envelopes to hand over."""

import datetime as dt

from digest.mime import Stamp
from digest.providers.base import Envelope


def envelope(number: int, address: str, name: str = "") -> Envelope:
    """One subscriber's copy, all of whose values are told from the others' by its number."""
    date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    stamp = Stamp(date=date, message_id=f"{number}@example.com", boundary=f"b{number}")
    values = {"address": address, "name": name, "unsubscribe": f"https://example.com/u/{number}"}
    return Envelope(
        delivery=number,
        address=address,
        name=name,
        stamp=stamp,
        values=values,
        arguments={"digest_delivery": str(number)},
    )
