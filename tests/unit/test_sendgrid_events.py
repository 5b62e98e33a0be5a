from __future__ import annotations

import json
from typing import Any

import pytest

from digest.campaign import EventKind
from digest.errors import InputError
from digest.providers.sendgrid_events import read_events


def row(**fields: Any) -> dict[str, Any]:
    return {
        "email": "ann@x.example",
        "timestamp": 1_767_225_600,
        "event": "delivered",
        "sg_message_id": "m1.recvd",
        "digest_delivery": "12",
        "digest_store": "s",
        **fields,
    }


def kinds(*rows: dict[str, Any]) -> list[EventKind]:
    return [event.kind for event in read_events(json.dumps(rows).encode(), name="events.json", store="s")]


def test_an_event_in_our_words() -> None:
    """Whose delivery, what happened, when, and the provider's own words; never the address."""
    events = read_events(
        json.dumps([row(event="bounce", status="5.1.1", reason="550 unknown")]).encode(), name="-", store="s"
    )
    (event,) = events
    assert (event.delivery, event.kind, event.at) == (12, EventKind.BOUNCED, "2026-01-01T00:00:00Z")
    assert event.words == "5.1.1 550 unknown"
    assert "ann@" not in repr(event)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"event": "processed"}, EventKind.ACCEPTED),
        ({"event": "bounce", "type": "bounce", "status": "5.1.1"}, EventKind.BOUNCED),
        ({"event": "bounce", "type": "blocked", "status": "5.7.1"}, EventKind.BLOCKED),
        ({"event": "bounce", "type": "bounce", "status": "5.2.2"}, EventKind.SOFT_BOUNCED),
        ({"event": "spamreport"}, EventKind.COMPLAINED),
        ({"event": "group_unsubscribe"}, EventKind.UNSUBSCRIBED),
        ({"event": "something new"}, EventKind.UNKNOWN),
    ],
)
def test_each_kind(fields: dict[str, Any], kind: EventKind) -> None:
    """A block is no bounce, a full mailbox is no dead one, and an unknown word is no error."""
    assert kinds(row(**fields)) == [kind]


def test_events_of_others_are_left_out() -> None:
    """An account may be shared with other programs and other stores."""
    assert kinds(row(digest_store="another"), row(digest_delivery="x"), {"event": "delivered"}, row()) == [
        EventKind.DELIVERED
    ]


def test_lines_are_read_too_and_garbage_is_named() -> None:
    """A file of one event a line; the error names file and line."""
    lines = json.dumps(row()) + "\n\n" + json.dumps(row()) + "\n"
    assert len(read_events(lines.encode(), name="events.jsonl", store="s")) == 2
    with pytest.raises(InputError, match=r"events\.jsonl, line 3"):
        read_events(lines.encode()[:-9], name="events.jsonl", store="s")
