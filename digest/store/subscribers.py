"""People, one at a time: what is held of them, and forgetting it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.store.rows import list_id, subscriber_from_row
from digest.subscriber import Consent, Subscriber, SubscriberList, SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.store.clock import Clock
    from digest.store.database import Database

_PAGE = 1000
_HELD = ("address", "key", "name", "language", "timezone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A subscriber as a member of a list.

    ``suppressed`` says why they are left out, "" where they aren't; ``here``, whether that holds for this list alone.
    """

    subscriber: Subscriber
    consent: Consent
    suppressed: str
    here: bool


class ListStore:
    """The lists of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SubscriberList]:
        """All lists by name, with how many people they have."""
        return self._lists("")

    def get(self, name: str) -> SubscriberList:
        """One list.

        Raises:
            InputError: there is none of that name.
        """
        list_id(self._database, name)
        return self._lists(name)[0]

    def members(self, name: str) -> Iterator[Member]:
        """Everybody on a list in the order in which they came, read page by page.

        Raises:
            InputError: there is none of that name.
        """
        number, after = list_id(self._database, name), 0
        while rows := self._database.rows("subscribers.page", list_id=number, after=after, limit=_PAGE):
            for row in rows:
                consent = Consent(
                    confirmed=bool(row["confirmed"]),
                    at=row["consent_at"],
                    source=row["consent_source"],
                    address=row["consent_address"],
                )
                yield Member(
                    subscriber=subscriber_from_row(row),
                    consent=consent,
                    suppressed=row["suppressed"],
                    here=bool(row["here"]),
                )
            after = rows[-1]["subscriber_id"]

    def attribute_names(self, name: str) -> list[str]:
        """The attributes that anybody on a list has."""
        rows = self._database.rows("subscribers.attribute_names", list_id=list_id(self._database, name))
        return [row["name"] for row in rows]

    def _lists(self, name: str) -> list[SubscriberList]:
        return [SubscriberList(**dict(row)) for row in self._database.rows("lists.all", list=name)]


class SubscriberStore:
    """The people of a store. ``key`` is an address in its normalised form."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, key: str) -> Subscriber | None:
        """A subscriber, None where there is none of that address."""
        rows = self._database.rows("subscribers.get", key=key)
        return subscriber_from_row(rows[0]) if rows else None

    def held(self, key: str) -> dict[str, Any]:
        """All that is held of an address, for the person to see: JSON, empty where that is nothing."""
        held: dict[str, Any] = {}
        for row in self._database.rows("subscribers.get", key=key):
            held |= {name: row[name] for name in _HELD} | {"attributes": json.loads(row["attributes"])}
            memberships = self._database.rows("subscribers.memberships", subscriber=row["subscriber_id"])
            held["lists"] = [
                dict(membership) | {"confirmed": bool(membership["confirmed"])} for membership in memberships
            ]
        found = {
            "suppressions": [dict(row) for row in self._database.rows("suppressions.of_address", key=key)],
            "deliveries": [self._delivery(dict(row)) for row in self._database.rows("subscribers.deliveries", key=key)],
        }
        return held | {name: rows for name, rows in found.items() if rows or held}

    def erase(self, key: str) -> bool:
        """Forget a person: all that identifies them goes, and a keyed hash stays so that no import brings them back.

        Their deliveries go on counting, without an address. What had not begun to leave is skipped. Says whether there
        was anything to forget; the hash is kept either way.
        """
        now = self._clock.now()
        self._database.pragma("secure_delete", 1)  # what is deleted is overwritten, not just let go of
        with self._database.transaction():
            known = bool(self.held(key))
            subscriber = self.get(key)
            self._database.run("subscribers.withdraw", key=key, now=now)
            for row in self._database.rows("subscribers.deliveries", key=key):
                self._database.run("subscribers.forget_words", delivery=row["id"])
                self._database.run("subscribers.forget_event_words", delivery=row["id"])
            self._database.run("subscribers.forget_deliveries", key=key)
            if subscriber:
                self._database.run("subscribers.forget_memberships", subscriber=subscriber.id)
            self._database.run("subscribers.forget_suppressions", key=key)
            self._database.run("subscribers.forget", key=key)
            self._database.run("suppressions.add_erased", key=key, reason=SuppressionReason.ERASED, now=now)
            return known

    def _delivery(self, row: dict[str, Any]) -> dict[str, Any]:
        events = self._database.rows("subscribers.events", delivery=row["id"])
        return row | {"events": [dict(event) for event in events]}
