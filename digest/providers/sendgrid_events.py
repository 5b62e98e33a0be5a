"""SendGrid's events in our words.

Names and fields: the Event Webhook reference of Twilio SendGrid. Our custom arguments come back as fields of the
event itself. An event that names no delivery of ours is somebody else's, and left out.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from digest.campaign import Event, EventKind
from digest.errors import InputError
from digest.times import rfc3339

if TYPE_CHECKING:
    from collections.abc import Mapping

DELIVERY = "digest_delivery"  # the custom argument that holds a delivery's number
STORE = "digest_store"  # the one that tells our store from another's that uses the same account

KINDS: Mapping[str, EventKind] = {
    "processed": EventKind.ACCEPTED,
    "deferred": EventKind.DEFERRED,
    "delivered": EventKind.DELIVERED,
    "bounce": EventKind.BOUNCED,
    "blocked": EventKind.BLOCKED,  # the type of a bounce event
    "dropped": EventKind.DROPPED,
    "spamreport": EventKind.COMPLAINED,
    "unsubscribe": EventKind.UNSUBSCRIBED,
    "group_unsubscribe": EventKind.UNSUBSCRIBED,
    "open": EventKind.OPENED,
    "click": EventKind.CLICKED,
}
_REMEDY = "Give the provider's events as it sent them."
_SOFT = ("4.", "5.2.2")  # RFC 3463: it may work later; the mailbox is full


def read_events(data: bytes, *, name: str, store: str) -> list[Event]:
    """The events of a webhook request or of a file: a JSON array, or one JSON object a line.

    Raises:
        InputError: it is something else; the message says in which line.
    """
    return [event for row in _rows(data, name) if (event := _event(row, store)) is not None]


def _rows(data: bytes, name: str) -> list[dict[str, Any]]:
    if data.lstrip().startswith(b"["):
        rows = [(0, data)]
    else:
        rows = [(number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip()]
    events: list[dict[str, Any]] = []
    for number, text in rows:
        where = f"{name}, line {number}," if number else name
        try:
            row = json.loads(text)
        except ValueError as error:
            raise InputError(f"{where} is no JSON: {error}.", remedy=_REMEDY) from error
        events += row if isinstance(row, list) else [row]
    if not all(isinstance(event, dict) for event in events):
        raise InputError(f"{name} holds something that is no event.", remedy=_REMEDY)
    return events


def _event(row: dict[str, Any], store: str) -> Event | None:
    delivery, timestamp = str(row.get(DELIVERY, "")), row.get("timestamp")
    if not delivery.isdecimal() or row.get(STORE) != store or not isinstance(timestamp, (int, float)):
        return None
    return Event(
        provider="sendgrid",
        kind=_kind(row),
        delivery=int(delivery),
        at=rfc3339(dt.datetime.fromtimestamp(timestamp, dt.UTC)),
        message_id=str(row.get("sg_message_id", "")),
        words=" ".join(str(row[key]) for key in ("status", "reason", "response") if row.get(key)),
    )


def _kind(row: dict[str, Any]) -> EventKind:
    name = str(row.get("event", ""))
    if name == "bounce" and row.get("type") == "blocked":
        return KINDS["blocked"]
    if name == "bounce" and str(row.get("status", "")).startswith(_SOFT):
        return EventKind.SOFT_BOUNCED
    return KINDS.get(name, EventKind.UNKNOWN)
