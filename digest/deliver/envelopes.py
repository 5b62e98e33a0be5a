"""A claimed delivery as the envelope that a provider is handed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.deliver.links import LinkKeys, unsubscribe_link
from digest.mime import Stamp
from digest.providers import Envelope
from digest.providers.sendgrid_events import DELIVERY, STORE

if TYPE_CHECKING:
    from digest.message import Message
    from digest.subscriber import Subscriber


@dataclass(frozen=True, kw_only=True)
class Envelopes:
    """Makes the envelopes of one campaign. ``list`` is None where it goes to several lists: one leaves them all."""

    message: Message
    keys: LinkKeys
    base_url: str
    store: str  # its name, which the provider's events give back
    list: int | None

    @cached_property
    def _hash(self) -> str:
        return self.message.hash

    def envelope(self, delivery: int, subscriber: Subscriber) -> Envelope:
        """What one subscriber gets. The Message-ID is the same however often it is tried."""
        token = self.keys.sign(subscriber=subscriber.id, list=self.list, address_key=subscriber.key)
        sender = (self.message.reply_to or self.message.sender).address
        return Envelope(
            delivery=delivery,
            address=subscriber.address,
            name=subscriber.name,
            stamp=self._stamp(delivery),
            values=subscriber.values | {"unsubscribe": unsubscribe_link(token, base_url=self.base_url, mailbox=sender)},
            arguments={DELIVERY: str(delivery), STORE: self.store},
        )

    def _stamp(self, delivery: int) -> Stamp:
        domain = self.message.sender.address.rpartition("@")[2]
        return Stamp(
            date=dt.datetime.now(dt.UTC).replace(microsecond=0),
            message_id=f"{delivery}.{self._hash[:16]}.{self.store}@{domain}",
            boundary=self._hash[:24],
        )
